import Documents
import Estates

/// `drawdown init DIR [--start DATE] [--json]`
package struct InitArguments: Hashable, Sendable {
  /// Where the program starts unless someone says otherwise: no clock is asked, so that one line makes one estate.
  package static let defaultStart = "2027-01-01"

  package var folder: String
  package var start: Day
  package var asJSON: Bool

  package init(_ written: WrittenArguments) {
    folder = written.operands[0]
    start = written.day(.start) ?? Day(InitArguments.defaultStart)!
    asJSON = written.isGiven(.json)
  }

  package static let description = CommandDescription(
    "init", "makes a small estate to begin from, with everything explained",
    operands: [Operand("DIR", "the folder for the estate; made where it is missing")], flags: [.start],
    details: [
      "The estate is invented and can be planned as it stands; its README.md says what each file and rule is for. Replace it "
        + "row by row. Without --start the program starts on \(defaultStart).",
      "A folder that already holds an estate is left alone. To begin from what other tools exported: 'drawdown import'.",
    ],
    examples: [.init("drawdown init first", "an estate to play with, then: drawdown plan first --out out")],
    statuses: [.done, .cannotCreate, .inputOutputFailed],
    answer: AnswerSchema(InitCommand.schema, InitCommand.answerSchema))
}

/// `drawdown init`: a folder with an estate to begin from.
package enum InitCommand {
  package static let schema = "drawdown/init/1"

  package static func run(_ arguments: InitArguments, in world: World) throws(Outcome) -> Outcome {
    for name in [EstateFiles.program, EstateFiles.workloads] where world.kind(world.join(arguments.folder, name)) != nil
    {
      throw Outcome(
        .cannotCreate,
        talk: "error: \(VisibleText.of(arguments.folder)) already holds an estate\nhelp: name another folder\n")
    }
    let files = StarterEstate.files(start: arguments.start)
    // A README of the user's own stays.
    let wanted = files.filter { $0.name != "README.md" || world.kind(world.join(arguments.folder, $0.name)) == nil }
    do throws(OutputFailure) { try world.write(wanted, into: arguments.folder) } catch { throw Outcome(error) }
    if arguments.asJSON {
      let answer = JSONValue.object([
        ("schema", .string(schema)), ("folder", .string(arguments.folder)), ("start", .string("\(arguments.start)")),
        ("files", .array(wanted.map { .string($0.name) })),
      ])
      return Outcome(.done, output: String(decoding: JSONWriter.bytes(answer), as: UTF8.self))
    }
    let place = VisibleText.of(arguments.folder)
    return Outcome(
      .done,
      output: "\(place): \(wanted.map(\.name).joined(separator: ", "))\n"
        + "read \(world.join(place, "README.md")), then: drawdown plan \(place) --out out\n")
  }

  /// The JSON Schema (2020-12) of `drawdown init --json`: what was made.
  package static let answerSchema = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "drawdown/init/1",
      "title": "An estate to begin from",
      "type": "object",
      "required": ["schema", "folder", "start", "files"],
      "properties": {
        "schema": { "const": "drawdown/init/1" },
        "folder": { "type": "string", "minLength": 1 },
        "start": { "type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$" },
        "files": { "type": "array", "minItems": 1, "items": { "type": "string" } }
      }
    }

    """#
}

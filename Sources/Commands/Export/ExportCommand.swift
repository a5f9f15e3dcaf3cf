import Documents
import Estates
import Plans
import Reports

/// `drawdown export`: an estate and a plan in, files of another tool's format out.
package enum ExportCommand {
  package static let schema = "drawdown/export/1"

  package static func run(_ arguments: ExportArguments, in world: World) throws(Outcome) -> Outcome {
    let read = try LoadedPlan.load(arguments.plan, from: world)
    // The program that the plan was made for, with what was set for that run.
    let loaded = try LoadedEstate.load(
      arguments.estate, overrides: read.plan.options.overrides.map(\.written), from: world)
    let export: PlanExport
    do throws(Findings) {
      export = try PlanExport(plan: read.plan, estate: loaded.estate, planDigest: read.digest)
    } catch {
      throw Outcome(.badInput, talk: FindingsReport(error.all).text)
    }
    let talk =
      foreign(read, loaded)
      + export.doubts(arguments.format).map { FindingsReport.text(of: $0) + "\n" }.joined()
    let isLong = loaded.estate.workloads.count > World.longEstate
    let files = world.during("writing", isLong: isLong) { export.files(arguments.format) }
    if arguments.out == "-" {
      guard files.count == 1, arguments.format != .workbook else {
        throw Outcome(
          .usage,
          talk: "error: \(arguments.format.rawValue) cannot go to standard output\n"
            + "help: name a \(arguments.format.isFolder ? "folder" : "file") with --out\n")
      }
      return Outcome(.done, output: String(decoding: files[0].bytes, as: UTF8.self), talk: talk)
    }
    let (folder, outputs) = place(files, of: read.plan, arguments, in: world)
    do throws(OutputFailure) { try world.write(outputs, into: folder) } catch { throw Outcome(error) }
    if arguments.asJSON {
      return Outcome(
        .done, output: String(decoding: JSONWriter.bytes(json(folder, outputs, arguments, world)), as: UTF8.self),
        talk: talk)
    }
    let names = outputs.map { VisibleText.of(folder == "." ? $0.name : world.join(folder, $0.name)) }
    return Outcome(.done, output: names.map { $0 + "\n" }.joined(), talk: talk)
  }

  /// Where the files go: into the folder that was named; as the file that was named; else named for the estate.
  private static func place(
    _ files: [ReportFile], of plan: Plan, _ arguments: ExportArguments, in world: World
  ) -> (folder: String, files: [OutputFile]) {
    let own = PlanExport.fileName(plan.estate.name) + arguments.format.suffix
    if arguments.format.isFolder { return (arguments.out ?? own, files.map { OutputFile($0.name, $0.bytes) }) }
    guard let out = arguments.out else { return (".", [OutputFile(own, files[0].bytes)]) }
    if out.hasSuffix("/") || world.kind(out) == .folder { return (out, [OutputFile(own, files[0].bytes)]) }
    return (world.parent(out) ?? ".", [OutputFile(world.lastName(out), files[0].bytes)])
  }

  /// A word where the plan was made from other files than the estate has now.
  private static func foreign(_ read: LoadedPlan, _ loaded: LoadedEstate) -> String {
    guard read.plan.estate.digest != loaded.estate.digest else { return "" }
    let code = FindingCode.planOfOtherFiles
    return FindingsReport.text(
      of: Finding(
        .warning, code.code, "the plan was made from other files than the estate has now",
        at: SourceLocation(file: read.path), help: code.fix)) + "\n"
  }

  private static func json(
    _ folder: String, _ files: [OutputFile], _ arguments: ExportArguments, _ world: World
  ) -> JSONValue {
    .object([
      ("schema", .string(schema)), ("format", .string(arguments.format.rawValue)),
      (
        "files",
        .array(
          files.map { file in
            .object([
              ("path", .string(folder == "." ? file.name : world.join(folder, file.name))),
              ("bytes", .integer(file.bytes.count)),
              ("digest", .string("sha256:" + SHA256.hexadecimal(of: file.bytes))),
            ])
          })
      ),
    ])
  }

  /// The JSON Schema (2020-12) of `drawdown export --json`: the files that were written.
  package static let answerSchema = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "drawdown/export/1",
      "title": "Files of an export",
      "type": "object",
      "required": ["schema", "format", "files"],
      "properties": {
        "schema": { "const": "drawdown/export/1" },
        "format": { "enum": ["csv", "xlsx", "mspdi", "ics", "jira", "azure-devops", "azure-waves", "aws-cmf", "ciso-assistant"] },
        "files": {
          "type": "array",
          "minItems": 1,
          "items": {
            "type": "object",
            "required": ["path", "bytes", "digest"],
            "properties": {
              "path": { "type": "string", "minLength": 1 },
              "bytes": { "type": "integer", "minimum": 0 },
              "digest": { "type": "string", "pattern": "^sha256:[0-9a-f]{64}$" }
            }
          }
        }
      }
    }

    """#
}

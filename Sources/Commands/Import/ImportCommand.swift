import Documents
import Estates
import Inventories
import Reports

/// `drawdown import`: exports of other tools in, the folder of an estate out.
package enum ImportCommand {
  package static let schema = "drawdown/import/1"

  package static func run(_ arguments: ImportArguments, in world: World) throws(Outcome) -> Outcome {
    switch arguments.purpose {
    case .estate(let start, let out):
      do throws(OutputFailure) { try world.checkWritable(out) } catch { throw Outcome(error) }
      if world.kind(world.join(out, EstateFiles.program)) != nil {
        throw Outcome(
          .cannotCreate,
          talk: "error: \(VisibleText.of(out)) already holds an estate\n"
            + "help: import into another folder, and take over what you want to keep\n")
      }
      let traffic = FlowAggregation(threads: world.coreCount())
      let sources = try read(arguments, from: world, traffic: traffic)
      return try estate(of: sources, traffic, start: start, out: out, asJSON: arguments.asJSON, in: world)
    case .sketch: return try sketch(of: try read(arguments, from: world))
    }
  }

  private static func read(
    _ arguments: ImportArguments, from world: World, traffic: FlowAggregation? = nil
  ) throws(Outcome) -> [SourceFile] {
    let sources: [SourceFile]
    do throws(EstateFiles.Trouble) {
      sources = try SourceFiles.read(arguments.sources, from: world, traffic: traffic)
    } catch {
      throw Outcome(error, help: "SOURCE is \(ImportArguments.description.operands[0].purpose)")
    }
    if sources.isEmpty, traffic?.isEmpty != false {
      throw Outcome(
        .noInput,
        talk: "error: no file to read in \(VisibleText.of(arguments.sources.joined(separator: ", ")))\n"
          + "help: SOURCE is \(ImportArguments.description.operands[0].purpose)\n")
    }
    return sources
  }

  private static func sketch(of sources: [SourceFile]) throws(Outcome) -> Outcome {
    let sketch = InventoryImport.sketch(sources)
    let talk = FindingsReport(sketch.findings).text
    if sketch.findings.contains(where: { $0.severity == .error }) { throw Outcome(.badInput, talk: talk) }
    let known = sketch.known.map {
      "\(VisibleText.of($0.name)) needs no mapping: it is read as '\($0.reader)'\n"
    }
    .joined()
    return Outcome(.done, output: String(decoding: sketch.bytes, as: UTF8.self), talk: talk + known)
  }

  private static func estate(
    of sources: [SourceFile], _ traffic: FlowAggregation, start: Day, out: String, asJSON: Bool, in world: World
  ) throws(Outcome) -> Outcome {
    let size = sources.reduce(0) { $0 + $1.bytes.count }
    let result = world.during("reading \(size / 1_000_000) MB", isLong: size > World.longInput / 4) {
      InventoryImport.convert(sources, traffic: traffic, start: start, name: world.lastName(out))
    }
    let talk = FindingsReport(result.findings).text
    if result.tables.isEmpty { throw Outcome(.badInput, talk: talk) }
    let files =
      result.tables.map { OutputFile($0.name, $0.bytes) }.sorted { $0.name < $1.name }
      + result.companions.map { OutputFile($0.name, $0.bytes) }
    do throws(OutputFailure) { try world.write(files, into: out) } catch { throw Outcome(error) }
    if asJSON {
      let answer = JSONValue.object([
        ("schema", .string(schema)), ("folder", .string(out)), ("files", .array(files.map { .string($0.name) })),
        ("sources", .array(sources.map { .string($0.name) })), ("findings", FindingsReport(result.findings).list),
      ])
      return Outcome(.done, output: JSONWriter.text(answer), talk: talk)
    }
    let place = VisibleText.of(out)
    return Outcome(
      .done,
      output: "\(place): \(files.map(\.name).joined(separator: ", "))\n"
        + "read \(world.join(place, InventoryImport.report)) for what was filled in and what to ask for next, then: "
        + "drawdown check \(place)\n", talk: talk)
  }
}

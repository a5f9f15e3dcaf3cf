import Documents
import Inventories
import Reports

/// `drawdown import`: an export of another tool in, the folder of an estate out.
package enum ImportCommand {
  package static let report = "import.md"

  package static func run(_ arguments: ImportArguments, in world: World) throws(Outcome) -> Outcome {
    do throws(OutputFailure) { try world.checkWritable(arguments.out) } catch { throw Outcome(error) }
    let program = world.join(arguments.out, EstateFiles.program)
    if world.kind(program) != nil {
      throw Outcome(
        .cannotCreate,
        talk: "error: \(VisibleText.of(arguments.out)) already holds an estate\n"
          + "help: import into another folder, and take over what you want to keep\n")
    }
    let source: EstateFiles
    do throws(EstateFiles.Trouble) {
      source = try EstateFiles.readTables(arguments.source, from: world)
    } catch {
      throw Outcome(error, help: "SOURCE is \(ImportArguments.description.operands[0].purpose)")
    }

    let (tables, report, findings) = RVToolsImport.convert(
      files: source.files, start: arguments.start, name: world.lastName(arguments.out))
    let talk = FindingsReport(findings).text
    if tables.isEmpty { throw Outcome(.badInput, talk: talk) }
    let files =
      tables.map { OutputFile($0.name, $0.bytes) }.sorted { $0.name < $1.name } + [OutputFile(Self.report, report)]
    do throws(OutputFailure) { try world.write(files, into: arguments.out) } catch { throw Outcome(error) }
    let place = VisibleText.of(arguments.out)
    return Outcome(
      .done,
      output: "\(place): \(files.map(\.name).joined(separator: ", "))\n"
        + "read \(world.join(place, Self.report)) for what was filled in, then: drawdown check \(place)\n", talk: talk)
  }
}

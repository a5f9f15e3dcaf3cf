import Documents
import Inventories
import Reports

/// `drawdown import`: exports of other tools in, the folder of an estate out.
package enum ImportCommand {
  package static func run(_ arguments: ImportArguments, in world: World) throws(Outcome) -> Outcome {
    do throws(OutputFailure) { try world.checkWritable(arguments.out) } catch { throw Outcome(error) }
    let program = world.join(arguments.out, EstateFiles.program)
    if world.kind(program) != nil {
      throw Outcome(
        .cannotCreate,
        talk: "error: \(VisibleText.of(arguments.out)) already holds an estate\n"
          + "help: import into another folder, and take over what you want to keep\n")
    }
    let sources: [SourceFile]
    do throws(EstateFiles.Trouble) {
      sources = try SourceFiles.read(arguments.sources, from: world)
    } catch {
      throw Outcome(error, help: "SOURCE is \(ImportArguments.description.operands[0].purpose)")
    }
    if sources.isEmpty {
      throw Outcome(
        .noInput,
        talk: "error: no file to read in \(VisibleText.of(arguments.sources.joined(separator: ", ")))\n"
          + "help: SOURCE is \(ImportArguments.description.operands[0].purpose)\n")
    }

    let result = InventoryImport.convert(sources, start: arguments.start, name: world.lastName(arguments.out))
    let talk = FindingsReport(result.findings).text
    if result.tables.isEmpty { throw Outcome(.badInput, talk: talk) }
    let files =
      result.tables.map { OutputFile($0.name, $0.bytes) }.sorted { $0.name < $1.name }
      + result.companions.map { OutputFile($0.name, $0.bytes) }
    do throws(OutputFailure) { try world.write(files, into: arguments.out) } catch { throw Outcome(error) }
    let place = VisibleText.of(arguments.out)
    return Outcome(
      .done,
      output: "\(place): \(files.map(\.name).joined(separator: ", "))\n"
        + "read \(world.join(place, InventoryImport.report)) for what was filled in and what to ask for next, then: "
        + "drawdown check \(place)\n", talk: talk)
  }
}

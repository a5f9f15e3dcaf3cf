import Documents
import Reports
import Topology

/// `drawdown graph`: an estate in, its dependency graph as a page out.
package enum GraphCommand {
  package static func run(_ arguments: GraphArguments, in world: World) throws(Outcome) -> Outcome {
    let loaded = try LoadedEstate.load(arguments.estate, from: world)
    let graph = DependencyGraph(ResolvedEstate(loaded.estate))
    if let path = arguments.dot {
      do throws(OutputFailure) { try world.write(DOT.bytes(graph), to: path) } catch { throw Outcome(error) }
    }
    let report = GraphReport(graph)
    return Outcome(
      .done,
      output: arguments.asJSON ? String(decoding: JSONWriter.bytes(report.json), as: UTF8.self) : report.page.text)
  }
}

import Documents
import Plans
import Reports
import Waves

/// `drawdown model`: an estate in, its optimisation model as an MPS file out.
package enum ModelCommand {
  package static func run(_ arguments: ModelArguments, in world: World) throws(Outcome) -> Outcome {
    let began = world.seconds()
    let folder = world.parent(arguments.out) ?? "."
    if arguments.out != "-" {
      do throws(OutputFailure) { try world.checkWritable(folder) } catch { throw Outcome(error) }
    }
    let loaded = try LoadedEstate.load(arguments.estate, from: world)
    let planner = WavePlanner(loaded.estate)
    var allowance: OpenModel.Allowance?
    var talk = ""
    if planner.needsAllowance(arguments.phase) {
      world.watchInterrupts()
      let progress = ProgressLine(world: world)
      let allowing = planner.allowance(
        limits: PlanCommand.limits(
          effort: arguments.effort, time: arguments.time, threads: arguments.threads, began: began,
          progress: progress, world: world))
      progress.clear()
      switch allowing {
      case .allowance(let found): allowance = found
      case .infeasible: talk = "warning: no plan meets every hard rule; the model has no solution\n"
      case .unknown:
        talk =
          "warning: the search ended without a plan: the model keeps to no shortfall\n"
          + "help: search longer with --effort, or solve the phases one after the other\n"
      }
      if world.interrupts() > 0, allowance == nil {
        throw Outcome(.interrupted, talk: "interrupted: nothing written\n")
      }
    }
    var model = OpenModel(planner.model, phase: arguments.phase, allowance: allowance)
    model.linear.remarks = model.remarks(tool: Plan.Tool(name: "drawdown", version: Drawdown.version))
    let bytes = MPSWriter.bytes(model.linear)
    if arguments.out == "-" { return Outcome(.done, output: String(decoding: bytes, as: UTF8.self), talk: talk) }
    do throws(OutputFailure) { try world.write(bytes, to: arguments.out) } catch { throw Outcome(error) }
    let size =
      "\(Wording.count(model.linear.columnCount, "column")), \(Wording.count(model.linear.rowCount, "row"))"
    return Outcome(.done, output: "\(VisibleText.of(arguments.out)): \(size)\n", talk: talk)
  }
}

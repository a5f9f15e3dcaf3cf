import Documents
import Plans
import Reports
import Waves

/// `drawdown model`: an estate in, its optimisation model as an MPS file out.
package enum ModelCommand {
  package static let schema = "drawdown/model/1"

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
    if arguments.asJSON {
      let answer = JSONValue.object([
        ("schema", .string(schema)), ("file", .string(arguments.out)), ("phase", .string(arguments.phase.rawValue)),
        ("columns", .integer(model.linear.columnCount)), ("rows", .integer(model.linear.rowCount)),
        ("digest", .string("sha256:" + SHA256.hexadecimal(of: bytes))),
      ])
      return Outcome(.done, output: JSONWriter.text(answer), talk: talk)
    }
    let size =
      "\(Wording.count(model.linear.columnCount, "column")), \(Wording.count(model.linear.rowCount, "row"))"
    return Outcome(.done, output: "\(VisibleText.of(arguments.out)): \(size)\n", talk: talk)
  }

  /// The JSON Schema (2020-12) of `drawdown model --json`: the file that was written.
  package static let answerSchema = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "drawdown/model/1",
      "title": "An optimisation model",
      "type": "object",
      "required": ["schema", "file", "phase", "columns", "rows", "digest"],
      "properties": {
        "schema": { "const": "drawdown/model/1" },
        "file": { "type": "string", "minLength": 1 },
        "phase": { "enum": ["shortfall", "milestones", "value"] },
        "columns": { "type": "integer", "minimum": 0 },
        "rows": { "type": "integer", "minimum": 0 },
        "digest": { "type": "string", "pattern": "^sha256:[0-9a-f]{64}$" }
      }
    }

    """#
}

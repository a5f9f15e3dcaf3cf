import Waves

/// `drawdown model ESTATE --out FILE [--phase PHASE] [--effort N] [--time SECONDS] [--threads N]`
package struct ModelArguments: Hashable, Sendable {
  package var estate: String
  package var out: String
  package var phase: OpenModel.Phase
  package var effort: Int
  /// Seconds by the clock, counted from the start of the command.
  package var time: Double?
  /// Nil: as many as there are cores.
  package var threads: Int?
  package var asJSON: Bool

  package init(_ written: WrittenArguments) {
    estate = written.operands[0]
    out = written.text(.modelFile) ?? "-"
    phase = written.text(.phase).flatMap { OpenModel.Phase(rawValue: $0) } ?? .value
    effort = written.count(.effort) ?? PlanArguments.defaultEffort
    time = written.seconds(.time)
    threads = written.count(.threads)
    asJSON = written.isGiven(.json)
  }

  package static let description = CommandDescription(
    "model", "writes the exact optimisation model of an estate, for any solver",
    operands: [.estate], flags: [.modelFile, .phase, .effort, .time, .threads],
    details: [
      "The file is MPS in free format, which HiGHS, CBC, SCIP, Gurobi and CPLEX read ('highs FILE.mps --solution_file FILE.sol', for example). Its least cost is the negative of the "
        + "greatest net present value, constant included. Its remarks say what the names mean and what is kept to. What a "
        + "solver answers becomes a plan with: drawdown plan ESTATE --solution FILE --out DIR",
      "Plans are compared by the shortfall of the targets, then that of the milestones, then the value; each has its phase. "
        + "A weight that puts one before the other would be too large for a solver's arithmetic, so the phase 'value' keeps "
        + "to the shortfalls that the planner reaches, and the file says whether these are proven to be the least: then "
        + "this one file has the best plan. Else solve the earlier phases first. Only an estate with targets or milestones "
        + "is searched for that, with --effort, --time and --threads as in 'drawdown plan'.",
    ],
    examples: [
      .init("drawdown model inventories/workshop --out workshop.mps", "take the problem to another solver")
    ],
    statuses: [
      .done, .badInput, .noInput, .cannotCreate, .inputOutputFailed, .badProgram, .interrupted,
    ], answer: AnswerSchema(ModelCommand.schema, ModelCommand.answerSchema))
}

extension Flag {
  package static let modelFile = Flag(
    "out", .path, "FILE", required: true, "the file for the model, such as FILE.mps; '-' is standard output")
  package static let phase = Flag(
    "phase", .word(OpenModel.Phase.allCases.map(\.rawValue)), "PHASE",
    "what the cost is: shortfall (of the targets), milestones (their shortfall), or value (default)")
}

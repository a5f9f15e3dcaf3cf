import Documents
import Estates
import Plans
import Solving
import Topology

/// A solver's answer becomes the wave of each workload again.
///
///     left[W1,w1] 0    left[W1,w2] 0.9999998    left[W1,w3] 1        W1 moves in wave 2
///
/// Only the columns `left` are taken: everything else follows from them, and is worked out anew by the plan. A value counts
/// as 0 or 1 within `tolerance`; what the file leaves out is 0.
extension OpenModel {
  /// How far a value may lie from 0 or 1: solvers stop at about a hundred-thousandth.
  package static let tolerance = 1e-4

  /// The wave of each item, `waveCount` where it stays.
  ///
  /// - Throws: what does not belong into an answer to this model.
  package func waves(of solution: SolutionFile) throws(Findings) -> [Int32] {
    let columns = linear.columnNames.numbers()
    let rows = linear.rowNames.numbers()
    let others: Set = [OpenModelNames.value, OpenModelNames.targetShortfall, OpenModelNames.milestoneShortfall]
    var collector = FindingCollector()
    var left = [Bool](repeating: false, count: moveWave.count)
    var named = [SolutionFile.Value?](repeating: nil, count: moveWave.count)
    for value in solution.values {
      guard let column = columns[value.name] else {
        if rows[value.name] != nil || others.contains(value.name) { continue }
        collector.add(.error, .solutionColumn, in: solution.file) {
          // Looking for the nearest of a million names takes too long to be a help.
          let meant = columns.count <= 50_000 ? Suggestion.best(for: value.name, among: columns.keys.sorted()) : nil
          return solution.finding(
            .error, .solutionColumn, "the model of \(planning.resolved.estate.name) has no column '\(value.name)'",
            at: value, help: meant.map { "did you mean '\($0)'?" } ?? FindingCode.solutionColumn.fix)
        }
        continue
      }
      guard column < left.count else { continue }
      named[column] = value
      left[column] = value.value > 0.5
      if (value.value - value.value.rounded()).magnitude > Self.tolerance || !(-0.5...1.5).contains(value.value) {
        collector.add(.error, .solutionFraction, in: solution.file) {
          solution.finding(
            .error, .solutionFraction, "'\(value.name)' is \(value.value), neither 0 nor 1", at: value,
            help: FindingCode.solutionFraction.fix)
        }
      }
    }
    var waves = [Int32](repeating: Int32(waveCount), count: problem.itemCount)
    for item in 0..<problem.itemCount {
      let own = moveStart[item]..<moveStart[item + 1]
      guard let first = own.first(where: { left[$0] }) else { continue }
      waves[item] = moveWave[first]
      if let back = own[first...].first(where: { !left[$0] }), let value = named[back] ?? named[first] {
        collector.add(.error, .solutionReturn, in: solution.file) {
          solution.finding(
            .error, .solutionReturn,
            "\(names.item(item)) has left by wave \(moveWave[first] + 1) and not by wave \(moveWave[back] + 1)",
            at: value, help: FindingCode.solutionReturn.fix)
        }
      }
    }
    if collector.hasErrors { throw Findings(collector.findings()) }
    // Gates are open as early as they can be, whatever the solver left them at.
    return planning.assignment(planning.workloadWaves(waves)) ?? waves
  }

  /// What the solver's objective has to do with a plan: a finding where it is none of the plan's three goals.
  package static func doubt(_ solution: SolutionFile, about plan: Plan) -> Finding? {
    guard let objective = solution.objective else { return nil }
    let score = PlanDecoder.score(of: plan)
    // A solver's objective counts fractions within its tolerance; shortfalls are shares.
    let isValue = (objective + score.worth).magnitude <= 1e-4 * max(1, plan.value.gross)
    let isShortfall = [score.targetShortfall, score.milestoneShortfall].contains { (objective - $0).magnitude <= 1e-4 }
    if isValue || isShortfall { return nil }
    let stated = Decimal.short(objective, places: 6)
    return Finding(
      .warning, .solutionObjective,
      "\(solution.solver.rawValue) states \(stated), and none of the plan's goals is that: it is worth "
        + "\(Decimal.text(score.worth, places: 2))",
      at: SourceLocation(file: solution.file), help: FindingCode.solutionObjective.fix)
  }
}

extension FindingCode {
  package static let solutionColumn = FindingCode(
    "SOL005", "a column that the model does not have",
    explanation: """
      Names in the file are those of the model that `drawdown model` writes of this estate, in any of its phases. A name \
      that is not among them belongs to another estate, or to the model as it was before the estate was changed.
      """,
    fix: "write the model of this estate anew with 'drawdown model', and solve that")

  package static let solutionFraction = FindingCode(
    "SOL006", "a workload that has left in part",
    explanation: """
      Whether a workload has left is 0 or 1. Solvers stop a little beside it, and up to \(OpenModel.tolerance) is taken for \
      the number next to it; this value is further away, as in the solution of a relaxation.
      """,
    fix: "solve the model with its whole numbers: not as a linear program")

  package static let solutionReturn = FindingCode(
    "SOL007", "a workload that comes back",
    explanation: """
      What has left by a wave has left by every later one; the model has a row for it. A file that says otherwise would \
      put the workload into two waves.
      """,
    fix: "let the solver write the file again, and do not edit it")

  package static let solutionBreaksRule = FindingCode(
    "SOL008", "a solution that breaks a rule",
    explanation: """
      The plan that the file means was verified against the estate, and breaks what the message names. Either the file \
      answers the model of another state of the estate, or the solver took a tolerance for more than it is.
      """,
    fix: "write the model of this estate anew with 'drawdown model', and solve that")

  package static let solutionObjective = FindingCode(
    "SOL009", "a solution with another objective",
    explanation: """
      The objective that the solver states is neither the negative of what the plan is worth nor one of its shortfalls. The \
      plan is right all the same: its figures are worked out from the estate.
      """,
    fix: "check that the file answers the model of this estate, and that the solver read its constant")

  package static let ofOpenModels: [FindingCode] = [
    solutionColumn, solutionFraction, solutionReturn, solutionBreaksRule, solutionObjective,
  ]
}

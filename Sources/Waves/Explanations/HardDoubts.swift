import Documents
import Estates
import Solving
import Topology

/// What only the planner's problem can tell about an estate: workloads that no plan can move, and that there is no plan.
package enum HardDoubts {
  package static func findings(_ graph: DependencyGraph) -> [Finding] {
    let model = ProblemBuilder.rulesOnly(graph.resolved, spreadsAsWritten: false)
    if Feasible.holds(model.problem) == false { return [noPlan(model)] }
    let isKnown = named(graph)
    let cases = Immovable.cases(model)
    return cases.compactMap { finding($0, model, isKnown) } + lockedInitiatives(cases, graph)
  }

  /// Initiatives with a member that no plan can move, though none of its group stays by itself.
  private static func lockedInitiatives(_ cases: [Immovable], _ graph: DependencyGraph) -> [Finding] {
    let estate = graph.resolved.estate
    let stuck = Set(cases.flatMap(\.workloads))
    var staysByItself = [Bool](repeating: false, count: graph.groups.count)
    for row in graph.demands.staying.rows { staysByItself[Int(graph.groups.groupOf[Int(row)])] = true }
    return (0..<estate.initiatives.count).compactMap { number in
      let members = estate.initiatives.members(of: number)
      // Of those another finding speaks.
      if members.contains(where: { staysByItself[Int(graph.groups.groupOf[Int($0)])] }) { return nil }
      let held = members.filter { stuck.contains($0) }
      if held.isEmpty { return nil }
      return Finding(
        .warning, .lockedInitiative,
        "initiative \(estate.texts[estate.initiatives.keys[number]]) never becomes ready: no plan can move "
          + list(Array(held), estate),
        at: SourceLocation(
          file: estate.initiatives.table.file, line: Int(estate.initiatives.table.lines[number])),
        help: "mend what keeps these workloads, which other findings name, or take them out of the initiative")
    }
  }

  private static func noPlan(_ model: PlanningModel) -> Finding {
    guard let explanation = Infeasibility.explain(model), let first = explanation.causes.first else {
      return Finding(
        .warning, .noPlan, "no plan meets every rule: what must move cannot", at: nil,
        help: "'drawdown plan' may say more")
    }
    let advice = explanation.advice(model.resolved, model.demands)
    return Finding(
      .warning, .noPlan, "no plan meets every rule. " + explanation.sentence(model.resolved, model.demands).trimmed,
      at: first.location(model.resolved.estate),
      help: advice.isEmpty ? "give up any one of these" : advice.trimmed)
  }

  /// Workloads of which another finding says already that they can never move: members of cycles with a lag, and those whose
  /// own dates leave no wave.
  private static func named(_ graph: DependencyGraph) -> (Int32) -> Bool {
    let calendar = graph.resolved.calendar
    let workloads = graph.resolved.estate.workloads
    var inCycle = [Bool](repeating: false, count: graph.groups.count)
    for cycle in graph.groups.lagCycles { for group in cycle.groups { inCycle[Int(group)] = true } }
    return { row in
      if inCycle[Int(graph.groups.groupOf[Int(row)])] { return true }
      let first = workloads.notBefore[Int(row)].map { calendar.firstWave(from: $0) } ?? 0
      let last = workloads.notAfter[Int(row)].map { calendar.lastWave(by: $0) } ?? calendar.count - 1
      return first >= calendar.count || last < 0 || Int(workloads.leadWaves[Int(row)]) > calendar.count
    }
  }

  private static func finding(
    _ held: Immovable, _ model: PlanningModel, _ isKnown: (Int32) -> Bool
  ) -> Finding? {
    let rows = held.workloads.filter { !isKnown($0) }
    guard let first = rows.first else { return nil }
    let estate = model.resolved.estate
    let wording = CauseWording(model.resolved, model.demands, about: held.focus)
    let subject =
      "\(Grouped.text(rows.count)) \(rows.count == 1 ? "workload" : "workloads") that may move can never do so: "
      + list(rows, estate)
    guard let source = held.causes.first else {
      return Finding(
        .warning, .immovable, subject, at: estate.location(ofWorkload: first),
        help: "mend the causes of the others first, and check again")
    }
    let whose = rows.count > 1 && held.workloads.count > 1 ? "; for the first of them: " : "; "
    return Finding(
      .warning, .immovable, subject + whose + CauseWording.joined(held.causes.map(wording.clause)),
      at: source.location(estate),
      help: "without any one of these it could move: " + held.causes.map(wording.name).joined(separator: "; "))
  }

  private static func list(_ rows: [Int32], _ estate: Estate) -> String {
    let names = rows.prefix(3).map { row in
      let line = estate.location(ofWorkload: row).line
      return estate.key(ofWorkload: row) + (line > 0 ? " (line \(line))" : "")
    }
    let rest = rows.count > 3 ? " and \(Grouped.text(rows.count - 3)) more" : ""
    return names.joined(separator: ", ") + rest
  }
}

extension String {
  /// Without the final full stop, as findings are worded.
  fileprivate var trimmed: String { hasSuffix(".") ? String(dropLast()) : self }
}

extension FindingCode {
  package static let immovable = FindingCode(
    "CHK016", "workloads that no plan can move",
    explanation: """
      The workload is neither retained nor kept by a stay rule, yet no plan that meets every rule can move it. The finding \
      names the smallest cause: without any one of the rows, cells and rules in it the workload could move. A plan is made \
      all the same; the workload stays in it.
      """,
    fix: "change one of the rows, cells or rules that the finding names, or retain the workload on purpose")

  package static let noPlan = FindingCode(
    "CHK017", "no plan meets every rule",
    explanation: """
      A pin or a leave rule asks workloads to move that cannot, so `drawdown plan` ends with status 3. The finding names \
      rows and rules that cannot hold together, and what would be enough to give up.
      """,
    fix: "give up, or change, what the finding names")

  /// The codes of what the planner's problem tells, by code.
  package static let ofWaves: [FindingCode] = [immovable, noPlan]
}

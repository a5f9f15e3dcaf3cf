import Documents
import Estates
import Solving
import Topology

/// Workloads that may stay, but that no feasible plan can move, each with the smallest cause.
///
///     214 workloads can never move: SAP-1, SAP-2, … as /rules/2 (freeze) bars them from all 12 waves
///
/// What a window, the orderings and the own size tell is worked out for any estate; on small ones each workload is also
/// forced to move, which finds what only all rules together prevent. Workloads that are retained or kept by a `stay` rule
/// are not meant: they may not move. Those that the same rules, and the same kinds of rows and cells, hold make one case.
package struct Immovable: Sendable {
  /// Every workload of the case, in table order.
  package var workloads: [Int32]
  /// Of the first of them: what holds it, nothing to spare.
  package var causes: [DemandSource]
  /// The first of them and all that must move with it under the causes.
  package var focus: [Int32]

  /// Estates with at most so many items are tried one by one.
  package static let exactLimit = 40
  /// Cases that are looked for; what is left over makes a case without causes.
  package static let caseLimit = 50

  /// The cases of a model whose problem is feasible, in the order of their first workloads.
  package static func cases(_ model: PlanningModel) -> [Immovable] { ImmovableSearch(model).cases() }
}

private struct ImmovableSearch {
  let model: PlanningModel

  init(_ model: PlanningModel) { self.model = model }

  func cases() -> [Immovable] {
    let problem = model.problem
    let never = Solver.neverMoves(problem)
    var isStuck = never
    if problem.itemCount <= Immovable.exactLimit {
      for item in 0..<problem.itemCount where !never[item] && problem.mayStay[item] {
        isStuck[item] = isForcedOut(item, problem)
      }
    }
    var rest = (0..<Int32(model.resolved.estate.workloads.count)).filter { row in
      isStuck[model.item(of: Int(row))] && !model.demands.staying.contains(Int(row))
    }
    if rest.isEmpty { return [] }
    let whole = BindingEstate(
      model.resolved, model.demands,
      workloads: BindingEstate.relevant(to: Array(Set(rest.map { model.item(of: Int($0)) })).sorted(), model))
    var cases: [Immovable] = []
    while let first = rest.first, cases.count < Immovable.caseLimit {
      let found = explain(first, exact: !never[model.item(of: Int(first))])
      // Whoever the same rules, and rows and cells of the same kinds, hold, is held for the same reason.
      let alike = whole.model(holding: generalised(found.causes, whole))
      let held = Solver.neverMoves(alike.problem)
      let together = rest.filter { row in
        if row == first { return true }
        guard let place = whole.row(of: row) else { return false }
        return held[alike.item(of: place)]
      }
      cases.append(Immovable(workloads: together, causes: found.causes, focus: found.focus))
      let isTaken = Set(together)
      rest.removeAll { isTaken.contains($0) }
    }
    if !rest.isEmpty { cases.append(Immovable(workloads: rest, causes: [], focus: [])) }
    return cases
  }

  private func isForcedOut(_ item: Int, _ problem: Problem) -> Bool {
    var forced = problem
    forced.mayStay[item] = false
    return Feasible.holds(forced) == false
  }

  /// The smallest cause for one workload, by deletion: without any one of the sources it could move.
  private func explain(_ row: Int32, exact: Bool) -> (causes: [DemandSource], focus: [Int32]) {
    let item = model.item(of: Int(row))
    let obliged = exact ? (0..<model.problem.itemCount).filter { !model.problem.mayStay[$0] } : []
    let part = BindingEstate(
      model.resolved, model.demands, workloads: BindingEstate.relevant(to: [item] + obliged, model))
    guard let place = part.row(of: row) else { return ([], [row]) }
    func isMovable(_ sources: [DemandSource]) -> Bool {
      let held = part.model(holding: sources)
      let item = held.item(of: place)
      return exact ? !isForcedOut(item, held.problem) : !Solver.neverMoves(held.problem)[item]
    }
    let sources = part.sources
    let all = MinimalConflict.shrink(Array(sources.indices), budget: 200) { isMovable($0.map { sources[$0] }) }
    let conflict =
      MinimalConflict.find(count: all.count, isFeasible: { isMovable($0.map { sources[all[$0]] }) }) ?? []
    let causes = conflict.map { sources[all[$0]] }
    let held = part.model(holding: causes)
    let group = held.item(of: place)
    let focus = (0..<part.workloads.count).filter { held.item(of: $0) == group }.map { part.workloads[$0] }
    return (causes, focus)
  }

  /// The rules of `causes`, and all rows and cells of the kinds that it has.
  private func generalised(_ causes: [DemandSource], _ whole: BindingEstate) -> [DemandSource] {
    var columns: Set<Omissions.Column> = []
    var hasRows = false
    for cause in causes {
      switch cause {
      case .rule: break
      case .dependency: hasRows = true
      case .cell(_, let column): columns.insert(column)
      }
    }
    let named = Set(causes)
    return whole.sources.filter { source in
      switch source {
      case .rule: named.contains(source)
      case .dependency: hasRows
      case .cell(_, let column): columns.contains(column)
      }
    }
  }
}

import Documents
import Estates
import Solving
import Topology

/// Why no plan exists: rows, rules and cells that cannot hold together, none of them to spare, and what would be enough to
/// give up.
///
///     Because /rules/4 (pin) puts SAP-1 in wave 3 (cutover 2026-12-20) and /rules/2 (freeze) bars SAP-1 from waves 3 to 4
///     (2026-12-10 … 2027-01-20), SAP-1 cannot move as it must.
///
/// Without any one of the causes the others can hold. The repairs are of the whole estate: each is enough by itself, and
/// nothing smaller is, as far as the search decided.
package struct Infeasibility: Sendable {
  /// Sources in the order in which they are named.
  package var causes: [DemandSource]
  /// Rows of the workloads that must move and cannot, under the causes alone; in table order.
  package var workloads: [Int32]
  /// Of the smallest size that was found, at most five; empty where none was found.
  package var repairs: [[DemandSource]]
}

extension Infeasibility {
  /// The explanation of a model whose problem is proven infeasible. Nil where the proof cannot be repeated in the time
  /// that explanations have.
  package static func explain(_ model: PlanningModel) -> Infeasibility? {
    let finder = ConflictFinder(model)
    guard let conflict = finder.conflict(without: []) else { return nil }
    let estate = model.resolved.estate
    // Repairs number the sources as they turn up in conflicts.
    var sources: [DemandSource] = []
    var numbers: [DemandSource: Int] = [:]
    func number(_ source: DemandSource) -> Int {
      if let known = numbers[source] { return known }
      numbers[source] = sources.count
      sources.append(source)
      return sources.count - 1
    }
    let repairs = Repair.smallest { givenUp in
      if givenUp.isEmpty { return .conflict(conflict.causes.map(number)) }
      let without = Set(givenUp.map { sources[$0] })
      switch finder.holds(without: without) {
      // Settled under all rules a repair may do what it does not do in the files: ask them too.
      case true: return finder.holdsInFiles(without: without) == true ? .possible : .unknown
      case nil: return .unknown
      case false:
        return finder.conflict(without: without).map { .conflict($0.causes.map(number)) } ?? .unknown
      }
    }
    return Infeasibility(
      causes: conflict.causes, workloads: conflict.workloads,
      repairs: repairs.map { repair in
        repair.map { sources[$0] }.sorted { DemandSource.ordered($0, $1, estate) }
      })
  }
}

/// Finds conflicts among what must hold, with some of it given up.
struct ConflictFinder {
  typealias Conflict = (causes: [DemandSource], workloads: [Int32])

  private let model: PlanningModel
  /// Everything that can matter to those who must move.
  private let whole: BindingEstate

  init(_ model: PlanningModel) {
    self.model = model
    let required = (0..<model.problem.itemCount).filter { !model.problem.mayStay[$0] }
    whole = BindingEstate(
      model.resolved, model.demands, workloads: BindingEstate.relevant(to: required, model))
  }

  /// Whether all that must move can, with `givenUp` left out.
  func holds(without givenUp: Set<DemandSource>) -> Bool? {
    Feasible.holds(whole.model(holding: whole.sources.filter { !givenUp.contains($0) }).problem)
  }

  /// The same of the estate as its files would be without `givenUp`, what that brings in included.
  func holdsInFiles(without givenUp: Set<DemandSource>) -> Bool? {
    Feasible.holds(
      ProblemBuilder.rulesOnly(model.resolved, without: Omissions(givenUp), spreadsAsWritten: false).problem)
  }

  /// A conflict that has none of `givenUp` in it; nil where what is left can hold, or nobody knows.
  func conflict(without givenUp: Set<DemandSource>) -> Conflict? {
    let sources = whole.sources.filter { !givenUp.contains($0) }
    let all = whole.model(holding: sources)
    guard Feasible.holds(all.problem) == false else { return nil }
    // First few who must move, then all that matters to them, then what of it cannot hold together.
    let required = few(of: all)
    let relevant = BindingEstate.relevant(to: required, all).map { whole.workloads[Int($0)] }
    let part = BindingEstate(model.resolved, model.demands, workloads: relevant)
    let candidates = part.sources.filter { !givenUp.contains($0) }
    func holds(_ numbers: [Int]) -> Bool? {
      Feasible.holds(part.model(holding: numbers.map { candidates[$0] }).problem)
    }
    guard holds(Array(candidates.indices)) == false else { return nil }
    let kept = MinimalConflict.shrink(Array(candidates.indices), budget: 200, isFeasible: holds)
    guard let found = smallest(of: kept, holds) else { return nil }
    let causes = found.map { candidates[$0] }
    let held = part.model(holding: causes)
    let stuck = few(of: held)
    let focus = (0..<Int32(part.workloads.count)).filter { stuck.contains(held.item(of: Int($0))) }
    return (causes, focus.map { part.workloads[Int($0)] })
  }

  /// The smaller of two conflicts: one that keeps what is named first, one that keeps what is named last.
  private func smallest(of kept: [Int], _ holds: ([Int]) -> Bool?) -> [Int]? {
    guard
      let first = MinimalConflict.find(count: kept.count, isFeasible: { numbers in holds(numbers.map { kept[$0] }) })
    else { return nil }
    if first.count <= 2 || kept.count > 60 { return first.map { kept[$0] } }
    let turned = Array(kept.reversed())
    let second = MinimalConflict.find(
      count: turned.count, isFeasible: { numbers in holds(numbers.map { turned[$0] }.sorted()) })
    if let second, second.count < first.count { return second.map { turned[$0] }.sorted() }
    return first.map { kept[$0] }
  }

  /// Items of `all` that must move and cannot together, the others allowed to stay; as few as some questions find.
  private func few(of all: PlanningModel) -> [Int] {
    let problem = all.problem
    let required = (0..<problem.itemCount).filter { !problem.mayStay[$0] }
    func holds(_ numbers: [Int]) -> Bool? {
      var relaxed = problem
      relaxed.mayStay = [Bool](repeating: true, count: problem.itemCount)
      for number in numbers { relaxed.mayStay[required[number]] = false }
      return Feasible.holds(relaxed)
    }
    let kept = MinimalConflict.shrink(Array(required.indices), budget: 200, isFeasible: holds)
    if kept.count <= 40, let found = MinimalConflict.find(count: kept.count, isFeasible: { holds($0.map { kept[$0] }) })
    {
      return found.map { required[kept[$0]] }
    }
    return kept.map { required[$0] }
  }
}

extension Omissions {
  init(_ sources: some Sequence<DemandSource>) {
    self.init()
    for source in sources {
      switch source {
      case .rule(let index): rules.insert(index)
      case .dependency(let row): dependencies.insert(row)
      case .cell(let workload, let column): cells.insert(Cell(workload: workload, column: column))
      }
    }
  }
}

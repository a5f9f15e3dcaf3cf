import Estates
import Solving
import Topology

/// A part of an estate as it binds, made to be asked: "can these demands hold together, all others left out?"
///
/// To leave one thing out must never bring in another. In an estate it does: without a `stay` rule a `leave` rule asks more
/// workloads to move, without a `relate` rule the next one decides. So here everything is settled first, under all rules:
/// each dependency states the relation that it binds with, a `leave` rule selects those that it obliges, an `order` rule
/// those that it does not leave out. What is left out then only ever allows more.
///
/// The part has the workloads that matter to the question, and the dependencies between them that bind; it keeps the lines
/// of its rows. `DemandSource`s are in the numbers of the whole estate.
struct BindingEstate {
  /// The part, its rules under the numbers of the whole.
  private let part: ResolvedEstate
  /// Rows of the whole estate, by row of the part.
  let workloads: [Int32]
  private let dependencies: [Demands.Link]
  /// Everything that demands something in this part, in the order of preference.
  let sources: [DemandSource]
  private let rowOfWorkload: [Int32: Int32]

  init(_ resolved: ResolvedEstate, _ demands: Demands, workloads: [Int32]) {
    self.workloads = workloads
    var estate = resolved.estate
    estate.workloads = resolved.estate.workloads.subset(workloads)
    var rows: [Int32: Int32] = [:]
    for (row, whole) in workloads.enumerated() { rows[whole] = Int32(row) }
    rowOfWorkload = rows

    estate.dependencies = Dependencies()
    var kept: [Demands.Link] = []
    for link in demands.links where link.relation != .near {
      guard let source = rows[link.source], let target = rows[link.target] else { continue }
      kept.append(link)
      estate.dependencies.source.append(source)
      estate.dependencies.target.append(target)
      estate.dependencies.relation.append(link.relation)
      estate.dependencies.annualSplitCost.append(nil)
      estate.dependencies.kind.append(0)
      estate.dependencies.evidence.append(0)
      estate.dependencies.lines.append(resolved.estate.dependencies.lines[Int(link.row)])
    }
    dependencies = kept
    estate.initiatives = Initiatives()
    estate.program.targets = []

    let mark = estate.texts.number(of: "1")
    for (index, rule) in resolved.estate.program.rules.enumerated() {
      switch rule.kind {
      case .leave, .order:
        // A name that no file can hold: the first character is a control.
        let column = "\u{1}binding/\(index)"
        estate.workloads.table.columns.append(column)
        estate.workloads.table.cells.append(
          workloads.map {
            resolved.selections[index].contains(Int($0)) && !demands.staying.contains(Int($0)) ? mark : 0
          })
        estate.program.rules[index].selector = Selector(terms: [.init(column: column, condition: .text("1"))])
      case .together, .apart, .relate, .near, .limit, .freeze, .notBefore, .notAfter, .pin, .stay: break
      }
    }
    let part = ResolvedEstate(estate)
    self.part = part

    var sources: [DemandSource] = []
    let decidedBy = Set(kept.map(\.decidedBy))
    for (index, rule) in estate.program.rules.enumerated() {
      let isActive =
        switch rule.kind {
        case .together, .apart: part.groups[index].contains { $0.members.count > 1 }
        case .order: !part.orderGroups[index].isEmpty
        case .relate: decidedBy.contains(Int32(index))
        case .near: false
        case .limit, .freeze, .notBefore, .notAfter, .leave, .pin, .stay: !part.selections[index].isEmpty
        }
      if isActive { sources.append(.rule(index)) }
    }
    for link in kept { sources.append(.dependency(link.row)) }
    for (row, whole) in workloads.enumerated() {
      for column in Omissions.Column.allCases {
        let binds =
          switch column {
          case .notBefore: estate.workloads.notBefore[row] != nil
          case .notAfter: estate.workloads.notAfter[row] != nil
          case .leadWaves: estate.workloads.leadWaves[row] > 1
          case .disposition: estate.workloads.disposition[row] == .retain
          }
        if binds { sources.append(.cell(workload: whole, column: column)) }
      }
    }
    self.sources = sources.sorted { DemandSource.ordered($0, $1, resolved.estate) }
  }

  /// The row of the part in which `workload` of the whole stands.
  func row(of workload: Int32) -> Int? { rowOfWorkload[workload].map(Int.init) }

  /// The problem of those demands alone, without anything about worth.
  func model(holding held: some Sequence<DemandSource>) -> PlanningModel {
    let held = Set(held)
    var omissions = Omissions.none
    for rule in part.estate.program.rules where !held.contains(.rule(rule.index)) { omissions.rules.insert(rule.index) }
    for (row, link) in dependencies.enumerated() {
      // Without the rule that gave it its relation a row binds nobody.
      if !held.contains(.dependency(link.row)) || (link.decidedBy >= 0 && !held.contains(.rule(Int(link.decidedBy)))) {
        omissions.dependencies.insert(Int32(row))
      }
    }
    for source in sources where !held.contains(source) {
      guard case .cell(let workload, let column) = source, let row = rowOfWorkload[workload] else { continue }
      omissions.cells.insert(Omissions.Cell(workload: row, column: column))
    }
    return ProblemBuilder.rulesOnly(part, without: omissions)
  }
}

extension BindingEstate {
  /// The workloads that can matter to whether those of `items` can move as they must: those that have to move with them,
  /// those that have to leave before them, and whoever makes room by moving.
  static func relevant(to items: [Int], _ model: PlanningModel) -> [Int32] {
    let problem = model.problem
    let before = DirectedGraph(
      count: problem.itemCount, tails: model.groups.orderings.all.map { model.groups.groupOf[Int($0.after)] },
      heads: model.groups.orderings.all.map { model.groups.groupOf[Int($0.before)] })
    var isRelevant = [Bool](repeating: false, count: problem.itemCount)
    var open: [Int32] = []
    func add(_ item: Int) {
      if isRelevant[item] { return }
      isRelevant[item] = true
      open.append(Int32(item))
    }
    for item in items { add(item) }
    for item in 0..<problem.itemCount
    where problem.uses[Int(problem.useStart[item])..<Int(problem.useStart[item + 1])].contains(where: { $0.amount < 0 })
    {
      add(item)
    }
    while let item = open.popLast() {
      for place in before.positions(of: item) { add(Int(before.heads[place])) }
    }
    return (0..<Int32(model.resolved.estate.workloads.count)).filter { isRelevant[model.item(of: Int($0))] }
  }
}

import Estates
import Plans
import Solving
import Topology

/// What stands against a workload in a wave, followed to what changed: the roots themselves, or another workload that is not
/// where it was.
struct Ground {
  var word: MoveCause.Word
  var roots: [Int] = []
  /// The row that is hit: the others of its item move with it.
  var end: Int32
  /// The other workload, and the row, rule or limit through which it bears; nil where the roots do by themselves.
  var edge: (through: String, row: Int32)?
}

/// Follows rules, rows and cells of one of the two estates to the changes that made them bind, or let go.
struct ChangeTracing {
  let world: PlannedEstate
  let inputs: EstateChanges
  /// Whether `world` is the later of the two.
  let isLater: Bool

  private func change(ofRule index: Int) -> Int? { isLater ? inputs.ofRule[index] : inputs.ofOldRule[index] }

  /// The columns by which a rule selects and groups.
  private func columns(of rule: Rule) -> [String] {
    var names = (rule.selector?.terms ?? []).map(\.column)
    switch rule.kind {
    case .together(let by), .apart(let by), .near(let by, _): names += by
    case .order(let by, let first, let then, _): names += by + first.terms.map(\.column) + then.terms.map(\.column)
    case .limit(let limit): names += limit.spread ? [limit.measure, "lead_waves"] : [limit.measure]
    case .relate, .freeze, .notBefore, .notAfter, .leave, .pin, .stay: break
    }
    // What is derived comes from these.
    if names.contains("site") || names.contains("cluster") { names += ["host", "cluster", "site"] }
    if !Set(names).isDisjoint(with: ["business_unit", "owner", "criticality"]) { names.append("application") }
    return names
  }

  /// Changes of rows of a workload in columns that a rule looks at.
  func rows(of row: Int32, seenBy rule: Rule) -> [Int] {
    let names = columns(of: rule)
    return inputs.touching(world.key(row), row, in: world.estate).filter { inputs.touches($0, names) }
  }

  /// Why a rule is, or was, about a workload.
  func roots(ofRule index: Int, on row: Int32) -> (word: MoveCause.Word, roots: [Int])? {
    let rule = world.estate.program.rules[index]
    if let change = change(ofRule: index) {
      switch rule.kind {
      case .pin: return (.pin, [change])
      case .limit: return (.limit, [change])
      case .together, .order, .apart, .relate, .near, .freeze, .notBefore, .notAfter, .leave, .stay:
        return (.rule, [change])
      }
    }
    let rows = rows(of: row, seenBy: rule)
    if !rows.isEmpty { return (.inventory, rows) }
    return inputs.calendar.map { (.rule, [$0]) }
  }

  func roots(of source: PlannedEstate.Source, on row: Int32, actual: (Int32) -> Int) -> (MoveCause.Word, [Int])? {
    switch source {
    case .history: return (.actual, [actual(row)])
    case .rule(let index): return roots(ofRule: index, on: row)
    case .cell(let column):
      if let own = inputs.ofWorkload(world.key(row)), inputs.touches(own, [column]) { return (.inventory, [own]) }
      return inputs.calendar.map { (.rule, [$0]) }
    }
  }

  /// Why a row or rule ties, or tied, workloads together; nil where nothing about it changed.
  func roots(of origin: Origin, ends: [Int32]) -> (word: MoveCause.Word, roots: [Int])? {
    switch origin {
    case .rule(let index, _):
      if let change = change(ofRule: Int(index)) { return (.rule, [change]) }
      let rule = world.estate.program.rules[Int(index)]
      let rows = ends.flatMap { self.rows(of: $0, seenBy: rule) }
      return rows.isEmpty ? nil : (.inventory, CauseBook.distinct(rows))
    case .dependency(let row):
      if let change = isLater ? inputs.ofDependency[row] : inputs.ofOldDependency[row] { return (.inventory, [change]) }
      if let decided = world.model.demands.links.first(where: { $0.row == row })?.decidedBy, decided >= 0,
        let change = change(ofRule: Int(decided)) ?? inputs.relateOrder
      {
        return (.rule, [change])
      }
      // What is retained or retired binds otherwise.
      let rows = ends.flatMap { end in
        inputs.ofWorkload(world.key(end)).map { [$0] }?.filter { inputs.touches($0, ["disposition"]) } ?? []
      }
      return rows.isEmpty ? nil : (.inventory, CauseBook.distinct(rows))
    }
  }

  /// The first changed tie on the way from a workload to one that moves as one with it.
  func roots(ofTiesFrom row: Int32, to goal: Int32) -> (word: MoveCause.Word, roots: [Int])? {
    var from = row
    for (origin, to) in world.ties(from: row, to: goal) {
      if let found = roots(of: origin, ends: [from, to]) { return found }
      from = to
    }
    return nil
  }

  func links(from row: Int32, to goal: Int32) -> [MoveCause.Link] {
    world.ties(from: row, to: goal).map { MoveCause.Link(through: world.name($0.origin), workload: world.key($0.to)) }
  }

  func roots(ofApart group: Int, ends: [Int32]) -> (word: MoveCause.Word, roots: [Int])? {
    switch world.model.apartOrigins[group] {
    case .dependency(let row): roots(of: .dependency(row), ends: ends)
    case .group(let rule, let number): roots(of: .rule(Int32(rule), group: Int32(number)), ends: ends)
    }
  }

  func name(ofApart group: Int) -> String {
    switch world.model.apartOrigins[group] {
    case .dependency(let row): world.name(.dependency(row))
    case .group(let rule, let number): world.name(.rule(Int32(rule), group: Int32(number)))
    }
  }

  /// The change by which a bucket has less room here than in the other estate; nil where it has as much.
  func tightening(of resource: Int, bucket: Int, beside other: PlannedEstate) -> Int? {
    let origin = world.model.resourceOrigins[resource]
    guard let number = change(ofRule: origin.rule), case .rule(let change) = inputs.list[number].subject else {
      return inputs.calendar
    }
    guard let counterpart = (isLater ? change.before : change.after)?.index, change.kind == .changed else {
      return number
    }
    let amounts: Set<String> = ["perWave", "perQuarter", "perYear", "from", "to"]
    if change.keys.contains(where: { !amounts.contains($0.key) }) { return number }
    let name = world.periods[resource][bucket]
    for (place, one) in other.model.resourceOrigins.enumerated()
    where one.rule == counterpart && one.period == origin.period {
      guard let same = other.periods[place].firstIndex(of: name) else { return number }
      let (here, there) = (
        world.model.problem.resources[resource].capacity[bucket], other.model.problem.resources[place].capacity[same]
      )
      return here < there ? number : nil
    }
    return number
  }
}

extension CauseBook {
  static func distinct(_ numbers: [Int]) -> [Int] {
    var seen: Set<Int> = []
    return numbers.filter { seen.insert($0).inserted }
  }
}

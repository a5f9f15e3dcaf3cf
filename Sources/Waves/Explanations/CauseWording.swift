import Documents
import Estates
import Topology

/// What a source demands of some workloads, as a clause with the actual dates and figures.
///
///     /rules/2 (freeze) bars SAP-1 from waves 3 to 4 (2026-12-10 … 2027-01-20)
///     SAP-1 must not move before 2027-03-01, that is in wave 10 at the earliest (workloads.csv:12)
///
/// Every sentence that explains why workloads cannot move is made of these clauses and worded here.
package struct CauseWording {
  private let resolved: ResolvedEstate
  private let demands: Demands
  /// Rows of the workloads that the explanation is about.
  private let focus: [Int32]

  package init(_ resolved: ResolvedEstate, _ demands: Demands, about focus: [Int32]) {
    self.resolved = resolved
    self.demands = demands
    self.focus = focus
  }

  private var estate: Estate { resolved.estate }
  private var calendar: Topology.Calendar { resolved.calendar }

  /// A clause without a full stop.
  package func clause(_ source: DemandSource) -> String {
    switch source {
    case .rule(let index): rule(estate.program.rules[index])
    case .dependency(let row): dependency(row) + " (\(estate.location(ofDependency: row)))"
    case .cell(let workload, let column):
      cell(workload, column) + " (\(estate.location(ofWorkload: workload)))"
    }
  }

  /// A source as something that could be given up: "the freeze /rules/2", "the row dependencies.csv:9".
  package func name(_ source: DemandSource) -> String {
    switch source {
    case .rule(let index):
      Self.name(estate.program.rules[index]) + place(estate.location(ofRule: index))
    case .dependency(let row):
      "the row \(estate.location(ofDependency: row)) (\(key(estate.dependencies.source[Int(row)])) needs "
        + "\(key(estate.dependencies.target[Int(row)])))"
    case .cell(let workload, let column):
      "the cell \(column.rawValue) of \(key(workload)) at \(estate.location(ofWorkload: workload))"
    }
  }

  /// " in program.json:12".
  private func place(_ location: SourceLocation) -> String {
    " in " + location.file + (location.line > 0 ? ":\(location.line)" : "")
  }

  /// `/rules/2 (freeze "year end")`: rules are named by their JSON pointers.
  static func name(_ rule: Rule) -> String {
    "/rules/\(rule.index) (\(rule.kind.word)\(rule.name.map { " \"\($0)\"" } ?? ""))"
  }

  /// "W1", "W1 and W2", "W1, W2 and 14 more".
  package func names(_ rows: [Int32]) -> String {
    let shown = rows.count <= 4 ? rows : Array(rows.prefix(3))
    let names = shown.map(key)
    if rows.count > shown.count {
      return names.joined(separator: ", ") + " and \(Grouped.text(rows.count - shown.count)) more"
    }
    guard names.count > 1, let last = names.last else { return names.first ?? "nobody" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }

  private func key(_ row: Int32) -> String { VisibleText.of(estate.key(ofWorkload: row)) }

  // MARK: Rules

  private func rule(_ rule: Rule) -> String {
    let selected = focus.filter { resolved.selections[rule.index].contains(Int($0)) }
    let whom = names(selected.isEmpty ? resolved.selections[rule.index].rows : selected)
    let name = Self.name(rule)
    switch rule.kind {
    case .pin(let wave):
      let cutover = (1...max(1, calendar.count)).contains(wave) && wave <= calendar.count
      return "\(name) puts \(whom) in wave \(wave)" + (cutover ? " (cutover \(calendar.cutover(of: wave - 1)))" : "")
    case .leave(let day):
      let last = calendar.lastWave(by: day) + 1
      return "\(name) asks \(whom) to leave by \(day), "
        + (last > 0 ? "that is in wave \(last) at the latest" : "before the first cutover")
    case .stay: return "\(name) keeps \(whom)"
    case .freeze(let from, let to, let test):
      return "\(name) bars \(whom) from \(frozen(from, to, test)) (\(from) … \(to))"
    case .notBefore(let day): return "\(name) keeps \(whom) from moving before \(day), \(earliest(day))"
    case .notAfter(let day): return "\(name) keeps \(whom) from moving after \(day), \(latest(day))"
    case .limit(let limit): return "\(name) \(bounds(limit)), and \(need(rule.index, limit, selected))"
    case .together:
      let ties = tied(resolved.groups[rule.index].map(\.members))
      return "\(name) makes \(ties) move in one wave"
    case .apart:
      let ties = tied(resolved.groups[rule.index].map(\.members))
      return "\(name) keeps \(ties) out of one wave"
    case .order(_, _, _, let lagWaves):
      return "\(name) puts \(orders(rule.index)) " + (lagWaves == 0 ? "no later than" : "\(waves(lagWaves)) before")
        + " the rest of the group"
    case .relate(let kind, let relation, _):
      return "\(name) makes dependencies of kind \(Self.kind(kind)) \(relation.rawValue)"
    case .near: return "\(name) costs while it is split"
    }
  }

  /// The members of groups that the focus touches twice or more; the first group's, and how many groups more.
  private func tied(_ groups: [[Int32]]) -> String {
    let isFocus = Set(focus)
    let touched = groups.map { $0.filter { isFocus.contains($0) } }.filter { $0.count > 1 }
    if let first = touched.first {
      return names(first) + (touched.count > 1 ? " (and \(touched.count - 1) more groups)" : "")
    }
    let any = groups.first { group in group.count > 1 && group.contains { isFocus.contains($0) } }
    return names(any ?? groups.first { $0.count > 1 } ?? [])
  }

  private func orders(_ rule: Int) -> String {
    let isFocus = Set(focus)
    let touched = resolved.orderGroups[rule].filter { group in
      (group.first + group.then).contains { isFocus.contains($0) }
    }
    guard let group = touched.first ?? resolved.orderGroups[rule].first else { return "some" }
    let first = group.first.filter { !demands.staying.contains(Int($0)) }
    return names(first.isEmpty ? group.first : first)
  }

  private static func kind(_ condition: Condition) -> String {
    switch condition {
    case .text(let text): text.isEmpty ? "(empty)" : text
    case .number(let number): Decimal.short(number, places: 6)
    case .any(let conditions): conditions.map(kind).joined(separator: " or ")
    case .numbers, .dates: "of a range"
    }
  }

  // MARK: Waves

  private func waves(_ count: Int) -> String { "\(count) \(count == 1 ? "wave" : "waves")" }

  private func frozen(_ from: Day, _ to: Day, _ test: Rule.FreezeTest) -> String {
    let hit = calendar.waves.indices.filter { wave in
      let dates = calendar.waves[wave]
      return switch test {
      case .cutover: dates.cutover >= from && dates.cutover <= to
      case .wave: dates.cutover >= from && dates.start <= to
      }
    }
    guard let first = hit.first, let last = hit.last else { return "no wave" }
    if hit.count == calendar.count { return calendar.count == 1 ? "the only wave" : "all \(calendar.count) waves" }
    return first == last
      ? "wave \(first + 1) (cutover \(calendar.cutover(of: first)))" : "waves \(first + 1) to \(last + 1)"
  }

  private func earliest(_ day: Day) -> String {
    let wave = calendar.firstWave(from: day)
    return wave < calendar.count
      ? "that is in wave \(wave + 1) at the earliest" : "after the last cutover (\(lastCutover))"
  }

  private func latest(_ day: Day) -> String {
    let wave = calendar.lastWave(by: day)
    return wave >= 0 ? "that is in wave \(wave + 1) at the latest" : "before the first cutover (\(firstCutover))"
  }

  private var firstCutover: String { calendar.waves.first?.cutover.description ?? "none" }
  private var lastCutover: String { calendar.waves.last?.cutover.description ?? "none" }

  // MARK: Limits

  private func bounds(_ limit: Limit) -> String {
    func amount(_ value: Double) -> String { Decimal.short(value, places: 6) }
    var parts: [String] = []
    if let perWave = limit.perWave {
      let listed = perWave.prefix(4).map(amount).joined(separator: ", ") + (perWave.count > 4 ? ", …" : "")
      parts.append(perWave.count > 1 ? "\(listed) a wave in turn" : "\(listed) a wave")
    }
    if let perQuarter = limit.perQuarter { parts.append("\(amount(perQuarter)) a quarter") }
    if let perYear = limit.perYear { parts.append("\(amount(perYear)) a year") }
    let range =
      limit.from == nil && limit.to == nil
      ? "" : " (cutovers \(limit.from?.description ?? "") … \(limit.to?.description ?? ""))"
    return "allows \(parts.joined(separator: " and ")) of \(limit.measure)\(range)"
  }

  private func need(_ rule: Int, _ limit: Limit, _ selected: [Int32]) -> String {
    let measure = LimitMeasure(limit.measure, resolved)
    let rows = selected.isEmpty ? resolved.selections[rule].rows : selected
    let sum = rows.reduce(0) { $0 + measure[Int($1)] }
    return "\(names(rows)) \(rows.count == 1 ? "needs" : "need") \(Decimal.short(sum, places: 6))"
  }

  // MARK: Rows

  private func dependency(_ row: Int32) -> String {
    let source = key(estate.dependencies.source[Int(row)])
    let target = key(estate.dependencies.target[Int(row)])
    switch demands.links.first(where: { $0.row == row })?.relation {
    case .together: return "\(source) and \(target) move in one wave"
    case .first: return "\(target) moves no later than \(source)"
    case .last: return "\(source) moves no later than \(target)"
    case .apart: return "\(source) and \(target) never move in one wave"
    case .near, nil: return "\(source) and \(target) cost while split"
    }
  }

  private func cell(_ workload: Int32, _ column: Omissions.Column) -> String {
    let workloads = estate.workloads
    switch column {
    case .disposition: return "\(key(workload)) is retained"
    case .notBefore:
      guard let day = workloads.notBefore[Int(workload)] else { return "\(key(workload)) has no not_before" }
      return "\(key(workload)) must not move before \(day), \(earliest(day))"
    case .notAfter:
      guard let day = workloads.notAfter[Int(workload)] else { return "\(key(workload)) has no not_after" }
      return "\(key(workload)) must not move after \(day), \(latest(day))"
    case .leadWaves:
      let lead = Int(workloads.leadWaves[Int(workload)])
      return "\(key(workload)) is prepared over \(waves(lead)), that is in wave \(lead) at the earliest"
    }
  }
}

extension CauseWording {
  /// Clauses as one list: "A and B", "A; B; and C" where there are more.
  static func joined(_ clauses: [String]) -> String {
    switch clauses.count {
    case 0: "nothing"
    case 1: clauses[0]
    case 2: "\(clauses[0]), and \(clauses[1])"
    default: clauses.dropLast().joined(separator: "; ") + "; and " + clauses[clauses.count - 1]
    }
  }
}

extension Infeasibility {
  /// "Because …, … cannot move as it must."
  package func sentence(_ resolved: ResolvedEstate, _ demands: Demands) -> String {
    let wording = CauseWording(resolved, demands, about: workloads)
    let subject = wording.names(workloads)
    return "Because " + CauseWording.joined(causes.map(wording.clause))
      + ", \(subject) cannot move as \(workloads.count == 1 ? "it" : "they") must."
  }

  /// "It is enough to give up A, or B."; empty where no repair was found.
  package func advice(_ resolved: ResolvedEstate, _ demands: Demands) -> String {
    let wording = CauseWording(resolved, demands, about: workloads)
    let ways = repairs.map { $0.map(wording.name).joined(separator: " together with ") }
    if ways.isEmpty { return "" }
    return "It is enough to give up \(ways.joined(separator: "; or "))."
  }
}

import Documents
import Estates
import Plans
import Topology

/// What is otherwise in a later estate than in an earlier one, found again by the row or rule that it is about.
///
///     changes.list                     // everything, in the order of the files
///     changes.ofRule[3]                // rule 3 of the later program was added or changed: number in the list
///     changes.touching(workload)       // the own row, and those of its application, host, cluster and site
///
/// Tables are compared row by row under their keys, cell by cell under the names of columns. Numbers are compared as
/// numbers, dispositions and relations without letter case.
struct EstateChanges {
  private(set) var list: [InputChange] = []
  /// By index of a rule of the later, of the earlier program.
  private(set) var ofRule: [Int: Int] = [:]
  private(set) var ofOldRule: [Int: Int] = [:]
  /// By row of `dependencies` of the later, of the earlier estate.
  private(set) var ofDependency: [Int32: Int] = [:]
  private(set) var ofOldDependency: [Int32: Int] = [:]
  /// By key of a row, table by table.
  private var ofRow: [String: [String: Int]] = [:]
  /// The columns that differ, by number of the change; nil for rows that only one of the two has.
  private var columns: [Int: Set<String>] = [:]
  private(set) var calendar: Int?
  /// Terms that money and dates hang on, and the targets.
  private(set) var terms: [Int] = []
  private(set) var relateOrder: Int?

  private let before: Estate
  private let after: Estate

  init(before: Estate, after: Estate) {
    self.before = before
    self.after = after
    compareTables()
    compareDependencies()
    compareMemberships()
    compareRules()
    compareTerms()
  }

  // MARK: Finding again

  func ofWorkload(_ key: String) -> Int? { ofRow[after.workloads.table.file]?[key] }

  /// Changes of the row of a workload and of the rows that it draws on, in the later estate, else in the earlier.
  func touching(_ key: String, _ row: Int32?, in estate: Estate) -> [Int] {
    var found: [Int] = []
    func add(_ table: Table, _ keys: [TextPool.ID], _ row: Int32) {
      if row >= 0, let number = ofRow[table.file]?[estate.texts[keys[Int(row)]]] { found.append(number) }
    }
    if let own = ofWorkload(key) { found.append(own) }
    guard let row = row.map(Int.init) else { return found }
    let workloads = estate.workloads
    add(estate.applications.table, estate.applications.keys, workloads.application[row])
    add(estate.hosts.table, estate.hosts.keys, workloads.host[row])
    var (cluster, site) = (workloads.cluster[row], workloads.site[row])
    if workloads.host[row] >= 0 {
      cluster = estate.hosts.cluster[Int(workloads.host[row])]
      site = estate.hosts.site[Int(workloads.host[row])]
      let rack = estate.hosts.rack[Int(workloads.host[row])]
      add(estate.racks.table, estate.racks.keys, rack)
    } else if cluster >= 0 {
      site = estate.clusters.site[Int(cluster)]
    }
    add(estate.clusters.table, estate.clusters.keys, cluster)
    add(estate.sites.table, estate.sites.keys, site)
    return found
  }

  /// Whether the row was added or removed, or differs in one of `names`.
  func touches(_ number: Int, _ names: [String]) -> Bool {
    guard let columns = columns[number] else { return true }
    return names.contains { columns.contains($0) }
  }

  /// By table file, the numbers of its changes.
  func changes(in file: String) -> [(key: String, number: Int)] {
    (ofRow[file] ?? [:]).map { ($0.key, $0.value) }.sorted { $0.1 < $1.1 }
  }

  // MARK: Comparing

  private mutating func take(_ subject: InputChange.Subject, at place: String) -> Int {
    list.append(InputChange(subject, at: place))
    return list.count - 1
  }

  private mutating func compareTables() {
    compare(before.sites.table, before.sites.keys, after.sites.table, after.sites.keys)
    compare(before.racks.table, before.racks.keys, after.racks.table, after.racks.keys)
    compare(before.clusters.table, before.clusters.keys, after.clusters.table, after.clusters.keys)
    compare(before.hosts.table, before.hosts.keys, after.hosts.table, after.hosts.keys)
    compare(before.applications.table, before.applications.keys, after.applications.table, after.applications.keys)
    compare(before.workloads.table, before.workloads.keys, after.workloads.table, after.workloads.keys)
    compare(before.initiatives.table, before.initiatives.keys, after.initiatives.table, after.initiatives.keys)
  }

  /// Rows that a file has: those that only other tables name are no rows.
  private func rows(_ table: Table, _ keys: [TextPool.ID], _ estate: Estate) -> [(key: String, row: Int)] {
    keys.indices.filter { $0 < table.rowCount && table.lines[$0] > 0 }.map { (estate.texts[keys[$0]], $0) }
  }

  private mutating func compare(_ old: Table, _ oldKeys: [TextPool.ID], _ new: Table, _ newKeys: [TextPool.ID]) {
    let file = new.file
    let oldRows = rows(old, oldKeys, before)
    var oldRow: [String: Int] = [:]
    for (key, row) in oldRows { oldRow[key] = row }
    let names = new.columns + old.columns.filter { !new.columns.contains($0) }
    let pairs = names.map { name in (name, old.columns.firstIndex(of: name), new.columns.firstIndex(of: name)) }
    func text(_ table: Table, _ column: Int?, _ row: Int, _ estate: Estate) -> String {
      guard let column, row < table.cells[column].count else { return "" }
      return estate.texts[table.cells[column][row]]
    }
    for (key, row) in rows(new, newKeys, after) {
      guard let was = oldRow.removeValue(forKey: key) else {
        ofRow[file, default: [:]][key] = take(
          .row(file: file, key: key, .added, cells: []), at: "\(file):\(new.lines[row])")
        continue
      }
      var cells: [InputChange.Cell] = []
      for (name, a, b) in pairs {
        let (left, right) = (text(old, a, was, before), text(new, b, row, after))
        if !EstateChanges.isSame(left, right, in: name) {
          cells.append(InputChange.Cell(column: name, before: left, after: right))
        }
      }
      if cells.isEmpty { continue }
      let number = take(.row(file: file, key: key, .changed, cells: cells), at: "\(file):\(new.lines[row])")
      ofRow[file, default: [:]][key] = number
      columns[number] = Set(cells.map(\.column))
    }
    for (key, row) in oldRows where oldRow[key] != nil {
      ofRow[file, default: [:]][key] = take(
        .row(file: file, key: key, .removed, cells: []), at: "\(file):\(old.lines[row])")
    }
  }

  /// The same text, the same number, or the same word in a column of words.
  private static func isSame(_ left: String, _ right: String, in column: String) -> Bool {
    if left.utf8.elementsEqual(right.utf8) { return true }
    if ["disposition", "relation", "leaves"].contains(column) { return left.lowercased() == right.lowercased() }
    if let a = Decimal.value(left), let b = Decimal.value(right) { return a == b }
    return false
  }

  /// A row of dependencies by what it says; `evidence` binds nobody.
  private struct Content: Hashable {
    var source: String
    var target: String
    var kind: String
    var relation: Relation?
    var cost: Double?
    init(_ estate: Estate, _ row: Int) {
      let dependencies = estate.dependencies
      source = estate.key(ofWorkload: dependencies.source[row])
      target = estate.key(ofWorkload: dependencies.target[row])
      kind = estate.texts[dependencies.kind[row]]
      relation = dependencies.relation[row]
      cost = dependencies.annualSplitCost[row]
    }
    var ends: [String] { [source, target, kind] }
    var key: String { "\(source) → \(target)" }
  }

  private mutating func compareDependencies() {
    let old = (0..<before.dependencies.count).map { Content(before, $0) }
    let new = (0..<after.dependencies.count).map { Content(after, $0) }
    var unmatched: [Content: [Int]] = [:]
    for row in old.indices.reversed() { unmatched[old[row], default: []].append(row) }
    var open: [Int] = []
    for row in new.indices where unmatched[new[row]]?.popLast() == nil { open.append(row) }
    var left: [[String]: [Int]] = [:]
    for row in unmatched.values.flatMap({ $0 }).sorted(by: >) { left[old[row].ends, default: []].append(row) }
    let file = after.dependencies.file
    for row in open {
      let place = "\(file):\(after.dependencies.lines[row])"
      guard let was = left[new[row].ends]?.popLast() else {
        ofDependency[Int32(row)] = take(.row(file: file, key: new[row].key, .added, cells: []), at: place)
        continue
      }
      func texts(_ content: Content) -> [(String, String)] {
        [
          ("relation", content.relation?.rawValue ?? ""),
          ("annual_split_cost", content.cost.map { Decimal.short($0, places: 6) } ?? ""),
        ]
      }
      let cells = zip(texts(old[was]), texts(new[row])).filter { $0.1 != $1.1 }.map {
        InputChange.Cell(column: $0.0, before: $0.1, after: $1.1)
      }
      let number = take(.row(file: file, key: new[row].key, .changed, cells: cells), at: place)
      columns[number] = Set(cells.map(\.column))
      ofDependency[Int32(row)] = number
      ofOldDependency[Int32(was)] = number
    }
    for row in left.values.flatMap({ $0 }).sorted() {
      ofOldDependency[Int32(row)] = take(
        .row(file: file, key: old[row].key, .removed, cells: []), at: "\(file):\(before.dependencies.lines[row])")
    }
  }

  private mutating func compareMemberships() {
    func members(_ estate: Estate) -> [String] {
      (0..<estate.initiatives.count).flatMap { row in
        let range = Int(estate.initiatives.memberStart[row])..<Int(estate.initiatives.memberStart[row + 1])
        return estate.initiatives.members[range].map {
          "\(estate.texts[estate.initiatives.keys[row]]) / \(estate.key(ofWorkload: $0))"
        }
      }
    }
    let (old, new) = (members(before), members(after))
    let (oldSet, newSet) = (Set(old), Set(new))
    let file = "initiative_workloads.csv"
    for key in new where !oldSet.contains(key) {
      ofRow[file, default: [:]][key] = take(.row(file: file, key: key, .added, cells: []), at: file)
    }
    for key in old where !newSet.contains(key) {
      ofRow[file, default: [:]][key] = take(.row(file: file, key: key, .removed, cells: []), at: file)
    }
  }

  private mutating func compareRules() {
    func uses(_ estate: Estate) -> [Plan.RuleUse] {
      estate.program.rules.map {
        Plan.RuleUse(index: $0.index, name: $0.name, kind: $0.kind.word, selected: 0, content: RuleContent.of($0))
      }
    }
    for change in RuleChange.list(uses(before), uses(after)) where change.kind != .renamed {
      let index = change.after?.index ?? change.before?.index
      let number = take(.rule(change), at: index.map { "/rules/\($0)" } ?? "/rules")
      if let index = change.after?.index { ofRule[index] = number }
      if let index = change.before?.index { ofOldRule[index] = number }
      if change.kind == .reordered { relateOrder = number }
    }
  }

  private mutating func compareTerms() {
    let (old, new) = (before.program, after.program)
    func compare(_ name: String, _ left: String, _ right: String) {
      if left != right { terms.append(take(.term(name: name, before: left, after: right), at: "/\(name)")) }
    }
    func number(_ value: Double) -> String { Decimal.short(value, places: 9) }
    compare("start", "\(old.start)", "\(new.start)")
    compare("horizon", "\(old.horizon)", "\(new.horizon)")
    compare("discountRate", number(old.discountRate), number(new.discountRate))
    compare("decommissionLagDays", "\(old.decommissionLagDays)", "\(new.decommissionLagDays)")
    compare("parallelRunDays", "\(old.parallelRunDays)", "\(new.parallelRunDays)")
    func text(_ target: Target?) -> String {
      guard let target else { return "" }
      func price(_ value: Double?) -> String { value.map { " at \(number($0)) a point" } ?? "" }
      let head =
        "\(target.measure.rawValue) \(number(target.reduction)) by \(target.by)"
        + (target.baseline.map { " of \(number($0))" } ?? "") + price(target.penaltyPerPoint)
      return ([head] + target.milestones.map { "\(number($0.reduction)) by \($0.by)" + price($0.penaltyPerPoint) })
        .joined(separator: ", ")
    }
    for place in 0..<max(old.targets.count, new.targets.count) {
      compare(
        "targets/\(place)", text(place < old.targets.count ? old.targets[place] : nil),
        text(place < new.targets.count ? new.targets[place] : nil))
    }
    let waves = (Calendar(old.calendar).waves, Calendar(new.calendar).waves)
    if waves.0 != waves.1 {
      func text(_ waves: [WaveDates]) -> String {
        "\(waves.count) waves, cutovers \(waves.first.map { "\($0.cutover)" } ?? "–") … "
          + (waves.last.map { "\($0.cutover)" } ?? "–")
      }
      calendar = take(.term(name: "calendar", before: text(waves.0), after: text(waves.1)), at: "/calendar")
    }
  }
}

import Documents
import Estates
import Plans
import Topology

/// The moves as items of work, three levels deep: a wave, an application in it, a workload of that.
///
///     Wave 4  ─┬─  ERP in wave 4 (3 workloads)  ─┬─  Move ERP-APP
///              └─  …                             └─  Retire ERP-OLD
///
/// What the trackers for work import is drawn from this. A workload without an application stands right below its wave.
extension PlanExport {
  struct WaveItem: Sendable {
    var wave: Plan.Wave
    var parts: [PartItem]
    /// How many items it is, itself included.
    var count: Int { parts.reduce(1) { $0 + $1.rows.count + ($1.application == nil ? 0 : 1) } }
  }

  struct PartItem: Sendable {
    /// Row of `applications`; nil for the workloads that have none.
    var application: Int?
    var rows: [Int]
  }

  /// Waves in which something moves, applications by key, those without one last.
  var waveItems: [WaveItem] {
    plan.waves.filter { !$0.workloads.isEmpty }.map { wave in
      var groups: [Int32: [Int]] = [:]
      for row in reading.movers[wave.number - 1] { groups[estate.workloads.application[row], default: []].append(row) }
      func key(_ application: Int32) -> String { estate.texts[estate.applications.keys[Int(application)]] }
      let named = groups.keys.filter { $0 != Estate.none }.sorted { Wording.byBytes(key($0), key($1)) }
      var parts = named.map { PartItem(application: Int($0), rows: groups[$0] ?? []) }
      if let alone = groups[Estate.none] { parts.append(PartItem(application: nil, rows: alone)) }
      return WaveItem(wave: wave, parts: parts)
    }
  }

  /// Whole waves one after the other, as many as fit into a file of `limit` items; a wave that is larger by itself has a
  /// file of its own.
  func filled(_ items: [WaveItem], upTo limit: Int) -> [[WaveItem]] {
    var files: [[WaveItem]] = []
    var size = 0
    for item in items {
      if files.isEmpty || size + item.count > limit {
        files.append([])
        size = 0
      }
      files[files.count - 1].append(item)
      size += item.count
    }
    return files
  }

  /// "Move ERP-APP": what is to be done, on one line of at most 250 characters, beginning with a word of ours.
  func title(_ row: Int) -> String {
    let verb = estate.workloads.disposition[row] == .retire ? "Retire" : "Move"
    return line("\(verb) \(label(row))")
  }

  func title(_ application: Int, in wave: Int) -> String {
    line("Application \(reading.applicationLabel(application)) in wave \(wave)")
  }

  func summary(_ wave: Plan.Wave) -> String {
    "\(Wording.count(wave.workloads.count, "workload")) \(wave.workloads.count == 1 ? "leaves" : "leave") by \(wave.cutover)."
  }

  func title(_ wave: Plan.Wave) -> String { "Wave \(wave.number): cutover \(wave.cutover)" }

  /// A word for a label or tag: letters, digits, `-`, `_` and `.`.
  func tag(_ text: String) -> String { PlanExport.fileName(text) }

  /// The label by which an item is found again, whatever its title.
  func mark(_ row: Int) -> String { "drawdown-\(numbers[reading.workloadKey(row)] ?? 0)" }

  private func line(_ text: String) -> String {
    let visible = VisibleText.of(text)
    guard visible.unicodeScalars.count > 250 else { return visible }
    return String(String.UnicodeScalarView(visible.unicodeScalars.prefix(249))) + "…"
  }

  /// What there is to know about a workload, as names and values.
  func facts(_ row: Int) -> [(name: String, value: String)] {
    let workloads = estate.workloads
    let columns = reading.resolved.columns
    var facts = [("Workload", reading.workloadKey(row)), ("Disposition", workloads.disposition[row].rawValue)]
    for (name, column) in [
      ("Environment", "environment"), ("Team", "team"), ("Business unit", "business_unit"), ("Owner", "owner"),
      ("Site", "site"), ("Target region", "target_region"), ("Operating system", "os"),
    ] {
      let text = estate.texts[columns[column][row]]
      if !text.isEmpty { facts.append((name, text)) }
    }
    if let hours = workloads.effortHours[row] { facts.append(("Effort in hours", Decimal.short(hours, places: 1))) }
    if let gigabytes = workloads.storageGB[row] { facts.append(("Data in GB", Decimal.short(gigabytes, places: 1))) }
    return facts
  }

  /// Not blank and no more than four: 1 for the most critical.
  func priority(_ row: Int) -> Int {
    let cell = estate.texts[reading.resolved.columns["criticality"][row]]
    guard let criticality = Double(cell), criticality.isFinite else { return 3 }
    return max(1, min(4, Int(min(10, criticality)) + 1))
  }

  /// `name-1.csv`, `name-2.csv`, …
  func numbered(_ name: String, _ files: [[[String]]], columns: [String]) -> [ReportFile] {
    files.enumerated().map { index, rows in
      ReportFile(
        name: "\(name)-\(index + 1).csv",
        bytes: CSVWriter.bytes(columns: columns, rows: rows.map { $0.map(SpreadsheetText.neutral) }))
    }
  }
}

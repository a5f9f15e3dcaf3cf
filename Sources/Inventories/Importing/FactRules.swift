import Documents
import Estates

/// The rules by which an import fills what files lack: figures, ends of support, effort, prices, regions. Built in, and
/// overridden by tables among the sources that have their columns.
///
///     figure,value,source            replaces a figure by name
///     os,until,source                comes before the built-in ends of support
///     disposition,effort_hours,…     comes before the built-in effort
///     region,size,vcpu,memory_gb,annual_cost     prices
///     country,target_region          comes before the built-in regions
struct FactRules: Sendable {
  var figures = StatedFigures()
  var support = SystemSupport()
  var effort = EffortRule.known
  var prices = PriceTable()
  var regions = RegionRules()
  /// The tables that were taken as rules, with what they state.
  private(set) var tables: [(name: String, what: String, rows: Int)] = []

  /// Whether a table states rules; then it is taken.
  mutating func take(_ table: TextTable, _ findings: inout FindingCollector) -> Bool {
    let names = table.columns.map { HeaderName($0).full }
    func column(_ options: String...) -> Int? { options.lazy.compactMap { names.firstIndex(of: $0) }.first }
    let name = table.sheet.map { "\(table.file), sheet \($0)" } ?? table.file
    func place(_ row: Int) -> String { "\(name), row \(table.lines[row])" }
    func text(_ row: Int, _ column: Int?) -> String { column.map { table.text(row: row, column: $0) } ?? "" }
    func number(_ row: Int, _ column: Int?) -> Double? { Decimal.value(text(row, column)) }
    func reject(_ row: Int, _ why: String) {
      findings.add(.warning, .importUnreadable, in: table.file) {
        Finding(.warning, .importUnreadable, "a rule without \(why) is left out", at: table.location(row: row))
      }
    }

    if let region = column("region"), let size = column("size"), let cores = column("vcpu", "vcpus", "cores"),
      let memory = column("memorygb", "memory"), let cost = column("annualcost")
    {
      var sizes: [PriceTable.Size] = []
      for row in 0..<table.rowCount {
        guard let cores = number(row, cores), let memory = number(row, memory), let cost = number(row, cost), cost >= 0
        else {
          reject(row, "vCPU, memory and annual cost")
          continue
        }
        sizes.append(
          .init(
            region: text(row, region), name: text(row, size), cores: cores, memoryGB: memory, annualCost: cost,
            place: place(row)))
      }
      prices = PriceTable(prices.sizes.keys.sorted().flatMap { prices.sizes[$0] ?? [] } + sizes)
      tables.append((name, "prices", sizes.count))
      return true
    }
    if let figure = column("figure"), let value = column("value") {
      let source = column("source")
      for row in 0..<table.rowCount {
        guard let amount = number(row, value), amount >= 0,
          figures.replace(
            text(row, figure), by: amount,
            source: text(row, source).isEmpty ? place(row) : "\(text(row, source)) (\(place(row)))")
        else {
          reject(row, "a figure of the report and a number from 0")
          continue
        }
      }
      tables.append((name, "figures", table.rowCount))
      return true
    }
    if let system = column("os", "operatingsystem"), let until = column("until", "endofsupport"),
      table.columns.count <= 5
    {
      let source = column("source")
      var entries: [SystemSupport.Entry] = []
      for row in 0..<table.rowCount {
        guard !text(row, system).isEmpty, let day = Day(text(row, until)) else {
          reject(row, "a system and a date YYYY-MM-DD")
          continue
        }
        let part = text(row, system).lowercased()
        entries.append(
          .init(
            part: part, until: day, difficulty: SystemSupport().entry(of: part)?.difficulty ?? .medium,
            source: text(row, source).isEmpty ? place(row) : "\(text(row, source)) (\(place(row)))"))
      }
      support = SystemSupport(first: entries)
      tables.append((name, "ends of support", entries.count))
      return true
    }
    if let disposition = column("disposition"), let hours = column("efforthours"), column("workload") == nil {
      var rules: [EffortRule] = []
      for row in 0..<table.rowCount {
        guard let amount = number(row, hours), amount >= 0,
          let word = DispositionWord.disposition(text(row, disposition))
        else {
          reject(row, "a disposition and hours")
          continue
        }
        let machineClass = text(row, column("machineclass"))
        rules.append(
          .init(
            disposition: word, machineClass: machineClass.isEmpty ? nil : machineClass,
            fromStorageGB: number(row, column("fromstoragegb")) ?? 0, fromCores: number(row, column("fromcores")) ?? 0,
            hours: amount, leadWaves: max(1, Int(min(50, number(row, column("leadwaves")) ?? 1))), source: place(row)))
      }
      effort = rules + effort
      tables.append((name, "effort", rules.count))
      return true
    }
    if let country = column("country"), let region = column("targetregion"), table.columns.count <= 4 {
      regions = RegionRules(
        first: (0..<table.rowCount).map { (RegionRules.country(text($0, country)), text($0, region), place($0)) })
      tables.append((name, "regions", table.rowCount))
      return true
    }
    return false
  }
}

/// What becomes of a machine, in the words of all tools.
enum DispositionWord {
  static func disposition(_ word: String) -> String? {
    switch HeaderName.squeezed(word) {
    case "rehost", "liftandshift", "liftshift", "migrate": "rehost"
    case "replatform", "liftandreshape", "modernize", "rehostwithupgrade", "upgrade": "replatform"
    case "refactor", "rearchitect", "rebuild", "rewrite", "refactorrearchitect": "refactor"
    case "relocate": "relocate"
    case "repurchase", "replace", "dropandshop", "saas": "repurchase"
    case "retire", "decommission", "eliminate", "sunset": "retire"
    case "retain", "keep", "revisit", "tolerate", "stay": "retain"
    default: nil
    }
  }
}

/// How critical something is, as a number: 0 is the most critical.
enum CriticalityWord {
  static func number(_ word: String) -> (text: String, isStated: Bool)? {
    if let value = Decimal.value(word), value >= 0 { return (Decimal.short(value, places: 3), true) }
    let squeezed = HeaderName.squeezed(word)
    // "1 - most critical", "Tier 2", "P3"
    let digits = squeezed.drop { !$0.isNumber }.prefix { $0.isNumber }
    if !digits.isEmpty, digits.count <= 2 { return (String(Int(digits) ?? 0), false) }
    switch squeezed {
    case "missioncritical", "mostcritical", "critical", "veryhigh", "platinum": return ("0", false)
    case "businesscritical", "somewhatcritical", "high", "gold": return ("1", false)
    case "important", "medium", "moderate", "normal", "lesscritical", "silver", "businessoperational":
      return ("2", false)
    case "low", "minor", "notcritical", "noncritical", "bronze", "administrative": return ("3", false)
    default: return nil
    }
  }
}

import Documents
import Estates

/// Any set of exports becomes one estate, and a report that says where each fact came from and what is missing.
///
///     let result = InventoryImport.convert(
///       [SourceFile("RVTools.xlsx", …), SourceFile("devices.csv", …)], start: Day("2026-05-01")!, name: "munich")
///
/// A file is known by its headers (`Recognition`), its rows become observations (`TableObserving`), the observations of one
/// machine are found by their names and numbers (`Matching`) and become one value for each field (`Merging`), and these the
/// rows of an estate (`EstateDraft`). What no file knows is filled by stated rules (`FactRules`) or left empty. Beside the
/// tables stand `provenance.csv` (file, row and column of every cell), `conflicts.csv` (what was said otherwise),
/// `set-aside.csv` (rows that are not in the estate, each with its class and reason) and `import-report.md`.
///
/// The same files give the same bytes, in whatever order they are named. The cost is linear in the rows.
package enum InventoryImport {
  package struct Result: Sendable {
    /// The estate's tables and its program; none where there is an error among the findings.
    package var tables: [(name: String, bytes: [UInt8])] = []
    /// What goes beside them: the report, and where everything came from.
    package var companions: [(name: String, bytes: [UInt8])] = []
    package var findings: [Finding]
  }

  package static let report = "import-report.md"
  package static let provenance = "provenance.csv"
  package static let conflicts = "conflicts.csv"
  package static let aside = "set-aside.csv"
  package static let unknownEndpoints = "unknown-endpoints.csv"
  package static let proposedApplications = "proposed-applications.csv"
  /// Tables beside an estate that are not read as a part of it.
  package static let companionTables: Set<String> = [
    provenance, conflicts, aside, unknownEndpoints, proposedApplications,
  ]

  /// All readers, in the order in which they are asked.
  static let schemas: [TableSchema] =
    RVToolsTables.schemas + AzureMigrateTables.schemas + NetBoxTables.schemas + ServiceNowTables.schemas
    + AWSTables.schemas
    + MigrationCenterTables.schemas + KonveyorTables.schemas + EstateTables.schemas

  package static func convert(
    _ files: [SourceFile], traffic: FlowAggregation = FlowAggregation(), start: Day, name: String
  ) -> Result {
    var findings = FindingCollector()
    var reading = SourceReading(findings: findings, start: start, name: name)
    reading.read(files, traffic: traffic)
    findings = reading.findings
    guard !findings.hasErrors else { return Result(findings: findings.findings()) }
    let start = reading.start ?? start
    var draft = EstateDraft(
      reading.observations, rules: reading.rules, start: start, name: name, findings: findings)
    draft.source = reading.estate
    draft.flows = traffic
    draft.make()
    draft.report(reading)
    findings = draft.findings
    if draft.workloads.count == 0 {
      findings.add(.error, .importEmpty, in: "") {
        Finding(
          .error, .importEmpty, "the sources name no machine and no application",
          help: "check what the user who exported may see")
      }
    }
    guard !findings.hasErrors else { return Result(findings: findings.findings()) }
    let program = ProposedProgram(draft, currency: reading.currency)
    var result = Result(findings: findings.findings())
    result.tables = draft.tables.map { ($0.file, $0.bytes(draft.observations.texts)) }
    result.tables += reading.kept
    if !reading.kept.contains(where: { $0.name == EstateSource.program }) {
      result.tables.append((EstateSource.program, JSONWriter.bytes(program.json)))
    }
    result.companions = [
      (conflicts, draft.conflictBytes), (report, Array(ImportReport(draft, reading, program).page.text.utf8)),
      (provenance, draft.provenanceBytes), (aside, draft.asideBytes),
    ]
    if draft.traffic != nil { result.companions.append((unknownEndpoints, draft.unknownBytes)) }
    if !draft.proposals.isEmpty { result.companions.append((proposedApplications, draft.proposedBytes)) }
    result.companions.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    return result
  }
}

/// Reads sources into observations: which reader knows which table, and which table states rules.
struct SourceReading {
  var observations = Observations()
  var rules = FactRules()
  var findings: FindingCollector
  /// Tables that no reader knows, with the nearest reader and what it lacks.
  private(set) var unknown: [(name: String, rows: Int, nearest: String?, lacks: [String])] = []
  /// The currency that a source states its prices in.
  private(set) var currency: String?
  /// Notes that a table makes about the whole export.
  private(set) var remarks: [String] = []

  private var hasKnown = false
  private var hasWrongMapping = false
  /// More than any set of exports has; a number that tables can be counted by.
  static let mostTables = 20_000

  /// An estate among the sources: what is taken over from it word for word.
  private(set) var estate: EstateSource?
  let name: String

  init(findings: FindingCollector, start: Day, name: String) {
    self.findings = findings
    self.name = name
    asked = start
  }

  private let asked: Day

  /// The day from which the program of an estate among the sources counts.
  var start: Day? { estate?.start }
  var kept: [(name: String, bytes: [UInt8])] { estate?.files ?? [] }

  mutating func read(_ files: [SourceFile], traffic: FlowAggregation) {
    let recognition = Recognition(schemas: InventoryImport.schemas)
    let before = findings.errorCount
    let sources = SourceTables(files, recognition: recognition, traffic: traffic, into: &findings)
    hasWrongMapping = findings.errorCount > before
    guard sources.tables.count <= Self.mostTables else {
      findings.add(.error, .importCompressed, in: "") {
        Finding(
          .error, .importCompressed, "\(Grouped.text(sources.tables.count)) tables in one import",
          help: "name at most \(Grouped.text(Self.mostTables)) at a time")
      }
      return
    }
    var known: [(entry: SourceTables.Entry, schema: TableSchema)] = []
    reportRejects(traffic)
    hasKnown =
      !traffic.isEmpty
      || sources.tables.contains {
        if case .known = recognition.recognise($0.table) { true } else { sources.mapping(for: $0.table) != nil }
      }
    var spoken: Set<[Int]> = []
    for entry in sources.tables {
      if let (file, table) = sources.mapping(for: entry.table) {
        spoken.insert([file, table])
        let mapping = sources.mappings[file]
        checkMapping(mapping.tables[table], entry.table)
        findings.add(entry.findings)
        known.append((entry, mapping.tables[table].schema(in: mapping.file)))
        continue
      }
      if rules.take(entry.table, &findings) {
        findings.add(entry.findings)
        continue
      }
      switch recognition.recognise(entry.table) {
      case .known(let schema):
        if schema.thing != .unused { findings.add(entry.findings) }
        known.append((entry, schema))
      case .damaged(let schema, let lacks): reportDamaged(entry.table, schema, lacks)
      case .unknown(let nearest, let lacks):
        findings.add(entry.findings.filter { $0.severity == .error })
        reportUnknown(entry.table, nearest, lacks)
      }
    }
    for (file, mapping) in sources.mappings.enumerated() {
      for (index, table) in mapping.tables.enumerated() where !spoken.contains([file, index]) {
        reportUnspoken(table, sources.tables.map(\.table))
      }
    }
    for name in sources.refused {
      unknown.append((name, 0, nil, []))
    }
    readEstate(files, sources, &known, name: name)
    // The one that measures first; of one tool in the order of files.
    let order = known.indices.sorted {
      (known[$0].schema.source.readingOrder, $0) < (known[$1].schema.source.readingOrder, $1)
    }
    for index in order {
      let (entry, schema) = known[index]
      remark(entry.table, schema)
      TableObserving(schema: schema, table: entry.table, group: entry.group)
        .observe(into: &observations, findings: &findings)
    }
    if known.isEmpty, traffic.isEmpty { reportNothingKnown() }
    tellApplicationsFromParts()
    takeMachinesFromTraffic(traffic)
  }

  /// What an estate among the sources says of itself: the program and the initiatives as they are, and which of its
  /// marked cells somebody has changed.
  private mutating func readEstate(
    _ files: [SourceFile], _ sources: SourceTables, _ known: inout [(entry: SourceTables.Entry, schema: TableSchema)],
    name: String
  ) {
    let tables = known.indices.filter { known[$0].schema.estateTable != nil }
    guard !tables.isEmpty else { return }
    let estate = EstateSource(
      programs: sources.programs,
      tables: tables.map { (known[$0].entry.table, known[$0].schema) }, files: files, into: &findings)
    self.estate = estate
    let edited = EditedCells(
      tables.map { (known[$0].entry.table, known[$0].schema) }, start: estate.start ?? asked, name: name)
    let schemas = EstateTables.schemas(keeping: edited)
    for index in tables {
      if let schema = schemas.first(where: { $0.estateTable == known[index].schema.estateTable }) {
        known[index].schema = schema
      }
    }
  }

  /// Columns that a mapping names and the table lacks.
  private mutating func checkMapping(_ mapping: MappingFile.Table, _ table: TextTable) {
    let titles = Set(table.columns.map { HeaderName($0).full })
    for column in mapping.columns where !titles.contains(HeaderName(column.title).full) {
      findings.add(.warning, .importMappingUnused, in: column.location.file) {
        Finding(
          .warning, .importMappingUnused, "\(quoted(table.file)) has no column \(quoted(column.title))",
          at: column.location,
          help: Suggestion.best(for: column.title, among: table.columns).map { "did you mean '\($0)'?" }
            ?? "its columns are \(table.columns.joined(separator: ", ").prefix(200))")
      }
    }
  }

  /// A mapping of a file that is not there, or has other columns.
  private mutating func reportUnspoken(_ mapping: MappingFile.Table, _ tables: [TextTable]) {
    let meant = tables.first { mapping.means($0) }
    let place = mapping.sheet.map { "\(quoted(mapping.file)), sheet \(quoted($0))" } ?? quoted(mapping.file)
    findings.add(.warning, .importMappingUnused, in: mapping.location.file) {
      guard let meant else {
        return Finding(
          .warning, .importMappingUnused, "no source is called \(place)", at: mapping.location,
          help: Suggestion.best(for: mapping.file, among: tables.map(\.file)).map { "did you mean '\($0)'?" }
            ?? "name the file among the sources")
      }
      return Finding(
        .warning, .importMappingUnused, "\(place) does not have the columns that the mapping names",
        at: mapping.location,
        help: "its columns are \(meant.columns.joined(separator: ", ").prefix(200))")
    }
  }

  /// Where not one table is known, that is what is wrong.
  private mutating func reportNothingKnown() {
    guard !findings.hasErrors else { return }
    for table in unknown {
      findings.add(.error, .importUnknown, in: table.name) {
        Finding(
          .error, .importUnknown, "no reader knows \(quoted(table.name)), and there is no other table",
          at: SourceLocation(file: table.name),
          help: table.nearest.map {
            "the nearest reader is '\($0)', which also needs \(table.lacks.prefix(6).map { "'\($0)'" }.joined(separator: ", "))"
              + (table.lacks.count > 6 ? " and more" : "") + "; \(Self.sketchHelp(table.name))"
          } ?? Self.whatIsRead(table.name))
      }
    }
  }

  /// What a relation of the CMDB says to run on a machine is an application where a file lists it as one, or its class
  /// says so, or nothing at all tells; else it is a part of one, such as a database's instance, which stands for its
  /// machine wherever a dependency names it.
  private mutating func tellApplicationsFromParts() {
    var listed: Set<String> = []
    for row in observations.rows.indices where observations.rows[row].thing == .application {
      listed.insert(HeaderName.squeezed(observations.texts[observations.value(.name, of: row)]))
    }
    for row in observations.rows.indices
    where observations.rows[row].thing == .detail && observations.source(of: row) == .cmdb {
      guard let fact = observations.fact(.process, of: row) else { continue }
      let name = HeaderName.squeezed(observations.texts[observations.facts[fact].value])
      let word = HeaderName.squeezed(observations.texts[observations.value(.entryClass, of: row)])
      let isOne = ["businessapp", "applicationservice", "serviceauto", "mappedapplication"].contains {
        word.contains($0)
      }
      if listed.contains(name) || isOne || word.isEmpty && listed.isEmpty {
        observations.rename(fact: fact, to: .application)
      }
    }
  }

  /// Rows of flow logs that could not be read: each kind of fault once, with its first place.
  private mutating func reportRejects(_ traffic: FlowAggregation) {
    guard !traffic.isEmpty else { return }
    traffic.finish()
    let logs = TrafficLogs(traffic)
    for fault in FlowWorker.Fault.allCases {
      let count = traffic.tally.faults[fault.rawValue]
      guard count > 0, let first = traffic.tally.rejects.first(where: { $0.fault == fault }) else { continue }
      let place = SourceLocation(
        file: traffic.logs[logs.log(of: first.row)].name, line: logs.line(of: first.row))
      findings.add([
        Finding(
          .warning, .importFlowRow,
          "\(Grouped.text(count)) \(count == 1 ? "row" : "rows") of flow logs with \(fault.meaning)", at: place)
      ])
    }
  }

  /// Where no file lists machines, those that dependencies name stand for themselves.
  private mutating func takeMachinesFromTraffic(_ traffic: FlowAggregation) {
    guard !observations.rows.contains(where: { $0.thing == .machine || $0.thing == .application }) else { return }
    let ends = takeMachines(of: traffic)
    if ends > 0 {
      remarks.append(
        "No file lists machines: the \(Grouped.text(ends)) private addresses and names of the flow logs stand for themselves, of unknown size."
      )
    }
    var seen: Set<String> = []
    var count = 0
    for row in observations.rows.indices where observations.rows[row].thing == .dependency {
      for field in [Field.source, .target] {
        guard let fact = observations.fact(field, of: row) else { continue }
        let name = observations.texts[observations.facts[fact].value]
        guard seen.insert(name.lowercased()).inserted else { continue }
        let place = observations.rows[row]
        let (value, column) = (observations.facts[fact].value, Int(observations.facts[fact].column))
        observations.begin(.machine, table: Int(place.table), row: Int(place.row))
        observations.add(Field.name.rawValue, value, column: column)
        count += 1
      }
    }
    if count > 0 {
      remarks.append(
        "No file lists machines: the \(Grouped.text(count)) that dependencies name stand for themselves, of unknown size."
      )
    }
  }

  private mutating func reportDamaged(_ table: TextTable, _ schema: TableSchema, _ lacks: [String]) {
    findings.add(.error, .importDamaged, in: table.file) {
      Finding(
        .error, .importDamaged,
        "\(schema.name) without \(lacks.count == 1 ? "column" : "columns") \(lacks.map { "'\($0)'" }.joined(separator: ", "))",
        at: SourceLocation(file: table.file, line: 1),
        help: "its columns are \(table.columns.joined(separator: ", ").prefix(200))")
    }
  }

  private static func whatIsRead(_ file: String) -> String {
    "say what its columns mean: \(sketchCommand(file)) drafts a mapping; read without one are exports of RVTools, Azure "
      + "Migrate, ServiceNow, AWS, Google Migration Center, NetBox and Konveyor"
  }

  private static func sketchHelp(_ file: String) -> String { "or say what its columns mean: \(sketchCommand(file))" }

  private static func sketchCommand(_ file: String) -> String {
    "drawdown import --sketch \(file.split(separator: "/").last.map(String.init) ?? file)"
  }

  private mutating func reportUnknown(_ table: TextTable, _ nearest: TableSchema?, _ lacks: [String]) {
    let name = table.sheet.map { "\(table.file), sheet \($0)" } ?? table.file
    unknown.append((name, table.rowCount, nearest?.name, lacks))
    // Where nothing else is known either, it is an error, and said at the end; with a mapping that is wrong it may well
    // be the one that the mapping meant.
    if !hasKnown || hasWrongMapping { return }
    findings.add(.warning, .importUnknown, in: table.file) {
      let near = nearest.map { schema in
        "the nearest reader is '\(schema.name)', which also needs "
          + lacks.prefix(6).map { "'\($0)'" }.joined(separator: ", ") + (lacks.count > 6 ? " and more" : "") + "; "
          + Self.sketchHelp(table.file)
      }
      return Finding(
        .warning, .importUnknown, "no reader knows the columns of \(quoted(name)); it is put aside",
        at: SourceLocation(file: table.file),
        help: near ?? Self.whatIsRead(table.file))
    }
  }

  /// What a table says about the whole export: its currency, its version, its limit.
  private mutating func remark(_ table: TextTable, _ schema: TableSchema) {
    func cell(_ title: String) -> String? {
      guard table.rowCount > 0,
        let column = table.columns.firstIndex(where: { HeaderName($0).full == HeaderName(title).full })
      else { return nil }
      let text = table.text(row: 0, column: column)
      return text.isEmpty ? nil : text
    }
    if schema.source == .azure, schema.thing == .unused, let code = cell("Currency"), code.utf8.count == 3 {
      currency = code.uppercased()
      findings.add(.warning, .importCurrency, in: table.file) {
        Finding(
          .warning, .importCurrency,
          "prices are in \(code); the stated figures count as \(code), too, without being converted",
          at: SourceLocation(file: table.file))
      }
      if let region = cell("Target Region") {
        remarks.append("Prices of Azure Migrate are for the region \(region), in \(code).")
      }
    }
    if let version = cell("RVTools version") {
      let day = cell("xlsx creation datetime").map { ", written \($0)" } ?? ""
      remarks.append("RVTools \(version)\(day).")
    }
    let limit = schema.source == .cmdb ? 10_000 : schema.source == .azure ? 20_000 : 0
    if limit > 0, table.rowCount == limit {
      findings.add(.warning, .importTruncated, in: table.file) {
        Finding(
          .warning, .importTruncated,
          "exactly \(Grouped.text(limit)) rows, the limit of \(schema.source.title): rows are very likely missing",
          at: SourceLocation(file: table.file))
      }
    }
  }
}

import Documents
import Estates

/// Reads an estate: the tables of a folder and its program become one `Estate`, or the list of all that is wrong.
///
///     let (estate, findings) = EstateFolderReader.read(files: [("workloads.csv", …), ("program.json", …)], name: "automaker")
///
/// All errors of a run are found, not the first alone, each with file, line and column or JSON pointer. There is an estate
/// exactly where there is no error; warnings and notes come with it. Files of other names are not read.
package enum EstateFolderReader {
  /// - Parameter overrides: what this run sets otherwise than the program, each a path, an equals sign and a value.
  package static func read(
    files: [(name: String, bytes: [UInt8])], name: String, overrides: [String] = []
  ) -> (estate: Estate?, findings: [Finding]) {
    var reading = EstateReading(name: name)
    reading.overrides = overrides
    reading.take(files)
    let estate = reading.estate()
    return (estate, reading.findings.findings())
  }
}

/// An estate that is being read: the tables so far, and what was found about them.
struct EstateReading {
  let name: String
  var findings = FindingCollector()
  var texts = TextPool()
  var tables: [InventoryTable: TableReading] = [:]
  var inputs: [InputFile] = []
  /// What this run sets otherwise than the program, as written and as applied.
  var overrides: [String] = []
  var appliedOverrides: [ProgramOverride] = []
  /// The program as JSON, with its bytes for excerpts.
  var program: (root: JSONNode, bytes: [UInt8])?

  var sites = Sites()
  var racks = Racks()
  var clusters = Clusters()
  var hosts = Hosts()
  var applications = Applications()
  var workloads = Workloads()
  var dependencies = Dependencies()
  var initiatives = Initiatives()

  var siteIndex = KeyIndex(texts: 0)
  var rackIndex = KeyIndex(texts: 0)
  var clusterIndex = KeyIndex(texts: 0)
  var hostIndex = KeyIndex(texts: 0)
  var applicationIndex = KeyIndex(texts: 0)
  var workloadIndex = KeyIndex(texts: 0)
  var initiativeIndex = KeyIndex(texts: 0)

  static let programFile = "program.json"

  init(name: String) { self.name = name }

  // MARK: Files

  /// Scans the files that belong to an estate and numbers their texts.
  mutating func take(_ files: [(name: String, bytes: [UInt8])]) {
    var tableOfFile: [String: InventoryTable] = [:]
    for table in InventoryTable.allCases { tableOfFile[table.file] = table }
    for (file, bytes) in files.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
      if let table = tableOfFile[file] {
        take(table, bytes)
      } else if file == Self.programFile {
        takeProgram(bytes)
      } else if file == ActualsLog.file {
        // What happened since is no part of what there was to move: it is read by those who follow a plan.
        continue
      } else if file.hasSuffix(".csv"), !InventoryImport.companionTables.contains(file) {
        let near = Suggestion.best(for: file, among: InventoryTable.allCases.map(\.file))
        findings.add(near == nil ? .note : .warning, .unknownFile, in: file) {
          Finding(
            near == nil ? .note : .warning, .unknownFile, "\(quoted(file)) is no table of an estate and was not read",
            at: SourceLocation(file: file), help: near.map { "did you mean '\($0)'?" })
        }
      }
    }
    let present = Set(files.map(\.name))
    for file in [Self.programFile, InventoryTable.workloads.file] where !present.contains(file) {
      let near = Suggestion.best(for: file, among: files.map(\.name))
      findings.add(.error, .missingFile, in: file) {
        Finding(
          .error, .missingFile, "there is no \(file)", at: SourceLocation(file: file),
          help: near.map { "did you mean '\(file)' where the folder has '\($0)'?" }
            ?? "an estate needs program.json and workloads.csv")
      }
    }
  }

  private mutating func take(_ kind: InventoryTable, _ bytes: [UInt8]) {
    let (csv, found) = CSVScanner.scan(bytes, file: kind.file)
    findings.add(found)
    inputs.append(InputFile(file: kind.file, digest: SHA256.hexadecimal(of: bytes), rows: csv?.rowCount ?? 0))
    guard let csv else { return }
    let asBytes: Set<String>
    switch kind {
    case .dependencies:
      // Attributes of a dependency have no use; a million of them would still need numbers.
      asBytes = Set(csv.columns).subtracting(["source", "target", "relation", "kind", "evidence"])
    default: asBytes = []
    }
    tables[kind] = TableReading(kind, csv, asBytes: asBytes, texts: &texts, into: &findings)
  }

  private mutating func takeProgram(_ bytes: [UInt8]) {
    var rules = 0
    do {
      let root = try JSONReader.read(bytes, file: Self.programFile)
      if case .array(let elements) = root["rules"]?.kind { rules = elements.count }
      var overriding = ProgramOverriding(root)
      for written in overrides { overriding.set(written) }
      findings.add(overriding.findings)
      appliedOverrides = overriding.applied
      program = (overriding.root, bytes)
    } catch {
      findings.add(error.all)
    }
    inputs.append(InputFile(file: Self.programFile, digest: SHA256.hexadecimal(of: bytes), rows: rules))
  }

  // MARK: The whole

  /// Reads everything that was taken; nil where anything was wrong.
  mutating func estate() -> Estate? {
    indexKeys()
    readHosts()
    readApplications()
    readWorkloads()
    // Only now is known which sites, racks and clusters there are beside the declared ones.
    readPlaces()
    checkPlaces()
    readDependencies()
    readInitiatives()
    let knowledge = ColumnKnowledge(tables: tables)
    guard let program = readProgram(knowledge), !findings.hasErrors else { return nil }
    var estate = Estate(
      name: name, digest: EstateDigest.digest(of: inputs), inputs: inputs, texts: texts, program: program,
      sites: sites, racks: racks, clusters: clusters, hosts: hosts, applications: applications, workloads: workloads,
      dependencies: dependencies, initiatives: initiatives)
    estate.overrides = appliedOverrides
    return estate
  }

  private mutating func indexKeys() {
    let count = texts.count
    func index(
      _ kind: InventoryTable, _ tables: inout [InventoryTable: TableReading], _ findings: inout FindingCollector
    )
      -> KeyIndex
    {
      tables[kind]?.index(texts: count, pool: texts, into: &findings) ?? KeyIndex(texts: count)
    }
    siteIndex = index(.sites, &tables, &findings)
    rackIndex = index(.racks, &tables, &findings)
    clusterIndex = index(.clusters, &tables, &findings)
    hostIndex = index(.hosts, &tables, &findings)
    applicationIndex = index(.applications, &tables, &findings)
    workloadIndex = index(.workloads, &tables, &findings)
    initiativeIndex = index(.initiatives, &tables, &findings)
  }

  private mutating func readProgram(_ knowledge: ColumnKnowledge) -> Program? {
    guard let (root, bytes) = program else { return nil }
    var reading = ProgramReading(bytes: bytes, columns: knowledge, findings: findings)
    findings = FindingCollector()
    let program = reading.program(root, estateName: name)
    findings = reading.findings
    if let program { checkTargets(of: program, root) }
    return program
  }

  /// A target needs a baseline that is not 0.
  private mutating func checkTargets(of program: Program, _ root: JSONNode) {
    // A table that could not be read would make any baseline 0.
    guard !findings.hasErrors else { return }
    for target in program.targets where target.baseline == nil {
      let baseline: Double =
        switch target.measure {
        case .hosts: Double(hosts.count)
        case .rackUnits: hosts.rackUnits.reduce(0) { $0 + ($1 ?? 0) }
        case .powerKW: hosts.powerKW.reduce(0) { $0 + ($1 ?? 0) }
        case .racks: Double(racks.count)
        case .sites: Double(sites.count)
        case .workloads: Double(workloads.count)
        }
      guard baseline == 0 else { continue }
      findings.add(.error, .emptyBaseline, in: Self.programFile) {
        let excerpt = target.location.excerpt(in: self.program!.bytes)
        return Finding(
          .error, .emptyBaseline, "the estate has no \(target.measure.rawValue), so there is nothing to reduce",
          at: target.location, excerpt: excerpt?.text, caret: excerpt?.caret,
          help: "fill the column, choose another measure, or state a \"baseline\"")
      }
    }
  }
}

/// The digest of an estate (SPEC section 5): over the digests of its files.
package enum EstateDigest {
  package static func digest(of inputs: [InputFile]) -> String {
    let lines = inputs.sorted { $0.file.utf8.lexicographicallyPrecedes($1.file.utf8) }
      .map { "\($0.digest)  \($0.file)\n" }.joined()
    return "sha256:" + SHA256.hexadecimal(of: Array(lines.utf8))
  }
}

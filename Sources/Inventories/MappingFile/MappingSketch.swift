import Documents

/// A mapping drafted from a file's headers and values, for the planner to correct.
///
/// Every column stands in it: with the field that it probably fills, the unit, why, and its first values; `"attribute"`
/// where nothing tells what it means. Tables that a reader knows are left out: they need no mapping.
struct MappingSketch {
  private(set) var tables: [JSONValue] = []
  /// Tables that a reader knows, with the reader.
  private(set) var known: [(name: String, reader: String)] = []
  private(set) var findings = FindingCollector()

  /// So many distinct values of a column are looked at.
  private static let looked = 400
  /// So many stand in the draft, each so long at most.
  private static let shown = 3
  private static let shownLength = 60

  init(_ files: [SourceFile]) {
    let recognition = Recognition(schemas: InventoryImport.schemas)
    let sources = SourceTables(files, recognition: recognition, guessingHeaders: true, into: &findings)
    for entry in sources.tables {
      let table = entry.table
      if case .known(let schema) = recognition.recognise(table) {
        known.append((table.sheet.map { "\(table.file), sheet \($0)" } ?? table.file, schema.name))
        continue
      }
      if table.columns.isEmpty { continue }
      tables.append(Self.draft(table))
    }
  }

  var bytes: [UInt8] {
    JSONWriter.bytes(.object([("schema", .string(MappingFile.schema)), ("tables", .array(tables))]))
  }

  private static func draft(_ table: TextTable) -> JSONValue {
    let values = table.columns.indices.map { distinct(table, column: $0) }
    let kind = kind(of: table.columns, values)
    var guesses = table.columns.indices.map { column in
      table.columns[column].isEmpty ? nil : ColumnGuess.of(table.columns[column], values: values[column], kind: kind)
    }
    let taken = settle(&guesses, table.columns)
    var members: [(String, JSONValue)] = []
    for column in table.columns.indices where !table.columns[column].isEmpty {
      var entry: [(String, JSONValue)] = []
      if let guess = guesses[column], let word = MappingWords.byField[guess.field]?.word {
        entry.append(("to", .string(word)))
        if let unit = guess.unit { entry.append(("unit", .string(unit))) }
        entry.append(("because", .string(guess.because)))
      } else {
        entry.append(("to", .string(MappingWords.attribute)))
        entry.append(
          (
            "because",
            .string(
              values[column].isEmpty
                ? "empty" : taken[column].map { "'\($0)' is taken for it already" } ?? "not understood")
          ))
      }
      entry.append(
        (
          "values",
          .array(values[column].prefix(shown).map { .string(String($0.prefix(shownLength))) })
        ))
      members.append((table.columns[column], .object(entry)))
    }
    let base = table.file.split(separator: "/").last.map(String.init) ?? table.file
    var draft: [(String, JSONValue)] = [("file", .string(base))]
    if let sheet = table.sheet { draft.append(("sheet", .string(sheet))) }
    draft.append(("as", .string(kind.rawValue)))
    draft.append(("columns", .object(members)))
    return .object(draft)
  }

  /// Of several columns for one field the best guess stays; the columns that lost, with the one that won.
  private static func settle(_ guesses: inout [ColumnGuess?], _ titles: [String]) -> [Int: String] {
    var best: [Field: Int] = [:]
    for (column, guess) in guesses.enumerated() {
      guard let guess, !guess.field.isMultiple else { continue }
      if let other = best[guess.field], let known = guesses[other], known.rank <= guess.rank { continue }
      best[guess.field] = column
    }
    var lost: [Int: String] = [:]
    for (column, guess) in guesses.enumerated() {
      guard let guess, let winner = best[guess.field], winner != column else { continue }
      lost[column] = titles[winner]
      guesses[column] = nil
    }
    return lost
  }

  /// What the rows are, by the columns that they have.
  private static func kind(of titles: [String], _ values: [[String]]) -> MappingWords.Kind {
    let names = Set(titles.flatMap { Recognition.names(of: $0) })
    func has(_ words: String) -> Bool { words.split(separator: " ").contains { names.contains(String($0)) } }
    let machines =
      "hostname servername vmname machinename computername devicename nodename fqdn server vm machine computer device "
      + "workload host virtualmachine uuid rechnername"
    let sizes = "cores cpus vcpu vcpus cpu memory ram ipaddress ip os operatingsystem serialnumber serial model"
    if has("source src sourceip from client consumer sourcehost sourceserver sourceapplication")
      && has(
        "target destination dst destinationip to server provider dependson targethost targetserver targetapplication")
    {
      return .dependency
    }
    if has(machines) || has("name asset system") && has(sizes) {
      if has("vcpu vcpus vmname vm virtualmachine") { return .virtualMachine }
      if has("rack cabinet uposition position rackunits uheight") && !has("isvirtual virtual") {
        return .physicalMachine
      }
      return .machine
    }
    if has("rack rackname cabinet cabinetname") { return .rack }
    if has("application applicationname app appname businessapplication service servicename") { return .application }
    if has("cluster clustername") { return .cluster }
    if has("site sitename datacenter datacentre location building") { return .site }
    return .machine
  }

  /// The first distinct values of a column that say something.
  private static func distinct(_ table: TextTable, column: Int) -> [String] {
    var seen: Set<String> = []
    var found: [String] = []
    for row in 0..<min(table.rowCount, 20_000) {
      if found.count >= looked { break }
      if table.lengths[row * table.columns.count + column] == 0 { continue }
      let text = table.text(row: row, column: column)
      if ColumnConverter.isBlank(text) || !seen.insert(text).inserted { continue }
      found.append(text)
    }
    return found
  }
}

extension InventoryImport {
  package struct Sketch: Sendable {
    /// The mapping, to be corrected and named among the sources of an import.
    package var bytes: [UInt8]
    /// How many tables it speaks of.
    package var tables: Int
    /// Tables that need none, with the reader that knows them.
    package var known: [(name: String, reader: String)]
    package var findings: [Finding]
  }

  /// Drafts a mapping for the tables of files that no reader knows.
  package static func sketch(_ files: [SourceFile]) -> Sketch {
    let sketch = MappingSketch(files)
    return Sketch(
      bytes: sketch.bytes, tables: sketch.tables.count, known: sketch.known, findings: sketch.findings.findings())
  }
}

import Documents
import Estates

/// What a planner says about tables that no reader knows: which file, what its rows are, and what each column means.
///
///     { "schema": "drawdown/mapping/1",
///       "tables": [
///         { "file": "servers.csv", "as": "virtual_machine", "set": { "site": "MUC1" },
///           "columns": { "Hostname": "name", "RAM": { "to": "memory_gb", "unit": "MB" }, "Printed by": null } } ] }
///
/// `file` is the name of a file, in any folder; with `*` and `?` a pattern. `sheet` names a sheet of a workbook; without it
/// every sheet is meant that has the columns. A column goes to a field (`MappingWords`), to `"attribute"` (kept beside the
/// workload under its own name), or nowhere (`null`); what is not named is kept as an attribute. `set` states what holds
/// for every row. `like` names the tool as which the table is believed where sources disagree; without it the table is the
/// planner's own list.
///
/// A table that a mapping names is read by the mapping, also where a reader knows it.
struct MappingFile: Sendable {
  struct Table: Sendable {
    var file: String
    var sheet: String?
    var kind: MappingWords.Kind
    var source: SourceKind
    var columns: [Column]
    var constants: [(field: Field, text: String)]
    var location: SourceLocation
  }

  struct Column: Sendable {
    var title: String
    /// Nil for an attribute or an ignored column.
    var entry: MappingWords.Entry?
    var isIgnored: Bool
    var unit: String?
    var location: SourceLocation
  }

  static let schema = "drawdown/mapping/1"

  var file: String
  var tables: [Table]

  /// Whether bytes may be a mapping: an object of JSON that names the schema near its beginning.
  static func isLikely(_ bytes: [UInt8]) -> Bool {
    guard bytes.first(where: { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }) == UInt8(ascii: "{") else {
      return false
    }
    return bytes.prefix(4096).contains(sequence: Array(schema.prefix(17).utf8))
  }
}

extension MappingFile.Table {
  /// Whether it speaks of a table, by the names of file and sheet.
  func means(_ table: TextTable) -> Bool { means(file: table.file, sheet: table.sheet) }

  func means(file name: String, sheet: String?) -> Bool {
    let base = name.split(separator: "/").last.map(String.init) ?? name
    guard NamePattern.matches(file, name) || NamePattern.matches(file, base) else { return false }
    guard let wanted = self.sheet else { return true }
    return sheet.map { NamePattern.matches(wanted, $0) } ?? false
  }

  /// Whether these cells are the header that it speaks of: at least half of its columns, and one that names the rows.
  func isHeader(_ cells: [String]) -> Bool {
    let titles = Set(cells.map { HeaderName($0).full })
    let found = columns.count { titles.contains(HeaderName($0.title).full) }
    let isNamed = columns.contains { column in
      column.entry.map { kind.names.contains($0.field) } ?? false && titles.contains(HeaderName(column.title).full)
    }
    return isNamed && found * 2 >= columns.count
  }

  /// The table's own reader.
  func schema(in mapping: String) -> TableSchema {
    var meanings: [ColumnMeaning] = []
    for column in columns {
      guard let entry = column.entry else { continue }
      var meaning = ColumnMeaning(entry.field, entry.conversion, column.title)
      meaning.unit = column.unit
      meanings.append(meaning)
    }
    var schema = TableSchema(
      "mapping \(mapping), \(kind.rawValue)", source, kind.thing, role: kind.role, prefix: "listed",
      repeats: kind.thing == .detail || kind.thing == .dependency, meanings)
    schema.ignored = Set(columns.filter(\.isIgnored).map { HeaderName($0.title).full })
    let constants = constants
    schema.finish = { row in
      // A row of nothing else is no row: what holds for every row does not make one.
      for (field, text) in constants where row[field] == nil { row[field] = text }
      row.foldWords()
      row.readTags()
    }
    return schema
  }
}

extension RowFacts {
  /// The words of people for what a machine is and whether it runs, as the vocabulary has them.
  mutating func foldWords() {
    if let word = self[.role] {
      if let role = RoleWord.role(word) { set(.role, role.rawValue, from: .role) } else { self[.role] = nil }
    }
    if let word = self[.power] { set(.power, PowerWord.state(word), from: .power) }
    if let word = self[.relation], Relation(rawValue: word.lowercased()) != nil {
      set(.relation, word.lowercased(), from: .relation)
    }
  }
}

/// What a machine is, in the words of lists.
enum RoleWord {
  static func role(_ word: String) -> Role? {
    if let role = Role(rawValue: word.lowercased()) { return role }
    switch HeaderName.squeezed(word) {
    case "vm", "virtualmachine", "virtualserver", "guest", "instance", "true", "yes", "1", "vmware", "hyperv":
      return .virtual
    case "physicalserver", "baremetal", "server", "hardware", "blade", "appliance", "false", "no", "0", "standalone":
      return .physical
    case "host", "esx", "esxi", "esxhost", "esxihost", "hypervisorhost", "vmhost", "node": return .hypervisor
    case "switch", "router", "firewall", "storage", "pdu", "patchpanel", "networkdevice", "loadbalancer", "san", "nas",
      "tapelibrary", "ups", "kvm":
      return .gear
    default: return nil
    }
  }
}

/// `servers*.csv`: letter case ignored, `*` any run of characters, `?` one.
enum NamePattern {
  static func matches(_ pattern: String, _ name: String) -> Bool {
    let pattern = Array(pattern.lowercased().unicodeScalars)
    let name = Array(name.lowercased().unicodeScalars)
    var (p, n, star, mark) = (0, 0, -1, 0)
    while n < name.count {
      if p < pattern.count, pattern[p] == "*" {
        (star, mark) = (p, n)
        p += 1
      } else if p < pattern.count, pattern[p] == "?" || pattern[p] == name[n] {
        p += 1
        n += 1
      } else if star >= 0 {
        p = star + 1
        mark += 1
        n = mark
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == "*" }
  }
}

extension Collection where Element: Equatable {
  /// Whether the elements of another stand in it, one behind the other.
  func contains(sequence: [Element]) -> Bool {
    guard let first = sequence.first else { return true }
    var start = startIndex
    while let found = self[start...].firstIndex(of: first) {
      if self[found...].starts(with: sequence) { return true }
      start = index(after: found)
    }
    return false
  }
}

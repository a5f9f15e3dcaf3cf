import Documents

/// Lists of ServiceNow with raw values, as its JSON and its interface give them: where another record is meant stands its
/// `sys_id`, 32 hexadecimal digits.
///
///     {"name": "ERP", "parent": "451047c6c0a8016400de0ae6df9b9d76", …}       parent becomes the name that a list has for it
///
/// Each number is looked up in all lists of the import and becomes the name of its record; the types of relations that
/// every instance is delivered with are known by their numbers. What no list has stays a number, and is counted, so that the
/// planner knows which list is missing.
enum ServiceNowReferences {
  /// Columns that name a record to people, the first that is there counts.
  private static let titles = ["name", "displayname", "fullname", "username", "number"]

  /// Replaces the numbers in all tables; gives how often each column of each table holds one that no list has.
  static func resolve(_ tables: inout [TextTable]) -> [(table: Int, column: Int, count: Int)] {
    let holders = tables.indices.filter { column("sysid", tables[$0]) != nil || hasNumbers(tables[$0]) }
    guard !holders.isEmpty else { return [] }
    var names = relationTypes
    for index in holders {
      let table = tables[index]
      guard let key = column("sysid", table), let title = titles.lazy.compactMap({ column($0, table) }).first else {
        continue
      }
      for row in 0..<table.rowCount {
        let name = table.cell(row: row, column: title)
        if !name.isEmpty { names[table.cell(row: row, column: key)] = name }
      }
    }
    var missing: [(table: Int, column: Int, count: Int)] = []
    for index in holders {
      let table = tables[index]
      let key = column("sysid", table)
      let columns = table.columns.indices.filter { $0 != key && isReference($0, table) }
      guard !columns.isEmpty else { continue }
      let named = table.replacingCells(of: columns) { isNumber($0) ? names[$0] : nil }
      tables[index] = named
      for column in columns {
        let count = (0..<named.rowCount).count { isNumber(named.cell(row: $0, column: column)) }
        if count > 0 { missing.append((index, column, count)) }
      }
    }
    return missing
  }

  private static func column(_ name: String, _ table: TextTable) -> Int? {
    table.columns.firstIndex { HeaderName.squeezed($0) == name }
  }

  /// Whether a table looks like a raw list of relations or records: numbers under `parent` and `child`, or under `sys_…`.
  private static func hasNumbers(_ table: TextTable) -> Bool {
    ["parent", "child"].allSatisfy { column($0, table).map { isReference($0, table) } ?? false }
  }

  /// Whether the first filled cell of a column is the number of a record. Identities of machines may look the same.
  private static func isReference(_ column: Int, _ table: TextTable) -> Bool {
    let name = HeaderName.squeezed(table.columns[column])
    if ["uuid", "correlation", "fingerprint", "serial"].contains(where: { name.contains($0) }) { return false }
    for row in 0..<min(table.rowCount, 1000) {
      let cell = table.cell(row: row, column: column)
      if !cell.isEmpty { return isNumber(cell) }
    }
    return false
  }

  private static func isNumber(_ cell: [UInt8]) -> Bool {
    cell.count == 32
      && cell.allSatisfy { (0x30...0x39).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0) }
  }

  /// Types of relations that come with every instance.
  private static let relationTypes: [[UInt8]: [UInt8]] = Dictionary(
    uniqueKeysWithValues: [
      ("1a9cb166f1571100a92eb60da2bce5c5", "Depends on::Used by"),
      ("cb5592603751200032ff8c00dfbe5d17", "Uses::Used by"),
      ("41008aa6ef32010098d5925495c0fb94", "Consumes::Consumed by"),
      ("60bc4e22c0a8010e01f074cbe6bd73c3", "Runs on::Runs"),
      ("5f985e0ec0a8010e00a9714f2a172815", "Hosted on::Hosts"),
      ("d93304fb0a0a0b78006081a72ef08444", "Virtualized by::Virtualizes"),
      ("55c95bf6c0a8010e0118ec7056ebc54d", "Contains::Contained by"),
      ("a99d39118f10310091769012cbbe4429", "Cluster of::Cluster"),
      ("55c913d3c0a8010e012d1563182d6050", "Members::Member of"),
      ("f67e9ecdff602000dada361332f49d35", "Provides::Provided by"),
      ("25242fb2377a9200738d021a54990e88", "Owns::Owned by"),
    ].map { (Array($0.0.utf8), Array($0.1.utf8)) })
}

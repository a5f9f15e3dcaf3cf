/// A list of records in JSON, as programs' interfaces give them, as a table: a record is a row, a member a column.
///
///     {"records": [{"name": "web01", "ram": "16384", "location": {"display_value": "Munich", "link": "…"}},
///                  {"name": "db01", "os": "Linux"}]}
///
///     name     ram      location    os              columns in the order in which they are first named
///     web01    16384    Munich
///     db01                          Linux
///
/// The list is the document itself or a member of it, called `records`, `result`, `results`, `items`, `data` or `value`, or the
/// only member that is a list of records. Of an object in a cell counts what is meant for people: its member
/// `display_value`, `display`, `label`, `name` or `value`, the first that is there. Lists in a cell are joined by commas;
/// `null` is an empty cell.
package enum RecordList {
  /// Bytes of a document: what is read as JSON takes some ten times as much memory.
  private static let limit = 1 << 28
  private static let columnLimit = 2000

  /// True where the bytes begin as JSON does.
  package static func isLikely(_ bytes: [UInt8]) -> Bool {
    let begin = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let first = bytes[begin...].first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
  }

  /// The table; nil without a finding where the document holds no list of records, and with one where it is no JSON or more
  /// than can be read.
  package static func table(_ bytes: [UInt8], file: String) -> (table: TextTable?, findings: [Finding]) {
    guard bytes.count <= limit else {
      return refused("a list in JSON of more than \(Grouped.text(limit)) bytes", file)
    }
    let document: JSONNode
    do throws(Findings) {
      document = try JSONReader.read(bytes, file: file, duplicateKeys: .allowed)
    } catch {
      return (nil, error.all)
    }
    guard let records = records(of: document), !records.isEmpty else { return (nil, []) }
    return make(records, file)
  }

  private static func refused(_ message: String, _ file: String) -> (TextTable?, [Finding]) {
    let finding = Finding(
      .error, .csvNoHeader, message, at: SourceLocation(file: file),
      help: "export the list itself, as CSV or as an array of objects")
    return (nil, [finding])
  }

  private static func records(of document: JSONNode) -> [[JSONNode.Member]]? {
    if let list = list(document) { return list }
    guard case .object(let members) = document.kind else { return nil }
    for name in ["records", "result", "results", "items", "data", "value"] {
      if let list = document[name].flatMap({ list($0) }) { return list }
    }
    let lists = members.compactMap { list($0.value) }.filter { !$0.isEmpty }
    return lists.count == 1 ? lists[0] : nil
  }

  private static func list(_ node: JSONNode) -> [[JSONNode.Member]]? {
    guard case .array(let elements) = node.kind else { return nil }
    var list: [[JSONNode.Member]] = []
    for element in elements {
      guard case .object(let members) = element.kind else { return nil }
      list.append(members)
    }
    return list
  }

  private static func make(_ records: [[JSONNode.Member]], _ file: String) -> (TextTable?, [Finding]) {
    var places: [String: Int] = [:]
    var columns: [String] = []
    for record in records {
      for member in record where places[member.key] == nil {
        places[member.key] = columns.count
        columns.append(member.key)
      }
    }
    guard columns.count <= columnLimit, records.count * columns.count <= 1_000_000 + 64 * records.count * 16 else {
      return refused("records of \(Grouped.text(columns.count)) different members", file)
    }
    var text: [UInt8] = []
    var starts = [UInt32](repeating: 0, count: records.count * columns.count)
    var lengths = starts
    var lines: [Int32] = []
    for (row, record) in records.enumerated() {
      lines.append(Int32(clamping: record.first?.keyLocation.line ?? 1))
      for member in record {
        guard let column = places[member.key] else { continue }
        let index = row * columns.count + column
        // Of a member that stands twice the first counts.
        guard lengths[index] == 0 else { continue }
        starts[index] = UInt32(text.count)
        var value = cell(member.value)
        value.withUTF8 { text.append(contentsOf: WhiteSpace.trimmed($0)) }
        lengths[index] = UInt32(text.count) - starts[index]
      }
    }
    let table = TextTable(
      file: file, columns: columns, headerLine: Int(lines.first ?? 1), text: text, starts: starts, lengths: lengths,
      lines: lines)
    return (table, [])
  }

  private static func cell(_ node: JSONNode) -> String {
    switch node.kind {
    case .null: return ""
    case .bool(let value): return value ? "true" : "false"
    case .number(_, let text): return text
    case .string(let text): return text
    case .array(let elements): return elements.map { cell($0) }.filter { !$0.isEmpty }.joined(separator: ", ")
    case .object:
      for name in ["display_value", "display", "label", "name", "value"] {
        guard let member = node[name] else { continue }
        switch member.kind {
        case .string, .number, .bool: return cell(member)
        case .null, .array, .object: continue
        }
      }
      return ""
    }
  }
}

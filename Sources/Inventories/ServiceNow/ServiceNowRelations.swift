import Documents

/// `cmdb_rel_ci`: parent, type, child, where a type reads `<what the parent does>::<what the child does>`.
///
///     ERP        Depends on::Used by        Billing      ERP needs Billing
///     ERP        Runs on::Runs              erp01        the machine erp01 belongs to ERP
///     erp01      Virtualized by::Virtualizes  esx7       erp01 runs on the host esx7
///     Billing    Used by::Depends on        ERP          the same as the first: mirrored
///
/// Real types vary in case, blanks and direction, so they are folded, and turned where only the mirror is known. A relation
/// that says nothing about what moves with what (contains, manages, owns) is put aside, and so is one of an unknown type.
enum ServiceNowRelations {
  /// What a relation means for an estate.
  enum Meaning: Sendable {
    /// The parent needs the child.
    case needs
    /// The parent, an application or a part of one, runs on the child.
    case runsOn
    /// The parent, a machine, is carried by the child, its host.
    case carried
    case inRack
    /// Says nothing about what moves with what.
    case nothing
  }

  static let schema = TableSchema(
    "ServiceNow, relations", .cmdb, .dependency, prefix: "cmdb", keepsOthers: false, repeats: true,
    [
      ColumnMeaning(.source, .line, "Parent", "parent.name", required: true),
      ColumnMeaning(.relation, .line, "Type", "type.name", required: true),
      ColumnMeaning(.target, .line, "Child", "child.name", required: true),
      ColumnMeaning(.entryClass, .text, "Parent.Class", "parent.sys_class_name", "Parent class"),
      ColumnMeaning(.port, .text, "Port"),
    ]
  ) { row in
    let type = row[.relation] ?? ""
    // What the one that needs does: depends on, uses, connects to.
    row.move(.relation, to: .kind)
    guard let (meaning, isTurned) = meaning(of: type) else {
      row.aside = (
        .relation, type.isEmpty ? "a relation without a type" : "no rule for relations of the type '\(type)'"
      )
      return
    }
    if meaning != .needs { row[.kind] = nil }
    if isTurned {
      let (parent, child) = (row.take(.source), row.take(.target))
      row.put(parent, .target)
      row.put(child, .source)
    }
    switch meaning {
    case .needs:
      row[.entryClass] = nil
      let halves = halves(of: type)
      if let verb = isTurned ? halves.last : halves.first { row.set(.kind, verb, from: .kind) }
    case .runsOn:
      row.thing = .detail
      row.move(.target, to: .name)
      row.move(.source, to: .process)
    case .carried:
      row.thing = .detail
      row.move(.source, to: .name)
      row.move(.target, to: .host)
      row[.entryClass] = nil
    case .inRack:
      row.thing = .detail
      row.move(.source, to: .name)
      row.move(.target, to: .rack)
      row[.entryClass] = nil
    case .nothing: row.aside = (.relation, "'\(type)' says nothing about what moves with what")
    }
  }

  /// What a type means, and whether it stands the other way round; nil for an unknown one.
  static func meaning(of type: String) -> (meaning: Meaning, isTurned: Bool)? {
    let halves = halves(of: type)
    guard let parent = halves.first, let child = halves.last, halves.count == 2 else { return nil }
    if let known = types["\(parent)::\(child)"] { return (known, false) }
    if let known = types["\(child)::\(parent)"] { return (known, true) }
    // One half is enough where the other was renamed.
    if let known = parents[parent] { return (known, false) }
    if let known = parents[child] { return (known, true) }
    return nil
  }

  /// The two halves of a type, in small letters, without outer blanks.
  private static func halves(of type: String) -> [String] {
    guard
      let mark = type.utf8.indices.first(where: { index in
        type.utf8[index] == UInt8(ascii: ":") && type.utf8[index...].dropFirst().first == UInt8(ascii: ":")
      })
    else { return [] }
    let second = type.utf8.index(mark, offsetBy: 2)
    return [type[..<mark], type[second...]].map { half in
      half.lowercased().split(separator: " ").joined(separator: " ")
    }
  }

  private static let types: [String: Meaning] = Dictionary(
    lines.map { ("\($0.parent)::\($0.child)", $0.meaning) }, uniquingKeysWith: { first, _ in first })
  private static let parents: [String: Meaning] = Dictionary(
    lines.filter(\.isPlain).map { ($0.parent, $0.meaning) }, uniquingKeysWith: { first, _ in first })

  /// `isPlain` is true where what the parent does tells the meaning alone.
  private static let lines: [(parent: String, child: String, meaning: Meaning, isPlain: Bool)] = [
    ("depends on", "used by", .needs, true), ("uses", "used by", .needs, true),
    ("connects to", "connected by", .needs, true), ("sends data to", "receives data from", .needs, true),
    ("exchanges data with", "exchanges data with", .needs, true),
    ("applicative flow to", "applicative flow from", .needs, true), ("consumes", "consumed by", .needs, true),
    ("accesses", "accessed by", .needs, true), ("subscribes", "subscribed by", .needs, true),
    ("runs on", "runs", .runsOn, true), ("hosted on", "hosts", .carried, true),
    ("virtualized by", "virtualizes", .carried, true), ("instantiates", "instantiated by", .nothing, true),
    ("in rack", "rack contains", .inRack, true), ("contains", "contained by", .nothing, true),
    ("members", "member of", .nothing, true), ("cluster of", "cluster", .nothing, true),
    ("owns", "owned by", .nothing, true), ("manages", "managed by", .nothing, true),
    ("located in", "houses", .nothing, true), ("zone contains", "in zone", .nothing, true),
    ("provides", "provided by", .nothing, true), ("backup done by", "does backup for", .nothing, true),
    ("dr provided by", "provides dr for", .nothing, true), ("failover", "failover for", .nothing, true),
    ("use end point to", "use end point from", .nothing, true),
    ("implement end point to", "implement end point from", .nothing, true),
    ("ip connection", "ip connection", .nothing, true), ("monitors", "monitored by", .nothing, true),
    ("scheduled for", "scheduled", .nothing, true), ("feeds", "fed by", .nothing, true),
  ]
}

extension RowFacts {
  /// The fact of a field, taken out of the row.
  mutating func take(_ field: Field) -> (field: UInt16, column: Int, text: String)? {
    facts.firstIndex { $0.field == field.rawValue }.map { facts.remove(at: $0) }
  }

  /// A fact that was taken, put back as another field.
  mutating func put(_ fact: (field: UInt16, column: Int, text: String)?, _ field: Field) {
    if let fact { facts.append((field.rawValue, fact.column, fact.text)) }
  }
}

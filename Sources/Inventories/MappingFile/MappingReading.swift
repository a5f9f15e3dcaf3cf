import Documents

/// Reads mapping files: every word checked, every mistake with its place, and what may have been meant.
enum MappingReading {
  /// The mapping, without the tables that say something wrong; errors go to `findings`.
  static func read(_ bytes: [UInt8], file: String, into findings: inout FindingCollector) -> MappingFile? {
    do throws(Findings) {
      let root = try JSONReader.read(bytes, file: file)
      return mapping(root, file: file, &findings)
    } catch {
      findings.add(error.all)
      return nil
    }
  }

  private static func mapping(
    _ root: JSONNode, file: String, _ findings: inout FindingCollector
  ) -> MappingFile? {
    checkKeys(root, ["schema", "tables"], &findings)
    guard case .string(let schema)? = root["schema"]?.kind, schema == MappingFile.schema else {
      report("a mapping needs \"schema\": \"\(MappingFile.schema)\"", root["schema"] ?? root, &findings)
      return nil
    }
    guard let tables = root["tables"], case .array(let nodes) = tables.kind else {
      report("a mapping needs \"tables\", a list", root["tables"] ?? root, &findings)
      return nil
    }
    return MappingFile(file: file, tables: nodes.compactMap { table($0, &findings) })
  }

  private static func table(_ node: JSONNode, _ findings: inout FindingCollector) -> MappingFile.Table? {
    guard case .object = node.kind else {
      report("a table of a mapping is an object", node, &findings)
      return nil
    }
    checkKeys(node, ["file", "sheet", "as", "like", "columns", "set", "rows"], &findings)
    let before = findings.errorCount
    let file = text("file", in: node, isRequired: true, &findings)
    let sheet = text("sheet", in: node, &findings)
    let kind = kind(node, &findings)
    var source = SourceKind.planner
    if let like = node["like"], let word = text("like", in: node, &findings) {
      if let known = MappingWords.sources[word.lowercased()] {
        source = known
      } else {
        report(
          "no source is called '\(word)'", like, &findings,
          help: "write one of \(MappingWords.sources.keys.sorted().joined(separator: ", "))")
      }
    }
    guard let columnNode = node["columns"], case .object(let members) = columnNode.kind else {
      report("a table of a mapping needs \"columns\", an object of column and field", node, &findings)
      return nil
    }
    let columns = members.compactMap { column($0, &findings) }
    let constants = constants(node["set"], &findings)
    if let kind { checkFields(kind, columns, constants.map(\.field), columnNode, &findings) }
    guard findings.errorCount == before, let file, let kind else { return nil }
    return MappingFile.Table(
      file: file, sheet: sheet, kind: kind, source: source, columns: columns, constants: constants,
      location: node.location)
  }

  private static func kind(_ node: JSONNode, _ findings: inout FindingCollector) -> MappingWords.Kind? {
    guard let word = text("as", in: node, isRequired: true, &findings), let place = node["as"] else { return nil }
    if let kind = MappingWords.Kind(rawValue: word.lowercased()) { return kind }
    let words = MappingWords.Kind.allCases.map(\.rawValue)
    report(
      "no rows are called '\(word)'", place, &findings,
      help: Suggestion.best(for: word, among: words).map { "did you mean '\($0)'?" }
        ?? "write one of \(words.joined(separator: ", "))")
    return nil
  }

  private static func column(_ member: JSONNode.Member, _ findings: inout FindingCollector) -> MappingFile.Column? {
    var column = MappingFile.Column(
      title: member.key, entry: nil, isIgnored: false, unit: nil, location: member.value.location)
    let word: String
    switch member.value.kind {
    case .null:
      column.isIgnored = true
      return column
    case .string(let text): word = text
    case .object:
      checkKeys(member.value, ["to", "unit", "because", "values"], &findings)
      guard let to = member.value["to"] else {
        report("the column '\(member.key)' needs \"to\", a field", member.value, &findings)
        return nil
      }
      if case .null = to.kind {
        column.isIgnored = true
        return column
      }
      guard let text = text("to", in: member.value, isRequired: true, &findings) else { return nil }
      word = text
    case .bool, .number, .array:
      report("the column '\(member.key)' needs a field, an object with \"to\", or null", member.value, &findings)
      return nil
    }
    switch word.lowercased() {
    case MappingWords.attribute: return column
    case MappingWords.ignored:
      column.isIgnored = true
      return column
    default: break
    }
    guard let entry = MappingWords.byWord[word.lowercased()] else {
      let known = MappingWords.entries.map(\.word) + [MappingWords.attribute, MappingWords.ignored]
      report(
        "no field is called '\(word)'", member.value["to"] ?? member.value, &findings,
        help: Suggestion.best(for: word, among: known).map { "did you mean '\($0)'?" }
          ?? "fields are called as the estate's columns; \"attribute\" keeps a column as it is, null leaves it out")
      return nil
    }
    column.entry = entry
    guard let unitNode = member.value["unit"], let unit = text("unit", in: member.value, &findings) else {
      return column
    }
    let units = MappingWords.units(of: entry.conversion)
    guard units.contains(where: { $0.lowercased() == unit.lowercased() }) else {
      report(
        "'\(entry.word)' has no unit '\(unit)'", unitNode, &findings,
        help: units.isEmpty ? "leave the unit out" : "write one of \(units.joined(separator: ", "))")
      return nil
    }
    column.unit = unit.lowercased()
    return column
  }

  private static func constants(
    _ node: JSONNode?, _ findings: inout FindingCollector
  ) -> [(field: Field, text: String)] {
    guard let node else { return [] }
    guard case .object(let members) = node.kind else {
      report("\"set\" is an object of field and value", node, &findings)
      return []
    }
    var constants: [(field: Field, text: String)] = []
    for member in members {
      guard let entry = MappingWords.byWord[member.key.lowercased()] else {
        report(
          "no field is called '\(member.key)'", member.value, &findings,
          help: Suggestion.best(for: member.key, among: MappingWords.byWord.keys.sorted()).map {
            "did you mean '\($0)'?"
          })
        continue
      }
      let written: String
      switch member.value.kind {
      case .string(let text): written = text
      case .number(_, let text): written = text
      case .bool(let flag): written = flag ? "true" : "false"
      case .null, .array, .object:
        report("'\(member.key)' needs a text or a number", member.value, &findings)
        continue
      }
      let converter = ColumnConverter(entry.conversion, unit: nil, samples: [written])
      do throws(ColumnConverter.Unreadable) {
        if let value = try converter.value(written) { constants.append((entry.field, value)) }
      } catch {
        report("'\(written)' is not \(error.what)", member.value, &findings)
      }
    }
    return constants
  }

  /// Rows need a name, a dependency both ends, and no field two columns.
  private static func checkFields(
    _ kind: MappingWords.Kind, _ columns: [MappingFile.Column], _ constants: [Field], _ node: JSONNode,
    _ findings: inout FindingCollector
  ) {
    var seen: [Field: String] = [:]
    for column in columns {
      guard let entry = column.entry else { continue }
      if let other = seen[entry.field], !entry.field.isMultiple {
        report(
          "the columns '\(other)' and '\(column.title)' both fill '\(entry.word)'", at: column.location, &findings,
          help: "keep one of them as \"attribute\"")
      }
      seen[entry.field] = column.title
    }
    func has(_ fields: [Field]) -> Bool { fields.contains { seen[$0] != nil || constants.contains($0) } }
    func words(_ fields: [Field]) -> String {
      fields.compactMap { MappingWords.byField[$0]?.word }.joined(separator: ", ")
    }
    if !kind.names.isEmpty, !has(kind.names) {
      report(
        "rows of the kind '\(kind.rawValue)' need a column for \(kind.names.count > 1 ? "one of " : "")\(words(kind.names))",
        node, &findings)
    }
    if kind == .dependency, !has([.target, .targetAddress]) {
      report(
        "rows of the kind 'dependency' need a column for one of \(words([.target, .targetAddress]))", node, &findings)
    }
  }

  // MARK: Words

  private static func text(
    _ key: String, in node: JSONNode, isRequired: Bool = false, _ findings: inout FindingCollector
  ) -> String? {
    guard let value = node[key] else {
      if isRequired { report("\"\(key)\" is missing", node, &findings) }
      return nil
    }
    if case .string(let text) = value.kind, !text.isEmpty { return text }
    report("\"\(key)\" needs a text", value, &findings)
    return nil
  }

  private static func checkKeys(_ node: JSONNode, _ known: [String], _ findings: inout FindingCollector) {
    guard case .object(let members) = node.kind else { return }
    for member in members where !known.contains(member.key) {
      report(
        "a mapping has no key '\(member.key)' here", at: member.keyLocation, &findings,
        help: Suggestion.best(for: member.key, among: known).map { "did you mean '\($0)'?" }
          ?? "the keys are \(known.joined(separator: ", "))")
    }
  }

  private static func report(
    _ message: String, _ node: JSONNode, _ findings: inout FindingCollector, help: String? = nil
  ) {
    report(message, at: node.location, &findings, help: help)
  }

  private static func report(
    _ message: String, at place: SourceLocation, _ findings: inout FindingCollector, help: String? = nil
  ) {
    findings.add(.error, .importMapping, in: place.file) {
      Finding(.error, .importMapping, message, at: place, help: help)
    }
  }
}

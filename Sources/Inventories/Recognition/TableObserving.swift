import Documents
import Estates

/// Turns the rows of a recognised table into observations, column by column.
///
/// Each distinct text of a column is converted once; what cannot be read as what the column says is reported with its place
/// and counts as not known. Rows that name nothing are put aside.
struct TableObserving {
  let schema: TableSchema
  let table: TextTable
  let group: String

  private struct Bound {
    var field: UInt16
    var column: Int
    var conversion: Conversion
    /// For each row the value.
    var values: [TextPool.ID]
  }

  /// The columns of the table that no meaning of the schema takes.
  private static func others(_ schema: TableSchema, _ titles: [HeaderName], taken: Set<Int>) -> [Int] {
    titles.indices.filter { !taken.contains($0) }
  }

  func observe(into observations: inout Observations, findings: inout FindingCollector) {
    let number = observations.tables.count
    var entry = ObservedTable(
      table: table, group: group, source: schema.source, reader: schema.name, thing: schema.thing)
    entry.repeats = schema.repeats
    entry.isFallback = schema.isFallback
    let titles = table.columns.map(HeaderName.init)
    var taken: Set<Int> = []
    var bound: [Bound] = []
    for meaning in schema.columns {
      // The meaning's first name that is there counts; each column is used once.
      let column = meaning.names.lazy.compactMap { name in
        titles.indices.first { !taken.contains($0) && titles[$0].full == name }
          ?? titles.indices.first { !taken.contains($0) && titles[$0].base == name }
      }.first
      guard let column else { continue }
      taken.insert(column)
      let values = converted(
        column, meaning.conversion, unit: meaning.unit ?? titles[column].unit, into: &observations,
        findings: &findings)
      bound.append(Bound(field: meaning.field, column: column, conversion: meaning.conversion, values: values))
      let field = Field(rawValue: meaning.field)?.title ?? meaning.title
      entry.understood.append((table.columns[column], field))
    }
    for column in Self.others(schema, titles, taken: taken) where !table.columns[column].isEmpty {
      let title = titles[column]
      // Only machines and applications have room for what an estate has no column for.
      let hasRoom = schema.keepsOthers && [.machine, .detail, .application].contains(schema.thing)
      if schema.ignored.contains(title.full) || schema.ignored.contains(title.base) || !hasRoom {
        entry.ignored.append(table.columns[column])
        continue
      }
      let name =
        schema.estateTable == nil
        ? AttributeName.column(for: table.columns[column], prefix: schema.prefix) : table.columns[column]
      let values = converted(column, .line, unit: nil, into: &observations, findings: &findings)
      guard values.contains(where: { $0 != 0 }), let attribute = observations.attribute(name) else {
        entry.ignored.append(table.columns[column])
        continue
      }
      entry.kept.append(table.columns[column])
      bound.append(Bound(field: attribute, column: column, conversion: .line, values: values))
    }
    observations.tables.append(entry)
    guard schema.thing != .unused else { return }
    if schema.isSampled {
      takeSamples(bound, number: number, into: &observations)
      return
    }
    takeRows(bound, number: number, into: &observations)
  }

  /// Of all samples of a thing the 95th percentile of each column, by nearest rank: the row in which it stands is the one
  /// that is observed.
  private func takeSamples(_ bound: [Bound], number: Int, into observations: inout Observations) {
    guard let key = bound.first(where: { Self.isName($0.field, schema.thing) }) else { return }
    var order: [TextPool.ID] = []
    var rows: [TextPool.ID: [Int32]] = [:]
    for row in 0..<table.rowCount {
      if key.values[row] == 0 {
        if bound.contains(where: { $0.values[row] != 0 }) { setAside(row, number, schema.thing, into: &observations) }
        continue
      }
      if rows[key.values[row]] == nil { order.append(key.values[row]) }
      rows[key.values[row], default: []].append(Int32(row))
    }
    var used = 0
    for thing in order {
      let its = rows[thing] ?? []
      used += its.count
      for column in bound where column.column != key.column {
        var samples: [(value: Double, row: Int32)] = []
        for row in its {
          if let value = observations.number(column.values[Int(row)]) { samples.append((value, row)) }
        }
        samples.sort { ($0.value, $0.row) < ($1.value, $1.row) }
        guard !samples.isEmpty else { continue }
        let rank = samples[(samples.count * 95 + 99) / 100 - 1]
        observations.begin(schema.thing, table: number, row: Int(rank.row))
        observations.add(key.field, thing, column: key.column)
        observations.add(column.field, column.values[Int(rank.row)], column: column.column)
      }
    }
    observations.tables[number].used = used
  }

  private func takeRows(_ bound: [Bound], number: Int, into observations: inout Observations) {
    var used = 0
    let role = schema.role.map { observations.texts.number(of: $0.rawValue) }
    for row in 0..<table.rowCount {
      var thing = schema.thing
      if let finish = schema.finish {
        var facts = RowFacts()
        for column in bound where column.values[row] != 0 {
          facts.facts.append((column.field, column.column, observations.texts[column.values[row]]))
        }
        // A row of nothing is no row.
        if facts.facts.isEmpty { continue }
        finish(&facts)
        if let changed = facts.thing { thing = changed }
        if let aside = facts.aside {
          let name = facts[.name] ?? facts[.source] ?? ""
          observations.asides.append(
            .init(
              table: UInt16(number), row: Int32(row), thing: thing.title, name: observations.texts.number(of: name),
              entryClass: aside.entryClass, reason: aside.reason))
          continue
        }
        guard isNamed(facts, thing) else {
          setAside(row, number, thing, into: &observations)
          continue
        }
        observations.begin(thing, table: number, row: row)
        for fact in facts.facts {
          observations.add(fact.field, observations.texts.number(of: fact.text), column: fact.column)
        }
        if let role, facts[.role] == nil { observations.add(Field.role.rawValue, role, column: -1) }
        used += 1
        continue
      }
      var isEmpty = true
      var isNamed = false
      for column in bound where column.values[row] != 0 {
        isEmpty = false
        isNamed = isNamed || Self.isName(column.field, thing)
      }
      if isEmpty { continue }
      guard isNamed else {
        setAside(row, number, thing, into: &observations)
        continue
      }
      observations.begin(thing, table: number, row: row)
      for column in bound where column.values[row] != 0 {
        observations.add(column.field, column.values[row], column: column.column)
      }
      if let role { observations.add(Field.role.rawValue, role, column: -1) }
      used += 1
    }
    observations.tables[number].used = used
  }

  private func isNamed(_ facts: RowFacts, _ thing: Thing) -> Bool {
    facts.facts.contains { Self.isName($0.field, thing) }
  }

  /// Whether a field can tell a thing from others.
  private static func isName(_ field: UInt16, _ thing: Thing) -> Bool {
    switch Field(rawValue: field) {
    case .name: true
    case .fqdn, .uuid, .serial, .address: thing == .machine || thing == .detail
    case .exportID: thing == .detail
    case .source, .sourceAddress, .target, .targetAddress: thing == .dependency
    case .rack: thing == .powerFeed
    default: false
    }
  }

  private func setAside(_ row: Int, _ number: Int, _ thing: Thing, into observations: inout Observations) {
    observations.asides.append(
      .init(
        table: UInt16(number), row: Int32(row), thing: thing.title, name: 0, entryClass: .nameless,
        reason: "the row names nothing"))
  }

  /// The values of a column, for each row.
  private func converted(
    _ column: Int, _ conversion: Conversion, unit: String?, into observations: inout Observations,
    findings: inout FindingCollector
  ) -> [TextPool.ID] {
    let raw = observations.texts.numbers(of: table, column: column)
    var converted: [TextPool.ID: TextPool.ID] = [0: 0]
    var order: [TextPool.ID] = []
    for id in raw where converted[id] == nil {
      converted[id] = 0
      order.append(id)
    }
    let samples = order.map { observations.texts[$0] }
    let converter = ColumnConverter(
      conversion, unit: unit, isContinental: table.dialect == .semicolon, samples: samples)
    var unreadable: [TextPool.ID: String] = [:]
    for (id, text) in zip(order, samples) {
      if schema.blankWords.contains(text)
        && schema.columns.first?.names.contains(HeaderName(table.columns[column]).full) != true
      {
        continue
      }
      do throws(ColumnConverter.Unreadable) {
        guard let value = try converter.value(text) else { continue }
        converted[id] = value == text ? id : observations.texts.number(of: value)
      } catch {
        unreadable[id] = error.what
      }
    }
    if !unreadable.isEmpty {
      for row in 0..<table.rowCount {
        guard let what = unreadable[raw[row]] else { continue }
        findings.add(.warning, .importUnreadable, in: table.file, label: table.columns[column]) {
          let excerpt = table.excerpt(row: row, column: column)
          return Finding(
            .warning, .importUnreadable,
            "\(quoted(table.text(row: row, column: column))) is not \(what); it counts as not known",
            at: table.location(row: row, column: column), excerpt: excerpt.text, caret: excerpt.caret)
        }
      }
    }
    return raw.map { converted[$0] ?? 0 }
  }
}

/// The column of the estate in which an attribute of a source stands.
enum AttributeName {
  /// `Cost Center` becomes `cost_center`; a name that means something in an estate gets the source before it.
  static func column(for title: String, prefix: String) -> String {
    let plain = title.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
    let base = String(plain).split(separator: "_").joined(separator: "_")
    if base.isEmpty { return "\(prefix)_attribute" }
    return reserved.contains(base) ? "\(prefix)_\(base)" : base
  }

  static let reserved: Set<String> = Set(InventoryTable.allCases.flatMap { $0.columns.map(\.name) })
    .union(EstateColumns.attributes)
}

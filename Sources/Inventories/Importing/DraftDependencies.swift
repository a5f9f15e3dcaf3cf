import Documents
import Estates

/// Dependencies: rows of one pair of ends and one port become one, with the count of what was seen.
///
/// An end is found by its name, else by its number in a tool's exports or by its address; an application stands for its first machine. Ends that no file lists
/// are counted and named in the report. Traffic that every machine has (name service, time, remote control, monitoring) is
/// set aside by rule and counted.
extension EstateDraft {
  private struct Ends: Hashable {
    var source: TextPool.ID
    var sourceAddress: TextPool.ID
    var target: TextPool.ID
    var targetAddress: TextPool.ID
    var port: TextPool.ID
    var kind: TextPool.ID
    /// What a file demands of the pair, where it does.
    var relation: TextPool.ID = 0
    var splitCost: TextPool.ID = 0
    /// Rows of an estate are what they are, each for itself.
    var row: Int32 = -1
  }

  private struct Edge: Hashable {
    var source: TextPool.ID
    var target: TextPool.ID
    var port: TextPool.ID
    var kind: TextPool.ID
    /// What a file demands of the pair, where it does.
    var relation: TextPool.ID = 0
    var splitCost: TextPool.ID = 0
    var row: Int32 = -1
  }

  /// The machines of parts of applications, by folded name, where a part runs on one machine alone.
  private mutating func learnParts() {
    for row in observations.rows.indices where observations.rows[row].thing == .detail {
      guard let fact = observations.fact(.process, of: row), matching.machineOfRow[row] >= 0 else { continue }
      let name = HeaderName.squeezed(text(observations.facts[fact].value))
      let machine = Int(matching.machineOfRow[row])
      places.parts[name] = places.parts[name].map { $0 == machine ? machine : -1 } ?? machine
    }
  }

  mutating func writeDependencies() {
    learnParts()
    var order: [Ends] = []
    var seen: [Ends: (weight: Double, rows: Int, row: Int)] = [:]
    for row in observations.rows.indices where observations.rows[row].thing == .dependency {
      let (kind, relation) = kindAndRelation(row)
      let ends = Ends(
        source: observations.value(.source, of: row), sourceAddress: observations.value(.sourceAddress, of: row),
        target: observations.value(.target, of: row), targetAddress: observations.value(.targetAddress, of: row),
        port: observations.value(.port, of: row), kind: kind, relation: relation,
        splitCost: observations.value(.splitCost, of: row),
        row: observations.source(of: row) == .planner ? Int32(row) : -1)
      let weight = observations.number(observations.value(.count, of: row)) ?? 1
      if traffic?.evidence[row] == nil { counts.edgeRows += 1 }
      if let known = seen[ends] {
        seen[ends] = (known.weight + weight, known.rows + 1, known.row)
      } else {
        order.append(ends)
        seen[ends] = (weight, 1, row)
      }
    }
    var edges: [Edge] = []
    var found: [Edge: (weight: Double, rows: Int, row: Int)] = [:]
    var outside: [String: Int] = [:]
    for ends in order {
      guard let seen = seen[ends] else { continue }
      let port = Int(text(ends.port)) ?? 0
      // What somebody demands is no noise.
      if KnownPorts.noise(port) != nil, ends.relation == 0, ends.row < 0 {
        counts.edgeRowsNoise += seen.rows
        setAside(seen.row, .noise, "port \(port), \(seen.rows) rows")
        continue
      }
      // The ends of traffic were found already, by their addresses.
      let isTraffic = traffic?.evidence[seen.row] != nil
      let source = isTraffic ? ends.source : end(ends.source, ends.sourceAddress)
      let target = isTraffic ? ends.target : end(ends.target, ends.targetAddress)
      guard source != 0, target != 0 else {
        counts.edgeRowsUnresolved += seen.rows
        for (end, name, address) in [
          (source, ends.source, ends.sourceAddress), (target, ends.target, ends.targetAddress),
        ]
        where end == 0 {
          let what = name != 0 ? text(name) : address != 0 ? text(address) : "no name and no address"
          outside[what, default: 0] += seen.rows
        }
        setAside(
          seen.row, .unresolved,
          "\(source == 0 ? "its source" : "its target") is no machine of the estate, \(seen.rows) rows")
        continue
      }
      if source == target { continue }
      let kind = kind(ends, seen.row, port)
      let edge = Edge(
        source: source, target: target, port: ends.port, kind: kind, relation: ends.relation, splitCost: ends.splitCost,
        row: ends.row)
      if let known = found[edge] {
        found[edge] = (known.weight + seen.weight, known.rows + seen.rows, known.row)
      } else {
        edges.append(edge)
        found[edge] = seen
      }
    }
    write(edges, found)
    counts.outside = outside.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
  }

  private mutating func write(_ edges: [Edge], _ found: [Edge: (weight: Double, rows: Int, row: Int)]) {
    typealias Column = EstateColumns.Dependency
    var connected: Set<TextPool.ID> = []
    for edge in edges {
      guard let seen = found[edge] else { continue }
      connected.insert(edge.source)
      connected.insert(edge.target)
      let source = observations.fact(.source, of: seen.row) ?? observations.fact(.sourceAddress, of: seen.row)
      let target = observations.fact(.target, of: seen.row) ?? observations.fact(.targetAddress, of: seen.row)
      dependencies.begin()
      dependencies.set(Column.source.rawValue, edge.source, source.map { .fact($0) } ?? .none)
      dependencies.set(Column.target.rawValue, edge.target, target.map { .fact($0) } ?? .none)
      for (column, field, value) in [
        (Column.relation, Field.relation, edge.relation), (.annualSplitCost, .splitCost, edge.splitCost),
      ] {
        dependencies.set(
          column.rawValue, value, observations.fact(field, of: seen.row).map { .fact($0) } ?? .none)
      }
      dependencies.set(
        Column.kind.rawValue, edge.kind, book.derived("the port, the process or the relation, as one word"))
      if edge.port != 0, let port = observations.fact(.port, of: seen.row) {
        dependencies.set(Column.port.rawValue, edge.port, .fact(port))
      }
      dependencies.set(
        Column.weight.rawValue, id(Decimal.short(seen.weight, places: 0)), book.derived("how often it was seen"))
      let table = observations.tables[Int(observations.rows[seen.row].table)]
      let rows = seen.rows == 1 ? "1 row" : "\(Grouped.text(seen.rows)) rows"
      if let stated = observations.fact(.evidence, of: seen.row) {
        dependencies.set(Column.evidence.rawValue, observations.facts[stated].value, .fact(stated))
      } else {
        dependencies.set(
          Column.evidence.rawValue,
          id(
            traffic?.evidence[seen.row]
              ?? "\(table.name), from row \(table.table.lines[Int(observations.rows[seen.row].row)]), \(rows)"),
          book.derived("the rows that it was seen in"))
      }
    }
    counts.edges = edges.count
    counts.withDependency = connected.count
  }

  /// The key of the workload that an end is; 0 where it is none.
  private mutating func end(_ name: TextPool.ID, _ address: TextPool.ID) -> TextPool.ID {
    if name != 0 {
      if let machine = places.machineOfKey[name] { return workloadKeys[machine] }
      if let machine = matching.machine(named: text(name), where: { workloadKeys[$0] != 0 }) {
        return workloadKeys[machine]
      }
      if let machine = matching.machine(numbered: text(name)), workloadKeys[machine] != 0 {
        return workloadKeys[machine]
      }
      if let application = places.applications[HeaderName.squeezed(text(name))] {
        let lead = places.applicationLead[application]
        if lead >= 0, workloadKeys[lead] != 0 { return workloadKeys[lead] }
        return counts.isOfApplications ? places.applicationKeys[application] : 0
      }
      if let part = places.parts[HeaderName.squeezed(text(name))], part >= 0 { return workloadKeys[part] }
    }
    for text in [address, name] where text != 0 {
      for one in Addresses.parse(self.text(text)) {
        if let machine = matching.machine(at: one), workloadKeys[machine] != 0 { return workloadKeys[machine] }
      }
    }
    return 0
  }

  /// A word of the contract is a demand; any other tells what the pair is about.
  private func kindAndRelation(_ row: Int) -> (kind: TextPool.ID, relation: TextPool.ID) {
    let kind = observations.value(.kind, of: row)
    let relation = observations.value(.relation, of: row)
    if Relation(rawValue: text(relation).lowercased()) != nil { return (kind, relation) }
    return (kind == 0 ? relation : kind, 0)
  }

  private mutating func kind(_ ends: Ends, _ row: Int, _ port: Int) -> TextPool.ID {
    if ends.kind != 0, ends.row >= 0 { return ends.kind }
    if ends.kind != 0 {
      let plain = text(ends.kind).lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" }
      return id(String(plain).split(separator: "-").joined(separator: "-"))
    }
    if let known = KnownPorts.kind(port) { return id(known) }
    let process = text(observations.value(.targetProcess, of: row)).lowercased()
    for (part, kind) in [
      ("sqlservr", "sql-server"), ("oracle", "sql-oracle"), ("postgres", "sql-postgres"), ("mysqld", "sql-mysql"),
      ("mongod", "mongo"), ("w3wp", "http"), ("httpd", "http"), ("nginx", "http"), ("lsass", "ldap"),
    ] where process.contains(part) {
      return id(kind)
    }
    if port == 0 { return id("other") }
    return id(port >= 32_768 ? "ephemeral" : "port-\(port)")
  }
}

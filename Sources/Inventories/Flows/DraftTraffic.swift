import Documents
import Estates

/// What flow logs add to an estate: dependencies with their evidence, the list of unknown ends, and what the report tells.
struct TrafficPart: Sendable {
  var window: ObservationWindowFacts?
  var logs: [(name: String, tool: String, lines: Int, bytes: Int)] = []
  var rows = 0
  var silent = 0
  var refused = 0
  var unansweredRows = 0
  var undecided = 0
  var timeless = 0
  var faults: [(meaning: String, count: Int, first: String)] = []
  var ends = 0
  var resolved = 0
  var machines = 0
  var edges = 0
  var sharedEdges = 0
  var kinds: [(kind: String, edges: Int, connections: UInt64)] = []
  var asides: [(title: String, meaning: String, edges: Int, connections: UInt64)] = []
  var shared: [(name: String, serves: Bool, partners: Int, kinds: [String], connections: UInt64)] = []
  var unknown: [UnknownEnd] = []
  /// Of these the busiest are in `unknown`.
  var unknownCount = 0
  /// Private networks of unknown ends, with how many of these serve machines of the estate.
  var subnets: [(subnet: String, ends: Int, serving: Int, connections: UInt64)] = []
  var foreignConnections: UInt64 = 0
  /// The evidence of a dependency, by its observation.
  var evidence: [Int: String] = [:]

  struct UnknownEnd: Sendable {
    var end: String
    var range: String
    var asked: UInt64
    var served: UInt64
    var bytes: UInt64
    var machines: Int
    var ports: String
    var firstSeen: String
    var lastSeen: String
  }

  /// Days as texts, for the report.
  struct ObservationWindowFacts: Sendable {
    var first: Day
    var last: Day
    var days: Int
    var missing: [Day]
    var thin: [Day]
    var silentHours: Int
    var weekendDays: Int
    var monthEnds: [Day]
    var quarterEnds: [Day]
    var yearEnds: [Day]
  }
}

extension EstateDraft {
  /// Reads the edges of flow logs as dependencies, before they are written.
  mutating func takeTraffic(_ traffic: FlowAggregation) {
    guard !traffic.isEmpty else { return }
    traffic.finish()
    let (matching, keys) = (matching, workloadKeys)
    let graph = TrafficGraph(
      traffic,
      machineAt: { address in matching.machine(at: address).flatMap { keys[$0] != 0 ? $0 : nil } },
      machineNamed: { name in matching.machine(named: name) { keys[$0] != 0 } })
    var part = TrafficPart()
    describe(traffic, graph, into: &part)
    addDependencies(traffic, graph, into: &part)
    self.traffic = part
  }

  private mutating func describe(_ traffic: FlowAggregation, _ graph: TrafficGraph, into part: inout TrafficPart) {
    let tally = traffic.tally
    part.logs = traffic.logs.map { ($0.name, $0.layout.tool, $0.lines, $0.bytes) }
    part.rows = tally.rows
    part.silent = tally.silent
    part.refused = tally.refused
    part.unansweredRows = tally.unanswered
    part.undecided = tally.undecided
    part.timeless = tally.timeless
    part.faults = FlowWorker.Fault.allCases.compactMap { fault in
      guard tally.faults[fault.rawValue] > 0 else { return nil }
      let first = tally.rejects.first { $0.fault == fault }.map { TrafficLogs(traffic).place($0.row) } ?? ""
      return (fault.meaning, tally.faults[fault.rawValue], first)
    }
    part.ends = graph.endCount
    part.resolved = graph.resolvedCount
    part.machines = graph.machineCount
    part.edges = graph.edges.count
    part.sharedEdges = graph.edges.count(where: \.isShared)
    var kinds: [String: (edges: Int, connections: UInt64)] = [:]
    for edge in graph.edges {
      kinds[edge.kind, default: (0, 0)].edges += 1
      kinds[edge.kind]!.connections += edge.connections
    }
    part.kinds = kinds.map { ($0.key, $0.value.edges, $0.value.connections) }
      .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    part.asides = TrafficGraph.Aside.all.compactMap { aside in
      graph.asides[aside].map { (aside.title, aside.meaning, $0.edges, $0.connections) }
    }
    part.shared = graph.shared.map {
      (text(workloadKeys[$0.machine]), $0.serves, $0.partners, $0.kinds, $0.connections)
    }
    part.foreignConnections = graph.foreign.connections
    describeUnknown(traffic, graph, into: &part)
    if let window = ObservationWindow(traffic.worker) {
      part.window = .init(
        first: window.first, last: window.last, days: window.dayCount, missing: window.missing, thin: window.thinDays,
        silentHours: window.silentHours, weekendDays: window.weekendDays, monthEnds: window.monthEnds,
        quarterEnds: window.quarterEnds, yearEnds: window.yearEnds)
    }
  }

  private func describeUnknown(_ traffic: FlowAggregation, _ graph: TrafficGraph, into part: inout TrafficPart) {
    var subnets: [String: (ends: Int, serving: Int, connections: UInt64)] = [:]
    for unknown in graph.unknown {
      let address = traffic.endpoints.address(unknown.end)
      let text = traffic.endpoints.text(unknown.end)
      let range = Self.range(address, text)
      if range == "private", let address {
        let subnet = EndpointTable.text(of: address & ~255) + "/24"
        subnets[subnet, default: (0, 0, 0)].ends += 1
        if unknown.served.connections > 0 { subnets[subnet]!.serving += 1 }
        subnets[subnet]!.connections += unknown.total
      }
      guard part.unknown.count < Self.unknownRoom else { continue }
      let ports = unknown.ports.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(5).map { port, _ in
        KnownPorts.kind(Int(port)).map { "\(port) \($0)" } ?? String(port)
      }
      part.unknown.append(
        .init(
          end: text, range: range, asked: unknown.asked.connections, served: unknown.served.connections,
          bytes: unknown.asked.bytes &+ unknown.served.bytes, machines: unknown.machines.count,
          ports: ports.joined(separator: "; "), firstSeen: Self.day(unknown.firstSeen),
          lastSeen: Self.day(unknown.lastSeen)))
    }
    part.unknownCount = graph.unknown.count
    part.subnets = subnets.map { ($0.key, $0.value.ends, $0.value.serving, $0.value.connections) }
      .sorted { ($1.3, $0.0) < ($0.3, $1.0) }
  }

  /// So many unknown ends are listed, the busiest first.
  static let unknownRoom = 10_000

  static func day(_ seconds: UInt32) -> String { seconds == 0 ? "" : Day(number: Int32(seconds / 86_400)).description }

  /// Whose an address is, by RFC 1918, 6598 and 4193.
  static func range(_ address: UInt32?, _ text: String) -> String {
    guard let address else {
      guard text.contains(":") else { return "name" }
      let small = text.lowercased()
      return small.hasPrefix("fc") || small.hasPrefix("fd") ? "private" : "public"
    }
    return FlowRange.isPrivate(address) ? "private" : "public"
  }

  private mutating func addDependencies(
    _ traffic: FlowAggregation, _ graph: TrafficGraph, into part: inout TrafficPart
  ) {
    let logs = TrafficLogs(traffic)
    let numbers = logs.register(
      graph.edges.map(\.firstRow), as: .dependency, into: &observations)
    for (index, edge) in graph.edges.enumerated() {
      let place = numbers[index]
      observations.begin(.dependency, table: place.table, row: place.row)
      let layout = traffic.logs[place.log].layout
      func add(_ field: Field, _ text: String, _ role: FlowLayout.Role) {
        observations.add(field.rawValue, observations.texts.number(of: text), column: layout.place(role))
      }
      add(.source, text(workloadKeys[edge.source]), .source)
      add(.target, text(workloadKeys[edge.target]), .target)
      add(.port, String(edge.port), .targetPort)
      add(.count, String(edge.connections), .targetPort)
      add(.kind, edge.isShared ? "shared-" + edge.kind : edge.kind, .targetPort)
      let times =
        edge.firstSeen == 0
        ? ""
        : edge.firstSeen / 86_400 == edge.lastSeen / 86_400
          ? ", on \(Self.day(edge.firstSeen))" : ", \(Self.day(edge.firstSeen)) to \(Self.day(edge.lastSeen))"
      let size = edge.bytes == 0 ? "" : ", \(Self.size(edge.bytes))"
      part.evidence[observations.rows.count - 1] =
        "\(logs.place(edge.firstRow)) and on, \(Grouped.text(Int(clamping: edge.connections))) "
        + (edge.connections == 1 ? "flow" : "flows") + size + times
    }
  }

  /// Bytes in words: `812 bytes`, `1.2 GB` (of 10^9).
  static func size(_ bytes: UInt64) -> String {
    let units: [(String, Double)] = [("TB", 1e12), ("GB", 1e9), ("MB", 1e6), ("KB", 1e3)]
    for (unit, scale) in units where Double(bytes) >= scale {
      let value = Double(bytes) / scale
      return "\(Decimal.short(value, places: value < 10 ? 1 : 0)) \(unit)"
    }
    return "\(bytes) bytes"
  }

  // MARK: Files

  /// `unknown-endpoints.csv`: ends of flows that are no machine of the estate, the busiest first.
  var unknownBytes: [UInt8] {
    CSVWriter.bytes(
      columns: [
        "end", "range", "flows_asked", "flows_served", "bytes", "machines", "ports", "first_seen",
        "last_seen",
      ],
      rows: (traffic?.unknown ?? []).map {
        [
          $0.end, $0.range, String($0.asked), String($0.served), String($0.bytes), String($0.machines), $0.ports,
          $0.firstSeen, $0.lastSeen,
        ]
      })
  }
}

extension TrafficPart {
  /// Whether edges that nothing else tells were found.
  var isEmpty: Bool { logs.isEmpty }
}

/// Ranges of addresses.
enum FlowRange {
  /// Whether an address is one that companies give themselves: RFC 1918, or RFC 6598's 100.64.0.0/10.
  static func isPrivate(_ address: UInt32) -> Bool {
    address >> 24 == 10 || address >> 20 == 0xAC1 || address >> 16 == 0xC0A8 || address >> 22 == 0x191
  }
}

/// The lines of all flow logs as places: which file and which line a row's number means.
struct TrafficLogs {
  private let logs: [FlowAggregation.Log]

  init(_ traffic: FlowAggregation) { logs = traffic.logs }

  /// The log of a row, by its number among all rows.
  func log(of row: UInt32) -> Int {
    var low = 0
    var high = logs.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if logs[middle].firstRow <= row { low = middle } else { high = middle - 1 }
    }
    return low
  }

  func line(of row: UInt32) -> Int { Int(row - logs[log(of: row)].firstRow) + 1 }

  func place(_ row: UInt32) -> String { "\(logs[log(of: row)].name), line \(line(of: row))" }

  /// Makes tables of the lines that are pointed at, one for each log; gives for each row its table and its row there.
  func register(
    _ rows: [UInt32], as thing: Thing, into observations: inout Observations
  ) -> [(log: Int, table: Int, row: Int)] {
    var lines = [[Int32]](repeating: [], count: logs.count)
    var places: [(log: Int, table: Int, row: Int)] = []
    for row in rows {
      let log = log(of: row)
      places.append((log, 0, lines[log].count))
      lines[log].append(Int32(clamping: line(of: row)))
    }
    for (log, lines) in lines.enumerated() where !lines.isEmpty || thing == .dependency {
      let table = TextTable(
        file: logs[log].name, columns: logs[log].layout.columns, headerLine: max(1, logs[log].layout.headerLines),
        lines: lines)
      var entry = ObservedTable(
        table: table, group: "", source: .flows, reader: logs[log].layout.tool, thing: thing)
      entry.used = lines.count
      entry.lineCount = logs[log].lines
      for role in FlowLayout.Role.allCases where logs[log].layout.place(role) >= 0 {
        entry.understood.append((logs[log].layout.columns[logs[log].layout.place(role)], role.title))
      }
      let taken = Set(logs[log].layout.places)
      entry.ignored = logs[log].layout.columns.indices.filter { !taken.contains($0) }.map {
        logs[log].layout.columns[$0]
      }
      for index in places.indices where places[index].log == log { places[index].table = observations.tables.count }
      observations.tables.append(entry)
    }
    return places
  }
}

extension SourceReading {
  /// Where no file lists machines, the private addresses and names of flow logs stand for themselves.
  mutating func takeMachines(of traffic: FlowAggregation) -> Int {
    guard !traffic.isEmpty else { return 0 }
    traffic.finish()
    let ends = traffic.endpoints
    var first = [UInt32](repeating: .max, count: ends.count)
    var isTarget = [Bool](repeating: false, count: ends.count)
    traffic.edges.forEach { edge in
      for (end, serves) in [(Int(edge.source), false), (Int(edge.target), true)] where edge.firstRow < first[end] {
        first[end] = edge.firstRow
        isTarget[end] = serves
      }
    }
    var order: [Int] = []
    for end in 0..<ends.count where first[end] != .max {
      if let address = ends.address(end) {
        if FlowRange.isPrivate(address), address & 255 != 255 { order.append(end) }
      } else if !ends.text(end).contains(":") || EstateDraft.range(nil, ends.text(end)) == "private" {
        order.append(end)
      }
    }
    order.sort { (first[$0], ends.text($0)) < (first[$1], ends.text($1)) }
    let places = TrafficLogs(traffic).register(order.map { first[$0] }, as: .machine, into: &observations)
    for (index, end) in order.enumerated() {
      let place = places[index]
      let layout = traffic.logs[place.log].layout
      let column = layout.place(isTarget[end] ? .target : .source)
      observations.begin(.machine, table: place.table, row: place.row)
      let value = observations.texts.number(of: ends.text(end))
      observations.add(Field.name.rawValue, value, column: column)
      if ends.address(end) != nil { observations.add(Field.address.rawValue, value, column: column) }
    }
    return order.count
  }
}

import Documents

/// The machines of an estate as their traffic shows them: who needs whom, for what, and what of the traffic says nothing
/// about that.
///
///     web01 → db01      1433  sql-server   4,812 connections, 1.2 GB
///     web01 → dc01       389  ldap         shared: 812 of 900 machines ask dc01
///     mon01 → web01      161  set aside: monitoring
///
/// Made of summed flows and of a way to find machines by their addresses and names. In this order each sum is
///
/// 1. set aside where an end is no machine by nature (broadcast, multicast, loopback, link-local) or the transport has no
///    ports (ICMP, IGMP, tunnels);
/// 2. set aside by the port: names and time, management, monitoring, backup, discovery (`KnownPorts`);
/// 3. listed as unknown where an end is no machine of the estate;
/// 4. set aside where nobody ever answered, in logs that show both ways;
/// 5. turned round or set aside where the port is one that clients get and the way back has a served one;
/// 6. an edge otherwise, of the kind that its port is for.
///
/// Then the ends that nearly everybody talks to, or that talk to nearly everybody, are called shared: their edges stay, and
/// join nothing.
struct TrafficGraph {
  struct Edge {
    /// Numbers of machines.
    var source: Int
    var target: Int
    var port: Int
    var transport: Int
    var kind: String
    var isShared = false
    var connections: UInt64
    var bytes: UInt64
    var firstRow: UInt32
    var firstSeen: UInt32
    var lastSeen: UInt32
  }

  /// Why traffic is set aside, beyond its port.
  enum Aside: Hashable {
    case port(KnownPorts.Noise)
    case broadcast, local, withoutPorts, unanswered, ephemeral, oneMachine, unknown

    var title: String {
      switch self {
      case .port(let noise): noise.rawValue
      case .broadcast: "broadcast"
      case .local: "local"
      case .withoutPorts: "without ports"
      case .unanswered: "unanswered"
      case .ephemeral: "ephemeral"
      case .oneMachine: "one machine"
      case .unknown: "unknown end"
      }
    }

    var meaning: String {
      switch self {
      case .port(let noise): noise.meaning
      case .broadcast: "broadcast and multicast: sent to nobody in particular"
      case .local: "loopback, link-local and unspecified addresses"
      case .withoutPorts: "ICMP and other transports without ports"
      case .unanswered: "asked for, and never answered, in logs that show both ways"
      case .ephemeral: "ports that clients get, seen too seldom to be a service, or the way back of a service"
      case .oneMachine: "both ends are one machine"
      case .unknown: "an end is no machine of the estate; see \(InventoryImport.unknownEndpoints)"
      }
    }

    static let all: [Aside] =
      KnownPorts.Noise.allCases.map { .port($0) } + [
        .broadcast, .local, .withoutPorts, .unanswered, .ephemeral, .oneMachine, .unknown,
      ]
  }

  struct Sum {
    var edges = 0
    var connections: UInt64 = 0
    var bytes: UInt64 = 0

    mutating func add(_ edge: FlowEdge) {
      edges += 1
      connections += UInt64(edge.count)
      bytes &+= edge.bytes
    }
  }

  struct Shared {
    var machine: Int
    /// True for one that everybody asks; false for one that asks everybody.
    var serves: Bool
    var partners: Int
    var kinds: [String]
    var connections: UInt64
  }

  struct Unknown {
    var end: Int
    var asked = Sum()
    var served = Sum()
    var machines: Set<Int32> = []
    /// Connections by served port; those that clients get are left out.
    var ports: [UInt16: UInt64] = [:]
    var firstSeen: UInt32 = 0
    var lastSeen: UInt32 = 0
    var total: UInt64 { asked.connections + served.connections }
  }

  private(set) var edges: [Edge] = []
  private(set) var asides: [Aside: Sum] = [:]
  private(set) var shared: [Shared] = []
  /// Ends that are no machine, by their traffic with machines, the most first.
  private(set) var unknown: [Unknown] = []
  /// Traffic of which neither end is a machine.
  private(set) var foreign = Sum()
  /// Machines with any traffic.
  private(set) var machineCount = 0
  private(set) var endCount = 0
  private(set) var resolvedCount = 0

  /// An end is shared where it has so many partners, and at least `sharedLeast`.
  static let sharedPercent = 30
  static let sharedLeast = 10
  /// A service on a port that clients get is believed where it was seen so often, or by two machines.
  static let ephemeralLeast: UInt64 = 20

  /// What an end is, whatever the estate says.
  private enum Nature { case broadcast, local, end }

  init(_ traffic: FlowAggregation, machineAt: (_ address: String) -> Int?, machineNamed: (_ name: String) -> Int?) {
    let ends = traffic.endpoints
    endCount = ends.count
    var machines = [Int32](repeating: -1, count: ends.count)
    var natures = [Nature](repeating: .end, count: ends.count)
    for end in 0..<ends.count {
      let text = ends.text(end)
      natures[end] = Self.nature(ends.address(end), text)
      guard natures[end] == .end else { continue }
      let found: Int? =
        ends.address(end) != nil || text.contains(":")
        ? machineAt(text.lowercased()) : machineNamed(text)
      if let found {
        machines[end] = Int32(found)
        resolvedCount += 1
      }
    }
    gather(traffic, machines, natures)
    turnRound()
    findShared()
    order()
  }

  private static func nature(_ address: UInt32?, _ text: String) -> Nature {
    guard let address else {
      let text = text.lowercased()
      if text.hasPrefix("ff"), text.contains(":") { return .broadcast }
      return text == "::" || text == "::1" || (text.hasPrefix("fe80:")) ? .local : .end
    }
    switch address >> 24 {
    case 0, 127: return .local
    case 224...255: return .broadcast
    default: return address >> 16 == 0xA9FE ? .local : .end
    }
  }

  // MARK: Gathering

  private struct Key: Hashable {
    var source: Int32
    var target: Int32
    var port: UInt16
    var transport: UInt8
  }

  private var found: [Key: (edge: Edge, marks: UInt32)] = [:]
  private var talking: Set<Int32> = []

  private mutating func gather(_ traffic: FlowAggregation, _ machines: [Int32], _ natures: [Nature]) {
    var found: [Key: (edge: Edge, marks: UInt32)] = [:]
    var unknown: [UInt32: Unknown] = [:]
    var asides: [Aside: Sum] = [:]
    var talking: Set<Int32> = []
    var foreign = Sum()
    traffic.edges.forEach { edge in
      let (source, target) = (Int(edge.source), Int(edge.target))
      if natures[source] == .broadcast || natures[target] == .broadcast {
        asides[.broadcast, default: Sum()].add(edge)
        return
      }
      if natures[source] == .local || natures[target] == .local {
        asides[.local, default: Sum()].add(edge)
        return
      }
      // 0 where the log has no transport; TCP, UDP and SCTP have ports.
      if ![0, 6, 17, 132].contains(edge.transport) {
        asides[.withoutPorts, default: Sum()].add(edge)
        return
      }
      let (from, to) = (machines[source], machines[target])
      if from >= 0 { talking.insert(from) }
      if to >= 0 { talking.insert(to) }
      if let noise = KnownPorts.noise(Int(edge.port)) {
        asides[.port(noise), default: Sum()].add(edge)
        return
      }
      guard from >= 0, to >= 0 else {
        asides[.unknown, default: Sum()].add(edge)
        if from < 0, to < 0 { foreign.add(edge) }
        for (end, isAsking, partner) in [(source, true, to), (target, false, from)] where machines[end] < 0 {
          var entry = unknown[UInt32(end)] ?? Unknown(end: end)
          if isAsking { entry.asked.add(edge) } else { entry.served.add(edge) }
          if partner >= 0 { entry.machines.insert(partner) }
          if KnownPorts.ranks[Int(edge.port)] < 3 { entry.ports[edge.port, default: 0] += UInt64(edge.count) }
          if edge.firstSeen != 0, entry.firstSeen == 0 || edge.firstSeen < entry.firstSeen {
            entry.firstSeen = edge.firstSeen
          }
          entry.lastSeen = max(entry.lastSeen, edge.lastSeen)
          unknown[UInt32(end)] = entry
        }
        return
      }
      if from == to {
        asides[.oneMachine, default: Sum()].add(edge)
        return
      }
      let key = Key(source: from, target: to, port: edge.port, transport: edge.transport)
      if var known = found[key] {
        known.edge.connections += UInt64(edge.count)
        known.edge.bytes &+= edge.bytes
        known.edge.firstRow = min(known.edge.firstRow, edge.firstRow)
        if edge.firstSeen != 0, known.edge.firstSeen == 0 || edge.firstSeen < known.edge.firstSeen {
          known.edge.firstSeen = edge.firstSeen
        }
        known.edge.lastSeen = max(known.edge.lastSeen, edge.lastSeen)
        known.marks |= edge.marks
        found[key] = known
      } else {
        found[key] = (
          Edge(
            source: Int(from), target: Int(to), port: Int(edge.port), transport: Int(edge.transport), kind: "",
            connections: UInt64(edge.count), bytes: edge.bytes, firstRow: edge.firstRow, firstSeen: edge.firstSeen,
            lastSeen: edge.lastSeen), edge.marks
        )
      }
    }
    self.found = found
    self.asides = asides
    self.foreign = foreign
    self.talking = talking
    machineCount = talking.count
    let ends = traffic.endpoints
    self.unknown = unknown.values.sorted {
      $0.total != $1.total
        ? $0.total > $1.total : ends.text($0.end).utf8.lexicographicallyPrecedes(ends.text($1.end).utf8)
    }
    let tally = traffic.tally
    // Where one row in ten is an answer the log shows both ways.
    isTwoWay = tally.answers * 10 >= tally.answers + tally.asks && tally.answers > 0
  }

  /// The logs show answers as rows of their own.
  private(set) var isTwoWay = false

  private mutating func setAside(_ aside: Aside, _ edge: Edge) {
    asides[aside, default: Sum()].edges += 1
    asides[aside]!.connections += edge.connections
    asides[aside]!.bytes &+= edge.bytes
  }

  /// Looks at what nobody answered, and at ports that clients get.
  private mutating func turnRound() {
    struct Service: Hashable {
      var machine: Int32
      var port: UInt16
      var transport: UInt8
    }
    var served: Set<UInt64> = []
    var clients: [Service: Int] = [:]
    for key in found.keys {
      if KnownPorts.ranks[Int(key.port)] < 3 { served.insert(Self.pair(key.source, key.target)) }
      clients[Service(machine: key.target, port: key.port, transport: key.transport), default: 0] += 1
    }
    for (key, entry) in found {
      if isTwoWay, key.transport == 6, entry.marks & FlowEdge.answered == 0 {
        setAside(.unanswered, entry.edge)
        continue
      }
      if KnownPorts.ranks[Int(key.port)] == 3 {
        let isBelieved =
          (clients[Service(machine: key.target, port: key.port, transport: key.transport)] ?? 0) > 1
          || entry.edge.connections >= Self.ephemeralLeast
        // The way back of a service that was asked for the other way round.
        if !isBelieved || served.contains(Self.pair(key.target, key.source)) && entry.marks & FlowEdge.certain == 0 {
          setAside(.ephemeral, entry.edge)
          continue
        }
      }
      var edge = entry.edge
      edge.kind = KnownPorts.kind(edge.port) ?? (edge.port == 0 ? "other" : "port-\(edge.port)")
      edges.append(edge)
    }
    found = [:]
  }

  private static func pair(_ source: Int32, _ target: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: source)) << 32 | UInt64(UInt32(bitPattern: target))
  }

  // MARK: Shared services

  private mutating func findShared() {
    var asking: [Int: Set<Int>] = [:]
    var asked: [Int: Set<Int>] = [:]
    for edge in edges {
      asking[edge.target, default: []].insert(edge.source)
      asked[edge.source, default: []].insert(edge.target)
    }
    let least = max(Self.sharedLeast, (machineCount * Self.sharedPercent + 99) / 100)
    let serving = Set(asking.filter { $0.value.count >= least }.keys)
    let reaching = Set(asked.filter { $0.value.count >= least }.keys)
    for index in edges.indices {
      edges[index].isShared = serving.contains(edges[index].target) || reaching.contains(edges[index].source)
    }
    for (machines, serves) in [(serving, true), (reaching, false)] {
      for machine in machines {
        let own = edges.filter { (serves ? $0.target : $0.source) == machine }
        var kinds: [String: UInt64] = [:]
        for edge in own { kinds[edge.kind, default: 0] += edge.connections }
        shared.append(
          Shared(
            machine: machine, serves: serves, partners: (serves ? asking : asked)[machine]?.count ?? 0,
            kinds: kinds.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key),
            connections: own.reduce(0) { $0 + $1.connections }))
      }
    }
  }

  private mutating func order() {
    edges.sort {
      ($0.firstRow, $0.source, $0.target, $0.port, $0.transport) < (
        $1.firstRow, $1.source, $1.target, $1.port, $1.transport
      )
    }
    shared.sort { ($1.partners, $0.machine, $0.serves ? 0 : 1) < ($0.partners, $1.machine, $1.serves ? 0 : 1) }
    talking = []
  }
}

import Documents
import Estates

/// Applications proposed for machines that no file gives one: machines that talk among themselves more than with others.
///
///     web01 ⇄ db01 ⇄ batch01     inside 214 · outside 31 → "billing (proposed)"
///
/// The graph is that of the estate's dependencies without shared services. A pair weighs by how often it was seen, each
/// doubling counting one, databases three times. Groups are those of greatest modularity (Blondel and others, "Fast
/// unfolding of communities in large networks", 2008): each machine in turn goes where the weight of its edges exceeds what
/// chance would give, until none moves; then groups of machines go together in the same way. Named applications are
/// groups of their own from the start and stay so; a machine without one may be proposed to join.
///
/// A group is proposed where its inside weighs more than its outside. The order of machines decides ties, so the same
/// estate gives the same proposals.
struct ApplicationProposals {
  struct Edge {
    var source: Int
    var target: Int
    var weight: Double
    var kind: String
    var connections: Double
  }

  struct Group {
    var members: [Int]
    /// The named application that the members would join; -1 where the group would be a new one.
    var application: Int
    var inside: Double
    var outside: Double
  }

  private(set) var groups: [Group] = []

  /// `applications` gives each machine its named application, -1 for none. Numbers of machines decide ties.
  init(count: Int, applications: [Int], edges: [Edge], largest: Int = 200) {
    // Machines of a named application are one node.
    var nodeOf = [Int](repeating: -1, count: count)
    var nodes = 0
    var nodeOfApplication: [Int: Int] = [:]
    for machine in 0..<count {
      if applications[machine] < 0 {
        nodeOf[machine] = nodes
        nodes += 1
      } else if let known = nodeOfApplication[applications[machine]] {
        nodeOf[machine] = known
      } else {
        nodeOfApplication[applications[machine]] = nodes
        nodeOf[machine] = nodes
        nodes += 1
      }
    }
    let named = Set(nodeOfApplication.values)
    var community = Array(0..<nodes)
    var fixed = (0..<nodes).map { named.contains($0) }
    var level = [Int](nodeOf)
    while true {
      let moved = Self.move(nodes: nodes, edges: edges, map: level, fixed: fixed, &community)
      if !moved { break }
      // Groups become nodes, in the order of their first member.
      var next: [Int: Int] = [:]
      for node in 0..<nodes where next[community[node]] == nil { next[community[node]] = next.count }
      var newFixed = [Bool](repeating: false, count: next.count)
      for node in 0..<nodes where fixed[node] { newFixed[next[community[node]]!] = true }
      for machine in 0..<count { level[machine] = next[community[level[machine]]]! }
      nodes = next.count
      fixed = newFixed
      community = Array(0..<nodes)
    }
    collect(count: count, applications: applications, edges: edges, level: level, nodes: nodes, largest: largest)
  }

  /// Moves nodes between groups until none gains; says whether any moved.
  private static func move(
    nodes: Int, edges: [Edge], map: [Int], fixed: [Bool], _ community: inout [Int]
  ) -> Bool {
    var neighbours = [[Int: Double]](repeating: [:], count: nodes)
    var degree = [Double](repeating: 0, count: nodes)
    var total = 0.0
    for edge in edges {
      let (a, b, weight) = (map[edge.source], map[edge.target], edge.weight)
      degree[a] += weight
      degree[b] += weight
      total += weight
      if a != b {
        neighbours[a][b, default: 0] += weight
        neighbours[b][a, default: 0] += weight
      }
    }
    guard total > 0 else { return false }
    let ordered = neighbours.map { $0.sorted { $0.key < $1.key } }
    var groupDegree = degree
    var hasMoved = false
    for _ in 0..<30 {
      var moves = 0
      for node in 0..<nodes where !fixed[node] && !ordered[node].isEmpty {
        let old = community[node]
        groupDegree[old] -= degree[node]
        var links: [Int: Double] = [:]
        for (other, weight) in ordered[node] { links[community[other], default: 0] += weight }
        var best = old
        var bestGain = (links[old] ?? 0) - groupDegree[old] * degree[node] / (2 * total)
        for (group, weight) in links.sorted(by: { $0.key < $1.key }) where group != old {
          let gain = weight - groupDegree[group] * degree[node] / (2 * total)
          if gain > bestGain + 1e-9 { (best, bestGain) = (group, gain) }
        }
        groupDegree[best] += degree[node]
        if best != old {
          community[node] = best
          moves += 1
        }
      }
      if moves == 0 { break }
      hasMoved = true
    }
    return hasMoved
  }

  private mutating func collect(
    count: Int, applications: [Int], edges: [Edge], level: [Int], nodes: Int, largest: Int
  ) {
    var members = [[Int]](repeating: [], count: nodes)
    var application = [Int](repeating: -1, count: nodes)
    for machine in 0..<count {
      if applications[machine] < 0 {
        members[level[machine]].append(machine)
      } else {
        application[level[machine]] = applications[machine]
      }
    }
    var inside = [Double](repeating: 0, count: nodes)
    var outside = [Double](repeating: 0, count: nodes)
    for edge in edges {
      let (a, b) = (level[edge.source], level[edge.target])
      if a == b {
        inside[a] += edge.weight
      } else {
        outside[a] += edge.weight
        outside[b] += edge.weight
      }
    }
    for group in 0..<nodes where !members[group].isEmpty {
      let isNew = application[group] < 0
      guard members[group].count > (isNew ? 1 : 0), members[group].count <= largest, inside[group] > outside[group]
      else { continue }
      groups.append(
        Group(members: members[group], application: application[group], inside: inside[group], outside: outside[group]))
    }
  }
}

/// A machine that a group is proposed for, with its evidence.
struct ProposedMember: Sendable {
  var application: String
  /// True where the application is one that a file names.
  var isNamed: Bool
  var workload: String
  var members: Int
  var inside: Double
  var outside: Double
  /// The strongest partner in the group, what for, and how often.
  var partner: String
  var kinds: String
  var ownInside: Double
  var ownOutside: Double
}

extension EstateDraft {
  /// Proposes applications for workloads that have none, from the dependencies that were written.
  mutating func proposeApplications() {
    typealias Column = EstateColumns.Workload
    typealias Link = EstateColumns.Dependency
    guard workloads.count > 1, dependencies.count > 0, !counts.isOfApplications else { return }
    var rowOf: [TextPool.ID: Int] = [:]
    for row in 0..<workloads.count { rowOf[workloads.value(row, Column.workload.rawValue)] = row }
    var numbers: [TextPool.ID: Int] = [:]
    var applications: [Int] = []
    var isMoving: [Bool] = []
    for row in 0..<workloads.count {
      let key = workloads.value(row, Column.application.rawValue)
      if key != 0, numbers[key] == nil { numbers[key] = numbers.count }
      applications.append(key == 0 ? -1 : numbers[key]!)
      isMoving.append(text(workloads.value(row, Column.disposition.rawValue)) != "retire")
    }
    guard applications.contains(-1) else { return }
    let edges = (0..<dependencies.count).compactMap { row -> ApplicationProposals.Edge? in
      let kind = text(dependencies.value(row, Link.kind.rawValue))
      guard !kind.hasPrefix(Self.sharedPrefix),
        let source = rowOf[dependencies.value(row, Link.source.rawValue)],
        let target = rowOf[dependencies.value(row, Link.target.rawValue)], isMoving[source], isMoving[target]
      else { return nil }
      let seen = Decimal.value(text(dependencies.value(row, Link.weight.rawValue))) ?? 1
      // Each doubling counts one.
      var weight = 1.0
      var rest = seen
      while rest >= 2, weight < 40 {
        rest /= 2
        weight += 1
      }
      if kind.hasPrefix("sql") { weight *= 3 }
      return .init(source: source, target: target, weight: weight, kind: kind, connections: seen)
    }
    let found = ApplicationProposals(count: workloads.count, applications: applications, edges: edges)
    let names = numbers.sorted { $0.value < $1.value }.map { text($0.key) }
    name(found.groups, edges, names)
  }

  static let sharedPrefix = "shared-"

  private mutating func name(
    _ groups: [ApplicationProposals.Group], _ edges: [ApplicationProposals.Edge], _ names: [String]
  ) {
    typealias Column = EstateColumns.Workload
    var touching = [[Int]](repeating: [], count: workloads.count)
    for (index, edge) in edges.enumerated() {
      touching[edge.source].append(index)
      touching[edge.target].append(index)
    }
    var taken: [String: Int] = [:]
    let origin = book.derived(
      "proposed: talks more with these machines than with others (\(InventoryImport.proposedApplications))")
    for group in groups {
      let isNamed = group.application >= 0
      let title: String
      if isNamed {
        title = names[group.application]
      } else {
        let base = stem(of: group.members) + " (proposed)"
        taken[base, default: 0] += 1
        title = taken[base] == 1 ? base : "\(base) \(taken[base]!)"
      }
      let own = Set(group.members)
      for member in group.members {
        var inside = 0.0
        var outside = 0.0
        var partners: [Int: (weight: Double, kinds: Set<String>)] = [:]
        for index in touching[member] {
          let edge = edges[index]
          let other = edge.source == member ? edge.target : edge.source
          let isInside =
            own.contains(other)
            || isNamed && text(workloads.value(other, Column.application.rawValue)) == title
          if isInside {
            inside += edge.weight
            partners[other, default: (0, [])].weight += edge.weight
            partners[other]!.kinds.insert(edge.kind)
          } else {
            outside += edge.weight
          }
        }
        let best = partners.sorted { ($1.value.weight, $0.key) < ($0.value.weight, $1.key) }.first
        let kinds = partners.values.reduce(into: Set<String>()) { $0.formUnion($1.kinds) }.sorted()
        proposals.append(
          ProposedMember(
            application: title, isNamed: isNamed, workload: text(workloads.value(member, Column.workload.rawValue)),
            members: group.members.count, inside: group.inside, outside: group.outside,
            partner: best.map { text(workloads.value($0.key, Column.workload.rawValue)) } ?? "",
            kinds: kinds.prefix(4).joined(separator: " "), ownInside: inside, ownOutside: outside))
        workloads.set(row: member, Column.proposedApplication.rawValue, id(title), origin)
      }
    }
  }

  /// The stem that most members have, the first of the alphabet among equals; else the first member's name.
  private func stem(of members: [Int]) -> String {
    var counts: [String: Int] = [:]
    for member in members {
      let stem = text(workloads.value(member, EstateColumns.Workload.nameStem.rawValue))
      if !stem.isEmpty { counts[stem, default: 0] += 1 }
    }
    let best = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.first?.key
    return best ?? text(workloads.value(members[0], EstateColumns.Workload.workload.rawValue))
  }

  /// `proposed-applications.csv`: every machine that an application is proposed for, and why.
  var proposedBytes: [UInt8] {
    CSVWriter.bytes(
      columns: [
        "proposed_application", "named_in_a_file", "workload", "members", "group_inside", "group_outside",
        "own_inside", "own_outside", "strongest_partner", "kinds",
      ],
      rows: proposals.map { member in
        func number(_ value: Double) -> String { Decimal.short(value, places: 0) }
        return [
          member.application, member.isNamed ? "yes" : "no", member.workload, String(member.members),
          number(member.inside), number(member.outside), number(member.ownInside), number(member.ownOutside),
          member.partner, member.kinds,
        ]
      })
  }
}

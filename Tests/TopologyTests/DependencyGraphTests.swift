import Estates
import TestSupport
import Testing

@testable import Topology

@Suite struct DependencyGraphTests {
  func graph(_ literal: EstateLiteral) -> DependencyGraph { DependencyGraph(ResolvedEstate(literal.estate)) }

  func selector(_ column: String, _ value: String) -> Selector {
    Selector(terms: [.init(column: column, condition: .text(value))])
  }

  @Test func `components tell hard ties from any tie`() {
    var literal = EstateLiteral(workloads: "workload,app\nW1,\nW2,\nW3,\nW4,A\nW5,A\nW6,")
    literal.dependencies = "source,target,relation\nW1,W2,together\nW3,W2,near\nW1,W6,first"
    let plain = graph(literal)
    #expect(plain.hardComponents.component == [0, 0, 1, 2, 3, 0])
    #expect(plain.hardComponents.sizes == [3, 1, 1, 1])
    #expect(plain.components.component == [0, 0, 0, 1, 2, 0])
    literal.add(.near(by: ["app"], annualSplitCost: 1))
    #expect(graph(literal).components.component == [0, 0, 0, 1, 1, 0])
    #expect(graph(literal).hardComponents.component == plain.hardComponents.component)
  }

  @Test func `a gate connects and is not counted`() {
    var literal = EstateLiteral(
      workloads: "workload,env\n" + (0..<40).map { "W\($0),\($0 < 20 ? "dev" : "prod")" }.joined(separator: "\n"))
    literal.add(.order(by: [], first: selector("env", "dev"), then: selector("env", "prod"), lagWaves: 2))
    let graph = graph(literal)
    #expect(graph.groups.orderings.gateCount == 1)
    #expect(graph.hardComponents.sizes == [40])
    #expect(graph.longestChain.groups.count == 2)
    #expect(graph.longestChain.waves == 3)
  }

  @Test func `the longest chain counts groups, and its lags count waves`() {
    var literal = EstateLiteral(workloads: "workload,app,env\nW1,A,dev\nW2,A,prod\nW3,,\nW4,,\nW5,,\nW6,,")
    literal.dependencies = "source,target,relation\nW3,W2,first\nW3,W4,together\nW5,W6,first"
    literal.add(.order(by: ["app"], first: selector("env", "dev"), then: selector("env", "prod"), lagWaves: 2))
    let chain = graph(literal).longestChain
    // W1, two waves, W2, then the group of W3 and W4.
    #expect(chain.groups == [0, 1, 2])
    #expect(chain.waves == 3)
    #expect(chain.orderings.map(\.origin) == [.rule(0, group: 0), .dependency(0)])
  }

  @Test func `an estate without workloads has no chain`() {
    #expect(graph(EstateLiteral(workloads: "workload")).longestChain.groups.isEmpty)
    #expect(graph(EstateLiteral(workloads: "workload\nW1")).longestChain.groups == [0])
  }

  @Test func `components agree with joining pairs until nothing changes`() {
    for seed in 0..<200 {
      var generator = SeededGenerator(seed: UInt64(seed))
      let count = generator.whole(1...8)
      var literal = EstateLiteral(workloads: "workload\n" + (0..<count).map { "W\($0)" }.joined(separator: "\n"))
      var pairs: [(Int, Int, Relation)] = []
      for _ in 0..<generator.whole(0...9) {
        let pair = (generator.whole(0...count - 1), generator.whole(0...count - 1))
        if pair.0 == pair.1 { continue }
        pairs.append((pair.0, pair.1, Relation.allCases[generator.whole(0...4)]))
      }
      literal.dependencies =
        "source,target,relation\n" + pairs.map { "W\($0),W\($1),\($2.rawValue)" }.joined(separator: "\n")
      let graph = graph(literal)
      for hard in [true, false] {
        var label = Array(0..<count)
        for _ in 0..<count {
          for (a, b, relation) in pairs where !hard || (relation != .near && relation != .apart) {
            let low = min(label[a], label[b])
            label[a] = low
            label[b] = low
          }
        }
        let found = (hard ? graph.hardComponents : graph.components).component
        for a in 0..<count {
          for b in 0..<count { #expect((label[a] == label[b]) == (found[a] == found[b]), "seed \(seed)") }
        }
      }
    }
  }
}

@Suite struct GroupCohesionTests {
  @Test func `a group knows what would be left of it without each rule and row`() {
    var literal = EstateLiteral(workloads: "workload,app\nW1,A\nW2,A\nW3,A\nW4,B\nW5,B\nW6,")
    literal.dependencies = "source,target,relation,kind\nW3,W4,,sql\nW6,W5,together,"
    literal.add(.together(by: ["app"]))
    literal.add(.relate(kind: "sql", relation: .together, annualSplitCost: nil))
    let graph = DependencyGraph(ResolvedEstate(literal.estate))
    let cohesion = GroupCohesion(graph, group: 0)
    #expect(cohesion.size == 6)
    #expect(cohesion.shares.map(\.source) == [.rule(0), .rule(1), .statedRows])
    #expect(cohesion.shares.map(\.ties) == [2, 1, 1])
    #expect(cohesion.shares.map(\.largestPiece) == [2, 3, 5])
    #expect(cohesion.cuts.map(\.source) == [.row(0), .row(1)])
    #expect(cohesion.cuts.map(\.largestPiece) == [3, 5])
  }

  @Test func `what is left agrees with grouping again without it`() {
    for seed in 0..<150 {
      var generator = SeededGenerator(seed: UInt64(seed))
      let count = generator.whole(2...9)
      var literal = EstateLiteral(
        workloads: "workload,app,tier\n"
          + (0..<count).map { "W\($0),A\(generator.whole(0...3)),T\(generator.whole(0...2))" }.joined(separator: "\n"))
      literal.dependencies = "source,target,relation,kind"
      for _ in 0..<generator.whole(1...10) {
        let (source, target) = (generator.whole(0...count - 1), generator.whole(0...count - 1))
        if source == target { continue }
        let relation = ["first", "last", "together", "near", ""][generator.whole(0...4)]
        literal.dependencies += "\nW\(source),W\(target),\(relation),\(generator.chance(50) ? "sql" : "web")"
      }
      literal.add(.together(by: ["app", "tier"]))
      literal.add(.relate(kind: "sql", relation: .first, annualSplitCost: nil))
      literal.add(.relate(kind: "*", relation: .together, annualSplitCost: nil))
      let resolved = ResolvedEstate(literal.estate)
      let graph = DependencyGraph(resolved)
      guard let group = graph.largestGroups(1).first else { continue }
      let members = Set(graph.groups.members(of: group))
      let cohesion = GroupCohesion(graph, group: group)
      for share in cohesion.shares + cohesion.cuts {
        var omissions = Omissions.none
        switch share.source {
        case .rule(let index):
          // Without a relate rule a later one would decide its rows: leave the rows out instead.
          if case .relate = resolved.estate.program.rules[index].kind {
            omissions.dependencies = Set(graph.demands.links.filter { $0.decidedBy == Int32(index) }.map(\.row))
          } else {
            omissions.rules = [index]
          }
        case .statedRows:
          omissions.dependencies = Set(graph.demands.links.filter { $0.decidedBy < 0 }.map(\.row))
        case .row(let row): omissions.dependencies = [row]
        }
        let again = MoveGroups(resolved, Demands(resolved, without: omissions))
        let pieces = (0..<again.count).map { again.members(of: $0).count { members.contains($0) } }
        #expect(share.largestPiece == pieces.max(), "seed \(seed), \(share.source)")
      }
    }
  }
}

@Suite struct SharedServicesTests {
  /// 30 workloads in pairs that move together; `hub` is needed by the first `consumers` of them.
  func services(consumers: Int, hub: String, kind: String = "tcp") -> SharedServices {
    var literal = EstateLiteral(
      workloads: "workload,application\n\(hub),\n" + (0..<30).map { "W\($0),A\($0 % 3)" }.joined(separator: "\n"))
    literal.applications = "application\nA0\nA1\nA2"
    literal.dependencies = "source,target,relation,kind"
    for pair in 0..<15 { literal.dependencies += "\nW\(pair * 2),W\(pair * 2 + 1),together," }
    for consumer in 0..<consumers {
      literal.dependencies += "\nW\(consumer),\(hub),near,\(kind)\nW\(consumer),\(hub),near,\(kind)"
    }
    return SharedServices(DependencyGraph(ResolvedEstate(literal.estate)))
  }

  @Test func `a hub is found by the number of its consumers`() {
    #expect(services(consumers: 7, hub: "H-1").all.isEmpty)
    let found = services(consumers: 9, hub: "H-1")
    #expect(found.threshold == 8)
    #expect(found.all.map(\.consumers) == [9])
    #expect(found.all[0].role == .other)
    #expect(found.all[0].applications == 3)
    #expect(found.all[0].tied == 0)
    // Nine consumers lie in five pairs.
    #expect(found.all[0].drags == 11)
    #expect(found.dragsTogether == 11)
  }

  @Test func `fewer consumers are enough where a word says what it is`() {
    #expect(services(consumers: 3, hub: "prod-DNS01").all.isEmpty)
    #expect(services(consumers: 4, hub: "prod-DNS01").all.map(\.role) == [.dns])
    #expect(services(consumers: 4, hub: "H-1", kind: "ldap/389").all.map(\.role) == [.directory])
    #expect(services(consumers: 4, hub: "badge-1").all.isEmpty)
  }
}

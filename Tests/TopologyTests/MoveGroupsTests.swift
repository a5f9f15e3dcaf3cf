import Estates
import TestSupport
import Testing

@testable import Topology

@Suite struct MoveGroupsTests {
  func groups(_ literal: EstateLiteral, without omissions: Omissions = .none) -> MoveGroups {
    let resolved = ResolvedEstate(literal.estate)
    return MoveGroups(resolved, Demands(resolved, without: omissions))
  }

  func members(_ groups: MoveGroups) -> [[Int32]] { (0..<groups.count).map { Array(groups.members(of: $0)) } }

  @Test func `together merges by rows and by rules, and each group knows which`() {
    var literal = EstateLiteral(workloads: "workload,app\nW1,A\nW2,B\nW3,A\nW4,\nW5,B\nW6,C")
    literal.dependencies = "source,target,relation\nW4,W2,together\nW2,W4,together\nW1,W6,near"
    literal.add(.together(by: ["app"]))
    let groups = groups(literal)
    #expect(members(groups) == [[0, 2], [1, 3, 4], [5]])
    #expect(Array(groups.origins(of: 0)) == [.rule(0, group: 0)])
    #expect(Array(groups.origins(of: 1)) == [.dependency(0), .dependency(1), .rule(0, group: 1)])
    #expect(groups.origins(of: 2).isEmpty)
    #expect(groups.groupOf == [0, 1, 0, 1, 1, 2])
    #expect(
      members(self.groups(literal, without: Omissions(rules: [0], dependencies: [0]))) == [[0], [1, 3], [2], [4], [5]])
  }

  @Test func `a cycle of orderings without a lag moves as one`() {
    var literal = EstateLiteral(workloads: "workload\nW1\nW2\nW3\nW4")
    literal.dependencies = "source,target,relation\nW1,W2,first\nW2,W3,first\nW1,W3,last\nW4,W1,first"
    let groups = groups(literal)
    #expect(members(groups) == [[0, 1, 2], [3]])
    #expect(Array(groups.origins(of: 0)) == [.dependency(0), .dependency(1), .dependency(2)])
    #expect(groups.lagCycles.isEmpty)
  }

  @Test func `a cycle with a lag is shown with the rows that close it`() {
    var literal = EstateLiteral(workloads: "workload,app,env\nW1,A,dev\nW2,A,prod\nW3,,\nW4,,")
    literal.dependencies = "source,target,relation\nW1,W3,first\nW3,W2,together\nW4,W2,first"
    literal.add(
      .order(
        by: ["app"], first: Selector(terms: [.init(column: "env", condition: "dev")]),
        then: Selector(terms: [.init(column: "env", condition: "prod")]), lagWaves: 2))
    let groups = groups(literal)
    #expect(members(groups) == [[0], [1, 2], [3]])
    #expect(groups.lagCycles.map(\.groups) == [[0, 1]])
    #expect(groups.lagCycles[0].closing.map(\.origin) == [.rule(0, group: 0), .dependency(0)])
  }

  @Test func `a lag inside one group is a cycle of one`() {
    var literal = EstateLiteral(workloads: "workload,app,env\nW1,A,dev\nW2,A,prod")
    literal.add(
      .order(
        by: ["app"], first: Selector(terms: [.init(column: "env", condition: "dev")]),
        then: Selector(terms: [.init(column: "env", condition: "prod")]), lagWaves: 1))
    #expect(groups(literal).lagCycles.isEmpty)
    literal.add(.together(by: ["app"]))
    #expect(groups(literal).lagCycles.map(\.groups) == [[0]])
    #expect(groups(literal).lagCycles[0].closing.count == 1)
  }

  @Test func `large orders stand on two sides of a gate`() {
    var literal = EstateLiteral(
      workloads: "workload,env\n" + (0..<40).map { "W\($0),\($0 < 20 ? "dev" : "prod")" }.joined(separator: "\n"))
    literal.add(
      .order(
        by: [], first: Selector(terms: [.init(column: "env", condition: "dev")]),
        then: Selector(terms: [.init(column: "env", condition: "prod")]), lagWaves: 1))
    let gated = groups(literal)
    #expect(gated.orderings.gateCount == 1)
    #expect(gated.orderings.all.count == 40)
    #expect(gated.count == 41 && gated.workloadGroupCount == 40)
    #expect(gated.members(of: 40).isEmpty)
    // A dependency back across the gate closes a cycle through it.
    literal.dependencies = "source,target,relation\nW0,W39,first"
    #expect(groups(literal).lagCycles.map(\.groups) == [[0, 39, 40]])
  }

  @Test func `components agree with reachability on small random graphs`() {
    for seed in 0..<300 {
      var generator = SeededGenerator(seed: UInt64(seed))
      let count = generator.whole(1...7)
      let arcs = (0..<generator.whole(0...14)).map { _ in
        (Int32(generator.whole(0...count - 1)), Int32(generator.whole(0...count - 1)))
      }
      let graph = DirectedGraph(count: count, tails: arcs.map(\.0), heads: arcs.map(\.1))
      let components = StronglyConnected(graph)
      var reaches = (0..<count).map { node in (0..<count).map { $0 == node } }
      for _ in 0..<count {
        for (tail, head) in arcs {
          for node in 0..<count where reaches[node][Int(tail)] { reaches[node][Int(head)] = true }
        }
      }
      for a in 0..<count {
        for b in 0..<count {
          let same = components.component[a] == components.component[b]
          #expect(same == (reaches[a][b] && reaches[b][a]), "seed \(seed)")
          if reaches[a][b] && !same { #expect(components.component[a] > components.component[b], "seed \(seed)") }
        }
      }
    }
  }

  @Test func `a chain of a hundred thousand orderings needs no deep stack`() {
    let count = 100_000
    var estate = EstateLiteral(workloads: "workload").estate
    estate.workloads.keys = [TextPool.ID](repeating: 0, count: count)
    for references in [\Workloads.host, \.cluster, \.site, \.application] {
      estate.workloads[keyPath: references] = [Int32](repeating: Estate.none, count: count)
    }
    estate.workloads.disposition = [Disposition](repeating: .rehost, count: count)
    for row in 0..<Int32(count) {
      estate.dependencies.source.append(row)
      estate.dependencies.target.append((row + 1) % Int32(count))
    }
    estate.dependencies.relation = [Relation?](repeating: .first, count: count)
    estate.dependencies.annualSplitCost = [Double?](repeating: nil, count: count)
    estate.dependencies.kind = [TextPool.ID](repeating: 0, count: count)
    let resolved = ResolvedEstate(estate)
    #expect(MoveGroups(resolved, Demands(resolved)).count == 1)
  }
}

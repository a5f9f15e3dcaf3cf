import TestSupport
import Testing

@testable import Topology

@Suite struct CommunitiesTests {
  private func communities(_ nodes: Int, _ edges: [(Int32, Int32)]) -> [Int32] {
    Communities(nodes: nodes, edges: edges.map { (left: $0.0, right: $0.1, weight: 1) }).of
  }

  @Test func `two triangles with one edge between them are two communities`() {
    #expect(communities(6, [(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5), (2, 3)]) == [0, 0, 0, 1, 1, 1])
  }

  @Test func `without edges everyone stands alone`() {
    #expect(communities(3, []) == [0, 1, 2])
    #expect(Communities(nodes: 0, edges: []).count == 0)
  }

  @Test func `a heavy edge binds more than two light ones`() {
    let edges: [(left: Int32, right: Int32, weight: Double)] = [
      (0, 1, 10), (1, 2, 1), (2, 3, 10), (3, 0, 1),
    ]
    #expect(Communities(nodes: 4, edges: edges).of == [0, 0, 1, 1])
  }

  @Test func `a ring of cliques falls into its cliques, whatever the order of the edges`() {
    var edges: [(Int32, Int32)] = []
    for clique in 0..<Int32(8) {
      for left in 0..<Int32(5) {
        for right in 0..<left { edges.append((clique * 5 + left, clique * 5 + right)) }
      }
      edges.append((clique * 5, (clique + 1) % 8 * 5 + 1))
    }
    let expected = (0..<Int32(40)).map { $0 / 5 }
    #expect(communities(40, edges) == expected)
    #expect(communities(40, edges.reversed()) == expected)
  }

  /// Modularity, straight from its definition.
  private func modularity(_ of: [Int32], _ edges: [(Int32, Int32)]) -> Double {
    let whole = Double(2 * edges.count)
    var degree = [Double](repeating: 0, count: of.count)
    for edge in edges {
      degree[Int(edge.0)] += 1
      degree[Int(edge.1)] += 1
    }
    var sum = 0.0
    for edge in edges where of[Int(edge.0)] == of[Int(edge.1)] { sum += 2 / whole }
    for left in of.indices {
      for right in of.indices where of[left] == of[right] { sum -= degree[left] * degree[right] / (whole * whole) }
    }
    return sum
  }

  @Test(arguments: 1...20)
  func `communities are at least as modular as none and as one`(seed: Int) {
    var random = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15
    func next(_ bound: Int) -> Int {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(random >> 33) % bound
    }
    let nodes = 12
    var edges: [(Int32, Int32)] = []
    for _ in 0..<24 {
      let (left, right) = (next(nodes), next(nodes))
      if left != right { edges.append((Int32(left), Int32(right))) }
    }
    let found = communities(nodes, edges)
    let value = modularity(found, edges)
    #expect(value >= modularity((0..<Int32(nodes)).map { $0 }, edges) - 1e-9)
    #expect(value >= modularity([Int32](repeating: 0, count: nodes), edges) - 1e-9)
    #expect(Set(found).sorted() == (0..<Int32(Set(found).count)).map { $0 })
  }
}

/// Disjoint sets that only ever merge: Tarjan's forest with path halving; the smaller number becomes the root, so that
/// roots do not depend on the order of merging.
struct UnionFind {
  private var parent: [Int32]

  init(count: Int) { parent = (0..<Int32(count)).map { $0 } }

  mutating func root(of element: Int32) -> Int32 {
    var current = element
    while parent[Int(current)] != current {
      parent[Int(current)] = parent[Int(parent[Int(current)])]
      current = parent[Int(current)]
    }
    return current
  }

  mutating func merge(_ left: Int32, _ right: Int32) {
    let a = root(of: left)
    let b = root(of: right)
    if a == b { return }
    parent[Int(max(a, b))] = min(a, b)
  }
}

/// Workloads that hang together by any tie, whatever its direction.
///
/// Components are numbered by their first workload; ties may run over further nodes behind the workloads (gates), which
/// connect and are not counted.
package struct WeakComponents: Sendable {
  package private(set) var count = 0
  /// By workload.
  package private(set) var component: [Int32]
  /// Workloads in each component.
  package private(set) var sizes: [Int] = []

  init(workloads: Int, merging sets: UnionFind) {
    var sets = sets
    component = [Int32](repeating: -1, count: workloads)
    var numberOfRoot: [Int32: Int32] = [:]
    for row in 0..<workloads {
      let root = sets.root(of: Int32(row))
      let number: Int32
      if Int(root) < workloads {
        // The smallest number of a set is its root, so the root has been numbered before its members.
        number = Int(root) == row ? Int32(count) : component[Int(root)]
      } else {
        number = numberOfRoot[root] ?? Int32(count)
        numberOfRoot[root] = number
      }
      if Int(number) == count {
        count += 1
        sizes.append(0)
      }
      component[row] = number
      sizes[Int(number)] += 1
    }
  }

  /// The components by size, the largest first, the earlier of equal ones first.
  package var bySize: [Int] { sizes.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) } }

  /// How many workloads hang on nothing.
  package var singles: Int { sizes.count { $0 == 1 } }
}

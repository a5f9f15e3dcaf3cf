import Solving
import Topology

/// Who moves before whom: `first` and `last` dependencies and `order` rules, as precedences between items; of two between the
/// same items the longer lag counts. What has to wait for an item that never moves never moves either.
extension ProblemBuilder {
  mutating func addOrder() {
    var known: [UInt64: Int] = [:]
    var precedences: [Problem.Precedence] = []
    for ordering in groups.orderings.all {
      let before = groups.groupOf[Int(ordering.before)]
      let after = groups.groupOf[Int(ordering.after)]
      if before == after { continue }
      let pair = UInt64(UInt32(before)) << 32 | UInt64(UInt32(after))
      if let place = known[pair] {
        precedences[place].lag = max(precedences[place].lag, ordering.lag)
      } else {
        known[pair] = precedences.count
        precedences.append(Problem.Precedence(before: before, after: after, lag: ordering.lag))
      }
    }
    obstructFollowers(precedences)
    problem.precedences = precedences.filter { obstructions[Int($0.after)] == nil }
  }

  private mutating func obstructFollowers(_ precedences: [Problem.Precedence]) {
    let followers = DirectedGraph(
      count: problem.itemCount, tails: precedences.map(\.before), heads: precedences.map(\.after))
    var obstructed = (0..<Int32(problem.itemCount)).filter { obstructions[Int($0)] != nil }
    while let item = obstructed.popLast() {
      for place in followers.positions(of: item) {
        let follower = followers.heads[place]
        if obstructions[Int(follower)] != nil { continue }
        obstruct(Int(follower), .provider(item: item))
        obstructed.append(follower)
      }
    }
  }
}

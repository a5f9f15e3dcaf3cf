/// Smallest sets of demands to give up so that the rest can hold.
///
///     conflicts {2, 6}  {6, 7}      giving up 6 is enough; 2 and 7 together would do as well, and are more
///
/// Whatever is given up must hit every conflict. So conflicts are collected and the smallest sets that hit all of them are
/// tried, until one is enough: it is then of the smallest size there is. (The duality is R. Reiter's, "A theory of
/// diagnosis from first principles", 1987; the loop is that of implicit hitting sets.)
package enum Repair {
  /// What is the case when the demands of a set are given up.
  package enum Answer {
    case possible
    /// Demands that still cannot hold together, none of them given up.
    case conflict([Int])
    case unknown
  }

  /// Sets of the smallest size, each ascending, in ascending order, at most `limit`; empty where none of at most `largest`
  /// demands was found within `questions` questions.
  package static func smallest(
    limit: Int = 5, largest: Int = 4, questions: Int = 60, without: ([Int]) -> Answer
  ) -> [[Int]] {
    var conflicts: [[Int]] = []
    var doubtful: Set<[Int]> = []
    var found: [[Int]] = []
    var left = questions
    var size = 0
    while left > 0 && size <= largest {
      let candidates = hittingSets(of: conflicts, size: size).filter { !doubtful.contains($0) && !found.contains($0) }
      guard let candidate = candidates.first else {
        if !found.isEmpty { return found }
        size += 1
        continue
      }
      left -= 1
      switch without(candidate) {
      case .possible:
        found.append(candidate)
        if found.count == limit || candidate.isEmpty { return found }
      case .unknown: doubtful.insert(candidate)
      case .conflict(let conflict): conflicts.append(conflict)
      }
    }
    return found
  }

  /// Sets of `size` demands that have a member in each of `conflicts`, and nothing that none of them needs.
  private static func hittingSets(of conflicts: [[Int]], size: Int) -> [[Int]] {
    var result: Set<[Int]> = []
    func extend(_ chosen: [Int]) {
      guard let open = conflicts.first(where: { conflict in !conflict.contains { chosen.contains($0) } }) else {
        if chosen.count == size { result.insert(chosen.sorted()) }
        return
      }
      if chosen.count == size { return }
      for member in open { extend(chosen + [member]) }
    }
    extend([])
    return result.sorted { $0.lexicographicallyPrecedes($1) }
  }
}

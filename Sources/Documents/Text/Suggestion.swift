/// "Did you mean": the one known name that a mistyped one was most likely meant to be.
///
///     Suggestion.best(for: "APP-0042", among: ["APP-0024", "APP-1111"]) == "APP-0024"
///     Suggestion.best(for: "W1", among: ["W2", "W3"]) == nil          // two are as near
///
/// Near is the distance of Damerau and Levenshtein without repeated edits of one place: bytes that are inserted, left out,
/// exchanged, or swapped with their neighbour. At most two such slips are forgiven, one in names of up to three bytes,
/// and none that leaves nothing of the name; letter case costs nothing. Where two names are equally near there is no
/// suggestion: a wrong one is worse than none.
package enum Suggestion {
  package static func best(for name: String, among known: some Sequence<String>) -> String? {
    let wanted = fold(name)
    var limit = wanted.count <= 3 ? 1 : 2
    if wanted.count <= 1 { limit = 0 }
    var best: String?
    var isUnique = true
    var distanceOfBest = limit + 1
    for candidate in known where candidate != best {
      let folded = fold(candidate)
      guard abs(folded.count - wanted.count) <= min(limit, distanceOfBest) else { continue }
      let distance = distance(wanted, folded)
      if distance < distanceOfBest {
        best = candidate
        distanceOfBest = distance
        isUnique = true
      } else if distance == distanceOfBest {
        isUnique = false
      }
    }
    return isUnique ? best : nil
  }

  private static func fold(_ name: String) -> [UInt8] {
    name.utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
  }

  /// Slips between two names, row by row.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for row in 0..<left.count {
      var current = [row + 1] + [Int](repeating: 0, count: right.count)
      for column in 0..<right.count {
        let isSame = left[row] == right[column]
        var best = min(last[column] + (isSame ? 0 : 1), min(last[column + 1], current[column]) + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          best = min(best, beforeLast[column - 1] + 1)
        }
        current[column + 1] = best
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}

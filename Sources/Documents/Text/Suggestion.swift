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
    var search = SuggestionSearch(for: name)
    var best: String?
    for var candidate in known where candidate != best {
      if candidate.withUTF8({ search.consider($0) }) { best = candidate }
    }
    return search.isUnique ? best : nil
  }
}

/// The search behind a suggestion, candidate by candidate: a hundred thousand keys take some milliseconds.
package struct SuggestionSearch {
  private let wanted: [UInt8]
  private var limit: Int
  private var distanceOfBest: Int
  private var candidate: [UInt8] = []
  /// Three rows of distances, used in turn.
  private var rows: [Int32]
  private var count = 0

  package init(for name: String) {
    wanted = name.utf8.map(Self.folded)
    limit = wanted.count <= 1 ? 0 : wanted.count <= 3 ? 1 : 2
    distanceOfBest = limit + 1
    rows = [Int32](repeating: 0, count: 3 * (wanted.count + limit + 2))
  }

  /// True where exactly one of the candidates was the nearest, within the slips that are forgiven.
  package var isUnique: Bool { count == 1 }

  /// Whether a candidate of that many bytes can be near enough to be looked at.
  package func isOfInterest(length: Int) -> Bool { abs(length - wanted.count) <= min(limit, distanceOfBest) }

  /// True where the candidate is nearer than all before it.
  package mutating func consider(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard isOfInterest(length: bytes.count) else { return false }
    candidate.removeAll(keepingCapacity: true)
    for byte in bytes { candidate.append(Self.folded(byte)) }
    let distance = distance(upTo: min(limit, distanceOfBest))
    if distance < distanceOfBest {
      distanceOfBest = distance
      count = 1
      return true
    }
    if distance == distanceOfBest { count += 1 }
    return false
  }

  private static func folded(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }

  /// Slips between the wanted name and the candidate; anything above `bound` once it is known to be more.
  ///
  /// Only the diagonals within `bound` of the main one are filled; the rest is farther anyway.
  private mutating func distance(upTo bound: Int) -> Int {
    let far = Int32(bound + 1)
    let (height, width) = (wanted.count, candidate.count)
    let stride = width + 1
    if rows.count < 3 * stride { rows = [Int32](repeating: 0, count: 3 * stride) }
    return rows.withUnsafeMutableBufferPointer { rows in
      var (beforeLast, last, current) = (0, stride, 2 * stride)
      for column in 0...width { rows[last + column] = column <= bound ? Int32(column) : far }
      for row in 0..<height {
        let (from, to) = (max(0, row - bound), min(width, row + bound + 1))
        guard from < to || width == 0 else { return bound + 1 }
        rows[current + from] = from == 0 ? Int32(row + 1) : far
        if to < width { rows[current + to + 1] = far }
        var least = rows[current + from]
        for column in from..<max(from, to) {
          let isSame = wanted[row] == candidate[column]
          var best = rows[last + column] + (isSame ? 0 : 1)
          best = min(best, min(rows[last + column + 1], rows[current + column]) + 1)
          if row > 0, column > 0, wanted[row] == candidate[column - 1], wanted[row - 1] == candidate[column] {
            best = min(best, rows[beforeLast + column - 1] + 1)
          }
          best = min(best, far)
          rows[current + column + 1] = best
          least = min(least, best)
        }
        if least >= far { return bound + 1 }
        (beforeLast, last, current) = (last, current, beforeLast)
      }
      return Int(rows[last + width])
    }
  }
}

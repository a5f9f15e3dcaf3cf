/// From many things that cannot hold together, a few that cannot either, none of them to spare.
///
///     demands 0 1 2 3 4 5 6 7      together impossible
///                 2       6        together impossible; 2 alone and 6 alone are possible
///
/// This is QuickXplain (U. Junker, "QuickXplain: preferred explanations and relaxations for over-constrained problems",
/// AAAI 2004). The caller numbers its demands, those that it would rather read about first, and answers for a subset
/// whether it can hold. An answer of nil — nobody knows — counts as "it can", so that what is returned is always proven
/// impossible; it is irreducible as far as the answers go.
///
/// What is returned leaves nothing to spare; that no other subset is smaller is not promised.
package enum MinimalConflict {
  /// Demands, ascending, that cannot hold together while any one fewer can; nil where all of them are not proven
  /// impossible. Empty where not even no demand is possible.
  package static func find(count: Int, isFeasible: ([Int]) -> Bool?) -> [Int]? {
    let all = Array(0..<count)
    guard isFeasible(all) == false else { return nil }
    if isFeasible([]) == false { return [] }
    return withNothingToSpare(explain([], grew: false, all, isFeasible).sorted(), isFeasible)
  }

  /// A part of `all`, which cannot hold, that cannot hold either: chunks are left out while what remains is proven
  /// impossible, halves first. At most `budget` questions are asked, so the part may have members to spare.
  package static func shrink(_ all: [Int], budget: Int, isFeasible: ([Int]) -> Bool?) -> [Int] {
    var kept = all
    var pieces = 2
    var questions = 0
    while kept.count > 1 && pieces <= kept.count * 2 {
      let size = max(1, (kept.count + pieces - 1) / pieces)
      var start = 0
      var hasShrunk = false
      while start < kept.count {
        if questions >= budget { return kept }
        questions += 1
        let end = min(kept.count, start + size)
        var rest = kept
        rest.removeSubrange(start..<end)
        if isFeasible(rest) == false {
          kept = rest
          hasShrunk = true
        } else {
          start = end
        }
      }
      if size == 1 && !hasShrunk { break }
      if !hasShrunk { pieces *= 2 }
    }
    return kept
  }

  /// Members of `open` that are impossible together with `background`; `background + open` is known to be impossible.
  private static func explain(
    _ background: [Int], grew: Bool, _ open: [Int], _ isFeasible: ([Int]) -> Bool?
  ) -> [Int] {
    if grew && isFeasible(background.sorted()) == false { return [] }
    if open.count <= 1 { return open }
    let left = Array(open[..<(open.count / 2)])
    let right = Array(open[(open.count / 2)...])
    let ofRight = explain(background + left, grew: !left.isEmpty, right, isFeasible)
    let ofLeft = explain(background + ofRight, grew: !ofRight.isEmpty, left, isFeasible)
    return ofLeft + ofRight
  }

  /// Leaves out whatever can be, the last first. Unknown answers can leave something to spare.
  private static func withNothingToSpare(_ conflict: [Int], _ isFeasible: ([Int]) -> Bool?) -> [Int] {
    var kept = conflict
    var place = kept.count - 1
    while place >= 0 {
      var rest = kept
      rest.remove(at: place)
      if isFeasible(rest) == false {
        kept = rest
        // What was needed beside it may not be any more.
        place = kept.count
      }
      place -= 1
    }
    return kept
  }
}

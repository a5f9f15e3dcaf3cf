/// A text with wildcards: `*` is any run of characters, `?` one Unicode scalar, all else itself, letter case ignored.
///
///     "SAP-PRD-*" holds "sap-prd-01";  "h?st" holds "höst" and not "hst"
///
/// Matching walks back to the last `*` only, so it takes at most text times pattern steps.
struct WildcardPattern: Sendable {
  private static let anyRun: UInt32 = 0x2A
  private static let anyOne: UInt32 = 0x3F

  private let scalars: [UInt32]

  init(_ text: String) { scalars = CaseFolding.fold(text) }

  /// `folded` comes from `CaseFolding.fold`.
  func matches(_ folded: [UInt32]) -> Bool {
    var position = 0
    var expected = 0
    var afterRun = -1
    var resume = 0
    while position < folded.count {
      if expected < scalars.count, scalars[expected] == Self.anyRun {
        expected += 1
        afterRun = expected
        resume = position
      } else if expected < scalars.count,
        scalars[expected] == Self.anyOne || scalars[expected] == folded[position]
      {
        expected += 1
        position += 1
      } else if afterRun >= 0 {
        resume += 1
        position = resume
        expected = afterRun
      } else {
        return false
      }
    }
    while expected < scalars.count, scalars[expected] == Self.anyRun { expected += 1 }
    return expected == scalars.count
  }
}

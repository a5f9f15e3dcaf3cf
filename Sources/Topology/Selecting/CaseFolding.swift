/// Letters without their case, one Unicode scalar for one: the *simple* case folding of the Unicode standard.
///
///     CaseFolding.fold("Straße ΣΑΣ") == CaseFolding.fold("STRAßE σας")      but not "STRASSE"
///
/// Two scalars fold to the same one exactly where the statuses C and S of the standard's folding table put them together.
/// The standard library knows only full mappings; the simple ones are those that stay a single scalar, upper case first so
/// that letters with one capital (σ and ς) meet.
enum CaseFolding {
  static func fold(_ text: String) -> [UInt32] {
    var folded: [UInt32] = []
    fold(text, into: &folded)
    return folded
  }

  /// The folded scalars of `text`, in place of what `folded` held.
  static func fold(_ text: String, into folded: inout [UInt32]) {
    folded.removeAll(keepingCapacity: true)
    for scalar in text.unicodeScalars { folded.append(fold(scalar)) }
  }

  static func fold(_ scalar: Unicode.Scalar) -> UInt32 {
    let value = scalar.value
    if value < 0x80 { return value &- 0x41 < 26 ? value | 0x20 : value }
    switch value {
    // The dotted capital and the dotless small i have no simple folding.
    case 0x130, 0x131: return value
    // Pairs whose full mappings are several scalars long.
    case 0x1FD3: return 0x390
    case 0x1FE3: return 0x3B0
    case 0xFB05: return 0xFB06
    default:
      let upper = single(scalar.properties.uppercaseMapping) ?? scalar
      return (single(upper.properties.lowercaseMapping) ?? upper).value
    }
  }

  private static func single(_ mapping: String) -> Unicode.Scalar? {
    let scalars = mapping.unicodeScalars
    guard let first = scalars.first, scalars.dropFirst().isEmpty else { return nil }
    return first
  }
}

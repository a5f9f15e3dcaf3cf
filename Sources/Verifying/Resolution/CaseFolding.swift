/// Simple case folding: one scalar becomes one scalar, and texts that differ in letter case alone become equal.
///
/// Taken by way of the capital letter, then the small one, wherever each is a single scalar; that puts `ſ` with `s`, `ς`
/// with `σ`, the Kelvin sign with `k`. The scalars on which the Unicode table of foldings differs are named.
func simplyFolded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
  if scalar.isASCII {
    let isCapital = scalar.value >= 65 && scalar.value <= 90
    return isCapital ? Unicode.Scalar(scalar.value + 32)! : scalar
  }
  switch scalar.value {
  // The dotted capital and the dotless small i fold only under Turkish rules.
  case 0x130, 0x131: return scalar
  // Composed Greek letters, and the ligature of long s and t, whose capitals are several scalars.
  case 0x1FD3: return "\u{390}"
  case 0x1FE3: return "\u{3B0}"
  case 0xFB05: return "\u{FB06}"
  default: break
  }
  let capital = onlyScalar(scalar.properties.uppercaseMapping) ?? scalar
  return onlyScalar(capital.properties.lowercaseMapping) ?? capital
}

private func onlyScalar(_ text: String) -> Unicode.Scalar? {
  let scalars = text.unicodeScalars
  guard let first = scalars.first, scalars.dropFirst().isEmpty else { return nil }
  return first
}

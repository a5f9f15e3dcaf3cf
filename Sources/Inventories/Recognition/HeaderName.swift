/// The name of a column, as people and tools vary it: letters and digits alone, in lower case, with the unit apart.
///
///     HeaderName("*Memory (In MB)")             memory, unit "mb"
///     HeaderName("PrimaryIPAddress(optional)")  primaryipaddress
///     HeaderName("In use MiB ")                 inusemb, unit "mb"; without its unit: inuse
///     HeaderName("Speed (MHz)")                 speed, unit "mhz"
struct HeaderName: Hashable, Sendable {
  /// Everything that distinguishes it: letters and digits, MiB as MB.
  let full: String
  /// The same without what stands in brackets at its end, and without a unit at its end.
  let base: String
  /// The unit that it ends in, in small letters.
  let unit: String?

  init(_ title: String) {
    var head = title[...]
    var unit: String?
    if let open = title.lastIndex(of: "("), title[open...].contains(")") {
      head = title[..<open]
      let inside = Self.squeezed(title[open...])
      let word = inside.hasPrefix("in") ? String(inside.dropFirst(2)) : inside
      unit = Self.units[word] ?? (inside == "optional" ? nil : Self.units[inside])
      if title[open...].contains("%") { unit = "%" }
    }
    full = Self.plain(Self.squeezed(title.hasSuffix("(optional)") ? head : title[...]))
    var base = Self.plain(Self.squeezed(head))
    if unit == nil {
      let words = head.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "%") }
      if let last = words.last, words.count > 1, let known = Self.units[String(last)] {
        unit = known
        let squeezed = Self.squeezed(head)
        base = String(squeezed.dropLast(Self.squeezed(last).count))
      } else if head.hasSuffix("%") || head.hasSuffix("% ") {
        unit = "%"
      }
    }
    self.base = base
    self.unit = unit
  }

  /// Lower case, letters and digits alone.
  static func squeezed(_ text: some StringProtocol) -> String {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x30...0x39, 0x61...0x7A: bytes.append(UInt8(scalar.value))
      case 0x41...0x5A: bytes.append(UInt8(scalar.value + 0x20))
      case 0x80...: bytes.append(contentsOf: Array(String(Character(scalar)).lowercased().utf8))
      default: break
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func plain(_ squeezed: String) -> String {
    for (binary, plain) in [("mib", "mb"), ("gib", "gb"), ("kib", "kb"), ("tib", "tb")] where squeezed.hasSuffix(binary)
    {
      return squeezed.dropLast(3) + plain
    }
    return squeezed
  }

  static let units: [String: String] = [
    "kb": "kb", "kib": "kb", "mb": "mb", "mib": "mb", "gb": "gb", "gib": "gb", "tb": "tb", "tib": "tb", "bytes": "b",
    "kw": "kw", "w": "w", "watt": "w", "watts": "w", "va": "w", "kva": "kw", "mhz": "mhz", "percent": "%", "pct": "%",
  ]
}

/// The names of a machine, folded so that the ways in which tools write them meet.
///
///     "WEB01.Corp.Example.com"    full web01.corp.example.com · label web01 · is a full name
///     "Contoso-Vcenter7.0"        full contoso-vcenter7.0 · the same as label: 0 is no domain
///     "Backup for V-center"       full backup for v-center · the same as label
struct MachineName: Hashable, Sendable {
  let full: String
  /// The host's own name, where the rest is a domain; else the whole.
  let label: String
  let isQualified: Bool

  init(_ text: String) {
    var full = text.lowercased()
    while full.hasSuffix(".") { full.removeLast() }
    self.full = full
    let labels = full.split(separator: ".", omittingEmptySubsequences: false)
    let isName =
      labels.count > 1
      && labels.allSatisfy { label in
        !label.isEmpty
          && label.utf8.allSatisfy {
            (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x5F
          }
      }
    let top = labels.last ?? ""
    isQualified = isName && top.utf8.count >= 2 && top.utf8.allSatisfy { (0x61...0x7A).contains($0) }
    label = isQualified ? String(labels[0]) : full
  }
}

/// UUIDs and serial numbers as keys.
enum MachineMarks {
  /// The 32 digits of a UUID in small letters; nil for what is none, or all zeros or ones.
  static func uuid(_ text: String) -> String? {
    let digits = text.lowercased().filter(\.isHexDigit)
    guard digits.utf8.count == 32, text.allSatisfy({ $0.isHexDigit || "-{} ".contains($0) }) else { return nil }
    return digits.allSatisfy { $0 == "0" } || digits.allSatisfy { $0 == "f" } ? nil : digits
  }

  /// The same UUID with its first three groups byte by byte reversed: how the firmware and half of the tools write it.
  static func swapped(_ uuid: String) -> String {
    let d = Array(uuid)
    func reversed(_ range: Range<Int>) -> [Character] {
      stride(from: range.upperBound - 2, through: range.lowerBound, by: -2).flatMap { [d[$0], d[$0 + 1]] }
    }
    return String(reversed(0..<8) + reversed(8..<12) + reversed(12..<16) + d[16...])
  }

  /// A serial number as a key; nil for what firmware writes where none was set.
  static func serial(_ text: String) -> String? {
    let folded = HeaderName.squeezed(text)
    let empty = [
      "tobefilledbyoem", "defaultstring", "systemserialnumber", "notspecified", "notapplicable", "invalid", "none",
      "unknown", "chassisserialnumber",
    ]
    guard folded.utf8.count >= 4, !empty.contains(folded), Set(folded).count > 1 else { return nil }
    return folded
  }

  /// The UUID inside the serial number that VMware gives to its machines: `VMware-42 1c 0a …`.
  static func uuid(ofSerial text: String) -> String? {
    guard text.lowercased().hasPrefix("vmware-") else { return nil }
    return uuid(String(text.dropFirst(7).filter(\.isHexDigit)))
  }
}

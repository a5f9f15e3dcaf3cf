/// Numbers by which other tools know our things, drawn from the keys: the same key has the same number in every export.
///
///     let numbers = StableNumbers(keys, from: 10_000, to: 2_097_151)
///     numbers["APP-0042"]      // 1_337_402, and again after the next plan
///
/// A number is a hash of the key. Where two keys fall on one number the later by bytes takes the next free one; numbers
/// are therefore drawn for all keys of the estate, whatever the plan does with them, and change only when keys come or go,
/// and then seldom.
struct StableNumbers: Sendable {
  private var numbers: [String: Int] = [:]

  init(_ keys: some Sequence<String>, from least: Int, to greatest: Int) {
    var taken: Set<Int> = []
    let room = UInt64(greatest - least + 1)
    for key in Set(keys).sorted(by: Wording.byBytes) {
      var offset = Int(StableNumbers.hash([key]) % room)
      while !taken.insert(offset).inserted { offset = (offset + 1) % Int(room) }
      numbers[key] = least + offset
    }
  }

  subscript(key: String) -> Int? { numbers[key] }

  /// Twelve hexadecimal digits of the hash of some texts: a name for what has no number of its own.
  static func digits(_ parts: [String]) -> String {
    let text = String(hash(parts) & 0xFFFF_FFFF_FFFF, radix: 16)
    return String(repeating: "0", count: 12 - text.utf8.count) + text
  }

  /// FNV-1a over the parts, each ended, and mixed once more so that low digits are as good as high ones.
  private static func hash(_ parts: [String]) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for part in parts {
      for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      hash = (hash ^ 0xFF) &* 0x100_0000_01B3
    }
    hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
    return hash ^ (hash >> 31)
  }
}

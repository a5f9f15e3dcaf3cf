import Documents
import TestSupport
import Testing

@Suite struct CanonicalJSONTests {
  private static let folder = "../Fixtures/json-canonicalization"
  static let vectors = (try? Fixtures.names(in: "\(folder)/input")) ?? []

  @Test func `there are six vectors`() { #expect(Self.vectors.count == 6) }

  @Test(arguments: vectors)
  func `a vector of RFC 8785 comes out as published`(name: String) throws {
    let input = try JSONReader.read(try Fixtures.bytes("\(Self.folder)/input/\(name)"), file: name)
    let output = try Fixtures.bytes("\(Self.folder)/output/\(name)")
    #expect(
      String(decoding: CanonicalJSON.bytes(JSONValue(input)), as: UTF8.self) == String(decoding: output, as: UTF8.self))
  }

  @Test(arguments: [
    (0x0000_0000_0000_0000 as UInt64, "0"), (0x8000_0000_0000_0000, "0"), (1, "5e-324"),
    (0x8000_0000_0000_0001, "-5e-324"),
    (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"), (0x4340_0000_0000_0000, "9007199254740992"),
    (0x4430_0000_0000_0000, "295147905179352830000"), (0x44b5_2d02_c7e1_4af6, "1e+23"),
    (0x444b_1ae4_d6e2_ef50, "1e+21"), (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"),
    (0x3eb0_c6f7_a0b5_ed8d, "0.000001"), (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"),
    (0x41b3_de43_5555_5553, "333333333.3333332"), (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
  ])
  func `a number is laid out as ECMAScript does`(bits: UInt64, text: String) {
    #expect(CanonicalJSON.number(Double(bitPattern: bits)) == text)
  }

  /// Digests of the first lines of the published sequence of numbers, which is made from a list and SHA-256.
  @Test(arguments: [
    (1000, "be18b62b6f69cdab33a7e0dae0d9cfa869fda80ddc712221570f9f40a5878687"),
    (10_000, "b9f7a8e75ef22a835685a52ccba7f7d6bdc99e34b010992cbc5864cd12be6892"),
    (1_000_000, "49415fee2c56c77864931bd3624faad425c3c577d6d74e89a83bc725506dad16"),
  ])
  func `the published sequence of numbers comes out to the digest`(count: Int, digest: String) throws {
    if count > 10_000 && !Heavy.isWanted { return }
    let list = String(decoding: try Fixtures.bytes("\(Self.folder)/numbers.txt"), as: UTF8.self)
    var bits = list.split(separator: "\n").compactMap { UInt64($0, radix: 16) }
    for serial in 0..<2000 as Range<UInt64> { bits.append(0x0010_0000_0000_0000 + serial) }
    var block = [UInt8](repeating: 0, count: 32)
    while bits.count < count {
      block = SHA256.digest(of: block)
      for word in 0..<4 {
        let pattern = (0..<8).reduce(UInt64(0)) { $0 | UInt64(block[word * 8 + $1]) << UInt64(8 * $1) }
        let value = Double(bitPattern: pattern)
        if value.isFinite && value != 0 { bits.append(pattern) }
      }
    }
    var text: [UInt8] = []
    for pattern in bits.prefix(count) {
      text += "\(String(pattern, radix: 16)),\(CanonicalJSON.number(Double(bitPattern: pattern)))\n".utf8
    }
    #expect(SHA256.hexadecimal(of: text) == digest)
  }
}

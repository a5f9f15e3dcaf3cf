import Documents
import Foundation
import TestSupport
import Testing

/// What comes out of compressed bytes, against zlib's verdicts (`Fixtures/deflate/make.py`) and by hand.
@Suite struct InflateStreamTests {
  /// All that comes out, or why nothing does.
  static func inflate(_ bytes: [UInt8]) -> (bytes: [UInt8], failure: InflateStream.Failure?, consumed: Int) {
    let stream = InflateStream(bytes, 0..<bytes.count)
    var result: [UInt8] = []
    do {
      while let piece = try stream.next() { result.append(contentsOf: piece) }
      return (result, nil, stream.consumed)
    } catch {
      return (result, error, stream.consumed)
    }
  }

  @Test func `whole, cut, broken and random streams end as zlib ends them`() throws {
    // DRAWDOWN_DEFLATE_CASES names a longer file of cases, for whoever wants to spend more time on it.
    let longer = ProcessInfo.processInfo.environment["DRAWDOWN_DEFLATE_CASES"]
    let file = longer.map { URL(fileURLWithPath: $0) } ?? Fixtures.url("../Fixtures/deflate/cases.txt")
    var counts: [String: Int] = [:]
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      let bytes = [UInt8](try #require(Data(base64Encoded: String(fields[1]))))
      let (result, failure, consumed) = Self.inflate(bytes)
      let wanted = String(fields[2])
      if failure != nil {
        // Which of the two is said about a stream that is both cut and broken depends on how far one looks ahead.
        #expect(wanted == "cut" || wanted == "refused", "case \(fields[0]): \(failure!)")
      } else if consumed < bytes.count {
        #expect(wanted == "behind", "case \(fields[0])")
      } else {
        let checksum = String(CRC32.of(result), radix: 16)
        let text = "\(result.count) " + String(repeating: "0", count: 8 - checksum.count) + checksum
        #expect(wanted == text, "case \(fields[0])")
      }
      counts[failure == nil ? "read" : wanted, default: 0] += 1
    }
    #expect(counts["read", default: 0] > 100 && counts["cut", default: 0] > 50 && counts["refused", default: 0] > 50)
  }

  /// Bits as RFC 1951 packs them: numbers from their least significant bit, codewords from their most.
  struct BitWriter {
    var bytes: [UInt8] = []
    var count = 0
    mutating func number(_ value: Int, _ bits: Int) { for bit in 0..<bits { add(value >> bit & 1) } }
    mutating func code(_ value: Int, _ bits: Int) { for bit in (0..<bits).reversed() { add(value >> bit & 1) } }
    private mutating func add(_ bit: Int) {
      if count & 7 == 0 { bytes.append(0) }
      bytes[count >> 3] |= UInt8(bit << (count & 7))
      count += 1
    }
  }

  /// A megabyte and more of one byte: a literal, then matches of 258 bytes at distance 1, in the fixed code.
  static func run(of byte: UInt8, matches: Int) -> [UInt8] {
    var bits = BitWriter()
    bits.number(1, 1)
    bits.number(1, 2)
    bits.code(0x30 + Int(byte), 8)
    for _ in 0..<matches {
      bits.code(0xC0 + 285 - 280, 8)
      bits.code(0, 5)
    }
    bits.code(0, 7)
    return bits.bytes
  }

  @Test func `the fixed code is that of the RFC`() {
    let (bytes, failure, consumed) = Self.inflate(Self.run(of: 0x41, matches: 5000))
    #expect(failure == nil)
    #expect(bytes == [UInt8](repeating: 0x41, count: 1 + 258 * 5000))
    #expect(consumed == Self.run(of: 0x41, matches: 5000).count)
  }

  @Test(arguments: [1, 2, 3, 7, 8, 9, 100])
  func `a match repeats what it is writing itself`(distance: Int) {
    var bits = BitWriter()
    bits.number(1, 1)
    bits.number(1, 2)
    for index in 0..<distance { bits.code(0x30 + index, 8) }
    bits.code(0xC0 + 285 - 280, 8)
    let bases = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129]
    let symbol = bases.lastIndex { $0 <= distance }!
    bits.code(symbol, 5)
    bits.number(distance - bases[symbol], symbol < 4 ? 0 : symbol / 2 - 1)
    bits.code(0, 7)
    let (bytes, failure, _) = Self.inflate(bits.bytes)
    #expect(failure == nil)
    #expect(bytes == (0..<distance + 258).map { UInt8($0 % distance) })
  }

  @Test func `a reference to before the beginning is refused, also by one byte`() {
    var bits = BitWriter()
    bits.number(1, 1)
    bits.number(1, 2)
    bits.code(0x30, 8)
    bits.code(1, 7)
    bits.code(1, 5)
    bits.code(0, 7)
    #expect(Self.inflate(bits.bytes).failure == .distance)
  }

  @Test func `a block of the fourth kind and a stored block with a wrong check are refused`() {
    #expect(Self.inflate([0x07]).failure == .blockKind)
    #expect(Self.inflate([0x01, 0x01, 0x00, 0xFF, 0xFF, 0x41]).failure == .storedLength)
    #expect(Self.inflate([0x01, 0x01, 0x00, 0xFE, 0xFF, 0x41]).bytes == [0x41])
    #expect(Self.inflate([]).failure == .endOfInput)
  }

  @Test func `the checksum is the one of the ZIP format`() {
    #expect(CRC32.of([]) == 0)
    #expect(CRC32.of(Array("123456789".utf8)) == 0xCBF4_3926)
    #expect(CRC32.of(Array("The quick brown fox jumps over the lazy dog".utf8)) == 0x414F_A339)
    var pieces = CRC32()
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    for start in stride(from: 0, to: 1000, by: 37) {
      Array(bytes[start..<min(1000, start + 37)]).withUnsafeBytes { pieces.update($0) }
    }
    #expect(pieces.value == CRC32.of(bytes))
  }

  @Test func `a million empty blocks take no longer than they are long`() {
    // Each ten bits, without any output; a reader that built a table for each would work for minutes.
    var bits = BitWriter()
    for _ in 0..<1_000_000 {
      bits.number(0, 1)
      bits.number(1, 2)
      bits.code(0, 7)
    }
    bits.number(1, 1)
    bits.number(1, 2)
    bits.code(0, 7)
    let began = ContinuousClock.now
    let (bytes, failure, _) = Self.inflate(bits.bytes)
    #expect(failure == nil && bytes.isEmpty)
    #expect(ContinuousClock.now - began < .seconds(20))
  }
}

import Documents
import Testing

@Suite struct GzipStreamTests {
  /// `printf 'hello, hello, hello\n' | gzip -9n`, of one member.
  private static let hello: [UInt8] = [
    0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0xFF, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0xD7, 0x51, 0xC8, 0x40,
    0xA2, 0xB8, 0x00, 0xE7, 0x42, 0x6E, 0x52, 0x14, 0x00, 0x00, 0x00,
  ]

  private func text(_ bytes: [UInt8], limits: ArchiveLimits = ArchiveLimits()) -> String {
    do throws(Findings) {
      return String(decoding: try GzipStream.unpacked(bytes, file: "a.gz", limits: limits), as: UTF8.self)
    } catch {
      return "\(error.all[0].code)"
    }
  }

  /// A member of stored blocks, with whatever its header may hold.
  private func member(_ data: [UInt8], flags: UInt8 = 0, behindHeader: [UInt8] = []) -> [UInt8] {
    func number(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
    return [0x1F, 0x8B, 8, flags, 0, 0, 0, 0, 0, 255] + behindHeader + [1] + number(data.count, 2)
      + number(~data.count, 2) + data + number(Int(CRC32.of(data)), 4) + number(data.count, 4)
  }

  @Test func `what gzip packed comes out again`() {
    #expect(text(Self.hello) == "hello, hello, hello\n")
  }

  @Test func `members one behind the other are one text, and zeros behind them are padding`() {
    #expect(text(Self.hello + member(Array("and more".utf8)) + [0, 0, 0]) == "hello, hello, hello\nand more")
  }

  @Test func `names, remarks, extra fields and the header's checksum are skipped`() {
    let header: [UInt8] =
      [3, 0, 1, 2, 3] + Array("flows.log".utf8) + [0] + Array("a remark".utf8) + [0] + [0xAA, 0xBB]
    #expect(text(member(Array("data".utf8), flags: 4 + 8 + 16 + 2, behindHeader: header)) == "data")
  }

  @Test func `a piece of any size may be asked for`() throws {
    let data = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let packed = stride(from: 0, to: data.count, by: 50_000).flatMap { member(Array(data[$0..<$0 + 50_000])) }
    for size in [1000, 65_537] {
      let stream = try GzipStream(packed, file: "a.gz")
      var result: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: size)
      while true {
        var count = 0
        try buffer.withUnsafeMutableBytes { count = try stream.read(into: $0) }
        if count == 0 { break }
        result += buffer[..<count]
      }
      #expect(result == data)
    }
  }

  @Test func `any cut is an error`() {
    for count in 0..<Self.hello.count { #expect(text(Array(Self.hello[..<count])).hasPrefix("ZIP"), "\(count)") }
  }

  @Test func `any bit changed behind the header is an error, or the same text`() {
    for place in 10..<Self.hello.count {
      for bit in 0..<8 {
        var bytes = Self.hello
        bytes[place] ^= 1 << UInt8(bit)
        let result = text(bytes)
        #expect(result.hasPrefix("ZIP") || result == "hello, hello, hello\n", "byte \(place), bit \(bit)")
      }
    }
  }

  @Test func `what is no member, another method and text behind the end are told`() {
    #expect(text(Array("no gzip at all, but long enough".utf8)) == "ZIP001")
    #expect(text(Self.hello + [1, 2, 3] + [UInt8](repeating: 9, count: 20)) == "ZIP001")
    var other = Self.hello
    other[2] = 7
    #expect(text(other) == "ZIP005")
    other = Self.hello
    other[3] = 0x80
    #expect(text(other) == "ZIP001")
  }

  @Test func `a bomb stops at the limit`() {
    var limits = ArchiveLimits()
    limits.entry = 1000
    #expect(text(member([UInt8](repeating: 65, count: 1001)), limits: limits) == "ZIP009")
    limits = ArchiveLimits()
    limits.total = 19
    #expect(text(Self.hello, limits: limits) == "ZIP009")
    limits = ArchiveLimits()
    limits.ratioFrom = 10
    limits.ratio = 1
    #expect(text(member([UInt8](repeating: 65, count: 1000)), limits: limits).hasPrefix("A"))
  }
}

// A ledger against every way in which somebody could lay hands on it.
import Documents
import Estates
import Plans
import TestSupport
import Testing

@Suite struct LedgerTests {
  private static let day = Day("2027-04-02")!

  private static func plan(_ seed: String, baseline: String? = nil) -> LedgerEntry.Content {
    func digest(_ text: String) -> String { "sha256:" + SHA256.hexadecimal(of: Array(text.utf8)) }
    return .plan(
      LedgerEntry.AcceptedPlan(
        plan: digest(seed), estate: "garage", estateDigest: digest(seed + "estate"),
        files: [LedgerFile(name: "program.json", digest: digest(seed + "program"))], tool: "drawdown 0.1.0",
        baseline: baseline))
  }

  /// Three plans, the first a baseline that the third takes over, and an approval of the second.
  private static let bytes: [UInt8] = {
    var bytes: [UInt8] = []
    func add(_ content: LedgerEntry.Content, _ why: String) {
      let entry = Ledger(bytes).next(who: "Zoë \"the board\"", why: why, on: day, content)
      bytes += entry.line + [0x0A]
    }
    add(plan("a", baseline: "v1"), "first")
    add(plan("b"), "after the freeze")
    add(.approval(.init(of: Ledger(bytes).head!, signature: "sha256:" + String(repeating: "0", count: 64))), "agreed")
    add(plan("c", baseline: "v1"), "the lease of Turin was moved")
    return bytes
  }()

  private static var lines: [[UInt8]] { bytes.split(separator: 0x0A).map { Array($0) + [0x0A] } }

  @Test func `a ledger that nobody touched holds, and knows its baselines`() throws {
    let ledger = Ledger(Self.bytes)
    #expect(ledger.faults.isEmpty)
    #expect(ledger.entries.map(\.number) == [1, 2, 3, 4])
    #expect(ledger.entry(named: "v1")?.number == 4)
    #expect(ledger.entry(named: "2")?.number == 2)
    #expect(ledger.entry(named: "3") == nil)
    #expect(ledger.entry(named: "head")?.number == 4)
    #expect(Ledger().faults.isEmpty && Ledger().head == nil)
  }

  @Test func `every flip of a single bit is found`() {
    for place in Self.bytes.indices {
      // In a debug build one bit of each byte, each of the eight in turn.
      for bit in 0..<8 where Heavy.isWanted || bit == place % 8 {
        var changed = Self.bytes
        changed[place] ^= 1 << UInt8(bit)
        #expect(!Ledger(changed).faults.isEmpty, "byte \(place), bit \(bit)")
      }
    }
  }

  @Test func `every line taken out before the last is found, and the last against a kept head`() throws {
    let head = try #require(Ledger(Self.bytes).head)
    for taken in Self.lines.indices {
      var lines = Self.lines
      lines.remove(at: taken)
      var ledger = Ledger(lines.flatMap { $0 })
      #expect(ledger.faults.isEmpty == (taken == Self.lines.count - 1))
      ledger.check(head: head)
      #expect(!ledger.faults.isEmpty)
    }
  }

  @Test func `every swap of two lines and every line written twice is found`() {
    for first in Self.lines.indices {
      for second in Self.lines.indices where first < second {
        var lines = Self.lines
        lines.swapAt(first, second)
        #expect(!Ledger(lines.flatMap { $0 }).faults.isEmpty)
      }
      var lines = Self.lines
      lines.insert(lines[first], at: first)
      #expect(!Ledger(lines.flatMap { $0 }).faults.isEmpty)
    }
  }

  @Test func `every cut inside a line is found`() {
    var ends: Set<Int> = [0]
    for line in Self.lines { ends.insert(ends.max()! + line.count) }
    for length in Self.bytes.indices where !ends.contains(length) {
      #expect(!Ledger(Array(Self.bytes[..<length])).faults.isEmpty, "\(length) bytes")
    }
  }

  @Test func `an entry that was edited and digested anew breaks the line behind it`() throws {
    var first = try #require(Ledger(Self.bytes).entries.first)
    first.why = "otherwise"
    let forged = first.line + [0x0A] + Self.lines.dropFirst().flatMap { $0 }
    #expect(
      Ledger(forged).faults == [.parent(line: 2, stated: Ledger(Self.bytes).entries[0].digest, computed: first.digest)])
  }

  @Test func `an entry of other spelling is not taken for the same`() {
    let text = String(decoding: Self.lines[0], as: UTF8.self)
    let spaced = Array(text.replacing(":", with: ": ", maxReplacements: 1).utf8)
    #expect(Ledger(spaced).faults == [.notCanonical(line: 1)])
  }
}

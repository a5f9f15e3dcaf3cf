import Documents
import TestSupport
import Testing

@Suite struct ZIPArchiveTests {
  typealias Entry = TinyArchive.Entry

  /// The code and the message of what is wrong: with the archive, or with its first entry; nil where all can be read.
  private func trouble(_ archive: TinyArchive, limits: ArchiveLimits = ArchiveLimits()) -> String? {
    do throws(Findings) {
      let archive = try ZIPArchive(archive.bytes, file: "a.zip", limits: limits)
      for entry in archive.entries { _ = try archive.bytes(of: entry) }
      return nil
    } catch {
      return "\(error.all[0].code) \(error.all[0].location?.description ?? ""): \(error.all[0].message)"
    }
  }

  @Test func `entries are found by name, whatever the letter case, and unpacked`() throws {
    var described = Entry("c/D.txt", "with its sizes behind", method: 8)
    described.hasDescriptor = true
    var large = Entry("large.txt", "with the sizes of ZIP64")
    large.isLarge = true
    let tiny = TinyArchive([
      Entry("a.txt", "stored"), Entry("b.txt", "packed", method: 8), described, large, Entry("f/", ""),
    ])
    let archive = try ZIPArchive(tiny.bytes, file: "a.zip")
    #expect(archive.entries.map(\.name) == ["a.txt", "b.txt", "c/D.txt", "large.txt", "f/"])
    #expect(archive.entries.map(\.isFolder) == [false, false, false, false, true])
    for (name, text) in [("A.TXT", "stored"), ("b.txt", "packed"), ("C/d.txt", "with its sizes behind")] {
      let entry = try #require(archive.entry(named: name))
      #expect(String(decoding: try archive.bytes(of: entry), as: UTF8.self) == text)
    }
    #expect(try archive.bytes(of: #require(archive.entry(named: "large.txt"))).count == 23)
    #expect(archive.entry(named: "nothing") == nil)
  }

  @Test func `an archive may carry a comment, and an archive of nothing is one`() throws {
    var tiny = TinyArchive([Entry("a", "1")])
    tiny.comment = Array("PK\u{5}\u{6} as a comment".utf8)
    #expect(try ZIPArchive(tiny.bytes, file: "a.zip").entries.count == 1)
    #expect(try ZIPArchive(TinyArchive([]).bytes, file: "a.zip").entries.isEmpty)
  }

  @Test func `any cut and any prefix of an archive is an error, not a crash`() {
    let bytes = TinyArchive([Entry("a.txt", "stored"), Entry("b.txt", "packed", method: 8)]).bytes
    for count in 0..<bytes.count {
      #expect(throws: Findings.self) { try ZIPArchive(Array(bytes.prefix(count)), file: "a.zip") }
    }
    #expect(throws: Findings.self) { try ZIPArchive([0x50] + bytes, file: "a.zip") }
  }

  @Test func `any byte changed is found, or changes only what is not read`() {
    // Dates, versions and the attributes of files are not looked at.
    let tiny = TinyArchive([Entry("a.txt", "stored text"), Entry("b.txt", "packed text", method: 8)])
    let bytes = tiny.bytes
    var unnoticed = 0
    for index in bytes.indices {
      for flip: UInt8 in [1, 0x80] {
        var changed = bytes
        changed[index] ^= flip
        do throws(Findings) {
          let archive = try ZIPArchive(changed, file: "a.zip")
          var texts: [String] = []
          for entry in archive.entries {
            texts.append(String(decoding: try archive.bytes(of: entry), as: UTF8.self))
          }
          #expect(texts == ["stored text", "packed text"], "byte \(index)")
          unnoticed += 1
        } catch {}
      }
    }
    #expect(unnoticed < bytes.count)
  }

  @Test func `sizes and checksums that lie are found`() {
    var small = Entry("a.txt", "stored text", method: 8)
    small.statedSize = 5
    small.headerSize = 5
    #expect(trouble(TinyArchive([small])) == "ZIP007 a.zip (/a.txt): larger than the 5 bytes that the archive states")
    var large = small
    large.statedSize = 500
    large.headerSize = 500
    #expect(trouble(TinyArchive([large])) == "ZIP007 a.zip (/a.txt): 11 bytes where the archive states 500")
    var stored = Entry("a.txt", "stored text")
    stored.statedSize = 500
    #expect(trouble(TinyArchive([stored]))?.hasPrefix("ZIP007 a.zip (/a.txt): stored as it is, and yet") == true)
    var sum = Entry("a.txt", "stored text")
    sum.statedChecksum = 7
    #expect(trouble(TinyArchive([sum])) == "ZIP008 a.zip (/a.txt): the checksum differs from what the archive states")
    var behind = Entry("a.txt", "text", method: 8)
    behind.packed = [0x01, 0x04, 0x00, 0xFB, 0xFF] + Array("text".utf8) + [0, 0]
    #expect(trouble(TinyArchive([behind])) == "ZIP006 a.zip (/a.txt): 2 bytes stand behind the end of the data")
  }

  @Test func `a header that differs from the directory is found`() {
    var name = Entry("a.txt", "text")
    name.headerName = "b.txt"
    #expect(trouble(TinyArchive([name]))?.hasPrefix("ZIP001 a.zip (/a.txt): the entry's own header differs") == true)
    var size = Entry("a.txt", "text")
    size.headerSize = 3
    #expect(trouble(TinyArchive([size]))?.hasPrefix("ZIP001") == true)
  }

  @Test func `entries that share bytes are refused`() {
    var second = Entry("b.txt", "text")
    second.headerName = "a.txt"
    second.headerOffset = 0
    // The quoted bytes of one entry are another's header and data: a bomb that unpacks everything many times over.
    #expect(trouble(TinyArchive([Entry("a.txt", "text"), second]))?.hasPrefix("ZIP001") == true)
    let inner = TinyArchive([Entry("b.txt", "text")]).bytes.prefix(39)
    var outer = Entry("a.txt", Array(inner))
    outer.name = "a.txt"
    var hidden = Entry("b.txt", "text")
    hidden.headerOffset = 35
    #expect(
      trouble(TinyArchive([outer, hidden])) == "ZIP002 a.zip (/b.txt): shares bytes with the entry a.txt")
  }

  @Test(arguments: ["../up", "a/../../b", "/absolute", "C:/drive", "", "nul\0", "..\\up"])
  func `names that lead out of the archive are refused`(name: String) {
    #expect(trouble(TinyArchive([Entry(name, "text")]))?.hasPrefix("ZIP003") == true)
  }

  @Test func `one name twice is refused, also in other letters`() {
    #expect(
      trouble(TinyArchive([Entry("a", "1"), Entry("A", "2")]))?.hasPrefix("ZIP003 a.zip (/A): one name twice") == true)
  }

  @Test func `encryption, other methods and volumes are told as such`() {
    var locked = Entry("a", "1")
    locked.flags = 1
    #expect(trouble(TinyArchive([locked])) == "ZIP004 a.zip (/a): the entry is encrypted")
    #expect(
      trouble(TinyArchive([Entry("a", "1", method: 14)])) == "ZIP005 a.zip (/a): packed by LZMA, which is not read")
  }

  @Test func `bombs are refused by what they state, before anything is unpacked`() {
    var bomb = Entry("bomb", [0, 0], method: 8)
    bomb.statedSize = 1 << 31
    bomb.headerSize = 1 << 31
    #expect(trouble(TinyArchive([bomb]))?.hasPrefix("ZIP009 a.zip (/bomb): 2,147,483,648 bytes out of 7") == true)
    var limits = ArchiveLimits()
    limits.entry = 10
    #expect(trouble(TinyArchive([Entry("a", "eleven bytes")]), limits: limits)?.hasPrefix("ZIP009") == true)
    limits = ArchiveLimits()
    limits.total = 10
    #expect(
      trouble(TinyArchive([Entry("a", "sixsix"), Entry("b", "sixsix")]), limits: limits)?.hasPrefix("ZIP009") == true)
    limits = ArchiveLimits()
    limits.entries = 1
    #expect(trouble(TinyArchive([Entry("a", "1"), Entry("b", "2")]), limits: limits)?.hasPrefix("ZIP009") == true)
  }

  @Test func `a bomb that lies about its size stops at the size it states`() {
    var bomb = Entry("bomb", [], method: 8)
    bomb.packed = InflateStreamTests.run(of: 0, matches: 1_000_000)
    bomb.statedSize = 1000
    bomb.headerSize = 1000
    let began = ContinuousClock.now
    #expect(trouble(TinyArchive([bomb])) == "ZIP007 a.zip (/bomb): larger than the 1,000 bytes that the archive states")
    #expect(ContinuousClock.now - began < .seconds(5))
  }

  @Test func `a directory that lies about its entries is refused`() {
    for count in [0, 1, 3, 0xFFFF] {
      var tiny = TinyArchive([Entry("a", "1"), Entry("b", "2")])
      tiny.statedCount = count
      #expect(trouble(tiny)?.hasPrefix("ZIP001") == true)
    }
    var shifted = TinyArchive([Entry("a", "1")])
    shifted.directoryShift = 1
    #expect(trouble(shifted)?.hasPrefix("ZIP001") == true)
  }
}

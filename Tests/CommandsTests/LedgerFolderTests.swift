// A ledger where it lies: one writer at a time, and a failing disk that leaves the old ledger or the new one.
import Documents
import Estates
import Foundation
import Plans
import Synchronization
import Testing

@testable import Commands

@Suite struct LedgerFolderTests {
  private static func entry(_ ledger: Ledger, _ why: String) -> LedgerEntry {
    let digest = "sha256:" + SHA256.hexadecimal(of: Array(why.utf8))
    return ledger.next(
      who: "board", why: why, on: Day("2027-04-02")!,
      .plan(.init(plan: digest, estate: "garage", estateDigest: digest, files: [], tool: "t", baseline: nil)))
  }

  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("ledger-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  @Test func `while one process adds, another is told so and adds nothing`() throws {
    try withFolder { path in
      let folder = LedgerFolder(path: path, world: .live)
      _ = try folder.add([]) { Self.entry($0, "first") }
      let before = try World.live.read(path + "/ledger.jsonl")
      let lock = try World.live.lock(path + "/" + LedgerFolder.lockFile)
      let outcome = #expect(throws: Outcome.self) { _ = try folder.add([]) { Self.entry($0, "second") } }
      #expect(outcome?.status == .locked)
      #expect(try World.live.read(path + "/ledger.jsonl") == before)
      try World.live.close(lock)
      #expect(try folder.add([]) { Self.entry($0, "second") }.number == 2)
    }
  }

  @Test func `of many writers at once each adds its entry once or is told to wait`() throws {
    try withFolder { path in
      let added = Mutex<Set<String>>([])
      DispatchQueue.concurrentPerform(iterations: 24) { number in
        let folder = LedgerFolder(path: path, world: .live)
        for _ in 0..<200 {
          do {
            _ = try folder.add([[UInt8(number)]]) { Self.entry($0, "entry \(number)") }
            added.withLock { _ = $0.insert("entry \(number)") }
            return
          } catch { usleep(1000) }
        }
      }
      let ledger = Ledger(try World.live.read(path + "/ledger.jsonl"))
      #expect(ledger.faults.isEmpty)
      #expect(Set(ledger.entries.map(\.why)) == added.withLock { $0 })
      #expect(ledger.entries.count == added.withLock { $0.count })
      #expect(ledger.entries.count > 1)
    }
  }

  @Test func `wherever the disk fails, the ledger is the old one or the new one, and the next entry goes behind it`()
    throws
  {
    func prepared() throws -> FakeWorld {
      let fake = FakeWorld()
      fake.put("book/.ledger.lock", "")
      let first = Self.entry(Ledger(), "first")
      fake.put("book/ledger.jsonl", String(decoding: first.line, as: UTF8.self) + "\n")
      return fake
    }
    func world(_ fake: FakeWorld) -> World {
      var world = fake.world
      world.lock = { (_) throws(SystemFailure) in World.Handle(3) }
      return world
    }
    let calm = try prepared()
    _ = try LedgerFolder(path: "book", world: world(calm)).add([[1, 2, 3]]) { Self.entry($0, "second") }
    let calls = calm.calls.count
    #expect(calls > 8)
    for failing in 1...calls {
      let fake = try prepared()
      let old = fake.file("book/ledger.jsonl")
      fake.set { $0.failingCall = failing }
      _ = try? LedgerFolder(path: "book", world: world(fake)).add([[1, 2, 3]]) { Self.entry($0, "second") }
      let after = fake.file("book/ledger.jsonl") ?? ""
      #expect(after == old || after == calm.file("book/ledger.jsonl"), "call \(failing), \(fake.calls.last ?? "")")
      let ledger = Ledger(Array(after.utf8))
      #expect(ledger.faults.isEmpty)
      // What an entry names is there before the entry is.
      if ledger.entries.count == 2 {
        #expect(fake.paths.contains { $0.hasPrefix("book/objects/") && !$0.contains("part") })
      }
      fake.set { $0.failingCall = nil }
      _ = try LedgerFolder(path: "book", world: world(fake)).add([]) { Self.entry($0, "third") }
      #expect(Ledger(Array((fake.file("book/ledger.jsonl") ?? "").utf8)).faults.isEmpty)
    }
  }
}

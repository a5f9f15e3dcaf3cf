import Commands
import Documents
import Foundation
import Testing

@Suite struct CodesTests {
  @Test func `a code means one thing`() {
    let codes = Catalogue.codes.map(\.code)
    #expect(Set(codes).count == codes.count)
  }

  @Test func `every code that the sources give has a page`() throws {
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Sources")
    let known = Set(Catalogue.codes.map(\.code))
    let pattern = try Regex("\"((?:INV|PRG|PLN|CSV|JSN|CHK|IMP|SOL|XLS|XML|ZIP|ACT)[0-9]{3})\"")
    let walk = try #require(FileManager.default.enumerator(atPath: sources.path))
    var seen: Set<String> = []
    while let path = walk.nextObject() as? String {
      guard path.hasSuffix(".swift") else { continue }
      let text = try String(contentsOf: sources.appendingPathComponent(path), encoding: .utf8)
      for match in text.matches(of: pattern) {
        guard let code = match.output[1].substring.map(String.init) else { continue }
        seen.insert(code)
        #expect(known.contains(code), "\(path) gives \(code), which 'drawdown help' does not explain")
      }
    }
    #expect(seen.count >= known.count)
  }

  @Test(arguments: Catalogue.codes)
  func `the page of a code says what it is, why, and what to do`(code: FindingCode) {
    let fake = FakeWorld()
    #expect(Drawdown.run(["help", code.code.lowercased()], in: fake.world) == .done)
    #expect(fake.output.hasPrefix("\(code.code): \(code.title)\n\n"))
    #expect(fake.output.contains("\nhelp: "))
    for line in fake.output.split(separator: "\n") { #expect(line.count <= 100) }
  }
}

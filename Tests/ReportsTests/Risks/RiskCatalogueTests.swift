import Documents
import Foundation
import Reports
import Testing

/// The page of documentation on the register is made from the catalogue itself.
@Suite struct RiskCatalogueTests {
  @Test func `the page in the module's catalog is made from the rules`() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources/Reports/Reports.docc/Risks.md")
    let text = RiskCataloguePage.document.text
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] != nil {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == text)
  }
}

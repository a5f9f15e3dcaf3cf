import Foundation
import Plans
import Testing

@testable import Reports

/// The schemas stand in the program, and once more as files beside the plans for who checks them with other tools.
@Suite struct SchemaFilesTests {
  @Test func `the schema files beside the plans are those of the program`() throws {
    let plans = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "plans")
    for (name, text) in [("plan.schema.json", PlanSchema.json), ("risks.schema.json", RiskSchema.json)] {
      let file = plans.appending(path: name)
      let written = text.hasSuffix("\n") ? text : text + "\n"
      if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] != nil {
        try written.write(to: file, atomically: true, encoding: .utf8)
      }
      #expect(try String(contentsOf: file, encoding: .utf8) == written)
    }
  }
}

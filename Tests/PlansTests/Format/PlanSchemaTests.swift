import Documents
import Estates
import TestSupport
import Testing

@testable import Plans

@Suite struct PlanSchemaTests {
  static func written(_ change: (inout Plan) -> Void = { _ in }) -> [UInt8] {
    var plan = PlanFormatTests.plan
    plan.estate.digest = "sha256:" + String(repeating: "0f", count: 32)
    plan.inputs[0].digest = String(repeating: "a1", count: 32)
    change(&plan)
    return PlanWriter.bytes(plan)
  }

  @Test func `a written plan conforms`() throws {
    let check = try SchemaCheck(schema: PlanSchema.json)
    #expect(try check.faults(in: Self.written()) == [])
    #expect(try check.faults(in: Self.written { $0.omitted = Set(Plan.Section.allCases) }) == [])
  }

  @Test func `the reader takes no plan that the schema refuses for a missing key`() throws {
    let check = try SchemaCheck(schema: PlanSchema.json)
    let schema = try JSONReader.read(Array(PlanSchema.json.utf8), file: "schema")
    guard case .array(let required)? = schema["required"]?.kind else { return #expect(Bool(false)) }
    #expect(required.count == 8)
    let text = String(decoding: Self.written(), as: UTF8.self)
    for key in required {
      guard case .string(let name) = key.kind else { continue }
      let without = text.replacing("\n  \"\(name)\":", with: "\n  \"-\(name)\":")
      #expect(without != text)
      #expect(try check.faults(in: Array(without.utf8)).contains { $0.hasSuffix("has no \(name)") })
      #expect(throws: Findings.self) { try PlanReader.read(Array(without.utf8), file: "plan.json") }
    }
  }

  @Test func `what is out of range does not conform`() throws {
    let check = try SchemaCheck(schema: PlanSchema.json)
    #expect(try !check.faults(in: Self.written { $0.waves[0].number = 0 }).isEmpty)
    #expect(try !check.faults(in: Self.written { $0.targets[0].shortfall = -0.1 }).isEmpty)
    #expect(try !check.faults(in: Self.written { $0.estate.digest = "md5:00" }).isEmpty)
    #expect(try !check.faults(in: Self.written { $0.waves = [] }).isEmpty)
  }
}

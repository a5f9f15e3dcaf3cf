import Documents
import Estates
import Foundation
import Inventories
import Plans
import Reports
import TestSupport
import Testing

/// What holds of every register, tried on the garage and on the workshop with the plan that ships.
@Suite struct RiskLawTests {
  static let workshop: RiskRegister? = {
    let folder = TestEstates.shipped.appendingPathComponent("workshop")
    let file = TestEstates.shipped.deletingLastPathComponent().appendingPathComponent("plans/workshop/plan.json")
    guard let files = try? TestEstates.files(in: folder), let bytes = try? Data(contentsOf: file),
      let estate = EstateFolderReader.read(files: files, name: "workshop").estate,
      let plan = try? PlanReader.read([UInt8](bytes), file: "plan.json"),
      let reading = try? PlanReading(plan: plan, estate: estate)
    else { return nil }
    return try? RiskRegister(RiskFacts(reading), planDigest: "sha256:" + SHA256.hexadecimal(of: [UInt8](bytes)))
  }()

  private func registers() throws -> [RiskRegister] {
    [try PlanReportTests.garage.register(), try #require(Self.workshop)]
  }

  @Test func `every printed formula comes to the figure beside it`() throws {
    var checked = 0
    for register in try registers() {
      for cause in register.causes {
        for step in cause.risk.workings {
          let value = try FormulaValue.of(step.values)
          #expect(
            (value - step.result).magnitude <= 1e-4 * max(1, step.result.magnitude),
            "\(cause.risk.id) \(step.name) = \(step.values) = \(step.result)")
          checked += 1
        }
        let last = Dictionary(cause.risk.workings.map { ($0.name, $0.result) }, uniquingKeysWith: { $1 })
        #expect((min(1, try #require(last["likelihood"])) * 100 - cause.risk.likelihood).magnitude <= 0.005001)
        #expect((max(0, try #require(last["impact"])) - cause.risk.impact).magnitude <= 0.0051)
      }
    }
    #expect(checked > 100)
  }

  @Test func `every number that no formula made says where it comes from`() throws {
    for register in try registers() {
      for cause in register.causes {
        #expect(cause.inputs.allSatisfy { !$0.name.isEmpty && !$0.source.isEmpty }, "\(cause.risk.id)")
        #expect(
          Set(cause.inputs.map(\.name)).count == cause.inputs.count, "\(cause.risk.id): \(cause.inputs.map(\.name))")
      }
    }
  }

  @Test func `a response never leaves more than there was`() throws {
    for register in try registers() {
      for risk in register.risks + register.causes.map(\.risk) {
        #expect(risk.residualLikelihood <= risk.likelihood && risk.residualImpact <= risk.impact, "\(risk.id)")
        #expect(risk.residualLikelihood5 <= risk.likelihood5 && risk.residualImpact5 <= risk.impact5, "\(risk.id)")
        #expect(risk.residualExposure <= risk.exposure && risk.respondBy <= max(risk.proximity, risk.respondBy))
      }
      #expect(register.exposure.residual.expected <= register.exposure.inherent.expected)
      #expect(register.exposure.residual.p80 <= register.exposure.inherent.p80)
    }
  }

  @Test func `the totals of each kind sum to the whole`() throws {
    for register in try registers() {
      let whole = register.causes.reduce(0) { $0 + $1.risk.exposure }
      for totals in [
        register.totals.categories, register.totals.sites, register.totals.applications, register.totals.waves,
        register.totals.businessUnits,
      ] {
        #expect((totals.reduce(0) { $0 + $1.exposure } - whole).magnitude < 0.01 * Double(totals.count + 1))
        #expect(totals.map(\.exposure) == totals.map(\.exposure).sorted(by: >))
      }
      #expect((register.exposure.inherent.expected - whole).magnitude < 0.01 * Double(register.causes.count + 1))
    }
  }

  @Test func `the garage under other names has the same figures`() throws {
    let plain = try PlanReportTests.garage.register()
    var renamed = PlanReportTests.garage
    for key in ["books-db", "books-app", "books-tst", "fax", "shop-web", "print"] {
      func again(_ text: String) -> String { text.replacingOccurrences(of: key, with: "a-" + key) }
      renamed.literal.workloads = again(renamed.literal.workloads)
      renamed.literal.dependencies = again(renamed.literal.dependencies)
      renamed.literal.members = again(renamed.literal.members)
      if let wave = renamed.moves.removeValue(forKey: key) { renamed.moves["a-" + key] = wave }
      if let reason = renamed.reasons.removeValue(forKey: key) { renamed.reasons["a-" + key] = reason }
      for place in renamed.splits.indices {
        if case .dependency(let source, let target, let line) = renamed.splits[place].source {
          renamed.splits[place].source = .dependency(
            source: source == key ? "a-" + key : source, target: target == key ? "a-" + key : target, line: line)
        }
      }
    }
    let other = try renamed.register()
    func figures(_ register: RiskRegister) -> [[Double]] {
      register.risks.map { [$0.likelihood, $0.impact, $0.exposure, $0.residualExposure, $0.responseCost] }.sorted {
        $0.lexicographicallyPrecedes($1)
      }
    }
    #expect(figures(plain) == figures(other))
    #expect(plain.exposure == other.exposure)
    #expect(plain.risks.map(\.ruleId).sorted() == other.risks.map(\.ruleId).sorted())
  }

  @Test func `the register is as its schema says`() throws {
    let schema = try SchemaCheck(schema: RiskSchema.json)
    for register in try registers() {
      #expect(try schema.faults(in: JSONWriter.bytes(register.json)) == [])
    }
  }

  @Test func `each of the eleven fields of NIST IR 8286r1 stands in each risk, in its bounds`() throws {
    let fields = [
      "riskId", "riskDescription", "riskCategory", "riskLikelihood", "riskImpact", "exposureRating", "riskResponseType",
      "riskResponseCost", "riskResponseDescription", "riskOwnerPointOfContact", "status",
    ]
    for register in try registers() {
      let root = try JSONReader.read(JSONWriter.bytes(register.json), file: "risks.json")
      guard case .array(let risks)? = root["risks"]?.kind else {
        Issue.record("the register has no list of risks")
        continue
      }
      #expect(!risks.isEmpty && risks.allSatisfy { risk in fields.allSatisfy { risk[$0] != nil } })
    }
    for risk in try registers().flatMap(\.risks) {
      #expect((0...100).contains(risk.likelihood) && risk.impact >= 0 && !risk.owner.isEmpty && !risk.responses.isEmpty)
      #expect(Set(risk.responses).count == risk.responses.count)
    }
  }

  @Test func `a cause is explained with its rows, an entry with its causes, a rule with what it found`() throws {
    let register = try #require(Self.workshop)
    for cause in register.causes {
      let explanation = try #require(RiskExplanation(of: cause.risk.id.uppercased(), in: register))
      let text = explanation.text
      #expect(text.contains(cause.risk.id) && text.contains("How it is computed") && text.contains("What went in"))
      #expect(text.contains("Where it was read") || cause.draft.terms().isEmpty)
      for step in cause.risk.workings { #expect(text.contains("= " + VisibleText.of(step.values))) }
    }
    let entry = try #require(register.risks.first { !$0.causes.isEmpty })
    let causes = try #require(RiskExplanation(of: entry.id, in: register)).text
    #expect(entry.causes.allSatisfy { causes.contains($0.id) })
    #expect(RiskExplanation(of: "FOOT-01", in: register)?.text.contains("cluster ULM-VM") == true)
    #expect(RiskExplanation(of: "TECH-03", in: register)?.text.contains("nothing to look at") == true)
    #expect(RiskExplanation(of: "FOOT-99", in: register) == nil)
  }
}

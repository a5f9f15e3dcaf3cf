import Documents
import Estates
import Plans
import Reports
import TestSupport
import Testing

@Suite struct RiskRegisterTests {
  /// Two sites whose racks are committed for a year beyond their release, and a workload without owner.
  private var small: SmallPlan {
    var small = SmallPlan(workloads: "workload,site,annual_run_cost\nW1,S1,3650", moves: ["W1": 1])
    small.literal.sites = "site\nS1\nS2"
    small.literal.racks = "rack,site,annual_cost,committed_until\nR1,S1,1000,2027-03-01\nR2,S2,5000,2027-03-01"
    small.release(.rack, "R1", "2026-03-01")
    small.release(.rack, "R2", "2026-03-01")
    return small
  }

  @Test func `the worst exposure stands first, and exposure is likelihood times impact in cents`() throws {
    let risks = try small.register().risks
    #expect(risks.map(\.exposure) == risks.map(\.exposure).sorted(by: >))
    #expect(risks.prefix(2).map(\.subject) == ["site S2", "site S1"])
    for risk in risks {
      #expect(risk.exposure == ((risk.likelihood / 100 * risk.impact) * 100).rounded() / 100)
    }
  }

  @Test func `one cause has one id, whatever stands around it`() throws {
    let before = try small.register().risks.first { $0.subject == "site S2" }?.id
    var other = small
    other.literal.sites = "site\nS0\nS2\nS1"
    other.literal.racks =
      "rack,site,annual_cost,committed_until\nR9,S0,70000,2028-03-01\nR2,S2,6000,2027-06-01\nR1,S1,1000,2027-03-01"
    other.release(.rack, "R9", "2026-03-01")
    let after = try other.register().risks.first { $0.subject == "site S2" }?.id
    #expect(before != nil && before == after)
    let ids = try other.register().risks.map(\.id)
    #expect(Set(ids).count == ids.count)
  }

  @Test func `a risk is owned by the inventory, else by the programme, else there is no register`() throws {
    var owned = SmallPlan(
      workloads:
        "workload,os,owner,one_off_cost\nW1,RHEL 6,ann@example.com,10\nW2,RHEL 6,bob@example.com,10\nW3,RHEL 6,bob@example.com,10",
      moves: ["W1": 1, "W2": 1, "W3": 1])
    #expect(try owned.register().risks.first { $0.ruleId == "TECH-01" }?.owner == "bob@example.com")

    owned.literal.workloads = "workload,os,owner,one_off_cost\nW1,RHEL 6,,10"
    let register = try owned.register()
    #expect(register.risks.first { $0.ruleId == "TECH-01" }?.owner == "office@example.com")
    #expect(register.findings.map(\.code) == ["PLN910"])

    owned.literal.program.riskOwner = nil
    #expect(throws: Findings.self) { try owned.register() }
    do {
      _ = try owned.register()
    } catch let findings as Findings {
      #expect(findings.all.allSatisfy { $0.code == "PRG910" && $0.severity == .error })
    }
  }

  @Test func `small causes of a rule stand together in one entry, and none is lost`() throws {
    var large = small
    large.literal.sites = "site\nS1\nS2\nS3"
    large.literal.racks =
      "rack,site,annual_cost,committed_until\nR1,S1,1000,2027-03-01\nR2,S2,5000000,2027-03-01\nR3,S3,2000,2027-03-01"
    large.release(.rack, "R3", "2026-03-01")
    let register = try large.register()
    #expect(register.threshold == 5006.65)
    let found = register.risks.filter { $0.ruleId == "COST-03" }
    #expect(found.map(\.subject) == ["site S2", "further causes"])
    #expect(found[1].exposure == 3000 && found[1].likelihood == 100 && found[1].residualExposure == 1500)
    #expect(found[1].causes.map(\.subject) == ["site S3", "site S1"] && register.below == 2)
    let sum = register.causes.reduce(0) { $0 + $1.risk.exposure }
    #expect((register.risks.reduce(0) { $0 + $1.exposure } - sum).magnitude < 0.01)
  }

  @Test func `of one rule the ten worst have entries of their own`() throws {
    var many = SmallPlan(workloads: SmallPlan.workloads(12, "owner", "kim@example.com"), moves: ["W001": 1])
    many.literal.sites = "site" + (1...12).map { "\nS\($0)" }.joined()
    many.literal.racks =
      "rack,site,annual_cost,committed_until" + (1...12).map { "\nR\($0),S\($0),36500,2027-03-01" }.joined()
    for number in 1...12 { many.release(.rack, "R\(number)", "2026-03-01") }
    let found = try many.register().risks.filter { $0.ruleId == "COST-03" }
    #expect(found.count == 11 && found.first?.subject == "further causes" && found.first?.causes.count == 2)
  }

  @Test func `a response that costs more than it saves is not bought`() throws {
    var dear = SmallPlan(
      workloads: SmallPlan.workloads(25, "zone,one_off_cost,owner", "Z,1000,kim@example.com"), moves: [:])
    for number in 1...25 { dear.moves[SmallPlan.name(number)] = 2 }
    dear.literal.add(.together(by: ["zone"]))
    // Exposure 25 * 5% * 1000 = 1250; a rehearsal for 2500 would leave 500 of it.
    let risk = try #require(try dear.register().risks.first { $0.ruleId == "DEP-05" })
    #expect(risk.responses == [.accept] && risk.responseCost == 0 && risk.status == .monitoring)
    #expect(risk.residualExposure == risk.exposure && risk.responseDescription.contains("would cost EUR 2,500"))
  }

  @Test func `bands are the program's, or shares of what the estate costs`() throws {
    #expect(try small.register().bands.impact == [9.65, 48.25, 193, 482.5])
    var stated = small
    stated.literal.program.riskBands = RiskBands(likelihood: [1, 2, 3, 4], impact: [1, 2, 3, 100_000])
    let risk = try #require(try stated.register().risks.first { $0.ruleId == "COST-03" })
    #expect(risk.likelihood5 == 5 && risk.impact5 == 4)
    #expect(risk.residualLikelihood5 == 5 && risk.residualImpact5 == 4)
  }

  @Test func `an estate without money has a register without exposure, and says nothing twice`() throws {
    let bare = SmallPlan(workloads: "workload\nW1", moves: ["W1": 1])
    let register = try bare.register()
    #expect(register.threshold == 0)
    #expect(register.risks.map(\.ruleId) == ["DATA-02", "TECH-04"])
    #expect(register.risks[0].exposure == 0)
  }

  @Test func `every description is one sentence of cause, event and consequence`() throws {
    for risk in try small.register().risks {
      #expect(risk.description.hasPrefix("Because ") && risk.description.hasSuffix("."))
      #expect(risk.description.range(of: " may ") != nil && risk.description.range(of: ", leading to ") != nil)
      #expect(!risk.owner.isEmpty && !risk.trigger.isEmpty && !risk.evidence.isEmpty)
    }
  }

  @Test func `a plan of another estate is refused with the names that it lacks`() {
    var foreign = small
    foreign.release(.host, "H77", "2026-05-01")
    #expect(throws: Findings.self) { try foreign.register() }
  }
}

private extension String {
  func range(of part: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(part) { return start..<index(start, offsetBy: part.count) }
      start = index(after: start)
    }
    return nil
  }
}

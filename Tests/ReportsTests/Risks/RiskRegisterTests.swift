import Documents
import Estates
import Plans
import Reports
import TestSupport
import Testing

@Suite struct RiskRegisterTests {
  /// Two sites with idle hosts of different cost, and a workload without owner.
  private var small: SmallPlan {
    var small = SmallPlan(workloads: "workload,site,annual_run_cost\nW1,S1,3650", moves: ["W1": 1])
    small.literal.sites = "site\nS1\nS2"
    small.literal.hosts = "host,site,annual_cost\nH1,S1,1000\nH2,S2,5000"
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
    other.literal.hosts = "host,site,annual_cost\nH9,S0,70000\nH2,S2,6000\nH1,S1,1000"
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

  @Test func `causes below a twentieth of a percent of what the estate costs are counted, not listed`() throws {
    var large = small
    large.literal.hosts = "host,site,annual_cost\nH1,S1,1\nH2,S2,5000000"
    let register = try large.register()
    #expect(register.threshold == 2501.83)
    #expect(register.risks.allSatisfy { $0.exposure >= register.threshold })
    #expect(register.below >= 1 && !register.risks.contains { $0.subject == "site S1" && $0.ruleId == "FOOT-03" })
  }

  @Test func `bands are the program's, or shares of what the estate costs`() throws {
    #expect(try small.register().bands.impact == [9.65, 48.25, 193, 482.5])
    var stated = small
    stated.literal.program.riskBands = RiskBands(likelihood: [1, 2, 3, 4], impact: [1, 2, 3, 100_000])
    let risk = try #require(try stated.register().risks.first { $0.ruleId == "FOOT-03" })
    #expect(risk.likelihood5 == 5 && risk.impact5 == 4)
    #expect(risk.residualLikelihood5 == 5 && risk.residualImpact5 == 4)
  }

  @Test func `an estate without money has a register without exposure, and says nothing twice`() throws {
    let bare = SmallPlan(workloads: "workload\nW1", moves: ["W1": 1])
    let register = try bare.register()
    #expect(register.threshold == 0)
    #expect(register.risks.map(\.ruleId) == ["DATA-02"])
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

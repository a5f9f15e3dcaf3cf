import Documents
import Estates
import TestSupport
import Testing

@testable import Topology

/// Every doubt both ways: found where it is, not found where it is not.
@Suite struct DoubtsTests {
  func messages(_ code: FindingCode, _ literal: EstateLiteral) -> [String] {
    Doubts.findings(DependencyGraph(ResolvedEstate(literal.estate))).filter { $0.code == code.code }.map(\.message)
  }

  func selector(_ column: String, _ value: String) -> Selector {
    Selector(terms: [.init(column: column, condition: .text(value))])
  }

  @Test func `every doubt is in the catalogue, and has a place and a help`() {
    var literal = EstateLiteral(workloads: "workload,disposition,cluster\nW1,retain,C1\nW2,,")
    literal.sites = "site\nS1"
    literal.clusters = "cluster,site\nC1,S1"
    literal.hosts = "host,site,cluster\nH1,S1,C1\nH2,S1,"
    literal.initiatives = "initiative\nI1\nI2"
    literal.members = "initiative,workload\nI1,W1"
    literal.add(.stay, where: ["workload": "X*"])
    let findings = Doubts.findings(DependencyGraph(ResolvedEstate(literal.estate)))
    #expect(findings.count >= 7)
    for finding in findings {
      #expect(FindingCode.ofDoubts.contains { $0.code == finding.code })
      #expect(finding.location != nil && finding.help != nil, "\(finding.message)")
    }
    #expect(Set(FindingCode.ofDoubts.map(\.code)).count == FindingCode.ofDoubts.count)
  }

  @Test func `owner, application and dependencies may be missing`() {
    var literal = EstateLiteral(workloads: "workload,application,owner\nW1,A,\nW2,,ann\nW3,,\nW4,B,")
    literal.applications = "application,owner\nA,bob\nB,"
    literal.dependencies = "source,target,relation\nW1,W2,near"
    #expect(messages(.workloadWithoutOwner, literal) == ["2 of 4 workloads have no owner: W3 (line 4) and W4 (line 5)"])
    #expect(
      messages(.workloadWithoutApplication, literal) == [
        "2 of 4 workloads have no application: W2 (line 3) and W3 (line 4)"
      ])
    #expect(
      messages(.workloadWithoutDependencies, literal)
        == ["2 of 4 workloads have no known dependencies: W3 (line 4) and W4 (line 5)"])
    var full = EstateLiteral(workloads: "workload,application,owner\nW1,A,\nW2,A,ann")
    full.applications = "application,owner\nA,bob"
    full.dependencies = literal.dependencies
    for code in [FindingCode.workloadWithoutOwner, .workloadWithoutApplication, .workloadWithoutDependencies] {
      #expect(messages(code, full).isEmpty)
    }
  }

  @Test func `many rows make one finding that names the first`() {
    let literal = EstateLiteral(workloads: "workload\n" + (1...1200).map { "W\($0)" }.joined(separator: "\n"))
    #expect(
      messages(.workloadWithoutOwner, literal)
        == ["1,200 of 1,200 workloads have no owner: W1 (line 2), W2 (line 3), W3 (line 4) and 1,197 more"])
  }

  @Test func `idle hosts and clusters are named unless they leave by themselves`() {
    var literal = EstateLiteral(workloads: "workload,host,cluster\nW1,H1,\nW2,,C1")
    literal.sites = "site\nS1"
    literal.clusters = "cluster,site\nC1,S1\nC2,S1\nC3,S1"
    literal.hosts =
      "host,site,cluster,rack_units,leaves\nH1,S1,,1,\nH2,S1,,2,\nH3,S1,,4,2027-01-01\nH4,S1,C1,,\nH5,S1,C2,,\nH6,S1,C3,,with_site"
    #expect(
      messages(.idleHost, literal) == [
        "1 host outside clusters is idle and never emptied, with 2 rack units: H2 (line 3)"
      ])
    #expect(
      messages(.idleCluster, literal)
        == ["cluster C2 is idle: no workload runs on its 1 host, which nothing empties"])
  }

  @Test func `a workload of unknown size keeps its cluster full`() {
    var literal = EstateLiteral(
      workloads: "workload,cluster,cores,memory_gb,disposition\nW1,C1,,,\nW2,C1,2,,\nW3,C2,,8,\nW4,C3,,,retain\nW5,,,,")
    literal.sites = "site\nS1"
    literal.clusters = "cluster,site\nC1,S1\nC2,S1\nC3,S1"
    literal.hosts = "host,site,cluster\nH1,S1,C1\nH2,S1,C1\nH3,S1,C2\nH4,S1,C3"
    #expect(
      messages(.unknownSize, literal) == [
        "cluster C1 keeps all its 2 hosts until the last of them has left: neither cores nor memory are known of W1 (line 2)",
        "cluster C3 keeps all its 1 host for ever, as W4 never leaves: neither cores nor memory are known of W4 (line 5)",
      ])
  }

  @Test func `an initiative is locked by members that stay, and by those tied to them`() {
    var literal = EstateLiteral(workloads: "workload,disposition\nW1,\nW2,retain\nW3,\nW4,")
    literal.dependencies = "source,target,relation\nW1,W2,together"
    literal.initiatives = "initiative\nI1\nI2\nI3\nI4"
    literal.members = "initiative,workload\nI1,W1\nI1,W3\nI2,W3\nI3,W4"
    literal.add(.stay, where: ["workload": "W4"])
    #expect(
      messages(.lockedInitiative, literal) == [
        "initiative I1 never becomes ready: 1 of its 2 members stays: W1 (line 2) moves together with W2, which is retained",
        "initiative I3 never becomes ready: 1 of its 1 member stays: W4 (line 5) is kept by /rules/0 (stay)",
      ])
    #expect(messages(.emptyInitiative, literal) == ["initiative I4 has no members and never counts"])
  }

  @Test func `a provider may retire before its consumer`() {
    var literal = EstateLiteral(
      workloads: """
        workload,disposition,not_before,not_after
        P1,retire,,
        P2,retire,,2026-03-01
        C1,retain,,
        C2,,2026-05-01,
        C3,,,
        C4,retire,,
        """)
    literal.dependencies =
      "source,target,relation\nC1,P1,near\nC2,P2,last\nC3,P1,near\nC3,P1,last\nC4,P1,near\nP1,C3,near"
    #expect(
      messages(.retiringProvider, literal) == [
        "1 provider is to be retired though its consumer stays for good: P1, needed by C1 (line 2)",
        "1 provider must retire before its consumer may leave: P2, needed by C2 (line 3)",
        "1 provider may retire before its consumer has left: nothing makes it wait: P1, needed by C3 (line 4)",
      ])
    literal.dependencies = "source,target,relation\nC3,P1,first\nC4,P1,near"
    #expect(messages(.retiringProvider, literal).isEmpty)
  }

  @Test func `a limit counts rows without a number as nothing, and says so`() {
    var literal = EstateLiteral(
      workloads: "workload,team,effort_hours,disposition\nW1,a,,\nW2,a,5,\nW3,b,,\nW4,a,,retain")
    literal.add(.limit(Limit(measure: "effort_hours", perWave: [10])), where: ["team": "a"])
    literal.add(.limit(Limit(measure: "workloads", perWave: [10])))
    #expect(
      messages(.missingAmount, literal)
        == ["1 of the 2 workloads that /rules/0 (limit) limits have no effort_hours and count as 0: W1 (line 2)"])
  }

  @Test func `a rule that selects nothing is named with what it lacks`() {
    var literal = EstateLiteral(workloads: "workload,app,env,disposition\nW1,A,prod,\nW2,A,prod,\nW3,,prod,retain")
    literal.dependencies = "source,target,relation,kind\nW1,W2,near,sql\nW2,W1,,web"
    literal.add(.together(by: ["app"]))
    literal.add(.together(by: ["workload"]))
    literal.add(.freeze(from: Day("2026-01-01")!, to: Day("2026-12-31")!, test: .cutover), where: ["env": "test"])
    literal.add(.order(by: [], first: selector("env", "dev"), then: selector("env", "prod"), lagWaves: 1))
    literal.add(.relate(kind: "ftp", relation: .near, annualSplitCost: nil))
    literal.add(.relate(kind: "sql", relation: .near, annualSplitCost: nil))
    literal.add(.relate(kind: "web", relation: .near, annualSplitCost: nil))
    literal.add(.relate(kind: "w*", relation: .near, annualSplitCost: nil))
    literal.add(.leave(by: Day("2026-06-01")!), where: ["workload": "W3"])
    literal.add(.leave(by: Day("2026-06-01")!), where: ["env": "prod"])
    #expect(
      messages(.idleRule, literal) == [
        "/rules/1 (together) has no effect: no two workloads share workload",
        "/rules/2 (freeze) has no effect: it selects no workload",
        "/rules/3 (order) has no effect: no group has a workload on both sides",
        "/rules/4 (relate) has no effect: no dependency has a kind that it matches",
        "/rules/5 (relate) has no effect: every dependency of its kinds states its relation",
        "/rules/7 (relate) has no effect: earlier relate rules match all its kinds",
        "/rules/8 (leave) has no effect: all that it selects never move",
      ])
    #expect(
      messages(.leaveLeavesOut, literal)
        == [
          "/rules/9 (leave) by 2026-06-01 leaves out 1 workload of the 3 that it selects, as they never move: W3 (line 4)"
        ]
    )
  }

  @Test func `dates outside of the calendar are named`() {
    // Waves: cutovers 2026-02-28, 03-28, 04-25, 05-23, 06-20.
    var literal = EstateLiteral(
      workloads: """
        workload,not_before,not_after,lead_waves,disposition
        W1,2026-06-21,,,
        W2,,2026-02-27,,
        W3,2026-05-01,2026-04-01,,
        W4,,,6,
        W5,2026-02-28,2026-06-20,5,
        W6,2027-01-01,,,retain
        """)
    literal.add(.freeze(from: Day("2026-03-01")!, to: Day("2026-03-20")!, test: .cutover))
    literal.add(.freeze(from: Day("2026-03-01")!, to: Day("2026-03-20")!, test: .wave))
    literal.add(.notBefore(Day("2026-07-01")!))
    literal.add(.notAfter(Day("2026-06-20")!))
    literal.add(.limit(Limit(measure: "workloads", perWave: [1], from: Day("2026-07-01")!)))
    literal.add(.notAfter(Day("2026-06-19")!))
    #expect(
      messages(.outOfWindow, literal) == [
        "1 workload can never move: W3 (line 4) not before 2026-05-01 and not after 2026-04-01",
        "1 workload can never move: W1 (line 2) not before 2026-06-21, the last cutover being 2026-06-20",
        "1 workload can never move: W2 (line 3) not after 2026-02-27, the first cutover being 2026-02-28",
        "1 workload can never move: W4 (line 5) prepared over 6 waves of 5",
        "/rules/0 (freeze) freezes no wave: no cutover lies in 2026-03-01 … 2026-03-20",
        "/rules/2 (notBefore) lets none of its 6 workloads move: the last cutover is 2026-06-20, before 2026-07-01",
        "/rules/3 (notAfter) has no effect: the last cutover is 2026-06-20, not after 2026-06-20",
        "/rules/4 (limit) limits no wave: no cutover lies in 2026-07-01 … 2026-06-20",
      ])
  }

  @Test func `a target before the first release is named`() {
    var literal = EstateLiteral(workloads: "workload\nW1")
    literal.program.decommissionLagDays = 60
    literal.program.targets = [
      Target(
        measure: .hosts, reduction: 0.5, by: Day("2026-04-29")!,
        milestones: [Milestone(by: Day("2026-04-28")!, reduction: 0.1)]),
      Target(measure: .workloads, reduction: 0.5, by: Day("2026-02-28")!),
    ]
    #expect(
      messages(.unreachableDate, literal) == [
        "the milestone on hosts by 2026-04-28 comes before anything that moves can count: the first cutover is 2026-02-28, and release takes 60 days"
      ])
  }

  @Test func `a cycle of lags is named with the rows and rules that close it`() {
    var literal = EstateLiteral(workloads: "workload,app,env\nW1,A,dev\nW2,A,prod")
    literal.add(.order(by: ["app"], first: selector("env", "dev"), then: selector("env", "prod"), lagWaves: 2))
    #expect(messages(.endlessCycle, literal).isEmpty)
    literal.dependencies = "source,target,relation\nW1,W2,first"
    #expect(
      messages(.endlessCycle, literal) == [
        "2 workloads can never move, as they wait for each other in a circle: W1 (line 2) and W2 (line 3); the circle: "
          + "W1 2 waves before W2 by /rules/0 (order) and W2 no later than W1 by dependencies.csv:2"
      ])
  }
}

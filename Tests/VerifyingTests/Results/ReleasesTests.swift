import Estates
import TestSupport
import Testing

@testable import Verifying

/// What leaves when, by SPEC section 3. Five waves, with cutovers on 02-28, 03-28, 04-25, 05-23, 06-20; 10 days to clear.
@Suite struct ReleasesTests {
  static func releases(_ literal: EstateLiteral, _ waves: [Int?]) -> (
    hosts: [String?], racks: [String?], sites: [String?]
  ) {
    var literal = literal
    literal.program.decommissionLagDays = 10
    let evaluation = Verifier(estate: literal.estate).evaluate(waves: waves)
    func texts(_ days: [Day?]) -> [String?] { days.map { $0?.description } }
    return (texts(evaluation.hostReleased), texts(evaluation.rackReleased), texts(evaluation.siteReleased))
  }

  @Test func `a host goes with its last workload, an idle one never`() {
    var literal = EstateLiteral(workloads: "workload,host\nW0,H0\nW1,H0\nW2,H1")
    literal.sites = "site\nS"
    literal.hosts = "host,site\nH0,S\nH1,S\nH2,S"
    #expect(Self.releases(literal, [1, 3, nil]).hosts == ["2026-05-05", nil, nil])
    #expect(Self.releases(literal, [1, 3, 2]).sites == [nil])
  }

  @Test func `a rack goes with its hosts, an empty one with its site, and a site with the last of all`() {
    var literal = EstateLiteral(workloads: "workload,host,site\nW0,H0,\nW1,H1,\nW2,,S")
    literal.sites = "site\nS\nT"
    literal.racks = "rack,site\nR0,S\nR1,S"
    literal.hosts = "host,site,rack\nH0,S,R0\nH1,S,R0"
    let all = Self.releases(literal, [1, 2, 4])
    #expect(all.racks == ["2026-04-07", "2026-06-02"])
    // The site of nothing at all is not released.
    #expect(all.sites == ["2026-06-02", nil])
    #expect(Self.releases(literal, [1, 2, nil]).sites == [nil, nil])
    #expect(Self.releases(literal, [1, nil, 4]).racks == [nil, nil])
  }

  @Test func `hosts leave on a date, with their rack, with their site`() {
    var literal = EstateLiteral(workloads: "workload,host,site\nW0,H0,\nW1,,S")
    literal.sites = "site\nS"
    literal.racks = "rack,site\nR0,S\nR1,S"
    literal.hosts = """
      host,site,rack,leaves
      H0,S,R0,
      H1,S,R0,2026-04-01
      SWITCH,S,R0,with_rack
      LONELY,S,R1,with_rack
      ROUTER,S,,with_site
      """
    // The lonely one has nobody to leave with, and keeps the site.
    let releases = Self.releases(literal, [1, 4])
    #expect(releases.hosts == ["2026-03-10", "2026-04-01", "2026-04-01", nil, nil])
    #expect(releases.racks == ["2026-04-01", nil])
    literal.hosts = "host,site,rack,leaves\nH0,S,R0,\nSWITCH,S,R0,with_rack\nROUTER,S,R1,with_site"
    let site = Self.releases(literal, [1, 4])
    #expect(site.hosts == ["2026-03-10", "2026-03-10", "2026-06-02"])
    #expect(site.racks == ["2026-03-10", "2026-06-02"])
    #expect(site.sites == ["2026-06-02"])
    #expect(Self.releases(literal, [1, nil]).hosts == ["2026-03-10", "2026-03-10", nil])
  }

  static func cluster(_ hosts: String, workloads: String, _ facts: String = "C,S,1,1,1") -> EstateLiteral {
    var literal = EstateLiteral(workloads: "workload,cluster,cores,memory_gb\n" + workloads)
    literal.sites = "site\nS"
    literal.clusters = "cluster,site,spare_hosts,cpu_overcommit,memory_overcommit\n" + facts
    literal.hosts = "host,site,cluster,cores,memory_gb,release_order,end_of_support,annual_cost\n" + hosts
    return literal
  }

  @Test func `a cluster keeps the last hosts that carry what remains, and a spare`() {
    let literal = Self.cluster(
      "H0,S,C,4,16,1,,\nH1,S,C,4,16,2,,\nH2,S,C,4,16,3,,\nH3,S,C,4,16,4,,",
      workloads: "W0,C,4,8\nW1,C,4,8\nW2,C,4,8")
    // After wave 1: 8 cores on two hosts and a spare; after wave 3: 4 cores on one and a spare; then none.
    #expect(Self.releases(literal, [1, 3, 4]).hosts == ["2026-03-10", "2026-05-05", "2026-06-02", "2026-06-02"])
    #expect(Self.releases(literal, [1, 3, nil]).hosts == ["2026-03-10", "2026-05-05", nil, nil])
  }

  @Test func `room that stood free is given back at the first cutover`() {
    let literal = Self.cluster(
      "H0,S,C,8,64,1,,\nH1,S,C,8,64,2,,\nH2,S,C,8,64,3,,", workloads: "W0,C,4,8")
    #expect(Self.releases(literal, [nil]).hosts == ["2026-03-10", nil, nil])
  }

  @Test func `memory counts as cores do`() {
    let literal = Self.cluster(
      "H0,S,C,8,8,1,,\nH1,S,C,8,8,2,,\nH2,S,C,8,8,3,,", workloads: "W0,C,1,16\nW1,C,1,")
    #expect(Self.releases(literal, [nil, 1]).hosts == [nil, nil, nil])
    // One carries the core that remains, one is the spare.
    #expect(Self.releases(literal, [2, nil]).hosts == ["2026-04-07", nil, nil])
  }

  @Test func `overcommit makes hosts carry more`() {
    let literal = Self.cluster(
      "H0,S,C,4,16,1,,\nH1,S,C,4,16,2,,\nH2,S,C,4,16,3,,", workloads: "W0,C,10,8", "C,S,0,2.5,1")
    #expect(Self.releases(literal, [nil]).hosts == ["2026-03-10", "2026-03-10", nil])
  }

  @Test func `an unknown size keeps all, an unknown capacity counts as the smallest`() {
    let unknown = Self.cluster(
      "H0,S,C,4,16,1,,\nH1,S,C,4,16,2,,\nH2,S,C,4,16,3,,", workloads: "W0,C,,\nW1,C,1,1")
    #expect(Self.releases(unknown, [2, nil]).hosts == ["2026-04-07", nil, nil])
    #expect(Self.releases(unknown, [nil, 1]).hosts == [nil, nil, nil])
    let capacity = Self.cluster("H0,S,C,2,16,1,,\nH1,S,C,,16,2,,\nH2,S,C,4,16,3,,", workloads: "W0,C,3,1")
    // Of H1 and H2 the larger is the spare: what is left carries 2.
    #expect(Self.releases(capacity, [nil]).hosts == [nil, nil, nil])
  }

  @Test func `what no number of hosts carries keeps all`() {
    let literal = Self.cluster("H0,S,C,4,16,1,,\nH1,S,C,4,16,2,,", workloads: "W0,C,40,1\nW1,C,1,1")
    #expect(Self.releases(literal, [nil, 1]).hosts == [nil, nil])
    #expect(Self.releases(literal, [1, nil]).hosts == [nil, nil])
  }

  @Test func `the order of release is order, support, cost, key`() {
    let literal = Self.cluster(
      """
      HB,S,C,4,16,,,
      HA,S,C,4,16,,,
      HC,S,C,4,16,,,900
      HD,S,C,4,16,,2028-01-01,
      HE,S,C,4,16,9,,
      """, workloads: "W0,C,1,1")
    let estate = literal.estate
    let order = Verifier(estate: estate).clusters[0].order.map { estate.texts[estate.hosts.keys[Int($0)]] }
    #expect(order == ["HE", "HD", "HC", "HA", "HB"])
  }

  @Test func `a cluster without workloads is idle`() {
    let literal = Self.cluster("H0,S,C,4,16,1,,", workloads: "W0,,1,1")
    #expect(Self.releases(literal, [1]).hosts == [nil])
  }

  @Test func `a workload on a host of a cluster runs in the cluster`() {
    var literal = Self.cluster("H0,S,C,4,16,1,,\nH1,S,C,4,16,2,,", workloads: "")
    literal.workloads = "workload,host,cores,memory_gb\nW0,H0,1,1\nW1,H1,1,1"
    #expect(Self.releases(literal, [1, nil]).hosts == [nil, nil])
    #expect(Self.releases(literal, [1, 2]).hosts == ["2026-04-07", "2026-04-07"])
  }
}

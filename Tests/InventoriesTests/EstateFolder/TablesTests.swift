import Documents
import Estates
import Inventories
import TestSupport
import Testing

/// What a finding says, as a line: `error INV012 dependencies.csv:2:4 (column "target"): unknown workload 'W9'`.
func line(_ finding: Finding) -> String {
  "\(finding.severity) \(finding.code) \(finding.location.map(\.description) ?? "-"): \(finding.message)"
}

@Suite struct TablesTests {
  private let base = [
    "program.json": TestEstates.program,
    "sites.csv": "site,annual_cost\nS1,100\nS2,200\n",
    "racks.csv": "rack,site\nR1,S1\nR2,S2\n",
    "clusters.csv": "cluster,site\nC1,S1\nC2,S2\n",
    "hosts.csv": "host,site,rack,cluster\nH1,S1,R1,\nH2,S1,R1,C1\nH3,S2,R2,C2\n",
    "applications.csv": "application,owner\nA1,ann\n",
    "workloads.csv": "workload,application,host,cluster,site\nW1,A1,H1,,\nW2,,,C1,\nW3,,,,S2\n",
  ]

  private func read(_ changes: [String: String?]) -> (estate: Estate?, lines: [String], helps: [String?]) {
    var files = base
    for (name, text) in changes { files[name] = text }
    let (estate, findings) = TestEstates.read(files)
    return (estate, findings.map(line), findings.map(\.help))
  }

  // MARK: What is read

  @Test func `an estate without faults has no findings`() {
    let (estate, lines, _) = read([:])
    #expect(lines == [])
    #expect(estate?.hosts.count == 3)
    #expect(estate?.workloads.host == [0, Estate.none, Estate.none])
    #expect(estate?.workloads.cluster == [Estate.none, 0, Estate.none])
    #expect(estate?.workloads.site == [Estate.none, Estate.none, 1])
    #expect(estate?.workloads.application == [0, Estate.none, Estate.none])
  }

  @Test func `every column lands in its place, in any order, with BOM, CRLF, quotes and semicolons`() throws {
    let estate = try estate(files: [
      "sites.csv":
        "\u{FEFF}holdover_annual_cost;lease_end;committed_until;annual_cost;region;country;name;site\r\n5;2029-01-02;2028-01-02;7;r;DE;\"Turin; \"\"old\"\"\";S\r\n",
      "racks.csv": "rack\tsite\tannual_cost\tcommitted_until\nR\tS\t3\t2027-01-01\n",
      "clusters.csv": "cluster,site,spare_hosts,cpu_overcommit,memory_overcommit\nC,S,2,3.5,1.25\nD,S,,,\n",
      "hosts.csv": """
      host,site,rack,cluster,rack_units,power_kw,cores,memory_gb,annual_cost,committed_until,end_of_support,refresh_cost,release_order,leaves
      H,S,R,C,2,0.5,16,256,9000,2027-02-03,2028-02-03,12000,-1,
      I,S,R,,1,,,,,,,,,WITH_RACK
      J,S,R,,1,,,,,,,,,2027-09-09
      K,S,,,1,,,,,,,,,with_site
      """,
      "applications.csv": "application,name,business_unit,owner,criticality\nA,Billing,Finance,ann,0\n",
      "workloads.csv": """
      workload,name,application,host,cluster,site,environment,business_unit,owner,team,criticality,os,cores,memory_gb,storage_gb,disposition,target_region,effort_hours,lead_waves,risk_points,not_before,not_after,annual_run_cost,annual_cloud_cost,one_off_cost,data_class,residency,pair
      W,w one,A,,C,,production,Sales,bob,emea,2,Linux,4,8,100.5,RePlatform,eu,40,3,5,2026-06-01,2027-06-01,-1,-2,-3,secret,EU,p1
      X,,,,C,,,,,,,,,,,,,,,,,,,,,,,
      """,
      "dependencies.csv": "source,target,relation,annual_split_cost,kind,evidence\nW,X,FIRST,12.5,sql,flow\nX,W,,,,\n",
      "initiatives.csv": "initiative,name,due,annual_value,late_annual_cost\nI1,AI,2028-01-01,10,20\n",
      "initiative_workloads.csv": "initiative,workload\nI1,X\nI1,W\n",
    ])
    let texts = estate.texts
    #expect(texts[estate.sites.names[0]] == "Turin; \"old\"")
    #expect(texts[estate.sites.countries[0]] == "DE")
    #expect(texts[estate.sites.regions[0]] == "r")
    #expect(estate.sites.annualCost == [7])
    #expect(estate.sites.committedUntil == [Day("2028-01-02")])
    #expect(estate.sites.leaseEnd == [Day("2029-01-02")])
    #expect(estate.sites.holdoverAnnualCost == [5])
    #expect(estate.racks.annualCost == [3])
    #expect(estate.racks.committedUntil == [Day("2027-01-01")])
    #expect(estate.clusters.spareHosts == [2, 1])
    #expect(estate.clusters.cpuOvercommit == [3.5, 4])
    #expect(estate.clusters.memoryOvercommit == [1.25, 1])
    #expect(estate.hosts.rackUnits == [2, 1, 1, 1])
    #expect(estate.hosts.powerKW[0] == 0.5)
    #expect(estate.hosts.cores[0] == 16)
    #expect(estate.hosts.memoryGB[0] == 256)
    #expect(estate.hosts.annualCost == [9000, nil, nil, nil])
    #expect(estate.hosts.committedUntil[0] == Day("2027-02-03"))
    #expect(estate.hosts.endOfSupport[0] == Day("2028-02-03"))
    #expect(estate.hosts.refreshCost[0] == 12000)
    #expect(estate.hosts.releaseOrder[0] == -1)
    #expect(estate.hosts.leaves == [nil, .withRack, .on(Day("2027-09-09")!), .withSite])
    #expect(estate.applications.criticality == [0])
    let workloads = estate.workloads
    #expect(texts[workloads.names[0]] == "w one")
    #expect(texts[workloads.environments[0]] == "production")
    #expect(texts[workloads.businessUnits[0]] == "Sales")
    #expect(texts[workloads.owners[0]] == "bob")
    #expect(texts[workloads.teams[0]] == "emea")
    #expect(workloads.criticality == [2, nil])
    #expect(texts[workloads.operatingSystems[0]] == "Linux")
    #expect(workloads.cores == [4, nil])
    #expect(workloads.memoryGB == [8, nil])
    #expect(workloads.storageGB == [100.5, nil])
    #expect(workloads.disposition == [.replatform, .rehost])
    #expect(texts[workloads.targetRegions[0]] == "eu")
    #expect(workloads.effortHours == [40, nil])
    #expect(workloads.leadWaves == [3, 1])
    #expect(workloads.riskPoints == [5, nil])
    #expect(workloads.notBefore == [Day("2026-06-01"), nil])
    #expect(workloads.notAfter == [Day("2027-06-01"), nil])
    #expect(workloads.annualRunCost == [-1, nil])
    #expect(workloads.annualCloudCost == [-2, nil])
    #expect(workloads.oneOffCost == [-3, nil])
    #expect(texts[workloads.dataClasses[0]] == "secret")
    #expect(texts[workloads.residencies[0]] == "EU")
    #expect(workloads.table.column("pair").map { $0.map { texts[$0] } } == ["p1", ""])
    #expect(estate.dependencies.relation == [.first, nil])
    #expect(estate.dependencies.annualSplitCost == [12.5, nil])
    #expect(estate.dependencies.kind.map { texts[$0] } == ["sql", ""])
    #expect(estate.dependencies.evidence.map { texts[$0] } == ["flow", ""])
    #expect(estate.dependencies.lines == [2, 3])
    #expect(estate.initiatives.due == [Day("2028-01-01")])
    #expect(estate.initiatives.annualValue == [10])
    #expect(estate.initiatives.lateAnnualCost == [20])
    #expect(estate.initiatives.members == [1, 0])
    #expect(estate.initiatives.memberStart == [0, 2])
  }

  @Test func `the digest is that of the files' digests, and other files have no part in it`() throws {
    let one = try estate(files: ["workloads.csv": "workload\nW1\n"])
    // From: sha256sum program.json workloads.csv | sha256sum, with the same bytes.
    let lines = ["program.json", "workloads.csv"].map { name in
      let text = name == "program.json" ? TestEstates.program : "workload\nW1\n"
      return "\(SHA256.hexadecimal(of: Array(text.utf8)))  \(name)\n"
    }
    #expect(one.digest == "sha256:" + SHA256.hexadecimal(of: Array(lines.joined().utf8)))
    let other = try estate(files: ["workloads.csv": "workload\nW1\n", "README.md": "x", "notes.csv": "a\n1\n"])
    #expect(one.digest == other.digest)
    #expect(one.inputs.map(\.file) == ["program.json", "workloads.csv"])
    #expect(one.inputs.map(\.rows) == [0, 1])
    let changed = try estate(files: ["workloads.csv": "workload\nW2\n"])
    #expect(one.digest != changed.digest)
  }

  // MARK: Files and columns

  @Test func `an empty folder lacks two files`() {
    let (estate, findings) = EstateFolderReader.read(files: [], name: "x")
    #expect(estate == nil)
    #expect(
      findings.map(line) == [
        "error INV001 program.json: there is no program.json", "error INV001 workloads.csv: there is no workloads.csv",
      ])
  }

  @Test func `a file with a mistyped name is missed, and the likely one is named`() {
    let (_, lines, helps) = read(["workloads.csv": nil, "workload.csv": "workload\nW1\n"])
    #expect(lines.contains("error INV001 workloads.csv: there is no workloads.csv"))
    #expect(helps.contains("did you mean 'workloads.csv' where the folder has 'workload.csv'?"))
    #expect(lines.contains("warning INV020 workload.csv: 'workload.csv' is no table of an estate and was not read"))
  }

  @Test func `a missing key column is an error, with the column that was meant`() {
    let (estate, lines, helps) = read(["hosts.csv": "hots,site\nH1,S1\nH2,S1\nH3,S2\n"])
    #expect(estate == nil)
    #expect(lines == ["error INV002 hosts.csv:1: table of hosts without column 'host'"])
    #expect(helps == ["did you mean 'host' where it says 'hots'?"])
  }

  @Test(arguments: InventoryTable.allCases)
  func `every required column is required`(table: InventoryTable) {
    for column in table.columns where column.isRequired {
      let others = table.columns.map(\.name).filter { $0 != column.name }
      let text = others.joined(separator: ",") + "\n"
      let found = read([table.file: text]).lines
      #expect(found.contains { $0.hasPrefix("error INV002 \(table.file):1:") && $0.contains("'\(column.name)'") })
    }
  }

  @Test func `a column that is nearly a known one is doubted`() {
    let (estate, lines, helps) = read(["workloads.csv": "workload,enviroment,notes,cost_center\nW1,prod,x,7\n"])
    #expect(
      lines == [
        "warning INV019 workloads.csv:1:10 (column \"enviroment\"): column 'enviroment' has no meaning here and is kept as an attribute"
      ])
    #expect(helps == ["did you mean 'environment'?"])
    #expect(estate?.workloads.table.columns == ["workload", "enviroment", "notes", "cost_center"])
  }

  // MARK: Keys

  @Test func `two rows with one key are an error, whatever the site`() {
    let (estate, lines, _) = read(["hosts.csv": "host,site\nH1,S1\nH2,S1\nH1,S2\nH3,S1\n"])
    #expect(estate == nil)
    #expect(
      lines == [
        "error INV004 hosts.csv:4:1 (column \"host\"): host 'H1' stands here again, with other values than in line 2"
      ])
  }

  @Test func `an identical row counts once and is reported`() {
    let (estate, lines, _) = read(["hosts.csv": "host,site\nH0,S1\nH1,S1\n H0,\"S1\"\nH3,S2\n"])
    #expect(
      lines == [
        "warning INV005 hosts.csv:4:2 (column \"host\"): host 'H0' stands here again, word for word as in line 2; it counts once"
      ])
    #expect(estate?.hosts.keys.map { estate!.texts[$0] } == ["H0", "H1", "H3"])
    #expect(estate?.hosts.table.lines == [2, 3, 5])
    #expect(estate?.hosts.site == [0, 0, 1])
    #expect(estate?.workloads.host == [1, Estate.none, Estate.none])
  }

  @Test func `a row without its key is an error`() {
    let (estate, lines, _) = read(["racks.csv": "rack,site\nR1,S1\n,S2\nR2,S2\n"])
    #expect(estate == nil)
    #expect(lines == ["error INV003 racks.csv:3:1 (column \"rack\"): row without 'rack'"])
  }

  @Test func `keys are compared byte for byte`() throws {
    let estate = try estate(files: ["workloads.csv": "workload\nÉ\nE\u{301}\ne\nE\n"])
    #expect(estate.workloads.count == 4)
  }

  @Test func `a membership that stands twice counts once`() {
    let (estate, lines, _) = read([
      "initiatives.csv": "initiative\nI1\nI2\n",
      "initiative_workloads.csv": "initiative,workload,note\nI2,W1,\nI1,W2,\nI2,W1,\nI2,W3,\nI1,W2,x\n",
    ])
    #expect(estate == nil)
    #expect(
      lines.map { $0.prefix(38) }
        == ["error INV004 initiative_workloads.csv:6", "warning INV005 initiative_workloads.csv:4"].map {
          $0.prefix(38)
        })
  }

  // MARK: Cells

  @Test(arguments: [
    (
      "hosts.csv", "host,site,annual_cost\nH1,S1,12k\nH2,S1,\nH3,S2,\n",
      "error INV006 hosts.csv:2:7 (column \"annual_cost\"): '12k' is no number"
    ),
    (
      "hosts.csv", "host,site,annual_cost\nH1,S1,-1\nH2,S1,\nH3,S2,\n",
      "error INV007 hosts.csv:2:7 (column \"annual_cost\"): annual_cost is -1, but cannot be negative"
    ),
    (
      "hosts.csv", "host,site,end_of_support\nH1,S1,2026-02-30\nH2,S1,\nH3,S2,\n",
      "error INV008 hosts.csv:2:7 (column \"end_of_support\"): '2026-02-30' is no date"
    ),
    (
      "hosts.csv", "host,site,leaves\nH1,S1,\nH2,S1,\nH3,S2,with_rak\n",
      "error INV009 hosts.csv:4:7 (column \"leaves\"): 'with_rak' is no leaves"
    ),
    ("hosts.csv", "host,site\nH1,\nH2,S1\nH3,S2\n", "error INV003 hosts.csv:2:4 (column \"site\"): row without 'site'"),
    (
      "clusters.csv", "cluster,site,spare_hosts\nC1,S1,1.5\nC2,S2,\n",
      "error INV007 clusters.csv:2:7 (column \"spare_hosts\"): spare_hosts is 1.5, but is a whole number from 0"
    ),
    (
      "clusters.csv", "cluster,site,cpu_overcommit\nC1,S1,0\nC2,S2,\n",
      "error INV007 clusters.csv:2:7 (column \"cpu_overcommit\"): cpu_overcommit is 0, but has to be above 0"
    ),
    (
      "workloads.csv", "workload,lead_waves\nW1,0\n",
      "error INV007 workloads.csv:2:4 (column \"lead_waves\"): lead_waves is 0, but is a whole number from 1"
    ),
    (
      "workloads.csv", "workload,disposition\nW1,lift\n",
      "error INV009 workloads.csv:2:4 (column \"disposition\"): 'lift' is no disposition"
    ),
    (
      "dependencies.csv", "source,target,relation\nW1,W2,frist\n",
      "error INV009 dependencies.csv:2:7 (column \"relation\"): 'frist' is no relation"
    ),
    (
      "dependencies.csv", "source,target,annual_split_cost\nW1,W2,-5\n",
      "error INV007 dependencies.csv:2:7 (column \"annual_split_cost\"): annual_split_cost is -5, but cannot be negative"
    ),
  ])
  func `a cell that its column cannot hold is an error in its place`(file: String, text: String, expected: String) {
    let (estate, lines, _) = read([file: text])
    #expect(estate == nil)
    #expect(lines == [expected])
  }

  @Test func `only three kinds of money may be negative`() {
    let allowed: Set = ["one_off_cost", "annual_run_cost", "annual_cloud_cost", "release_order", "criticality"]
    for table in InventoryTable.allCases {
      for column in table.columns where column.kind.isNumeric {
        let required = table.columns.filter(\.isRequired).map(\.name)
        let values = table == .dependencies || table == .initiativeWorkloads ? ["W1", "W2"] : ["K", "S1"]
        let text =
          (required + [column.name]).joined(separator: ",") + "\n"
          + (values.prefix(required.count) + ["-1"]).joined(separator: ",") + "\n"
        let isRefused = read([table.file: text]).lines.contains { $0.contains("INV007") && $0.contains(column.name) }
        #expect(isRefused != allowed.contains(column.name), "\(table.file) \(column.name)")
      }
    }
  }

  @Test func `a number with grouping is explained`() {
    let (_, _, helps) = read(["sites.csv": "site,annual_cost\nS1,\"1,234.50\"\nS2,\n"])
    #expect(helps == ["numbers have a point and no grouping; did you mean '1234.50'?"])
  }

  // MARK: References

  @Test func `an unknown reference is an error with the key that was meant`() {
    let (estate, lines, helps) = read([
      "applications.csv": "application\nAPP-0024\nAPP-1111\n",
      "workloads.csv": "workload,application,host\nW1,APP-0042,\nW2,,H9\nW3,,\n",
    ])
    #expect(estate == nil)
    #expect(
      lines == [
        "error INV012 workloads.csv:2:4 (column \"application\"): unknown application 'APP-0042'",
        "error INV012 workloads.csv:3:5 (column \"host\"): unknown host 'H9'",
      ])
    #expect(helps == ["did you mean 'APP-0024'?", nil])
  }

  @Test func `an unknown end of a dependency is reported and the row ignored`() {
    let (estate, lines, helps) = read([
      "workloads.csv": "workload\nweb-01\nsql-77\n",
      "dependencies.csv": "source,target\nweb-01,sql-78\nweb-01,sql-77\nsql-77,sql-77\n,web-01\n",
    ])
    #expect(
      lines == [
        "warning INV012 dependencies.csv:2:8 (column \"target\"): unknown workload 'sql-78'; the row is ignored",
        "warning INV014 dependencies.csv:4:8 (column \"target\"): workload 'sql-77' depends on itself; the row is ignored",
        "warning INV003 dependencies.csv:5:1 (column \"source\"): dependency without 'source'; the row is ignored",
      ])
    #expect(helps.first == "did you mean 'sql-77'?")
    #expect(estate?.dependencies.lines == [3])
  }

  @Test func `memberships of unknown initiatives and workloads are errors`() {
    let lines = read([
      "initiatives.csv": "initiative\nI1\n", "initiative_workloads.csv": "initiative,workload\nI1,W9\nI7,W1\n",
    ]).lines
    #expect(
      lines == [
        "error INV012 initiative_workloads.csv:2:4 (column \"workload\"): unknown workload 'W9'",
        "error INV012 initiative_workloads.csv:3:1 (column \"initiative\"): unknown initiative 'I7'",
      ])
  }

  @Test func `places that hosts and workloads name exist, behind the declared, in order of mention`() {
    let (estate, lines, _) = read([
      "hosts.csv": "host,site,rack,cluster\nH1,S9,R9,C9\nH2,S1,R1,C1\nH3,S2,R8,C9\n",
      "workloads.csv": "workload,host,cluster,site\nW1,H1,,\nW2,,C7,S7\nW3,,C9,\n",
    ])
    guard let estate else {
      Issue.record("\(lines)")
      return
    }
    #expect(estate.sites.keys.map { estate.texts[$0] } == ["S1", "S2", "S9", "S7"])
    #expect(estate.sites.declared == [true, true, false, false])
    #expect(estate.sites.annualCost == [100, 200, nil, nil])
    #expect(estate.sites.table.lines == [2, 3, 0, 0])
    #expect(estate.sites.table.column("site") == estate.sites.keys)
    #expect(estate.racks.keys.map { estate.texts[$0] } == ["R1", "R2", "R9", "R8"])
    #expect(estate.racks.site == [0, 1, 2, 1])
    #expect(estate.clusters.keys.map { estate.texts[$0] } == ["C1", "C2", "C9", "C7"])
    #expect(estate.clusters.site == [0, 1, 2, 3])
    #expect(estate.clusters.spareHosts == [1, 1, 1, 1])
    #expect(lines.filter { $0.contains("INV015") }.count == 6)
    // H3 stands at S2, its cluster where the first of its hosts does.
    #expect(lines.filter { $0.contains("INV017") }.count == 1)
  }

  @Test func `a rack at a site that neither table nor host knows is an error`() {
    let (estate, lines, _) = read(["racks.csv": "rack,site\nR1,S1\nR2,S2\nR3,S3\n"])
    #expect(estate == nil)
    #expect(lines == ["error INV012 racks.csv:4:4 (column \"site\"): unknown site 'S3'"])
  }

  @Test func `without a table of applications they exist by name`() {
    let (estate, lines, _) = read([
      "applications.csv": nil, "workloads.csv": "workload,application\nW1,B\nW2,A\nW3,B\n",
    ])
    #expect(estate?.applications.keys.map { estate!.texts[$0] } == ["B", "A"])
    #expect(estate?.workloads.application == [0, 1, 0])
    #expect(lines == ["note INV021 applications.csv: there is no applications.csv; 2 applications exist by name alone"])
  }

  // MARK: Places that contradict each other

  @Test func `a host whose rack stands at another site is an error`() {
    let (estate, lines, _) = read(["hosts.csv": "host,site,rack\nH1,S1,R2\nH2,S1,R1\nH3,S2,\n"])
    #expect(estate == nil)
    #expect(
      lines == ["error INV016 hosts.csv:2:7 (column \"rack\"): host 'H1' stands at 'S1', but its rack 'R2' at 'S2'"])
  }

  @Test func `host wins over cluster over site, and it is reported`() {
    let (estate, lines, _) = read([
      "workloads.csv": "workload,host,cluster,site\nW1,H1,C1,S2\nW2,H2,C2,S1\nW3,,C2,S1\nW4,H2,C1,S1\n"
    ])
    #expect(estate != nil)
    #expect(
      lines == [
        "warning INV017 workloads.csv:2:7 (column \"cluster\"): the row says cluster 'C1', but host 'H1' is in no cluster; the host's facts win",
        "warning INV017 workloads.csv:2:10 (column \"site\"): the row says site 'S2', but host 'H1' stands at 'S1'; the host's facts win",
        "warning INV017 workloads.csv:3:7 (column \"cluster\"): the row says cluster 'C2', but host 'H2' is in cluster 'C1'; the host's facts win",
        "warning INV017 workloads.csv:4:8 (column \"site\"): the row says site 'S1', but cluster 'C2' stands at 'S2'; the cluster's facts win",
      ])
  }

  @Test func `leaves on hosts with workloads, or in clusters that have some, is an error`() {
    let (estate, lines, _) = read([
      "hosts.csv":
        "host,site,rack,cluster,leaves\nH1,S1,,,with_site\nH2,S1,,C1,2027-01-01\nH3,S2,,C2,with_site\nH4,S2,,,with_rack\n"
    ])
    #expect(estate == nil)
    #expect(
      lines == [
        "error INV018 hosts.csv:2:9 (column \"leaves\"): host 'H1' has workloads (such as 'W1'), so it cannot leave by other means",
        "error INV018 hosts.csv:3:11 (column \"leaves\"): host 'H2' is in cluster 'C1', which has workloads (such as 'W2'), so it cannot leave by other means",
        "warning INV022 hosts.csv:5:9 (column \"leaves\"): host 'H4' leaves with its rack, but no rack is known; it never leaves",
      ])
  }

  @Test func `a workload on a host of a cluster makes the cluster one with workloads`() {
    let lines = read([
      "hosts.csv": "host,site,cluster,leaves\nH1,S1,C1,\nH2,S1,C1,with_site\nH3,S2,,\n",
      "workloads.csv": "workload,host\nW1,H1\n",
    ]).lines
    #expect(lines.count == 1 && lines[0].hasPrefix("error INV018 hosts.csv:3:"))
  }

  // MARK: Many findings

  @Test func `all errors of a run are found, over all files, in order of place`() {
    let lines = read([
      "sites.csv": "site,annual_cost\nS1,x\nS2,-1\n", "hosts.csv": "host,site\nH1,S1\nH1,S2\nH2,S1\nH3,S2\n",
      "workloads.csv": "workload,host,lead_waves\nW1,H7,1\nW2,,none\n",
      "program.json": "{ \"start\": \"2026-13-01\", \"horizon\": 3 }",
    ]).lines
    #expect(
      lines.map { String($0.prefix { $0 != ":" }) } == [
        "error INV004 hosts.csv", "error PRG001 program.json", "error PRG005 program.json", "error PRG003 program.json",
        "error INV006 sites.csv", "error INV007 sites.csv", "error INV012 workloads.csv", "error INV006 workloads.csv",
      ])
  }

  @Test func `a thousand faults of one kind are counted, and the first are shown`() {
    let rows = (0..<1234).map { "W\($0),x" }.joined(separator: "\n")
    let (estate, lines, _) = read(["workloads.csv": "workload,cores\n\(rows)\n"])
    #expect(estate == nil)
    #expect(lines.count == FindingCollector.shown + 1)
    #expect(
      lines.last
        == "error INV006 workloads.csv: 1,224 more in workloads.csv, column \"cores\": a cell that is no number")
  }

  @Test func `errors of syntax come with those of other files`() {
    let lines = read(["racks.csv": "rack,site\n\"R1,S1\n", "program.json": "{", "sites.csv": "site\nS1\nS1,\"x\n"])
      .lines
    #expect(lines.contains { $0.hasPrefix("error CSV003 racks.csv:2:1") })
    #expect(lines.contains { $0.hasPrefix("error JSN001 program.json:1:2") })
    #expect(lines.contains { $0.hasPrefix("error CSV003 sites.csv:3:4") })
  }
}

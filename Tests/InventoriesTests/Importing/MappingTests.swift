// Lists that no reader knows: a mapping says what they mean, and a sketch drafts the mapping.
import Documents
import Estates
import Inventories
import TestSupport
import Testing

@Suite struct MappingTests {
  private static let list = """
    Inventory of hall 3;;;;;;;;
    Asset;Hostname;RAM (MB);CPUs;Betriebssystem;Field 7;Location;App Owner;Stage
    1;web01;8.192;4;Windows Server 2019;10.1.1.1;Munich;Ann;prod
    2;web02;16.384;8;RHEL 8;10.1.1.2;Munich;Bob;test
    """

  private func mapping(_ tables: String) -> String {
    "{ \"schema\": \"drawdown/mapping/1\", \"tables\": [ \(tables) ] }"
  }

  private func errors(_ tables: String) -> [String] {
    Imported(["hosts.csv": "VM,CPUs\na,1\n", "m.json": mapping(tables)]).lines.filter { $0.hasPrefix("error") }
  }

  // MARK: Sketch

  @Test func `a sketch, as it is drafted, imports the list that it was drafted from`() throws {
    let sketch = InventoryImport.sketch([SourceFile("list.csv", Array(Self.list.utf8))])
    #expect(sketch.tables == 1)
    #expect(sketch.known.isEmpty)
    let imported = Imported(["list.csv": Self.list, "m.json": String(decoding: sketch.bytes, as: UTF8.self)])
    #expect(imported.lines.filter { $0.hasPrefix("error") } == [])
    #expect(imported.problems.filter { $0.hasPrefix("error") } == [])
    let row = imported.row("web01", of: "workloads.csv")
    #expect(row["cores"] == "4")
    #expect(row["memory_gb"] == "8")
    #expect(row["os"] == "Windows Server 2019")
    #expect(row["ip_address"] == "10.1.1.1")
    #expect(row["site"] == "Munich")
    #expect(row["owner"] == "Ann")
    #expect(row["environment"] == "prod")
    #expect(row["asset"] == "1")
  }

  @Test func `a sketch says of every column why, and keeps what it does not understand`() throws {
    let sketch = InventoryImport.sketch([SourceFile("list.csv", Array(Self.list.utf8))])
    let root = try JSONReader.read(sketch.bytes, file: "m.json")
    guard case .array(let tables)? = root["tables"]?.kind, let columns = tables.first?["columns"],
      case .object(let members) = columns.kind
    else {
      Issue.record("no table")
      return
    }
    #expect(
      members.map(\.key) == [
        "Asset", "Hostname", "RAM (MB)", "CPUs", "Betriebssystem", "Field 7", "Location", "App Owner", "Stage",
      ])
    func word(_ column: String, _ key: String) -> String? {
      if case .string(let text)? = columns[column]?[key]?.kind { text } else { nil }
    }
    #expect(members.allSatisfy { word($0.key, "because") != nil })
    #expect(word("Asset", "to") == "attribute")
    #expect(word("RAM (MB)", "unit") == "MB")
    #expect(word("Field 7", "to") == "ip_address")
    #expect(word("Field 7", "because") == "the values")
  }

  @Test func `a table that a reader knows needs no mapping`() {
    let sketch = InventoryImport.sketch([
      SourceFile("RVTools_tabvInfo.csv", Array("VM,Powerstate,CPUs\na,poweredOn,1\n".utf8))
    ])
    #expect(sketch.tables == 0)
    #expect(sketch.known.map(\.reader) == ["RVTools, tab vInfo"])
  }

  @Test(arguments: [
    ("Cabinet,Site,Height\nR1,MUC,42\n", "rack", ["Cabinet": "name", "Site": "site", "Height": "height_units"]),
    ("From,To,Port\na,b,443\n", "dependency", ["From": "source", "To": "target", "Port": "port"]),
    ("App name,Business owner,Tier\nERP,Ann,1\n", "application", ["App name": "name", "Tier": "criticality"]),
    ("Server,Rack,U Height,Power (W)\nh1,R1,2,350\n", "physical_machine", ["Power (W)": "power_kw"]),
    ("VM,vCPU,Disk TB\nv1,2,1\n", "virtual_machine", ["vCPU": "cores", "Disk TB": "storage_gb"]),
    ("Building,Country,Lease end\nMUC,DE,2028-12-31\n", "site", ["Building": "name", "Lease end": "lease_end"]),
  ])
  func `the kind of rows is told by their columns`(text: String, kind: String, fields: [String: String]) throws {
    let sketch = InventoryImport.sketch([SourceFile("x.csv", Array(text.utf8))])
    let root = try JSONReader.read(sketch.bytes, file: "m.json")
    guard case .array(let tables)? = root["tables"]?.kind, let table = tables.first else {
      Issue.record("no table")
      return
    }
    func string(_ node: JSONNode?) -> String? { if case .string(let text)? = node?.kind { text } else { nil } }
    #expect(string(table["as"]) == kind)
    for (column, field) in fields { #expect(string(table["columns"]?[column]?["to"]) == field, "\(column)") }
  }

  // MARK: Mapping

  @Test func `units, constants and left-out columns are as the mapping says`() {
    let imported = Imported([
      "a/list.csv": """
      Box,Mem,Disk,Watt,Bought,Price,Secret,CPU
      h1,16384,2,700,03/04/2026,100,x,0.25
      """,
      "m.json": mapping(
        """
        { "file": "list*.csv", "as": "physical_machine", "set": { "site": "MUC1", "environment": "production" },
          "columns": {
            "Box": "name", "Mem": { "to": "memory_gb", "unit": "MB" }, "Disk": { "to": "storage_gb", "unit": "TB" },
            "Watt": { "to": "power_kw", "unit": "W" }, "Bought": { "to": "last_seen", "unit": "day first" },
            "Price": { "to": "annual_run_cost", "unit": "a month" }, "Secret": null, "CPU": { "to": "cpu_p95", "unit": "fraction" }
          } }
        """),
    ])
    #expect(imported.lines == [])
    #expect(imported.problems == [])
    let row = imported.row("h1", of: "workloads.csv")
    #expect(row["memory_gb"] == "16")
    #expect(row["storage_gb"] == "2048")
    #expect(row["last_seen"] == "2026-04-03")
    #expect(row["annual_run_cost"] == "1200")
    #expect(row["cpu_use"] == "25")
    #expect(row["environment"] == "production")
    #expect(row["secret"] == nil)
    #expect(imported.row("h1", of: "hosts.csv")["power_kw"] == "0.7")
    #expect(imported.row("h1", of: "hosts.csv")["site"] == "MUC1")
    #expect(imported.files["provenance.csv"]?.contains("workloads.csv,memory_gb,2,2,h1,a/list.csv,,2,2,Mem,") == true)
  }

  @Test func `a list of the planner's is believed about owners and a measuring tool about sizes`() {
    let imported = Imported([
      "RVTools_tabvInfo.csv": "VM,Powerstate,CPUs,Owner,Cluster\nweb01,poweredOn,4,vcenter,C\n",
      "list.csv": "Server,Cores,Who\nWEB01.corp.example.com,8,Ann\n",
      "m.json": mapping(
        "{ \"file\": \"list.csv\", \"as\": \"machine\", \"columns\": { \"Server\": \"name\", \"Cores\": \"cores\", \"Who\": \"owner\" } }"
      ),
    ])
    #expect(imported.rows("workloads.csv").count == 1)
    #expect(imported.row("web01", of: "workloads.csv")["cores"] == "4")
    #expect(imported.row("web01", of: "workloads.csv")["owner"] == "Ann")
    let conflicts = imported.rows("conflicts.csv").map { "\($0["field"]!): \($0["chosen"]!), not \($0["other"]!)" }
    #expect(conflicts == ["cores: 4, not 8", "owner: Ann, not vcenter"])
  }

  @Test func `a mapping comes before the reader that knows the table`() {
    let imported = Imported([
      "RVTools_tabvInfo.csv": "VM,Powerstate,CPUs,Annotation\nweb01,poweredOn,4,ERP\n",
      "m.json": mapping(
        "{ \"file\": \"RVTools_tabvInfo.csv\", \"like\": \"rvtools\", \"as\": \"virtual_machine\", \"columns\": { \"VM\": \"name\", \"Annotation\": \"application\" } }"
      ),
    ])
    #expect(imported.row("web01", of: "workloads.csv")["application"] == "ERP")
    #expect(imported.report.contains("mapping m.json"))
  }

  @Test func `relations, split costs and decisions of a list stand in the estate as they are`() {
    let imported = Imported([
      "servers.csv": "Server,Not before,Lead\na,2027-05-01,3\nb,,\n",
      "pairs.csv": "Left,Right,Says,Cost\na,b,First,500\n",
      "m.json": mapping(
        """
        { "file": "servers.csv", "as": "machine", "columns": { "Server": "name", "Not before": "not_before", "Lead": "lead_waves" } },
        { "file": "pairs.csv", "as": "dependency",
          "columns": { "Left": "source", "Right": "target", "Says": "relation", "Cost": "annual_split_cost" } }
        """),
    ])
    #expect(imported.problems.filter { $0.hasPrefix("error") } == [])
    #expect(imported.estate?.dependencies.relation == [.first])
    #expect(imported.estate?.dependencies.annualSplitCost == [500])
    #expect(imported.row("a", of: "workloads.csv")["not_before"] == "2027-05-01")
    #expect(imported.row("a", of: "workloads.csv")["lead_waves"] == "3")
  }

  // MARK: Mistakes

  @Test(arguments: [
    (
      "{ \"file\": \"hosts.csv\", \"as\": \"servr\", \"columns\": { \"VM\": \"name\" } }",
      "error IMP020 m.json:1:76 (/tables/0/as): no rows are called 'servr'"
    ),
    (
      "{ \"file\": \"hosts.csv\", \"as\": \"machine\", \"columns\": { \"VM\": \"nmae\" } }",
      "error IMP020 m.json:1:106 (/tables/0/columns/VM): no field is called 'nmae'"
    ),
    (
      "{ \"file\": \"hosts.csv\", \"as\": \"machine\", \"columns\": { \"CPUs\": \"cores\" } }",
      "error IMP020 m.json:1:98 (/tables/0/columns): rows of the kind 'machine' need a column for one of name, full_name, uuid, serial_number, ip_address"
    ),
    (
      "{ \"file\": \"hosts.csv\", \"as\": \"machine\", \"columns\": { \"VM\": \"name\", \"CPUs\": { \"to\": \"memory_gb\", \"unit\": \"MHz\" } } }",
      "error IMP020 m.json:1:151 (/tables/0/columns/CPUs/unit): 'memory_gb' has no unit 'MHz'"
    ),
    (
      "{ \"file\": \"hosts.csv\", \"as\": \"machine\", \"columns\": { \"VM\": \"name\", \"CPUs\": \"name\" } }",
      "error IMP020 m.json:1:122 (/tables/0/columns/CPUs): the columns 'VM' and 'CPUs' both fill 'name'"
    ),
    (
      "{ \"file\": \"hosts.csv\", \"as\": \"machine\", \"set\": { \"cores\": \"many\" }, \"columns\": { \"VM\": \"name\" } }",
      "error IMP020 m.json:1:105 (/tables/0/set/cores): 'many' is not a number"
    ),
    (
      "{ \"as\": \"machine\", \"columns\": { \"VM\": \"name\" } }",
      "error IMP020 m.json:1:47 (/tables/0): \"file\" is missing"
    ),
    (
      "{ \"file\": \"hosts.csv\", \"as\": \"machine\", \"colums\": {} }",
      "error IMP020 m.json:1:87 (/tables/0/colums): a mapping has no key 'colums' here"
    ),
  ])
  func `a wrong word of a mapping is named with its place`(table: String, expected: String) {
    #expect(errors(table).contains(expected))
  }

  @Test func `columns and files that are not there are told, and the rest is used`() {
    let imported = Imported([
      "list.csv": "Server,Cores\na,1\n",
      "m.json": mapping(
        """
        { "file": "list.csv", "as": "machine", "columns": { "Server": "name", "Cores": "cores", "Cors": "memory_gb" } },
        { "file": "lost.csv", "as": "machine", "columns": { "Server": "name" } }
        """),
    ])
    #expect(imported.row("a", of: "workloads.csv")["cores"] == "1")
    #expect(
      imported.lines.filter { $0.contains("IMP021") } == [
        "warning IMP021 m.json:1:143 (/tables/0/columns/Cors): 'list.csv' has no column 'Cors'",
        "warning IMP021 m.json:2:1 (/tables/1): no source is called 'lost.csv'",
      ])
  }

  @Test func `a table that nobody knows is named with the nearest reader, what it lacks and what helps`() {
    let result = InventoryImport.convert(
      [
        SourceFile("RVTools_tabvInfo.csv", Array("VM,Powerstate\na,poweredOn\n".utf8)),
        SourceFile("racks.csv", Array("Name,Facility ID,Space,Colour\nR1,1,2,red\n".utf8)),
      ], start: Day("2026-05-01")!, name: "x")
    let finding = result.findings.first { $0.code == "IMP001" }
    #expect(finding?.message == "no reader knows the columns of 'racks.csv'; it is put aside")
    #expect(
      finding?.help
        == "the nearest reader is 'NetBox, racks', which also needs 'Site'; or say what its columns mean: drawdown import --sketch racks.csv"
    )
  }
}

// What files lack comes from stated rules: each overridable, and each use traceable to the rule and its source.
import Documents
import Estates
import TestSupport
import Testing

@testable import Inventories

@Suite struct StatedRulesTests {
  private func vms(_ rows: String...) -> String {
    "VM,Powerstate,CPUs,Memory,In Use MiB,Datacenter,Cluster,OS according to the configuration file\n"
      + rows.joined(separator: "\n") + "\n"
  }

  private func rule(_ column: String, _ imported: Imported) -> String? {
    imported.rows("provenance.csv").first { $0["table"] == "workloads.csv" && $0["column"] == column }?["rule"]
  }

  // MARK: End of support

  @Test(arguments: [
    ("Microsoft Windows Server 2012 (64-bit)", "2026-10-13"), ("Windows 2012 R2 Standard", "2026-10-13"),
    ("Microsoft Windows Server 2008 R2 (64-bit)", "2023-01-10"), ("Windows Server 2019 Datacenter", "2029-01-09"),
    ("Red Hat Enterprise Linux 7 (64-bit)", "2024-06-30"), ("Linux Red Hat 8.4", "2029-05-31"),
    ("RHEL 9", "2032-05-31"), ("CentOS Linux 8 (Core)", "2021-12-31"), ("CentOS 7 (64-bit)", "2024-06-30"),
    ("CentOS Stream 9", "2027-05-31"), ("SUSE Linux Enterprise Server 12 SP5", "2024-10-31"),
    ("Ubuntu 20.04.6 LTS", "2025-05-31"), ("Debian GNU/Linux 11 (bullseye)", "2026-08-31"), ("Debian 12", "2028-06-30"),
    ("Oracle Linux 7 (64-bit)", "2024-12-31"), ("Rocky Linux 9.3", "2032-05-31"), ("Amazon Linux 2", "2026-06-30"),
    ("Ubuntu Linux (64-bit)", nil), ("Other (32-bit)", nil), ("", nil),
  ])
  func `support ends on the maker's day, by the names that inventories give`(system: String, until: String?) {
    #expect(SystemSupport().entry(of: system)?.until?.description == until)
  }

  @Test func `support that ended by the start asks for a new system, and the cell says which rule and source`() {
    let imported = Imported([
      "RVTools_tabvInfo.csv": vms("a,poweredOn,2,2048,1024,D,C,Microsoft Windows Server 2008 R2 (64-bit)")
    ])
    let row = imported.row("a", of: "workloads.csv")
    #expect(row["os_support_until"] == "2023-01-10")
    #expect(row["disposition"] == "replatform")
    #expect(rule("os_support_until", imported) == "derived: the maker's end of support of 'windows server 2008'")
    #expect(imported.report.contains("Microsoft life cycle, extended security updates included"))
  }

  @Test func `a planner's own dates come first, with their row as the source`() {
    let imported = Imported([
      "RVTools_tabvInfo.csv": vms("a,poweredOn,2,2048,1024,D,C,Microsoft Windows Server 2008 R2 (64-bit)"),
      "support.csv": "os,until,source\nWindows Server 2008,2030-01-01,contract 4711\n",
    ])
    #expect(imported.row("a", of: "workloads.csv")["os_support_until"] == "2030-01-01")
    #expect(imported.row("a", of: "workloads.csv")["disposition"] == "rehost")
    #expect(imported.report.contains("contract 4711 (support.csv, row 2)"))
  }

  // MARK: Prices

  private static let prices = """
    region,size,vcpu,memory_gb,annual_cost
    germanywestcentral,D2,2,8,700
    germanywestcentral,D4,4,16,1400
    germanywestcentral,D8,8,32,2800
    westeurope,D2,2,8,600
    """

  private func priced(_ row: String, prices: String = Self.prices, country: String = "Germany") -> Imported {
    Imported([
      "hub.csv":
        "ExternalId,HostName,CPU.NumberOfProcessors,CPU.NumberOfCores,RAM.TotalSizeInMB,CPU.UsagePct.Max,CPU.UsagePct.Avg,Datacenter\n\(row)\n",
      "sites.csv": "site,country,annual_cost\nMUC,\(country),1\n",
      "list.csv": "workload,site\nweb01,MUC\n", "prices.csv": prices,
    ])
  }

  @Test(arguments: [
    // Configured with 4 vCPU and 16 GB, nothing known of its use.
    ("1,web01,1,4,16384,,,", "D4", "1400"),
    // A peak of 30 % of 4 vCPU needs 2 with the reserve, but memory is as configured.
    ("1,web01,1,4,8192,30,,", "D2", "700"),
    // A peak of 60 % needs 4: 2.4 of 70 % of a size.
    ("1,web01,1,4,8192,60,,", "D4", "1400"),
    // An average says nothing about the size that is needed.
    ("1,web01,1,4,8192,,5,", "D4", "1400"),
  ])
  func `a machine gets the cheapest size that carries it, by its use where that is known`(
    row: String, size: String, cost: String
  ) {
    let imported = priced(row)
    let web = imported.row("web01", of: "workloads.csv")
    #expect(web["target_region"] == "germanywestcentral")
    #expect(web["recommended_size"] == size)
    #expect(web["annual_cloud_cost"].flatMap { Double($0) } == Double(cost))
    #expect(rule("annual_cloud_cost", imported)?.contains("'\(size)' in germanywestcentral") == true)
    #expect(imported.rows("provenance.csv").contains { $0["rule"]?.contains("prices.csv, row ") == true })
  }

  @Test func `a region without a size that carries it falls back to the stated figure, and prices are asked for`() {
    let large = priced("1,web01,4,16,524288,,,")
    #expect((large.row("web01", of: "workloads.csv")["recommended_size"] ?? "") == "")
    #expect(rule("annual_cloud_cost", large)?.hasPrefix("default: cloud per vCPU") == true)
    #expect(large.report.contains("no size in the price table carries them: germanywestcentral"))
  }

  @Test func `a price list that is wrong is told, row by row`() {
    let imported = priced("1,web01,1,4,16384,,,", prices: Self.prices + "\ngermanywestcentral,D16,16,,cheap\n")
    #expect(
      imported.lines.contains("warning IMP004 prices.csv:6:1: a rule without vCPU, memory and annual cost is left out"))
    #expect(imported.row("web01", of: "workloads.csv")["recommended_size"] == "D4")
  }

  // MARK: Regions

  @Test(arguments: [
    ("Germany", "", "germanywestcentral"), ("CH", "", "switzerlandnorth"), ("Austria", "", "germanywestcentral"),
    ("Switzerland", "CH", "switzerlandnorth"), ("Switzerland", "EU", "germanywestcentral"),
    ("Brazil", "DE", "germanywestcentral"), ("United States", "", "eastus2"), ("Atlantis", "", ""),
    ("Austria", "AT", ""),
  ])
  func `the region is the nearest of the site's country that the residency allows`(
    country: String, residency: String, region: String
  ) {
    let imported = Imported([
      "sites.csv": "site,country,annual_cost\nS,\(country),1\n",
      "list.csv": "workload,site,residency\na,S,\(residency)\n",
    ])
    #expect((imported.row("a", of: "workloads.csv")["target_region"] ?? "") == region)
  }

  @Test func `a planner's own regions come first`() {
    let imported = Imported([
      "sites.csv": "site,country,annual_cost\nS,Germany,1\n", "list.csv": "workload,site\na,S\n",
      "regions.csv": "country,target_region\nDE,eu-central-1\n",
    ])
    #expect(imported.row("a", of: "workloads.csv")["target_region"] == "eu-central-1")
    #expect(imported.report.contains("regions.csv, row 2"))
  }

  // MARK: Effort and figures

  @Test func `effort and lead go by disposition and size, and a planner's own rules come first`() {
    let rows = vms("a,poweredOn,2,2048,1024,D,C,", "big,poweredOn,2,2048,10485760,D,C,", "old,poweredOff,2,2048,1,D,C,")
    let built = Imported(["RVTools_tabvInfo.csv": rows])
    func effort(_ imported: Imported) -> [String] {
      imported.rows("workloads.csv").map { "\($0["effort_hours"]!) \($0["lead_waves"]!)" }
    }
    #expect(effort(built) == ["16 1", "24 1", "4 1"])
    let own = Imported([
      "RVTools_tabvInfo.csv": rows,
      "effort.csv":
        "disposition,from_storage_gb,effort_hours,lead_waves\nrehost,5000,80,3\nrehost,0,8,1\n",
    ])
    #expect(effort(own) == ["8 1", "80 3", "4 1"])
    #expect(own.report.contains("rehost from 5000 GB: 80 h of work, prepared over 3 waves"))
    #expect(own.report.contains("effort.csv, row 2"))
  }

  @Test func `a stated figure is replaced by name, and the report names the row`() {
    let imported = Imported([
      "RVTools_tabvInfo.csv": vms("a,poweredOn,2,2048,1024,D,C,"),
      "figures.csv": "figure,value\none-off cost of an hour of migration work,100\nno such figure,1\n",
    ])
    #expect(imported.row("a", of: "workloads.csv")["one_off_cost"] == "1600")
    #expect(imported.report.contains("figures.csv, row 2"))
    #expect(
      imported.lines.contains(
        "warning IMP004 figures.csv:3:1: a rule without a figure of the report and a number from 0 is left out"))
  }
}

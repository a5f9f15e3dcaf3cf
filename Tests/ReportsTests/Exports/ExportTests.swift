// Plans as other tools get them: what each format says, and what stays the same from plan to plan.
import Documents
import Estates
import Foundation
import Plans
import TestSupport
import Testing

@testable import Reports

@Suite struct ExportTests {
  private static let digest = "sha256:" + String(repeating: "0", count: 64)

  /// Two applications in three waves, with a dependency, a freeze, a target and an initiative.
  private static func small(moves: [String: Int] = ["A1": 1, "A2": 3, "B1": 3, "C1": 3]) -> SmallPlan {
    var small = SmallPlan(
      workloads: """
        workload,name,application,site,effort_hours,lead_waves,disposition
        A1,First,ERP,DC1,10,1,rehost
        A2,Second,ERP,DC1,20,2,rehost
        B1,,CRM,DC1,5,1,retire
        C1,,,DC1,,1,rehost
        D1,,CRM,DC1,,1,retain
        """, moves: moves)
    small.literal.applications = "application,name\nERP,Ledger\nCRM,Customers"
    small.literal.sites = "site\nDC1"
    small.literal.dependencies = "source,target,relation\nA2,A1,first"
    small.literal.program.riskOwner = "office"
    small.literal.add(
      .freeze(from: Day("2026-03-01")!, to: Day("2026-03-10")!, test: .cutover), where: ["workload": "A2"])
    small.literal.add(
      .freeze(from: Day("2026-03-08")!, to: Day("2026-03-15")!, test: .cutover), where: ["workload": "A2"])
    return small
  }

  private static func export(_ small: SmallPlan) throws -> PlanExport {
    try PlanExport(plan: small.plan, estate: small.estate, planDigest: digest)
  }

  private static func text(_ export: PlanExport, _ format: ExportFormat) -> String {
    String(decoding: export.files(format)[0].bytes, as: UTF8.self)
  }

  @Test func `a key has one number, whatever else there is, and none twice`() {
    let few = StableNumbers(["a", "b"], from: 10, to: 1_000_000)
    let many = StableNumbers((0..<500).map { "w\($0)" } + ["b", "a"], from: 10, to: 1_000_000)
    #expect(few["a"] == many["a"] && few["b"] == many["b"])
    let tight = StableNumbers((0..<100).map { "w\($0)" }, from: 1, to: 100)
    #expect(Set((0..<100).map { tight["w\($0)"]! }) == Set(1...100))
  }

  @Test func `a file is never named by what a name could do`() {
    #expect(PlanExport.fileName("../../etc/passwd") == "------etc-passwd" || !PlanExport.fileName("../x").contains("/"))
    #expect(PlanExport.fileName("..") == "plan")
    #expect(PlanExport.fileName("") == "plan")
    #expect(PlanExport.fileName("CON") != "CON" && PlanExport.fileName("com1") != "com1")
    #expect(PlanExport.fileName(String(repeating: "x", count: 300)).count == 40)
    for text in NaughtyStrings.all + NaughtyStrings.further {
      let name = PlanExport.fileName(text)
      #expect(
        !name.isEmpty && !name.hasPrefix(".")
          && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) })
    }
  }

  @Test func `a schedule follows the freezes of each workload, and links only what leaves earlier`() throws {
    let schedule = Self.text(try Self.export(Self.small()), .project)
    // A2 is prepared from wave 2 on (2026-03-01) under two freezes that overlap: they are one exception.
    #expect(schedule.components(separatedBy: "<Exception>").count == 2)
    #expect(schedule.contains("<FromDate>2026-03-01T00:00:00</FromDate>"))
    #expect(schedule.contains("<ToDate>2026-03-15T23:59:00</ToDate>"))
    let task = try #require(schedule.components(separatedBy: "<Task>").first { $0.contains("A2 (Second)") })
    #expect(task.contains("<Start>2026-03-16T08:00:00</Start>"))
    let export = try Self.export(Self.small())
    #expect(task.contains("<PredecessorUID>\(export.numbers["A1"]!)</PredecessorUID>"))
    let together = Self.text(try Self.export(Self.small(moves: ["A1": 3, "A2": 3])), .project)
    #expect(!together.contains("PredecessorLink"))
  }

  @Test func `a wave that is emptied is cancelled under the name that it had`() throws {
    let before = Self.text(try Self.export(Self.small()), .calendar)
    let after = Self.text(try Self.export(Self.small(moves: ["A2": 3])), .calendar)
    func wave(_ calendar: String) throws -> (uid: Substring, isCancelled: Bool) {
      let event = try #require(
        calendar.components(separatedBy: "BEGIN:VEVENT").first { $0.contains("SUMMARY:Wave 1 ") })
      let uid = try #require(event.split(separator: "\r\n").first { $0.hasPrefix("UID:") })
      return (uid, event.contains("STATUS:CANCELLED"))
    }
    #expect(try wave(before).uid == wave(after).uid)
    #expect(try !wave(before).isCancelled && wave(after).isCancelled)
  }

  @Test func `work items stand below their application, those without one below the wave`() throws {
    let export = try Self.export(Self.small())
    let items = export.waveItems
    #expect(items.map(\.wave.number) == [1, 3])
    #expect(items[1].parts.map(\.application) == [1, 0, nil])
    #expect(items[1].count == 6)
    #expect(export.filled(items, upTo: 5).map { $0.map(\.wave.number) } == [[1], [3]])
    #expect(export.filled(items, upTo: 9).count == 1)
    let jira = Self.text(export, .jira)
    #expect(jira.contains("Retire B1") && jira.contains("Move A2 (Second)"))
    #expect(!jira.contains("D1"))
  }

  @Test func `the intake form knows the disposition and takes account and full name from columns of the inventory`()
    throws
  {
    var small = Self.small()
    small.literal.workloads =
      "workload,os,aws_accountid,fqdn,disposition\nA1,Windows Server 2019,12345,a1.example,replatform"
    small.literal.dependencies = "source,target"
    small.literal.program.rules = []
    let form = Self.text(try Self.export(small), .cloudMigrationFactory)
    #expect(
      form.hasSuffix(
        "Wave 1,A1,12345,,A1,windows,Windows Server 2019,a1.example,Replatform,"
          + "\"drawdown=\(try Self.export(small).numbers["A1"]!);\"\n"))
  }

  @Test func `what the intake form will miss is said`() throws {
    #expect(try Self.export(Self.small()).doubts(.cloudMigrationFactory).map(\.code) == ["PLN904", "PLN904"])
    #expect(try Self.export(Self.small()).doubts(.calendar).isEmpty)
  }

  @Test(arguments: ExportFormat.allCases)
  func `the same plan gives the same bytes`(format: ExportFormat) throws {
    #expect(try Self.export(Self.small()).files(format) == Self.export(Self.small()).files(format))
  }
}

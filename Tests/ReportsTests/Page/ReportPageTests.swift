// The page against the plan it was made from. How it behaves in a browser is asked by .ci/report-page.py.
import Documents
import Estates
import Foundation
import Plans
import Reports
import TestSupport
import Testing

@Suite struct ReportPageTests {
  private func page(_ small: SmallPlan) throws -> String {
    let files = try PlanReports.files(
      plan: small.plan, estate: small.estate, planDigest: "sha256:" + String(repeating: "ab", count: 32))
    return String(decoding: try #require(files.first { $0.name == "report.html" }).bytes, as: UTF8.self)
  }

  /// What stands between two marks, for the first time.
  private func part(_ page: String, from: String, to: String) throws -> String {
    let start = try #require(page.range(of: from))
    let end = try #require(page.range(of: to, range: start.upperBound..<page.endIndex))
    return String(page[start.upperBound..<end.lowerBound])
  }

  private func data(_ page: String) throws -> [String: Any] {
    let text = try part(page, from: "id=\"data\">", to: "</script>")
    return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func `the policy of the page names the digests of what it holds, and allows nothing else`() throws {
    let page = try page(PlanReportTests.garage)
    let policy = try part(page, from: "Content-Security-Policy\" content=\"", to: "\">")
    for (kind, open) in [("style", "<style>"), ("script", "<script>")] {
      let text = try part(page, from: open, to: "</\(kind)>")
      #expect(policy.contains("\(kind)-src 'sha256-\(Base64.text(SHA256.digest(of: Array(text.utf8))))'"))
    }
    #expect(policy.hasPrefix("default-src 'none';") && !policy.contains("unsafe"))
    #expect(page.ranges(of: "<script").count == 2 && page.ranges(of: "<style").count == 1)
    #expect(!page.contains(" style=") && page.firstRange(of: #/\son[a-z]+=/#) == nil)
  }

  @Test func `the page asks for nothing from elsewhere`() throws {
    let page = try page(PlanReportTests.garage)
    let outside = page.replacing("http://www.w3.org/2000/svg", with: "")
    #expect(!outside.contains("http://") && !outside.contains("https://"))
    #expect(!page.contains(" src=") && !page.contains("@import") && !page.contains("<link"))
    for match in page.matches(of: #/url\(([^)]*)\)/#) { #expect(match.1.hasPrefix("#")) }
  }

  @Test func `every link of the page leads to a place in it, and every place stands once`() throws {
    let page = try page(PlanReportTests.garage)
    let ids = page.matches(of: #/<[a-z][^<>]*? id="([^"]+)"/#).map { String($0.1) }
    #expect(ids.count > 30 && Set(ids).count == ids.count)
    let places = Set(ids)
    let links = page.matches(of: #/href="#([^"]*)"/#).map { String($0.1) }
    #expect(links.count > 10)
    for link in links { #expect(places.contains(link), "#\(link)") }
  }

  @Test func `what plan md says stands in the page as well`() throws {
    let small = PlanReportTests.garage
    let page = try page(small)
    for words in [
      "Garage &amp; sons: migration plan", "Decisions needed", "What it is worth", "Wave 2", "spring sale",
      "The numbers of this picture", "What depends on what", "Made from",
    ] {
      #expect(page.contains(words), "\(words)")
    }
    #expect(page.ranges(of: "<svg").count >= 5)
  }

  @Test func `the data name every workload with its wave and what it needs`() throws {
    let small = PlanReportTests.garage
    let data = try data(page(small))
    let keys = try #require(data["keys"] as? [String])
    let parts = try #require(data["parts"] as? [String: Any])
    let waves = try #require(parts["wave"] as? [Int])
    #expect(keys == keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    #expect(keys.count == small.estate.workloads.count && waves.count == keys.count)
    for (key, wave) in zip(keys, waves) { #expect(small.moves[key] ?? 0 == max(0, wave), "\(key)") }
    #expect(waves[try #require(keys.firstIndex(of: "plc"))] == -1)

    let links = try #require(data["links"] as? [String: Any])
    let start = try #require(links["start"] as? [Int])
    let target = try #require(links["target"] as? [Int])
    var pairs: Set<[String]> = []
    for item in keys.indices {
      for link in start[item]..<start[item + 1] { pairs.insert([keys[item], keys[target[link]]]) }
    }
    let dependencies = small.estate.dependencies
    let wanted = Set(
      (0..<dependencies.count).map { row in
        [dependencies.source[row], dependencies.target[row]].map {
          small.estate.texts[small.estate.workloads.keys[Int($0)]]
        }
      })
    #expect(pairs == wanted && !wanted.isEmpty)
    let splits = try #require(data["splits"] as? [String: Any])
    #expect((splits["link"] as? [Int])?.count == 2)
    #expect((splits["until"] as? [Int])?.sorted() == [0, 3])
  }

  @Test func `beyond ten thousand workloads the page counts by application, and says so`() throws {
    let rows = (1...10_050).map { "W\($0),\($0 <= 50 ? "" : "A\($0 % 400)"),S\($0 % 3)" }
    var small = SmallPlan(
      workloads: "workload,application,site\n" + rows.joined(separator: "\n"),
      moves: Dictionary(uniqueKeysWithValues: (1...9000).map { ("W\($0)", 1 + $0 % 5) }))
    small.literal.sites = "site\nS0\nS1\nS2"
    small.literal.applications = "application\n" + (0..<400).map { "A\($0)" }.joined(separator: "\n")
    small.literal.dependencies =
      "source,target\n" + (100...1000).map { "W\($0),W\($0 + 1)" }.joined(separator: "\n")
    let text = try page(small)
    #expect(text.contains("counts them by application"))
    let data = try data(text)
    #expect(data["byWorkload"] as? Bool == false)
    let keys = try #require(data["keys"] as? [String])
    #expect(keys.count == 403 && keys.filter { $0.hasPrefix("(no application, S") }.count == 3)
    let parts = try #require(data["parts"] as? [String: Any])
    let counts = try #require(parts["count"] as? [Int])
    let waves = try #require(parts["wave"] as? [Int])
    #expect(counts.reduce(0, +) == 10_050)
    #expect(zip(waves, counts).reduce(0) { $0 + ($1.0 > 0 ? $1.1 : 0) } == 9000)
    let links = try #require(data["links"] as? [String: Any])
    #expect((links["count"] as? [Int])?.reduce(0, +) == 901)
    #expect(text.utf8.count < 2_000_000)
  }
}

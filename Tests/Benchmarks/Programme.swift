// The measures of a programme that is under way: forecast, replan, diff and causes, each against its goal.
import Commands
import Documents
import Estates
import Inventories
import Plans
import Reports
import Solving
import Tracking
import Waves

enum Programme {
  private static let folder = ".build/benchmarks/programme"
  private static let automaker = "inventories/automaker"
  private static let agreed = "plans/automaker/plan.json"
  private static let asOf = Day("2027-06-15")!

  /// Runs the measures that are named, or all.
  static func run(_ options: Options) throws {
    var results = Results(machine: options.machine, date: options.date)
    func wants(_ name: String) -> Bool { options.names.isEmpty || options.names.contains(name) }
    let measures: [(name: String, measure: String, instance: String, goal: String)] = [
      ("forecast", "forecast, 10,000 runs", "automaker: 6,000 workloads, two years of actuals", "10 s"),
      ("diff", "diff of two plans, from files", "100,000 workloads, 10,000 of them moved", "2 s"),
      ("replan", "replan, one freeze of four weeks added", "automaker: 6,000 workloads", ""),
      ("causes", "causes of that replan", "automaker: 6,000 workloads", ""),
    ]
    for measure in measures where wants(measure.name) {
      if measure.name == "diff" { try makePlans() }
      var row = Results.Row(
        measure: measure.measure, instance: measure.instance, seconds: [], megabytes: [], goal: measure.goal)
      for _ in 0..<options.runs {
        let child = Child.run(Child.own, ["measure-progress", measure.name])
        let parts = child.output.split(separator: " ", maxSplits: 1)
        guard child.status == 0, let seconds = parts.first.flatMap({ Double($0) }) else {
          fatalError("measure \(measure.name) ended with \(child.status): \(child.output)")
        }
        row.seconds.append(seconds)
        row.megabytes.append(child.megabytes)
        row.note = parts.count > 1 ? parts[1].split(separator: "\n").joined(separator: " ") : ""
      }
      results.rows.append(row)
    }
    try Benchmarks.report(results, to: options.out)
  }

  /// A measure in a process of its own: it prints its seconds, and behind a blank what else it has to say.
  static func measure(_ arguments: [String]) throws {
    let (seconds, note): (Double, String)
    switch arguments.first {
    case "forecast": (seconds, note) = try forecast()
    case "diff": (seconds, note) = try diff()
    case "replan": (seconds, note) = try replan()
    case "causes": (seconds, note) = try causes()
    default: fatalError("unknown measure \(arguments)")
    }
    print("\(seconds) \(note)")
  }

  // MARK: The measures

  private static func forecast() throws -> (Double, String) {
    let estate = try LoadedEstate.load(automaker, from: .live).estate
    let plan = try LoadedPlan.load(agreed, from: .live)
    let file = "plans/automaker/programme/actuals.csv"
    let (read, findings) = ActualsReader.read(
      try World.live.read(file), of: estate, alsoKnown: nil, asOf: estate.program.horizon)
    guard let log = read else { throw Findings(findings) }
    let day = log.events.last?.date ?? asOf
    let began = Child.now()
    let progress = Progress(
      estate, plan: plan.plan, planDigest: plan.digest, baseline: nil, baselineDigest: nil, log: log, asOf: day,
      settings: Forecast.Settings(runs: 10_000, threads: 2))
    let seconds = Child.now() - began
    let chance = progress.forecast.goals.first.map { Decimal.text($0.probability * 100, places: 1) } ?? "–"
    return (seconds, "as of \(day), \(log.events.count) actuals; the first goal in \(chance)% of runs")
  }

  private static func diff() throws -> (Double, String) {
    let began = Child.now()
    let old = try LoadedPlan.load(folder + "/old.json", without: [.splits], from: .live)
    let new = try LoadedPlan.load(folder + "/new.json", without: [.splits], from: .live)
    let read = Child.now()
    let diff = PlanDiff(before: old.plan, after: new.plan)
    let report = DiffReport(
      diff, risks: nil, before: .init(name: "old", digest: old.digest), after: .init(name: "new", digest: new.digest))
    let text = report.text
    let end = Child.now()
    return (
      end - began,
      "read \(milliseconds(read - began)), compare \(milliseconds(end - read)); \(diff.workloads.count) changes, "
        + "\(text.utf8.count) bytes"
    )
  }

  private static func replan() throws -> (Double, String) {
    let estate = try LoadedEstate.load(automaker, overrides: [freeze], from: .live).estate
    let began = Child.now()
    let plan = try replanned(estate, effort: PlanArguments.defaultEffort)
    let seconds = Child.now() - began
    guard let record = plan.replan else { fatalError("a replan without its record") }
    return (
      seconds, "\(record.moved) workloads move otherwise; no plan moves fewer than \(record.fewestProven), proven"
    )
  }

  private static func causes() throws -> (Double, String) {
    let before = try LoadedEstate.load(automaker, from: .live).estate
    let after = try LoadedEstate.load(automaker, overrides: [freeze], from: .live).estate
    let old = try LoadedPlan.load(agreed, from: .live).plan
    let new = try replanned(after, effort: 20_000)
    let began = Child.now()
    let causes = try CauseFinder(before: .init(estate: before, plan: old), after: .init(estate: after, plan: new))
      .causes(SearchLimits(effort: DiffCauses.effort, threads: 2))
    return (Child.now() - began, "\(causes.moved) moved, \(causes.count(of: .search)) of them by search")
  }

  // MARK: Around them

  /// Four weeks in which one region takes nothing.
  private static let freeze =
    "rules.-={\"rule\":\"freeze\",\"name\":\"region closed\",\"where\":{\"target_region\":\"southcentralus\"},"
    + "\"from\":\"2028-01-20\",\"to\":\"2028-02-17\"}"

  private static func replanned(_ estate: Estate, effort: Int) throws -> Plan {
    let plan = try LoadedPlan.load(agreed, from: .live)
    let replanner = Replanner(
      estate, agreed: plan.plan, digest: plan.digest,
      terms: Replanner.Terms(asOf: asOf, actuals: nil, actualsDigest: nil, frozenWaves: 1, improves: false))
    let settings = WavePlanner.Settings(
      tool: Plan.Tool(name: "drawdown", version: Drawdown.version), options: Plan.Options(effort: effort))
    guard case .plan(let new) = replanner.replan(settings, limits: SearchLimits(effort: effort, threads: 2)) else {
      fatalError("no plan")
    }
    return new
  }

  /// Two plans of 100,000 workloads in 60 waves, of which the second moves every tenth a wave later.
  private static func makePlans() throws {
    if World.live.kind(folder + "/new.json") != nil { return }
    let first = Day("2026-06-01")!
    func plan(_ wave: (Int) -> Int) -> Plan {
      var plan = Plan(
        estate: .init(name: "scaled", digest: "sha256:" + String(repeating: "0", count: 64)), currency: "EUR",
        tool: .init(name: "drawdown", version: Drawdown.version), options: .init(effort: 0))
      var waves = [[String]](repeating: [], count: 60)
      for workload in 0..<100_000 {
        let digits = String(workload)
        waves[wave(workload)].append("WL-" + String(repeating: "0", count: 6 - digits.count) + digits)
      }
      plan.waves = waves.enumerated().map { number, workloads in
        Plan.Wave(
          number: number + 1, start: first + 28 * number, cutover: first + (28 * number + 27), workloads: workloads)
      }
      return plan
    }
    let files = [
      ("old.json", plan { $0 * 7 % 59 }), ("new.json", plan { $0 * 7 % 59 + ($0 % 10 == 0 ? 1 : 0) }),
    ]
    try World.live.write(files.map { OutputFile($0.0, PlanWriter.bytes($0.1)) }, into: folder)
  }

  private static func milliseconds(_ seconds: Double) -> String { "\(Decimal.text(seconds * 1000, places: 0)) ms" }
}

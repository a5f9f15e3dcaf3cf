// The measures of the whole line, from files to reports, each against its goal.
import Commands
import Documents
import EstateGeneration
import Estates
import Inventories
import Plans
import Reports
import Solving
import Topology
import Verifying
import Waves

enum Backbone {
  private static let folder = ".build/benchmarks"
  private static let automaker = "inventories/automaker"

  /// Runs the measures that are named, or all.
  static func run(_ options: Options) throws {
    var results = Results(machine: options.machine, date: options.date)
    func wants(_ name: String) -> Bool { options.names.isEmpty || options.names.contains(name) }
    if wants("reading") {
      let estate = scaled(workloads: 100_000, dependencies: 1_000_000)
      results.rows.append(
        repeated(
          "reading", [estate], "read, check, group", "100,000 workloads, 1,000,000 dependencies", "1 s, 500 MB", options
        ))
    }
    if wants("plan") || wants("verify") || wants("reports") {
      let plan = folder + "/automaker/plan.json"
      results.rows.append(
        repeated("plan", [automaker, plan], "first full plan, from files", "automaker", "2 s", options))
      for (name, measure) in [("verify", "verify a plan"), ("reports", "write all reports")] where wants(name) {
        results.rows.append(repeated(name, [automaker, plan], measure, "automaker", "1 s", options))
      }
    }
    if wants("start-up") { results.rows.append(startUp(options)) }
    try Benchmarks.report(results, to: options.out)
  }

  /// A measure in a process of its own: it prints its seconds, and behind a blank what else it has to say.
  static func measure(_ arguments: [String]) throws {
    let (seconds, note): (Double, String)
    switch arguments.first {
    case "generate":
      guard let workloads = Int(arguments[2]), let dependencies = Int(arguments[3]) else { fatalError("no sizes") }
      (seconds, note) = try generate(arguments[1], workloads: workloads, dependencies: dependencies)
    case "reading": (seconds, note) = try reading(arguments[1])
    case "plan": (seconds, note) = try firstPlan(arguments[1], writing: arguments[2])
    case "verify": (seconds, note) = try verifying(arguments[1], arguments[2])
    case "reports": (seconds, note) = try reporting(arguments[1], arguments[2])
    case "plan-format": (seconds, note) = try planFormat(arguments[1])
    default: fatalError("unknown measure \(arguments)")
    }
    print("\(seconds) \(note)")
  }

  // MARK: The measures

  private static func reading(_ path: String) throws -> (Double, String) {
    let began = Child.now()
    let files = try EstateFiles.read(path, from: .live)
    let bytes = files.files.reduce(0) { $0 + $1.bytes.count }
    let (estate, findings) = EstateFolderReader.read(files: files.files, name: files.name)
    guard let estate else { throw Findings(findings) }
    let read = Child.now()
    let graph = DependencyGraph(ResolvedEstate(estate))
    let grouped = Child.now()
    let doubts = Doubts.findings(graph)
    let end = Child.now()
    let speed = Decimal.text(Double(bytes) / 1e6 / (read - began), places: 0)
    let note =
      "\(bytes / 1_000_000) MB; read \(milliseconds(read - began)) (\(speed) MB/s), group \(milliseconds(grouped - read)), "
      + "check \(milliseconds(end - grouped)); \(graph.groups.workloadGroupCount) move groups, "
      + "\(findings.count + doubts.count) findings"
    return (end - began, note)
  }

  private static func firstPlan(_ path: String, writing out: String) throws -> (Double, String) {
    let began = Child.now()
    let estate = try LoadedEstate.load(path, from: .live).estate
    let read = Child.now()
    let planner = WavePlanner(estate)
    let settings = WavePlanner.Settings(
      tool: Plan.Tool(name: "drawdown", version: Drawdown.version), options: Plan.Options(effort: 1))
    guard case .plan(let plan) = planner.plan(settings, limits: SearchLimits(effort: 1, threads: 2)) else {
      fatalError("no plan of \(path)")
    }
    let end = Child.now()
    try World.live.write(PlanWriter.bytes(plan), to: out)
    let moving = plan.waves.reduce(0) { $0 + $1.workloads.count }
    return (
      end - began, "read \(milliseconds(read - began)), plan \(milliseconds(end - read)); \(moving) workloads leave"
    )
  }

  private static func verifying(_ path: String, _ planPath: String) throws -> (Double, String) {
    let estate = try LoadedEstate.load(path, from: .live).estate
    let plan = try PlanReader.read(try World.live.read(planPath), file: planPath)
    let began = Child.now()
    let deviations = Verifier(estate: estate).deviations(in: plan)
    return (Child.now() - began, "\(deviations.count) deviations")
  }

  /// A plan read from its bytes and written again.
  private static func planFormat(_ path: String) throws -> (Double, String) {
    let bytes = try World.live.read(path)
    let began = Child.now()
    let plan = try PlanReader.read(bytes, file: path)
    let read = Child.now()
    let again = PlanWriter.bytes(plan)
    let end = Child.now()
    return (
      end - began,
      "\(bytes.count / 1_000_000) MB read in \(milliseconds(read - began)), \(again.count / 1_000_000) MB written in "
        + milliseconds(end - read)
    )
  }

  private static func reporting(_ path: String, _ planPath: String) throws -> (Double, String) {
    let estate = try LoadedEstate.load(path, from: .live).estate
    let plan = try PlanReader.read(try World.live.read(planPath), file: planPath)
    let began = Child.now()
    let bytes = PlanWriter.bytes(plan)
    let files = try PlanReports.files(
      plan: plan, estate: estate, planDigest: "sha256:" + SHA256.hexadecimal(of: bytes))
    let all = files.map { OutputFile($0.name, $0.bytes) } + [OutputFile("plan.json", bytes)]
    try World.live.write(all, into: folder + "/reports")
    return (Child.now() - began, "\(all.count) files, \(all.reduce(0) { $0 + $1.bytes.count } / 1000) KB, on the disk")
  }

  /// From the start of the process to its end, of a build without shared libraries.
  private static func startUp(_ options: Options) -> Results.Row {
    let folder = ".build/static"
    let build = Child.run(
      "swift",
      [
        "build", "-c", "release", "--product", "drawdown", "--scratch-path", folder, "-Xswiftc", "-static-executable",
      ])
    guard build.status == 0 else { fatalError("the static build failed:\n\(build.output)") }
    let program = folder + "/release/drawdown"
    _ = Child.run(program, ["--help"])
    let runs = (0..<max(options.runs, 61)).map { _ in Child.run(program, ["--help"]) }
    return Results.Row(
      measure: "start-up", instance: "`drawdown --help`, static build", seconds: runs.map(\.seconds),
      megabytes: runs.map(\.megabytes), goal: "3 ms", note: "\(runs.count) runs")
  }

  // MARK: Around them

  /// Runs a measure as often as wanted; the note is that of the last run.
  private static func repeated(
    _ name: String, _ arguments: [String], _ measure: String, _ instance: String, _ goal: String, _ options: Options
  ) -> Results.Row {
    var row = Results.Row(measure: measure, instance: instance, seconds: [], megabytes: [], goal: goal)
    for _ in 0..<options.runs {
      let child = Child.run(Child.own, ["measure", name] + arguments)
      let parts = child.output.split(separator: " ", maxSplits: 1)
      guard child.status == 0, let seconds = parts.first.flatMap({ Double($0) }) else {
        fatalError("measure \(name) ended with \(child.status): \(child.output)")
      }
      row.seconds.append(seconds)
      row.megabytes.append(child.megabytes)
      row.note = parts.count > 1 ? parts[1].split(separator: "\n").joined(separator: " ") : ""
    }
    return row
  }

  /// An estate of that size, made once, by a process of its own: what it takes must not count for those after it.
  private static func scaled(workloads: Int, dependencies: Int) -> String {
    let path = folder + "/scaled-\(workloads)-\(dependencies)"
    if World.live.kind(path + "/workloads.csv") != nil { return path }
    let child = Child.run(Child.own, ["measure", "generate", path, String(workloads), String(dependencies)])
    guard child.status == 0 else { fatalError("the estate of \(workloads) workloads was not made") }
    return path
  }

  private static func generate(_ path: String, workloads: Int, dependencies: Int) throws -> (Double, String) {
    let began = Child.now()
    var files: [String: [UInt8]] = [:]
    try GeneratedEstate.write(.scaled(workloads: workloads, dependencies: dependencies, seed: 1)) { name, piece in
      files[name, default: []] += piece
    }
    try World.live.write(files.map { OutputFile($0.key, $0.value) }, into: path)
    return (Child.now() - began, path)
  }

  private static func milliseconds(_ seconds: Double) -> String { "\(Decimal.text(seconds * 1000, places: 0)) ms" }
}

// How time and memory grow with the size of an estate, 1,000 to 200,000 workloads: a table and a picture.
//
//     swift build -c release
//     swift run -c release benchmarks growth --machine "2 cores, …" --date 2026-11-21 --out growth.md --svg growth.svg
//
// Each estate is written by `estate-generator scaled` with the seed, so that everybody measures the same; it has eight
// dependencies for each five workloads. Each is checked, planned and verified by the program from files to files. The plan gets
// so many steps of search a workload, and looks for prices within what these steps allow: the work is in proportion to the size
// if nothing in the program is more than that.
import Commands
import Documents
import Reports

enum Growth {
  /// What one size took.
  struct Point {
    var workloads: Int
    var dependencies: Int
    var check: Child
    var plan: Child
    var verify: Child
    /// Of the plan, in bytes.
    var planBytes: Int
  }

  static func run(_ arguments: [String]) throws {
    var sizes = [1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000]
    var steps = 100
    var seed = 1
    var threads: Int?
    var machine = ""
    var date = ""
    var out: String?
    var svg: String?
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--sizes": sizes = (rest.popFirst() ?? "").split(separator: ",").compactMap { Int($0) }
      case "--steps": steps = rest.popFirst().flatMap { Int($0) } ?? steps
      case "--seed": seed = rest.popFirst().flatMap { Int($0) } ?? seed
      case "--threads": threads = rest.popFirst().flatMap { Int($0) }
      case "--machine": machine = rest.popFirst() ?? ""
      case "--date": date = rest.popFirst() ?? ""
      case "--out": out = rest.popFirst()
      case "--svg": svg = rest.popFirst()
      default: fatalError("unknown option \(argument)")
      }
    }
    var table = "Machine: \(machine.isEmpty ? "not stated" : machine). Date: \(date.isEmpty ? "not stated" : date). "
    table +=
      "\(steps) steps of search a workload, seed \(seed). Processor time of all threads; peak memory of the process.\n\n"
    table +=
      "| workloads | dependencies | check | memory | plan | wall | memory | ms a workload | KB a workload | plan.json "
    table += "| verify | memory |\n"
    table += "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n"
    show(table)
    var points: [Point] = []
    for size in sizes {
      let point = try measure(size, steps: steps, seed: seed, threads: threads)
      points.append(point)
      let row = line(point)
      show(row)
      table += row
    }
    let figure = GrowthFigure(points: points, steps: steps)
    let exponents = "\nFrom the smallest to the largest: \(figure.summary)\n"
    show(exponents)
    table += exponents
    if let out { try World.live.write(Array(table.utf8), to: out) }
    if let svg { try World.live.write(Array(figure.svg.utf8), to: svg) }
  }

  private static func measure(_ size: Int, steps: Int, seed: Int, threads: Int?) throws -> Point {
    let dependencies = size * 8 / 5
    // Those that are there already need not be made.
    for path in [".build", ".build/benchmarks", ".build/benchmarks/growth"] { try? World.live.makeFolder(path) }
    let folder = ".build/benchmarks/growth/\(size)"
    let made = Child.launched(
      Child.neighbours + "/estate-generator",
      [
        "scaled", "--workloads", "\(size)", "--dependencies", "\(dependencies)", "--seed", "\(seed)", "--out", folder,
      ])
    guard made.status == 0 else { fatalError("estate-generator: status \(made.status)") }
    func drawdown(_ words: [String], allowed: Set<Int32>) -> Child {
      let child = Child.launched(Child.neighbours + "/drawdown", words)
      guard allowed.contains(child.status) else {
        fatalError("drawdown \(words.joined(separator: " ")): status \(child.status)")
      }
      return child
    }
    let into = folder + "-plan"
    // A generated estate has findings, so that `check` may say no.
    let check = drawdown(["check", folder], allowed: [0, 1])
    let plan = drawdown(
      ["plan", folder, "--out", into, "--effort", "\(size * steps)"] + (threads.map { ["--threads", "\($0)"] } ?? []),
      allowed: [0])
    let verify = drawdown(["verify", folder, into + "/plan.json"], allowed: [0])
    return Point(
      workloads: size, dependencies: dependencies, check: check, plan: plan, verify: verify,
      planBytes: try World.live.read(into + "/plan.json").count)
  }

  private static func line(_ point: Point) -> String {
    let size = Double(point.workloads)
    let cells = [
      "\(point.workloads)", "\(point.dependencies)", seconds(point.check), megabytes(point.check), seconds(point.plan),
      "\(Decimal.text(point.plan.seconds, places: 1)) s", megabytes(point.plan),
      Decimal.text(point.plan.processorSeconds * 1e3 / size, places: 2),
      Decimal.text(point.plan.megabytes * 1e3 / size, places: 1),
      "\(Decimal.text(Double(point.planBytes) / 1e6, places: 1)) MB", seconds(point.verify), megabytes(point.verify),
    ]
    return "| " + cells.joined(separator: " | ") + " |\n"
  }

  private static func seconds(_ child: Child) -> String {
    "\(Decimal.text(child.processorSeconds, places: child.processorSeconds < 10 ? 2 : 1)) s"
  }

  private static func megabytes(_ child: Child) -> String { "\(Decimal.text(child.megabytes, places: 0)) MB" }

  private static func show(_ line: String) { _ = try? World.live.write(.output, Array(line.utf8)[...]) }
}

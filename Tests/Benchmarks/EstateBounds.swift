/// The bound of an estate's worth beside the plan that a search finds, and how both move with time.
///
///     benchmarks bounds ESTATE --search 20 --time 60
///
/// searches for `--search` seconds, then proves bounds for that plan's shortfalls within `--time` seconds; gaps are shares
/// of the plan's gross.
import Commands
import Documents
import Inventories
import Plans
import Solving
import Waves

enum EstateBounds {
  static func run(_ arguments: [String]) throws {
    var folder = ""
    var searchTime = 20.0
    var time = 60.0
    var method: Relaxation.Method?
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--search": searchTime = rest.popFirst().flatMap(Double.init) ?? searchTime
      case "--time": time = rest.popFirst().flatMap(Double.init) ?? time
      case "--partition": method = .partition
      case "--volume": method = .volume
      default: folder = argument
      }
    }
    let world = World.live
    let seconds = world.seconds
    var files: [(name: String, bytes: [UInt8])] = []
    for name in try world.names(folder).sorted() where name.hasSuffix(".csv") || name == "program.json" {
      files.append((name, try world.read(folder + "/" + name)))
    }
    let began = seconds()
    let (estate, _) = EstateFolderReader.read(files: files, name: folder)
    guard let estate else { fatalError("\(folder): not an estate") }
    let planner = WavePlanner(estate)
    let problem = planner.model.problem
    show("items \(problem.itemCount), waves \(problem.waveCount), precedences \(problem.precedences.count)")
    show(
      "spans \(problem.spans.count), outcomes \(problem.outcomes.count), drains \(problem.drains.count), goals \(problem.goals.count)"
    )
    show("resources \(problem.resources.count), apart \(problem.apartGroups.count), read \(text(seconds() - began)) s")

    let searchBegan = seconds()
    let searchSeconds = searchTime
    let limits = SearchLimits(
      effort: 1 << 40, threads: 2, shouldStop: { seconds() - searchBegan > searchSeconds ? .time : nil },
      clock: { (seconds() - searchBegan) / searchSeconds })
    guard case .solved(let solution) = Solver.solve(problem, limits: limits) else {
      show("no plan")
      return
    }
    let settings = WavePlanner.Settings(
      tool: .init(name: "benchmarks", version: "0"), options: .init(effort: 0))
    let plan = planner.plan(solution, settings)
    let score = solution.score
    show("plan \(score), gross \(text(plan.value.gross)), \(text(seconds() - searchBegan)) s")

    let boundBegan = seconds()
    let relaxation = Relaxation(problem)
    show("relaxation \(relaxation.size), \(text(seconds() - boundBegan)) s")
    func bound(
      _ objective: Certificate.Objective, _ name: String, known: Double, _ start: Certificate?, until end: Double
    ) -> RelaxationBound {
      var shown = 0.0
      let result = relaxation.bound(
        objective, start: start, method: method,
        limits: .init(cuts: 100_000, known: known, tolerance: 1e-6) { seconds() - boundBegan > end }
      ) { bound, reached, parts in
        let now = seconds() - boundBegan
        if now > shown * 1.3 {
          shown = now
          show(
            "  \(name): cut \(relaxation.cuts), bound \(text(bound)), program \(reached.isFinite ? text(reached) : "-"), parts \(parts), gap \(Decimal.text((bound - score.worth) / plan.value.gross * 100, places: 3)) %, \(text(now)) s"
          )
        }
      }
      show(
        "\(name): \(Decimal.text(result.value, places: 6)), known \(Decimal.text(known, places: 6)), cuts \(result.cuts), converged \(result.isConverged), \(text(seconds() - boundBegan)) s"
      )
      return result
    }
    let target = bound(.targetShortfall, "target shortfall", known: score.targetShortfall, nil, until: time / 4)
    let milestone = bound(
      .milestoneShortfall(target: score.targetShortfall), "milestone shortfall", known: score.milestoneShortfall,
      target.certificate, until: time / 2)
    _ = milestone
    let worth = bound(
      .worth(target: score.targetShortfall, milestone: score.milestoneShortfall), "worth", known: score.worth, nil,
      until: time)
    show(
      "gap \(Decimal.text((worth.value - score.worth) / plan.value.gross * 100, places: 3)) % of gross, memory \(Decimal.text(Child.ownMegabytes, places: 0)) MB"
    )
  }

  private static func text(_ value: Double) -> String { Decimal.text(value, places: 2) }

  private static func show(_ line: String) {
    _ = try? World.live.write(.output, Array((line + "\n").utf8)[...])
  }
}

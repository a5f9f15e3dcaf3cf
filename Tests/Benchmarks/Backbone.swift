// The measures of the whole line, from files to reports.
import Commands

enum Backbone {
  /// Runs the measures that are named, or all.
  static func run(_ options: Options) throws {
    var results = Results(machine: options.machine, date: options.date)
    func wants(_ name: String) -> Bool { options.names.isEmpty || options.names.contains(name) }
    if wants("start-up") { results.rows.append(startUp(options)) }
    try Benchmarks.report(results, to: options.out)
  }

  /// A measure in a process of its own; what it prints is its time and a note.
  static func measure(_ arguments: [String]) throws {
    fatalError("unknown measure \(arguments)")
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
}

/// Another program that does the same work, for comparison in the same run: a script in Python, in `Peers`.
import Commands

enum Peer {
  /// The Python to use: `DRAWDOWN_PYTHON`, or the one of the path.
  static var python: String { World.live.variable("DRAWDOWN_PYTHON") ?? "python3" }

  static let isThere = Child.run("/bin/sh", ["-c", "\"$0\" -c 'import sys' 2>/dev/null", python]).status == 0

  static func has(_ module: String) -> Bool {
    Child.run("/bin/sh", ["-c", "\"$0\" -c \"import $1\" 2>/dev/null", python, module]).status == 0
  }

  static func run(_ script: String, _ arguments: [String]) -> Child {
    Child.run(python, ["Tests/Benchmarks/Peers/" + script] + arguments)
  }

  /// Runs a measure so many times. It prints its seconds and, behind a blank, what else it has to say.
  static func row(_ measure: String, _ instance: String, _ goal: String, _ runs: Int, _ run: () -> Child) -> Results.Row
  {
    var row = Results.Row(measure: measure, instance: instance, seconds: [], megabytes: [], goal: goal)
    for _ in 0..<runs {
      let child = run()
      let parts = child.output.split(separator: " ", maxSplits: 1)
      guard child.status == 0, let seconds = parts.first.flatMap({ Double($0) }) else {
        fatalError("\(measure) ended with \(child.status): \(child.output)")
      }
      row.seconds.append(seconds)
      row.megabytes.append(child.megabytes)
      row.processorSeconds.append(child.processorSeconds)
      row.note = parts.count > 1 ? parts[1].split(separator: "\n").joined(separator: " ") : ""
    }
    return row
  }
}

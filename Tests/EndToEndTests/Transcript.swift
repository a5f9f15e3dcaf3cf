// What a user types and sees, as a file that a person can read and a test can repeat.
//
//     # A workload names a host that no table has.
//     $ drawdown check estate
//     1 error
//     ! error[INV012]: unknown host 'H-1'
//     [65]
//     $ drawdown plan estate --out out
//     + out/plan.json
//     [0]
//
// Lines that begin with `#` tell the story. A line that begins with `$` is given to the shell, in a copy of the
// scenario's folder; `$FIXTURES` is the folder of the fixtures. Below it stand its standard output, its standard error
// behind `!`, the files that it made behind `+` (changed ones behind `~`, those it took away behind `-`), and its exit
// status in brackets.
import Foundation

struct Transcript {
  struct Step {
    /// Comments and blank lines above the command.
    var story: [String]
    var command: String
    /// Everything below the command, as written.
    var result: [String]
  }

  var steps: [Step]
  /// Comments below the last result.
  var end: [String]

  init(_ text: String) {
    steps = []
    var story: [String] = []
    var lines = text.components(separatedBy: "\n")
    if lines.last == "" { lines.removeLast() }
    var isInside = false
    for line in lines {
      if line.hasPrefix("$ ") {
        // A result without its status was never recorded: what stands there is the story of the next command.
        if isInside { story = steps[steps.count - 1].result }
        if isInside { steps[steps.count - 1].result = [] }
        steps.append(Step(story: story, command: String(line.dropFirst(2)), result: []))
        story = []
        isInside = true
      } else if isInside {
        steps[steps.count - 1].result.append(line)
        if line.hasPrefix("["), line.hasSuffix("]"), Int(line.dropFirst().dropLast()) != nil { isInside = false }
      } else {
        story.append(line)
      }
    }
    end = story
  }

  var text: String {
    (steps.flatMap { $0.story + ["$ " + $0.command] + $0.result } + end).map { $0 + "\n" }.joined()
  }

  /// Commands that must succeed where the scenario makes sense: `# needs test -e /dev/full`.
  var needs: [String] {
    steps.flatMap(\.story).filter { $0.hasPrefix("# needs ") }.map { String($0.dropFirst("# needs ".count)) }
  }
}

/// One thing that a reader of a file has to say about it: the one currency for "something about the input".
///
///     error[INV012]: unknown workload 'APP-0042'
///       --> dependencies.csv:118:9 (column "target")
///        | APP-0001,APP-0042,first
///        |          ^
///     help: did you mean 'APP-0024'?
///
/// A finding is a value. Readers collect findings and go on; only `Commands` prints them and decides what they mean for
/// the exit status. The code is stable and documented by `drawdown help CODE`.
package struct Finding: Hashable, Sendable {
  /// `error`: no result may be made from this input. `warning`: a result is made, and this is doubtful. `note`: worth
  /// knowing.
  package enum Severity: Int, Comparable, Sendable {
    case error, warning, note
    package static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
  }

  package var severity: Severity
  /// Three letters and three digits: `INV` inventory tables, `PRG` program, `PLN` plan, `CSV`, `JSN` syntax, `SOL` solutions, `CHK` doubts,
  /// `ACT` actuals.
  package var code: String
  /// What is the case, with the actual values, without a final full stop.
  package var message: String
  package var location: SourceLocation?
  /// The line at `location`, as it stands in the file (shortened where it is long), for the caret display.
  package var excerpt: String?
  /// The scalar of `excerpt`, counted from 1, under which the caret stands; differs from the location's column where the
  /// excerpt was cut out of a long line.
  package var caret: Int?
  /// What would help, without a final full stop.
  package var help: String?
  /// How many findings this one stands for: more than 1 where a collector counted what it no longer lists.
  package var count = 1

  package init(
    _ severity: Severity, _ code: String, _ message: String, at location: SourceLocation? = nil,
    excerpt: String? = nil, caret: Int? = nil, help: String? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.location = location
    self.excerpt = excerpt
    self.caret = caret
    self.help = help
  }
}

extension Finding {
  /// Errors first, then by place, then by code and message: the order in which findings are shown.
  package static func ordered(_ left: Finding, _ right: Finding) -> Bool {
    if left.severity != right.severity { return left.severity < right.severity }
    switch (left.location, right.location) {
    case (nil, .some): return true
    case (.some, nil): return false
    case (.some(let a), .some(let b)) where a != b: return a < b
    default: break
    }
    if left.code != right.code { return left.code < right.code }
    return left.message < right.message
  }
}

/// Findings that make a result impossible, thrown where the caller can only report them.
package struct Findings: Error, Sendable {
  package var all: [Finding]
  package init(_ all: [Finding]) { self.all = all }
  package var hasErrors: Bool { all.contains { $0.severity == .error } }
}

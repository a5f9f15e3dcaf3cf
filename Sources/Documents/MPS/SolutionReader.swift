/// Reads the solution files of HiGHS, CBC, SCIP, Gurobi and CPLEX, each known by how it begins.
///
/// Nothing is known of the model: which names there are, and what their values mean, the caller knows. Numbers may be written
/// as any solver does: `1`, `1.0000000000e+00`, `9.99999e-01`, `inf`.
package enum SolutionReader {
  /// - Throws: what keeps the file from being a solution.
  package static func read(_ bytes: [UInt8], file: String) throws(Findings) -> SolutionFile {
    var reading = SolutionReading(bytes, file: file)
    try reading.run()
    return reading.solution
  }
}

/// A solution file on its way to being understood, line by line.
struct SolutionReading {
  struct Word {
    var text: String
    var offset: Int
  }

  var solution: SolutionFile
  var findings: [Finding] = []
  private let bytes: [UInt8]
  private let file: String
  /// The lines that are not empty, as words.
  private var lines: [[Word]] = []
  private var known: [String: Double] = [:]

  init(_ bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
    solution = SolutionFile(file: file, solver: .highs, bytes: bytes)
  }

  mutating func run() throws(Findings) {
    let first = bytes.first { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }
    if first == UInt8(ascii: "<") {
      solution.solver = .cplex
      readCPLEX()
    } else {
      split()
      readLines()
    }
    if findings.contains(where: { $0.severity == .error }) { throw Findings(findings) }
  }

  // MARK: Words and lines

  private mutating func split() {
    var words: [Word] = []
    var start: Int?
    for (offset, byte) in bytes.enumerated() {
      if byte > 0x20 {
        if start == nil { start = offset }
        continue
      }
      if let from = start { words.append(Word(text: text(from..<offset), offset: from)) }
      start = nil
      if byte == 0x0A, !words.isEmpty {
        lines.append(words)
        words = []
      }
    }
    if let start { words.append(Word(text: text(start..<bytes.count), offset: start)) }
    if !words.isEmpty { lines.append(words) }
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The words of a line with one space between them.
  private func plain(_ line: [Word]) -> String { line.map(\.text).joined(separator: " ") }

  mutating func refuse(_ code: FindingCode, _ message: String, at offset: Int, help: String? = nil) {
    findings.append(SolutionFile.finding(.error, code, message, in: file, bytes, at: offset, help: help))
  }

  mutating func noSolution(_ status: String, at offset: Int) {
    refuse(
      .solutionMissing, "\(solution.solver.rawValue) has no solution: '\(status)'", at: offset,
      help: FindingCode.solutionMissing.fix)
  }

  mutating func add(_ name: Word, _ number: Word) {
    guard let value = Double(number.text) else {
      refuse(.solutionLine, "'\(number.text)' is no value of a column", at: number.offset)
      return
    }
    if let before = known[name.text] {
      if before != value {
        refuse(.solutionTwice, "'\(name.text)' is \(before) and, here, \(value)", at: name.offset)
      }
      return
    }
    known[name.text] = value
    solution.values.append(SolutionFile.Value(name: name.text, value: value, offset: name.offset))
  }

  // MARK: Dialects

  private mutating func readLines() {
    guard let first = lines.first else {
      refuse(.solutionFormat, "the file is empty", at: 0)
      return
    }
    let head = plain(first)
    if head.hasPrefix("Model status") || head == "Columns" || head.hasPrefix("# Primal solution") {
      solution.solver = .highs
      if lines.contains(where: { plain($0) == "Columns" }) { readHiGHSTable() } else { readHiGHSLists() }
    } else if head.contains(" - objective value ") || head.hasSuffix(" - objective value") {
      solution.solver = .cbc
      readCBC()
    } else if ["solution status:", "objective value:", "no solution available"].contains(where: head.hasPrefix) {
      solution.solver = .scip
      readSCIP()
    } else if head.hasPrefix("# Solution") || head.hasPrefix("# Objective value")
      || (first.count == 2 && Double(first[1].text) != nil)
    {
      solution.solver = .gurobi
      readGurobi()
    } else {
      refuse(
        .solutionFormat, "this begins like no solution file of HiGHS, CBC, SCIP, Gurobi or CPLEX",
        at: first[0].offset, help: FindingCode.solutionFormat.fix)
    }
  }

  /// `Model status` and under it the status; `# Primal solution values` and under it whether there are any; then lists
  /// under `# Columns N` and `# Rows N`, lines of name and value.
  private mutating func readHiGHSLists() {
    var section = ""
    for line in lines {
      let head = plain(line)
      if head == "Model status" || line[0].text == "#" {
        section = line.count > 1 ? line[1].text : ""
        continue
      }
      switch section {
      case "status": solution.status = head
      case "Primal":
        if line[0].text == "Objective", line.count > 1 {
          solution.objective = Double(line[1].text)
        } else if head != "Feasible" {
          noSolution(solution.status ?? head, at: line[0].offset)
          return
        }
      case "Columns":
        if line.count < 2 {
          refuse(.solutionLine, "a column without a value", at: line[0].offset)
        } else {
          add(line[0], line[1])
        }
      case "Rows": break
      default: return
      }
    }
    if solution.values.isEmpty, section != "Columns", section != "Rows" {
      refuse(.solutionMissing, "HiGHS has no values of columns", at: 0, help: FindingCode.solutionMissing.fix)
    }
  }

  /// Tables under `Columns` and `Rows`: index, status where there is one, lower, upper and primal value, …, name.
  private mutating func readHiGHSTable() {
    let ending = lines.first { plain($0).hasPrefix("Model status:") }
    solution.status = ending.map { $0.dropFirst(2).map(\.text).joined(separator: " ") }
    if let ending, let status = solution.status,
      ["infeasible", "unbounded", "not set"].contains(where: status.lowercased().contains)
    {
      noSolution(status, at: ending[0].offset)
      return
    }
    var section = ""
    for line in lines {
      let head = plain(line)
      if head == "Columns" || head == "Rows" {
        section = head
      } else if head.hasPrefix("Model status:") {
        section = ""
      } else if head.hasPrefix("Objective value:") {
        solution.objective = line.last.flatMap { Double($0.text) }
      } else if section == "Columns", line[0].text != "Index" {
        // A status is two letters; `inf` is a number.
        let numbers = line.dropFirst(line.count > 1 && Double(line[1].text) == nil ? 2 : 1)
        guard numbers.count >= 4, let name = line.last, let value = numbers.dropFirst(2).first else {
          refuse(.solutionLine, "a column without a value or without a name", at: line[0].offset)
          continue
        }
        add(name, value)
      }
    }
  }

  /// `STATUS - objective value X`, then index, name, value, reduced cost; `**` before what is not feasible.
  private mutating func readCBC() {
    let first = lines[0]
    let dash = first.firstIndex { $0.text == "-" } ?? first.count
    let status = first[..<dash].map(\.text).joined(separator: " ")
    solution.status = status
    solution.objective = first.last.flatMap { Double($0.text) }
    let small = status.lowercased()
    if ["infeasible", "unbounded", "no integer solution"].contains(where: small.contains) {
      noSolution(status, at: first[0].offset)
      return
    }
    for line in lines.dropFirst() {
      let words = line[0].text == "**" ? line.dropFirst() : line[...]
      guard words.count >= 3 else {
        refuse(.solutionLine, "a line without index, name and value", at: line[0].offset)
        continue
      }
      add(words[words.startIndex + 1], words[words.startIndex + 2])
    }
  }

  /// `solution status:` and `objective value:`, then name, value and `(obj:X)`.
  private mutating func readSCIP() {
    for line in lines {
      let head = plain(line)
      if head.hasPrefix("solution status:") {
        solution.status = line.dropFirst(2).map(\.text).joined(separator: " ")
      } else if head.hasPrefix("objective value:") {
        solution.objective = line.last.flatMap { Double($0.text) }
      } else if head.hasPrefix("no solution") {
        noSolution(solution.status ?? head, at: line[0].offset)
        return
      } else if line.count >= 2 {
        add(line[0], line[1])
      } else {
        refuse(.solutionLine, "a column without a value", at: line[0].offset)
      }
    }
  }

  /// Remarks, one of them with the objective, and lines of name and value.
  private mutating func readGurobi() {
    for line in lines {
      if line[0].text.hasPrefix("#") {
        if plain(line).hasPrefix("# Objective value") { solution.objective = line.last.flatMap { Double($0.text) } }
      } else if line.count == 2 {
        add(line[0], line[1])
      } else {
        refuse(.solutionLine, "a line that is not a name and a value", at: line[0].offset)
      }
    }
  }
}

/// What a solver wrote about a model: how it ended, and the value of each column that it names.
///
///     solution status: optimal solution found          CBC      Optimal - objective value -12.5
///     objective value:       -12.5          SCIP                   0 left[W1,w1]       1    -12.5
///     left[W1,w1]     1   (obj:-12.5)
///     # Objective value = -12.5             Gurobi   CPLEX      <variable name="left[W1,w1]" index="0" value="1"/>
///     left[W1,w1] 1
///
/// HiGHS writes lists with headings (`# Columns 3`), and in another style a table. Columns that a file leaves out are 0:
/// CBC, SCIP and others write only the rest.
package struct SolutionFile: Sendable {
  package enum Solver: String, CaseIterable, Sendable {
    case highs = "HiGHS"
    case cbc = "CBC"
    case scip = "SCIP"
    case gurobi = "Gurobi"
    case cplex = "CPLEX"
  }

  package struct Value: Hashable, Sendable {
    package var name: String
    package var value: Double
    /// Where its name stands: a byte of the file.
    package var offset: Int
    package init(name: String, value: Double, offset: Int) {
      self.name = name
      self.value = value
      self.offset = offset
    }
  }

  package var file: String
  package var solver: Solver
  /// How the solver says it ended, in its words.
  package var status: String?
  package var objective: Double?
  package internal(set) var values: [Value] = []
  package let bytes: [UInt8]

  package init(file: String, solver: Solver, bytes: [UInt8]) {
    self.file = file
    self.solver = solver
    self.bytes = bytes
  }
}

extension SolutionFile {
  /// A finding about what stands at a byte of the file.
  package static func finding(
    _ severity: Finding.Severity, _ code: FindingCode, _ message: String, in file: String, _ bytes: [UInt8],
    at offset: Int, help: String? = nil
  ) -> Finding {
    let before = bytes[..<min(offset, bytes.count)]
    let line = before.reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let column = before[start...].reduce(1) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    let excerpt = SourceExcerpt(in: bytes, at: offset)
    return Finding(
      severity, code, message, at: SourceLocation(file: file, line: line, column: column), excerpt: excerpt.text,
      caret: excerpt.caret, help: help)
  }

  package func finding(
    _ severity: Finding.Severity, _ code: FindingCode, _ message: String, at value: Value, help: String? = nil
  ) -> Finding {
    SolutionFile.finding(severity, code, message, in: file, bytes, at: value.offset, help: help)
  }
}

extension FindingCode {
  package static let solutionFormat = FindingCode(
    "SOL001", "not the solution file of a solver that is known",
    explanation: """
      Solution files of HiGHS, CBC, SCIP, Gurobi and CPLEX are known by their first lines. This one begins like none of \
      them, or is not text at all.
      """,
    fix: """
      write the solution with its column names: highs --solution_file FILE, cbc … -solution FILE, scip: write solution \
      FILE, gurobi_cl ResultFile=FILE.sol, cplex: write FILE.sol
      """)

  package static let solutionMissing = FindingCode(
    "SOL002", "a solution file without a solution",
    explanation: """
      The solver says that it found no solution: the model is infeasible, or the search was ended before there was one. \
      Values that such a file may list all the same mean nothing.
      """,
    fix: "give the solver more time; if it calls the model infeasible, 'drawdown plan' without --solution says why")

  package static let solutionLine = FindingCode(
    "SOL003", "a line of a solution file that cannot be understood",
    explanation:
      "The line stands among the values of columns, and has no name or no number where the solver writes one.",
    fix: "let the solver write the file again, and do not edit it")

  package static let solutionTwice = FindingCode(
    "SOL004", "one column with two values",
    explanation: "The file names a column twice, with values that differ. Neither is taken.",
    fix: "let the solver write the file again; of several solutions in one file keep one")

  package static let ofSolutions: [FindingCode] = [solutionFormat, solutionMissing, solutionLine, solutionTwice]
}

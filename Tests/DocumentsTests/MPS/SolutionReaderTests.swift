import Documents
import Testing

/// Solution files in literals: what each solver's dialect says, and what cannot be one. Files that solvers really wrote are read
/// in the tests of the open model.
@Suite struct SolutionReaderTests {
  func read(_ text: String) throws -> SolutionFile { try SolutionReader.read(Array(text.utf8), file: "a.sol") }

  func findings(_ text: String) -> [String] {
    do {
      _ = try read(text)
      return []
    } catch let error as Findings {
      return error.all.map { "\($0.code) \($0.location?.line ?? 0):\($0.location?.column ?? 0) \($0.message)" }
    } catch {
      return ["\(error)"]
    }
  }

  func values(_ solution: SolutionFile) -> [String] { solution.values.map { "\($0.name) \($0.value)" } }

  @Test func `lists of HiGHS, of all columns or of those that are not 0`() throws {
    let head = "Model status\nTime limit reached\n\n# Primal solution values\nFeasible\nObjective -2.5\n"
    let all = try read(
      head + "# Columns 2\nleft[A,w1] 1\nleft[B,w1] 0\n# Rows 1\nonce 0\n\n# Dual solution values\nNone\n")
    #expect(all.solver == .highs && all.status == "Time limit reached" && all.objective == -2.5)
    #expect(values(all) == ["left[A,w1] 1.0", "left[B,w1] 0.0"])
    #expect(values(try read(head + "# Columns -1\nleft[A,w1] 1 0\n")) == ["left[A,w1] 1.0"])
    #expect(values(try read(head + "# Columns 0\n# Rows 0\n")) == [])
  }

  @Test func `the table of HiGHS, with and without a status and a type of each column`() throws {
    let solution = try read(
      """
      Columns
          Index Status        Lower        Upper       Primal         Dual  Name
              0     FX            1            1            1          2.5  left[A,w1]
              1                   0          inf         0.25               short0[hosts,2029-12-31]
              2                   0            1            0               Integer     left[B,w1]
      Rows
          Index Status        Lower        Upper       Primal         Dual  Name
              0                -inf            0            0               once

      Model status: Optimal

      Objective value: 7e3

      """)
    #expect(solution.solver == .highs && solution.status == "Optimal" && solution.objective == 7000)
    #expect(values(solution) == ["left[A,w1] 1.0", "short0[hosts,2029-12-31] 0.25", "left[B,w1] 0.0"])
  }

  @Test func `what CBC writes, rows and doubtful columns included`() throws {
    let solution = try read(
      "Stopped on time - objective value -12.5\n      0 once[A,w2]     0    0\n**    1 left[A,w1]     1.0000004   -3\n")
    #expect(solution.solver == .cbc && solution.status == "Stopped on time" && solution.objective == -12.5)
    #expect(values(solution) == ["once[A,w2] 0.0", "left[A,w1] 1.0000004"])
  }

  @Test func `what SCIP and Gurobi write`() throws {
    let scip = try read(
      "solution status: optimal solution found\nobjective value:      -12.5\nleft[A,w1]      1 \t(obj:-12.5)\n")
    #expect(scip.solver == .scip && scip.status == "optimal solution found" && scip.objective == -12.5)
    #expect(values(scip) == ["left[A,w1] 1.0"])
    let gurobi = try read("# Solution for model m\n# Objective value = -1.25e+01\nleft[A,w1] 9.9999e-01\r\n")
    #expect(gurobi.solver == .gurobi && gurobi.objective == -12.5)
    #expect(values(gurobi) == ["left[A,w1] 0.99999"])
    #expect(values(try read("left[A,w1] 1\n")) == ["left[A,w1] 1.0"])
  }

  @Test func `what CPLEX writes, the first of several solutions`() throws {
    let solution = try read(
      """
      <?xml version = "1.0" encoding="UTF-8" standalone="yes"?>
      <CPLEXSolutions version="1.2">
      <CPLEXSolution version="1.2">
       <header
         problemName="a &gt; b.mps" objectiveValue="-12.5" solutionStatusString="integer optimal solution"
         primalFeasible="1"/>
       <linearConstraints><constraint name="once[A,w2]" index="0" slack="0"/></linearConstraints>
       <variables>
        <variable name="left[A&amp;B,w1]" index="0" value="1"/>
        <variable name='x' index='1' value='-0'/>
       </variables>
      </CPLEXSolution>
      <CPLEXSolution version="1.2"><variables><variable name="x" index="1" value="1"/></variables></CPLEXSolution>
      </CPLEXSolutions>
      """)
    #expect(solution.solver == .cplex && solution.objective == -12.5 && solution.status == "integer optimal solution")
    #expect(values(solution) == ["left[A&B,w1] 1.0", "x -0.0"])
  }

  @Test func `a solver without a solution is said so`() {
    #expect(
      findings("Model status\nInfeasible\n\n# Primal solution values\nNone\n")
        == ["SOL002 5:1 HiGHS has no solution: 'Infeasible'"])
    #expect(
      findings("Columns\n Index Status\n 0 0 1 Integer x\n\nModel status: Infeasible\n")
        == ["SOL002 5:1 HiGHS has no solution: 'Infeasible'"])
    #expect(findings("Infeasible - objective value 3\n 0 x 1 0\n") == ["SOL002 1:1 CBC has no solution: 'Infeasible'"])
    #expect(
      findings("Stopped on time (no integer solution - continuous used) - objective value 3\n 0 x 0.5 0\n").count == 1)
    #expect(findings("no solution available\n") == ["SOL002 1:1 SCIP has no solution: 'no solution available'"])
    #expect(
      findings("<CPLEXSolution><header solutionStatusString=\"integer infeasible\"/></CPLEXSolution>")
        == ["SOL002 1:16 CPLEX has no solution: 'integer infeasible'"])
  }

  @Test func `what is no solution file is refused with its place`() {
    #expect(findings("") == ["SOL001 1:1 the file is empty"])
    #expect(findings("{ \"schema\": 1 }\n").first?.hasPrefix("SOL001 1:1") == true)
    #expect(findings("<plan/>").first?.hasPrefix("SOL001 1:1 XML without") == true)
    #expect(findings("<CPLEXSolution><header a=\"x").first?.hasPrefix("SOL003 1:16") == true)
    #expect(findings("<CPLEXSolution><variable name=\"x\"/></CPLEXSolution>").first?.hasPrefix("SOL003 1:16") == true)
    #expect(findings("# Solution for model m\nA 1\nB one\n") == ["SOL003 3:3 'one' is no value of a column"])
    #expect(findings("# Solution for model m\nA 1\nB\n") == ["SOL003 3:1 a line that is not a name and a value"])
    #expect(findings("# Solution for model m\nA 1\nA 0\n") == ["SOL004 3:1 'A' is 1.0 and, here, 0.0"])
    #expect(findings("Optimal - objective value 1\n 0 x\n") == ["SOL003 2:2 a line without index, name and value"])
  }

  @Test func `whatever the bytes, there is an answer`() throws {
    let solution = Array("<CPLEXSolution><header a='b'/><variable name=\"x\" value=\"1\"/></CPLEXSolution>".utf8)
    for length in 0..<solution.count { _ = try? SolutionReader.read(Array(solution.prefix(length)), file: "a.sol") }
    _ = try? SolutionReader.read([0xFF, 0x00, 0x0A, 0xC3], file: "a.sol")
  }
}

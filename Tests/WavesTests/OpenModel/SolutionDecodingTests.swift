import Documents
import Foundation
import Plans
import Solving
import TestSupport
import Testing
import Topology
import Verifying

@testable import Waves

/// Files that solvers wrote about the model of a worked example, read back as its plan.
@Suite struct SolutionDecodingTests {
  static let folder = "../../Fixtures/solutions"

  func model(_ example: String) throws -> OpenModel {
    OpenModel(ProblemBuilder.model(ResolvedEstate(try exampleEstate(example))), phase: .value)
  }

  static let answers = (try? Fixtures.names(in: "\(folder)/tiny-07"))?.filter { $0.hasSuffix(".sol") } ?? []

  @Test(arguments: answers)
  func `each solver's answer is the expected plan`(file: String) throws {
    let solution = try SolutionReader.read(try Fixtures.bytes("\(Self.folder)/tiny-07/\(file)"), file: file)
    #expect(file.hasPrefix(solution.solver.rawValue.lowercased()))
    let model = try model("tiny-07")
    let items = try model.waves(of: solution)
    let (planning, expected) = try #require(try OpenModelTests.expected("tiny-07"))
    #expect(items == expected)
    let plan = PlanDecoder(planning).plan(items: items, tool: PlanDecoderTests.tool, options: .init(effort: 0))
    #expect(Verifier(estate: planning.resolved.estate).deviations(in: plan) == [])
    #expect(OpenModel.doubt(solution, about: plan) == nil)
    #expect(try #require(solution.objective) < -236_117)
  }

  @Test func `there are answers of every solver`() {
    for solver in SolutionFile.Solver.allCases {
      #expect(Self.answers.contains { $0.hasPrefix(solver.rawValue.lowercased()) })
    }
  }

  @Test(arguments: (try? Fixtures.names(in: "\(folder)/tiny-20")) ?? [])
  func `an answer that there is no solution is not read as one`(file: String) throws {
    let bytes = try Fixtures.bytes("\(Self.folder)/tiny-20/\(file)")
    do {
      _ = try SolutionReader.read(bytes, file: file)
      Issue.record("a solution")
    } catch {
      #expect(error.all.map(\.code) == ["SOL002"])
    }
  }

  @Test func `the model of a worked example is the file that was solved`() throws {
    let planner = WavePlanner(try exampleEstate("tiny-07"))
    guard case .allowance(let allowance) = planner.allowance(limits: SearchLimits(effort: 20_000)) else {
      Issue.record("no allowance")
      return
    }
    var model = OpenModel(planner.model, phase: .value, allowance: allowance)
    model.linear.remarks = model.remarks(tool: PlanDecoderTests.tool)
    let written = MPSWriter.bytes(model.linear)
    let url = Fixtures.url("\(Self.folder)/tiny-07/model.mps")
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] != nil { try Data(written).write(to: url) }
    #expect(String(decoding: written, as: UTF8.self) == (try String(contentsOf: url, encoding: .utf8)))
  }

  // MARK: What does not belong into an answer

  func findings(_ lines: String) throws -> [String] {
    let model = try model("tiny-07")
    let text = "# Solution for model m\n# Objective value = 0\n" + lines
    do {
      _ = try model.waves(of: try SolutionReader.read(Array(text.utf8), file: "a.sol"))
      return []
    } catch {
      return error.all.map { "\($0.code) \($0.location?.line ?? 0): \($0.message); \($0.help ?? "")" }
    }
  }

  @Test func `a column of another model is named, with the nearest`() throws {
    #expect(
      try findings("left[W0,w2] 1\nleft[W1,w7] 1\n") == [
        "SOL005 4: the model of tiny-07 has no column 'left[W1,w7]'; \(FindingCode.solutionColumn.fix)"
      ])
    #expect(try findings("left[W0,w22] 1\n").first?.hasSuffix("did you mean 'left[W0,w2]'?") == true)
  }

  @Test func `a fraction is named, and what solvers are off by is not`() throws {
    #expect(
      try findings("left[W0,w2] 0.9999\nleft[W1,w6] 0.5\n") == [
        "SOL006 4: 'left[W1,w6]' is 0.5, neither 0 nor 1; \(FindingCode.solutionFraction.fix)"
      ])
    #expect(try findings("left[W0,w2] 0.99995\nleft[W1,w1] -0.00005\nonce[W1,w2] -3.5\nfreed[C0,H0,w2] 0.5\n") == [])
    #expect(try findings("left[W0,w2] 2\n").first?.hasPrefix("SOL006 3: 'left[W0,w2]' is 2.0") == true)
  }

  @Test func `a workload in two waves is named`() throws {
    #expect(
      try findings("left[W0,w2] 1\nleft[W1,w2] 1\nleft[W1,w3] 1\n") == [
        "SOL007 4: W1 has left by wave 2 and not by wave 4; \(FindingCode.solutionReturn.fix)"
      ])
  }

  @Test func `another objective is doubted, a shortfall or the value is not`() throws {
    let (planning, items) = try #require(try OpenModelTests.expected("tiny-07"))
    let plan = PlanDecoder(planning).plan(items: items, tool: PlanDecoderTests.tool, options: .init(effort: 0))
    var solution = SolutionFile(file: "a.sol", solver: .scip, bytes: [])
    for (objective, isDoubted) in [(nil, false), (-plan.value.npv, false), (0, false), (plan.value.npv, true)] {
      solution.objective = objective
      #expect((OpenModel.doubt(solution, about: plan) != nil) == isDoubted)
    }
  }
}

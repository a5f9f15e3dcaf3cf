import Solving

/// Whether what must move can, as explanations ask it: thousands of times, of small problems.
enum Feasible {
  /// Steps of proof for each question; what they do not decide counts as unknown.
  static let nodes = 4000

  static func holds(_ problem: Problem) -> Bool? {
    if let decided = Solver.isFeasible(problem, nodes: nodes) { return decided }
    switch Solver.solve(problem, limits: SearchLimits(effort: 0)) {
    case .infeasible: return false
    case .solved: return true
    case .unknown: return nil
    }
  }
}

import Estates
import TestSupport
import Testing

@testable import Topology

@Suite struct DemandsTests {
  var literal: EstateLiteral {
    var literal = EstateLiteral(
      workloads: """
        workload,disposition
        W1,
        W2,retire
        W3,retain
        W4,
        """)
    literal.dependencies = """
      source,target,relation,annual_split_cost,kind
      W1,W4,,,sql-main
      W1,W4,,5,sql-main
      W1,W3,,,sql
      W1,W3,together,,sql
      W1,W2,first,,
      W2,W1,first,,
      W1,W4,,,https
      """
    literal.add(.relate(kind: "SQL*", relation: .together, annualSplitCost: 7))
    literal.add(.relate(kind: .any([.text("sql-main"), .text("https")]), relation: .first, annualSplitCost: nil))
    literal.add(.stay, where: ["workload": "W4"])
    return literal
  }

  func words(_ demands: Demands) -> [String] {
    demands.links.map { "\($0.relation.rawValue) \(Int($0.annualSplitCost)) by \($0.decidedBy)" }
  }

  @Test func `relate decides open relations only, and never ties one that stays`() {
    let demands = Demands(ResolvedEstate(literal.estate))
    #expect(
      words(demands) == [
        "near 7 by 0", "near 5 by 0", "near 7 by 0", "together 0 by -1", "last 0 by -1", "first 0 by -1", "near 0 by 1",
      ])
    #expect(demands.staying.rows == [2, 3])
    #expect(demands.retained.rows == [2])
    #expect(demands.retiring.rows == [1])
  }

  @Test func `what is left out does not bind, and the next relate rule decides`() {
    let resolved = ResolvedEstate(literal.estate)
    let demands = Demands(
      resolved,
      without: Omissions(
        rules: [0, 2], dependencies: [6], cells: [.init(workload: 2, column: .disposition)]))
    #expect(
      words(demands) == [
        "first 0 by 1", "first 5 by 1", "near 0 by -1", "together 0 by -1", "last 0 by -1", "first 0 by -1",
      ])
    #expect(demands.staying.isEmpty)
  }
}

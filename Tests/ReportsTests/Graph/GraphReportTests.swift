import Documents
import Estates
import TestSupport
import Testing
import Topology

@testable import Reports

@Suite struct GraphReportTests {
  var graph: DependencyGraph {
    var literal = EstateLiteral(workloads: "workload,application,env\nW1,A,dev\nW2,A,prod\nW3,A,\nW4,,\nW5,B,")
    literal.applications = "application\nA\nB"
    literal.dependencies = "source,target,relation,kind\nW1,W2,first,\nW3,W4,,sql\nW5,W4,near,"
    literal.add(
      .order(
        by: ["application"], first: Selector(terms: [.init(column: "env", condition: "dev")]),
        then: Selector(terms: [.init(column: "env", condition: "prod")]), lagWaves: 1))
    literal.add(.relate(kind: "sql*", relation: .together, annualSplitCost: nil))
    return DependencyGraph(ResolvedEstate(literal.estate))
  }

  @Test func `the page names groups with what ties them, and circles with what closes them`() {
    let text = GraphReport(graph).page.text
    #expect(text.contains("5 workloads with 3 dependencies make 4 move groups"))
    #expect(text.contains("as together"))
    #expect(text.contains("W1 at least 1 wave before W2: /rules/0 (order by application, lag 1 wave)"))
    #expect(text.contains("W2 no later than W1: dependencies.csv:2"))
  }

  @Test func `the data says the same as the page`() throws {
    let text = String(decoding: JSONWriter.bytes(GraphReport(graph).json), as: UTF8.self)
    #expect(text.contains("\"schema\": \"drawdown/graph/1\""))
    #expect(text.contains("\"moveGroups\": 4"))
    #expect(text.contains("{ \"relation\": \"together\", \"stated\": 0, \"related\": 1, \"open\": 0 }"))
    #expect(text.contains("\"pointer\": \"/rules/0\""))
  }

  @Test func `an estate in which nothing hangs together has a page too`() {
    let text = GraphReport(DependencyGraph(ResolvedEstate(EstateLiteral(workloads: "workload\nW1").estate))).page.text
    #expect(text.contains("No two workloads have to move together."))
    #expect(text.contains("No group has to leave before another."))
  }
}

@Suite struct DOTTests {
  @Test func `names cannot break out of their quotes`() {
    #expect(DOTText.quoted("a\"b\\N\n]; x") == "\"a\\\"b\\\\N ]; x\"")
    #expect(DOTText.quoted("\u{202E}x\u{0}") == "\"U+202ExU+0000\"")
  }

  @Test func `small estates are drawn by workload, framed by move group and application`() {
    var literal = EstateLiteral(workloads: "workload,application\nW1,A\nW2,A\nW\"3,B\nW4,")
    literal.applications = "application\nA\nB"
    literal.dependencies = "source,target,relation\nW1,W2,together\nW4,W\"3,near"
    let text = String(decoding: DOT.bytes(DependencyGraph(ResolvedEstate(literal.estate))), as: UTF8.self)
    #expect(
      text == """
        digraph "literal" {
          rankdir=LR; node [shape=box, fontname="Helvetica", fontsize=10]; edge [fontname="Helvetica", fontsize=8];
          subgraph cluster_0 { label="move group of 2"; style=filled; color="#dbe7f3";
            w0 [label="W1"];
            w1 [label="W2"];
          }
          w3 [label="W4"];
          subgraph cluster_1 { label="B"; color="#999999";
            w2 [label="W\\"3"];
          }
          w0 -> w1 [label="together", style=bold, dir=both, color="#1f5fa8"];
          w3 -> w2 [label="near", style=dashed, color="#888888"];
        }

        """)
  }

  @Test func `large estates are drawn by application, edges counted`() {
    var literal = EstateLiteral(workloads: "workload,application\nW1,A\nW2,A\nW3,B\nW4,")
    literal.applications = "application\nA\nB"
    literal.dependencies = "source,target,relation\nW1,W3,near\nW2,W3,near\nW1,W2,near\nW3,W4,first"
    let text = String(
      decoding: DOT.bytes(DependencyGraph(ResolvedEstate(literal.estate)), detailLimit: 3), as: UTF8.self)
    #expect(text.contains("a0 [label=\"A (2)\"];"))
    #expect(text.contains("a2 [label=\"(no application) (1)\"];"))
    #expect(text.contains("a0 -> a1 [label=\"near 2\", style=dashed, color=\"#888888\"];"))
    #expect(text.contains("a1 -> a2 [label=\"first 1\", style=bold];"))
    #expect(!text.contains("a0 -> a0"))
  }
}

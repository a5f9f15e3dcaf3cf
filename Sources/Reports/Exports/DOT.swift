import Documents
import Estates
import Topology

/// The dependency graph in the DOT language of Graphviz.
///
///     digraph "workshop" {
///       subgraph cluster_0 { label="move group of 3"; w0 [label="SHOP-WEB"]; … }
///       w0 -> w4 [label="first", style=bold];
///     }
///
/// Workloads of one move group stand in one frame, the others in that of their application. Above `detailLimit` workloads
/// nobody could read it: then each application is one node with its number of workloads, and edges are counted. Texts of
/// the inventory pass through `DOTText`, so that no name can become markup or another node.
package enum DOT {
  package static let detailLimit = 400

  package static func bytes(_ graph: DependencyGraph, detailLimit: Int = DOT.detailLimit) -> [UInt8] {
    let estate = graph.resolved.estate
    var lines = [
      "digraph \(DOTText.quoted(estate.name)) {",
      "  rankdir=LR; node [shape=box, fontname=\"Helvetica\", fontsize=10]; edge [fontname=\"Helvetica\", fontsize=8];",
    ]
    lines += estate.workloads.count <= detailLimit ? detailed(graph) : aggregated(graph)
    return Array((lines.joined(separator: "\n") + "\n}\n").utf8)
  }

  private static func detailed(_ graph: DependencyGraph) -> [String] {
    let estate = graph.resolved.estate
    var lines: [String] = []
    var cluster = 0
    var alone: [Int32: [Int32]] = [:]
    func frame(_ label: String, _ style: String, _ rows: some Sequence<Int32>) {
      lines.append("  subgraph cluster_\(cluster) { label=\(DOTText.quoted(label)); \(style)")
      for row in rows { lines.append("    w\(row) [label=\(DOTText.quoted(estate.key(ofWorkload: row)))];") }
      lines.append("  }")
      cluster += 1
    }
    for group in 0..<graph.groups.workloadGroupCount {
      let members = graph.groups.members(of: group)
      if members.count > 1 {
        frame("move group of \(members.count)", "style=filled; color=\"#dbe7f3\";", members)
      } else if let row = members.first {
        alone[estate.workloads.application[Int(row)], default: []].append(row)
      }
    }
    for (application, rows) in alone.sorted(by: { $0.key < $1.key }) {
      if application == Estate.none {
        for row in rows { lines.append("  w\(row) [label=\(DOTText.quoted(estate.key(ofWorkload: row)))];") }
      } else {
        frame(estate.texts[estate.applications.keys[Int(application)]], "color=\"#999999\";", rows)
      }
    }
    for link in graph.demands.links {
      lines.append(
        "  w\(link.source) -> w\(link.target) [label=\(DOTText.quoted(link.relation.rawValue)), \(style(link.relation))];"
      )
    }
    for ordering in graph.groups.orderings.all {
      guard case .rule(let index, _) = ordering.origin else { continue }
      for end in [ordering.before, ordering.after] where Int(end) >= estate.workloads.count {
        lines.append("  w\(end) [label=\"\", shape=point];")
      }
      lines.append(
        "  w\(ordering.before) -> w\(ordering.after) "
          + "[label=\(DOTText.quoted("/rules/\(index) lag \(ordering.lag)")), color=\"#b35900\"];")
    }
    return lines
  }

  private static func aggregated(_ graph: DependencyGraph) -> [String] {
    let estate = graph.resolved.estate
    // Workloads without an application are one node of their own.
    let none = Int32(estate.applications.count)
    let applications = estate.workloads.application.map { $0 == Estate.none ? none : $0 }
    var sizes = [Int](repeating: 0, count: Int(none) + 1)
    for application in applications { sizes[Int(application)] += 1 }
    var lines: [String] = []
    for (number, size) in sizes.enumerated() where size > 0 {
      let name = number == Int(none) ? "(no application)" : estate.texts[estate.applications.keys[number]]
      lines.append("  a\(number) [label=\(DOTText.quoted("\(name) (\(size))"))];")
    }
    var counts: [UInt64: [Int]] = [:]
    for link in graph.demands.links {
      let from = applications[Int(link.source)]
      let to = applications[Int(link.target)]
      if from == to { continue }
      let kind = Relation.allCases.firstIndex(of: link.relation)!
      counts[
        UInt64(UInt32(from)) << 32 | UInt64(UInt32(to)), default: [Int](repeating: 0, count: Relation.allCases.count)][
          kind] += 1
    }
    for (pair, byRelation) in counts.sorted(by: { $0.key < $1.key }) {
      for (kind, count) in byRelation.enumerated() where count > 0 {
        let relation = Relation.allCases[kind]
        lines.append(
          "  a\(pair >> 32) -> a\(pair & 0xFFFF_FFFF) [label=\(DOTText.quoted("\(relation.rawValue) \(count)")), \(style(relation))];"
        )
      }
    }
    return lines
  }

  private static func style(_ relation: Relation) -> String {
    switch relation {
    case .together: "style=bold, dir=both, color=\"#1f5fa8\""
    case .first: "style=bold"
    case .last: "style=bold, arrowhead=empty"
    case .near: "style=dashed, color=\"#888888\""
    case .apart: "style=dotted, dir=none, color=\"#a82323\""
    }
  }
}

import Reports

/// `drawdown graph ESTATE [--dot FILE] [--json]`
package struct GraphArguments: Hashable, Sendable {
  package var estate: String
  /// Where the graph is drawn in DOT.
  package var dot: String?
  package var asJSON: Bool

  package init(_ written: WrittenArguments) {
    estate = written.operands[0]
    dot = written.text(.dot)
    asJSON = written.isGiven(.json)
  }

  package static let description = CommandDescription(
    "graph", "shows what depends on what, and what has to move together",
    operands: [.estate], flags: [.dot],
    details: [
      "Says how the estate hangs together, why its largest move group is large and which rows made it, which cycles of "
        + "lags can never move, and which shared services would drag along how much if they were taken as hard.",
      "The DOT file can be drawn with Graphviz: dot -Tsvg graph.dot -o graph.svg",
    ],
    examples: [.init("drawdown graph inventories/workshop --dot graph.dot", "find out what has to move together")],
    statuses: [.done, .badInput, .noInput, .cannotCreate, .inputOutputFailed, .badProgram],
    answer: AnswerSchema(GraphReport.schema, GraphReport.answerSchema))
}

extension Flag {
  package static let dot = Flag("dot", .path, "FILE", "also draw the graph into FILE, in the DOT language of Graphviz")
}

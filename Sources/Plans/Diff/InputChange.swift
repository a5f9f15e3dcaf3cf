import Documents

/// Something that is otherwise in a later estate than in an earlier one: a row, a rule, a term of the program, or what has
/// happened since. What a move is traced to.
///
///     workloads.csv:118  APP-0042  not_before  → 2027-03-01
///     /rules/17          added freeze "Plant shutdown"
///     actuals.csv:9      APP-0007 deferred on 2027-02-11
///
/// Rows are the same by their keys and cells, rules by what they demand: neither their order, nor the order of columns, nor
/// how a number is written makes a change.
package struct InputChange: Sendable {
  package enum Kind: String, Sendable { case added, removed, changed }

  /// A cell that differs; the texts as the tables have them.
  package struct Cell: Hashable, Sendable {
    package var column: String
    package var before: String
    package var after: String
    package init(column: String, before: String, after: String) {
      self.column = column
      self.before = before
      self.after = after
    }
  }

  package enum Subject: Sendable {
    /// A row of `file`, by its key; of a dependency "source → target".
    case row(file: String, key: String, Kind, cells: [Cell])
    case rule(RuleChange)
    /// A key of the program beside its rules.
    case term(name: String, before: String, after: String)
    /// What became of a workload; the words say what, by the log or by the plan.
    case actual(workload: String, words: String)
  }

  package var subject: Subject
  /// Where it stands, in the later files, or in the earlier ones where it was removed: `workloads.csv:12`, `/rules/3`.
  package var place: String

  package init(_ subject: Subject, at place: String) {
    self.subject = subject
    self.place = place
  }
}

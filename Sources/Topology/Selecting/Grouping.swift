import Estates

/// Workloads that share the values of the `by` columns of a rule, all of them non-empty.
package struct RuleGroup: Sendable {
  /// Index of the rule.
  package var rule: Int
  /// The shared values, in the order of `by`.
  package var values: [TextPool.ID]
  /// Rows of `workloads`, in table order.
  package var members: [Int32]
}

enum Grouping {
  /// The groups of `rule` among `selected`, in the order of their first members.
  static func groups(of rule: Int, by names: [String], among selected: WorkloadSet, _ columns: WorkloadColumns)
    -> [RuleGroup]
  {
    let cells = names.map { columns[$0] }
    let rows = selected.rows.filter { row in cells.allSatisfy { $0[Int(row)] != 0 } }
    // Column by column, the pair of the number so far and the next text gets a number of its own.
    var number = [Int32](repeating: 0, count: rows.count)
    var count = rows.isEmpty ? 0 : 1
    for column in cells {
      var known: [UInt64: Int32] = [:]
      for (position, row) in rows.enumerated() {
        let pair = UInt64(UInt32(bitPattern: number[position])) << 32 | UInt64(UInt32(bitPattern: column[Int(row)]))
        if let group = known[pair] {
          number[position] = group
        } else {
          number[position] = Int32(known.count)
          known[pair] = Int32(known.count)
        }
      }
      count = known.count
    }
    var result = [RuleGroup](repeating: RuleGroup(rule: rule, values: [], members: []), count: count)
    for (position, row) in rows.enumerated() {
      let group = Int(number[position])
      if result[group].members.isEmpty { result[group].values = cells.map { $0[Int(row)] } }
      result[group].members.append(row)
    }
    return result
  }
}

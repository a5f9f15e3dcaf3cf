import Documents
import Estates
import Plans

// What a plan repeats of its program and its inventory, so that two plans can be compared without them: the terms, the
// content of each rule, what becomes of the workloads, and which of them are pinned.

extension Verifier {
  func compareStatements(_ plan: Plan, _ found: inout [Deviation]) {
    if let stated = plan.program {
      for (term, computed) in zip(Verifier.listed(stated), Verifier.listed(terms)) where term.value != computed.value {
        found.append(.term(term.name, stated: term.value, computed: computed.value))
      }
    }
    var rows: [ExactText: Int] = [:]
    for row in 0..<estate.workloads.count { rows[ExactText(key(ofWorkload: Int32(row)))] = row }
    if !plan.omitted.contains(.dispositions) { compareDispositions(plan.dispositions, rows, &found) }
    if !plan.omitted.contains(.pinned) { comparePinned(plan.pinned, rows, &found) }
    for use in plan.rules where estate.program.rules.indices.contains(use.index) {
      guard let stated = use.content else { continue }
      let computed = CanonicalJSON.text(RuleContent.of(estate.program.rules[use.index]))
      if CanonicalJSON.text(stated) != computed {
        found.append(.ruleContent(rules[use.index].name, stated: CanonicalJSON.text(stated), computed: computed))
      }
    }
  }

  private func compareDispositions(_ stated: [Plan.Disposed], _ rows: [ExactText: Int], _ found: inout [Deviation]) {
    var listed: Set<Int> = []
    for list in stated {
      for key in list.workloads {
        let row = rows[ExactText(key)]
        let computed = row.map { estate.workloads.disposition[$0] }
        if computed != list.disposition {
          found.append(.disposition(workload: key, stated: list.disposition, computed: computed))
        }
        if let row { listed.insert(row) }
      }
    }
    for (row, computed) in estate.workloads.disposition.enumerated() where computed != .rehost && !listed.contains(row)
    {
      found.append(.disposition(workload: key(ofWorkload: Int32(row)), stated: .rehost, computed: computed))
    }
  }

  private func comparePinned(_ stated: [String], _ rows: [ExactText: Int], _ found: inout [Deviation]) {
    let pinned = Set(pinnedRows)
    var listed: Set<Int> = []
    for key in stated {
      let row = rows[ExactText(key)]
      if row.map({ pinned.contains($0) }) != true { found.append(.pinned(workload: key, stated: true)) }
      if let row { listed.insert(row) }
    }
    for row in pinnedRows where !listed.contains(row) {
      found.append(.pinned(workload: key(ofWorkload: Int32(row)), stated: false))
    }
  }

  var terms: Plan.Terms {
    let program = estate.program
    return Plan.Terms(
      name: program.name, start: program.start, horizon: program.horizon, discountRate: program.discountRate,
      decommissionLagDays: program.decommissionLagDays, parallelRunDays: program.parallelRunDays)
  }

  private static func listed(_ terms: Plan.Terms) -> [(name: String, value: String)] {
    [
      ("name", terms.name), ("start", "\(terms.start)"), ("horizon", "\(terms.horizon)"),
      ("discountRate", Decimal.text(terms.discountRate, places: 9)),
      ("decommissionLagDays", "\(terms.decommissionLagDays)"), ("parallelRunDays", "\(terms.parallelRunDays)"),
    ]
  }

  /// What becomes of the workloads that are not moved as they are.
  var dispositions: [Plan.Disposed] {
    Disposition.allCases.filter { $0 != .rehost }.compactMap { disposition in
      let rows = estate.workloads.disposition.indices.filter { estate.workloads.disposition[$0] == disposition }
      return rows.isEmpty ? nil : Plan.Disposed(disposition: disposition, workloads: keys(rows))
    }
  }

  var pinned: [String] { keys(pinnedRows) }

  private var pinnedRows: [Int] {
    var isPinned = [Bool](repeating: false, count: estate.workloads.count)
    for rule in rules {
      if case .pin = rule.demand { for row in rule.selected { isPinned[Int(row)] = true } }
    }
    return isPinned.indices.filter { isPinned[$0] }
  }

  private func keys(_ rows: [Int]) -> [String] {
    rows.map { key(ofWorkload: Int32($0)) }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

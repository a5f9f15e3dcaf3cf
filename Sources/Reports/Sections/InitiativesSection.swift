import Documents
import Estates
import Plans

/// What the business gets: when each initiative is ready, against its date.
extension PlanReport {
  var initiativesSection: [MarkdownBlock] {
    guard !plan.initiatives.isEmpty else { return [] }
    let ready = plan.initiatives.count { $0.ready != nil }
    let late = plan.initiatives.count { result in
      guard let due = result.due else { return false }
      return result.ready.map { $0 > due } ?? true
    }
    var blocks: [MarkdownBlock] = [
      .heading(2, "Initiatives"),
      .paragraph(
        MarkdownText(
          "\(Wording.number(ready)) of \(Wording.count(plan.initiatives.count, "initiative")) \(ready == 1 ? "is" : "are") ready within the plan; "
            + "\(late == 0 ? "none" : Wording.number(late)) of those with a date \(late == 1 ? "is" : "are") late, or never ready."
        )),
    ]
    var table = MarkdownTable(columns: [
      .left("initiative"), .left("due"), .left("ready"), .right("days early"),
      .right(MarkdownText("\(currency) a year")), .left("waits for"),
    ])
    let rows = KeyedRows(estate.initiatives.keys, estate.texts)
    // The latest against their dates first, of equals (the never ready ones) the most valuable.
    func worth(_ result: Plan.InitiativeResult) -> Double {
      rows.row(of: result.initiative).flatMap { estate.initiatives.annualValue[$0] } ?? 0
    }
    let ordered = plan.initiatives.sorted { left, right in
      let (a, b) = (earliness(left), earliness(right))
      if a != b { return a < b }
      let (x, y) = (worth(left), worth(right))
      return x != y ? x > y : Wording.byBytes(left.initiative, right.initiative)
    }
    for result in ordered.prefix(PlanReport.initiativeLimit) {
      guard let row = rows.row(of: result.initiative) else { continue }
      let name = estate.texts[estate.initiatives.names[row]]
      table.rows.append([
        MarkdownText(name.isEmpty ? result.initiative : name), MarkdownText(result.due.map { "\($0)" } ?? ""),
        MarkdownText(result.ready.map { "\($0)" } ?? "never"),
        MarkdownText(result.ready.flatMap { ready in result.due.map { Wording.number($0 - ready) } } ?? ""),
        MarkdownText(estate.initiatives.annualValue[row].map(Wording.wholeMoney) ?? ""),
        MarkdownText(waits(result, row)),
      ])
    }
    blocks.append(.table(table))
    if ordered.count > PlanReport.initiativeLimit {
      blocks.append(
        .paragraph(
          MarkdownText(
            "\(Wording.number(ordered.count - PlanReport.initiativeLimit)) more follow, each further before its date, worth less, or without a date: all are in plan.json."
          )))
    }
    return blocks
  }

  /// The last members to leave, or those that never do.
  private func waits(_ result: Plan.InitiativeResult, _ row: Int) -> String {
    let members = estate.initiatives.memberRange(row).map { Int(estate.initiatives.members[$0]) }
    if members.isEmpty { return "(no members)" }
    let last = members.filter { result.ready == nil ? reading.wave[$0] == 0 : reading.cutover($0) == result.ready }
    let keys = Wording.sample(last.map { reading.workloadKey($0) }.sorted(by: Wording.byBytes), limit: 2)
    return result.ready == nil ? "\(keys), which \(last.count == 1 ? "stays" : "stay")" : keys
  }

  /// Days before the date; far behind all where it is never ready, far ahead where it has no date.
  private func earliness(_ result: Plan.InitiativeResult) -> Int {
    guard let due = result.due else { return result.ready == nil ? Int.max : Int.max - 1 }
    return result.ready.map { due - $0 } ?? Int.min
  }
}

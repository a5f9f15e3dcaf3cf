import Documents
import Estates
import Plans

/// A diff as its reader wants it: on one screen, as a page for the record, as JSON for tools.
///
///     let report = DiffReport(diff, risks: risks, before: "old", after: "new")
///     report.text               // for a terminal: every figure that changed, the workloads that moved farthest
///     report.document.text      // Markdown: everything, each workload in a row of its own
///
/// All three say the same in the same order: what the plans are, effect, scope and denominator, rules and calendar,
/// workloads.
package struct DiffReport: Sendable {
  /// A plan as it is named: where it lay and what its bytes digest to.
  package struct Side: Sendable {
    package var name: String
    /// `sha256:…` of the file.
    package var digest: String
    package init(name: String, digest: String) {
      self.name = name
      self.digest = digest
    }
  }

  /// So many workloads of each kind of change are shown on a terminal.
  package static let sampleSize = 8

  package let diff: PlanDiff
  /// Nil where not both plans have their register beside them.
  package let risks: RiskDiff?
  /// Nil where the estates are not at hand.
  package let causes: MoveCauses?
  package let before: Side
  package let after: Side

  package init(_ diff: PlanDiff, risks: RiskDiff?, causes: MoveCauses? = nil, before: Side, after: Side) {
    self.diff = diff
    self.risks = risks
    self.causes = causes
    self.before = before
    self.after = after
  }

  package var isSame: Bool { diff.isSame && risks?.isSame ?? true }

  var currency: String { diff.currency.after ?? diff.currency.before ?? "" }

  /// Of a replan: how many of the workloads that changed had left by its day, so that they are not decided here.
  var happened: String? {
    guard let replan = diff.replan else { return nil }
    let settled = Set(replan.settled)
    let count = diff.workloads.count { settled.contains($0.workload) }
    if count == 0 { return nil }
    return "\(Wording.number(count)) of the workloads below had left by \(replan.asOf), otherwise than agreed: "
      + "that has happened, and is not decided here"
  }

  /// The rows of the effect that changed, or all of them.
  func goalRows(all: Bool) -> [(goal: PlanDiff.Goal, text: String)] {
    diff.goals.filter { all || !$0.isSame }.map { goal in
      var text = DiffWording.pair(goal.reduction, DiffWording.share)
      if let old = goal.reduction.before, let new = goal.reduction.after, old != new {
        text += " (\(DiffWording.points(new - old)))"
      }
      text += ", wanted \(DiffWording.pair(goal.required, DiffWording.share))"
      if let standing = DiffWording.standing(goal) { text += ": \(standing)" }
      return (goal, text)
    }
  }

  /// The parts of the value that changed, the worth last.
  var moneyRows: [(name: String, amounts: PlanDiff.Pair<Double>)] { diff.money.filter { !$0.amounts.isSame } }
}

// MARK: On one screen

extension DiffReport {
  package var text: String {
    var lines = origin
    if isSame {
      lines.append("same: both plans say the same" + (diff.changedInputs.isEmpty ? "" : ", though their files differ"))
    } else {
      lines += section("Effect", effect) + section("Scope and denominator", scope)
      lines += section("Rules, limits, calendar", rules) + section("Workloads", workloads)
      if let causes { lines += section("Causes", self.causes(causes)) }
    }
    if !diff.unstated.isEmpty {
      lines.append("not compared, since not both plans state it: " + unstated)
    }
    return lines.map { VisibleText.of($0) + "\n" }.joined()
  }

  var unstated: String { Wording.list(diff.unstated.map(DiffWording.unstated)) }

  private func section(_ title: String, _ lines: [String]) -> [String] {
    [title] + (lines.isEmpty ? ["  no change"] : lines.map { "  " + $0 })
  }

  private var origin: [String] {
    func line(_ word: String, _ side: Side, _ estate: Plan.EstateReference?, _ tool: Plan.Tool?) -> String {
      "\(word)  \(side.name): plan \(DiffReport.short(side.digest)) of \(estate?.name ?? "") "
        + "\(DiffReport.short(estate?.digest ?? ""))"
        + (tool.map { $0.name.isEmpty ? "" : ", \($0.name) \($0.version)" } ?? "")
    }
    return [
      line("before", before, diff.estate.before, diff.tool.before),
      line("after ", after, diff.estate.after, diff.tool.after),
    ]
      + (diff.replan.map { ["again   \(Wording.replanned($0))"] } ?? [])
      + diff.overrides.map { "set     \($0)" }
      + (diff.changedInputs.isEmpty
        ? [] : ["inputs  \(Wording.list(diff.changedInputs)) \(diff.changedInputs.count == 1 ? "differs" : "differ")"])
  }

  /// The first twelve digits of a digest.
  package static func short(_ digest: String) -> String { String(digest.prefix("sha256:".count + 12)) }

  private var effect: [String] {
    var lines: [String] = []
    for (goal, text) in goalRows(all: false) {
      lines.append("\(goal.isMilestone ? "  " : "")\(Wording.noun(goal.measure)) by \(goal.by)  \(text)")
      if !goal.reachedOn.isSame {
        lines.append("  reached on \(DiffWording.pair(goal.reachedOn, { "\($0)" }, none: "never"))")
      }
    }
    for (name, amounts) in moneyRows {
      let title = name == "npv" ? "worth" : "  " + Wording.valuePart(name)
      let delta = (amounts.after ?? 0) - (amounts.before ?? 0)
      lines.append(
        "\(title)  \(currency) \(DiffWording.pair(amounts, Wording.wholeMoney)) (\(DiffWording.signed(delta)))")
    }
    if !diff.gap.isSame {
      lines.append("gap to the best possible plan  \(DiffWording.pair(diff.gap, DiffWording.share))")
    }
    if let risks, !risks.isSame {
      lines.append(
        "risks  \(Wording.number(risks.opened.count)) opened, \(Wording.number(risks.closed.count)) closed, "
          + "\(Wording.number(risks.rerated.count)) re-rated; exposure \(currency) "
          + "\(Wording.wholeMoney(risks.exposure.before)) → \(Wording.wholeMoney(risks.exposure.after))")
      for risk in risks.opened.prefix(3) { lines.append("  opened \(risk.id) \(risk.subject)") }
      for risk in risks.closed.prefix(3) { lines.append("  closed \(risk.id) \(risk.subject)") }
    }
    return lines
  }

  private var scope: [String] {
    var lines: [String] = []
    if diff.count(of: .added) + diff.count(of: .removed) > 0 || !diff.workloadCount.isSame {
      lines.append(
        "workloads  \(DiffWording.pair(diff.workloadCount) { Wording.number($0) }): "
          + "\(Wording.number(diff.count(of: .added))) added, \(Wording.number(diff.count(of: .removed))) removed")
    }
    for (measure, amounts) in diff.footprint where !amounts.isSame {
      lines.append(
        "\(Wording.noun(measure)) before the first wave  \(DiffWording.pair(amounts) { Wording.amount($0, measure) })")
    }
    for goal in diff.goals where !goal.baseline.isSame {
      lines.append(
        "denominator of the \(Wording.noun(goal.measure)) target  "
          + DiffWording.pair(goal.baseline) { Wording.amount($0, goal.measure) })
    }
    return lines
  }

  private var rules: [String] {
    diff.terms.map { "\($0.name)  \(DiffWording.pair($0.values) { $0 })" }
      + diff.rules.map { DiffWording.change($0) }
      + (diff.calendar.map { ["calendar  \(DiffWording.calendar($0))"] } ?? [])
  }

  private var workloads: [String] {
    var lines: [String] = happened.map { [$0] } ?? []
    for action in WorkloadChange.Action.allCases {
      let changes = sorted(diff.workloads.filter { $0.actions.contains(action) })
      if changes.isEmpty { continue }
      lines.append("\(Wording.number(changes.count)) \(DiffWording.action(action))")
      for change in changes.prefix(DiffReport.sampleSize) {
        let remarks = DiffWording.remarks(change)
        lines.append(
          "  \(change.workload)  \(DiffWording.state(change.before)) → \(DiffWording.state(change.after))"
            + (remarks.isEmpty ? "" : "; \(remarks)") + (cause(of: change).map { "; \($0)" } ?? ""))
      }
      if changes.count > DiffReport.sampleSize {
        lines.append("  and \(Wording.number(changes.count - DiffReport.sampleSize)) more")
      }
    }
    return lines
  }

  /// Why it moves otherwise, where that is known.
  func cause(of change: WorkloadChange) -> String? {
    guard let causes else { return nil }
    return causes[change.workload].map { CauseText.cause($0, causes) }
  }

  private func causes(_ causes: MoveCauses) -> [String] {
    if causes.causes.isEmpty { return [] }
    var lines = [CauseText.summary(causes)]
    if let fewest = CauseText.fewest(causes) { lines.append(fewest) }
    let effects = ChangeEffect.list(causes)
    for effect in effects.prefix(DiffReport.sampleSize) {
      lines.append(CauseText.change(effect.change))
      let counts = effect.counts.map { "\(Wording.number($0.count)) \($0.word.rawValue)" }.joined(separator: ", ")
      lines.append("  \(counts): \(Wording.sample(effect.workloads))")
    }
    if effects.count > DiffReport.sampleSize {
      lines.append("and \(Wording.number(effects.count - DiffReport.sampleSize)) more changes that moved somebody")
    }
    return lines
  }

  /// Those that moved farthest first.
  func sorted(_ changes: [WorkloadChange]) -> [WorkloadChange] {
    changes.sorted { left, right in
      let (first, second) = (left.days?.magnitude ?? 0, right.days?.magnitude ?? 0)
      return first != second ? first > second : Wording.byBytes(left.workload, right.workload)
    }
  }
}

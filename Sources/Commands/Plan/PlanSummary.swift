import Documents
import Estates
import Plans
import Reports

/// A plan on one screen: does it reach its targets, what is it worth, where does it lie.
///
///     workshop: 38 of 43 workloads leave in 14 of 24 waves, 5 stay
///       rack units  61.2% by 2029-12-31, wanted 60.0%: reached on 2029-09-12
///         2027-12-31  31.0%, wanted 30.0%
///         2028-12-31  47.0%, wanted 50.0%: missed by 3.0 points
///       worth EUR 1.20 million against leaving everything in place; no plan is worth more than EUR 1.21 million (gap 0.8%)
///     out: plan.md, report.html, figures.md, risks.md, risks.json, plan.json, 6 pictures
package struct PlanSummary: Sendable {
  package var plan: Plan
  /// Where it was written.
  package var folder: String
  package var files: [String]

  package init(_ plan: Plan, folder: String, files: [String]) {
    self.plan = plan
    self.folder = folder
    self.files = files
  }

  package var text: String {
    ([head] + replan + plan.targets.flatMap(lines) + [worth] + origin + cutOff + ["\(folder): \(written)"])
      .map { VisibleText.of($0) + "\n" }.joined()
  }

  /// The files by name, pictures as a number.
  private var written: String {
    let pictures = files.count { $0.hasSuffix(".svg") }
    let others = files.filter { !$0.hasSuffix(".svg") }
    return (others + (pictures == 0 ? [] : [Wording.count(pictures, "picture")])).joined(separator: ", ")
  }

  private var head: String {
    let moving = plan.waves.reduce(0) { $0 + $1.workloads.count }
    let used = plan.waves.count { !$0.workloads.isEmpty }
    let all = moving + plan.stays.count
    return "\(plan.estate.name): \(Wording.number(moving)) of \(Wording.count(all, "workload")) leave in "
      + "\(Wording.number(used)) of \(Wording.count(plan.waves.count, "wave")), "
      + "\(Wording.number(plan.stays.count)) \(plan.stays.count == 1 ? "stays" : "stay")"
  }

  private func lines(of target: Plan.TargetResult) -> [String] {
    var text = "  \(Wording.noun(target.measure))  \(Wording.percent(target.reduction)) by \(target.by)"
    text += ", wanted \(Wording.percent(target.required))"
    if isMissed(target.shortfall) {
      text += ": missed by \(points(target.shortfall))"
    } else if let reachedOn = target.reachedOn {
      text += ": reached on \(reachedOn)"
    }
    return [text]
      + target.milestones.map { milestone in
        "    \(milestone.by)  \(Wording.percent(milestone.reduction)), wanted \(Wording.percent(milestone.required))"
          + (isMissed(milestone.shortfall) ? ": missed by \(points(milestone.shortfall))" : "")
      }
  }

  private var worth: String {
    var text = "  worth \(Wording.money(plan.value.npv, plan.currency)) against leaving everything in place"
    if let bound = plan.bound {
      text +=
        bound.gap < 5e-10
        ? "; proven: no plan is worth more"
        : "; no plan is worth more than \(Wording.money(bound.npv, plan.currency)) (gap \(Wording.percent(bound.gap)))"
    }
    return text
  }

  private var replan: [String] {
    guard let replan = plan.replan else { return [] }
    var lines = [
      "  as of \(replan.asOf) \(Wording.number(replan.settled.count)) have left and "
        + "\(Wording.number(replan.frozen.count)) are under way; \(Wording.moves(replan))"
    ]
    if !replan.thawed.isEmpty {
      lines.append(
        "  under way, and moved all the same: \(Wording.list(Array(replan.thawed.prefix(5))))"
          + (replan.thawed.count > 5 ? " and \(Wording.number(replan.thawed.count - 5)) more" : ""))
    }
    return lines
  }

  private var origin: [String] {
    plan.options.solution.map { ["  as \($0.solver) answered in \($0.file), verified"] } ?? []
  }

  private var cutOff: [String] {
    switch plan.options.cutOff {
    case nil: []
    case "time"?: ["  the clock ended the search before its effort was spent: another run may give another plan"]
    case let word?: ["  the search was ended by \(word) before its effort was spent: the best plan so far"]
    }
  }

  private func isMissed(_ shortfall: Double) -> Bool { shortfall > 1e-9 }

  private func points(_ shortfall: Double) -> String {
    "\(Decimal.text(shortfall * 100, places: shortfall >= 0.0005 ? 1 : 4)) points"
  }
}

extension PlanSummary {
  /// A target is missed: what `--strict` asks about.
  package static func misses(_ plan: Plan) -> Bool {
    plan.targets.contains { $0.shortfall > 1e-9 }
  }
}

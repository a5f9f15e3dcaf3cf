import Documents
import Estates
import Plans

/// The decisions that the plan waits for: by when, what about, what it costs and what it is worth.
///
/// They follow from the plan: rules that keep a target from being met; responses that cost less than the exposure they take
/// away; what is certain and has to be accepted; machines that nothing empties. Sorted by the day by which they are
/// needed; of more than `decisionLimit` those that are worth most, and none that is worth less than a hundredth of all, unless
/// security, law or production hang on it, whose damage is not in the figures.
extension PlanReport {
  static let decisionLimit = 8
  /// The share of what all decisions are worth from which one is worth a committee's time.
  static let decisionShare = 0.01

  struct Decision {
    var by: Day
    var what: MarkdownText
    var cost: String
    var effect: String
    var owner: String
    /// Money, for the choice of what is shown.
    var worth: Double
    /// Whether a target hangs on it: then it comes before money.
    var isAboutTarget = false
    /// Whether more than money hangs on it (`Risk.isGuarded`).
    var isGuarded = false

    static func weighs(_ left: Decision, more right: Decision) -> Bool {
      left.isAboutTarget != right.isAboutTarget ? left.isAboutTarget : left.worth > right.worth
    }
  }

  var decisionSection: [MarkdownBlock] {
    let all = obstacleDecisions + riskDecisions + idleDecisions
    var blocks: [MarkdownBlock] = [.heading(2, "Decisions needed")]
    guard !all.isEmpty else {
      return blocks + [
        .paragraph(
          "None: every target is met, no response in the register saves more than it costs, and no machine waits for a word."
        )
      ]
    }
    let weighed = all.sorted { Decision.weighs($0, more: $1) }
    let least = all.reduce(0) { $0 + $1.worth } * PlanReport.decisionShare
    let shown = weighed.prefix(PlanReport.decisionLimit).filter {
      $0.isAboutTarget || $0.isGuarded || $0.worth >= least
    }.sorted {
      left, right in
      left.by != right.by ? left.by < right.by : Decision.weighs(left, more: right)
    }
    var table = MarkdownTable(columns: [
      .left("by"), .left("decide"), .left("costs"), .left("worth"), .left("with"),
    ])
    for decision in shown {
      table.rows.append([
        "\(decision.by)", decision.what, MarkdownText(decision.cost), MarkdownText(decision.effect),
        decision.owner.isEmpty ? .empty : .code(decision.owner),
      ])
    }
    blocks.append(.table(table))
    if all.count > shown.count {
      let rest = weighed.dropFirst(shown.count)
      blocks.append(
        .paragraph(
          MarkdownText(
            "\(Wording.number(rest.count)) smaller ones, together worth \(money(rest.reduce(0) { $0 + $1.worth })), stand as responses in "
          )
            + "\(link: "risks.md", to: "risks.md")."))
    }
    return blocks
  }

  /// The kind of rule without which a missed target comes nearest.
  private var obstacleDecisions: [Decision] {
    plan.targets.compactMap { target in
      let missed = target.milestones.reduce(0) { $0 + $1.shortfall }
      func left(_ obstacle: Plan.Obstacle) -> Double { obstacle.shortfall * 1000 + obstacle.milestoneShortfall }
      guard let best = target.obstacles.min(by: { left($0) < left($1) }),
        left(best) < target.shortfall * 1000 + missed - 1e-9
      else { return nil }
      let rules = best.rules.isEmpty ? "" : " (\(Wording.sample(best.rules.map { ruleName($0) }, limit: 3)))"
      return Decision(
        by: estate.program.start,
        what: MarkdownText(
          "\(Wording.relaxing(best.kind))\(rules), or accept that \(Wording.noun(target.measure)) fall short"),
        cost: "",
        effect: target.shortfall > 1e-9
          ? "target short by \(Wording.points(best.shortfall)) instead of \(Wording.points(target.shortfall))"
          : "milestones short by \(Wording.points(best.milestoneShortfall)) instead of \(Wording.points(missed))",
        owner: estate.program.riskOwner ?? "", worth: 0, isAboutTarget: true)
    }
  }

  /// Responses that take away more than they cost, and what is certain and has no such response but to be accepted: one
  /// decision for all risks of a rule.
  private var riskDecisions: [Decision] {
    var groups: [(name: String, isAccepted: Bool, risks: [Risk])] = []
    for risk in register.risks {
      let saved = risk.exposure - risk.residualExposure - risk.responseCost
      guard saved > 0 || risk.isCertain else { continue }
      if let place = groups.firstIndex(where: { $0.name == risk.name && $0.isAccepted == (saved <= 0) }) {
        groups[place].risks.append(risk)
      } else {
        groups.append((risk.name, saved <= 0, [risk]))
      }
    }
    return groups.compactMap { name, isAccepted, risks in
      guard let largest = risks.first else { return nil }
      let subject = largest.subject.isEmpty ? "" : ", \(risks.count == 1 ? "" : "the largest ")\(largest.subject)"
      let label = risks.count == 1 ? "\(name)\(subject)" : "\(name), \(Wording.number(risks.count)) times\(subject)"
      let before = risks.reduce(0) { $0 + $1.exposure }
      let after = risks.reduce(0) { $0 + $1.residualExposure }
      let cost = risks.reduce(0) { $0 + $1.responseCost }
      let by = risks.map(usefulBy).min() ?? estate.program.start
      if isAccepted {
        return Decision(
          by: by, what: "Accept: \(label), \(code: largest.id)", cost: "",
          effect: "\(money(before)) that the plan takes as it stands", owner: largest.owner, worth: before)
      }
      return Decision(
        by: by, what: "\(largest.responseDescription) For: \(label), \(code: largest.id)",
        cost: cost >= 0.5 ? money(cost) : "nothing", effect: "exposure \(money(before)) falls to \(money(after))",
        owner: largest.owner, worth: before - after - cost, isGuarded: largest.isGuarded)
    }
  }

  /// A response is of use until the last wave that it concerns begins.
  private func usefulBy(_ risk: Risk) -> Day {
    let last = risk.waves.last ?? plan.waves.last { !$0.workloads.isEmpty }?.number ?? 0
    guard plan.waves.indices.contains(last - 1) else { return risk.respondBy }
    return max(estate.program.start, min(risk.respondBy, plan.waves[last - 1].start))
  }

  /// Machines that run nothing and that nothing empties: they leave only if somebody says when.
  private var idleDecisions: [Decision] {
    let idle = idleHosts
    // The register prices them one site at a time, where they are dear enough.
    guard !idle.isEmpty, !register.risks.contains(where: { $0.ruleId == "FOOT-03" }) else { return [] }
    let cost = idle.reduce(0) { $0 + (estate.hosts.annualCost[$1] ?? 0) }
    let units = idle.reduce(0) { $0 + (estate.hosts.rackUnits[$1] ?? 0) }
    let years = Double(estate.program.horizon - estate.program.start) / 365
    return [
      Decision(
        by: plan.waves.first?.start ?? estate.program.start,
        what: MarkdownText(
          "Say when \(Wording.count(idle.count, "host")) without a workload \(idle.count == 1 ? "leaves" : "leave") (column leaves of hosts.csv)"
        ),
        cost: "",
        effect: [units > 0 ? "\(Wording.amount(units)) rack units" : "", cost > 0 ? "\(money(cost)) a year" : ""].filter
        {
          !$0.isEmpty
        }.joined(separator: ", "),
        owner: estate.program.riskOwner ?? "", worth: cost * years)
    ]
  }
}

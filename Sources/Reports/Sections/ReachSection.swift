import Documents
import Estates
import Plans

/// How far each target could be taken and how soon it could be met, proven and found; and, of a missed one, what keeps it out of
/// reach and the cheapest ways past.
extension PlanReport {
  /// Ways past a barrier that are shown.
  private static let shownWays = 6

  var reachSection: [MarkdownBlock] {
    let reaches = plan.targets.compactMap { target in target.reach.map { (target, $0) } }
    if reaches.isEmpty { return [] }
    var table = MarkdownTable(columns: [
      .left("target"), .right("asked for"), .right("plan"), .right("found"), .right("at most"), .left("met on"),
      .left("found"), .left("not before"),
    ])
    for (target, reach) in reaches {
      table.rows.append([
        MarkdownText("\(Wording.noun(target.measure)) by \(target.by)"), MarkdownText(Wording.goal(target.required)),
        MarkdownText(Wording.reduction(target.reduction)), MarkdownText(Wording.reduction(reach.largestFound)),
        MarkdownText(Wording.reduction(reach.largestProven)), MarkdownText(day(target.reachedOn, "never")),
        MarkdownText(day(reach.earliestFound, "never")), MarkdownText(day(reach.earliestProven, "out of reach")),
      ])
    }
    return [
      .heading(2, "How far and how soon the targets could be met"),
      .paragraph(
        "Each target for itself, if nothing but the rules counted: the largest reduction by its date, and the first day on which what it asks for is gone. At most and not before are proven of every plan; found is what a search reached, which may miss other targets and be worth less than this plan."
      ),
      .table(table),
    ] + plan.targets.flatMap(barrierBlocks)
  }

  private func day(_ day: Day?, _ otherwise: String) -> String { day.map { "\($0)" } ?? otherwise }

  private func barrierBlocks(_ target: Plan.TargetResult) -> [MarkdownBlock] {
    guard let barrier = target.barrier else { return [] }
    let noun = Wording.noun(target.measure)
    let names = names(barrier.rules, barrier.kinds)
    let sentence: String =
      if names.isEmpty {
        barrier.isProven
          ? "No rule keeps the target out of reach: it is missed with all of them given up, which is proven."
          : "Which rules keep the target out of reach is not known: neither is it proven to be, nor did a search meet it without a kind of rule."
      } else if barrier.isProven {
        "\(Wording.list(names)) \(names.count == 1 ? "keeps" : "keep") the target out of reach, whatever else is given up. That is proven; a way past it takes something out of it."
      } else {
        "The target is not proven to be out of reach. A search met it when \(names.count == 1 ? "" : "any one of these was given up: ")\(Wording.list(names))\(names.count == 1 ? " was given up" : "")."
      }
    var blocks: [MarkdownBlock] = [
      .heading(3, MarkdownText("What keeps \(noun) out of reach")), .paragraph(MarkdownText(sentence)),
    ]
    if barrier.ways.isEmpty { return blocks }
    var table = MarkdownTable(columns: [
      .left("give up"), .right("then short by"), .right(MarkdownText("\(currency), against this plan")),
      .right("fullest period of the limit"),
    ])
    for way in barrier.ways.prefix(PlanReport.shownWays) {
      table.rows.append([
        MarkdownText(Wording.list(self.names(way.rules, way.kinds))), MarkdownText(Wording.points(way.shortfall)),
        MarkdownText(Wording.wholeMoney(way.npv - plan.value.npv)),
        MarkdownText(way.fullest.map { Wording.percent($0) } ?? ""),
      ])
    }
    blocks.append(.paragraph("The best plans found when something of it is given up, the cheapest first:"))
    blocks.append(.table(table))
    return blocks
  }

  private func names(_ rules: [Int], _ kinds: [String]) -> [String] {
    rules.map { ruleName($0) } + kinds.map { Wording.obstacle($0) }
  }
}

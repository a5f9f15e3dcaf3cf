import Estates
import Plans

/// Everything that follows from putting the workloads of an estate into waves.
package struct Evaluation: Sendable {
  /// The wave of each workload row, from 1; nil where it stays.
  package var waves: [Int?]
  package var broken: [BrokenRule]
  /// By row: the day from which it is gone, nil where it never is.
  package var hostReleased: [Day?]
  package var rackReleased: [Day?]
  package var siteReleased: [Day?]
  /// By row of the initiatives: the cutover at which the last member has left, nil where it is never ready.
  package var ready: [Day?]
  /// The baseline, dated at the start, then each date on which a measure changes.
  package var footprint: [Plan.FootprintRow]
  /// In the order of the program, without obstacles.
  package var targets: [Plan.TargetResult]
  package var value: Plan.Value
  /// What is held open for a time, the dearest first.
  package var splits: [Plan.Split]
  package var rules: [Plan.RuleUse]
  package var standing: Standing
}

extension Verifier {
  /// What follows from moving each workload row in the wave of that number, from 1, or (nil) not at all.
  ///
  /// - Parameter settled: by row, what had left before the plan was made; nil where it is made from the start.
  package func evaluate(waves: [Int?], settled: [Bool]? = nil) -> Evaluation {
    let assignment = assignment(waves)
    let releases = releases(assignment)
    let ready = ready(assignment)
    let rows = footprintRows(assignment, releases)
    let targets = targetResults(assignment, releases, rows)
    let splits = openSplits(assignment)
    let value = value(assignment, releases, ready, splits, targets)
    return Evaluation(
      waves: assignment.map { $0 == stays ? nil : Int($0) + 1 }, broken: brokenRules(assignment, settled: settled),
      hostReleased: releases.hosts, rackReleased: releases.racks, siteReleased: releases.sites, ready: ready,
      footprint: rows, targets: targets, value: value, splits: named(splits), rules: ruleUses(assignment),
      standing: standing(targets, value))
  }

  /// How good `waves` is; nil where it breaks a rule. The short way for those who try many.
  package func standing(of waves: [Int?]) -> Standing? {
    let assignment = assignment(waves)
    guard brokenRules(assignment, atMost: 1).isEmpty else { return nil }
    let releases = releases(assignment)
    let targets = targetResults(assignment, releases, nil)
    return standing(targets, value(assignment, releases, ready(assignment), openSplits(assignment), targets))
  }

  private func standing(_ targets: [Plan.TargetResult], _ value: Plan.Value) -> Standing {
    var standing = Standing(shortfall: 0, milestoneShortfall: 0, npv: value.npv)
    for target in targets {
      if target.penaltyPerPoint == nil { standing.shortfall += target.shortfall }
      for milestone in target.milestones where milestone.penaltyPerPoint == nil {
        standing.milestoneShortfall += milestone.shortfall
      }
    }
    return standing
  }
}

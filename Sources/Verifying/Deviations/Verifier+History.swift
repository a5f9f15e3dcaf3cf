import Estates
import Plans

// What a plan says had happened when it was made, against the log of what has.

extension Verifier {
  /// Everything in which the plan's list of who had left is not what the log says up to the day of the replan; empty where
  /// the plan was made without a log.
  ///
  /// The wave in which a workload left is the first that ends on or after the day; what left after the last cutover counts
  /// for the last wave. A log to which later rows were added since says the same.
  package func historyDeviations(in plan: Plan, _ actuals: Actuals?) -> [Deviation] {
    guard let replan = plan.replan, replan.actuals != nil else { return [] }
    guard let actuals else { return [.logMissing] }
    var ignored: [Deviation] = []
    let waves = placements(plan, &ignored)
    let said = Set(replan.settled.map(ExactText.init))
    var found: [Deviation] = []
    for row in 0..<estate.workloads.count {
      let key = key(ofWorkload: Int32(row))
      let isSaid = said.contains(ExactText(key))
      guard let day = actuals.workloads[key]?.migrated else {
        if isSaid { found.append(.settledUnlogged(workload: key, asOf: replan.asOf)) }
        continue
      }
      if !isSaid {
        found.append(.loggedUnsettled(workload: key, day: day))
        continue
      }
      let logged = calendar.cutovers.firstIndex { $0 >= day }.map { $0 + 1 } ?? calendar.count
      if let stated = waves[row], stated != logged {
        found.append(.settledElsewhere(workload: key, stated: stated, logged: logged, day: day))
      }
    }
    return found
  }
}

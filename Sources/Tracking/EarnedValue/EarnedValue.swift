import Estates
import Plans

/// What was planned, earned and spent up to a day, in hours of work or in money: the figures of earned-value management, with
/// the earned schedule beside them.
///
///     planned value PV   budget of all that the plan moves by the day       SPI = EV / PV       CPI = EV / AC
///     earned value  EV   budget of all that has moved                       EAC = BAC / CPI
///     actual cost   AC   what the log says was worked or spent
///
/// SPI returns to 1 at the end however late a programme is, since everything is earned then. The earned schedule does not:
/// ES is the number of waves in which the plan would have earned as much, AT the number of waves that have passed, and
/// SPI(t) = ES / AT. A workload without a budget earns nothing; what came into scope later is no part of the budget.
package struct EarnedValue: Hashable, Sendable {
  package enum Unit: String, CaseIterable, Sendable {
    /// `effort_hours`, planned and worked.
    case hours
    /// `one_off_cost`, planned, and `cost` as the log has it.
    case money
  }

  package var unit: Unit
  /// The budget at completion.
  package var budget = 0.0
  package var planned = 0.0
  package var earned = 0.0
  package var spent = 0.0
  /// Waves in which the plan earns what has been earned, the last one in part.
  package var earnedWaves = 0.0
  /// Waves that have passed, the current one in part.
  package var passedWaves = 0.0
  /// Waves until the last one in which the plan moves anything.
  package var plannedWaves = 0.0

  package var scheduleIndex: Double? { planned > 0 ? earned / planned : nil }
  package var costIndex: Double? { spent > 0 ? earned / spent : nil }
  /// SPI(t).
  package var timeIndex: Double? { passedWaves > 0 ? earnedWaves / passedWaves : nil }
  package var estimateAtCompletion: Double? { costIndex.map { $0 > 0 ? budget / $0 : 0 } }
  /// The day on which all would be moved at the pace so far.
  package var forecastEnd: Day?

  package init(unit: Unit) { self.unit = unit }

  package init(_ unit: Unit, _ standing: Standing) {
    self.unit = unit
    let estate = standing.estate
    let plan = standing.plan
    let asOf = standing.asOf
    var byWave = [Double](repeating: 0, count: plan.waves.count)
    for row in 0..<estate.workloads.count {
      let actuals = standing.workloads[row]
      spent += unit == .hours ? actuals.effortHours : actuals.cost
      let wave = standing.wave[row]
      if wave <= 0 { continue }
      let amount = (unit == .hours ? estate.workloads.effortHours[row] : estate.workloads.oneOffCost[row]) ?? 0
      budget += amount
      byWave[wave - 1] += amount
      if actuals.migrated != nil { earned += amount }
    }
    let lastMoving = plan.waves.lastIndex { !$0.workloads.isEmpty }
    plannedWaves = Double((lastMoving ?? -1) + 1)

    var total = 0.0
    var isFound = false
    for (index, wave) in plan.waves.enumerated() {
      let before = total
      total += byWave[index]
      if wave.cutover <= asOf {
        planned = total
        passedWaves = Double(index + 1)
      } else if wave.start <= asOf {
        passedWaves = Double(index) + Double(asOf - wave.start + 1) / Double(wave.cutover - wave.start + 1)
      }
      if total <= earned + 1e-9 {
        earnedWaves = Double(index + 1)
      } else if !isFound {
        isFound = true
        earnedWaves = Double(index) + (total > before ? max(0, earned - before) / (total - before) : 0)
      }
    }
    earnedWaves = min(earnedWaves, max(plannedWaves, 0))
    if let first = plan.waves.first, let lastMoving, let pace = timeIndex, pace > 0 {
      let days = Double(plan.waves[lastMoving].cutover - first.start + 1) / pace
      if days < 1_000_000 { forecastEnd = first.start + (Int(days.rounded()) - 1) }
    }
  }
}

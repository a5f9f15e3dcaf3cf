import Estates
import Plans
import Topology

/// When those that are late may cut over all the same: the plan steered round every freeze, and who misses its wave may not
/// land in one.
///
///     cutovers   12-06   01-03   01-31       freeze 12-10 … 01-20 of Finance
///     a server of Finance that should have left on 12-06 and is ready for 01-03 leaves on 01-31
///
/// Workloads under the same freezes share a row of the table. Waves behind the end of the calendar count: a freeze has dates.
struct Freezes: Sendable {
  /// By unit: the beginning of its row in `open`.
  let rowOfUnit: [Int32]
  /// The first wave from each on in which nothing stands against a cutover; `ForecastModel.lastWave` where there is none.
  let open: [Int32]

  init(_ units: [ForecastModel.Unit], _ resolved: ResolvedEstate, waves: [(start: Int32, cutover: Int32)]) {
    let freezes = resolved.estate.program.rules.compactMap { rule -> (rows: WorkloadSet, waves: [Bool])? in
      guard case .freeze(let from, let to, let test) = rule.kind else { return nil }
      let isFrozen = waves.map { wave in
        wave.cutover >= from.number && (test == .wave ? wave.start : wave.cutover) <= to.number
      }
      return isFrozen.contains(true) ? (resolved.selections[rule.index], isFrozen) : nil
    }
    var rows: [[Int]: Int32] = [:]
    var open: [Int32] = []
    rowOfUnit = units.map { unit in
      let own = freezes.indices.filter { freezes[$0].rows.contains(unit.row) }
      if let known = rows[own] { return known }
      let row = Int32(open.count)
      rows[own] = row
      var next = Int32(ForecastModel.lastWave)
      var later: [Int32] = []
      for wave in waves.indices.reversed() {
        if !own.contains(where: { freezes[$0].waves[wave] }) { next = min(Int32(wave), next) }
        later.append(wave >= ForecastModel.lastWave ? Int32(ForecastModel.lastWave) : next)
      }
      open += later.reversed()
      return row
    }
    self.open = open
  }

  /// The wave in which a unit cuts over that is ready for `wave`.
  @inline(__always)
  func cutover(of unit: Int, from wave: Int32) -> Int32 { open[Int(rowOfUnit[unit]) + Int(wave)] }
}

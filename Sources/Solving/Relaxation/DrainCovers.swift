/// The covers of drains that a fractional assignment breaks.
///
/// With the items in the order of their shares and `z(u)` the share of the step that needs the u-th unit of demand to have
/// left, the plain row of a drain says that the areas under the two curves are not against each other; a cover says it of
/// what lies beyond the items that count as gone:
///
///     share  1 ┤▀▀▀▀▀▀▀▄▄▄▄               ▀ items, the surest first
///              │ · · · · · ·▀▀▀▄▄▄        · steps: as much in all, but more beyond the first seven units:
///            0 ┼───────┬──────────▀▀▀▀    the cover with these seven gone is broken
///              0       7   units of demand
///
/// For a wave and a dimension the worst cover is one of the prefixes of that order.
struct DrainCovers {
  /// The most broken cover for each drain, dimension and wave that is broken by more than `tolerance` of the row's norm.
  static func broken(
    _ problem: Problem, _ expansion: TimeExpansion, shares: [Float], tolerance: Double = 1e-3
  ) -> [Certificate.Cover] {
    var result: [Certificate.Cover] = []
    let waveCount = problem.waveCount
    for (number, drain) in problem.drains.enumerated() where !drain.steps.isEmpty {
      for wave in 0..<waveCount {
        let row = expansion.stepStart[number] * waveCount + wave
        let steps = drain.steps.indices.map { expansion.share(expansion.stepNode[row + $0 * waveCount], shares) }
        if !steps.contains(where: { $0 > 0 }) { continue }
        let items = drain.items.map { expansion.share(expansion.itemNode[Int($0) * waveCount + wave], shares) }
        let order = drain.items.indices.sorted { items[$0] != items[$1] ? items[$0] > items[$1] : $0 < $1 }
        for dimension in drain.base.indices {
          let demand = drain.demand[dimension]
          let need = expansion.stepDemand[number][dimension]
          var squares = 0.0
          var rest = 0.0
          for place in order {
            squares += demand[place] * demand[place]
            rest += demand[place] * items[place]
          }
          var worst = tolerance * squares.squareRoot()
          var best = 0
          var gone = 0.0
          for (count, place) in order.enumerated() {
            gone += demand[place]
            rest -= demand[place] * items[place]
            var sum = 0.0
            var least = 0.0
            for k in steps.indices where need[k] - gone > least {
              sum += (need[k] - gone - least) * steps[k]
              least = need[k] - gone
            }
            if least == 0 { break }
            if sum - rest > worst {
              worst = sum - rest
              best = count + 1
            }
          }
          if best > 0 {
            let gone = order.prefix(best).map { drain.items[$0] }.sorted()
            result.append(Certificate.Cover(drain: number, dimension: dimension, wave: wave, gone: gone))
          }
        }
      }
    }
    return result
  }
}

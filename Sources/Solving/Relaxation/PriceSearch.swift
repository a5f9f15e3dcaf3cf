/// The search for prices by the volume method (Barahona, Anbil 2000): steps along an average of what is over its limit.
///
/// Around the best prices so far (the centre) a step goes along the average of the closures seen, as long as the distance
/// to the level that is aimed at allows (Polyak). A better bound becomes the new centre. The averages serve twice: as a
/// direction that does not zigzag, and as a fractional assignment that nearly meets the rows, for rounding.
struct PriceSearch {
  // How the search goes, the same for every problem: found on two generated estates of 200 and 1,000 workloads, where it
  // ends within 0.1 % of the best prices after 100 to 150 cuts.
  private static let patience = 3
  private static let shrink = 0.7
  private static let growth = 1.15
  private static let firstFactor = 0.2
  private static let firstMixing = 0.6
  private static let mixingShrink = 0.93

  private(set) var bound = Double.infinity
  private(set) var prices: [Double]
  /// Share with which each node is selected.
  private(set) var shares: [Float]
  private var average: [Double] = []
  private var factor = PriceSearch.firstFactor
  private var mixing = PriceSearch.firstMixing
  /// How far below the present bound the level lies that is aimed at.
  private var distance = 0.0
  private var sinceBetter = 0
  private var boundAtCheck = Double.infinity

  init(_ relaxation: Relaxation, start: [Double]) {
    prices = start
    shares = []
    accept(relaxation, start, relaxation.evaluate(start))
    average = relaxation.excess(at: start)
    if relaxation.isFinished { shares = relaxation.selected.map(Float.init) }
  }

  private mutating func accept(_ relaxation: Relaxation, _ candidate: [Double], _ value: Double) {
    bound = value
    prices = candidate
  }

  /// Rows for the covers of drains that the average breaks.
  mutating func renewCovers(_ relaxation: Relaxation) {
    _ = relaxation.renewCovers(shares, prices: &prices, average: &average)
  }

  /// One step: one minimum cut. `known` is a value that is reached, where there is one: nothing below it is proven ever.
  /// False where there is nowhere to go, or no time.
  mutating func step(_ relaxation: Relaxation, known: Double?) -> Bool {
    let norm = relaxation.rows.norm
    let highest = relaxation.terms.highest
    func isHeld(_ row: Int) -> Bool {
      prices[row] <= 0 && average[row] < 0 || prices[row] >= highest[row] && average[row] > 0 || highest[row] == 0
    }
    var square = 0.0
    for row in average.indices where !isHeld(row) {
      let scaled = average[row] / norm[row]
      square += scaled * scaled
    }
    if square <= 1e-18 { return false }
    var aim: Double
    if let known {
      aim = max(bound - known, 1e-9 * bound.magnitude)
      if distance > 0 { aim = min(aim, distance) }
    } else {
      if distance == 0 { distance = max(1e-9, 0.1 * bound.magnitude) }
      aim = distance
    }
    let length = factor * aim / square
    var candidate = prices
    for row in average.indices {
      candidate[row] = min(highest[row], max(0, prices[row] + length * average[row] / (norm[row] * norm[row])))
    }
    let value = relaxation.evaluate(candidate)
    if !relaxation.isFinished {
      if value < bound { accept(relaxation, candidate, value) }
      return false
    }
    let excess = relaxation.excess(at: candidate)

    // The mixture of the average and the new closure that is least over the limits.
    var oldOld = 0.0
    var oldNew = 0.0
    var newNew = 0.0
    for row in average.indices where !isHeld(row) {
      let weight = 1 / (norm[row] * norm[row])
      oldOld += average[row] * average[row] * weight
      oldNew += average[row] * excess[row] * weight
      newNew += excess[row] * excess[row] * weight
    }
    let curvature = oldOld - 2 * oldNew + newNew
    let best = curvature > 0 ? (oldOld - oldNew) / curvature : mixing
    let share = min(mixing, max(mixing / 10, best))
    let agrees = oldNew > 0
    for row in average.indices { average[row] += share * (excess[row] - average[row]) }
    for node in shares.indices { shares[node] += Float(share) * (Float(relaxation.selected[node]) - shares[node]) }

    if value < bound {
      let gain = bound - value
      bound = value
      prices = candidate
      sinceBetter = gain > 1e-7 * bound.magnitude ? 0 : sinceBetter + 1
      if agrees { factor = min(2, factor * PriceSearch.growth) }
    } else {
      sinceBetter += 1
    }
    if sinceBetter >= PriceSearch.patience {
      sinceBetter = 0
      factor *= PriceSearch.shrink
      distance *= 0.7
      mixing = max(0.005, mixing * PriceSearch.mixingShrink)
    }
    return factor > 1e-5
  }
}

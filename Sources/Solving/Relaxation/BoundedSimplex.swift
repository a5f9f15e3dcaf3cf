/// A small linear program in memory, dense: the greatest `cost · x` with `rows · x ≤ limit` and `0 ≤ x ≤ upper`.
///
/// The dual simplex method on a dictionary. It begins with every variable at the end that its cost prefers, which no price
/// can better, and repairs one row after another; rows may therefore be added when they turn out to be broken, and the
/// work goes on from where it stood. Variables that would overshoot on the way to the best pivot jump to their other end
/// (the long step).
///
/// Numbers are double precision and unrefined: good for finding prices, not for proving anything.
struct BoundedSimplex {
  private let variableCount: Int
  private let upper: [Double]
  private var rowCount = 0
  /// Row by row `variableCount` coefficients: basic variable = something - dictionary · nonbasic variables.
  private var dictionary: [Double] = []
  /// The variable in each row and in each column: below `variableCount` one of x, from there on the slack of a row.
  private var basic: [Int32] = []
  private var nonbasic: [Int32]
  private var isAtUpper: [Bool]
  private var value: [Double] = []
  private var reducedCost: [Double]
  /// Where each variable is: its row, or -1 - column.
  private var place: [Int32]
  /// Pivots made.
  private(set) var pivots = 0

  private static let tolerance = 1e-9

  /// `upper` may be infinite where the cost is not positive.
  init(cost: [Double], upper: [Double]) {
    variableCount = cost.count
    self.upper = upper
    nonbasic = (0..<Int32(cost.count)).map { $0 }
    isAtUpper = cost.map { $0 > 0 }
    reducedCost = cost
    place = (0..<Int32(cost.count)).map { -1 - $0 }
  }

  private func range(_ variable: Int32) -> Double {
    Int(variable) < variableCount ? upper[Int(variable)] : .infinity
  }

  /// The value of x[variable].
  func solution(_ variable: Int) -> Double {
    let here = place[variable]
    if here >= 0 { return value[Int(here)] }
    return isAtUpper[Int(-1 - here)] ? upper[variable] : 0
  }

  /// What one more of the limit of a row is worth.
  func price(_ row: Int) -> Double {
    let here = place[variableCount + row]
    return here >= 0 ? 0 : max(0, -reducedCost[Int(-1 - here)])
  }

  /// Adds the row `coefficients · x ≤ limit`, each variable at most once.
  mutating func add(_ coefficients: [(variable: Int, amount: Double)], limit: Double) {
    var row = [Double](repeating: 0, count: variableCount)
    var slack = limit
    for (variable, amount) in coefficients where amount != 0 {
      slack -= amount * solution(variable)
      let here = place[variable]
      if here < 0 {
        row[Int(-1 - here)] += amount
      } else {
        // A basic variable is something less its row of the dictionary.
        let start = Int(here) * variableCount
        for column in 0..<variableCount { row[column] -= amount * dictionary[start + column] }
      }
    }
    place.append(Int32(rowCount))
    basic.append(Int32(place.count - 1))
    dictionary.append(contentsOf: row)
    value.append(slack)
    rowCount += 1
  }

  /// Repairs broken rows until none is left; false where that cannot be, or where `mostPivots` are spent.
  mutating func solve(mostPivots: Int) -> Bool {
    var candidates: [(ratio: Double, column: Int)] = []
    let end = pivots + mostPivots
    while pivots < end {
      // The row that is broken most.
      var leaving = -1
      var worst = BoundedSimplex.tolerance
      var isBelow = true
      for row in 0..<rowCount {
        if -value[row] > worst {
          worst = -value[row]
          leaving = row
          isBelow = true
        } else {
          let over = value[row] - range(basic[row])
          if over > worst {
            worst = over
            leaving = row
            isBelow = false
          }
        }
      }
      if leaving < 0 { return true }
      let start = leaving * variableCount
      candidates.removeAll(keepingCapacity: true)
      for column in 0..<variableCount {
        // Whether moving the variable off its end moves the broken one the right way.
        let towards = isBelow ? -dictionary[start + column] : dictionary[start + column]
        if isAtUpper[column] ? towards < -BoundedSimplex.tolerance : towards > BoundedSimplex.tolerance {
          candidates.append((reducedCost[column].magnitude / towards.magnitude, column))
        }
      }
      if candidates.isEmpty { return false }
      candidates.sort { $0.ratio != $1.ratio ? $0.ratio < $1.ratio : $0.column < $1.column }
      // Pass over variables that reach their other end before the row is whole.
      var missing = worst
      var chosen = 0
      while chosen + 1 < candidates.count {
        let column = candidates[chosen].column
        missing -= dictionary[start + column].magnitude * range(nonbasic[column])
        if missing < 0 { break }
        chosen += 1
      }
      // Of nearly equal ratios the largest pivot is the safest.
      var entering = candidates[chosen].column
      var other = chosen + 1
      while other < candidates.count && candidates[other].ratio <= candidates[chosen].ratio + 1e-12 {
        if dictionary[start + candidates[other].column].magnitude > dictionary[start + entering].magnitude {
          entering = candidates[other].column
        }
        other += 1
      }
      for flipped in candidates[..<chosen] where flipped.column != entering { flip(flipped.column) }
      pivot(leaving, entering, isBelow)
    }
    return false
  }

  /// Moves a nonbasic variable to its other end.
  private mutating func flip(_ column: Int) {
    let change = isAtUpper[column] ? -range(nonbasic[column]) : range(nonbasic[column])
    isAtUpper[column].toggle()
    for row in 0..<rowCount { value[row] -= dictionary[row * variableCount + column] * change }
  }

  private mutating func pivot(_ leaving: Int, _ entering: Int, _ isBelow: Bool) {
    pivots += 1
    let count = variableCount
    let rows = rowCount
    let leavingVariable = basic[leaving]
    let enteringVariable = nonbasic[entering]
    let goal = isBelow ? 0 : range(leavingVariable)
    let step = (value[leaving] - goal) / dictionary[leaving * count + entering]
    let enteringValue = (isAtUpper[entering] ? range(enteringVariable) : 0) + step
    let cost = reducedCost[entering]
    value.withUnsafeMutableBufferPointer { value in
      reducedCost.withUnsafeMutableBufferPointer { reducedCost in
        dictionary.withUnsafeMutableBufferPointer { cells in
          let pivotRow = cells.baseAddress! + leaving * count
          let inverse = 1 / pivotRow[entering]
          for row in 0..<rows where row != leaving { value[row] -= cells[row * count + entering] * step }
          value[leaving] = enteringValue
          for column in 0..<count { pivotRow[column] *= inverse }
          pivotRow[entering] = inverse
          for row in 0..<rows where row != leaving {
            let cell = cells.baseAddress! + row * count
            let factor = cell[entering]
            if factor == 0 { continue }
            cell[entering] = 0
            for column in 0..<count { cell[column] -= factor * pivotRow[column] }
          }
          reducedCost[entering] = 0
          for column in 0..<count { reducedCost[column] -= cost * pivotRow[column] }
        }
      }
    }
    nonbasic[entering] = leavingVariable
    basic[leaving] = enteringVariable
    isAtUpper[entering] = goal > 0
    place[Int(leavingVariable)] = Int32(-1 - entering)
    place[Int(enteringVariable)] = Int32(leaving)
  }
}

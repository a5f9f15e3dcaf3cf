/// A mixed-integer linear model as every solver takes it: columns to be chosen, rows that must hold, a cost to be least.
///
///     least      constant + Σ cost[j] · x[j]
///     such that  Σ coefficient · x[j]  ≤, ≥ or =  limit      for each row
///                x[j] is 0 or 1, or fixed, or any number that is not negative
///
/// Rows are kept one after the other; a writer that wants columns turns them round. Nothing is known of what it is about
/// but the names and the `remarks`, lines of ASCII for those who open the file.
package struct LinearModel: Sendable {
  package enum Kind: Hashable, Sendable {
    /// 0 or 1.
    case binary
    case fixed(Double)
    /// Any number from 0 on.
    case notNegative
  }

  package enum Sense: Hashable, Sendable { case atMost, atLeast, equal }

  package struct Term: Hashable, Sendable {
    package var column: Int32
    package var coefficient: Double
    package init(_ coefficient: Double, _ column: Int) {
      self.column = Int32(column)
      self.coefficient = coefficient
    }
  }

  package var name: String
  package var remarks: [String] = []
  /// What the cost row is called.
  package var costName: String
  package private(set) var columnNames = NameList()
  package private(set) var kinds: [Kind] = []
  package private(set) var costs: [Double] = []
  /// Cost that every choice has.
  package var constant = 0.0
  package private(set) var rowNames = NameList()
  package private(set) var senses: [Sense] = []
  package private(set) var limits: [Double] = []
  /// Terms of row r: `terms[rowStart[r] ..< rowStart[r + 1]]`, each column at most once, none with coefficient 0.
  package private(set) var rowStart: [Int] = [0]
  package private(set) var terms: [Term] = []
  /// For the row in the making: where in `terms` each column has its term, behind all that are finished.
  private var place: [Int] = []

  package init(name: String, costName: String) {
    self.name = name
    self.costName = costName
  }

  package var columnCount: Int { kinds.count }
  package var rowCount: Int { senses.count }

  package func terms(of row: Int) -> ArraySlice<Term> { terms[rowStart[row]..<rowStart[row + 1]] }

  @discardableResult package mutating func addColumn(_ name: String, _ kind: Kind) -> Int {
    columnNames.append(name)
    kinds.append(kind)
    costs.append(0)
    place.append(-1)
    return kinds.count - 1
  }

  package mutating func addCost(_ amount: Double, _ column: Int) { costs[column] += amount }

  /// Terms of one column are summed.
  package mutating func addRow(_ name: String, _ sense: Sense, _ limit: Double, _ parts: some Sequence<Term>) {
    let first = rowStart[rowStart.count - 1]
    for part in parts where part.coefficient != 0 {
      let known = place[Int(part.column)]
      if known >= first {
        terms[known].coefficient += part.coefficient
      } else {
        place[Int(part.column)] = terms.count
        terms.append(part)
      }
    }
    let isCancelled = terms[first...].contains { $0.coefficient == 0 }
    if isCancelled {
      let kept = terms[first...].filter { $0.coefficient != 0 }
      for term in terms[first...] { place[Int(term.column)] = -1 }
      terms.replaceSubrange(first..., with: kept)
    }
    rowNames.append(name)
    senses.append(sense)
    limits.append(limit)
    rowStart.append(terms.count)
  }
}

extension LinearModel {
  /// The cost of a choice.
  package func cost(of choice: [Double]) -> Double {
    var total = constant
    for column in choice.indices where choice[column] != 0 { total += costs[column] * choice[column] }
    return total
  }

  /// What stands on the left of a row.
  package func activity(of row: Int, _ choice: [Double]) -> Double {
    terms(of: row).reduce(0) { $0 + $1.coefficient * choice[Int($1.column)] }
  }
}

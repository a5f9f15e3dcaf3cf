import Estates

/// Whom a selector selects. Each condition looks once at each distinct text of its column.
struct Selection {
  private let texts: TextPool
  private let columns: WorkloadColumns
  private let universe: Int
  /// What is known of a text under the condition at hand: 0 nothing yet, 1 no match, 2 match.
  private var verdicts: [UInt8] = []

  init(texts: TextPool, columns: WorkloadColumns, universe: Int) {
    self.texts = texts
    self.columns = columns
    self.universe = universe
  }

  /// The workloads for which all conditions of `selector` hold; all of them where there is none.
  mutating func workloads(of selector: Selector?) -> WorkloadSet {
    var selected = WorkloadSet(universe: universe, all: true)
    for term in selector?.terms ?? [] {
      var matcher = ConditionMatcher(term.condition)
      let cells = columns[term.column]
      verdicts = [UInt8](repeating: 0, count: texts.texts.count)
      for row in cells.indices where selected.contains(row) {
        let text = Int(cells[row])
        if verdicts[text] == 0 { verdicts[text] = matcher.matches(texts[cells[row]]) ? 2 : 1 }
        if verdicts[text] == 1 { selected.remove(row) }
      }
    }
    return selected
  }
}

import Estates

/// Whether a cell meets a condition of a selector, by the plain reading of the page.
///
///     CellMatcher(.text("sap-*")).matches("SAP-PRD-7")
///     !CellMatcher(.text("*")).matches("")
///
/// An empty cell matches the empty text alone. Patterns are folded once, and matched with one step back per `*`.
struct CellMatcher {
  private indirect enum Form {
    case pattern([Unicode.Scalar])
    case number(Double)
    case any([Form])
    case numbers(Double, Double)
    case dates(Day?, Day?)
  }

  private let form: Form

  init(_ condition: Condition) { form = CellMatcher.form(of: condition) }

  private static func form(of condition: Condition) -> Form {
    switch condition {
    case .text(let text): .pattern(text.unicodeScalars.map(simplyFolded))
    case .number(let number): .number(number)
    case .any(let conditions): .any(conditions.map(form))
    case .numbers(let minimum, let maximum): .numbers(minimum ?? -.infinity, maximum ?? .infinity)
    case .dates(let minimum, let maximum): .dates(minimum, maximum)
    }
  }

  func matches(_ cell: String) -> Bool { CellMatcher.matches(form, cell) }

  private static func matches(_ form: Form, _ cell: String) -> Bool {
    switch form {
    case .pattern(let pattern):
      if cell.isEmpty { return pattern.isEmpty }
      return matches(pattern, cell.unicodeScalars.map(simplyFolded))
    case .number(let number): return cellNumber(cell) == number
    case .any(let forms): return forms.contains { matches($0, cell) }
    case .numbers(let minimum, let maximum):
      guard let number = cellNumber(cell) else { return false }
      return minimum <= number && number <= maximum
    case .dates(let minimum, let maximum):
      guard let day = Day(cell) else { return false }
      if let minimum, day < minimum { return false }
      if let maximum, day > maximum { return false }
      return true
    }
  }

  private static func matches(_ pattern: [Unicode.Scalar], _ text: [Unicode.Scalar]) -> Bool {
    var inPattern = 0
    var inText = 0
    var afterStar: Int?
    var retry = 0
    while inText < text.count {
      if inPattern < pattern.count, pattern[inPattern] == "*" {
        inPattern += 1
        afterStar = inPattern
        retry = inText
      } else if inPattern < pattern.count, pattern[inPattern] == "?" || pattern[inPattern] == text[inText] {
        inPattern += 1
        inText += 1
      } else if let star = afterStar {
        retry += 1
        inText = retry
        inPattern = star
      } else {
        return false
      }
    }
    while inPattern < pattern.count, pattern[inPattern] == "*" { inPattern += 1 }
    return inPattern == pattern.count
  }
}

extension WorkloadCells {
  /// The workloads for which every term holds, in row order; all of them where there is no selector.
  mutating func selected(by selector: Selector?) -> [Int32] {
    var chosen = [Int32](0..<Int32(estate.workloads.count))
    for term in selector?.terms ?? [] {
      let cells = column(term.column)
      let matcher = CellMatcher(term.condition)
      // Each distinct text is looked at once: 0 not yet, 1 no, 2 yes.
      var verdicts = [UInt8](repeating: 0, count: estate.texts.texts.count)
      chosen.removeAll { row in
        let text = Int(cells[Int(row)])
        if verdicts[text] == 0 { verdicts[text] = matcher.matches(estate.texts.texts[text]) ? 2 : 1 }
        return verdicts[text] == 1
      }
    }
    return chosen
  }

  /// `rows` by the values they share in `columns`, in order of first mention; a row with an empty value is in no group.
  mutating func groups(of rows: [Int32], by columns: [String]) -> [WorkloadGroup] {
    let cells = columns.map { column($0) }
    var groups: [WorkloadGroup] = []
    var numbers: [[TextPool.ID]: Int] = [:]
    for row in rows {
      let values = cells.map { $0[Int(row)] }
      if values.contains(0) { continue }
      if let known = numbers[values] {
        groups[known].members.append(row)
      } else {
        numbers[values] = groups.count
        groups.append(WorkloadGroup(values: values, members: [row]))
      }
    }
    return groups
  }
}

/// Workloads that share the values of the columns of a `by`.
struct WorkloadGroup: Sendable {
  var values: [TextPool.ID]
  /// Rows, ascending.
  var members: [Int32]
}

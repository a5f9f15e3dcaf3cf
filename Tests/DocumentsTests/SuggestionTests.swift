import Documents
import TestSupport
import Testing

@Suite struct SuggestionTests {
  @Test(arguments: [
    ("APP-0042", "APP-0024"), ("aplication", "application"), ("applicationn", "application"),
    ("Application", "application"), ("environmetn", "environment"), ("applciaiton", "application"),
  ])
  func `one or two slips are forgiven`(written: String, meant: String) {
    #expect(Suggestion.best(for: written, among: ["APP-0024", "application", "environment"]) == meant)
  }

  @Test func `three slips are not`() {
    #expect(Suggestion.best(for: "applXYZation", among: ["application"]) == nil)
  }

  @Test func `two names that are equally near give no suggestion`() {
    #expect(Suggestion.best(for: "W1", among: ["W2", "W3"]) == nil)
    #expect(Suggestion.best(for: "W-101", among: ["W-111", "W-102", "W-1O1"]) == nil)
  }

  @Test func `a nearer name wins over a near one, whichever comes first`() {
    #expect(Suggestion.best(for: "plna", among: ["pleas", "plan"]) == "plan")
    #expect(Suggestion.best(for: "plna", among: ["plan", "pleas"]) == "plan")
  }

  @Test func `a name of one letter is nobody's slip`() {
    #expect(Suggestion.best(for: "x", among: ["y"]) == nil)
    #expect(Suggestion.best(for: "", among: ["y"]) == nil)
  }

  @Test func `the nearest is found as by filling the whole table of distances`() {
    var generator = SeededGenerator(seed: 5)
    func word() -> String {
      String((0..<Int.random(in: 0...8, using: &generator)).map { _ in "abC".randomElement(using: &generator)! })
    }
    for _ in 0..<3000 {
      let written = word()
      let known = (0..<6).map { _ in word() }
      #expect(Suggestion.best(for: written, among: known) == plainBest(written, known), "\(written) \(known)")
    }
  }

  private func plainBest(_ written: String, _ known: [String]) -> String? {
    let length = written.utf8.count
    let limit = length <= 1 ? 0 : length <= 3 ? 1 : 2
    let distances = Set(known).map {
      ($0, plainDistance(Array(written.lowercased().utf8), Array($0.lowercased().utf8)))
    }
    guard let least = distances.map(\.1).min(), least <= limit else { return nil }
    let nearest = distances.filter { $0.1 == least }
    return nearest.count == 1 ? nearest[0].0 : nil
  }

  /// The textbook's recursion, one row of which is all there is to see.
  private func plainDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var table = [[Int]](repeating: [Int](repeating: 0, count: right.count + 1), count: left.count + 1)
    for row in 0...left.count {
      for column in 0...right.count {
        guard row > 0, column > 0 else {
          table[row][column] = row + column
          continue
        }
        let same = left[row - 1] == right[column - 1] ? 0 : 1
        var best = min(table[row - 1][column], table[row][column - 1]) + 1
        best = min(best, table[row - 1][column - 1] + same)
        if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
          best = min(best, table[row - 2][column - 2] + 1)
        }
        table[row][column] = best
      }
    }
    return table[left.count][right.count]
  }
}

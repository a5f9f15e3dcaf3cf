import Documents
import TestSupport
import Testing

@Suite struct MPSWriterTests {
  static var small: LinearModel {
    var model = LinearModel(name: "small", costName: "cost")
    model.remarks = ["two columns", ""]
    let left = model.addColumn("left[W1,w1]", .binary)
    let short = model.addColumn("short0[hosts,2029-12-31]", .notNegative)
    let fixed = model.addColumn("fixed", .fixed(1))
    model.addColumn("idle", .notNegative)
    model.addCost(-12.5, left)
    model.addCost(0.1 + 0.2, short)
    model.constant = 1e-7
    model.addRow(
      "limit0[w1]", .atMost, 40,
      [LinearModel.Term(8, left), LinearModel.Term(1, fixed), LinearModel.Term(-3, left), LinearModel.Term(0, short)])
    model.addRow("goal0", .atLeast, 1.0 / 3, [LinearModel.Term(1, short), LinearModel.Term(4, left)])
    model.addRow("as_one", .equal, 0, [LinearModel.Term(2, left), LinearModel.Term(-2, left)])
    return model
  }

  @Test func `a small model is written line by line`() {
    #expect(
      String(decoding: MPSWriter.bytes(Self.small), as: UTF8.self) == """
        * two columns
        *
        NAME small FREE
        ROWS
         N cost
         L limit0[w1]
         G goal0
         E as_one
        COLUMNS
         left[W1,w1] cost -12.5 limit0[w1] 5
         left[W1,w1] goal0 4
         short0[hosts,2029-12-31] cost 0.30000000000000004 goal0 1
         fixed limit0[w1] 1
         idle cost 0
        RHS
         RHS cost -1e-07
         RHS limit0[w1] 40
         RHS goal0 0.3333333333333333
        BOUNDS
         BV BND left[W1,w1]
         FX BND fixed 1
        ENDATA

        """)
  }

  @Test func `what is written reads back as the same model`() {
    let model = Self.small
    let file = MPSModel(MPSWriter.bytes(model))
    #expect(file.faults == [])
    #expect(file.constant == model.constant)
    let choice = [1.0, 2.5, 1, 7]
    let values = Dictionary(uniqueKeysWithValues: choice.enumerated().map { (model.columnNames[$0], $1) })
    #expect(file.cost(of: values) == model.cost(of: choice))
    for row in 0..<model.rowCount {
      #expect(file.activity(of: model.rowNames[row], values) == model.activity(of: row, choice))
      #expect(file.rows[model.rowNames[row]]?.limit == model.limits[row])
    }
  }

  @Test func `every number comes back to the last bit`() {
    var random = SeededGenerator(seed: 4)
    var model = LinearModel(name: "numbers", costName: "cost")
    for number in 0..<2000 {
      let column = model.addColumn("c\(number)", .notNegative)
      let value = Double(bitPattern: random.next())
      model.addCost(value.isFinite ? value : 1, column)
    }
    let file = MPSModel(MPSWriter.bytes(model))
    for number in 0..<2000 { #expect(file.columns["c\(number)"]?.cost == model.costs[number]) }
  }

  @Test func `hostile keys become safe names, each another`() {
    let long = String(repeating: "x", count: 200)
    let keys = [
      "APP-0042", "app 1", "app%201", "a,b", "a]b", "a+1", "a~1", "", "Köln", "K%C3%B6ln", "*", "$x", "a\nb", "a\u{0}b",
      "ENDATA", long, long + "y", "\u{202E}x", "naïve", "nai\u{308}ve",
    ]
    let names = keys.enumerated().map { MPSName.part($1, number: $0) }
    #expect(Set(names).count == keys.count)
    for name in names {
      #expect(name.utf8.count <= MPSName.longest && !name.isEmpty)
      #expect(name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } && !name.contains(",") && !name.contains("]"))
    }
    #expect(names[0] == "APP-0042")
    #expect(MPSName.part("Köln, Halle 2", number: 7) == "K%C3%B6ln%2C%20Halle%202")
  }
}

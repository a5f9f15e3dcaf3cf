/// Writes a model as an MPS file in free format, which HiGHS, CBC, SCIP, Gurobi, CPLEX and others read.
///
///     * least cost is wanted
///     NAME workshop FREE
///     ROWS
///      N cost
///      L limit[team,w1]
///     COLUMNS
///      left[W1,w1] cost -12.5 limit[team,w1] 8
///     RHS
///      RHS limit[team,w1] 40
///     BOUNDS
///      BV BND left[W1,w1]
///     ENDATA
///
/// Numbers are the shortest that read back as the same. The right side of the cost row is the constant with its sign
/// turned, as MPS has it. What is wanted is the least cost: MPS knows nothing else. Columns that are neither fixed nor
/// binary have no bounds, which in MPS means from 0 on.
package enum MPSWriter {
  package static func bytes(_ model: LinearModel) -> [UInt8] {
    var file = MPSText()
    for remark in model.remarks { file.line(remark.isEmpty ? "*" : "* " + remark) }
    file.line("NAME \(model.name) FREE")
    file.line("ROWS")
    file.line(" N \(model.costName)")
    for row in 0..<model.rowCount {
      switch model.senses[row] {
      case .atMost: file.add(" L ")
      case .atLeast: file.add(" G ")
      case .equal: file.add(" E ")
      }
      file.add(model.rowNames.bytes(of: row))
      file.add("\n")
    }
    writeColumns(model, to: &file)
    file.line("RHS")
    if model.constant != 0 { file.line(" RHS \(model.costName) \(text(-model.constant))") }
    for row in 0..<model.rowCount where model.limits[row] != 0 {
      file.add(" RHS ")
      file.add(model.rowNames.bytes(of: row))
      file.add(" ")
      file.add(text(model.limits[row]))
      file.add("\n")
    }
    file.line("BOUNDS")
    for column in 0..<model.columnCount {
      switch model.kinds[column] {
      case .notNegative: continue
      case .binary:
        file.add(" BV BND ")
        file.add(model.columnNames.bytes(of: column))
      case .fixed(let value):
        file.add(" FX BND ")
        file.add(model.columnNames.bytes(of: column))
        file.add(" " + text(value))
      }
      file.add("\n")
    }
    file.line("ENDATA")
    return file.bytes
  }

  /// The shortest decimal number that reads back as the same.
  static func text(_ number: Double) -> String {
    let text = number.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// Column by column its cost and its rows, two a line.
  private static func writeColumns(_ model: LinearModel, to file: inout MPSText) {
    var start = [Int](repeating: 0, count: model.columnCount + 1)
    for term in model.terms { start[Int(term.column) + 1] += 1 }
    for column in 0..<model.columnCount { start[column + 1] += start[column] }
    var next = start
    var rows = [Int32](repeating: 0, count: model.terms.count)
    var coefficients = [Double](repeating: 0, count: model.terms.count)
    for row in 0..<model.rowCount {
      for term in model.terms(of: row) {
        let place = next[Int(term.column)]
        rows[place] = Int32(row)
        coefficients[place] = term.coefficient
        next[Int(term.column)] += 1
      }
    }
    let costName = Array(model.costName.utf8)[...]
    file.line("COLUMNS")
    for column in 0..<model.columnCount {
      let name = model.columnNames.bytes(of: column)
      var onLine = 0
      func entry(_ row: ArraySlice<UInt8>, _ value: Double) {
        if onLine == 0 {
          file.add(" ")
          file.add(name)
        }
        file.add(" ")
        file.add(row)
        file.add(" ")
        file.add(text(value))
        onLine += 1
        if onLine == 2 {
          file.add("\n")
          onLine = 0
        }
      }
      // A column stands in the file even where nothing counts it.
      if model.costs[column] != 0 || start[column] == start[column + 1] { entry(costName, model.costs[column]) }
      for place in start[column]..<start[column + 1] {
        entry(model.rowNames.bytes(of: Int(rows[place])), coefficients[place])
      }
      if onLine > 0 { file.add("\n") }
    }
  }
}

/// The text of a file in the making.
private struct MPSText {
  var bytes: [UInt8] = []

  mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }
  mutating func add(_ text: ArraySlice<UInt8>) { bytes.append(contentsOf: text) }
  mutating func line(_ text: String) {
    add(text)
    add("\n")
  }
}

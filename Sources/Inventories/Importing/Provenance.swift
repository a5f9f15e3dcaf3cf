import Documents
import Estates

/// The tables beside an estate that say where it came from.
extension EstateDraft {
  /// `provenance.csv`: for every cell of the estate the file, sheet, row and column that it stands in, or the rule that
  /// filled it. Cells one below the other that came from rows one below the other stand together:
  ///
  ///     table,column,first_line,last_line,first_key,file,sheet,first_row,last_row,source_column,rule
  ///     workloads.csv,cores,2,806,web01,RVTools.xlsx,vInfo,2,806,CPUs,
  ///     workloads.csv,effort_hours,2,40,web01,,,,,,rehost: 16 hours, 1 wave
  ///
  /// The cell of line n came from row `first_row + n - first_line`.
  var provenanceBytes: [UInt8] {
    var rows: [[String]] = []
    for table in tables {
      let derived = table.columns.count - 2
      for column in table.used where column < derived {
        var run: Run?
        for row in 0..<table.count {
          guard let cell = cell(table, row, column) else {
            if let run { rows.append(line(run, table, column)) }
            run = nil
            continue
          }
          if var known = run, known.goesOn(to: cell) {
            known.last = cell.first
            known.lastLine = row + 2
            run = known
          } else {
            if let run { rows.append(line(run, table, column)) }
            run = cell
          }
        }
        if let run { rows.append(line(run, table, column)) }
      }
    }
    return CSVWriter.bytes(
      columns: [
        "table", "column", "first_line", "last_line", "first_key", "file", "sheet", "first_row", "last_row",
        "source_column", "rule",
      ], rows: rows)
  }

  /// Cells one below the other of one origin.
  private struct Run {
    var table: Int
    var column: Int
    /// Rows of the source.
    var first: Int
    var last: Int
    var rule: Int
    var firstLine: Int
    var lastLine: Int

    func goesOn(to next: Run) -> Bool {
      table == next.table && column == next.column && rule == next.rule && lastLine + 1 == next.firstLine
        && (rule >= 0 || last + 1 == next.first)
    }
  }

  private func cell(_ table: DraftTable, _ row: Int, _ column: Int) -> Run? {
    let origin = table.origin(row, column)
    if let rule = origin.rule {
      return Run(table: -1, column: -1, first: 0, last: 0, rule: rule, firstLine: row + 2, lastLine: row + 2)
    }
    guard let index = origin.fact else { return nil }
    let fact = observations.facts[index]
    let observed = observations.rows[Int(fact.observation)]
    let line = Int(observations.tables[Int(observed.table)].table.lines[Int(observed.row)])
    return Run(
      table: Int(observed.table), column: Int(fact.column), first: line, last: line, rule: -1, firstLine: row + 2,
      lastLine: row + 2)
  }

  private func line(_ run: Run, _ table: DraftTable, _ column: Int) -> [String] {
    let place = [
      table.file, table.columns[column], String(run.firstLine), String(run.lastLine),
      text(table.value(run.firstLine - 2, 0)),
    ]
    if run.rule >= 0 {
      let rule = book.rules[run.rule]
      return place + ["", "", "", "", "", (rule.isDefault ? "default: " : "derived: ") + rule.text]
    }
    let source = observations.tables[run.table].table
    return place + [
      source.file, source.sheet ?? "", String(run.first), String(run.last),
      run.column < 0 ? "(every row of the table)" : source.columns[run.column], "",
    ]
  }

  /// The file, sheet, row and column of a fact, in words.
  func place(of fact: Int) -> (file: String, sheet: String, row: Int, column: String) {
    let fact = observations.facts[fact]
    let observed = observations.rows[Int(fact.observation)]
    let table = observations.tables[Int(observed.table)].table
    return (
      table.file, table.sheet ?? "", Int(table.lines[Int(observed.row)]),
      fact.column < 0 ? "" : table.columns[Int(fact.column)]
    )
  }

  /// The name of the thing that rows from this one on are about.
  func thingName(_ row: Int) -> String {
    let machine = matching.machineOfRow[row]
    if machine >= 0 {
      let key = workloadKeys[Int(machine)] != 0 ? workloadKeys[Int(machine)] : hostKeys[Int(machine)]
      if key != 0 { return text(key) }
    }
    return text(observations.value(.name, of: row))
  }

  /// `conflicts.csv`: every value that was not believed, beside the one that was, with both places and the rule.
  var conflictBytes: [UInt8] {
    let rows = merging.conflicts.map { conflict in
      let chosen = place(of: Int(conflict.chosen))
      let other = place(of: Int(conflict.other))
      return [
        thingName(Int(conflict.thing)), conflict.field.title, text(observations.facts[Int(conflict.chosen)].value),
        chosen.file, chosen.sheet, String(chosen.row), chosen.column,
        text(observations.facts[Int(conflict.other)].value), other.file, other.sheet, String(other.row), other.column,
        conflict.rule.rule,
      ]
    }
    return CSVWriter.bytes(
      columns: [
        "thing", "field", "chosen", "chosen_file", "chosen_sheet", "chosen_row", "chosen_column", "other", "other_file",
        "other_sheet", "other_row", "other_column", "rule",
      ], rows: rows)
  }

  /// `set-aside.csv`: every row that is not in the estate as what it seems to be, with its class and reason.
  var asideBytes: [UInt8] {
    let rows = observations.asides.map { aside in
      let table = observations.tables[Int(aside.table)].table
      return [
        aside.entryClass.rawValue, aside.thing, text(aside.name), table.file, table.sheet ?? "",
        String(table.lines[Int(aside.row)]), aside.reason,
      ]
    }
    return CSVWriter.bytes(columns: ["class", "thing", "name", "file", "sheet", "row", "reason"], rows: rows)
  }
}

/// How fast workbooks are read, beside openpyxl on the same file in the same run.
///
///     benchmarks workbooks --runs 5
///
/// The workbook is made by `Peers/workbooks.py`: a sheet of 100 MB of XML, 20 columns of texts, numbers, dates and
/// booleans, and one of twice the size, which should take at most 2.2 times as long. `DRAWDOWN_PYTHON` names the Python
/// that has openpyxl; without it the comparison is left out, and that is said.
import Commands
import Documents

enum Workbooks {
  private static let folder = ".build/benchmarks"

  static func run(_ options: Options) throws {
    guard Peer.isThere else { return print("skipped: there is no Python to make the workbook with") }
    var results = Results(machine: options.machine, date: options.date)
    for megabytes in [100, 200] {
      let path = folder + "/sheet-\(megabytes).xlsx"
      if World.live.kind(path) == nil {
        _ = try? World.live.write(Array("made by Tests/Benchmarks\n".utf8), to: folder + "/about.txt")
        guard Peer.run("workbooks.py", ["make", path, String(megabytes)]).status == 0 else {
          fatalError("the workbook was not made")
        }
      }
      let instance = "sheet of \(megabytes) MB of XML"
      for (measure, name) in [("rows", "read a sheet row by row"), ("table", "read a sheet into a table")] {
        results.rows.append(
          Peer.row(name, instance, megabytes == 100 ? "1 s" : "2.2 times", options.runs) {
            Child.run(Child.own, ["measure-workbook", measure, path])
          })
      }
      guard megabytes == 100 else { continue }
      guard Peer.has("openpyxl") else {
        print(
          "skipped: openpyxl is not installed, so nothing is compared with it (DRAWDOWN_PYTHON names another Python)")
        continue
      }
      results.rows.append(
        Peer.row("openpyxl, read-only", instance, "20 times ours", min(2, options.runs)) {
          Peer.run("workbooks.py", ["read", path])
        })
    }
    try Benchmarks.report(results, to: options.out)
  }

  static func measure(_ arguments: [String]) throws {
    let began = Child.now()
    let workbook = try Workbook(try World.live.read(arguments[1]), file: arguments[1])
    let opened = Child.now()
    var cells = 0
    if arguments[0] == "rows" {
      try workbook.forEachRow(of: workbook.sheets[0]) { row in
        cells += row.cells.count
        return true
      }
    } else {
      let (table, findings) = workbook.table(of: workbook.sheets[0])
      guard let table else { throw Findings(findings) }
      cells = (table.rowCount + 1) * table.columns.count
    }
    let end = Child.now()
    print("\(end - began) \(cells) cells; \(Decimal.text((opened - began) * 1000, places: 0)) ms to open")
  }
}

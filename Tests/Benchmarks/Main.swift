// The program's speed on named instances. Call it on an idle machine:
//
//     swift run -c release benchmarks backbone --runs 9 --machine "2 cores, …" --date 2026-11-21
//
// The first word names the set of measures, each in a file of its own.
import Commands

@main
struct Benchmarks {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    switch arguments.first {
    case "backbone": try Backbone.run(Options(arguments.dropFirst()))
    case "estates": try EstatePlans.run(Array(arguments.dropFirst()))
    case "cpit": try CPIT.run(Array(arguments.dropFirst()))
    case "bounds": try EstateBounds.run(Array(arguments.dropFirst()))
    case "workbooks": try Workbooks.run(Options(arguments.dropFirst()))
    case "measure-workbook": try Workbooks.measure(Array(arguments.dropFirst()))
    case "servers": try Servers.run(Options(arguments.dropFirst()))
    case "measure-servers": try Servers.measure(Array(arguments.dropFirst()))
    case "flows": try Flows.run(Options(arguments.dropFirst()))
    case "measure-flows": try Flows.measure(Array(arguments.dropFirst()))
    case "progress": try Programme.run(Options(arguments.dropFirst()))
    case "measure-progress": try Programme.measure(Array(arguments.dropFirst()))
    case "growth": try Growth.run(Array(arguments.dropFirst()))
    case "launch": Child.launch(Array(arguments.dropFirst()))
    case "measure": try Backbone.measure(Array(arguments.dropFirst()))
    default:
      print(
        """
        usage: benchmarks backbone|workbooks|servers|flows|progress [--runs N] [--machine TEXT] [--date DATE] [--out FILE] [MEASURE …]
               benchmarks estates FOLDER… [--time SECONDS | --effort N] [--machine TEXT] [--date DATE] [--out FILE]
               benchmarks growth [--sizes N,N,…] [--steps N] [--seed S] [--machine TEXT] [--date DATE] [--out FILE.md] [--svg FILE.svg]
               benchmarks cpit --instance FOLDER/NAME --time SECONDS [--out NAME.sol] [--bound-only]
               benchmarks bounds ESTATE [--search SECONDS] [--time SECONDS]
        """)
    }
  }

  /// Shows the table, and writes it where that is wanted.
  static func report(_ results: Results, to path: String?) throws {
    print(results.markdown)
    if let path { try World.live.write(Array(results.markdown.utf8), to: path) }
  }
}

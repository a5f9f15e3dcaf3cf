/// How fast a large list of servers is read, beside polars on the same bytes in the same run, on one and on two threads.
///
///     benchmarks servers --runs 5          1,000,000 rows of 20 columns, some 190 MB; and twice as many
///
/// Ours finds every cell and checks every row: UTF-8, no NUL, as many cells as the header, quotes that close; cells stay
/// bytes until someone asks. polars reads all columns, of the types that it infers from the first rows.
///
/// `double` reads twice the rows, which should take at most 2.2 times as long. `DRAWDOWN_PYTHON` names the Python that has
/// polars; without it the comparison is left out, and that is said.
import Commands
import Documents
import EstateGeneration

enum Servers {
  private static let folder = ".build/benchmarks"

  static func run(_ options: Options) throws {
    var results = Results(machine: options.machine, date: options.date)
    let hasPeer = Peer.has("polars")
    if !hasPeer {
      print("skipped: polars is not installed, so nothing is compared with it (DRAWDOWN_PYTHON names another Python)")
    }
    for (name, rows) in [("servers", 1_000_000), ("double", 2_000_000)] {
      let path = try make(rows)
      let instance = "\(Grouped.text(rows)) servers"
      var measures: [(measure: String, goal: String, run: () -> Child)] = [
        (
          "drawdown", name == "servers" ? "at most polars" : "2.2 times",
          { Child.run(Child.own, ["measure-servers", path]) }
        )
      ]
      if hasPeer, name == "servers" {
        for threads in ["1", "2"] {
          measures.append(
            (
              "polars, \(threads == "1" ? "1 thread" : "2 threads")", "",
              { Peer.run("servers.py", [path, threads]) }
            ))
        }
      }
      var found = measures.map {
        Results.Row(measure: $0.measure, instance: instance, seconds: [], megabytes: [], goal: $0.goal)
      }
      // In turn, so that a busy machine is as busy for all.
      for _ in 0..<options.runs {
        for index in found.indices {
          let one = Peer.row(found[index].measure, instance, "", 1, measures[index].run)
          found[index].seconds += one.seconds
          found[index].megabytes += one.megabytes
          found[index].processorSeconds += one.processorSeconds
          found[index].note = one.note
        }
      }
      results.rows += found
    }
    try Benchmarks.report(results, to: options.out)
  }

  static func measure(_ arguments: [String]) throws {
    let began = Child.now()
    let (table, findings) = CSVScanner.scan(try World.live.read(arguments[0]), file: arguments[0])
    guard let table else { throw Findings(findings) }
    print("\(Child.now() - began) \(table.rowCount) rows of \(table.columns.count), \(findings.count) findings")
  }

  /// Writes the list where it is not there yet.
  private static func make(_ rows: Int) throws -> String {
    let path = "\(folder)/servers-\(rows).csv"
    if World.live.kind(path) != nil { return path }
    _ = try? World.live.write(Array("made by Tests/Benchmarks\n".utf8), to: folder + "/about.txt")
    var random = SplitMix64(seed: 5)
    let systems = [
      "Windows Server 2019", "Windows Server 2016", "Red Hat Enterprise Linux 8", "Ubuntu 22.04 LTS", "AIX 7.2",
    ]
    let places = ["Munich", "Turin", "Gliwice", "\"São Paulo, Santo André\"", "Auburn Hills"]
    let words = ["production", "test", "development", "integration", ""]
    var bytes: [UInt8] = []
    bytes.reserveCapacity(rows * 210)
    bytes +=
      "server,fqdn,uuid,address,application,owner,business_unit,environment,site,rack,os,cores,memory_gb,storage_gb,"
      .utf8
    bytes += "cpu_p95,memory_p95,power_state,created,annual_cost,notes\n".utf8
    func put(_ text: String) {
      bytes += text.utf8
      bytes.append(UInt8(ascii: ","))
    }
    for row in 0..<rows {
      let name = "srv\(random.below(10))-\(row)"
      put(name)
      put("\(name).corp.example.com")
      put("4204\(random.below(900_000_000) + 100_000_000)-\(random.below(9_000_000) + 1_000_000)")
      put("10.\(random.below(256)).\(random.below(256)).\(random.below(256))")
      put("APP-\(random.below(4000))")
      put("owner\(random.below(900))@example.com")
      put("Unit \(random.below(40))")
      put(random.pick(words))
      put(random.pick(places))
      put("R\(random.below(3000))")
      put(random.pick(systems))
      put("\(1 << random.below(6))")
      put("\(4 << random.below(7))")
      put("\(random.below(20_000)).\(random.below(10))")
      put("\(random.below(100)).\(random.below(100))")
      put("\(random.below(100)).\(random.below(100))")
      put(random.below(20) == 0 ? "poweredOff" : "poweredOn")
      put("20\(10 + random.below(16))-0\(1 + random.below(9))-1\(random.below(10))")
      put("\(random.below(9000) + 100).\(random.below(100))")
      bytes += random.below(10) == 0 ? "\"moved, see \"\"CHG\(random.below(100_000))\"\"\"".utf8 : "ok".utf8
      bytes.append(0x0A)
    }
    try World.live.write(bytes, to: path)
    return path
  }
}

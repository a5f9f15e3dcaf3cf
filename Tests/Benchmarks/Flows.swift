/// How fast flow logs are summed, beside DuckDB and polars on the same bytes in the same run, on one and on two threads.
///
///     benchmarks flows --runs 5            10,000,000 rows each
///     benchmarks flows names               one instance alone
///
/// - `names`: 1,000,000 names, source and target drawn evenly, so nearly every row is a pair of its own: the hardest there is.
/// - `addresses`: 50,000 addresses of which few talk much, as in a data center.
/// - `double`: `addresses` with twice the rows, which should take at most 2.2 times as long.
///
/// Ours checks every row: UTF-8, the number of cells, ports and sizes as numbers. `DRAWDOWN_PYTHON` names the Python that
/// has the peers; without them the comparison is left out, and that is said.
import Commands
import Documents
import EstateGeneration
import Inventories

enum Flows {
  static let folder = ".build/benchmarks"

  static func run(_ options: Options) throws {
    var results = Results(machine: options.machine, date: options.date)
    let peers = ["duckdb", "polars"].filter { peer in
      if Peer.has(peer) { return true }
      print("skipped: \(peer) is not installed, so nothing is compared with it (DRAWDOWN_PYTHON names another Python)")
      return false
    }
    let names = options.names.isEmpty ? ["names", "addresses", "double"] : options.names
    for name in names {
      let path = try make(name)
      for threads in ["1", "2"] {
        let instance = "flows, \(name), \(threads == "1" ? "1 thread" : "\(threads) threads")"
        var rows = (["drawdown"] + peers).map {
          Results.Row(measure: $0, instance: instance, seconds: [], megabytes: [], goal: "")
        }
        rows[0].goal = "0.75 of DuckDB, at most polars"
        // In turn, so that a busy machine is as busy for all.
        for _ in 0..<options.runs {
          for index in rows.indices {
            let one = Peer.row(rows[index].measure, instance, "", 1) {
              index == 0
                ? Child.run(Child.own, ["measure-flows", path, threads])
                : Peer.run("flows.py", [peers[index - 1], path, threads])
            }
            rows[index].seconds += one.seconds
            rows[index].megabytes += one.megabytes
            rows[index].processorSeconds += one.processorSeconds
            rows[index].note = one.note
          }
        }
        results.rows += rows
      }
    }
    try Benchmarks.report(results, to: options.out)
  }

  /// Sums a log as an import does; prints seconds, then what came out.
  static func measure(_ arguments: [String]) throws {
    let began = Child.now()
    let traffic = FlowAggregation(threads: Int(arguments[1]) ?? 1)
    let file = try World.live.openFile(arguments[0])
    try traffic.read(arguments[0]) { buffer throws(SystemFailure) in try World.live.readSome(file, buffer) }
    try World.live.close(file)
    traffic.finish()
    let sums = traffic.sums
    let end = Child.now()
    print(
      "\(end - began) \(traffic.edgeCount) groups, \(sums.connections) rows, \(sums.bytes) bytes, \(traffic.rejectCount) rejected"
    )
  }

  /// Writes the file of an instance where it is not there yet.
  private static func make(_ name: String) throws -> String {
    let path = "\(folder)/flows-\(name).csv"
    if World.live.kind(path) != nil { return path }
    _ = try? World.live.write(Array("made by Tests/Benchmarks\n".utf8), to: folder + "/about.txt")
    var random = SplitMix64(seed: 4)
    let ports = [443, 1433, 445, 389, 8080, 5432, 53, 22, 1521, 5671]
    var bytes: [UInt8] = []
    bytes.reserveCapacity(900_000_000)
    bytes += "source,destination,port,bytes\n".utf8
    func number(_ value: Int) { bytes += String(value).utf8 }
    func end() {
      switch name {
      case "names":
        bytes += "srv-".utf8
        let digits = String(random.below(1_000_000))
        bytes += repeatElement(UInt8(ascii: "0"), count: 6 - digits.utf8.count)
        bytes += digits.utf8
      default:
        // The smaller of three draws: few talk much.
        let host = min(random.below(50_000), random.below(50_000), random.below(50_000))
        bytes += "10.".utf8
        number(host / 65_536 + 20)
        bytes.append(UInt8(ascii: "."))
        number(host / 256 % 256)
        bytes.append(UInt8(ascii: "."))
        number(host % 256)
      }
    }
    for _ in 0..<(name == "double" ? 20_000_000 : 10_000_000) {
      end()
      bytes.append(UInt8(ascii: ","))
      end()
      bytes.append(UInt8(ascii: ","))
      number(random.pick(ports))
      bytes.append(UInt8(ascii: ","))
      number(random.below(1_000_000))
      bytes.append(0x0A)
    }
    try World.live.write(bytes, to: path)
    return path
  }
}

/// How good the plans of estates are after so much time: worth, proven bound, gap, and what it took.
///
///     benchmarks estates ../bench/estates/n200 ../bench/estates/n1000 --time 60
///
/// runs `drawdown plan` on each folder, from the files on the disk to the files on the disk, as a user would, and reads
/// what the plan says of itself. Without `--time` the search gets 30 s up to 500 workloads, 60 s up to 5,000, 120 s up to
/// 50,000 and 300 s beyond; `--effort N` gives it so many steps in place of a time.
import Commands
import Documents
import Plans

enum EstatePlans {
  static func run(_ arguments: [String]) throws {
    var folders: [String] = []
    var time: Double?
    var effort: Int?
    var machine = ""
    var date = ""
    var out: String?
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--time": time = rest.popFirst().flatMap(Double.init)
      case "--effort": effort = rest.popFirst().flatMap { Int($0) }
      case "--machine": machine = rest.popFirst() ?? ""
      case "--date": date = rest.popFirst() ?? ""
      case "--out": out = rest.popFirst()
      default: folders.append(argument)
      }
    }
    var table = "Machine: \(machine.isEmpty ? "not stated" : machine). Date: \(date.isEmpty ? "not stated" : date).\n\n"
    table += "| estate | workloads | waves | searched | worth | bound | gap of gross | wall | processor | memory |\n"
    table += "|---|---:|---:|---|---:|---:|---:|---:|---:|---:|\n"
    show(table)
    for folder in folders {
      let row = try row(folder, time: time, effort: effort)
      show(row)
      table += row
    }
    if let out { try World.live.write(Array(table.utf8), to: out) }
  }

  private static func row(_ folder: String, time: Double?, effort: Int?) throws -> String {
    let name = folder.split(separator: "/").last.map(String.init) ?? folder
    let into = ".build/benchmarks/plans/" + name
    let rows = try World.live.read(folder + "/workloads.csv").reduce(0) { $1 == 10 ? $0 + 1 : $0 }
    let seconds = time ?? (rows <= 500 ? 30 : rows <= 5_000 ? 60 : rows <= 50_000 ? 120 : 300)
    let searched = effort.map { "\($0) steps" } ?? "\(Decimal.short(seconds, places: 1)) s"
    let child = Child.launched(
      Child.neighbours + "/drawdown",
      ["plan", folder, "--out", into] + (effort.map { ["--effort", String($0)] } ?? ["--time", String(seconds)]))
    let took =
      "\(Decimal.text(child.seconds, places: 1)) s | \(Decimal.text(child.processorSeconds, places: 1)) s "
      + "| \(Decimal.text(child.megabytes, places: 0)) MB |\n"
    guard child.status == 0 else {
      return "| \(name) | | | \(searched) | no plan: status \(child.status) | | | \(took)"
    }
    let plan = try PlanReader.read(try World.live.read(into + "/plan.json"), file: "plan.json")
    let workloads = plan.waves.reduce(plan.stays.count) { $0 + $1.workloads.count }
    let bound = plan.bound.map { whole($0.npv) } ?? "none"
    let gap = plan.bound.map { "\(Decimal.text($0.gap * 100, places: 2)) %" } ?? "none"
    return
      "| \(name) | \(workloads) | \(plan.waves.count) | \(searched) | \(whole(plan.value.npv)) | \(bound) | \(gap) | \(took)"
  }

  private static func whole(_ money: Double) -> String { Decimal.text(money, places: 0) }

  private static func show(_ line: String) { _ = try? World.live.write(.output, Array(line.utf8)[...]) }
}

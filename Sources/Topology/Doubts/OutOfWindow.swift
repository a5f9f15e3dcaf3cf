import Documents
import Estates

/// Dates and waves that the calendar does not have, and dates that contradict each other.
enum OutOfWindow {
  static func findings(_ graph: DependencyGraph) -> [Finding] {
    let calendar = graph.resolved.calendar
    guard let first = calendar.waves.first?.cutover, let last = calendar.waves.last?.cutover else { return [] }
    return workloads(graph, first, last) + rules(graph, first, last) + targets(graph, first)
  }

  private static func workloads(_ graph: DependencyGraph, _ first: Day, _ last: Day) -> [Finding] {
    let estate = graph.resolved.estate
    let workloads = estate.workloads
    let movable = (0..<Int32(workloads.count)).filter { !graph.demands.staying.contains(Int($0)) }
    func finding(_ rows: [Int32], _ fault: (Int32) -> String, _ column: String, _ help: String) -> Finding? {
      guard let start = rows.first else { return nil }
      let names = rows.prefix(Consolidated.shown + 1).map {
        Consolidated.name(estate.key(ofWorkload: $0), workloads.table, Int($0)) + " " + fault($0)
      }
      let padded = names + [String](repeating: "", count: rows.count - names.count)
      return Finding(
        .warning, .outOfWindow,
        "\(Consolidated.count(rows.count, "workload")) can never move: \(Consolidated.sentence(padded))",
        at: estate.location(ofWorkload: start, column: column), help: help)
    }
    let contradicting = movable.filter { row in
      guard let from = workloads.notBefore[Int(row)], let to = workloads.notAfter[Int(row)] else { return false }
      return to < from
    }
    let isContradicting = Set(contradicting)
    let late = movable.filter { (workloads.notBefore[Int($0)] ?? first) > last && !isContradicting.contains($0) }
    let early = movable.filter { (workloads.notAfter[Int($0)] ?? last) < first && !isContradicting.contains($0) }
    let long = movable.filter { Int(workloads.leadWaves[Int($0)]) > graph.resolved.calendar.count }
    return [
      finding(
        contradicting, { "not before \(workloads.notBefore[Int($0)]!) and not after \(workloads.notAfter[Int($0)]!)" },
        "not_after", "correct one of the two dates"),
      finding(
        late, { "not before \(workloads.notBefore[Int($0)]!), the last cutover being \(last)" }, "not_before",
        "correct the date, or extend the calendar"),
      finding(
        early, { "not after \(workloads.notAfter[Int($0)]!), the first cutover being \(first)" }, "not_after",
        "correct the date, or begin earlier"),
      finding(
        long, { "prepared over \(workloads.leadWaves[Int($0)]) waves of \(graph.resolved.calendar.count)" },
        "lead_waves", "shorten lead_waves, or extend the calendar"),
    ].compactMap { $0 }
  }

  private static func rules(_ graph: DependencyGraph, _ first: Day, _ last: Day) -> [Finding] {
    let estate = graph.resolved.estate
    let calendar = graph.resolved.calendar
    var findings: [Finding] = []
    for (index, rule) in estate.program.rules.enumerated() {
      let fault: String?
      switch rule.kind {
      case .freeze(let from, let to, let test):
        let hits = calendar.waves.contains { wave in
          switch test {
          case .cutover: wave.cutover >= from && wave.cutover <= to
          case .wave: wave.cutover >= from && wave.start <= to
          }
        }
        fault = hits ? nil : "freezes no wave: no \(test.rawValue) lies in \(from) … \(to)"
      case .notBefore(let day):
        if day > last {
          fault = "lets none of its \(selected(graph, index)) move: the last cutover is \(last), before \(day)"
        } else {
          fault = day <= first ? "has no effect: the first cutover is \(first), not before \(day)" : nil
        }
      case .notAfter(let day):
        if day < first {
          fault = "lets none of its \(selected(graph, index)) move: the first cutover is \(first), after \(day)"
        } else {
          fault = day >= last ? "has no effect: the last cutover is \(last), not after \(day)" : nil
        }
      case .limit(let limit):
        let from = limit.from ?? first
        let to = limit.to ?? last
        let hits = calendar.waves.contains { $0.cutover >= from && $0.cutover <= to }
        fault = hits ? nil : "limits no wave: no cutover lies in \(from) … \(to)"
      case .leave(let day): fault = day < first ? "asks for a move by \(day), before the first cutover \(first)" : nil
      case .pin(let wave): fault = wave > calendar.count ? "names wave \(wave) of \(calendar.count)" : nil
      case .together, .order, .apart, .relate, .near, .stay: fault = nil
      }
      if let fault {
        findings.append(
          Finding(
            .warning, .outOfWindow, "\(Consolidated.rule(rule)) \(fault)", at: estate.location(ofRule: index),
            help: "correct the date, or the calendar"))
      }
    }
    return findings
  }

  private static func selected(_ graph: DependencyGraph, _ rule: Int) -> String {
    Consolidated.count(graph.resolved.selections[rule].count, "workload")
  }

  private static func targets(_ graph: DependencyGraph, _ first: Day) -> [Finding] {
    let program = graph.resolved.estate.program
    var findings: [Finding] = []
    for (index, target) in program.targets.enumerated() {
      let lag = target.measure == .workloads ? 0 : program.decommissionLagDays
      let soonest = first + lag
      for (number, by) in ([target.by] + target.milestones.map(\.by)).enumerated() where by < soonest {
        let what = number == 0 ? "the target" : "the milestone"
        var place = target.location
        if place.label == nil { place.label = "/targets/\(index)" }
        findings.append(
          Finding(
            .warning, .unreachableDate,
            "\(what) on \(target.measure.rawValue) by \(by) comes before anything that moves can count: the first cutover "
              + "is \(first)" + (lag > 0 ? ", and release takes \(Consolidated.count(lag, "day"))" : ""),
            at: place, help: "set it to \(soonest) or later"))
      }
    }
    return findings
  }
}

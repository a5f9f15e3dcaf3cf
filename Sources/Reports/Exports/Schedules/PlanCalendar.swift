import Documents
import Estates
import Plans
import Topology

/// The plan for everyone's calendar: waves, freezes, the dates of targets and initiatives, and when sites close.
///
/// An event has the same UID in every export of the same estate, so that a calendar replaces it. A wave in which nothing
/// moves any more is written as cancelled for that reason. Events are stamped with the program's start, the first day that
/// the plan knows.
extension PlanExport {
  var calendarFile: [UInt8] {
    let stamp = plan.program?.start ?? plan.waves.first?.start ?? Day(number: 0)
    return ICalendarWriter.bytes(
      title: plan.program?.name ?? plan.estate.name, stamp: Int(stamp.number),
      events: waveEvents + freezeEvents + targetEvents + initiativeEvents + siteEvents)
  }

  private func uid(_ kind: String, _ parts: [String]) -> String {
    "\(kind)-\(StableNumbers.digits([plan.estate.name] + parts))@drawdown"
  }

  private var waveEvents: [ICalendarWriter.Event] {
    plan.waves.map { wave in
      let rows = reading.movers[wave.number - 1]
      let applications = Set(rows.map { estate.workloads.application[$0] }).subtracting([Estate.none])
      let names = applications.map { reading.applicationLabel(Int($0)) }.sorted(by: Wording.byBytes)
      var lines = ["Cutover on \(wave.cutover)."]
      if !names.isEmpty { lines.append("Applications: " + Wording.sample(names, limit: 20) + ".") }
      lines.append("Workloads: " + Wording.sample(rows.map(reading.workloadKey), limit: 40) + ".")
      return ICalendarWriter.Event(
        uid: uid("wave", [String(wave.number)]), first: Int(wave.start.number), last: Int(wave.cutover.number),
        summary: "Wave \(wave.number) (\(Wording.count(rows.count, "workload")))",
        description: rows.isEmpty ? "Nothing moves in this wave." : lines.joined(separator: "\n"), category: "WAVE",
        isCancelled: rows.isEmpty)
    }
  }

  private var freezeEvents: [ICalendarWriter.Event] {
    estate.program.rules.compactMap { rule in
      guard case .freeze(let from, let to, let test) = rule.kind else { return nil }
      let name = rule.name ?? "rule \(rule.index + 1)"
      return ICalendarWriter.Event(
        uid: uid("freeze", [name, "\(from)", "\(to)"]), first: Int(from.number), last: Int(to.number),
        summary: "Freeze: \(name)",
        description:
          "No \(test == .wave ? "wave" : "cutover") of \(Wording.count(reading.resolved.selections[rule.index].rows.count, "workload")) in these days.",
        category: "FREEZE", isBusy: true)
    }
  }

  private var targetEvents: [ICalendarWriter.Event] {
    plan.targets.enumerated().flatMap { index, target in
      func event(_ kind: String, _ by: Day, _ required: Double, _ reduction: Double, _ shortfall: Double)
        -> ICalendarWriter
        .Event
      {
        let isMet = shortfall <= 1e-9
        return ICalendarWriter.Event(
          uid: uid("target", [String(index), kind, target.measure.rawValue, "\(by)"]), first: Int(by.number),
          last: Int(by.number),
          summary: "\(kind): \(Wording.goal(required)) \(Wording.noun(target.measure))\(isMet ? "" : " (missed)")",
          description: "The plan has \(Wording.reduction(reduction)) on this day.", category: "TARGET")
      }
      return target.milestones.map { event("Milestone", $0.by, $0.required, $0.reduction, $0.shortfall) }
        + [event("Target", target.by, target.required, target.reduction, target.shortfall)]
    }
  }

  private var initiativeEvents: [ICalendarWriter.Event] {
    let rows = KeyedRows(estate.initiatives.keys, estate.texts)
    return plan.initiatives.flatMap { result in
      let name = rows.row(of: result.initiative).map { estate.texts[estate.initiatives.names[$0]] } ?? ""
      let label = name.isEmpty || name == result.initiative ? result.initiative : "\(name) (\(result.initiative))"
      func event(_ word: String, _ day: Day) -> ICalendarWriter.Event {
        ICalendarWriter.Event(
          uid: uid("initiative", [result.initiative, word]), first: Int(day.number), last: Int(day.number),
          summary: "\(word): \(label)", category: "INITIATIVE")
      }
      return [result.due.map { event("Due", $0) }, result.ready.map { event("Ready", $0) }].compactMap { $0 }
    }
  }

  private var siteEvents: [ICalendarWriter.Event] {
    plan.releases.filter { $0.kind == .site }.map { release in
      ICalendarWriter.Event(
        uid: uid("site", [release.key]), first: Int(release.released.number), last: Int(release.released.number),
        summary: "Site released: \(release.key)", category: "RELEASE")
    }
  }
}

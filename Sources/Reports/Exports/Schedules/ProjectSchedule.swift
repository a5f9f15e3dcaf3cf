import Documents
import Estates
import Plans
import Topology

/// The plan for Microsoft Project, as its XML (MSPDI): a summary task for each wave, a task for each workload in it, links
/// where one has to leave before another, a baseline, and milestones for the dates that are asked for.
///
///     Wave 4 ─┬─ ERP-APP      01 Nov ████████ 28 Nov      starts with its first wave of lead, ends with the cutover
///             └─ ERP-DB       01 Nov ████████ 28 Nov  ◀── finishes no later than ERP-APP
///
/// Dates are the plan's: each task starts no earlier than it does there and takes as many working days as lie between, so
/// that Project comes to the same dates. Every day of the week is a working day, since cutovers fall on weekends; freezes
/// are exceptions in a calendar of their own, which the tasks under them follow. Links bind only what leaves in an earlier
/// wave: within one wave they would say nothing about dates, and could close a circle. The elements stand in the order of
/// Microsoft's schema of 2007.
extension PlanExport {
  var projectSchedule: XMLElement {
    let calendars = FreezeCalendars(reading)
    var tasks: [XMLElement] = []
    let arrows = predecessors
    let used = plan.waves.filter { !$0.workloads.isEmpty }
    for (index, wave) in used.enumerated() {
      let rows = reading.movers[wave.number - 1]
      let first = rows.compactMap(preparation).min() ?? wave.start
      tasks.append(
        task(
          uid: wave.number, id: tasks.count + 1, name: "Wave \(wave.number)", outline: "\(index + 1)", level: 1,
          first: first, last: wave.cutover, kind: .summary, calendar: nil))
      for (place, row) in rows.enumerated() {
        let number = numbers[reading.workloadKey(row)] ?? 0
        let calendar = calendars.calendar(of: row)
        let begin = calendar.workingDay(from: preparation(row) ?? wave.start)
        tasks.append(
          task(
            uid: number, id: tasks.count + 1, name: label(row), outline: "\(index + 1).\(place + 1)", level: 2,
            first: min(begin, wave.cutover), last: wave.cutover, kind: .work, calendar: calendar, notes: notes(row),
            predecessors: arrows[row] ?? []))
      }
    }
    let goals = self.goals
    if !goals.isEmpty {
      let outline = used.count + 1
      tasks.append(
        task(
          uid: PlanExport.goalNumber, id: tasks.count + 1, name: "Targets, initiatives, sites", outline: "\(outline)",
          level: 1, first: goals.map(\.day).min()!, last: goals.map(\.day).max()!, kind: .summary, calendar: nil))
      for (place, goal) in goals.enumerated() {
        tasks.append(
          task(
            uid: PlanExport.goalNumber + 1 + place, id: tasks.count + 1, name: goal.name,
            outline: "\(outline).\(place + 1)", level: 2, first: goal.day, last: goal.day, kind: .milestone,
            calendar: nil))
      }
    }
    let start = used.flatMap { reading.movers[$0.number - 1].compactMap(preparation) }.min() ?? plan.waves[0].start
    return XMLElement(
      "Project", ["xmlns": "http://schemas.microsoft.com/project"],
      [
        XMLElement("SaveVersion", 14),
        XMLElement("Name", text: PlanExport.fileName(plan.estate.name) + ExportFormat.project.suffix),
        XMLElement("Title", text: cut(plan.program?.name ?? plan.estate.name)),
        XMLElement("ScheduleFromStart", true),
        XMLElement("StartDate", text: morning(min(start, goals.first?.day ?? start))),
        XMLElement("CurrencyCode", text: currencyCode), XMLElement("CalendarUID", 1),
        XMLElement("DefaultStartTime", text: "08:00:00"), XMLElement("DefaultFinishTime", text: "17:00:00"),
        XMLElement("MinutesPerDay", 480), XMLElement("MinutesPerWeek", 3360), XMLElement("DaysPerMonth", 30),
        XMLElement("Calendars", [:], calendars.all.map(\.element)), XMLElement("Tasks", [:], tasks),
      ])
  }

  /// Unique IDs of waves are their numbers; those of the dates stand behind any wave and before any workload.
  private static let goalNumber = 8_000

  private enum TaskKind { case summary, work, milestone }

  private func task(
    uid: Int, id: Int, name: String, outline: String, level: Int, first: Day, last: Day, kind: TaskKind,
    calendar: FreezeCalendars.Calendar?, notes: String = "", predecessors: [Int] = []
  ) -> XMLElement {
    let days = kind == .milestone ? 0 : calendar?.workingDays(first, last) ?? last - first + 1
    let begin = kind == .milestone ? evening(last) : morning(first)
    let duration = "PT\(days * 8)H0M0S"
    var children = [
      XMLElement("UID", uid), XMLElement("ID", id), XMLElement("Name", text: cut(name)), XMLElement("Type", 1),
      XMLElement("IsNull", false), XMLElement("WBS", text: outline), XMLElement("OutlineNumber", text: outline),
      XMLElement("OutlineLevel", level), XMLElement("Priority", 500), XMLElement("Start", text: begin),
      XMLElement("Finish", text: evening(last)), XMLElement("Duration", text: duration),
      XMLElement("DurationFormat", 7),
      XMLElement("EffortDriven", false), XMLElement("Estimated", false), XMLElement("Milestone", kind == .milestone),
      XMLElement("Summary", kind == .summary),
    ]
    if kind != .summary {
      children.append(XMLElement("ConstraintType", 4))
      children.append(XMLElement("CalendarUID", calendar.map(\.uid) ?? -1))
      children.append(XMLElement("ConstraintDate", text: begin))
    }
    if kind == .work { children.append(XMLElement("Deadline", text: evening(last))) }
    if !notes.isEmpty { children.append(XMLElement("Notes", text: notes)) }
    for predecessor in predecessors {
      children.append(
        XMLElement(
          "PredecessorLink", [:],
          [
            XMLElement("PredecessorUID", predecessor), XMLElement("Type", 0), XMLElement("CrossProject", false),
            XMLElement("LinkLag", 0), XMLElement("LagFormat", 7),
          ]))
    }
    children.append(
      XMLElement(
        "Baseline", [:],
        [
          XMLElement("Number", 0), XMLElement("Start", text: begin), XMLElement("Finish", text: evening(last)),
          XMLElement("Duration", text: duration), XMLElement("DurationFormat", 7),
        ]))
    return XMLElement("Task", [:], children)
  }

  private func notes(_ row: Int) -> String {
    var lines = ["\(estate.workloads.disposition[row].rawValue)"]
    let application = estate.workloads.application[row]
    if application != Estate.none { lines.append("application: \(reading.applicationLabel(Int(application)))") }
    if !owner(row).isEmpty { lines.append("owner: \(owner(row))") }
    if let effort = estate.workloads.effortHours[row] { lines.append("effort: \(Decimal.short(effort, places: 1)) h") }
    return lines.joined(separator: "\n")
  }

  /// By row: the numbers of those that have to leave before it and do so in an earlier wave, ascending.
  private var predecessors: [Int: [Int]] {
    let count = estate.workloads.count
    let orderings = Orderings(reading.resolved, reading.demands)
    var behindGate: [Int32: [Int32]] = [:]
    for ordering in orderings.all where Int(ordering.after) >= count {
      behindGate[ordering.after, default: []].append(ordering.before)
    }
    var result: [Int: Set<Int>] = [:]
    func link(_ before: Int32, _ after: Int32) {
      let (before, after) = (Int(before), Int(after))
      guard reading.wave[before] > 0, reading.wave[before] < reading.wave[after],
        let number = numbers[reading.workloadKey(before)]
      else { return }
      result[after, default: []].insert(number)
    }
    for ordering in orderings.all where Int(ordering.after) < count {
      guard Int(ordering.before) >= count else {
        link(ordering.before, ordering.after)
        continue
      }
      // Of a whole side before the gate, those that leave last say it all.
      let firsts = behindGate[ordering.before] ?? []
      let last = firsts.map { reading.wave[Int($0)] }.max() ?? 0
      for before in firsts where reading.wave[Int(before)] == last { link(before, ordering.after) }
    }
    return result.mapValues { $0.sorted() }
  }

  /// The dates that are asked for or promised, by day and name.
  private var goals: [(day: Day, name: String)] {
    var goals: [(day: Day, name: String)] = []
    for target in plan.targets {
      let noun = Wording.noun(target.measure)
      for milestone in target.milestones {
        goals.append((milestone.by, "Milestone: \(Wording.goal(milestone.required)) \(noun)"))
      }
      goals.append((target.by, "Target: \(Wording.goal(target.required)) \(noun)"))
    }
    for initiative in plan.initiatives {
      if let ready = initiative.ready { goals.append((ready, "Ready: \(initiative.initiative)")) }
    }
    for release in plan.releases where release.kind == .site {
      goals.append((release.released, "Site released: \(release.key)"))
    }
    return goals.sorted { $0.day != $1.day ? $0.day < $1.day : Wording.byBytes($0.name, $1.name) }
  }

  private var currencyCode: String {
    let code = plan.currency
    return code.utf8.count == 3 && code.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
      ? code : "XXX"
  }

  /// The title of a project ends at 512 characters, its name at 255: nothing is longer than that.
  private func cut(_ text: String) -> String {
    text.unicodeScalars.count <= 255 ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(254))) + "…"
  }

  private func morning(_ day: Day) -> String { "\(day)T08:00:00" }
  private func evening(_ day: Day) -> String { "\(day)T17:00:00" }
}

import Documents
import Estates
import Plans
import Topology

/// The waves on the calendar: how many workloads leave and how many machines are given back, the freezes, and when each part
/// of the estate moves.
///
///     leave            ▂▄▆█▆▄           upwards, at each wave
///     given back          ▔▔▔▀▀         downwards, on the day: the lag is the distance between them
///     freezes          ╱╱     ╱╱        one line for each selection, as long as it lasts
///     Web shop         ▒▓               one line for each application, site or team: dark where much of it leaves
///
/// Lanes are applications where at most `laneLimit` of them move, else sites, else teams.
package struct WaveFigure: Figure {
  package static let file = "waves.svg"
  package static let laneLimit = 24
  package static let freezeLimit = 9

  /// A part of the estate that moves over time.
  struct Lane: Sendable {
    var name: String
    /// How many of its workloads leave, by wave.
    var leaving: [Int]
    var rows: [Int]
    /// A site's: when it is given back, when its lease ends.
    var released: Day?
    var leaseEnd: Day?
    var total: Int { leaving.reduce(0, +) }
  }

  /// Freezes of one selection.
  struct FreezeLine: Sendable {
    var name: String
    var spans: [(from: Day, to: Day)]
    var selected: WorkloadSet
    /// Workloads among them that leave.
    var leaving: Int
    /// How many selections it stands for.
    var lines = 1
  }

  private let plan: Plan
  private let name: String
  private let axis: TimeAxis
  let lanes: [Lane]
  let laneNoun: String
  let freezes: [FreezeLine]
  private let hosts: [(day: Day, count: Int)]

  /// Nil where nothing moves.
  package init?(_ reading: PlanReading) {
    plan = reading.plan
    name = reading.estate.program.name
    let used = plan.waves.filter { !$0.workloads.isEmpty }
    guard let firstWave = plan.waves.first, let lastUsed = used.last else { return nil }
    let lag = reading.estate.program.decommissionLagDays
    let ends = [lastUsed.cutover + lag, plan.releases.last?.released ?? lastUsed.cutover] + plan.targets.map(\.by)
    let end = (ends.max() ?? lastUsed.cutover) + 14
    axis = TimeAxis(first: firstWave.start, last: end, left: 262, right: 936)
    (lanes, laneNoun) = WaveFigure.lanes(reading)
    freezes = WaveFigure.freezes(reading)
    var counts: [(day: Day, count: Int)] = []
    for release in plan.releases where release.kind == .host {
      if counts.last?.day == release.released {
        counts[counts.count - 1].count += 1
      } else {
        counts.append((release.released, 1))
      }
    }
    hosts = counts
  }

  private static func lanes(_ reading: PlanReading) -> ([Lane], String) {
    let estate = reading.estate
    func grouped(_ value: (Int) -> Int32) -> [Int32: [Int]] {
      var groups: [Int32: [Int]] = [:]
      for row in 0..<estate.workloads.count where reading.wave[row] > 0 { groups[value(row), default: []].append(row) }
      return groups
    }
    let applications = grouped { estate.workloads.application[$0] }
    let sites = grouped { reading.site($0).map { Int32($0) } ?? Estate.none }
    let teams = grouped { estate.workloads.teams[$0] }
    let noun: String
    let groups: [Int32: [Int]]
    let label: (Int32) -> String
    if (2...laneLimit).contains(applications.count) {
      (noun, groups) = ("application", applications)
      label = { $0 == Estate.none ? "(no application)" : reading.applicationLabel(Int($0)) }
    } else if sites.count > 1 || teams.count <= 1 {
      (noun, groups) = ("site", sites)
      label = { $0 == Estate.none ? "(no site known)" : reading.siteLabel(Int($0)) }
    } else {
      (noun, groups) = ("team", teams)
      label = { $0 == 0 ? "(no team)" : estate.texts[$0] }
    }
    func lane(_ name: String, _ rows: [Int]) -> Lane {
      var leaving = [Int](repeating: 0, count: reading.plan.waves.count)
      for row in rows { leaving[reading.wave[row] - 1] += 1 }
      return Lane(name: name, leaving: leaving, rows: rows)
    }
    var lanes = groups.map { key, rows -> Lane in
      var lane = lane(label(key), rows)
      if noun == "site", key != Estate.none {
        lane.released = reading.released.sites[Int(key)]
        lane.leaseEnd = estate.sites.leaseEnd[Int(key)]
      }
      return lane
    }
    // The largest are kept, and then stand in the order in which they are done.
    lanes.sort { $0.total != $1.total ? $0.total > $1.total : Wording.byBytes($0.name, $1.name) }
    let rest = lanes.count > laneLimit ? Array(lanes.dropFirst(laneLimit - 1)) : []
    lanes.removeLast(rest.count)
    func done(_ lane: Lane) -> Int { lane.leaving.lastIndex { $0 > 0 } ?? 0 }
    lanes.sort { left, right in
      done(left) != done(right) ? done(left) < done(right) : Wording.byBytes(left.name, right.name)
    }
    if !rest.isEmpty {
      lanes.append(lane(Wording.count(rest.count, "other \(noun)"), rest.flatMap(\.rows)))
    }
    return (lanes, noun)
  }

  private static func freezes(_ reading: PlanReading) -> [FreezeLine] {
    let program = reading.estate.program
    var lines: [FreezeLine] = []
    var known: [String: Int] = [:]
    var leaving = WorkloadSet(universe: reading.estate.workloads.count)
    for row in 0..<reading.estate.workloads.count where reading.wave[row] > 0 { leaving.insert(row) }
    for rule in program.rules {
      guard case .freeze(let from, let to, _) = rule.kind else { continue }
      let terms = rule.selector?.terms.map(Wording.term) ?? []
      let name = terms.isEmpty ? "all" : terms.joined(separator: ", ")
      if let line = known[name] {
        lines[line].spans.append((from, to))
        continue
      }
      var selected = reading.resolved.selections[rule.index]
      selected.formIntersection(leaving)
      if selected.isEmpty { continue }
      known[name] = lines.count
      lines.append(FreezeLine(name: name, spans: [(from, to)], selected: selected, leaving: selected.count))
    }
    lines.sort { $0.leaving != $1.leaving ? $0.leaving > $1.leaving : Wording.byBytes($0.name, $1.name) }
    guard lines.count > freezeLimit else { return lines }
    let rest = lines[(freezeLimit - 1)...]
    var all = rest[rest.startIndex].selected
    for line in rest { all.formUnion(line.selected) }
    return lines[..<(freezeLimit - 1)] + [
      FreezeLine(
        name: "\(Wording.number(rest.count)) other selections", spans: rest.flatMap(\.spans), selected: all,
        leaving: all.count, lines: rest.count)
    ]
  }

  package var title: String { "\(name): the waves" }

  package var description: String {
    let used = plan.waves.filter { !$0.workloads.isEmpty }
    guard let first = used.first, let last = used.last else { return "Nothing moves." }
    let busiest = used.max { $0.workloads.count < $1.workloads.count } ?? first
    let spans = freezes.reduce(0) { $0 + $1.spans.count }
    return
      "\(Wording.count(used.count, "wave")) from \(first.start) to \(last.cutover) in which something moves; most in wave "
      + "\(busiest.number), \(Wording.count(busiest.workloads.count, "workload")). "
      + "\(Wording.count(hosts.reduce(0) { $0 + $1.count }, "host")) come free"
      + (hosts.last.map { ", the last on \($0.day)" } ?? "") + ". "
      + "\(Wording.count(spans, "freeze")) of \(Wording.count(freezes.reduce(0) { $0 + $1.lines }, "selection")) lie on the calendar."
  }

  /// What moves in each wave, lane by lane.
  package var table: FigureTable {
    var table = FigureTable([
      .text(laneNoun), .number("wave"), .text("start"), .text("cutover"), .number("workloads that leave"),
    ])
    for lane in lanes {
      for (position, count) in lane.leaving.enumerated() where count > 0 {
        let wave = plan.waves[position]
        table.rows.append([
          .text(lane.name), .count(wave.number), .day(wave.start), .day(wave.cutover), .count(count),
        ])
      }
    }
    return table
  }

  // MARK: What is drawn

  private static let top = 66.0
  private static let leave = 96.0
  private static let back = 52.0
  private static let line = 18.0

  private var freezeTop: Double { WaveFigure.top + 18 + WaveFigure.leave + WaveFigure.back + 30 }
  private var laneTop: Double {
    freezes.isEmpty ? freezeTop : freezeTop + Double(freezes.count) * WaveFigure.line + 30
  }
  private var bottom: Double { laneTop + Double(lanes.count) * WaveFigure.line + 6 }
  package var height: Double { bottom + 38 }

  package var elements: [SVGElement] {
    axis.yearLines(from: WaveFigure.top, to: bottom) + legend + counts + freezeLines + laneLines
      + axis.ticks(at: bottom)
  }

  private var legend: [SVGElement] {
    var elements = Ramp.legend(["to 5% of its workloads", "10%", "20%", "40%", "more"], at: 24, 50)
    var x = 470.0
    if !freezes.isEmpty {
      elements += [
        hatched(x, 41, 14, 12), Draw.rectangle("shut", x, 41, 14, 12), Draw.text("freeze", at: x + 19, 51, "small"),
      ]
      x += 72
    }
    if lanes.contains(where: { $0.released != nil }) {
      elements += [Draw.diamond("given", x + 7, 47, 6), Draw.text("site given back", at: x + 19, 51, "small")]
      x += 122
    }
    if lanes.contains(where: { $0.leaseEnd.map { $0 <= axis.last } ?? false }) {
      elements += [
        Draw.path("target", "M\(Draw.short(x + 6)) 40v4m0 6v4"), Draw.text("lease ends", at: x + 13, 51, "small"),
      ]
    }
    return elements
  }

  /// Both ends of a wave, the last day included.
  private func span(_ wave: Plan.Wave) -> (from: Double, width: Double) {
    let from = axis.x(wave.start)
    return (from + 0.5, max(1, axis.x(wave.cutover + 1) - from - 1))
  }

  private var counts: [SVGElement] {
    let top = WaveFigure.top + 18
    let zero = top + WaveFigure.leave
    let most = plan.waves.map(\.workloads.count).max() ?? 1
    let mostBack = hosts.map(\.count).max() ?? 1
    var elements = [
      Draw.text("workloads leave", at: axis.left - 8, top + 40, "label", anchor: "end"),
      Draw.text("most \(Wording.number(most))", at: axis.left - 8, top + 56, "small", anchor: "end"),
    ]
    // Counts stand on the bars where every one of them fits; else the largest alone is told.
    let isCounted = plan.waves.allSatisfy {
      TextFit.width(Wording.number($0.workloads.count), size: 11) + 1 <= span($0).width || $0.workloads.isEmpty
    }
    var free = -Double.infinity
    for wave in plan.waves where wave.cutover <= axis.last {
      let (from, width) = span(wave)
      let label = "\(wave.number)"
      let middle = from + width / 2
      let half = TextFit.width(label, size: 11) / 2
      if middle - half > free + 5, wave.workloads.isEmpty == false || wave.number == 1 {
        elements.append(Draw.text(label, at: middle, top - 6, "tiny", anchor: "middle"))
        free = middle + half
      }
      let tall = WaveFigure.leave * Double(wave.workloads.count) / Double(most)
      if !wave.workloads.isEmpty {
        elements.append(Draw.rectangle("bar", from, zero - max(1, tall), width, max(1, tall)))
        let words = Wording.number(wave.workloads.count)
        if isCounted {
          let isInside = tall > 18
          elements.append(
            Draw.text(
              words, at: middle, isInside ? zero - tall + 12 : zero - tall - 4, isInside ? "inverse" : "number",
              anchor: "middle"))
        }
      }
    }
    elements.append(Draw.horizontal("axis", zero, from: axis.left, to: axis.right))
    guard !hosts.isEmpty else { return elements }
    elements += [
      Draw.text("hosts given back", at: axis.left - 8, zero + 26, "label", anchor: "end"),
      Draw.text("most \(Wording.number(mostBack))", at: axis.left - 8, zero + 42, "small", anchor: "end"),
    ]
    for (day, count) in hosts {
      let deep = max(1, WaveFigure.back * Double(count) / Double(mostBack))
      elements.append(Draw.rectangle("step3", axis.x(day), zero, 6, deep))
    }
    return elements
  }

  private var freezeLines: [SVGElement] {
    guard !freezes.isEmpty else { return [] }
    var elements = [Draw.text("freezes", at: 24, freezeTop - 8, "label")]
    for (position, freeze) in freezes.enumerated() {
      let y = freezeTop + Double(position) * WaveFigure.line
      elements.append(label(freeze.name, freeze.leaving, y))
      for (from, to) in freeze.spans where to >= axis.first && from <= axis.last {
        let (x, width) = (axis.x(from), axis.x(to + 1) - axis.x(from))
        elements += [hatched(x, y, width, 13), Draw.rectangle("shut", x, y, width, 13)]
      }
    }
    return elements
  }

  private var laneLines: [SVGElement] {
    var elements = [
      Draw.text("when each \(laneNoun) moves, and how many of its workloads", at: 24, laneTop - 8, "label")
    ]
    for (position, lane) in lanes.enumerated() {
      let y = laneTop + Double(position) * WaveFigure.line
      elements.append(label(lane.name, lane.total, y))
      elements.append(Draw.horizontal("grid", y + 15.5, from: axis.left, to: axis.right))
      for (wave, count) in lane.leaving.enumerated() where count > 0 {
        let (from, width) = span(plan.waves[wave])
        let step = Ramp.step(Double(count) / Double(lane.total), [0.05, 0.1, 0.2, 0.4])
        elements.append(Draw.rectangle(Ramp.style(step), from, y, width, 13))
        let words = String(count)
        if width >= TextFit.width(words, size: 11) + 1 {
          elements.append(Draw.text(words, at: from + width / 2, y + 10.5, Ramp.words(on: step), anchor: "middle"))
        }
      }
      if let end = lane.leaseEnd, end <= axis.last, end >= axis.first {
        elements.append(Draw.path("target", "M\(Draw.short(axis.x(end))) \(Draw.short(y - 2))v4m0 9v4"))
      }
      if let released = lane.released { elements.append(Draw.diamond("given", axis.x(released), y + 6.5, 6)) }
    }
    return elements
  }

  /// A name and, at the edge of the plot, how many leave.
  private func label(_ words: String, _ count: Int, _ y: Double) -> SVGElement {
    let number = Wording.number(count)
    let room = axis.left - 24 - 8 - TextFit.width(number, size: 12) - 8
    return SVGElement(
      "g", [:],
      [
        Draw.text(TextFit.fitted(words, size: 12, within: room), at: 24, y + 11, "small"),
        Draw.text(number, at: axis.left - 8, y + 11, "small", anchor: "end"),
      ])
  }
}

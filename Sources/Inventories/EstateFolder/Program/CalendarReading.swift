import Documents
import Estates

/// What keeps a mistyped calendar from becoming a million waves.
package enum CalendarLimits {
  package static let waves = 10_000
  /// Days of a wave, a lag or a parallel run: a century.
  package static let days = 36_525
}

/// The calendar: waves of one length, or waves one by one.
extension ProgramReading {
  mutating func calendar(_ root: JSONNode, start: Day?, horizon: Day?, lag: Int) -> WaveCalendar? {
    guard let node = root["calendar"] else {
      missing("calendar", in: root, help: "state firstWaveStart, waveDays and lastCutover, or a list of waves")
      return nil
    }
    guard isObject(node, "the calendar", keys: ["firstWaveStart", "waveDays", "lastCutover", "waves"]) else {
      return nil
    }
    let calendar = node["waves"] == nil ? regular(node) : listed(node)
    guard let calendar, let (first, last) = ends(of: calendar, node) else { return nil }
    if let start, start > first {
      error(.calendarOrder, "the program starts on \(start), behind its first wave on \(first)", root["start"] ?? node)
    }
    if let horizon, last + lag > horizon {
      error(
        .calendarOrder,
        "the last cutover, \(last), plus \(lag) days of decommissioning is \(last + lag), behind the horizon of \(horizon)",
        root["horizon"] ?? node, help: "move the horizon to \(last + lag) or later, or end the waves earlier")
    }
    return calendar
  }

  private mutating func regular(_ node: JSONNode) -> WaveCalendar? {
    let first = day("firstWaveStart", in: node, isRequired: true)
    let length = whole("waveDays", in: node, 1...CalendarLimits.days, isRequired: true)
    let last = day("lastCutover", in: node, isRequired: true)
    guard let first, let length, let last else { return nil }
    return .regular(firstWaveStart: first, waveDays: length, lastCutover: last)
  }

  private mutating func listed(_ node: JSONNode) -> WaveCalendar? {
    for key in ["firstWaveStart", "waveDays", "lastCutover"] {
      guard let place = node[key] else { continue }
      error(.programUnknownKey, "a calendar that lists its waves has no '\(key)'", place, help: "remove one of the two")
    }
    let before = findings.errorCount
    var previous: WaveDates?
    let waves = list("waves", in: node) { reading, inner -> WaveDates? in
      guard reading.isObject(inner, "a wave", keys: ["start", "cutover"]) else { return nil }
      let start = reading.day("start", in: inner, isRequired: true)
      let cutover = reading.day("cutover", in: inner, isRequired: true)
      guard let start, let cutover else { return nil }
      if start > cutover {
        reading.error(.calendarOrder, "the wave starts on \(start), behind its cutover on \(cutover)", inner)
      }
      if let previous, start <= previous.cutover {
        reading.error(
          .calendarOrder,
          "the wave starts on \(start), not behind the cutover of the one before it on \(previous.cutover)",
          inner, help: "list waves in order, without overlap")
      }
      previous = WaveDates(start: start, cutover: cutover)
      return previous
    }
    return findings.errorCount == before ? .listed(waves) : nil
  }

  /// The start of the first wave and the cutover of the last; counts the waves. Nil where there is none, or too many.
  private mutating func ends(of calendar: WaveCalendar, _ node: JSONNode) -> (Day, Day)? {
    let count: Int
    let ends: (Day, Day)?
    switch calendar {
    case .regular(let first, let length, let last):
      count = last < first ? 0 : (last - first + 1) / length
      ends = count == 0 ? nil : (first, first + (count * length - 1))
      if count == 0 {
        error(
          .noWave, "the first wave would end on \(first + (length - 1)), behind the last cutover of \(last)", node,
          help: "there has to be at least one wave")
      }
    case .listed(let waves):
      count = waves.count
      ends = waves.isEmpty ? nil : (waves[0].start, waves[waves.count - 1].cutover)
      if waves.isEmpty {
        error(.noWave, "the list of waves is empty", node["waves"] ?? node, help: "there has to be at least one wave")
      }
    }
    guard count <= CalendarLimits.waves else {
      error(
        .noWave,
        "the calendar has \(Grouped.text(count)) waves; more than \(Grouped.text(CalendarLimits.waves)) are no calendar",
        node,
        help: "check waveDays and lastCutover")
      return nil
    }
    waveCount = count
    return ends
  }
}

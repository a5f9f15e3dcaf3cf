import Estates

/// From when to when flow logs saw traffic, and what they cannot have seen: days and hours without a row, and the days on
/// which companies run what they run once a month, a quarter or a year.
///
///     2026-03-02 to 2026-03-29, 28 days · no row on 2026-03-14 and 15 · no month end
struct ObservationWindow {
  /// The first and last day with a row.
  let first: Day
  let last: Day
  /// Rows of the days from the first to the last.
  let rows: [Int]
  /// Days between without a row.
  let missing: [Day]
  /// Hours between the first and the last without a row, on days that have rows.
  let silentHours: Int
  /// Month ends with a row on the last day of the month or the first of the next.
  let monthEnds: [Day]

  /// Nil where no row has a time.
  init?(_ worker: FlowWorker) {
    var found: [Int] = []
    for day in 0..<FlowWorker.dayRoom where worker.days[day] > 0 { found.append(day) }
    guard let first = found.first, let last = found.last else { return nil }
    self.first = Day(number: Int32(first))
    self.last = Day(number: Int32(last))
    rows = (first...last).map { Int(worker.days[$0]) }
    missing = (first...last).filter { worker.days[$0] == 0 }.map { Day(number: Int32($0)) }
    var hours: [Int] = []
    for day in found {
      for hour in 0..<24 where worker.hours[day] >> UInt32(hour) & 1 == 1 { hours.append(day * 24 + hour) }
    }
    let seen = Set(hours)
    silentHours =
      hours.isEmpty ? 0 : (hours[0]...hours[hours.count - 1]).count { !seen.contains($0) && worker.days[$0 / 24] > 0 }
    var ends: [Day] = []
    for number in first...last {
      let day = Day(number: Int32(number))
      guard (day + 1).date.day == 1 else { continue }
      if worker.days[number] > 0 || worker.days[number + 1] > 0 { ends.append(day) }
    }
    // A window that begins on the first of a month saw the night of the end before it.
    if Day(number: Int32(first)).date.day == 1 { ends.insert(Day(number: Int32(first - 1)), at: 0) }
    monthEnds = ends
  }

  var dayCount: Int { last - first + 1 }
  var quarterEnds: [Day] { monthEnds.filter { $0.date.month % 3 == 0 } }
  var yearEnds: [Day] { monthEnds.filter { $0.date.month == 12 } }
  /// Saturdays and Sundays with rows.
  var weekendDays: Int {
    rows.indices.count { index in
      // 1970-01-01 was a Thursday.
      let weekday = (Int(first.number) + index + 3) % 7
      return weekday >= 5 && rows[index] > 0
    }
  }

  /// Days with rows, of which less than a tenth of the usual.
  var thinDays: [Day] {
    let sorted = rows.filter { $0 > 0 }.sorted()
    let usual = sorted[sorted.count / 2]
    // The first and the last day are seldom whole.
    return rows.indices.dropFirst().dropLast().filter { rows[$0] > 0 && rows[$0] * 10 < usual }.map { first + $0 }
  }
}

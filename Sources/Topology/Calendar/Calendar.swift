import Estates

/// The waves of a program with their dates, and the quarters and years in which they end.
///
///     firstWaveStart 2026-06-01, waveDays 28:   wave 0 (the program's wave 1)  2026-06-01 … 2026-06-28
///                                               wave 1 (the program's wave 2)  2026-06-29 … 2026-07-26
///
/// Waves are numbered from 0 here and from 1 wherever people read them. A wave belongs to the quarter and year of its
/// *cutover*, its last day.
package struct Calendar: Sendable {
  package let waves: [WaveDates]

  package init(_ calendar: WaveCalendar) {
    switch calendar {
    case .listed(let listed): waves = listed
    case .regular(let firstWaveStart, let waveDays, let lastCutover):
      var regular: [WaveDates] = []
      var start = firstWaveStart
      while waveDays > 0, start + (waveDays - 1) <= lastCutover {
        regular.append(WaveDates(start: start, cutover: start + (waveDays - 1)))
        start = start + waveDays
      }
      waves = regular
    }
  }

  package var count: Int { waves.count }

  package func cutover(of wave: Int) -> Day { waves[wave].cutover }

  /// The last wave whose cutover is on or before `day`; -1 where there is none.
  package func lastWave(by day: Day) -> Int {
    var low = 0
    var high = waves.count
    while low < high {
      let middle = (low + high) / 2
      if waves[middle].cutover <= day { low = middle + 1 } else { high = middle }
    }
    return low - 1
  }

  /// The first wave whose cutover is on or after `day`; `count` where there is none.
  package func firstWave(from day: Day) -> Int {
    var low = 0
    var high = waves.count
    while low < high {
      let middle = (low + high) / 2
      if waves[middle].cutover < day { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// A calendar quarter or year in which waves end.
  package struct Period: Hashable, Sendable {
    /// `2027-Q2` or `2027`.
    package var name: String
    package var waves: Range<Int>
  }

  /// The calendar quarters in which waves end, in order.
  package var quarters: [Period] {
    periods { day in
      let (year, month, _) = day.date
      return "\(year)-Q\((month + 2) / 3)"
    }
  }

  /// The calendar years in which waves end, in order.
  package var years: [Period] { periods { String($0.date.year) } }

  private func periods(named name: (Day) -> String) -> [Period] {
    var result: [Period] = []
    for (number, wave) in waves.enumerated() {
      let label = name(wave.cutover)
      if result.last?.name == label {
        result[result.count - 1].waves = result[result.count - 1].waves.lowerBound..<number + 1
      } else {
        result.append(Period(name: label, waves: number..<number + 1))
      }
    }
    return result
  }
}

import Estates

/// The waves of a program, with their first days and cutovers: position w is wave number w + 1.
///
/// A regular calendar is rolled out wave after wave, a listed one is taken as it stands.
struct CalendarWaves: Sendable {
  private(set) var starts: [Day] = []
  private(set) var cutovers: [Day] = []

  var count: Int { cutovers.count }

  init(_ calendar: WaveCalendar) {
    switch calendar {
    case .listed(let waves):
      starts = waves.map(\.start)
      cutovers = waves.map(\.cutover)
    case .regular(let firstWaveStart, let waveDays, let lastCutover):
      var start = firstWaveStart
      while waveDays > 0, start + (waveDays - 1) <= lastCutover {
        starts.append(start)
        cutovers.append(start + (waveDays - 1))
        start = start + waveDays
      }
    }
  }

  /// The calendar quarter of a wave's cutover: year and quarter from 1.
  func quarter(of wave: Int) -> (year: Int, quarter: Int) {
    let date = cutovers[wave].date
    return (date.year, (date.month + 2) / 3)
  }
}

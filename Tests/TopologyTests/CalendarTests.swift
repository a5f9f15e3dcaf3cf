import Estates
import Testing

@testable import Topology

@Suite struct CalendarTests {
  let calendar = Topology.Calendar(
    .regular(firstWaveStart: Day("2026-06-01")!, waveDays: 28, lastCutover: Day("2026-10-18")!))

  @Test func `waves follow one another, and the last cutover is included`() {
    #expect(
      calendar.waves.map(\.cutover.description) == [
        "2026-06-28", "2026-07-26", "2026-08-23", "2026-09-20", "2026-10-18",
      ])
    #expect(calendar.waves[1].start == Day("2026-06-29"))
    #expect(
      Topology.Calendar(.regular(firstWaveStart: Day("2026-06-01")!, waveDays: 28, lastCutover: Day("2026-06-27")!))
        .count == 0)
  }

  @Test func `a day falls between the wave before it and the wave from it`() {
    #expect(calendar.lastWave(by: Day("2026-06-27")!) == -1)
    #expect(calendar.lastWave(by: Day("2026-06-28")!) == 0)
    #expect(calendar.lastWave(by: Day("2030-01-01")!) == 4)
    #expect(calendar.firstWave(from: Day("2026-06-28")!) == 0)
    #expect(calendar.firstWave(from: Day("2026-06-29")!) == 1)
    #expect(calendar.firstWave(from: Day("2026-10-19")!) == 5)
  }

  @Test func `quarters and years go by the cutover`() {
    #expect(calendar.quarters.map(\.name) == ["2026-Q2", "2026-Q3", "2026-Q4"])
    #expect(calendar.quarters.map(\.waves) == [0..<1, 1..<4, 4..<5])
    #expect(calendar.years.map(\.waves) == [0..<5])
  }
}

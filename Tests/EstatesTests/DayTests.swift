import Testing

@testable import Estates

@Suite struct DayTests {
  @Test func `every day of eight centuries survives the round trip through its date`() {
    var day = Day("1600-01-01")!
    let last = Day("2400-12-31")!
    while day <= last {
      let (year, month, dayOfMonth) = day.date
      #expect(Day(year: year, month: month, day: dayOfMonth) == day)
      day = day + 1
    }
  }

  @Test(arguments: [("1970-01-01", 0), ("2000-02-29", 11016), ("2026-05-01", 20574), ("1969-12-31", -1)])
  func `the days that everyone knows have their numbers`(text: String, number: Int) {
    #expect(Day(text)?.number == Int32(number))
    #expect(Day(text)?.description == text)
  }

  @Test(arguments: ["2026-02-30", "2026-2-03", "2026-13-01", "2025-02-29", "20260201", "2026-02-01 ", "", "0000-01-01"])
  func `a date that does not exist, or is written otherwise, is no day`(text: String) {
    #expect(Day(text) == nil)
  }
}

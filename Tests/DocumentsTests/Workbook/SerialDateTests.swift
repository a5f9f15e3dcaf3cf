import Foundation
import TestSupport
import Testing

@testable import Documents

@Suite struct SerialDateTests {
  private func text(_ serial: Double, from1904: Bool = false) -> String? {
    SerialDate.text(of: serial, from1904: from1904)?.text
  }

  @Test func `the first days are those of the spreadsheets, the day that was not is none`() {
    #expect(text(1) == "1900-01-01" && text(59) == "1900-02-28" && text(60) == nil && text(61) == "1900-03-01")
    #expect(text(0, from1904: true) == "1904-01-01" && text(60, from1904: true) == "1904-03-01")
    #expect(text(0) == nil && text(-1) == nil && text(2_958_465) == "9999-12-31" && text(2_958_466) == nil)
    #expect(text(2_957_003, from1904: true) == "9999-12-31" && text(2_957_004, from1904: true) == nil)
    #expect(text(.nan) == nil && text(.infinity) == nil)
  }

  @Test func `times are rounded to the second, also over midnight`() {
    #expect(text(46_143.5) == "2026-05-01 12:00:00" && text(46_143.999_999_9) == "2026-05-02")
    #expect(text(0.5) == "12:00:00" && text(0.000_001) == nil && text(0.999_999_9) == "1900-01-01")
  }

  @Test func `every day from 1900 to 2200 is the one of the calendar`() {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: "UTC")!
    let epoch = calendar.date(from: DateComponents(year: 1899, month: 12, day: 30))!
    for serial in stride(from: 61, through: 109_575, by: 1) {
      let date = calendar.dateComponents(
        [.year, .month, .day], from: epoch.addingTimeInterval(Double(serial) * 86_400))
      let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
      guard text(Double(serial)) != "\(date.year!)-\(two(date.month!))-\(two(date.day!))" else { continue }
      Issue.record("day \(serial) is \(text(Double(serial)) ?? "none")")
      return
    }
  }

  @Test(arguments: [
    ("General", false), ("0.00E+00", false), ("#,##0", false), ("@", false), ("yyyy-mm-dd", true),
    ("d/m/yy h:mm", true),
    ("[$-F800]dddd, mmmm dd, yyyy", true), ("[h]:mm:ss", false), ("[mm]:ss", false), ("mm:ss.0", true),
    ("\"day\" 0", false), ("0\\d", false), ("[Red]0;[Blue]yyyy", false), ("_d0", false), ("ge.m.d", true),
    ("#,##0 \"m\"", false),
    ("", false), ("\"open", false), ("[", false), ("\\", false),
  ])
  func `a format shows a date where its letters say so`(format: String, isDate: Bool) {
    #expect(NumberFormats.isDate(format) == isDate)
  }

  @Test func `columns have letters`() {
    #expect(
      [1, 26, 27, 52, 53, 702, 703, 16_384].map(CellReference.letters) == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD",
      ])
  }
}

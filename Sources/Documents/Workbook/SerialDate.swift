/// The dates of spreadsheets: days counted from an epoch, the time of day as the fraction.
///
///     SerialDate.text(of: 46_143, from1904: false) == ("2026-05-01", .date)
///     SerialDate.text(of: 60, from1904: false) == nil             // 29 February 1900, a day that was not
///
/// The 1900 system counts 1900-01-01 as 1 and believes that 1900 was a leap year: from 61 on its numbers are one too
/// high, and 60 is no day. The 1904 system counts 1904-01-01 as 0. Years end with 9999, as in spreadsheets.
package enum SerialDate {
  /// What 1970-01-01 is in the 1900 system.
  package static let dayOf1970 = 25_569

  /// The civil date, date with time, or time of day that the number stands for; nil where it stands for none. Times are
  /// rounded to the second.
  package static func text(of serial: Double, from1904: Bool) -> (text: String, kind: CellKind)? {
    var bytes: [UInt8] = []
    return append(serial, from1904: from1904, to: &bytes).map { (String(decoding: bytes, as: UTF8.self), $0) }
  }

  /// The same, written behind `bytes`.
  static func append(_ serial: Double, from1904: Bool, to bytes: inout [UInt8]) -> CellKind? {
    guard serial >= 0, serial < 2_958_466 else { return nil }
    var day = Int(serial)
    var second = Int(((serial - Double(day)) * 86_400).rounded())
    if second == 86_400 {
      second = 0
      day += 1
    }
    let isTimeAlone = second > 0 && day == 0
    if !isTimeAlone {
      guard let (year, month, date) = civil(day, from1904) else { return nil }
      append(year / 100, to: &bytes)
      append(year % 100, to: &bytes)
      bytes.append(UInt8(ascii: "-"))
      append(month, to: &bytes)
      bytes.append(UInt8(ascii: "-"))
      append(date, to: &bytes)
      if second == 0 { return .date }
      bytes.append(0x20)
    }
    append(second / 3600, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    append(second / 60 % 60, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    append(second % 60, to: &bytes)
    return isTimeAlone ? .time : .dateTime
  }

  private static func civil(_ serial: Int, _ from1904: Bool) -> (year: Int, month: Int, day: Int)? {
    // Days from 1970-01-01.
    let day: Int
    if from1904 {
      day = serial - 24_107
    } else {
      guard serial >= 1, serial != 60 else { return nil }
      day = serial - (serial < 60 ? 25_568 : 25_569)
    }
    // Howard Hinnant's "days to civil", for days after the year 0.
    let shifted = day + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    guard year <= 9999 else { return nil }
    return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }

  /// Two digits.
  private static func append(_ number: Int, to bytes: inout [UInt8]) {
    bytes.append(UInt8(truncatingIfNeeded: 0x30 + number / 10))
    bytes.append(UInt8(truncatingIfNeeded: 0x30 + number % 10))
  }
}

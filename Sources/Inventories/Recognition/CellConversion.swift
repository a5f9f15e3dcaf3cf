import Documents
import Estates

/// How the text of a cell becomes the value of a field: units, marks of numbers, words for yes and no, dates.
///
/// A converter belongs to one column: it knows the unit of the header and how numbers of the column are written.
///
///     "16,384" in "RAM (MB)"     → 16        GB; every comma of the column stands before three digits
///     "0,5"                      → 0.5       a comma elsewhere is a decimal one
///     "61.2 GiB / 127 GiB"       → 61.2      a value that carries its unit
///     "-1" or "N/A"              → nothing   not known
enum Conversion: Sendable {
  case text
  /// Any number from 0 on.
  case number
  /// A whole number from 1 on, for cores; halves are kept.
  case count
  /// GB; where neither header nor value names a unit, the one given.
  case gigabytes(assumed: String)
  /// kW.
  case kilowatts(assumed: String)
  /// Percent; a column whose largest value is at most 1 holds fractions.
  case percent
  case boolean
  case day
  /// Addresses of one cell: several, in brackets, with prefix lengths.
  case addresses
  /// The name in `John Doe <jdoe@example.com>` stays as it is; line ends become blanks.
  case line
  case amount
  /// An amount that may be negative.
  case money
}

/// Converts the cells of one column.
struct ColumnConverter {
  let conversion: Conversion
  let unit: String?
  /// True where a comma is a decimal comma in this column.
  private(set) var hasDecimalComma = false
  /// True where a point groups the digits: in tables separated by semicolons, where every point stands before three.
  private(set) var hasGroupingPoint = false
  private(set) var isFraction = false
  private(set) var isDayFirst: Bool?

  /// Looks at the distinct texts of the column first. `isContinental` is true for tables separated by semicolons, which
  /// spreadsheets write where the comma is the decimal mark.
  init(_ conversion: Conversion, unit: String?, isContinental: Bool = false, samples: [String]) {
    self.conversion = conversion
    self.unit = unit
    switch conversion {
    case .number, .count, .gigabytes, .kilowatts, .percent, .amount, .money:
      hasDecimalComma = samples.contains { Self.isDecimalComma($0) }
      hasGroupingPoint =
        isContinental && samples.allSatisfy { !$0.contains(".") || Self.isGroupedByPoint($0) }
      if case .percent = conversion {
        let values = samples.compactMap { number($0)?.value }
        isFraction =
          !values.isEmpty && values.allSatisfy { $0 <= 1 } && values.contains { $0 != 0 && $0 != 1 }
          && !samples.contains { $0.contains("%") }
        if unit == "fraction" || unit == "percent" { isFraction = unit == "fraction" }
      }
    case .day: isDayFirst = unit == "day first" ? true : unit == "month first" ? false : Self.dayOrder(samples)
    case .text, .boolean, .addresses, .line: break
    }
  }

  /// The value of a text: nil where it says "not known", an error where it cannot be one.
  func value(_ text: String) throws(Unreadable) -> String? {
    if Self.isBlank(text) { return nil }
    switch conversion {
    case .text: return text
    case .line: return text.split(whereSeparator: \.isNewline).joined(separator: " ")
    case .boolean: return Self.boolean(text)
    case .addresses: return text
    case .day:
      guard let day = day(text) else { throw Unreadable(what: "a date") }
      return day.description
    case .number, .amount, .count:
      guard let (value, _) = number(text), value.isFinite else { throw Unreadable(what: "a number") }
      if value == -1 { return nil }
      guard value >= 0, value <= 1e12 else { throw Unreadable(what: "a number from 0 on") }
      if case .count = conversion, value > 100_000 { throw Unreadable(what: "a number of cores") }
      return Decimal.short(value * monthly, places: 4)
    case .money:
      guard let (value, _) = number(text), value.magnitude <= 1e12 else { throw Unreadable(what: "an amount") }
      return Decimal.short(value * monthly, places: 4)
    case .percent:
      guard let (value, _) = number(text) else { throw Unreadable(what: "a percentage") }
      if value < 0 { return nil }
      let percent = isFraction ? value * 100 : value
      guard percent <= 100.5 else { throw Unreadable(what: "a percentage up to 100") }
      return Decimal.short(min(100, percent), places: 2)
    case .gigabytes(let assumed):
      guard let (value, suffix) = number(text) else { throw Unreadable(what: "a size") }
      if value == -1 { return nil }
      let factor = Self.gigabytes[suffix ?? unit ?? assumed] ?? Self.gigabytes[assumed] ?? 1
      let size = value * factor
      guard value >= 0, size <= 1e9 else { throw Unreadable(what: "a size") }
      return Decimal.short(size, places: 3)
    case .kilowatts(let assumed):
      guard let (value, suffix) = number(text), value >= 0 else { throw Unreadable(what: "a power") }
      let factor = (suffix ?? unit ?? assumed) == "kw" ? 1.0 : 0.001
      guard value * factor <= 100_000 else { throw Unreadable(what: "a power") }
      return Decimal.short(value * factor, places: 4)
    }
  }

  /// Twelve for an amount that a mapping states to be one of a month.
  private var monthly: Double { unit == "a month" ? 12 : 1 }

  struct Unreadable: Error {
    var what: String
  }

  private static let gigabytes: [String: Double] = [
    "b": 1.0 / 1_073_741_824, "kb": 1.0 / 1_048_576, "mb": 1.0 / 1024, "gb": 1, "tb": 1024,
  ]

  // MARK: Words

  /// What tools write where they know nothing.
  static func isBlank(_ text: String) -> Bool {
    if text.utf8.count > 13 { return false }
    switch text.lowercased() {
    case "", "-", "--", "—", "n/a", "na", "none", "null", "nil", "unknown", "not available", "notapplicable", "#n/a",
      "(empty)", "[]", "[];":
      return true
    default: return false
    }
  }

  static func boolean(_ text: String) -> String? {
    switch text.lowercased() {
    case "true", "1", "yes", "y", "on", "enabled", "x": "true"
    case "false", "0", "no", "n", "off", "disabled": "false"
    default: nil
    }
  }

  // MARK: Numbers

  /// A comma that does not stand before exactly three digits, with at most three before it.
  private static func isDecimalComma(_ text: String) -> Bool {
    let parts = text.prefix { $0.isNumber || $0 == "," || $0 == "." || $0 == "-" }
      .split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[1].contains(".") else { return false }
    return parts[1].count != 3 || parts[0].count > 3 || parts[0] == "0"
  }

  private static func isGroupedByPoint(_ text: String) -> Bool {
    let groups = text.prefix { $0.isNumber || $0 == "." || $0 == "," }.prefix { $0 != "," }
      .split(separator: ".", omittingEmptySubsequences: false)
    return (1...3).contains(groups[0].count) && groups[0] != "0" && groups.dropFirst().allSatisfy { $0.count == 3 }
  }

  /// The number that a text begins with, and the unit behind it.
  func number(_ text: String) -> (value: Double, unit: String?)? {
    var digits = ""
    var rest = text[...]
    while let first = rest.first {
      if ("0"..."9").contains(first) || first == "." || first == "," || first == "-" || first == "+" {
        digits.append(first)
      } else if first == "'" || first == "’" || first == "\u{A0}" || first == "\u{202F}" || first == " " {
        // A group mark only between digits.
        guard rest.dropFirst().first?.isNumber == true, digits.last?.isNumber == true else { break }
      } else if first == "e" || first == "E" {
        guard let next = rest.dropFirst().first, next.isNumber || next == "+" || next == "-" else { break }
        digits.append("e")
      } else {
        break
      }
      rest = rest.dropFirst()
    }
    guard let value = plain(digits) else { return nil }
    let tail = rest.drop { $0 == " " || $0 == "\u{A0}" }
    if tail.isEmpty { return (value, nil) }
    let word = HeaderName.squeezed(tail.prefix { $0 != "/" && $0 != " " && $0 != "(" })
    if let unit = HeaderName.units[word] { return (value, unit) }
    if tail.first == "%" { return (value, "%") }
    // `42U`
    if word == "u" || word == "a" || word == "v" || word == "cores" || word == "vcpu" || word == "vcpus" {
      return (value, nil)
    }
    return nil
  }

  private func plain(_ digits: String) -> Double? {
    let commas = digits.count { $0 == "," }
    let points = digits.count { $0 == "." }
    if commas == 0 {
      if points > 1 || hasGroupingPoint { return Decimal.value(digits.filter { $0 != "." }) }
      return Decimal.value(digits)
    }
    if points > 0, let comma = digits.lastIndex(of: ","), let point = digits.lastIndex(of: ".") {
      let isCommaLast = comma > point
      let text = digits.filter { $0 != (isCommaLast ? "." : ",") }
      return Decimal.value(String(text.map { $0 == "," ? "." : $0 }))
    }
    if commas == 1, hasDecimalComma { return Decimal.value(String(digits.map { $0 == "," ? "." : $0 })) }
    let groups = digits.split(separator: ",", omittingEmptySubsequences: false)
    guard groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
    return Decimal.value(digits.filter { $0 != "," })
  }

  // MARK: Days

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// The numbers of `7/28/2026 12:00`, `16-Jul-2026`, `2025-06-14T00:00:00.0000000Z`, `31.12.2025`.
  private static func parts(_ text: String) -> (parts: [String], mark: Character)? {
    let date = text.prefix { $0 != " " && $0 != "T" }
    guard let mark = date.first(where: { $0 == "-" || $0 == "/" || $0 == "." }) else { return nil }
    let parts = date.split(separator: mark).map(String.init)
    return parts.count == 3 ? (parts, mark) : nil
  }

  /// Whether days stand before months in a column: told by any number above 12; nil where no text tells.
  private static func dayOrder(_ samples: [String]) -> Bool? {
    for sample in samples {
      guard let (parts, mark) = parts(sample), parts[0].count <= 2 else { continue }
      if mark == "." { return true }
      if let first = Int(parts[0]), first > 12 { return true }
      if let second = Int(parts[1]), second > 12 { return false }
    }
    return nil
  }

  func day(_ text: String) -> Day? {
    // A workbook's day, where its format was lost.
    if let serial = Decimal.value(text), serial >= 20_000, serial < 80_000 {
      return Day(year: 1899, month: 12, day: 30).map { $0 + Int(serial) }
    }
    guard let (parts, _) = Self.parts(text) else { return nil }
    if parts[0].count == 4 {
      guard let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2].prefix { $0.isNumber }) else {
        return nil
      }
      return Day(year: year, month: month, day: day)
    }
    guard var year = Int(parts[2].prefix { $0.isNumber }) else { return nil }
    if year < 100 { year += 2000 }
    if let month = Self.months.firstIndex(of: String(parts[1].lowercased().prefix(3))), let day = Int(parts[0]) {
      return Day(year: year, month: month + 1, day: day)
    }
    guard let first = Int(parts[0]), let second = Int(parts[1]) else { return nil }
    return isDayFirst == true
      ? Day(year: year, month: second, day: first) : Day(year: year, month: first, day: second)
  }
}

/// IPv4 and IPv6 addresses inside cells.
enum Addresses {
  /// The addresses of a cell, IPv4 first: `[fe80::1,10.1.2.3];[10.1.2.4]`, `10.0.0.5/24`, `10.0.0.1, 10.0.0.2`. Those
  /// that say nothing about a machine (loopback, link-local, unspecified) are left out.
  static func parse(_ text: String) -> [String] {
    var four: [String] = []
    var six: [String] = []
    for part in text.split(whereSeparator: { ",;[] |\"\n".contains($0) }) {
      let address = String(part.prefix { $0 != "/" && $0 != "%" }).lowercased()
      if isIPv4(address) {
        if !address.hasPrefix("127.") && !address.hasPrefix("169.254.") && address != "0.0.0.0" { four.append(address) }
      } else if address.contains(":"), address.allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." }) {
        if !address.hasPrefix("fe80:") && address != "::1" && address != "::" { six.append(address) }
      }
    }
    return four + six
  }

  static func isIPv4(_ text: some StringProtocol) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        part.count <= 3 && (Int(part).map { $0 >= 0 && $0 <= 255 } ?? false) && part.first != "+"
      }
  }
}

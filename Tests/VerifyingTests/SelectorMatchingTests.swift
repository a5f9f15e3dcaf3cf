import Estates
import Testing

@testable import Verifying

@Suite struct SelectorMatchingTests {
  func matches(_ condition: Condition, _ cell: String) -> Bool { CellMatcher(condition).matches(cell) }

  @Test(arguments: [
    ("SAP-PRD-*", "sap-prd-07", true), ("SAP-PRD-*", "SAP-PRD-", true), ("SAP-PRD-*", "XSAP-PRD-1", false),
    ("*", "x", true), ("*", "", false), ("", "", true), ("", "x", false), ("?", "é", true), ("?", "ab", false),
    ("a*b*c", "aXbYbZc", true), ("a*b*c", "aXbYbZ", false), ("**a", "bba", true), ("*a?", "aab", true),
    ("W?n*", "win", true), ("?", "🚗", true), ("straße", "STRASSE", false), ("STRAẞE", "straße", true),
    ("ΣΊΣΥΦΟΣ", "σίσυφος", true), ("kelvin", "\u{212A}elvin", true), ("ſ", "S", true), ("I", "ı", false),
    ("i", "İ", false), ("ǅ", "ǆ", true), ("1.0", "1", false),
  ])
  func `a text matches letter by letter, whatever the case`(pattern: String, cell: String, expected: Bool) {
    #expect(matches(.text(pattern), cell) == expected)
  }

  @Test func `a composed letter is not its parts`() {
    #expect(!matches(.text("\u{E9}"), "e\u{301}"))
    #expect(matches(.text("??"), "e\u{301}"))
  }

  @Test(arguments: [
    (2.0, "2", true), (2.0, "2.0", true), (2.0, "2e0", true), (2.0, "", false), (2.0, "two", false),
    (0.0, "-0", true), (255.0, "0xFF", false), (2.0, "2 ", false),
  ])
  func `a number matches what is equal as a number`(number: Double, cell: String, expected: Bool) {
    #expect(matches(.number(number), cell) == expected)
  }

  @Test func `a range includes its ends, and no empty cell`() {
    #expect(matches(.numbers(min: 2, max: 4), "2"))
    #expect(matches(.numbers(min: 2, max: 4), "4.0"))
    #expect(!matches(.numbers(min: 2, max: 4), "4.0001"))
    #expect(matches(.numbers(min: nil, max: 4), "-1e9"))
    #expect(!matches(.numbers(min: nil, max: nil), ""))
    #expect(matches(.dates(min: Day("2027-01-01"), max: nil), "2027-01-01"))
    #expect(!matches(.dates(min: nil, max: Day("2027-01-01")), "2027-01-02"))
    #expect(!matches(.dates(min: nil, max: Day("2027-01-01")), "2026-02-30"))
  }

  @Test func `a list matches where one of it does`() {
    let condition = Condition.any([.text("dev*"), .number(7), .text("")])
    #expect(matches(condition, "Development"))
    #expect(matches(condition, "7.0"))
    #expect(matches(condition, ""))
    #expect(!matches(condition, "prod"))
  }

  @Test(arguments: ["", ".", "-", "1e", "1e+", "nan", "inf", "0x1", "1,000", "1 000", "1.2.3", "1e400", "+-1", "1-1"])
  func `what is no decimal number is none`(text: String) {
    #expect(cellNumber(text) == nil)
  }

  @Test func `decimal numbers are read`() {
    #expect(cellNumber("-12") == -12)
    #expect(cellNumber("3.5") == 3.5)
    #expect(cellNumber("1e6") == 1e6)
    #expect(cellNumber("2.5E-1") == 0.25)
  }
}

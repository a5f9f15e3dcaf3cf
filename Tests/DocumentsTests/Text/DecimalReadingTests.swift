import Documents
import TestSupport
import Testing

@Suite struct DecimalReadingTests {
  @Test(arguments: [
    ("-12", -12), ("3.5", 3.5), ("1e6", 1e6), ("1E-3", 0.001), ("+7", 7), (".5", 0.5), ("007", 7), ("0.1", 0.1),
    ("1e300", 1e300),
  ])
  func `decimal text is the nearest number`(text: String, value: Double) {
    #expect(Decimal.value(text) == value)
  }

  @Test(arguments: [
    "", "-", ".", "e5", "1e", "1,000", "1.2.3", "0x10", "inf", "nan", "1e999", " 1", "1 ", "1_000", "٣", "--1",
  ])
  func `anything else is no number`(text: String) {
    #expect(Decimal.value(text) == nil)
  }

  @Test func `random decimals are read as the standard library reads them`() {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<20_000 {
      let digits = String(
        UInt64.random(in: 0...(.max >> UInt64.random(in: 0..<64, using: &generator)), using: &generator))
      let decimals = String(
        UInt64.random(in: 0...(.max >> UInt64.random(in: 0..<64, using: &generator)), using: &generator))
      let exponent = Int.random(in: -30...30, using: &generator)
      for text in [
        "5e-324", "123456789012345678901234567890", "\(digits).\(decimals)", "-\(digits)e\(exponent)",
        "\(digits).\(decimals)E\(exponent)",
      ] {
        #expect(Decimal.value(text)?.bitPattern == Double(text)?.bitPattern)
      }
    }
  }
}

/// Where the bytes of an estate go: the name of a file and the next piece of it. Pieces of one file come one after the
/// other; a file begins with its first piece.
package typealias EstateSink = (_ file: String, _ piece: [UInt8]) throws -> Void

/// Writes one CSV table, cell by cell, in pieces of about a megabyte.
///
/// Cells that hold a comma, a quote or a line break are quoted; rows end with a line feed.
struct TableWriter {
  private static let pieceSize = 1 << 20
  private let file: String
  private let sink: EstateSink
  private var bytes: [UInt8] = []
  private var atRowStart = true

  init(_ file: String, columns: [String], sink: @escaping EstateSink) throws {
    self.file = file
    self.sink = sink
    bytes.reserveCapacity(Self.pieceSize + 4096)
    for column in columns { text(column) }
    try endRow()
  }

  private mutating func separator() {
    if atRowStart { atRowStart = false } else { bytes.append(UInt8(ascii: ",")) }
  }

  mutating func empty() { separator() }

  mutating func text(_ text: String) {
    separator()
    var needsQuotes = false
    for byte in text.utf8 where byte == 0x2C || byte == 0x22 || byte == 0x0A || byte == 0x0D { needsQuotes = true }
    guard needsQuotes else {
      bytes.append(contentsOf: text.utf8)
      return
    }
    bytes.append(0x22)
    for byte in text.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  /// A workload's key: `PAY0412-prd-db1`. Its parts never need quotes.
  mutating func key(_ application: String, _ environment: String, _ role: String, _ number: Int) {
    separator()
    bytes.append(contentsOf: application.utf8)
    bytes.append(UInt8(ascii: "-"))
    bytes.append(contentsOf: environment.utf8)
    bytes.append(UInt8(ascii: "-"))
    bytes.append(contentsOf: role.utf8)
    append(number)
  }

  /// A host's key: `HAJ1-S00412`.
  mutating func key(_ site: String, _ letter: String, _ number: Int) {
    separator()
    bytes.append(contentsOf: site.utf8)
    bytes.append(UInt8(ascii: "-"))
    bytes.append(contentsOf: letter.utf8)
    var unit = 10_000
    while unit > number, unit > 1 {
      bytes.append(UInt8(ascii: "0"))
      unit /= 10
    }
    append(number)
  }

  mutating func number(_ value: Int) {
    separator()
    append(value)
  }

  mutating func number(_ value: Int?) {
    separator()
    if let value { append(value) }
  }

  /// A number kept in thousandths, written without trailing zeros: 620 is `0.62`.
  mutating func thousandths(_ value: Int) {
    separator()
    append(value / 1000)
    var rest = value % 1000
    guard rest > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    var unit = 100
    while rest > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(rest / unit))
      rest %= unit
      unit /= 10
    }
  }

  private mutating func append(_ value: Int) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = value.magnitude
    let start = bytes.count
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  mutating func endRow() throws {
    bytes.append(0x0A)
    atRowStart = true
    if bytes.count >= Self.pieceSize {
      try sink(file, bytes)
      bytes.removeAll(keepingCapacity: true)
    }
  }

  /// Hands over what is left. To be called once, at the end.
  mutating func finish() throws {
    if !bytes.isEmpty { try sink(file, bytes) }
    bytes = []
  }
}

// One program for all fuzzing targets: the environment variable DRAWDOWN_FUZZ names the reader that gets the bytes.
// Built and run by `Tests/Fuzzing/run`, together with the sources of `Documents`, by the toolchain's libFuzzer; the
// ordinary build does not know of it.
import Glibc

private let target = getenv("DRAWDOWN_FUZZ").map { String(cString: $0) } ?? ""

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  switch target {
  case "csv":
    _ = CSVScanner.scan(bytes, file: "a.csv")
    _ = CSVScanner.scanExport(bytes, file: "a.csv") { $0.contains("b") }
  case "json": _ = try? JSONReader.read(bytes, file: "a.json")
  case "xml":
    var xml = XMLReader(EntryStream(bytes, at: SourceLocation(file: "a.xml")))
    var text: [UInt8] = []
    while let event = try? xml.next(), event != .finished {
      if event == .text { try? xml.appendText(to: &text) }
    }
  case "inflate":
    let stream = InflateStream(bytes, 0..<bytes.count)
    var given = 0
    while given < 1 << 26, let piece = try? stream.next() { given += piece.count }
  case "zip":
    guard let archive = try? ZIPArchive(bytes, file: "a.zip") else { return 0 }
    for entry in archive.entries { _ = try? archive.bytes(of: entry) }
  case "xlsx":
    guard let workbook = try? Workbook(bytes, file: "a.xlsx") else { return 0 }
    for sheet in workbook.sheets { _ = workbook.table(of: sheet) }
  case "sheet":
    // The XML of a sheet itself, which mutated archives seldom reach: their checksums differ.
    var reader = SheetReader(
      EntryStream(bytes, at: SourceLocation(file: "a.xml")), sheet: "s", file: "a.xlsx", strings: SharedStrings(),
      formats: NumberFormats(), from1904: false)
    try? reader.forEachRow { _ in true }
  default: fatalError("DRAWDOWN_FUZZ names no target")
  }
  return 0
}

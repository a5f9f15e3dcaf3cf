// One program for all fuzzing targets: the environment variable DRAWDOWN_FUZZ names the reader that gets the bytes.
// Built and run by `Tests/Fuzzing/run`, with `Documents`, `Estates` and `Inventories`, by the toolchain's libFuzzer; the
// ordinary build does not know of it.
import Documents
import Estates
import Glibc
import Inventories

private let target = getenv("DRAWDOWN_FUZZ").map { String(cString: $0) } ?? ""

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  switch target {
  case "csv":
    _ = CSVScanner.scan(bytes, file: "a.csv")
    _ = CSVScanner.scanExport(bytes, file: "a.csv") { $0.contains("b") }
  case "json": _ = try? JSONReader.read(bytes, file: "a.json")
  case "xml": FuzzingDoors.readXML(bytes)
  case "inflate":
    let stream = InflateStream(bytes, 0..<bytes.count)
    var given = 0
    while given < 1 << 26, let piece = try? stream.next() { given += piece.count }
  case "gzip": _ = try? GzipStream.unpacked(bytes, file: "a.gz")
  case "records":
    guard let table = RecordList.table(bytes, file: "a.json").table else { return 0 }
    for row in 0..<table.rowCount {
      for column in table.columns.indices { _ = table.location(row: row, column: column) }
    }
  case "zip":
    guard let archive = try? ZIPArchive(bytes, file: "a.zip") else { return 0 }
    for entry in archive.entries { _ = try? archive.bytes(of: entry) }
  case "xlsx":
    guard let workbook = try? Workbook(bytes, file: "a.xlsx") else { return 0 }
    for sheet in workbook.sheets { _ = workbook.table(of: sheet) }
  case "sheet": FuzzingDoors.readSheet(bytes)
  case "flows":
    let traffic = FlowAggregation()
    traffic.read("flows.log", bytes)
    traffic.finish()
    _ = traffic.sums
  case "import":
    // The whole way: what is written without an error must be read without one.
    let result = InventoryImport.convert([SourceFile("a.csv", bytes)], start: Day("2027-01-01")!, name: "a")
    guard !result.tables.isEmpty else { return 0 }
    let (estate, findings) = EstateFolderReader.read(files: result.tables + result.companions, name: "a")
    if estate == nil { fatalError("an import that cannot be read: \(findings.map(\.message))") }
  default: fatalError("DRAWDOWN_FUZZ names no target")
  }
  return 0
}

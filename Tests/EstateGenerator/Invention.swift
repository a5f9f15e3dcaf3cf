import Documents
import EstateGeneration
import Estates
import Inventories
import Plans

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads an estate and a plan of it, and writes the estate as it is up to two invented years later.
enum Invention {
  static func write(
    estate folder: String, plan path: String, then later: [(day: Day, path: String)], asOf: Day?, to out: String
  ) throws {
    var files: [(name: String, bytes: [UInt8])] = []
    for name in InventoryTable.allCases.map(\.file) + ["program.json"] {
      if let bytes = read(folder + "/" + name) { files.append((name, bytes)) }
    }
    func plan(_ path: String) throws -> Plan {
      guard let bytes = read(path) else { throw OutputFolder.Failure(description: "cannot read \(path)") }
      return try PlanReader.read(bytes, file: path)
    }
    var invented = try InventedActuals(
      files, name: folder, try plan(path), then: try later.map { .init(day: $0.day, plan: try plan($0.path)) })
    var output = try OutputFolder(out)
    for file in try invented.files(asOf: asOf) { try output.append(file.bytes, to: file.name) }
    try output.close()
  }

  /// The bytes of a file; nil where there is none.
  private static func read(_ path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { return nil }
    defer { _ = close(descriptor) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      #if canImport(Glibc)
        let count = Glibc.read(descriptor, &piece, piece.count)
      #else
        let count = Darwin.read(descriptor, &piece, piece.count)
      #endif
      if count <= 0 { return count == 0 ? bytes : nil }
      bytes += piece[..<count]
    }
  }
}

import Documents
import Estates

/// What of an estate among the sources stays word for word: its program, its initiatives, and the keys of its workloads.
struct EstateSource: Sendable {
  static let program = "program.json"

  /// Program and initiatives, by the names that they have in an estate.
  private(set) var files: [(name: String, bytes: [UInt8])] = []
  /// The day from which the program counts.
  private(set) var start: Day?

  init(
    programs: [SourceFile], tables: [(table: TextTable, schema: TableSchema)], files: [SourceFile],
    into findings: inout FindingCollector
  ) {
    if let program = programs.first {
      self.files.append((Self.program, program.bytes))
      start = Self.start(of: program)
      for other in programs.dropFirst() {
        findings.add(.warning, .importSecondEstate, in: other.name) {
          Finding(
            .warning, .importSecondEstate,
            "the program of \(quoted(program.name)) counts, not that of \(quoted(other.name))",
            at: SourceLocation(file: other.name))
        }
      }
    }
    for (table, schema) in tables {
      guard let kind = schema.estateTable, kind == .initiatives || kind == .initiativeWorkloads,
        let file = files.first(where: { $0.name == table.file }),
        !self.files.contains(where: { $0.name == kind.file })
      else { continue }
      self.files.append((kind.file, file.bytes))
    }
    self.files.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// What is wrong with a program is said by whoever reads the estate.
  private static func start(of program: SourceFile) -> Day? {
    guard let root = try? JSONReader.read(program.bytes, file: program.name),
      case .string(let text)? = root["start"]?.kind
    else { return nil }
    return Day(text)
  }
}

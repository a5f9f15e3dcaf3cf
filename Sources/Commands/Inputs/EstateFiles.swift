import Documents

/// The files of an estate's folder as they lie there, read but not yet understood.
///
/// Read are the tables (`*.csv`) and `*.json`; what else lies in the folder — a README, a picture — is left alone.
package struct EstateFiles: Sendable {
  /// Name and bytes, sorted by name.
  package var files: [(name: String, bytes: [UInt8])]
  /// The name of the folder: the name of the estate.
  package var name: String

  package static let program = "program.json"
  package static let workloads = "workloads.csv"

  /// Why there is nothing to read; the run then ends with status 66.
  package enum Trouble: Error, Hashable, Sendable {
    case nothingThere(path: String)
    case notAFolder(path: String)
    case noEstate(path: String)
    case unreadable(path: String, reason: String)
  }

  package static func read(_ path: String, from world: World) throws(Trouble) -> EstateFiles {
    let result = try readTables(path, from: world)
    // Where one of them is there, the reader knows better what is wrong.
    if !result.files.contains(where: { $0.name == program || $0.name == workloads }) { throw .noEstate(path: path) }
    return result
  }

  /// The files of any folder of tables.
  static func readTables(_ path: String, from world: World) throws(Trouble) -> EstateFiles {
    switch world.kind(path) {
    case nil: throw .nothingThere(path: path)
    case .file, .other: throw .notAFolder(path: path)
    case .folder: break
    }
    var result = EstateFiles(files: [], name: world.lastName(path))
    var failing = path
    do throws(SystemFailure) {
      let names = try world.names(path).filter { isTable($0) }
      for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
        failing = world.join(path, name)
        if world.kind(failing) == .folder { continue }
        result.files.append((name, try world.read(failing)))
      }
    } catch {
      throw .unreadable(path: failing, reason: error.reason)
    }
    return result
  }

  private static func isTable(_ name: String) -> Bool {
    let small = name.lowercased()
    return (small.hasSuffix(".csv") || small.hasSuffix(".json")) && !name.hasPrefix(".")
  }
}

extension EstateFiles.Trouble {
  package var message: String {
    switch self {
    case .nothingThere(let path): "there is no folder '\(path)'"
    case .notAFolder(let path): "'\(path)' is not a folder"
    case .noEstate(let path):
      "'\(path)' is no estate: it has neither \(EstateFiles.program) nor \(EstateFiles.workloads)"
    case .unreadable(let path, let reason): "cannot read '\(path)': \(reason)"
    }
  }

  package var help: String {
    switch self {
    case .nothingThere, .notAFolder, .noEstate:
      "an estate is a folder with at least \(EstateFiles.program) and \(EstateFiles.workloads)"
    case .unreadable: "is it yours to read?"
    }
  }
}

extension Outcome {
  /// `help` in place of what would help with an estate.
  package init(_ trouble: EstateFiles.Trouble, help: String? = nil) {
    let help = VisibleText.of(help ?? trouble.help)
    self.init(.noInput, talk: "error: \(VisibleText.of(trouble.message))\nhelp: \(help)\n")
  }
}

extension World {
  /// The name that a path ends in; that of the folder itself for `.` and `..`.
  func lastName(_ path: String) -> String {
    func last(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? "" }
    let name = last(path)
    return name.isEmpty || name == "." || name == ".." ? last(canonical(path) ?? path) : name
  }
}

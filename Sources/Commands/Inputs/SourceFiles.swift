import Inventories

/// The files that an import reads: those that are named, and those inside named folders.
///
/// A file is called by its name; one inside a folder by its name alone where a single folder was named, else by folder and
/// name; two of one name by their paths. Folders are read with the folders in them.
enum SourceFiles {
  /// Read are files of these endings inside folders; a file that is named is read whatever its ending.
  static let endings = [".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".zip", ".json"]

  static func read(_ paths: [String], from world: World) throws(EstateFiles.Trouble) -> [SourceFile] {
    var found: [(name: String, path: String)] = []
    for path in paths {
      switch world.kind(path) {
      case nil: throw .nothingThere(path: path)
      case .folder: try list(path, as: paths.count == 1 ? "" : world.lastName(path) + "/", from: world, into: &found)
      case .file, .other: found.append((world.lastName(path), path))
      }
    }
    var files: [SourceFile] = []
    var seen: Set<String> = []
    for (name, path) in found where seen.insert(path).inserted {
      let isTwice = found.contains { $0.name == name && $0.path != path }
      do throws(SystemFailure) {
        files.append(SourceFile(isTwice ? path : name, try world.read(path)))
      } catch {
        throw .unreadable(path: path, reason: error.reason)
      }
    }
    return files
  }

  private static func list(
    _ folder: String, as prefix: String, from world: World, into found: inout [(name: String, path: String)],
    depth: Int = 0
  ) throws(EstateFiles.Trouble) {
    let names: [String]
    do throws(SystemFailure) {
      names = try world.names(folder)
    } catch {
      throw .unreadable(path: folder, reason: error.reason)
    }
    for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) where !name.hasPrefix(".") {
      let path = world.join(folder, name)
      if world.kind(path) == .folder {
        if depth < 8 { try list(path, as: prefix + name + "/", from: world, into: &found, depth: depth + 1) }
      } else if endings.contains(where: { name.lowercased().hasSuffix($0) }) {
        found.append((prefix + name, path))
      }
    }
  }
}

import Documents
import Inventories

/// The files that an import reads: those that are named, and those inside named folders.
///
/// A file is called by its name; one inside a folder by its name alone where a single folder was named, else by folder and
/// name; two of one name by their paths. Folders are read with the folders in them.
enum SourceFiles {
  /// Read are files of these endings inside folders; a file that is named is read whatever its ending.
  static let endings = [".csv", ".tsv", ".txt", ".log", ".xlsx", ".xlsm", ".zip", ".json", ".gz"]

  /// `traffic` takes the flow logs, which are summed as they are read and never held whole; without it they are files like
  /// others.
  static func read(
    _ paths: [String], from world: World, traffic: FlowAggregation? = nil
  ) throws(EstateFiles.Trouble) -> [SourceFile] {
    var found: [(name: String, path: String)] = []
    for path in paths {
      switch world.kind(path) {
      case nil: throw .nothingThere(path: path)
      case .folder: try list(path, as: paths.count == 1 ? "" : world.lastName(path) + "/", from: world, into: &found)
      case .file, .other: found.append((world.lastName(path), path))
      }
    }
    var files: [SourceFile] = []
    var logs: [FlowLog] = []
    var seen: Set<String> = []
    for (name, path) in found where seen.insert(path).inserted {
      let isTwice = found.contains { $0.name == name && $0.path != path }
      do throws(SystemFailure) {
        if traffic != nil, let isPacked = try isFlowLog(path, in: world) {
          logs.append(FlowLog(name: isTwice ? path : name, path: path, isPacked: isPacked))
          continue
        }
        files.append(SourceFile(isTwice ? path : name, try world.read(path)))
      } catch {
        throw .unreadable(path: path, reason: error.reason)
      }
    }
    if let traffic { files += try sum(logs, into: traffic, beside: files, from: world) }
    return files
  }

  /// A log that can be read piece by piece.
  private struct FlowLog {
    var name: String
    var path: String
    /// By gzip.
    var isPacked: Bool
  }

  /// Whether a file begins like a log that can be read piece by piece: nil where not, else whether it is packed.
  private static func isFlowLog(_ path: String, in world: World) throws(SystemFailure) -> Bool? {
    let file = try world.openFile(path)
    var head = [UInt8](repeating: 0, count: FlowAggregation.headLength)
    var failure: SystemFailure?
    var count = 0
    head.withUnsafeMutableBytes { buffer in
      do throws(SystemFailure) {
        while count < buffer.count {
          let got = try world.readSome(file, UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
          if got == 0 { break }
          count += got
        }
      } catch {
        failure = error
      }
    }
    try world.close(file)
    if let failure { throw failure }
    guard GzipStream.isLikely(head.prefix(count)) else {
      return FlowAggregation.isStreamed(head: head.prefix(count)) ? false : nil
    }
    // One that is damaged is told where it is read as a table.
    guard let stream = try? GzipStream(try world.read(path), file: path) else { return nil }
    var unpacked: [UInt8] = []
    while unpacked.count < FlowAggregation.headLength, let piece = try? stream.next() { unpacked += piece }
    return FlowAggregation.isStreamed(head: unpacked.prefix(FlowAggregation.headLength)) ? true : nil
  }

  /// Sums logs in the order of their names, as other files are read; gives back those that a mapping speaks of, whole.
  private static func sum(
    _ logs: [FlowLog], into traffic: FlowAggregation, beside files: [SourceFile], from world: World
  ) throws(EstateFiles.Trouble) -> [SourceFile] {
    var whole: [SourceFile] = []
    for log in logs.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
      let (name, path) = (log.name, log.path)
      do throws(SystemFailure) {
        if files.contains(where: { $0.isMapping(of: name) }) {
          whole.append(SourceFile(name, try world.read(path)))
          continue
        }
        if log.isPacked {
          let bytes = try world.read(path)
          if let damage = sumPacked(bytes, name, into: traffic) { throw SystemFailure(.other, damage) }
          continue
        }
        let file = try world.openFile(path)
        try traffic.read(name) { (buffer) throws(SystemFailure) in try world.readSome(file, buffer) }
        try world.close(file)
      } catch {
        throw .unreadable(path: path, reason: error.reason)
      }
    }
    return whole
  }

  /// Sums a packed log as it is unpacked; gives what is wrong with it.
  private static func sumPacked(_ bytes: [UInt8], _ name: String, into traffic: FlowAggregation) -> String? {
    do throws(Findings) {
      let stream = try GzipStream(bytes, file: name)
      try traffic.read(name) { (buffer) throws(Findings) in try stream.read(into: buffer) }
      return nil
    } catch {
      return error.all[0].message
    }
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

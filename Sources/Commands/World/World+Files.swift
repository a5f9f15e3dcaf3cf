/// A file that is to be written.
package struct OutputFile: Hashable, Sendable {
  package var name: String
  package var bytes: [UInt8]

  package init(_ name: String, _ bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

/// Why files could not be written, and what that means to whoever called.
package struct OutputFailure: Error, Hashable, Sendable {
  package enum Step: Hashable, Sendable {
    /// The place does not take files: status 73.
    case create
    /// It took the file and could not keep its bytes: status 74.
    case write
  }
  package var step: Step
  package var path: String
  package var failure: SystemFailure

  package init(_ step: Step, _ path: String, _ failure: SystemFailure) {
    self.step = step
    self.path = path
    self.failure = failure
  }
}

/// Files written whole or not at all.
///
///     out/.plan.md.4711.part    every file is first written beside its place and brought to the disk;
///     out/.plan.json.4711.part  only when all are there
///     out/plan.md               each is renamed into its place, in the order given.
///     out/plan.json
///
/// A reader sees the old file or the new one, never half of one, whatever happens in between: a full disk, `kill -9`, a
/// power cut. Where something fails, what was begun is taken away again, folders that were made for it too, and all old
/// files stay. (Only between the renames can a power cut leave some files new and some old; each of them is whole.)
extension World {
  package func write(_ files: [OutputFile], into folder: String) throws(OutputFailure) {
    let made = try makeFolders(to: folder)
    var parts: [(path: String, place: String)] = []
    do throws(OutputFailure) {
      for file in files {
        let place = join(folder, file.name)
        let part = join(folder, ".\(file.name).\(process()).part")
        parts.append((part, place))
        try writePart(file.bytes, at: part, for: place)
      }
      for (part, place) in parts { try attempt(.create, place) { () throws(SystemFailure) in try rename(part, place) } }
      try attempt(.write, folder) { () throws(SystemFailure) in try settleFolder(folder) }
    } catch {
      for (part, _) in parts { ignore { () throws(SystemFailure) in try remove(part) } }
      for path in made.reversed() { ignore { () throws(SystemFailure) in try removeFolder(path) } }
      throw error
    }
  }

  /// One file, whole or not at all.
  package func write(_ bytes: [UInt8], to path: String) throws(OutputFailure) {
    if kind(path) == .folder { throw OutputFailure(.create, path, SystemFailure(.isFolder, "it is a folder")) }
    try write([OutputFile(lastName(path), bytes)], into: parent(path) ?? ".")
  }

  /// Whether it is worth beginning work whose results go into `folder`: it, or the nearest folder above it that exists,
  /// takes files. The last word has the writing itself.
  package func checkWritable(_ folder: String) throws(OutputFailure) {
    var path = folder
    while true {
      switch kind(path) {
      case .folder:
        if mayWrite(path) { return }
        throw OutputFailure(.create, folder, SystemFailure(.notPermitted, "no permission to write into \(path)"))
      case .file, .other:
        let what = path == folder ? "it is a file, not a folder" : "\(path) is a file, not a folder"
        throw OutputFailure(.create, folder, SystemFailure(.exists, what))
      case nil:
        guard let above = parent(path) else { return }
        path = above
      }
    }
  }

  private func writePart(_ bytes: [UInt8], at part: String, for place: String) throws(OutputFailure) {
    let handle: Handle
    do throws(SystemFailure) {
      do throws(SystemFailure) {
        handle = try create(part)
      } catch {
        // Left by a process of the same number that was killed.
        guard error.kind == .exists else { throw error }
        try remove(part)
        handle = try create(part)
      }
    } catch {
      throw OutputFailure(error.kind == .noSpace ? .write : .create, place, error)
    }
    do throws(SystemFailure) {
      try writeAll(bytes, to: handle)
      try settle(handle)
    } catch {
      ignore { () throws(SystemFailure) in try close(handle) }
      throw OutputFailure(.write, place, error)
    }
    try attempt(.write, place) { () throws(SystemFailure) in try close(handle) }
  }

  /// Makes the folder and those above it that are missing; returns the ones it made, outermost first.
  private func makeFolders(to folder: String) throws(OutputFailure) -> [String] {
    var missing: [String] = []
    var path: String? = folder
    while let at = path, kind(at) == nil {
      missing.append(at)
      path = parent(at)
    }
    var made: [String] = []
    for path in missing.reversed() {
      do throws(SystemFailure) {
        try makeFolder(path)
        made.append(path)
      } catch {
        // Someone else made it in the meantime.
        if error.kind == .exists, kind(path) == .folder { continue }
        for path in made.reversed() { ignore { () throws(SystemFailure) in try removeFolder(path) } }
        throw OutputFailure(error.kind == .noSpace ? .write : .create, path, error)
      }
    }
    return made
  }

  private func attempt(
    _ step: OutputFailure.Step, _ path: String, _ call: () throws(SystemFailure) -> Void
  ) throws(OutputFailure) {
    do throws(SystemFailure) { try call() } catch {
      throw OutputFailure(error.kind == .noSpace ? .write : step, path, error)
    }
  }

  /// For tidying up after a failure, which is what gets reported.
  private func ignore(_ call: () throws(SystemFailure) -> Void) {
    do throws(SystemFailure) { try call() } catch {}
  }

  /// `folder/name`.
  package func join(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  /// The folder that a path lies in: `out` for `out/plans/`, `.` for `out`, nil for `.` and `/`.
  package func parent(_ path: String) -> String? {
    var bytes = Array(path.utf8)
    while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    if bytes == [UInt8(ascii: "/")] || bytes == [UInt8(ascii: ".")] || bytes.isEmpty { return nil }
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == 0 ? "/" : String(decoding: bytes[..<slash], as: UTF8.self)
  }
}

/// A ZIP file (APPNOTE 6.3): named entries, unpacked when someone asks for one, in memory.
///
///     let archive = try ZIPArchive(bytes, file: "export.zip")
///     for entry in archive.entries { … entry.name, entry.size … }
///     let sheet = try archive.bytes(of: archive.entry(named: "xl/worksheets/sheet1.xml")!)
///
/// The directory at the end of the file counts; every entry is compared with its own header before anything is unpacked.
/// Methods are "stored" and "deflate", with or without data descriptors and ZIP64 sizes. Names are labels: nothing is
/// ever written under them.
///
/// Refused, with their place: a file that is cut off or damaged, entries that share bytes, headers that disagree with the
/// directory, one name twice, names that lead out of the archive, more than `ArchiveLimits` allows, and when an entry is
/// unpacked: encryption, other methods, another size than stated, and a checksum that differs.
package struct ZIPArchive: Sendable {
  package struct Entry: Hashable, Sendable {
    /// With `/` between folders; a folder's own entry ends with one.
    package let name: String
    /// Bytes, unpacked.
    package let size: Int
    package let compressedSize: Int
    let checksum: UInt32
    let method: UInt16
    let isEncrypted: Bool
    /// Where its bytes lie in the archive.
    let data: Range<Int>

    package var isFolder: Bool { name.hasSuffix("/") }
  }

  package let file: String
  /// In the order of the directory.
  package let entries: [Entry]
  let bytes: [UInt8]
  private let limits: ArchiveLimits
  private let places: [String: Int]

  package init(_ bytes: [UInt8], file: String, limits: ArchiveLimits = ArchiveLimits()) throws(Findings) {
    var reading = ZIPDirectory(bytes: bytes, file: file, limits: limits)
    entries = try reading.entries()
    self.bytes = bytes
    self.file = file
    self.limits = limits
    var places: [String: Int] = [:]
    for (index, entry) in entries.enumerated() { places[entry.name.lowercased()] = index }
    self.places = places
  }

  /// True where the bytes begin as a ZIP file does.
  package static func isLikely(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
  }

  /// The entry of that name, whatever the letter case.
  package func entry(named name: String) -> Entry? { places[name.lowercased()].map { entries[$0] } }

  /// An entry, unpacked piece by piece.
  package func stream(of entry: Entry) throws(Findings) -> EntryStream {
    let place = SourceLocation(file: file, label: "/" + entry.name)
    if entry.isEncrypted {
      throw Findings(
        .archiveEncrypted, "the entry is encrypted", at: place, help: "unpack the archive with its password")
    }
    guard entry.method == 0 || entry.method == 8 else {
      throw Findings(
        .archiveMethod, "packed by \(Self.methodName(entry.method)), which is not read", at: place,
        help: "pack it again with the method \"deflate\", or unpack it into a folder")
    }
    return EntryStream(entry, of: bytes, at: place)
  }

  /// An entry, unpacked whole.
  package func bytes(of entry: Entry) throws(Findings) -> [UInt8] {
    let stream = try stream(of: entry)
    var result: [UInt8] = []
    // A stated size may be a lie; what is reserved for it stays within what the input could become.
    result.reserveCapacity(min(entry.size, 1 << 20 + entry.compressedSize * 8))
    while let piece = try stream.next() { result.append(contentsOf: piece) }
    return result
  }

  private static func methodName(_ method: UInt16) -> String {
    switch method {
    case 1...6: "a method of the eighties (\(method))"
    case 9: "deflate64"
    case 12: "bzip2"
    case 14: "LZMA"
    case 93: "Zstandard"
    case 95: "XZ"
    case 99: "AES encryption"
    default: "method \(method)"
    }
  }
}

extension Findings {
  /// One error.
  package init(_ code: FindingCode, _ message: String, at location: SourceLocation, help: String? = nil) {
    self.init([Finding(.error, code, message, at: location, help: help)])
  }
}

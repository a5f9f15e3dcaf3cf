/// The bytes of a file packed by gzip (RFC 1952), in pieces, with the checks that each member's end allows: its checksum and
/// its length.
///
///     let stream = try GzipStream(bytes, file: "flows.log.gz")
///     while let piece = try stream.next() { … }          // 128 KiB at a time; a piece is gone with the next call
///
/// A file may consist of several members one behind the other, as rotated logs that were joined do; what they hold is one
/// text. Zeros behind the last member are padding. Anything else there, a reserved flag, a method other than "deflate", a
/// checksum or a length that differs is damage, and told.
package final class GzipStream {
  private let bytes: [UInt8]
  private let place: SourceLocation
  private let limits: ArchiveLimits
  private var position = 0
  /// The member that is being unpacked, and what has come of it.
  private var member: InflateStream?
  private var running = CRC32()
  private var memberLength = 0
  private var given = 0
  /// What `read` has not handed out yet.
  private var rest = UnsafeRawBufferPointer(start: nil, count: 0)

  /// True where the bytes begin as such a file does.
  package static func isLikely(_ bytes: some Collection<UInt8>) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

  package init(_ bytes: [UInt8], file: String, limits: ArchiveLimits = ArchiveLimits()) throws(Findings) {
    self.bytes = bytes
    self.limits = limits
    place = SourceLocation(file: file)
    try beginMember()
  }

  /// The whole file, unpacked.
  package static func unpacked(
    _ bytes: [UInt8], file: String, limits: ArchiveLimits = ArchiveLimits()
  ) throws(Findings) -> [UInt8] {
    let stream = try GzipStream(bytes, file: file, limits: limits)
    var result: [UInt8] = []
    while let piece = try stream.next() {
      result.append(contentsOf: piece)
      guard result.count <= limits.entry else {
        throw Findings(
          .archiveLimit, "more than \(Grouped.text(limits.entry)) bytes, unpacked", at: stream.place,
          help: "split the export")
      }
    }
    return result
  }

  /// Puts the next bytes into a buffer, and says how many; 0 at the end.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(Findings) -> Int {
    if rest.isEmpty {
      guard let piece = try next() else { return 0 }
      rest = piece
    }
    let count = min(rest.count, buffer.count)
    buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: rest[..<count]))
    rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    return count
  }

  /// The next piece, never empty; nil where the file ends.
  package func next() throws(Findings) -> UnsafeRawBufferPointer? {
    while let stream = member {
      let piece: UnsafeRawBufferPointer?
      do throws(InflateStream.Failure) { piece = try stream.next() } catch {
        member = nil
        throw damaged("cannot be unpacked: \(error.message)", .archiveData)
      }
      if let piece {
        running.update(piece)
        memberLength += piece.count
        given += piece.count
        guard given <= limits.total, given <= limits.ratioFrom || given / limits.ratio <= bytes.count else {
          member = nil
          throw Findings(
            .archiveLimit, "\(Grouped.text(given)) bytes and more out of \(Grouped.text(bytes.count))", at: place,
            help: "the file is made to do harm, or holds nothing")
        }
        return piece
      }
      position = stream.consumed
      member = nil
      try endMember()
      while position < bytes.count, bytes[position] == 0 { position += 1 }
      if position < bytes.count { try beginMember() }
    }
    return nil
  }

  // MARK: Members

  private func beginMember() throws(Findings) {
    guard bytes.count - position >= 18 else { throw damaged("ends inside a header", .archiveDamaged) }
    guard bytes[position] == 0x1F, bytes[position + 1] == 0x8B else {
      throw damaged("\(Grouped.text(bytes.count - position)) bytes behind its end", .archiveDamaged)
    }
    guard bytes[position + 2] == 8 else {
      throw Findings(
        .archiveMethod, "packed by method \(bytes[position + 2]), which is not read", at: place,
        help: "pack it again with gzip")
    }
    let flags = bytes[position + 3]
    guard flags & 0xE0 == 0 else { throw damaged("a header with flags that there are not", .archiveDamaged) }
    position += 10
    if flags & 4 != 0 {
      guard let length = word(2) else { throw damaged("ends inside a header", .archiveDamaged) }
      position += 2 + length
    }
    // The name of the file that was packed, and a remark: each ends with a zero.
    for flag in [8, 16] as [UInt8] where flags & flag != 0 {
      while position < bytes.count, bytes[position] != 0 { position += 1 }
      position += 1
    }
    if flags & 2 != 0 { position += 2 }
    guard position < bytes.count else { throw damaged("ends inside a header", .archiveDamaged) }
    member = InflateStream(bytes, position..<bytes.count)
    running = CRC32()
    memberLength = 0
  }

  private func endMember() throws(Findings) {
    guard let checksum = word(4) else { throw damaged("ends before its checksum", .archiveData) }
    position += 4
    guard let length = word(4) else { throw damaged("ends before its length", .archiveData) }
    position += 4
    guard UInt32(truncatingIfNeeded: checksum) == running.value else {
      throw damaged("the checksum differs from what the file states", .archiveChecksum)
    }
    guard UInt32(truncatingIfNeeded: length) == UInt32(truncatingIfNeeded: memberLength) else {
      throw damaged("\(Grouped.text(memberLength)) bytes where the file states \(Grouped.text(length))", .archiveSize)
    }
  }

  /// So many bytes at the position, the least significant first; nil where the file ends before.
  private func word(_ count: Int) -> Int? {
    guard bytes.count - position >= count else { return nil }
    return (0..<count).reduce(0) { $0 | Int(bytes[position + $1]) << ($1 * 8) }
  }

  private func damaged(_ message: String, _ code: FindingCode) -> Findings {
    Findings(code, message, at: place, help: "the file was damaged on its way; fetch or export it again")
  }
}

/// The bytes of one entry of an archive, in pieces, with the checks that only the end allows: as long as stated, with the
/// stated checksum.
package final class EntryStream {
  private enum Source {
    case stored(Range<Int>)
    case deflated(InflateStream)
    case ended
  }

  private static let piece = 1 << 17

  private let bytes: [UInt8]
  private var source: Source
  private let size: Int
  private let compressedEnd: Int
  private let checksum: UInt32?
  private var running = CRC32()
  private var given = 0
  /// What messages point at.
  let place: SourceLocation

  init(_ entry: ZIPArchive.Entry, of bytes: [UInt8], at place: SourceLocation) {
    self.bytes = bytes
    source = entry.method == 0 ? .stored(entry.data) : .deflated(InflateStream(bytes, entry.data))
    size = entry.size
    compressedEnd = entry.data.upperBound
    checksum = entry.checksum
    self.place = place
  }

  /// Bytes that are no entry, for whoever reads entries.
  package init(_ bytes: [UInt8], at place: SourceLocation) {
    self.bytes = bytes
    source = .stored(0..<bytes.count)
    size = bytes.count
    compressedEnd = bytes.count
    checksum = nil
    self.place = place
  }

  /// The next piece, never empty, which is gone with the next call; nil where the entry ends.
  package func next() throws(Findings) -> UnsafeRawBufferPointer? {
    switch source {
    case .ended: return nil
    case .stored(let rest):
      let count = min(rest.count, Self.piece)
      guard count > 0 else { return try finish() }
      source = .stored(rest.dropFirst(count))
      // The array is a property that never changes, so its storage stays where it is.
      let piece = bytes.withUnsafeBytes {
        UnsafeRawBufferPointer(rebasing: $0[rest.lowerBound..<rest.lowerBound + count])
      }
      return try checked(piece)
    case .deflated(let stream):
      do {
        if let piece = try stream.next() { return try checked(piece) }
      } catch let failure as InflateStream.Failure {
        source = .ended
        throw Findings(
          .archiveData, "cannot be unpacked: \(failure.message)", at: place,
          help: "the file was damaged on its way; fetch or export it again")
      } catch {
        throw error as! Findings
      }
      guard stream.consumed == compressedEnd else {
        source = .ended
        throw Findings(
          .archiveData, "\(Grouped.text(compressedEnd - stream.consumed)) bytes stand behind the end of the data",
          at: place, help: "the file was damaged on its way; fetch or export it again")
      }
      return try finish()
    }
  }

  private func checked(_ piece: UnsafeRawBufferPointer) throws(Findings) -> UnsafeRawBufferPointer {
    given += piece.count
    guard given <= size else {
      source = .ended
      throw Findings(
        .archiveSize, "larger than the \(Grouped.text(size)) bytes that the archive states", at: place,
        help: "the file is damaged or made to do harm; export it again")
    }
    if checksum != nil { running.update(piece) }
    return piece
  }

  private func finish() throws(Findings) -> UnsafeRawBufferPointer? {
    source = .ended
    guard given == size else {
      throw Findings(
        .archiveSize, "\(Grouped.text(given)) bytes where the archive states \(Grouped.text(size))", at: place,
        help: "the file is damaged or made to do harm; export it again")
    }
    if let checksum, running.value != checksum {
      throw Findings(
        .archiveChecksum, "the checksum differs from what the archive states", at: place,
        help: "the file was damaged on its way; fetch or export it again")
    }
    return nil
  }
}

/// Reads the directory at the end of a ZIP file and compares it with the headers in front of the entries.
struct ZIPDirectory {
  let bytes: [UInt8]
  let file: String
  let limits: ArchiveLimits

  private static let damaged = "the file is cut off or damaged; fetch or export it again"

  private enum Signature {
    static let entry: UInt32 = 0x0403_4B50
    static let directory: UInt32 = 0x0201_4B50
    static let end: UInt32 = 0x0605_4B50
    static let end64: UInt32 = 0x0606_4B50
    static let locator64: UInt32 = 0x0706_4B50
  }

  /// Where the directory lies and how many entries it has.
  private struct Extent {
    var count: Int
    var range: Range<Int>
  }

  mutating func entries() throws(Findings) -> [ZIPArchive.Entry] {
    let extent = try extent()
    guard extent.count <= limits.entries else {
      throw Findings(
        .archiveLimit, "\(Grouped.text(extent.count)) entries; more than \(Grouped.text(limits.entries)) are not read",
        at: SourceLocation(file: file))
    }
    var entries: [ZIPArchive.Entry] = []
    var headers: [Int] = []
    var names: Set<String> = []
    var total = 0
    var position = extent.range.lowerBound
    for _ in 0..<extent.count {
      let (entry, header, next) = try entry(at: position, before: extent.range.upperBound, directory: extent)
      position = next
      guard names.insert(entry.name.lowercased()).inserted else {
        throw Findings(.archiveName, "one name twice in the archive", at: place(entry.name), help: Self.damaged)
      }
      total += entry.size
      guard total <= limits.total else {
        throw Findings(
          .archiveLimit, "unpacked, the archive is larger than \(limits.total >> 30) GiB", at: place(entry.name))
      }
      entries.append(entry)
      headers.append(header)
    }
    guard position == extent.range.upperBound else {
      throw Findings(
        .archiveDamaged, "the directory holds more than its \(Grouped.text(extent.count)) entries",
        at: SourceLocation(file: file), help: Self.damaged)
    }
    try refuseSharedBytes(entries, headers)
    return entries
  }

  // MARK: The directory

  private func extent() throws(Findings) -> Extent {
    let smallest = 22
    var position = bytes.count - smallest
    let first = max(0, position - 0xFFFF)
    while position >= first {
      if word(position) == Signature.end, Int(half(position + 20)) == bytes.count - position - smallest { break }
      position -= 1
    }
    guard position >= first, position >= 0 else {
      throw Findings(
        .archiveDamaged, "a ZIP file without its end", at: SourceLocation(file: file), help: Self.damaged)
    }
    var count = UInt64(half(position + 10))
    var size = UInt64(word(position + 12))
    var offset = UInt64(word(position + 16))
    var end = position
    var disks = half(position + 4) != 0 || half(position + 6) != 0 || half(position + 8) != half(position + 10)
    let locator = position - 20
    if locator >= 0, word(locator) == Signature.locator64 {
      let record = Int(clamping: long(locator + 8))
      guard record <= locator - 56, word(record) == Signature.end64 else {
        throw Findings(
          .archiveDamaged, "the ZIP64 record is not where it should be", at: SourceLocation(file: file),
          help: Self.damaged)
      }
      count = long(record + 32)
      size = long(record + 40)
      offset = long(record + 48)
      end = record
      disks = word(record + 16) != 0 || word(record + 20) != 0
    }
    if disks {
      throw Findings(
        .archiveMethod, "one of several volumes", at: SourceLocation(file: file), help: "join the volumes first")
    }
    guard offset <= UInt64(end), size <= UInt64(end) - offset, offset + size == UInt64(end), count <= size / 46 else {
      throw Findings(
        .archiveDamaged, "the directory of the ZIP file is not where it should be", at: SourceLocation(file: file),
        help: Self.damaged)
    }
    return Extent(count: Int(count), range: Int(offset)..<end)
  }

  /// The entry that the directory describes at `position`, where its own header stands, and where the next one is
  /// described.
  private func entry(
    at position: Int, before end: Int, directory: Extent
  ) throws(Findings) -> (ZIPArchive.Entry, header: Int, next: Int) {
    guard end - position >= 46, word(position) == Signature.directory else {
      throw Findings(
        .archiveDamaged, "the directory of the ZIP file is damaged at byte \(Grouped.text(position))",
        at: SourceLocation(file: file), help: Self.damaged)
    }
    let flags = half(position + 8)
    let nameLength = Int(half(position + 28))
    let extraLength = Int(half(position + 30))
    let next = position + 46 + nameLength + extraLength + Int(half(position + 32))
    guard next <= end else {
      throw Findings(
        .archiveDamaged, "an entry of the directory reaches beyond it, at byte \(Grouped.text(position))",
        at: SourceLocation(file: file), help: Self.damaged)
    }
    let rawName = bytes[position + 46..<position + 46 + nameLength]
    let name = try name(rawName)
    var size = UInt64(word(position + 24))
    var compressedSize = UInt64(word(position + 20))
    var header = UInt64(word(position + 42))
    readLarge(position + 46 + nameLength, extraLength, &size, &compressedSize, &header)
    guard size <= UInt64(limits.entry) else {
      throw Findings(
        .archiveLimit, "states \(size) bytes; entries of 4 GiB and more are not read", at: place(name))
    }
    guard compressedSize <= UInt64(bytes.count), header <= UInt64(bytes.count) else {
      throw Findings(.archiveDamaged, "lies beyond the end of the file", at: place(name), help: Self.damaged)
    }
    if size > UInt64(limits.ratioFrom), size / UInt64(limits.ratio) > compressedSize {
      throw Findings(
        .archiveLimit,
        "\(Grouped.text(Int(size))) bytes out of \(Grouped.text(Int(compressedSize))): no inventory packs that well",
        at: place(name), help: "if the file is what it should be, export fewer empty rows and columns")
    }
    let data = try data(of: name, rawName: rawName, position, Int(header), Int(size), Int(compressedSize), directory)
    let entry = ZIPArchive.Entry(
      name: name, size: Int(size), compressedSize: Int(compressedSize), checksum: word(position + 16),
      method: half(position + 10), isEncrypted: flags & 1 != 0 || flags & 0x40 != 0, data: data)
    return (entry, Int(header), next)
  }

  /// The sizes of an entry that has the field of ZIP64: those that are all ones in the short form stand there, in order.
  private func readLarge(
    _ start: Int, _ length: Int, _ size: inout UInt64, _ compressedSize: inout UInt64, _ header: inout UInt64
  ) {
    var position = start
    let end = start + length
    while end - position >= 4 {
      let fieldEnd = position + 4 + Int(half(position + 2))
      guard fieldEnd <= end else { return }
      if half(position) == 1 {
        var place = position + 4
        func next(_ value: inout UInt64) {
          guard value == 0xFFFF_FFFF, place + 8 <= fieldEnd else { return }
          value = long(place)
          place += 8
        }
        next(&size)
        next(&compressedSize)
        next(&header)
        return
      }
      position = fieldEnd
    }
  }

  private func name(_ raw: ArraySlice<UInt8>) throws(Findings) -> String {
    // Flag or no flag, names are read as UTF-8; what is none comes from code page 437, where only ASCII is sure.
    let text = String(decoding: raw.map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 }, as: UTF8.self)
    let leadsOut =
      text.hasPrefix("/") || text.utf8.contains(0) || text.isEmpty
      || text.split(separator: "/", omittingEmptySubsequences: false).contains("..")
      || (text.utf8.count > 1 && text.utf8.dropFirst().first == UInt8(ascii: ":"))
    if leadsOut {
      throw Findings(
        .archiveName, "an entry whose name leads out of the archive", at: place(text),
        help: "the archive is made to do harm, or by a tool that writes absolute names; pack the files again")
    }
    return text
  }

  // MARK: The entries themselves

  /// Where the bytes of an entry lie, once its own header has been compared with the directory.
  private func data(
    of name: String, rawName: ArraySlice<UInt8>, _ position: Int, _ header: Int, _ size: Int, _ compressedSize: Int,
    _ directory: Extent
  ) throws(Findings) -> Range<Int> {
    let limit = directory.range.lowerBound
    guard header <= limit - 30, word(header) == Signature.entry else {
      throw Findings(.archiveDamaged, "the entry is not where the directory says", at: place(name), help: Self.damaged)
    }
    let nameLength = Int(half(header + 26))
    let start = header + 30 + nameLength + Int(half(header + 28))
    guard start <= limit, compressedSize <= limit - start else {
      throw Findings(.archiveDamaged, "the entry reaches into the directory", at: place(name), help: Self.damaged)
    }
    let isSame =
      bytes[header + 30..<header + 30 + nameLength].elementsEqual(rawName)
      && half(header + 8) == half(position + 10) && (half(header + 6) ^ half(position + 8)) & 1 == 0
    // Sizes that come behind the data, or in the field of ZIP64, are zeros or ones here.
    let comesLater = half(header + 6) & 8 != 0
    let written = word(header + 22)
    let packed = word(header + 18)
    let hasSizes =
      comesLater || written == 0xFFFF_FFFF || packed == 0xFFFF_FFFF
      || (Int(written) == size && Int(packed) == compressedSize && word(header + 14) == word(position + 16))
    guard isSame, hasSizes else {
      throw Findings(
        .archiveDamaged, "the entry's own header differs from the directory", at: place(name),
        help: "the file is damaged or made to do harm; export it again")
    }
    if half(position + 10) == 0, size != compressedSize, half(position + 8) & 1 == 0 {
      throw Findings(
        .archiveSize, "stored as it is, and yet \(Grouped.text(compressedSize)) bytes for \(Grouped.text(size))",
        at: place(name), help: Self.damaged)
    }
    return start..<start + compressedSize
  }

  private func refuseSharedBytes(_ entries: [ZIPArchive.Entry], _ headers: [Int]) throws(Findings) {
    let order = entries.indices.sorted { (headers[$0], $0) < (headers[$1], $1) }
    for (before, after) in zip(order, order.dropFirst()) where headers[after] < entries[before].data.upperBound {
      throw Findings(
        .archiveOverlap, "shares bytes with the entry \(entries[before].name)", at: place(entries[after].name),
        help: "the archive is made to do harm; nothing of it is read")
    }
  }

  // MARK: Numbers

  private func place(_ name: String) -> SourceLocation { SourceLocation(file: file, label: "/" + name) }

  private func half(_ position: Int) -> UInt16 { UInt16(bytes[position]) | UInt16(bytes[position + 1]) << 8 }

  private func word(_ position: Int) -> UInt32 { UInt32(half(position)) | UInt32(half(position + 2)) << 16 }

  private func long(_ position: Int) -> UInt64 { UInt64(word(position)) | UInt64(word(position + 4)) << 32 }
}

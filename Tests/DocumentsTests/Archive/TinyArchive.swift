import Documents

/// A ZIP file by literal, with every lie that a test wants to tell.
///
///     TinyArchive([.init("a.txt", "hello")]).bytes
struct TinyArchive {
  struct Entry {
    var name: String
    var data: [UInt8]
    /// 8 packs into stored blocks of deflate.
    var method = 0
    var flags = 0
    var statedSize: Int?
    var statedPackedSize: Int?
    var statedChecksum: UInt32?
    /// What the entry's own header says, where it differs.
    var headerName: String?
    var headerSize: Int?
    /// Sizes and checksum behind the data.
    var hasDescriptor = false
    /// Sizes in the field of ZIP64.
    var isLarge = false
    /// Where the directory says that the header stands, where it differs.
    var headerOffset: Int?
    /// The packed bytes, where they are no stored blocks.
    var packed: [UInt8]?

    init(_ name: String, _ text: String, method: Int = 0) {
      self.init(name, Array(text.utf8), method: method)
    }

    init(_ name: String, _ data: [UInt8], method: Int = 0) {
      self.name = name
      self.data = data
      self.method = method
    }
  }

  var entries: [Entry]
  var comment: [UInt8] = []
  var statedCount: Int?
  var directoryShift = 0

  init(_ entries: [Entry]) { self.entries = entries }

  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries {
      let packed = entry.packed ?? (entry.method == 8 ? Self.storedBlocks(entry.data) : entry.data)
      let size = entry.statedSize ?? entry.data.count
      let packedSize = entry.statedPackedSize ?? packed.count
      let checksum = Int(entry.statedChecksum ?? CRC32.of(entry.data))
      let flags = entry.flags | (entry.hasDescriptor ? 8 : 0)
      let offset = entry.headerOffset ?? bytes.count
      let headerName = Array((entry.headerName ?? entry.name).utf8)
      let large =
        entry.isLarge ? Self.number(1, 2) + Self.number(16, 2) + Self.number(size, 8) + Self.number(packedSize, 8) : []
      let ones = 0xFFFF_FFFF
      bytes += Self.number(0x0403_4B50, 4) + Self.number(20, 2) + Self.number(flags, 2) + Self.number(entry.method, 2)
      bytes += Self.number(0, 4)
      bytes +=
        entry.hasDescriptor
        ? Self.number(0, 12)
        : Self.number(checksum, 4) + Self.number(entry.isLarge ? ones : packedSize, 4)
          + Self.number(entry.isLarge ? ones : entry.headerSize ?? size, 4)
      bytes += Self.number(headerName.count, 2) + Self.number(large.count, 2) + headerName + large + packed
      if entry.hasDescriptor {
        bytes +=
          Self.number(0x0807_4B50, 4) + Self.number(checksum, 4) + Self.number(packedSize, 4) + Self.number(size, 4)
      }
      let name = Array(entry.name.utf8)
      directory += Self.number(0x0201_4B50, 4) + Self.number(20, 2) + Self.number(20, 2) + Self.number(flags, 2)
      directory += Self.number(entry.method, 2) + Self.number(0, 4) + Self.number(checksum, 4)
      directory += Self.number(entry.isLarge ? ones : packedSize, 4) + Self.number(entry.isLarge ? ones : size, 4)
      directory += Self.number(name.count, 2) + Self.number(large.count, 2) + Self.number(0, 10)
      directory += Self.number(offset, 4) + name + large
    }
    let start = bytes.count + directoryShift
    bytes += directory + Self.number(0x0605_4B50, 4) + Self.number(0, 4)
    let count = statedCount ?? entries.count
    bytes += Self.number(count, 2) + Self.number(count, 2) + Self.number(directory.count, 4) + Self.number(start, 4)
    return bytes + Self.number(comment.count, 2) + comment
  }

  private static func storedBlocks(_ data: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = data[...]
    repeat {
      let block = rest.prefix(0xFFFF)
      rest = rest.dropFirst(block.count)
      result += [rest.isEmpty ? 1 : 0] + number(block.count, 2) + number(~block.count & 0xFFFF, 2) + block
    } while !rest.isEmpty
    return result
  }

  static func number(_ value: Int, _ bytes: Int) -> [UInt8] {
    (0..<bytes).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }
}

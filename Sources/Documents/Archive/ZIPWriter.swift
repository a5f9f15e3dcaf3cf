/// Writes an archive: the same entries give the same bytes.
///
///     ZIPWriter.bytes([("a.txt", Array("hello\n".utf8))])
///
/// Entries stand in the order given, compressed where that makes them smaller. No entry has a time of its own: all are dated
/// 1980-01-01, the day from which the format counts. Names are UTF-8. Neither an entry nor the archive may reach 4 GiB, nor
/// may there be more than 65,535 entries.
package enum ZIPWriter {
  package static func bytes(_ entries: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    precondition(entries.count <= 0xFFFF)
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries {
      let packed = DeflateWriter.bytes(entry.bytes)
      let isPacked = packed.count < entry.bytes.count
      let body = isPacked ? packed : entry.bytes
      precondition(entry.bytes.count < 0xFFFF_FFFF && archive.count + body.count < 0xFFFF_FFFF)
      var head: [UInt8] = []
      head += little(20, 2)  // readable by version 2.0
      head += little(0x0800, 2)  // names are UTF-8
      head += little(isPacked ? 8 : 0, 2)
      head += little(0, 2) + little(0x0021, 2)  // 00:00:00 on 1980-01-01
      head += little(Int(CRC32.of(entry.bytes)), 4) + little(body.count, 4) + little(entry.bytes.count, 4)
      head += little(entry.name.utf8.count, 2) + little(0, 2)
      let place = archive.count
      archive += little(0x0403_4B50, 4) + head + entry.name.utf8
      archive += body
      directory += little(0x0201_4B50, 4) + little(20, 2) + head
      // No remark, first disk, no attributes, then where the entry stands.
      directory += little(0, 2) + little(0, 2) + little(0, 2) + little(0, 4) + little(place, 4) + entry.name.utf8
    }
    let start = archive.count
    archive += directory
    archive += little(0x0605_4B50, 4) + little(0, 2) + little(0, 2)
    archive += little(entries.count, 2) + little(entries.count, 2)
    archive += little(directory.count, 4) + little(start, 4) + little(0, 2)
    return archive
  }

  private static func little(_ value: Int, _ size: Int) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}

import Documents

/// The distinct texts of an estate, each with a dense number: a cell of a table is one `TextPool.ID`.
///
///     texts.number(of: "") == 0        texts.number(of: "APP-7") == 1        texts[1] == "APP-7"
///
/// Number 0 is the empty text, that is "not known". Equal texts have equal numbers, so keys and `by` values are compared
/// by number, byte for byte as the contract demands, and a selector looks at each distinct text once.
///
/// The texts lie one behind the other in one array of bytes; a hash table of open addresses finds them. A million cells
/// are numbered without making a million strings.
package struct TextPool: Sendable {
  package typealias ID = Int32

  private var bytes: [UInt8] = []
  /// Where text i begins; one more for the end of the last.
  private var starts: [UInt32] = [0, 0]
  /// Upper half: the hash of a text; lower half: its number plus one. 0 is a free slot.
  private var slots: [UInt64] = [UInt64](repeating: 0, count: 1 << 10)

  /// What `warm` read.
  private var warmth: UInt64 = 0

  package init() {}

  package var count: Int { starts.count - 1 }

  package subscript(id: ID) -> String {
    bytes.withUnsafeBufferPointer { buffer in
      String(decoding: UnsafeBufferPointer(rebasing: buffer[range(of: id)]), as: UTF8.self)
    }
  }

  /// All texts, in the order of their numbers. Each is made when it is asked for.
  package var texts: Texts { Texts(pool: self) }

  /// The order of two texts by their bytes: the order of everything that is written out.
  package func precedes(_ left: ID, _ right: ID) -> Bool {
    bytes[range(of: left)].lexicographicallyPrecedes(bytes[range(of: right)])
  }

  /// The number of `text`, given now where it had none.
  package mutating func number(of text: String) -> ID {
    var text = text
    return text.withUTF8 { number(of: $0) }
  }

  /// The same of bytes that are UTF-8.
  package mutating func number(of text: UnsafeBufferPointer<UInt8>) -> ID {
    text.isEmpty ? 0 : number(of: text, hash: Self.hash(text))
  }

  private mutating func number(of text: UnsafeBufferPointer<UInt8>, hash: UInt32) -> ID {
    if text.isEmpty { return 0 }
    let slot = slot(of: text, hash: hash)
    if slots[slot] != 0 { return ID(truncatingIfNeeded: slots[slot] & 0xFFFF_FFFF) - 1 }
    let fresh = count
    bytes.append(contentsOf: text)
    starts.append(UInt32(bytes.count))
    slots[slot] = UInt64(hash) << 32 | UInt64(fresh + 1)
    if fresh * 2 > slots.count { grow() }
    return ID(fresh)
  }

  /// The number of `text`, where the estate has it anywhere.
  package func existingNumber(of text: String) -> ID? {
    if text.isEmpty { return 0 }
    var text = text
    return text.withUTF8 { text in
      let found = slots[slot(of: text, hash: Self.hash(text))]
      return found == 0 ? nil : ID(truncatingIfNeeded: found & 0xFFFF_FFFF) - 1
    }
  }

  /// The one of `candidates` that the mistyped `text` was most likely meant to be.
  package func suggestion(for text: String, among candidates: [ID]) -> String? {
    var search = SuggestionSearch(for: text)
    var best: ID?
    bytes.withUnsafeBufferPointer { buffer in
      for candidate in candidates {
        let range = range(of: candidate)
        guard search.isOfInterest(length: range.count), candidate != best else { continue }
        if search.consider(UnsafeBufferPointer(rebasing: buffer[range])) { best = candidate }
      }
    }
    return search.isUnique ? best.map { self[$0] } : nil
  }

  /// The numbers of a whole column of a table, row by row.
  ///
  /// It goes in blocks: first the hashes of all cells of a block, then a look at all their slots, then one cell after the
  /// other. So the processor waits for many places of a large table at once instead of one after the other.
  package mutating func numbers(of table: TextTable, column: Int) -> [ID] {
    let width = table.columns.count
    let rows = table.rowCount
    let block = 64
    return table.bytes.withUnsafeBufferPointer { source in
      [ID](unsafeUninitializedCapacity: rows) { numbers, initialized in
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: block) { hashes in
          for first in stride(from: 0, to: rows, by: block) {
            let end = min(rows, first + block)
            for row in first..<end {
              let start = Int(table.starts[row * width + column])
              let length = Int(table.lengths[row * width + column] & ~TextTable.doubledQuotes)
              hashes[row - first] =
                length == 0 ? 0 : Self.hash(UnsafeBufferPointer(rebasing: source[start..<start + length]))
            }
            warm(hashes, count: end - first)
            for row in first..<end {
              let start = Int(table.starts[row * width + column])
              let packed = table.lengths[row * width + column]
              let cell = UnsafeBufferPointer(
                rebasing: source[start..<start + Int(packed & ~TextTable.doubledQuotes)])
              let id =
                packed & TextTable.doubledQuotes == 0
                ? number(of: cell, hash: hashes[row - first])
                : TextTable.halvingQuotes(cell).withUnsafeBufferPointer { number(of: $0) }
              (numbers.baseAddress! + row).initialize(to: id)
            }
          }
        }
        initialized = rows
      }
    }
  }

  // MARK: The hash table

  private func range(of id: ID) -> Range<Int> { Int(starts[Int(id)])..<Int(starts[Int(id) + 1]) }

  /// Brings what the texts of these hashes need into the processor's cache: their slots, and the first byte of what stands
  /// there. The sum is there so that the reads are.
  private mutating func warm(_ hashes: UnsafeMutableBufferPointer<UInt32>, count: Int) {
    let mask = slots.count - 1
    var sum: UInt64 = 0
    slots.withUnsafeBufferPointer { slots in
      starts.withUnsafeBufferPointer { starts in
        for index in 0..<count {
          let entry = slots[Int(hashes[index]) & mask]
          if entry != 0 { sum &+= UInt64(starts[Int(entry & 0xFFFF_FFFF) - 1]) }
        }
      }
    }
    warmth = sum
  }

  /// The slot in which `text` stands, or the free one in which it would.
  private func slot(of text: UnsafeBufferPointer<UInt8>, hash: UInt32) -> Int {
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while true {
      let entry = slots[slot]
      if entry == 0 { return slot }
      if UInt32(truncatingIfNeeded: entry >> 32) == hash {
        let known = Int(entry & 0xFFFF_FFFF) - 1
        let start = Int(starts[known])
        if Int(starts[known + 1]) - start == text.count {
          let isSame = bytes.withUnsafeBufferPointer {
            Self.areEqual($0.baseAddress! + start, text.baseAddress!, text.count)
          }
          if isSame { return slot }
        }
      }
      slot = (slot + 1) & mask
    }
  }

  private mutating func grow() {
    var larger = [UInt64](repeating: 0, count: slots.count * 4)
    let mask = larger.count - 1
    for entry in slots where entry != 0 {
      var slot = Int(entry >> 32) & mask
      while larger[slot] != 0 { slot = (slot + 1) & mask }
      larger[slot] = entry
    }
    slots = larger
  }

  @inline(__always)
  private static func areEqual(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    let (left, right) = (UnsafeRawPointer(left), UnsafeRawPointer(right))
    var position = 0
    while position + 8 <= count {
      if left.loadUnaligned(fromByteOffset: position, as: UInt64.self)
        != right.loadUnaligned(fromByteOffset: position, as: UInt64.self)
      {
        return false
      }
      position += 8
    }
    while position < count {
      if left.load(fromByteOffset: position, as: UInt8.self) != right.load(fromByteOffset: position, as: UInt8.self) {
        return false
      }
      position += 1
    }
    return true
  }

  /// Eight bytes at a time, each folded into the hash by a full multiplication.
  @inline(__always)
  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let raw = UnsafeRawPointer(text.baseAddress!)
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(text.count)
    var position = 0
    while position + 8 <= text.count {
      hash = folded(hash ^ raw.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      position += 8
    }
    var tail: UInt64 = 0
    while position < text.count {
      tail = tail << 8 | UInt64(raw.load(fromByteOffset: position, as: UInt8.self))
      position += 1
    }
    hash = folded(hash ^ tail)
    return UInt32(truncatingIfNeeded: hash ^ (hash >> 32))
  }

  @inline(__always)
  private static func folded(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low
  }
}

extension TextPool {
  /// The texts of a pool as a collection.
  package struct Texts: RandomAccessCollection, Sendable {
    fileprivate let pool: TextPool
    package var startIndex: Int { 0 }
    package var endIndex: Int { pool.count }
    package subscript(position: Int) -> String { pool[ID(position)] }
  }
}

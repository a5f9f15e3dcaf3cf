/// The ends of flows, each with a dense number: IPv4 addresses by their value, anything else by its text.
///
///     10.1.2.3 → 0        web01.corp.example → 1        2001:db8::7 → 2        10.1.2.3 → 0
///
/// Ten million rows ask twenty million times. Each answer lies somewhere in a table that is larger than the processor's
/// cache, so callers ask for many at once: first `warm` with all hashes of a batch, then `number` one by one, and the
/// processor waits for all of them together. Two hash tables of open addresses: in one a slot is address and number, in the
/// other a part of the hash and the place of a record, `hash, number, length, bytes`, in one array of all texts.
///
/// A reference with memory of its own: one thread fills it, `merge` brings two together.
final class EndpointTable: @unchecked Sendable {
  /// How many ends there are.
  private(set) var count = 0

  // By number
  /// The address, or the place of the record where `isText`.
  private var values: UnsafeMutablePointer<UInt64>
  private var valueRoom = 1 << 12
  private static let textTag: UInt64 = 1 << 63

  // IPv4: upper half the address, lower half the number plus one
  private var addressSlots: UnsafeMutablePointer<UInt64>
  private var addressMask = (1 << 13) - 1
  private var addressCount = 0

  // Texts: upper 24 bits of a slot are those of the hash, the rest the place of the record plus one
  private var textSlots: UnsafeMutablePointer<UInt64>
  private var textMask = (1 << 10) - 1
  private var textCount = 0
  private var records: UnsafeMutablePointer<UInt8>
  private var recordsEnd = 0
  private var recordsRoom = 1 << 16

  private static let header = 12

  init() {
    values = .allocate(capacity: valueRoom)
    addressSlots = .allocate(capacity: addressMask + 1)
    addressSlots.initialize(repeating: 0, count: addressMask + 1)
    textSlots = .allocate(capacity: textMask + 1)
    textSlots.initialize(repeating: 0, count: textMask + 1)
    records = .allocate(capacity: recordsRoom)
  }

  deinit {
    values.deallocate()
    addressSlots.deallocate()
    textSlots.deallocate()
    records.deallocate()
  }

  // MARK: What an end is

  /// The IPv4 address of an end; nil where it is a text.
  func address(_ number: Int) -> UInt32? {
    let value = values[number]
    return value & Self.textTag == 0 ? UInt32(truncatingIfNeeded: value) : nil
  }

  /// The end as it is written.
  func text(_ number: Int) -> String {
    if let address = address(number) { return Self.text(of: address) }
    let record = records + Int(values[number] & ~Self.textTag)
    let length = Int(Self.word(record + 8))
    return String(decoding: UnsafeBufferPointer(start: record + Self.header, count: length), as: UTF8.self)
  }

  static func text(of address: UInt32) -> String {
    "\(address >> 24).\(address >> 16 & 255).\(address >> 8 & 255).\(address & 255)"
  }

  // MARK: Hashes

  @inline(__always)
  static func hash(_ address: UInt32) -> UInt32 {
    let product = UInt64(address) &* 0x9E37_79B9_7F4A_7C15
    return UInt32(truncatingIfNeeded: product &>> 32)
  }

  /// Eight bytes at a time, each folded in by a full multiplication.
  @inline(__always)
  static func hash(_ start: UnsafePointer<UInt8>, _ count: Int) -> UInt32 {
    let raw = UnsafeRawPointer(start)
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: count)
    var position = 0
    while position + 8 <= count {
      hash = folded(hash ^ raw.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      position += 8
    }
    if position < count {
      var tail: UInt64 = 0
      if count >= 8 {
        tail = raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self) &>> UInt64((8 - (count - position)) * 8)
      } else {
        while position < count {
          tail = tail &<< 8 | UInt64(start[position])
          position += 1
        }
      }
      hash = folded(hash ^ tail)
    }
    return UInt32(truncatingIfNeeded: hash ^ (hash &>> 32))
  }

  @inline(__always)
  private static func folded(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low
  }

  // MARK: Numbers

  /// What the slots of an address hold: read for a whole batch before `number(of:)`, so that the waits overlap.
  @inline(__always)
  func warmAddress(_ hash: UInt32) -> UInt64 { addressSlots[Int(hash) & addressMask] }

  /// The number of an address, given now where it had none.
  @inline(__always)
  func number(of address: UInt32, hash: UInt32) -> UInt32 {
    var slot = Int(hash) & addressMask
    while true {
      let entry = addressSlots[slot]
      if entry == 0 { return add(address, slot: slot) }
      if UInt32(truncatingIfNeeded: entry &>> 32) == address { return UInt32(truncatingIfNeeded: entry) &- 1 }
      slot = (slot + 1) & addressMask
    }
  }

  /// The slot of a text's hash; to be read for a whole batch, then `warmRecord` for each.
  @inline(__always)
  func warmText(_ hash: UInt32) -> UInt64 { textSlots[Int(hash) & textMask] }

  @inline(__always)
  func warmRecord(_ entry: UInt64) -> UInt8 {
    entry == 0 ? 0 : records[Int(entry & 0xFF_FFFF_FFFF) - 1 + 8]
  }

  /// The number of a text, given now where it had none.
  @inline(__always)
  func number(of start: UnsafePointer<UInt8>, _ count: Int, hash: UInt32) -> UInt32 {
    var slot = Int(hash) & textMask
    let tag = UInt64(hash &>> 8)
    while true {
      let entry = textSlots[slot]
      if entry == 0 { return add(start, count, hash: hash, slot: slot) }
      if entry &>> 40 == tag {
        let record = records + (Int(entry & 0xFF_FFFF_FFFF) - 1)
        if Int(Self.word(record + 8)) == count, Self.areEqual(record + Self.header, start, count) {
          return Self.word(record + 4)
        }
      }
      slot = (slot + 1) & textMask
    }
  }

  /// The hash of an end, the same in every table.
  @inline(__always)
  func hash(of number: Int) -> UInt32 {
    let value = values[number]
    return value & Self.textTag == 0
      ? Self.hash(UInt32(truncatingIfNeeded: value)) : Self.word(records + Int(value & ~Self.textTag))
  }

  /// Takes over the ends of another table; gives, for each of its numbers, the number here.
  func merge(_ other: EndpointTable) -> [UInt32] {
    var numbers = [UInt32](repeating: 0, count: other.count)
    let block = 64
    var warmth: UInt64 = 0
    for first in stride(from: 0, to: other.count, by: block) {
      let end = min(other.count, first + block)
      for number in first..<end {
        if let address = other.address(number) {
          warmth &+= warmAddress(Self.hash(address))
        } else {
          warmth &+= UInt64(warmRecord(warmText(other.hash(of: number))))
        }
      }
      for number in first..<end {
        if let address = other.address(number) {
          numbers[number] = self.number(of: address, hash: Self.hash(address))
        } else {
          let record = other.records + Int(other.values[number] & ~Self.textTag)
          numbers[number] = self.number(
            of: record + Self.header, Int(Self.word(record + 8)), hash: Self.word(record))
        }
      }
    }
    self.warmth = warmth
    return numbers
  }

  /// What warming read; kept so that the reads are made.
  var warmth: UInt64 = 0

  // MARK: Growing

  private func append(_ value: UInt64) -> UInt32 {
    if count == valueRoom {
      let larger = UnsafeMutablePointer<UInt64>.allocate(capacity: valueRoom * 2)
      larger.update(from: values, count: count)
      values.deallocate()
      values = larger
      valueRoom *= 2
    }
    values[count] = value
    count += 1
    return UInt32(count - 1)
  }

  @inline(never)
  private func add(_ address: UInt32, slot: Int) -> UInt32 {
    let number = append(UInt64(address))
    addressSlots[slot] = UInt64(address) << 32 | UInt64(number + 1)
    addressCount += 1
    if addressCount * 2 > addressMask { growAddresses() }
    return number
  }

  private func growAddresses() {
    let old = UnsafeMutableBufferPointer(start: addressSlots, count: addressMask + 1)
    let room = old.count * 4
    addressSlots = .allocate(capacity: room)
    addressSlots.initialize(repeating: 0, count: room)
    addressMask = room - 1
    for entry in old where entry != 0 {
      var slot = Int(Self.hash(UInt32(truncatingIfNeeded: entry >> 32))) & addressMask
      while addressSlots[slot] != 0 { slot = (slot + 1) & addressMask }
      addressSlots[slot] = entry
    }
    old.deallocate()
  }

  @inline(never)
  private func add(_ start: UnsafePointer<UInt8>, _ length: Int, hash: UInt32, slot: Int) -> UInt32 {
    let size = Self.header + length
    if recordsEnd + size + 8 > recordsRoom {
      let room = max(recordsRoom * 2, recordsEnd + size + 8)
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: room)
      larger.update(from: records, count: recordsEnd)
      records.deallocate()
      records = larger
      recordsRoom = room
    }
    let place = recordsEnd
    let number = append(UInt64(place) | Self.textTag)
    let record = UnsafeMutableRawPointer(records + place)
    record.storeBytes(of: hash, as: UInt32.self)
    record.storeBytes(of: number, toByteOffset: 4, as: UInt32.self)
    record.storeBytes(of: UInt32(length), toByteOffset: 8, as: UInt32.self)
    (records + place + Self.header).update(from: start, count: length)
    // The next record begins at a multiple of four.
    recordsEnd += (size + 3) & ~3
    textSlots[slot] = UInt64(hash >> 8) << 40 | UInt64(place + 1)
    textCount += 1
    if textCount * 2 > textMask { growTexts() }
    return number
  }

  private func growTexts() {
    textSlots.deallocate()
    let room = (textMask + 1) * 4
    textSlots = .allocate(capacity: room)
    textSlots.initialize(repeating: 0, count: room)
    textMask = room - 1
    var place = 0
    while place < recordsEnd {
      let hash = Self.word(records + place)
      var slot = Int(hash) & textMask
      while textSlots[slot] != 0 { slot = (slot + 1) & textMask }
      textSlots[slot] = UInt64(hash >> 8) << 40 | UInt64(place + 1)
      place += (Self.header + Int(Self.word(records + place + 8)) + 3) & ~3
    }
  }

  @inline(__always)
  private static func word(_ pointer: UnsafePointer<UInt8>) -> UInt32 {
    UnsafeRawPointer(pointer).loadUnaligned(as: UInt32.self)
  }

  @inline(__always)
  private static func word(_ pointer: UnsafeMutablePointer<UInt8>) -> UInt32 {
    UnsafeRawPointer(pointer).loadUnaligned(as: UInt32.self)
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
}

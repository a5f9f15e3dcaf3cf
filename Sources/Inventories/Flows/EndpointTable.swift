/// The ends of flows, each with a dense number: IPv4 addresses by their value, anything else by its text.
///
///     10.1.2.3 → 0        web01.corp.example → 1        2001:db8::7 → 2        10.1.2.3 → 0
///
/// Ten million rows ask twenty million times. Each answer lies somewhere in a table that is larger than the processor's
/// cache, so callers ask for many at once: first `warm` with all hashes of a batch, then `number` one by one, and the
/// processor waits for all of them together. Two hash tables of open addresses: in one a slot is address and number, in the
/// other it holds the text itself where that has up to 23 bytes, as most names have, so that one look at memory decides.
/// Longer ones lead to a record, `hash, number, length, bytes`, in one array of all texts.
///
/// A reference with memory of its own: one thread at a time adds to it; while none does, any may look up what is `known`.
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

  // Texts
  private var textSlots: UnsafeMutablePointer<TextSlot>
  private var textMask = (1 << 10) - 1
  private var textCount = 0
  private var records: UnsafeMutablePointer<UInt8>
  private var recordsEnd = 0
  private var recordsRoom = 1 << 16

  fileprivate static let header = 12

  /// Half a line of the processor's cache.
  fileprivate struct TextSlot {
    /// Upper half the hash, lower half the number plus one; 0 where the slot is free.
    var mark: UInt64 = 0
    var key = TextKey()
  }

  /// A text of up to 23 bytes: its length in the lowest byte, then its bytes, then zeros. A longer one: 255, its length, and
  /// the place of its record.
  fileprivate struct TextKey: Equatable {
    var first: UInt64 = 0
    var second: UInt64 = 0
    var third: UInt64 = 0

    init() {}

    /// Reads up to 23 bytes from `start` on, whatever the length.
    @inline(__always)
    init(_ start: UnsafePointer<UInt8>, _ count: Int) {
      let raw = UnsafeRawPointer(start)
      func bytes(_ offset: Int, _ wanted: Int) -> UInt64 {
        let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        return wanted >= 8 ? word : wanted <= 0 ? 0 : word & (1 &<< UInt64(wanted &* 8) &- 1)
      }
      first = bytes(0, min(count, 7)) &<< 8 | UInt64(truncatingIfNeeded: count)
      second = bytes(7, count &- 7)
      third = bytes(15, count &- 15)
    }

    init(record place: Int, length: Int) {
      first = UInt64(length) << 8 | 255
      second = UInt64(place)
    }

    static let limit = 23
  }

  init() {
    values = .allocate(capacity: valueRoom)
    addressSlots = .allocate(capacity: addressMask + 1)
    addressSlots.initialize(repeating: 0, count: addressMask + 1)
    textSlots = Self.freeSlots(textMask + 1)
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

  /// Of a short text its key folded by two multiplications side by side; of a longer one eight bytes at a time. At least 23
  /// bytes must be readable from `start` on.
  @inline(__always)
  static func hash(_ start: UnsafePointer<UInt8>, _ count: Int) -> UInt32 {
    if count <= TextKey.limit { return hash(TextKey(start, count)) }
    let raw = UnsafeRawPointer(start)
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: count)
    var position = 0
    while position + 8 <= count {
      hash = folded(hash ^ raw.loadUnaligned(fromByteOffset: position, as: UInt64.self), 0xA076_1D64_78BD_642F)
      position += 8
    }
    hash = folded(hash ^ raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self), 0xA076_1D64_78BD_642F)
    return UInt32(truncatingIfNeeded: hash ^ (hash &>> 32))
  }

  @inline(__always)
  private static func hash(_ key: TextKey) -> UInt32 {
    let hash =
      folded(key.first ^ 0x9E37_79B9_7F4A_7C15, key.second ^ 0xA076_1D64_78BD_642F)
      ^ folded(key.third ^ 0xE703_7ED1_A0B4_28DB, 0x8EBC_6AF0_9C88_C6E3)
    return UInt32(truncatingIfNeeded: hash ^ (hash &>> 32))
  }

  @inline(__always)
  private static func folded(_ value: UInt64, _ factor: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: factor)
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

  /// The same for the slot of a text.
  @inline(__always)
  func warmText(_ hash: UInt32) -> UInt64 { textSlots[Int(hash) & textMask].mark }

  /// The number of a text, given now where it had none. At least 23 bytes must be readable from `start` on.
  @inline(__always)
  func number(of start: UnsafePointer<UInt8>, _ count: Int, hash: UInt32) -> UInt32 {
    let found = Self.find(start, count, hash, UnsafePointer(textSlots), textMask, UnsafePointer(records))
    return found.number ?? add(start, count, hash: hash, slot: found.slot)
  }

  /// The number of a text where it has one, and the slot in which it stands or would.
  @inline(__always)
  fileprivate static func find(
    _ start: UnsafePointer<UInt8>, _ count: Int, _ hash: UInt32, _ slots: UnsafePointer<TextSlot>, _ mask: Int,
    _ records: UnsafePointer<UInt8>
  ) -> (number: UInt32?, slot: Int) {
    var slot = Int(hash) & mask
    if count <= TextKey.limit {
      let key = TextKey(start, count)
      while true {
        let entry = slots[slot]
        if entry.mark == 0 { return (nil, slot) }
        if entry.key == key { return (UInt32(truncatingIfNeeded: entry.mark) &- 1, slot) }
        slot = (slot + 1) & mask
      }
    }
    while true {
      let entry = slots[slot]
      if entry.mark == 0 { return (nil, slot) }
      if UInt32(truncatingIfNeeded: entry.mark &>> 32) == hash, entry.key.first == UInt64(count) << 8 | 255,
        areEqual(records + Int(entry.key.second) + header, start, count)
      {
        return (UInt32(truncatingIfNeeded: entry.mark) &- 1, slot)
      }
      slot = (slot + 1) & mask
    }
  }

  /// The hash of an end, the same in every table.
  @inline(__always)
  func hash(of number: Int) -> UInt32 {
    let value = values[number]
    return value & Self.textTag == 0
      ? Self.hash(UInt32(truncatingIfNeeded: value)) : Self.word(records + Int(value & ~Self.textTag))
  }

  /// The table as it stands, to look up in: good until something is added.
  var view: View {
    View(
      addressSlots: addressSlots, addressMask: addressMask, textSlots: textSlots, textMask: textMask, records: records)
  }

  /// Pointers alone, so that threads that look up at once do not even count references to the table together.
  struct View: @unchecked Sendable {
    fileprivate let addressSlots: UnsafePointer<UInt64>
    fileprivate let addressMask: Int
    fileprivate let textSlots: UnsafePointer<TextSlot>
    fileprivate let textMask: Int
    fileprivate let records: UnsafePointer<UInt8>

    fileprivate init(
      addressSlots: UnsafeMutablePointer<UInt64>, addressMask: Int, textSlots: UnsafeMutablePointer<TextSlot>,
      textMask: Int, records: UnsafeMutablePointer<UInt8>
    ) {
      self.addressSlots = UnsafePointer(addressSlots)
      self.addressMask = addressMask
      self.textSlots = UnsafePointer(textSlots)
      self.textMask = textMask
      self.records = UnsafePointer(records)
    }

    @inline(__always)
    func warmAddress(_ hash: UInt32) -> UInt64 { addressSlots[Int(hash) & addressMask] }

    @inline(__always)
    func warmText(_ hash: UInt32) -> UInt64 { textSlots[Int(hash) & textMask].mark }

    /// The number of an address; nil where it has none yet.
    @inline(__always)
    func number(of address: UInt32, hash: UInt32) -> UInt32? {
      var slot = Int(hash) & addressMask
      while true {
        let entry = addressSlots[slot]
        if entry == 0 { return nil }
        if UInt32(truncatingIfNeeded: entry &>> 32) == address { return UInt32(truncatingIfNeeded: entry) &- 1 }
        slot = (slot + 1) & addressMask
      }
    }

    /// The number of a text; nil where it has none yet.
    @inline(__always)
    func number(of start: UnsafePointer<UInt8>, _ count: Int, hash: UInt32) -> UInt32? {
      EndpointTable.find(start, count, hash, textSlots, textMask, records).number
    }
  }

  /// The numbers of many ends, given in their order to those that had none.
  func numbers(of ends: [DealtEdges.UnknownEnd]) -> [UInt32] {
    var numbers = [UInt32](repeating: 0, count: ends.count)
    let block = 64
    var warmth: UInt64 = 0
    for first in stride(from: 0, to: ends.count, by: block) {
      let range = first..<min(ends.count, first + block)
      for end in ends[range] {
        warmth &+= end.length == 0 ? warmAddress(end.hash) : warmText(end.hash)
      }
      for index in range {
        let end = ends[index]
        numbers[index] =
          end.length == 0
          ? number(of: end.address, hash: end.hash) : number(of: end.start, Int(end.length), hash: end.hash)
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
    // Behind a text as many bytes are readable as a short one might have.
    if recordsEnd + size + 32 > recordsRoom {
      let room = max(recordsRoom * 2, recordsEnd + size + 32)
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
    textSlots[slot] = slotOfRecord(at: place)
    textCount += 1
    if textCount * 3 > textMask * 2 { growTexts() }
    return number
  }

  private func slotOfRecord(at place: Int) -> TextSlot {
    let record = UnsafePointer(records + place)
    let length = Int(Self.word(record + 8))
    return TextSlot(
      mark: UInt64(Self.word(record)) << 32 | UInt64(Self.word(record + 4)) + 1,
      key: length <= TextKey.limit
        ? TextKey(record + Self.header, length) : TextKey(record: place, length: length))
  }

  private func growTexts() {
    textSlots.deallocate()
    let room = (textMask + 1) * 2
    textSlots = Self.freeSlots(room)
    textMask = room - 1
    var place = 0
    while place < recordsEnd {
      var slot = Int(Self.word(records + place)) & textMask
      while textSlots[slot].mark != 0 { slot = (slot + 1) & textMask }
      textSlots[slot] = slotOfRecord(at: place)
      place += (Self.header + Int(Self.word(records + place + 8)) + 3) & ~3
    }
  }

  /// Each within one line of the processor's cache.
  private static func freeSlots(_ count: Int) -> UnsafeMutablePointer<TextSlot> {
    let slots = UnsafeMutableRawPointer.allocate(byteCount: count * MemoryLayout<TextSlot>.stride, alignment: 64)
      .bindMemory(to: TextSlot.self, capacity: count)
    slots.initialize(repeating: TextSlot(), count: count)
    return slots
  }

  @inline(__always)
  fileprivate static func word(_ pointer: UnsafePointer<UInt8>) -> UInt32 {
    UnsafeRawPointer(pointer).loadUnaligned(as: UInt32.self)
  }

  @inline(__always)
  private static func word(_ pointer: UnsafeMutablePointer<UInt8>) -> UInt32 {
    UnsafeRawPointer(pointer).loadUnaligned(as: UInt32.self)
  }

  @inline(__always)
  fileprivate static func areEqual(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int) -> Bool {
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

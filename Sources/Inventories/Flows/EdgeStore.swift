/// Who talked to whom on which port, summed over all rows of all flow logs: one record for each source, target, port and
/// transport.
///
/// Records are dealt to 256 parts by the hashes of their ends and wait there in a buffer; a full buffer is added to the
/// table of its part at once. So each table is small enough for the processor's cache while it is worked on, and the waits
/// for memory overlap. Parts have nothing in common, so that threads may work on different ones at once (`DealtEdges`).
///
/// A reference with memory of its own. It grows with the distinct edges, 36 bytes each and about 8 for the hash table, not
/// with the rows.
final class EdgeStore: @unchecked Sendable {
  static let partCount = 256
  private static let bufferRoom = 1024

  private var parts: UnsafeMutablePointer<EdgePart>
  private var buffers: UnsafeMutablePointer<FlowEdge>
  private var waiting: UnsafeMutablePointer<Int>

  init() {
    parts = .allocate(capacity: Self.partCount)
    for part in 0..<Self.partCount { (parts + part).initialize(to: EdgePart()) }
    buffers = .allocate(capacity: Self.partCount * Self.bufferRoom)
    waiting = .allocate(capacity: Self.partCount)
    waiting.initialize(repeating: 0, count: Self.partCount)
  }

  deinit {
    for part in 0..<Self.partCount { parts[part].release() }
    parts.deallocate()
    buffers.deallocate()
    waiting.deallocate()
  }

  /// The part of an edge, by the hashes of its ends.
  @inline(__always)
  static func part(_ source: UInt32, _ target: UInt32) -> Int {
    Int((((source &* 0x85EB_CA6B) ^ target) &* 0x9E37_79B1) &>> 24)
  }

  @inline(__always)
  func add(_ edge: FlowEdge, to part: Int) {
    let used = waiting[part]
    buffers[part * Self.bufferRoom + used] = edge
    if used + 1 == Self.bufferRoom {
      parts[part].add(buffers + part * Self.bufferRoom, Self.bufferRoom)
      waiting[part] = 0
    } else {
      waiting[part] = used + 1
    }
  }

  /// Adds what still waits.
  func settle() {
    for part in 0..<Self.partCount where waiting[part] > 0 {
      parts[part].add(buffers + part * Self.bufferRoom, waiting[part])
      waiting[part] = 0
    }
  }

  /// Adds edges to one part at once, which one thread may do for each part; nothing waits in it.
  func add(_ edges: UnsafePointer<FlowEdge>, _ count: Int, to part: Int) { parts[part].add(edges, count) }

  var count: Int { (0..<Self.partCount).reduce(0) { $0 + parts[$1].count } }

  /// All edges, in an order that says nothing.
  func forEach(_ body: (FlowEdge) -> Void) {
    for part in 0..<Self.partCount {
      for index in 0..<parts[part].count { body(parts[part][index].pointee) }
    }
  }
}

/// The sum of the flows between two ends on one port: 36 bytes.
struct FlowEdge {
  /// Who asks, and who serves: numbers of an `EndpointTable`.
  var source: UInt32
  var target: UInt32
  /// The served port, then eight bits of transport, then eight of marks, which are no part of the key.
  var portAndMarks: UInt32
  /// Connections, or rows where the log does not count; stays at its highest value.
  var count: UInt32
  /// The first row in which it was seen, counted over all logs from 1.
  var firstRow: UInt32
  /// Seconds since 1970; 0 where the log says no time.
  var firstSeen: UInt32
  var lastSeen: UInt32
  var bytesLow: UInt32
  var bytesHigh: UInt32

  static let keyMask: UInt32 = 0xFFFF_FF00

  /// A row that goes from the asking end to the serving one was seen.
  static let asked: UInt32 = 1
  /// A row of an answer was seen.
  static let answered: UInt32 = 2
  /// The log itself says who began.
  static let certain: UInt32 = 4

  var port: UInt16 { UInt16(truncatingIfNeeded: portAndMarks >> 16) }
  var transport: UInt8 { UInt8(truncatingIfNeeded: portAndMarks >> 8) }
  var marks: UInt32 { portAndMarks & 0xFF }
  var bytes: UInt64 { UInt64(bytesHigh) << 32 | UInt64(bytesLow) }

  @inline(__always)
  init(
    source: UInt32, target: UInt32, port: UInt16, transport: UInt8, marks: UInt32, count: UInt32, row: UInt32,
    firstSeen: UInt32, lastSeen: UInt32, bytes: UInt64
  ) {
    self.source = source
    self.target = target
    portAndMarks = UInt32(port) &<< 16 | UInt32(transport) &<< 8 | marks
    self.count = count
    firstRow = row
    self.firstSeen = firstSeen
    self.lastSeen = lastSeen
    bytesLow = UInt32(truncatingIfNeeded: bytes)
    bytesHigh = UInt32(truncatingIfNeeded: bytes &>> 32)
  }

  @inline(__always)
  mutating func add(_ other: FlowEdge) {
    portAndMarks |= other.portAndMarks & ~Self.keyMask
    let (sum, isOver) = count.addingReportingOverflow(other.count)
    count = isOver ? .max : sum
    if other.firstRow < firstRow { firstRow = other.firstRow }
    if other.firstSeen != 0, firstSeen == 0 || other.firstSeen < firstSeen { firstSeen = other.firstSeen }
    if other.lastSeen > lastSeen { lastSeen = other.lastSeen }
    let (bytes, isMore) = self.bytes.addingReportingOverflow(other.bytes)
    let total = isMore ? .max : bytes
    bytesLow = UInt32(truncatingIfNeeded: total)
    bytesHigh = UInt32(truncatingIfNeeded: total &>> 32)
  }
}

/// One of the 256 parts: edges in segments that never move, found by a hash table of their numbers.
private struct EdgePart {
  private static let segmentBits = 9
  private static let segmentRoom = 1 << segmentBits

  private(set) var count = 0
  private var segments: UnsafeMutablePointer<UnsafeMutablePointer<FlowEdge>>
  private var segmentCount = 0
  private var segmentsRoom = 4
  private var slots: UnsafeMutablePointer<UInt32>
  private var mask: Int
  private var warmth: UInt32 = 0

  init() {
    segments = .allocate(capacity: segmentsRoom)
    mask = 31
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: 0, count: mask + 1)
  }

  func release() {
    for segment in 0..<segmentCount { segments[segment].deallocate() }
    segments.deallocate()
    slots.deallocate()
  }

  @inline(__always)
  subscript(index: Int) -> UnsafeMutablePointer<FlowEdge> {
    segments[index &>> Self.segmentBits] + (index & (Self.segmentRoom - 1))
  }

  @inline(__always)
  private static func hash(_ edge: FlowEdge) -> Int {
    let ends = UInt64(edge.source) &<< 32 | UInt64(edge.target)
    let product = (ends ^ UInt64(edge.portAndMarks & FlowEdge.keyMask) &* 0x9E37_79B9_7F4A_7C15)
      .multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return Int(truncatingIfNeeded: (product.high ^ product.low) &>> 16)
  }

  /// Adds a batch: first all slots, then all records that stand there, then one after the other.
  mutating func add(_ batch: UnsafePointer<FlowEdge>, _ batchCount: Int) {
    if (count + batchCount) * 4 > mask * 3 { growSlots(for: count + batchCount) }
    while count + batchCount > segmentCount * Self.segmentRoom { addSegment() }
    let block = 32
    var warmth: UInt32 = 0
    let part = self
    let (slots, mask) = (slots, mask)
    var count = count
    withUnsafeTemporaryAllocation(of: Int.self, capacity: block) { places in
      let places = places.baseAddress!
      var first = 0
      while first < batchCount {
        let end = min(batchCount, first + block)
        for index in first..<end {
          let slot = Self.hash(batch[index]) & mask
          places[index - first] = slot
          warmth &+= slots[slot]
        }
        for index in first..<end {
          let entry = slots[places[index - first]]
          if entry != 0 { warmth &+= part[Int(entry) - 1].pointee.count }
        }
        for index in first..<end {
          let edge = batch[index]
          var slot = places[index - first]
          while true {
            let entry = slots[slot]
            if entry == 0 {
              part[count].initialize(to: edge)
              count += 1
              slots[slot] = UInt32(truncatingIfNeeded: count)
              break
            }
            let known = part[Int(entry) - 1]
            if known.pointee.source == edge.source, known.pointee.target == edge.target,
              (known.pointee.portAndMarks ^ edge.portAndMarks) & FlowEdge.keyMask == 0
            {
              known.pointee.add(edge)
              break
            }
            slot = (slot + 1) & mask
          }
        }
        first = end
      }
    }
    self.count = count
    self.warmth = warmth
  }

  private mutating func addSegment() {
    if segmentCount == segmentsRoom {
      let larger = UnsafeMutablePointer<UnsafeMutablePointer<FlowEdge>>.allocate(capacity: segmentsRoom * 2)
      larger.update(from: segments, count: segmentCount)
      segments.deallocate()
      segments = larger
      segmentsRoom *= 2
    }
    segments[segmentCount] = .allocate(capacity: Self.segmentRoom)
    segmentCount += 1
  }

  private mutating func growSlots(for wanted: Int) {
    var size = mask + 1
    while wanted * 4 > (size - 1) * 3 { size *= 2 }
    slots.deallocate()
    slots = .allocate(capacity: size)
    slots.initialize(repeating: 0, count: size)
    mask = size - 1
    for index in 0..<count {
      var slot = Self.hash(self[index].pointee) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(index + 1)
    }
  }
}

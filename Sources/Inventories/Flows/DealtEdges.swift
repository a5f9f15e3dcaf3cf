/// What one thread read of a block of rows, dealt to the parts of an `EdgeStore`, until the thread that owns a part takes
/// it from there.
///
///     thread 1 reads the block's first half  ─┐ parts 0, 2, 4, … ─→ thread 1 sums
///     thread 2 reads the block's second half ─┴ parts 1, 3, 5, … ─→ thread 2 sums
///
/// So all threads fill one store and nothing is brought together in the end. While rows are read the shared table of ends
/// is only looked at: an end that it does not have yet gets a number for the time being, of a list kept here, and its true
/// number between the two steps, in the order of the rows.
///
/// Edges stand in segments of 64, chained part by part in the order in which they came. A reference with memory of its own.
final class DealtEdges: @unchecked Sendable {
  /// An end that the table did not have: a text in the block that is being read, or an address where `length` is 0.
  struct UnknownEnd {
    var start: UnsafePointer<UInt8>
    var length: UInt32
    var address: UInt32
    var hash: UInt32
  }

  /// Marks the number of an `UnknownEnd`.
  static let unknown: UInt32 = 1 << 31
  private static let segmentRoom = 64
  private static let none = Int32(-1)

  private(set) var unknownEnds: [UnknownEnd] = []
  /// The true numbers of the unknown ends, once `EndpointTable.resolve` gave them.
  private var numbers: [UInt32] = []

  private var edges: UnsafeMutablePointer<FlowEdge>
  /// Of each segment the next of its part.
  private var next: UnsafeMutablePointer<Int32>
  private var room = 512
  private var used: Int32 = 0
  // By part
  private let first: UnsafeMutablePointer<Int32>
  private let last: UnsafeMutablePointer<Int32>
  /// Edges in the last segment.
  private let filled: UnsafeMutablePointer<Int32>

  init() {
    edges = .allocate(capacity: room * Self.segmentRoom)
    next = .allocate(capacity: room)
    first = .allocate(capacity: EdgeStore.partCount)
    last = .allocate(capacity: EdgeStore.partCount)
    filled = .allocate(capacity: EdgeStore.partCount)
    clear()
  }

  deinit {
    edges.deallocate()
    next.deallocate()
    first.deallocate()
    last.deallocate()
    filled.deallocate()
  }

  /// Before the next block.
  func clear() {
    used = 0
    unknownEnds.removeAll(keepingCapacity: true)
    first.update(repeating: Self.none, count: EdgeStore.partCount)
    last.update(repeating: Self.none, count: EdgeStore.partCount)
    // As if full, so that the first edge of a part begins a segment.
    filled.update(repeating: Int32(Self.segmentRoom), count: EdgeStore.partCount)
  }

  /// The number for the time being of an end that the table does not have.
  @inline(__always)
  func number(of end: UnknownEnd) -> UInt32 {
    unknownEnds.append(end)
    return Self.unknown | UInt32(truncatingIfNeeded: unknownEnds.count - 1)
  }

  @inline(__always)
  func add(_ edge: FlowEdge, to part: Int) {
    if filled[part] == Self.segmentRoom { beginSegment(part) }
    edges[Int(last[part]) * Self.segmentRoom + Int(filled[part])] = edge
    filled[part] &+= 1
  }

  @inline(never)
  private func beginSegment(_ part: Int) {
    if Int(used) == room { grow() }
    if first[part] == Self.none { first[part] = used } else { next[Int(last[part])] = used }
    next[Int(used)] = Self.none
    last[part] = used
    filled[part] = 0
    used += 1
  }

  private func grow() {
    let largerEdges = UnsafeMutablePointer<FlowEdge>.allocate(capacity: room * 2 * Self.segmentRoom)
    largerEdges.update(from: edges, count: room * Self.segmentRoom)
    edges.deallocate()
    edges = largerEdges
    let largerNext = UnsafeMutablePointer<Int32>.allocate(capacity: room * 2)
    largerNext.update(from: next, count: room)
    next.deallocate()
    next = largerNext
    room *= 2
  }

  /// Gives the unknown ends their numbers, in the order in which they were met.
  func resolve(in endpoints: EndpointTable) { numbers = endpoints.numbers(of: unknownEnds) }

  /// The true number of an end.
  @inline(__always)
  func settled(_ number: UInt32) -> UInt32 {
    number & Self.unknown == 0 ? number : numbers[Int(number & ~Self.unknown)]
  }

  /// The edges of a part, with the true numbers of their ends, in pieces.
  func forEachSegment(of part: Int, _ body: (UnsafePointer<FlowEdge>, Int) -> Void) {
    var segment = first[part]
    numbers.withUnsafeBufferPointer { numbers in
      while segment != Self.none {
        let edges = edges + Int(segment) * Self.segmentRoom
        let count = segment == last[part] ? Int(filled[part]) : Self.segmentRoom
        for index in 0..<count {
          let (source, target) = (edges[index].source, edges[index].target)
          if source & Self.unknown != 0 { edges[index].source = numbers[Int(source & ~Self.unknown)] }
          if target & Self.unknown != 0 { edges[index].target = numbers[Int(target & ~Self.unknown)] }
        }
        body(edges, count)
        segment = next[Int(segment)]
      }
    }
  }
}

import Documents

/// Reads rows of flow logs and sums them: what one thread does.
///
/// Bytes come in chunks of whole rows. Of each chunk first the separators and line ends are found, sixty-four bytes at a
/// time; then, row by row, the cells that matter are read; and in batches of sixty-four rows their ends get numbers and
/// their sums a place (`EndpointTable`, `EdgeStore`).
///
/// Every row is checked: its bytes are UTF-8 without NUL, it has as many cells as the header, both ends, and numbers where
/// numbers belong. Rows that are not so are counted by their fault, the first of each kept with its line; none is guessed.
final class FlowWorker: @unchecked Sendable {
  /// What is wrong with a row.
  enum Fault: Int, CaseIterable, Sendable {
    case cells, ends, port, number, transport, encoding, quote, length

    var meaning: String {
      switch self {
      case .cells: "not as many cells as the header"
      case .ends: "a source or target that is no address and no name"
      case .port: "a port that is no whole number from 0 to 65535"
      case .number: "a count or size that is no whole number"
      case .transport: "a transport that is no known word or number"
      case .encoding: "bytes that are not UTF-8, or NUL"
      case .quote: "a quote that does not close, or text behind one"
      case .length: "longer than 1 MiB"
      }
    }
  }

  struct Reject: Hashable, Sendable {
    var fault: Fault
    /// Counted over all logs from 1.
    var row: UInt32
  }

  struct Tally: Sendable {
    var rows = 0
    /// Rows in which the log says that it has nothing to say: NODATA, SKIPDATA, remarks.
    var silent = 0
    var refused = 0
    var unanswered = 0
    var answers = 0
    var asks = 0
    /// Rows of two ports of which none is likelier to be the served one.
    var undecided = 0
    var undecidedOver = 0
    var timeless = 0
    var faults = [Int](repeating: 0, count: Fault.allCases.count)
    var rejects: [Reject] = []
    var bytes: UInt64 = 0

    mutating func add(_ other: Tally) {
      rows += other.rows
      silent += other.silent
      refused += other.refused
      unanswered += other.unanswered
      answers += other.answers
      asks += other.asks
      undecided += other.undecided
      undecidedOver += other.undecidedOver
      timeless += other.timeless
      for index in faults.indices { faults[index] += other.faults[index] }
      rejects += other.rejects
      bytes = bytes &+ other.bytes
    }
  }

  /// A pair of ends and ports of which none is likelier to be the served one; the end that stands first in the file first.
  struct Pair: Hashable, Sendable {
    var source: UInt32
    var target: UInt32
    var sourcePort: UInt16
    var targetPort: UInt16
    var transport: UInt8
  }

  static let pairRoom = 500_000

  /// Shared by all workers.
  let endpoints: EndpointTable
  let edges: EdgeStore
  /// Where this worker's rows go while others read, too; nil where it reads alone, and adds to the shared tables at once.
  private var dealt: DealtEdges?
  private var view: EndpointTable.View?
  /// Rows of which the ports do not tell who served, kept while others read.
  private var undecidedRows: [(pair: Pair, edge: FlowEdge, parts: (asked: Int, answered: Int))] = []
  var tally = Tally()
  var pairs: [Pair: FlowEdge] = [:]
  /// Rows of each day since 1970.
  let days: UnsafeMutablePointer<UInt32>
  /// One bit for each hour since 1970 in which there was a row.
  let hours: UnsafeMutablePointer<UInt32>
  static let dayRoom = 1 << 16

  private var positions: UnsafeMutablePointer<UInt32>
  private var rowEnds: UnsafeMutablePointer<UInt32>
  private var positionRoom = 1 << 17
  private let batch: UnsafeMutablePointer<Pending>
  private var batchCount = 0
  private let ranks: UnsafeMutablePointer<UInt8>
  /// What warming read; kept so that the reads are made.
  private var warmth: UInt64 = 0

  static let batchRoom = 64
  /// Bytes whose separators are found at once.
  private static let stride = 1 << 16

  /// A row that waits for the numbers of its ends.
  private struct Pending {
    var sourceStart: UInt32 = 0
    var targetStart: UInt32 = 0
    /// 0 for an address.
    var sourceLength: UInt32 = 0
    var targetLength: UInt32 = 0
    /// The address, or the hash of the text.
    var source: UInt32 = 0
    var target: UInt32 = 0
    var sourceHash: UInt32 = 0
    var targetHash: UInt32 = 0
    var sourcePort: UInt16 = 0
    var targetPort: UInt16 = 0
    var transport: UInt8 = 0
    /// What is known of the direction.
    var direction = Direction.ports
    var count: UInt32 = 1
    var row: UInt32 = 0
    var begin: UInt32 = 0
    var end: UInt32 = 0
    var bytes: UInt64 = 0
  }

  private enum Direction: UInt8 {
    /// To be told from the ports.
    case ports
    /// The source asked: the log says so, or has the port of the target alone.
    case asked
    /// The log says that the source asked, and that it was answered.
    case certain
    /// The source answered.
    case answered
  }

  init(_ endpoints: EndpointTable, _ edges: EdgeStore) {
    self.endpoints = endpoints
    self.edges = edges
    positions = .allocate(capacity: positionRoom + 64)
    rowEnds = .allocate(capacity: positionRoom + 64)
    batch = .allocate(capacity: Self.batchRoom)
    batch.initialize(repeating: Pending(), count: Self.batchRoom)
    days = .allocate(capacity: Self.dayRoom)
    days.initialize(repeating: 0, count: Self.dayRoom)
    hours = .allocate(capacity: Self.dayRoom)
    hours.initialize(repeating: 0, count: Self.dayRoom)
    ranks = .allocate(capacity: 1 << 16)
    for (port, rank) in KnownPorts.ranks.enumerated() { ranks[port] = rank }
  }

  deinit {
    positions.deallocate()
    rowEnds.deallocate()
    batch.deallocate()
    days.deallocate()
    hours.deallocate()
    ranks.deallocate()
  }

  // MARK: Chunks

  /// Reads whole rows; `start` must have 64 readable bytes behind `count`. Rows are counted on from `row`. With `quotes`,
  /// cells may stand in quotes and contain separators and line ends.
  ///
  /// Gives the number of lines read.
  @discardableResult
  func read(_ start: UnsafePointer<UInt8>, _ count: Int, layout: FlowLayout, row: UInt32, quotes: Bool) -> UInt32 {
    let plan = Plan(layout)
    if quotes { return readQuoted(start, count, plan, row: row) }
    var row = row
    var position = 0
    while position < count {
      var end = min(count, position + Self.stride)
      if end < count {
        while end > position, start[end - 1] != 0x0A { end -= 1 }
        // A row longer than a stride.
        if end == position {
          end = min(count, position + Self.stride)
          while end < count, start[end - 1] != 0x0A { end += 1 }
        }
      }
      row = readPlain(start + position, end - position, plan, row: row)
      position = end
    }
    return row
  }

  /// The columns that matter.
  private struct Plan {
    let separator: UInt8
    let width: Int
    let source, target, sourcePort, targetPort, transport, count, bytes, begin, end, action, status, tcpFlags,
      state: Int
    let isDirected: Bool
    let hasRemarks: Bool
    let hasMore: Bool
    let mayQuote: Bool

    init(_ layout: FlowLayout) {
      separator = layout.separator
      width = layout.columns.count
      source = layout.place(.source)
      target = layout.place(.target)
      sourcePort = layout.place(.sourcePort)
      targetPort = layout.place(.targetPort)
      transport = layout.place(.transport)
      count = layout.place(.count)
      bytes = layout.place(.bytes)
      begin = layout.place(.begin)
      end = layout.place(.end)
      action = layout.place(.action)
      status = layout.place(.status)
      tcpFlags = layout.place(.tcpFlags)
      state = layout.place(.state)
      isDirected = layout.isDirected
      mayQuote = layout.mayQuote
      hasRemarks = layout.hasRemarks
      hasMore = action >= 0 || status >= 0 || tcpFlags >= 0 || state >= 0
    }
  }

  /// The cells of a row: where the first begins, and what stands behind each.
  private struct Cells {
    let start: UInt32
    let ends: UnsafePointer<UInt32>

    @inline(__always)
    func begin(_ column: Int) -> Int { column == 0 ? Int(start) : Int(ends[column - 1]) + 1 }
    @inline(__always)
    func end(_ column: Int) -> Int { Int(ends[column]) }
  }

  private func readPlain(_ start: UnsafePointer<UInt8>, _ count: Int, _ plan: Plan, row: UInt32) -> UInt32 {
    if count + 64 > positionRoom { growPositions(count + 64) }
    let found = index(start, count, separator: plan.separator)
    if found.hasQuote, plan.mayQuote { return readQuoted(start, count, plan, row: row) }
    let isDoubtful =
      found.hasNull
      || (found.hasHigh
        && UTF8Validation.firstInvalid(in: UnsafeRawBufferPointer(start: start, count: count)) != nil)
    let (positions, rowEnds) = (positions, rowEnds)
    var row = row
    var begin: UInt32 = 0
    var firstEnd = 0
    let wanted = plan.width - 1
    var tally = self.tally
    for index in 0..<found.rows {
      let lastEnd = Int(rowEnds[index])
      let lineEnd = positions[lastEnd]
      let rowBegin = begin
      let rowFirst = firstEnd
      begin = lineEnd + 1
      firstEnd = lastEnd + 1
      let rowNumber = row
      row &+= 1
      if lastEnd - rowFirst != wanted {
        takeOdd(start, Int(rowBegin), Int(lineEnd), cells: lastEnd - rowFirst + 1, plan, rowNumber, &tally)
        continue
      }
      if lineEnd > rowBegin, start[Int(lineEnd) - 1] == 0x0D { positions[lastEnd] = lineEnd - 1 }
      if isDoubtful, !isClean(start, Int(rowBegin), Int(lineEnd)) {
        reject(.encoding, rowNumber, &tally)
        continue
      }
      take(start, Cells(start: rowBegin, ends: positions + rowFirst), plan, rowNumber, &tally)
      if batchCount == Self.batchRoom { settle(start, &tally) }
    }
    settle(start, &tally)
    self.tally = tally
    return row
  }

  private func growPositions(_ room: Int) {
    positions.deallocate()
    rowEnds.deallocate()
    positionRoom = room
    positions = .allocate(capacity: room + 64)
    rowEnds = .allocate(capacity: room + 64)
  }

  /// Finds separators and line ends. A last row without its line end ends with the bytes.
  private func index(_ start: UnsafePointer<UInt8>, _ count: Int, separator: UInt8) -> (
    rows: Int, hasQuote: Bool, hasHigh: Bool, hasNull: Bool
  ) {
    let raw = UnsafeRawPointer(start)
    let (positions, rowEnds) = (positions, rowEnds)
    let separators = SIMD16<UInt8>(repeating: separator)
    let lines = SIMD16<UInt8>(repeating: 0x0A)
    let quotes = SIMD16<UInt8>(repeating: 0x22)
    var high = SIMD16<UInt8>(repeating: 0)
    var low = SIMD16<UInt8>(repeating: 0xFF)
    var quoted = SIMD16<UInt8>(repeating: 0)
    let one = SIMD16<UInt8>(repeating: 1)
    let none = SIMD16<UInt8>(repeating: 0)
    var used = 0
    var rows = 0
    var position = 0
    while position < count {
      var cells: UInt64 = 0
      var ends: UInt64 = 0
      for part in 0..<4 {
        var bytes = raw.loadUnaligned(fromByteOffset: position + part * 16, as: SIMD16<UInt8>.self)
        if position + 64 > count {
          // Behind the end stands what another chunk left.
          for lane in 0..<16 where position + part * 16 + lane >= count { bytes[lane] = 0x20 }
          if separator == 0x20 { for lane in 0..<16 where position + part * 16 + lane >= count { bytes[lane] = 0x2E } }
        }
        high |= bytes
        low = pointwiseMin(low, bytes)
        quoted |= none.replacing(with: one, where: bytes .== quotes)
        cells |= Self.bits(bytes .== separators) &<< UInt64(part * 16)
        ends |= Self.bits(bytes .== lines) &<< UInt64(part * 16)
      }
      var all = cells | ends
      let base = UInt32(truncatingIfNeeded: position)
      if ends != 0 {
        var rest = ends
        while rest != 0 {
          let bit = rest & (0 &- rest)
          rowEnds[rows] = UInt32(truncatingIfNeeded: used &+ (all & (bit &- 1)).nonzeroBitCount)
          rows &+= 1
          rest &= rest &- 1
        }
      }
      while all != 0 {
        positions[used] = base &+ UInt32(truncatingIfNeeded: all.trailingZeroBitCount)
        used &+= 1
        all &= all &- 1
      }
      position += 64
    }
    let isClosed = rows > 0 && Int(rowEnds[rows - 1]) == used - 1 && Int(positions[used - 1]) == count - 1
    if !isClosed, count > 0 {
      positions[used] = UInt32(count)
      rowEnds[rows] = UInt32(used)
      rows += 1
    }
    return (rows, quoted.max() != 0, high.max() >= 0x80, low.min() == 0)
  }

  /// One bit for each lane of a comparison.
  @inline(__always)
  private static func bits(_ mask: SIMDMask<SIMD16<Int8>>) -> UInt64 {
    let halves = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    let low = ((halves.x & 0x8040_2010_0804_0201) &* 0x0101_0101_0101_0101) &>> 56
    let high = ((halves.y & 0x8040_2010_0804_0201) &* 0x0101_0101_0101_0101) &>> 56
    return low | high &<< 8
  }

  private func isClean(_ start: UnsafePointer<UInt8>, _ begin: Int, _ end: Int) -> Bool {
    let bytes = UnsafeRawBufferPointer(start: start + begin, count: end - begin)
    return !bytes.contains(0) && UTF8Validation.firstInvalid(in: bytes) == nil
  }

  // MARK: Rows

  private func reject(_ fault: Fault, _ row: UInt32, _ tally: inout Tally) {
    tally.faults[fault.rawValue] += 1
    if tally.faults[fault.rawValue] <= 3 { tally.rejects.append(Reject(fault: fault, row: row)) }
  }

  /// A row of another number of cells: a blank line, a remark, the sums at the end of nfdump's output, or a fault.
  private func takeOdd(
    _ start: UnsafePointer<UInt8>, _ begin: Int, _ end: Int, cells: Int, _ plan: Plan, _ row: UInt32,
    _ tally: inout Tally
  ) {
    let text = UnsafeBufferPointer(start: start + begin, count: end - begin)
    if text.allSatisfy({ $0 == 0x0D || $0 == 0x20 }) { return }
    tally.rows += 1
    if plan.hasRemarks, text.first == UInt8(ascii: "#") {
      tally.silent += 1
      return
    }
    if text.starts(with: "Summary".utf8) || (cells == 6 && text.starts(with: "flows,bytes".utf8))
      || (cells == 6 && text.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2C || $0 == 0x0D })
    {
      tally.silent += 1
      return
    }
    reject(text.count > 1 << 20 ? .length : .cells, row, &tally)
  }

  @inline(__always)
  private func take(
    _ start: UnsafePointer<UInt8>, _ cells: Cells, _ plan: Plan, _ row: UInt32, _ tally: inout Tally
  ) {
    tally.rows &+= 1
    if plan.hasRemarks, start[cells.begin(0)] == UInt8(ascii: "#") {
      tally.silent += 1
      return
    }
    let pending = batch + batchCount
    pending.pointee.direction = .ports
    if plan.hasMore, !takeMore(start, cells, plan, pending, &tally) { return }
    guard
      Self.end(
        start, cells.begin(plan.source), cells.end(plan.source), &pending.pointee.sourceStart,
        &pending.pointee.sourceLength, &pending.pointee.source, &pending.pointee.sourceHash),
      Self.end(
        start, cells.begin(plan.target), cells.end(plan.target), &pending.pointee.targetStart,
        &pending.pointee.targetLength, &pending.pointee.target, &pending.pointee.targetHash)
    else { return reject(.ends, row, &tally) }

    guard let targetPort = Self.port(start, cells.begin(plan.targetPort), cells.end(plan.targetPort)) else {
      return reject(.port, row, &tally)
    }
    pending.pointee.targetPort = targetPort
    if plan.sourcePort >= 0 {
      guard let sourcePort = Self.port(start, cells.begin(plan.sourcePort), cells.end(plan.sourcePort)) else {
        return reject(.port, row, &tally)
      }
      pending.pointee.sourcePort = sourcePort
      if plan.isDirected, pending.pointee.direction == .ports { pending.pointee.direction = .certain }
    } else if pending.pointee.direction == .ports {
      pending.pointee.direction = plan.isDirected ? .certain : .asked
    }
    if plan.transport >= 0 {
      guard let transport = Self.transport(start, cells.begin(plan.transport), cells.end(plan.transport)) else {
        return reject(.transport, row, &tally)
      }
      pending.pointee.transport = transport
    } else {
      pending.pointee.transport = 0
    }
    var count: UInt64 = 1
    if plan.count >= 0 {
      guard let value = Self.number(start, cells.begin(plan.count), cells.end(plan.count), empty: 1) else {
        return reject(.number, row, &tally)
      }
      count = value
    }
    pending.pointee.count = UInt32(clamping: count)
    var bytes: UInt64 = 0
    if plan.bytes >= 0 {
      guard let value = Self.number(start, cells.begin(plan.bytes), cells.end(plan.bytes), empty: 0) else {
        return reject(.number, row, &tally)
      }
      bytes = value
    }
    pending.pointee.bytes = bytes
    tally.bytes &+= bytes
    pending.pointee.begin = 0
    pending.pointee.end = 0
    if plan.begin >= 0 || plan.end >= 0 { takeTimes(start, cells, plan, pending, &tally) }
    pending.pointee.row = row
    batchCount &+= 1
  }

  /// What some logs say beside: whether a flow was let through, who began it. False where the row is used up.
  private func takeMore(
    _ start: UnsafePointer<UInt8>, _ cells: Cells, _ plan: Plan, _ pending: UnsafeMutablePointer<Pending>,
    _ tally: inout Tally
  ) -> Bool {
    func text(_ column: Int) -> UnsafeBufferPointer<UInt8> {
      UnsafeBufferPointer(start: start + cells.begin(column), count: cells.end(column) - cells.begin(column))
    }
    if plan.status >= 0 {
      let status = text(plan.status)
      if status.elementsEqual("NODATA".utf8) || status.elementsEqual("SKIPDATA".utf8) {
        tally.silent += 1
        return false
      }
    }
    if plan.action >= 0, let first = text(plan.action).first {
      // REJECT, D(eny), Deny, Drop, Block, B(locked)
      switch first | 0x20 {
      case UInt8(ascii: "r"), UInt8(ascii: "d"), UInt8(ascii: "b"):
        tally.refused += 1
        return false
      default: break
      }
    }
    if plan.state >= 0 {
      // Zeek: S0 nobody answered, REJ refused, OTH no beginning was seen.
      let state = text(plan.state)
      if state.elementsEqual("S0".utf8) || state.elementsEqual("SH".utf8) {
        tally.unanswered += 1
        return false
      }
      if state.elementsEqual("REJ".utf8) {
        tally.refused += 1
        return false
      }
      if !state.elementsEqual("OTH".utf8) { pending.pointee.direction = .certain }
    }
    if plan.tcpFlags >= 0,
      let flags = Self.number(start, cells.begin(plan.tcpFlags), cells.end(plan.tcpFlags), empty: 0)
    {
      // AWS gathers SYN and FIN, and ACK with SYN alone: 2 and 3 were sent by who asked, 18 and 19 by who answered.
      if flags & 18 == 18 {
        pending.pointee.direction = .answered
      } else if flags & 2 == 2 {
        pending.pointee.direction = .asked
      }
    }
    return true
  }

  private func takeTimes(
    _ start: UnsafePointer<UInt8>, _ cells: Cells, _ plan: Plan, _ pending: UnsafeMutablePointer<Pending>,
    _ tally: inout Tally
  ) {
    var begin: UInt32 = 0
    var end: UInt32 = 0
    if plan.begin >= 0 { begin = seconds(start, cells.begin(plan.begin), cells.end(plan.begin)) }
    if plan.end >= 0 { end = seconds(start, cells.begin(plan.end), cells.end(plan.end)) }
    if begin == 0 { begin = end }
    if end < begin { end = begin }
    if begin == 0 {
      tally.timeless += 1
      return
    }
    pending.pointee.begin = begin
    pending.pointee.end = end
    days[Int(begin) / 86_400] &+= 1
    for hour in [Int(begin) / 3600, Int(end) / 3600] { hours[hour / 24] |= 1 << UInt32(hour % 24) }
  }

  /// Takes a flow that was read otherwise, from text of its own.
  func take(
    source: String, target: String, sourcePort: UInt16, targetPort: UInt16, transport: UInt8, bytes: UInt64,
    seconds: UInt32, row: UInt32, isAnswered: Bool
  ) {
    var tally = self.tally
    var text = source + "," + target
    text += String(repeating: " ", count: 64)
    text.withUTF8 { buffer in
      let start = buffer.baseAddress!
      let middle = source.utf8.count
      let pending = batch + batchCount
      guard
        Self.end(
          start, 0, middle, &pending.pointee.sourceStart, &pending.pointee.sourceLength, &pending.pointee.source,
          &pending.pointee.sourceHash),
        Self.end(
          start, middle + 1, middle + 1 + target.utf8.count, &pending.pointee.targetStart,
          &pending.pointee.targetLength, &pending.pointee.target, &pending.pointee.targetHash)
      else { return reject(.ends, row, &tally) }
      pending.pointee.sourcePort = sourcePort
      pending.pointee.targetPort = targetPort
      pending.pointee.transport = transport
      pending.pointee.direction = isAnswered ? .certain : .asked
      pending.pointee.count = 1
      pending.pointee.row = row
      pending.pointee.bytes = bytes
      tally.bytes &+= bytes
      pending.pointee.begin = seconds
      pending.pointee.end = seconds
      if seconds > 0 {
        days[Int(seconds) / 86_400] &+= 1
        hours[Int(seconds) / 86_400] |= 1 << UInt32(seconds / 3600 % 24)
      } else {
        tally.timeless += 1
      }
      batchCount += 1
      settle(start, &tally)
    }
    self.tally = tally
  }

  // MARK: Batches

  /// Numbers the ends of the rows that wait, and adds the rows to their edges.
  private func settle(_ start: UnsafePointer<UInt8>, _ tally: inout Tally) {
    let count = batchCount
    guard count > 0 else { return }
    if let dealt, let view { return settle(start, &tally, view, dealt) }
    let endpoints = endpoints
    let batch = batch
    var warmth: UInt64 = 0
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 2 * Self.batchRoom) { slots in
      let slots = slots.baseAddress!
      for index in 0..<count {
        let row = batch + index
        slots[2 * index] =
          row.pointee.sourceLength == 0
          ? endpoints.warmAddress(row.pointee.sourceHash) : endpoints.warmText(row.pointee.sourceHash)
        slots[2 * index + 1] =
          row.pointee.targetLength == 0
          ? endpoints.warmAddress(row.pointee.targetHash) : endpoints.warmText(row.pointee.targetHash)
      }
      for index in 0..<2 * count { warmth &+= slots[index] }
    }
    batchCount = 0
    endpoints.warmth = warmth
    let edges = edges
    for index in 0..<count {
      let row = batch + index
      let source =
        row.pointee.sourceLength == 0
        ? endpoints.number(of: row.pointee.source, hash: row.pointee.sourceHash)
        : endpoints.number(
          of: start + Int(row.pointee.sourceStart), Int(row.pointee.sourceLength), hash: row.pointee.sourceHash)
      let target =
        row.pointee.targetLength == 0
        ? endpoints.number(of: row.pointee.target, hash: row.pointee.targetHash)
        : endpoints.number(
          of: start + Int(row.pointee.targetStart), Int(row.pointee.targetLength), hash: row.pointee.targetHash)
      deal(row.pointee, source, target, &tally) { edges.add($0, to: $1) }
    }
  }

  /// The same while others read, too: the table of ends is looked at and not written to.
  private func settle(
    _ start: UnsafePointer<UInt8>, _ tally: inout Tally, _ view: EndpointTable.View, _ dealt: DealtEdges
  ) {
    let count = batchCount
    batchCount = 0
    let batch = batch
    var warmth: UInt64 = 0
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 2 * Self.batchRoom) { slots in
      let slots = slots.baseAddress!
      for index in 0..<count {
        let row = batch + index
        slots[2 * index] =
          row.pointee.sourceLength == 0
          ? view.warmAddress(row.pointee.sourceHash) : view.warmText(row.pointee.sourceHash)
        slots[2 * index + 1] =
          row.pointee.targetLength == 0
          ? view.warmAddress(row.pointee.targetHash) : view.warmText(row.pointee.targetHash)
      }
      for index in 0..<2 * count { warmth &+= slots[index] }
    }
    self.warmth = warmth
    for index in 0..<count {
      let row = batch + index
      let sourceText = start + Int(row.pointee.sourceStart)
      let source =
        row.pointee.sourceLength == 0
        ? view.number(of: row.pointee.source, hash: row.pointee.sourceHash)
        : view.number(of: sourceText, Int(row.pointee.sourceLength), hash: row.pointee.sourceHash)
      let targetText = start + Int(row.pointee.targetStart)
      let target =
        row.pointee.targetLength == 0
        ? view.number(of: row.pointee.target, hash: row.pointee.targetHash)
        : view.number(of: targetText, Int(row.pointee.targetLength), hash: row.pointee.targetHash)
      deal(
        row.pointee,
        source
          ?? dealt.number(
            of: .init(
              start: sourceText, length: row.pointee.sourceLength, address: row.pointee.source,
              hash: row.pointee.sourceHash)),
        target
          ?? dealt.number(
            of: .init(
              start: targetText, length: row.pointee.targetLength, address: row.pointee.target,
              hash: row.pointee.targetHash)), &tally
      ) { dealt.add($0, to: $1) }
    }
  }

  /// Which part an edge goes to, and who asked: `add` puts it there.
  @inline(__always)
  private func deal(
    _ row: Pending, _ source: UInt32, _ target: UInt32, _ tally: inout Tally, add: (FlowEdge, Int) -> Void
  ) {
    var isAnswer = row.direction == .answered
    var marks = FlowEdge.asked
    switch row.direction {
    case .answered: break
    case .asked: if row.sourcePort != 0 { marks |= FlowEdge.certain }
    case .certain: marks |= FlowEdge.answered | FlowEdge.certain
    case .ports:
      let (here, there) = (ranks[Int(row.sourcePort)], ranks[Int(row.targetPort)])
      if here < there {
        isAnswer = true
      } else if here == there, row.sourcePort != row.targetPort {
        return keepUndecided(row, source, target, &tally)
      }
    }
    if isAnswer {
      tally.answers &+= 1
      add(
        FlowEdge(
          source: target, target: source, port: row.sourcePort, transport: row.transport, marks: FlowEdge.answered,
          count: row.count, row: row.row, firstSeen: row.begin, lastSeen: row.end, bytes: row.bytes),
        EdgeStore.part(row.targetHash, row.sourceHash))
    } else {
      tally.asks &+= 1
      add(
        FlowEdge(
          source: source, target: target, port: row.targetPort, transport: row.transport, marks: marks,
          count: row.count, row: row.row, firstSeen: row.begin, lastSeen: row.end, bytes: row.bytes),
        EdgeStore.part(row.sourceHash, row.targetHash))
    }
  }

  /// Both ports are as likely: decided at the end, by who serves more.
  @inline(never)
  private func keepUndecided(_ row: Pending, _ source: UInt32, _ target: UInt32, _ tally: inout Tally) {
    tally.undecided += 1
    let edge = FlowEdge(
      source: source, target: target, port: row.targetPort, transport: row.transport, marks: FlowEdge.asked,
      count: row.count, row: row.row, firstSeen: row.begin, lastSeen: row.end, bytes: row.bytes)
    let pair = Pair(
      source: source, target: target, sourcePort: row.sourcePort, targetPort: row.targetPort, transport: row.transport)
    let parts = (
      asked: EdgeStore.part(row.sourceHash, row.targetHash), answered: EdgeStore.part(row.targetHash, row.sourceHash)
    )
    if dealt != nil { undecidedRows.append((pair, edge, parts)) } else { keep(pair, edge, parts, &tally) }
  }

  private func keep(_ pair: Pair, _ edge: FlowEdge, _ parts: (asked: Int, answered: Int), _ tally: inout Tally) {
    if pairs[pair] != nil {
      pairs[pair]!.add(edge)
    } else if pairs.count < Self.pairRoom {
      pairs[pair] = edge
    } else {
      // No room to wait: the lower port serves.
      tally.undecidedOver += 1
      if pair.sourcePort < pair.targetPort {
        var answer = edge
        (answer.source, answer.target) = (edge.target, edge.source)
        answer.portAndMarks = UInt32(pair.sourcePort) << 16 | UInt32(pair.transport) << 8 | FlowEdge.answered
        edges.add(answer, to: parts.answered)
      } else {
        edges.add(edge, to: parts.asked)
      }
    }
  }

  // MARK: Sharing

  /// From here on others read, too: rows go into lists, from which `takeOver` takes them.
  func beginDealing(_ lists: DealtEdges) {
    lists.clear()
    dealt = lists
    view = endpoints.view
  }

  /// Ends that. What was undecided goes to the worker that keeps such rows for all, in the order of the workers.
  func endDealing(_ keeper: FlowWorker) {
    guard let dealt else { return }
    self.dealt = nil
    view = nil
    var keeperTally = keeper.tally
    for row in undecidedRows {
      var (pair, edge) = (row.pair, row.edge)
      (edge.source, edge.target) = (dealt.settled(edge.source), dealt.settled(edge.target))
      (pair.source, pair.target) = (edge.source, edge.target)
      keeper.keep(pair, edge, row.parts, &keeperTally)
    }
    keeper.tally = keeperTally
    undecidedRows.removeAll(keepingCapacity: true)
  }

  // MARK: Quotes

  /// The same for chunks with quotes: byte by byte, each row's cells into a table of their own.
  private func readQuoted(_ start: UnsafePointer<UInt8>, _ count: Int, _ plan: Plan, row: UInt32) -> UInt32 {
    var row = row
    var position = 0
    var tally = self.tally
    let width = plan.width
    // Cells without their quotes, copied side by side: a cell ends where the next begins, less one.
    var copied: [UInt8] = []
    var ends: [UInt32] = []
    copied.reserveCapacity(Self.stride)
    while position < count {
      let rowNumber = row
      copied.removeAll(keepingCapacity: true)
      ends.removeAll(keepingCapacity: true)
      var fault: Fault?
      let rowBegin = position
      cells: while true {
        while position < count, start[position] == 0x20, plan.separator != 0x20 { position += 1 }
        if position < count, start[position] == 0x22 {
          position += 1
          while true {
            guard position < count else {
              fault = .quote
              break
            }
            let byte = start[position]
            position += 1
            if byte == 0x0A { row &+= 1 }
            if byte == 0x22 {
              guard position < count, start[position] == 0x22 else { break }
              position += 1
            }
            copied.append(byte)
          }
          while position < count, start[position] == 0x20 || start[position] == 0x0D { position += 1 }
          if position < count, start[position] != plan.separator, start[position] != 0x0A {
            fault = fault ?? .quote
            while position < count, start[position] != plan.separator, start[position] != 0x0A { position += 1 }
          }
        } else {
          let begin = position
          while position < count, start[position] != plan.separator, start[position] != 0x0A { position += 1 }
          var end = position
          if end > begin, start[end - 1] == 0x0D, position == count || start[position] == 0x0A { end -= 1 }
          copied.append(contentsOf: UnsafeBufferPointer(start: start + begin, count: end - begin))
        }
        ends.append(UInt32(truncatingIfNeeded: copied.count))
        copied.append(plan.separator)
        guard position < count else { break }
        position += 1
        if start[position - 1] == 0x0A { break cells }
      }
      row &+= 1
      let length = copied.count
      copied.append(contentsOf: repeatElement(0x20, count: 64))
      if position - rowBegin > 1 << 20 { fault = .length }
      copied.withUnsafeBufferPointer { buffer in
        let text = buffer.baseAddress!
        if let fault {
          tally.rows += 1
          reject(fault, rowNumber, &tally)
        } else if ends.count != width {
          takeOdd(text, 0, length - 1, cells: ends.count, plan, rowNumber, &tally)
        } else if !isClean(text, 0, length) {
          tally.rows += 1
          reject(.encoding, rowNumber, &tally)
        } else {
          ends.withUnsafeBufferPointer { ends in
            take(text, Cells(start: 0, ends: ends.baseAddress!), plan, rowNumber, &tally)
          }
          settle(text, &tally)
        }
      }
    }
    self.tally = tally
    return row
  }
}

import Dispatch
import Documents

/// All flow logs of an import, summed: who talked to whom on which port, how often, how much and when.
///
///     let traffic = FlowAggregation(threads: 2)
///     try traffic.read("vpc.log", layout) { buffer in try file.read(into: buffer) }
///
/// Logs are read in blocks, never whole: what is kept grows with the distinct ends and edges. Each block is cut at line ends
/// into a chunk for each thread. All threads fill the same tables (`DealtEdges`): they read and look ends up, new ends get
/// their numbers in the order of the rows, then each thread sums the parts of the store that it owns. The result is the same
/// for any number of threads.
package final class FlowAggregation: @unchecked Sendable {
  /// A log that was read.
  struct Log: Sendable {
    var name: String
    var layout: FlowLayout
    /// The number of its first line among the lines of all logs, from 1.
    var firstRow: UInt32
    var lines: Int
    var bytes: Int
  }

  private(set) var logs: [Log] = []
  private let workers: [FlowWorker]
  /// Of each worker; none where there is but one.
  private let lists: [DealtEdges]
  private var nextRow: UInt32 = 1
  private var isFinished = false
  private static let chunk = 1 << 21

  /// `threads` share the work of reading.
  package init(threads: Int = 1) {
    let (endpoints, edges) = (EndpointTable(), EdgeStore())
    workers = (0..<max(1, min(64, threads))).map { _ in FlowWorker(endpoints, edges) }
    lists = workers.count == 1 ? [] : workers.map { _ in DealtEdges() }
  }

  package var isEmpty: Bool { logs.isEmpty }
  /// Rows that were read, whatever became of them.
  package var rowCount: Int { workers.reduce(0) { $0 + $1.tally.rows } }
  /// Distinct ends and edges, once finished.
  package var endpointCount: Int { workers[0].endpoints.count }
  package var edgeCount: Int { workers[0].edges.count }
  package var rejectCount: Int { workers.reduce(0) { $0 + $1.tally.faults.reduce(0, +) } }
  /// The connections and bytes of all edges, once finished.
  package var sums: (connections: UInt64, bytes: UInt64) {
    var sums: (connections: UInt64, bytes: UInt64) = (0, 0)
    workers[0].edges.forEach {
      sums.connections += UInt64($0.count)
      sums.bytes &+= $0.bytes
    }
    return sums
  }

  /// Every sum, in an order that says nothing; once finished.
  package func forEachSum(
    _ body: (_ source: String, _ target: String, _ port: Int, _ flows: Int, _ bytes: Int) -> Void
  ) {
    edges.forEach { edge in
      body(
        endpoints.text(Int(edge.source)), endpoints.text(Int(edge.target)), Int(edge.port), Int(edge.count),
        Int(clamping: edge.bytes))
    }
  }

  var endpoints: EndpointTable { workers[0].endpoints }
  var edges: EdgeStore { workers[0].edges }
  var tally: FlowWorker.Tally { workers[0].tally }
  var worker: FlowWorker { workers[0] }

  /// Whether bytes that begin so are a flow log, and not a table that one of the readers of tables knows better.
  package static func isLog(head: ArraySlice<UInt8>) -> Bool {
    isLog(head: head, Recognition(schemas: InventoryImport.schemas))
  }

  /// Whether such a log can be read piece by piece; one that is JSON is read whole.
  package static func isStreamed(head: ArraySlice<UInt8>) -> Bool { FlowLayout(head: head) != nil && isLog(head: head) }

  static func isLog(head: ArraySlice<UInt8>, _ recognition: Recognition) -> Bool {
    if let layout = FlowLayout(head: head) { return !recognition.isHeader(layout.columns) }
    return AzureFlowLog.isLikely(head)
  }

  // MARK: Reading

  /// Reads a log from memory.
  package func read(_ name: String, _ bytes: [UInt8]) {
    if AzureFlowLog.isLikely(bytes[...].prefix(Self.headLength)) {
      readAzure(name, bytes)
      return
    }
    var position = 0
    read(name) { buffer in
      let count = min(buffer.count, bytes.count - position)
      if count > 0 {
        bytes.withUnsafeBytes {
          buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[position..<position + count]))
        }
      }
      position += count
      return count
    }
  }

  /// As much of a log as tells its layout.
  package static let headLength = 1 << 16

  /// Reads a log piece by piece: `fill` puts bytes into the buffer and says how many, 0 at the end.
  package func read<Failure: Error>(
    _ name: String, fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) {
    precondition(!isFinished)
    let room = Self.chunk * workers.count
    let buffer = UnsafeMutableRawPointer.allocate(byteCount: room + 64, alignment: 64)
    defer { buffer.deallocate() }
    // Behind the bytes the vector code reads on.
    (buffer + room).initializeMemory(as: UInt8.self, repeating: 0x20, count: 64)
    var log: Log?
    var held = 0
    var isAtEnd = false
    while !isAtEnd {
      while held < room {
        let count = try fill(UnsafeMutableRawBufferPointer(start: buffer + held, count: room - held))
        if count == 0 {
          isAtEnd = true
          break
        }
        held += count
      }
      let bytes = UnsafeMutableBufferPointer(start: buffer.assumingMemoryBound(to: UInt8.self), count: held)
      var position = 0
      if log == nil {
        let head = Array(bytes.prefix(Self.headLength))
        guard let layout = FlowLayout(head: head[...]) else { return }
        log = Log(name: name, layout: layout, firstRow: nextRow, lines: layout.headerLines, bytes: 0)
        position = layout.headerLength
        nextRow += UInt32(layout.headerLines)
      }
      log!.bytes += held
      let end = take(UnsafeBufferPointer(bytes), from: position, isLast: isAtEnd, log!.layout)
      held -= end
      if held > 0 { buffer.copyMemory(from: buffer + end, byteCount: held) }
      log!.bytes -= held
    }
    if var log {
      log.lines = Int(nextRow - log.firstRow)
      logs.append(log)
    }
  }

  /// Reads the whole rows of a block; gives where they end.
  private func take(_ bytes: UnsafeBufferPointer<UInt8>, from begin: Int, isLast: Bool, _ layout: FlowLayout) -> Int {
    guard begin < bytes.count else { return bytes.count }
    let hasQuotes = layout.mayQuote && bytes[begin...].contains(0x22)
    var end = bytes.count
    if !isLast {
      end =
        hasQuotes ? Self.lastLineEnd(outsideQuotes: bytes, from: begin) : Self.lineEnd(bytes, before: end, from: begin)
      if end == begin {
        // A row that fills the whole block is none: it is counted by its length, and what it may hide goes with it.
        end = bytes.count
      }
    }
    if hasQuotes || workers.count == 1 || end - begin < 1 << 18 {
      let next = workers[0].read(
        bytes.baseAddress! + begin, end - begin, layout: layout, row: nextRow, quotes: hasQuotes)
      nextRow = next
      return end
    }
    // A chunk for each thread, cut at line ends; rows are counted first, so that each chunk knows its place.
    var cuts = [begin]
    for part in 1..<workers.count {
      let wanted = begin + (end - begin) / workers.count * part
      cuts.append(max(cuts[part - 1], Self.lineEnd(bytes, before: wanted, from: begin)))
    }
    cuts.append(end)
    let chunks = Chunks(bytes: bytes, cuts: cuts, lines: .allocate(capacity: workers.count))
    defer { chunks.lines.deallocate() }
    DispatchQueue.concurrentPerform(iterations: workers.count) { part in
      chunks.lines[part] = Self.lineCount(chunks.bytes, chunks.cuts[part]..<chunks.cuts[part + 1])
    }
    var row = nextRow
    for part in workers.indices {
      let count = chunks.lines[part]
      chunks.lines[part] = row
      row += count
    }
    let (workers, lists) = (workers, lists)
    for (worker, list) in zip(workers, lists) { worker.beginDealing(list) }
    edges.settle()
    DispatchQueue.concurrentPerform(iterations: workers.count) { part in
      let (begin, end) = (chunks.cuts[part], chunks.cuts[part + 1])
      guard end > begin else { return }
      workers[part].read(
        chunks.bytes.baseAddress! + begin, end - begin, layout: layout, row: chunks.lines[part], quotes: false)
    }
    for (worker, list) in zip(workers, lists) {
      list.resolve(in: endpoints)
      worker.endDealing(workers[0])
    }
    edges.settle()
    let edges = edges
    DispatchQueue.concurrentPerform(iterations: workers.count) { owner in
      for part in stride(from: owner, to: EdgeStore.partCount, by: workers.count) {
        for list in lists { list.forEachSegment(of: part) { edges.add($0, $1, to: part) } }
      }
    }
    nextRow = row
    return end
  }

  private struct Chunks: @unchecked Sendable {
    var bytes: UnsafeBufferPointer<UInt8>
    var cuts: [Int]
    /// Of each chunk the number of lines, then of its first line.
    var lines: UnsafeMutablePointer<UInt32>
  }

  private static func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>, before end: Int, from begin: Int) -> Int {
    var end = end
    while end > begin, bytes[end - 1] != 0x0A { end -= 1 }
    return end
  }

  private static func lastLineEnd(outsideQuotes bytes: UnsafeBufferPointer<UInt8>, from begin: Int) -> Int {
    var isQuoted = false
    var last = begin
    for position in begin..<bytes.count {
      if bytes[position] == 0x22 { isQuoted.toggle() }
      if bytes[position] == 0x0A, !isQuoted { last = position + 1 }
    }
    return last
  }

  /// Eight bytes at a time: of each that is a line end the highest bit is set, exactly, and added up byte by byte.
  private static func lineCount(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> UInt32 {
    let raw = UnsafeRawPointer(bytes.baseAddress!)
    let (ends, low) = (0x0A0A_0A0A_0A0A_0A0A as UInt64, 0x7F7F_7F7F_7F7F_7F7F as UInt64)
    var count = 0
    var position = range.lowerBound
    while position + 8 <= range.upperBound {
      // A byte counts to 255 at most.
      let stop = min(range.upperBound - 7, position + 8 * 255)
      var sums: UInt64 = 0
      while position < stop {
        let word = raw.loadUnaligned(fromByteOffset: position, as: UInt64.self) ^ ends
        sums &+= ~(((word & low) &+ low) | word | low) &>> 7
        position += 8
      }
      let pairs = (sums & 0x00FF_00FF_00FF_00FF) &+ (sums &>> 8 & 0x00FF_00FF_00FF_00FF)
      count += Int(truncatingIfNeeded: (pairs &* 0x0001_0001_0001_0001) &>> 48)
    }
    while position < range.upperBound {
      if bytes[position] == 0x0A { count += 1 }
      position += 1
    }
    return UInt32(truncatingIfNeeded: count)
  }

  private func readAzure(_ name: String, _ bytes: [UInt8]) {
    let first = nextRow
    guard let rows = AzureFlowLog.read(bytes, name: name, into: workers[0], row: first) else { return }
    nextRow += UInt32(rows)
    logs.append(
      Log(name: name, layout: AzureFlowLog.layout, firstRow: first, lines: rows, bytes: bytes.count))
  }

  // MARK: Finishing

  /// Brings the threads' sums together, and decides who served whom where the ports alone do not tell.
  package func finish() {
    guard !isFinished else { return }
    isFinished = true
    edges.settle()
    let first = workers[0]
    for worker in workers.dropFirst() {
      first.tally.add(worker.tally)
      worker.tally = FlowWorker.Tally()
      for day in 0..<FlowWorker.dayRoom {
        first.days[day] &+= worker.days[day]
        first.hours[day] |= worker.hours[day]
      }
    }
    first.tally.rejects.sort { ($0.row, $0.fault.rawValue) < ($1.row, $1.fault.rawValue) }
    decidePairs()
  }

  /// Of two ports of which none is likelier, the one serves that is talked to more, by whatever ports; else the lower.
  private func decidePairs() {
    let first = workers[0]
    guard !first.pairs.isEmpty else { return }
    struct Service: Hashable {
      var end: UInt32
      var port: UInt16
      var transport: UInt8
    }
    var partners: [Service: Int] = [:]
    for pair in first.pairs.keys {
      partners[Service(end: pair.source, port: pair.sourcePort, transport: pair.transport), default: 0] += 1
      partners[Service(end: pair.target, port: pair.targetPort, transport: pair.transport), default: 0] += 1
    }
    // What was decided already counts as well: a service that is asked from other ports, too.
    var isOfPair = [Bool](repeating: false, count: 1 << 16)
    for service in partners.keys { isOfPair[Int(service.port)] = true }
    first.edges.forEach { edge in
      guard isOfPair[Int(edge.port)] else { return }
      let service = Service(end: edge.target, port: edge.port, transport: edge.transport)
      if let known = partners[service] { partners[service] = known + Int(edge.count) }
    }
    for (pair, edge) in first.pairs {
      let here = partners[Service(end: pair.source, port: pair.sourcePort, transport: pair.transport)] ?? 0
      let there = partners[Service(end: pair.target, port: pair.targetPort, transport: pair.transport)] ?? 0
      var edge = edge
      let isAnswer = here != there ? here > there : pair.sourcePort < pair.targetPort
      if isAnswer {
        (edge.source, edge.target) = (edge.target, edge.source)
        edge.portAndMarks =
          UInt32(pair.sourcePort) << 16 | UInt32(pair.transport) << 8 | FlowEdge.answered
        first.tally.answers += 1
      } else {
        first.tally.asks += 1
      }
      first.edges.add(
        edge,
        to: EdgeStore.part(
          first.endpoints.hash(of: Int(edge.source)), first.endpoints.hash(of: Int(edge.target))))
    }
    first.pairs = [:]
    first.edges.settle()
  }
}

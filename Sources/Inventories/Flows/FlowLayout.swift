import Documents

/// What a flow log looks like: its separator, its columns, and what follows from the tool that wrote it.
///
///     version account-id interface-id srcaddr dstaddr srcport dstport protocol …      AWS VPC flow log, any fields
///     #fields	ts	uid	id.orig_h	id.orig_p	id.resp_h	id.resp_p	proto …                  Zeek, conn.log
///     ts,te,td,sa,da,sp,dp,pr,flg,fwd,stos,ipkt,ibyt,opkt,obyt                        nfdump
///     source,destination,port,bytes                                                   any list with such headers
///
/// Known by the first line, or for Zeek by the lines that begin with `#`. An AWS log without its header is known where its
/// lines are those of version 2, the default.
struct FlowLayout: Hashable, Sendable {
  /// A column's part in a flow.
  enum Role: Int, CaseIterable, Sendable {
    case source, target, sourcePort, targetPort, transport, count, bytes, begin, end, action, status, tcpFlags, state

    var title: String {
      switch self {
      case .source: "source"
      case .target: "target"
      case .sourcePort: "port of the source"
      case .targetPort: "port of the target"
      case .transport: "transport"
      case .count: "connections"
      case .bytes: "bytes"
      case .begin: "begin"
      case .end: "end"
      case .action: "accepted or refused"
      case .status: "status of the log"
      case .tcpFlags: "TCP flags"
      case .state: "state of the connection"
      }
    }
  }

  /// The tool, as the report calls it.
  var tool: String
  var separator: UInt8
  /// The titles of the columns.
  var columns: [String]
  /// The column of each role, by its number; -1 where there is none.
  var places: [Int]
  /// Bytes before the first row.
  var headerLength: Int
  /// Lines before the first row.
  var headerLines: Int
  /// The log says who began a connection: the source of a row is the one that asks.
  var isDirected = false
  /// Cells may stand in quotes.
  var mayQuote: Bool
  /// Lines that begin with `#` are remarks.
  var hasRemarks = false

  func place(_ role: Role) -> Int { places[role.rawValue] }

  /// The layout of a log that begins so; nil where it is none. `head` should hold the first lines whole.
  init?(head: ArraySlice<UInt8>) {
    let start = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.startIndex + 3 : head.startIndex
    guard let line = Self.line(head, from: start) else { return nil }
    let first = String(decoding: head[line.range], as: UTF8.self)
    if first.hasPrefix("#") {
      self.init(zeek: head, from: start)
    } else if first.hasPrefix("2 ") || first.contains(" srcaddr") || first.hasPrefix("srcaddr ") {
      self.init(aws: first, headerLength: line.next - head.startIndex)
    } else {
      self.init(table: first, headerLength: line.next - head.startIndex)
    }
  }

  private static func line(_ head: ArraySlice<UInt8>, from start: Int) -> (range: Range<Int>, next: Int)? {
    guard let end = head[start...].firstIndex(of: 0x0A) else { return nil }
    let isPair = end > start && head[end - 1] == 0x0D
    return (start..<(isPair ? end - 1 : end), end + 1)
  }

  private init(tool: String, separator: UInt8, columns: [String], headerLength: Int, headerLines: Int, mayQuote: Bool) {
    self.tool = tool
    self.separator = separator
    self.columns = columns
    self.headerLength = headerLength
    self.headerLines = headerLines
    self.mayQuote = mayQuote
    places = [Int](repeating: -1, count: Role.allCases.count)
  }

  private mutating func bind(_ names: [Role: [String]]) {
    let squeezed = columns.map { HeaderName.squeezed($0) }
    for role in Role.allCases {
      // The first name that is there counts.
      places[role.rawValue] = names[role]?.lazy.compactMap { squeezed.firstIndex(of: $0) }.first ?? -1
    }
  }

  private var isWhole: Bool { place(.source) >= 0 && place(.target) >= 0 && place(.targetPort) >= 0 }

  // MARK: AWS

  private static let awsDefault =
    "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status"

  private init?(aws first: String, headerLength: Int) {
    let cells = first.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    let isHeader = !first.hasPrefix("2 ")
    if !isHeader {
      guard cells.count == 14, cells[2].hasPrefix("eni-"), Int(cells[1]) != nil else { return nil }
    }
    self.init(
      tool: isHeader ? "AWS VPC flow log" : "AWS VPC flow log, version 2, without header", separator: 0x20,
      columns: isHeader ? cells : Self.awsDefault.split(separator: " ").map(String.init),
      headerLength: isHeader ? headerLength : 0, headerLines: isHeader ? 1 : 0, mayQuote: false)
    bind([
      // Of the packet where it is there: srcaddr is that of the interface, which may only pass the packet on.
      .source: ["pktsrcaddr", "srcaddr"], .target: ["pktdstaddr", "dstaddr"], .sourcePort: ["srcport"],
      .targetPort: ["dstport"], .transport: ["protocol"], .bytes: ["bytes"], .begin: ["start"], .end: ["end"],
      .action: ["action"], .status: ["logstatus"], .tcpFlags: ["tcpflags"],
    ])
    guard isWhole else { return nil }
  }

  // MARK: Zeek

  private init?(zeek head: ArraySlice<UInt8>, from start: Int) {
    var position = start
    var separator: UInt8 = 0x09
    var lines = 0
    var fields: [String]?
    while let line = Self.line(head, from: position), head[line.range].first == UInt8(ascii: "#") {
      let text = String(decoding: head[line.range], as: UTF8.self)
      if text.hasPrefix("#separator "), text.contains("x2c") { separator = 0x2C }
      if text.hasPrefix("#fields") {
        fields = text.split(separator: Character(UnicodeScalar(separator))).dropFirst().map(String.init)
      }
      position = line.next
      lines += 1
    }
    guard let fields else { return nil }
    self.init(
      tool: "Zeek conn.log", separator: separator, columns: fields, headerLength: position - head.startIndex,
      headerLines: lines, mayQuote: false)
    isDirected = true
    hasRemarks = true
    bind([
      .source: ["idorigh"], .target: ["idresph"], .sourcePort: ["idorigp"], .targetPort: ["idrespp"],
      .transport: ["proto"], .bytes: ["respbytes", "origbytes"], .begin: ["ts"], .state: ["connstate"],
    ])
    guard isWhole else { return nil }
  }

  // MARK: Tables

  private init?(table first: String, headerLength: Int) {
    var best: FlowLayout?
    for separator in [0x2C, 0x3B, 0x09, 0x7C] as [UInt8] {
      let mark = Character(UnicodeScalar(separator))
      let cells = first.split(separator: mark, omittingEmptySubsequences: false).map { cell in
        var cell = cell.drop { $0 == " " }
        while cell.last == " " { cell.removeLast() }
        return cell.count >= 2 && cell.first == "\"" && cell.last == "\""
          ? String(cell.dropFirst().dropLast()) : String(cell)
      }
      guard cells.count >= 3, cells.count <= 256 else { continue }
      var layout = FlowLayout(
        tool: "list of flows", separator: separator, columns: cells, headerLength: headerLength, headerLines: 1,
        mayQuote: true)
      layout.bind(Self.names)
      if cells.starts(with: ["ts", "te", "td", "sa", "da"]) { layout.tool = "nfdump" }
      if layout.isWhole, cells.count > best?.columns.count ?? 0 { best = layout }
    }
    guard let best else { return nil }
    self = best
    // An estate's own dependencies are no traffic.
    let own = Set(columns.map { HeaderName.squeezed($0) })
    if own.contains("relation") || own.contains("annualsplitcost") { return nil }
  }

  /// The names that lists of flows use, squeezed to small letters and digits.
  private static let names: [Role: [String]] = [
    .source: [
      "source", "src", "sourceip", "srcip", "sa", "srcaddr", "sourceaddress", "sourceipaddress", "srcipaddr",
      "sourcevm", "sourcehost", "srchost", "client", "clientip", "idorigh",
    ],
    .target: [
      "destination", "dst", "dest", "destinationip", "dstip", "destip", "da", "dstaddr", "destinationaddress",
      "destinationipaddress", "dstipaddr", "destinationvm", "destinationhost", "dsthost", "target", "targetip",
      "server", "serverip", "idresph",
    ],
    .sourcePort: ["sourceport", "srcport", "sport", "sp", "srcpt", "clientport", "idorigp"],
    .targetPort: [
      "destinationport", "dstport", "dport", "dp", "destport", "dstpt", "targetport", "serverport", "port", "idrespp",
    ],
    .transport: ["protocol", "proto", "pr", "prot", "transport", "transportprotocol", "ipprotocol"],
    .count: ["count", "connections", "connectioncount", "flows", "flowcount", "frequency", "observations", "sessions"],
    .bytes: ["bytes", "ibyt", "totalbytes", "octets", "bytecount", "inbytes", "respbytes"],
    .begin: [
      "firstseen", "ts", "start", "starttime", "begin", "begintime", "flowstart", "timestamp", "time", "datetime",
    ],
    .end: ["lastseen", "te", "end", "endtime", "flowend", "stop"],
    .action: ["action", "decision", "flowdecision", "verdict"],
  ]
}

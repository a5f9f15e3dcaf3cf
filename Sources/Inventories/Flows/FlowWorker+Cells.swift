import Estates

/// The cells of flow logs as values.
extension FlowWorker {
  /// An end: its address, or the place, length and hash of its text. False for an empty cell, `-`, or one of more than 253
  /// bytes, the longest name there is.
  @inline(__always)
  static func end(
    _ start: UnsafePointer<UInt8>, _ begin: Int, _ end: Int, _ place: inout UInt32, _ length: inout UInt32,
    _ value: inout UInt32, _ hash: inout UInt32
  ) -> Bool {
    if let address = address(start + begin, end - begin) {
      length = 0
      value = address
      hash = EndpointTable.hash(address)
      return true
    }
    return text(start, begin, end, &place, &length, &value, &hash)
  }

  @inline(__always)
  private static func text(
    _ start: UnsafePointer<UInt8>, _ begin: Int, _ end: Int, _ place: inout UInt32, _ length: inout UInt32,
    _ value: inout UInt32, _ hash: inout UInt32
  ) -> Bool {
    var (begin, end) = (begin, end)
    if begin < end, start[begin] <= 0x20 || start[end - 1] <= 0x20 {
      while begin < end, start[begin] <= 0x20 { begin += 1 }
      while begin < end, start[end - 1] <= 0x20 { end -= 1 }
      if let address = address(start + begin, end - begin) {
        length = 0
        value = address
        hash = EndpointTable.hash(address)
        return true
      }
    }
    let count = end - begin
    guard count > 0, count <= 253, !(count == 1 && start[begin] == UInt8(ascii: "-")) else { return false }
    place = UInt32(truncatingIfNeeded: begin)
    length = UInt32(truncatingIfNeeded: count)
    hash = EndpointTable.hash(start + begin, count)
    value = 0
    return true
  }

  /// An IPv4 address as it is always written, `10.1.2.3`; nil for anything else, leading zeros included.
  @inline(__always)
  static func address(_ start: UnsafePointer<UInt8>, _ count: Int) -> UInt32? {
    guard count >= 7, count <= 15 else { return nil }
    var value: UInt32 = 0
    var octet: UInt32 = 0
    var digits = 0
    var points = 0
    for position in 0..<count {
      let digit = UInt32(start[position]) &- 0x30
      if digit <= 9 {
        if digits > 0, octet == 0 { return nil }
        octet = octet &* 10 &+ digit
        digits &+= 1
        if octet > 255 { return nil }
      } else {
        guard start[position] == 0x2E, digits > 0 else { return nil }
        value = value &<< 8 | octet
        octet = 0
        digits = 0
        points &+= 1
      }
    }
    guard points == 3, digits > 0 else { return nil }
    return value &<< 8 | octet
  }

  /// A port; 0 for an empty cell or `-`.
  @inline(__always)
  static func port(_ start: UnsafePointer<UInt8>, _ begin: Int, _ end: Int) -> UInt16? {
    var value: UInt32 = 0
    guard end - begin <= 5, end > begin else { return oddPort(start, begin, end) }
    for position in begin..<end {
      let digit = UInt32(start[position]) &- 0x30
      guard digit <= 9 else { return oddPort(start, begin, end) }
      value = value &* 10 &+ digit
    }
    return value <= 65_535 ? UInt16(truncatingIfNeeded: value) : nil
  }

  private static func oddPort(_ start: UnsafePointer<UInt8>, _ begin: Int, _ end: Int) -> UInt16? {
    number(start, begin, end, empty: 0).flatMap { UInt16(exactly: $0) }
  }

  /// A whole number; `empty` for an empty cell or `-`. A fraction of zeros is left off: `12.0`.
  @inline(__always)
  static func number(_ start: UnsafePointer<UInt8>, _ begin: Int, _ end: Int, empty: UInt64) -> UInt64? {
    var value: UInt64 = 0
    guard end > begin, end - begin <= 19 else { return oddNumber(start, begin, end, empty: empty) }
    for position in begin..<end {
      let digit = UInt64(start[position]) &- 0x30
      guard digit <= 9 else { return oddNumber(start, begin, end, empty: empty) }
      value = value &* 10 &+ digit
    }
    return value
  }

  private static func oddNumber(_ start: UnsafePointer<UInt8>, _ begin: Int, _ end: Int, empty: UInt64) -> UInt64? {
    var (begin, end) = (begin, end)
    while begin < end, start[begin] <= 0x20 { begin += 1 }
    while begin < end, start[end - 1] <= 0x20 { end -= 1 }
    if begin == end || (end - begin == 1 && start[begin] == UInt8(ascii: "-")) { return empty }
    var value: UInt64 = 0
    var position = begin
    while position < end, (0x30...0x39).contains(start[position]) {
      let (product, isOver) = value.multipliedReportingOverflow(by: 10)
      let (sum, isMore) = product.addingReportingOverflow(UInt64(start[position]) - 0x30)
      if isOver || isMore { return nil }
      value = sum
      position += 1
    }
    guard position > begin else { return nil }
    if position < end, start[position] == 0x2E {
      position += 1
      while position < end, start[position] == 0x30 { position += 1 }
    }
    return position == end ? value : nil
  }

  /// The number of a transport, or its word; 0 for an empty cell.
  @inline(__always)
  static func transport(_ start: UnsafePointer<UInt8>, _ begin: Int, _ end: Int) -> UInt8? {
    let count = end - begin
    if count == 1, (0x30...0x39).contains(start[begin]) { return start[begin] - 0x30 }
    if count == 2, start[begin] == 0x31, start[begin + 1] == 0x37 { return 17 }
    if count == 3, start[begin] | 0x20 == UInt8(ascii: "t") { return 6 }
    return oddTransport(start, begin, end)
  }

  private static func oddTransport(_ start: UnsafePointer<UInt8>, _ begin: Int, _ end: Int) -> UInt8? {
    if let number = number(start, begin, end, empty: 0) { return UInt8(exactly: number) }
    let text = String(decoding: UnsafeBufferPointer(start: start + begin, count: end - begin), as: UTF8.self)
    return transport(named: text.split(separator: " ").joined().lowercased())
  }

  static func transport(named word: String) -> UInt8? {
    switch word {
    case "t", "tcp", "tcp6": 6
    case "u", "udp", "udp6": 17
    case "icmp", "i": 1
    case "icmp6", "icmpv6", "ipv6-icmp": 58
    case "igmp": 2
    case "gre": 47
    case "esp": 50
    case "ah": 51
    case "sctp": 132
    case "ospf", "ospfigp": 89
    case "pim": 103
    case "vrrp": 112
    case "unknown", "unknown_transport", "any", "other", "*": 0
    default: nil
    }
  }

  /// Seconds since 1970: of a number of seconds (also with a fraction), milliseconds or microseconds, or of a time written
  /// `2026-03-31 23:59:59` with whatever fraction and with a `Z` or nothing behind it; 0 for anything else.
  func seconds(_ start: UnsafePointer<UInt8>, _ begin: Int, _ end: Int) -> UInt32 {
    var (begin, end) = (begin, end)
    while begin < end, start[begin] <= 0x20 { begin += 1 }
    while begin < end, start[end - 1] <= 0x20 { end -= 1 }
    var value: UInt64 = 0
    var position = begin
    while position < end, position - begin < 17 {
      let digit = UInt64(start[position]) &- 0x30
      guard digit <= 9 else { break }
      value = value &* 10 &+ digit
      position += 1
    }
    let digits = position - begin
    if digits >= 9, position == end || start[position] == 0x2E {
      if digits >= 15 { value /= 1_000_000 } else if digits >= 12 { value /= 1000 }
      return value < 5_662_310_400 ? UInt32(clamping: value) : 0
    }
    guard digits == 4, end - begin >= 19, start[begin + 4] == UInt8(ascii: "-") else { return 0 }
    func pair(_ offset: Int) -> Int? {
      let (tens, ones) = (Int(start[begin + offset]) - 0x30, Int(start[begin + offset + 1]) - 0x30)
      return (0...9).contains(tens) && (0...9).contains(ones) ? tens * 10 + ones : nil
    }
    guard let month = pair(5), let day = pair(8), let hour = pair(11), let minute = pair(14), let second = pair(17),
      hour < 24, minute < 60, second <= 60, start[begin + 13] == 0x3A, start[begin + 16] == 0x3A,
      let date = Day(year: Int(value), month: month, day: day), date.number >= 0, date.number < Self.dayRoom - 1
    else { return 0 }
    let total = Int(date.number) * 86_400 + hour * 3600 + minute * 60 + second
    return UInt32(clamping: total)
  }
}

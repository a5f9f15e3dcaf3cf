/// The XML that CPLEX writes: of a solution the header's status and objective, and the variables. Where a file holds several
/// solutions, the first of them, which CPLEX calls the incumbent.
extension SolutionReading {
  mutating func readCPLEX() {
    let bytes = solution.bytes
    var offset = 0
    var isThere = false
    while let open = bytes[offset...].firstIndex(of: UInt8(ascii: "<")) {
      // What is quoted may hold a `>`.
      var end = open + 1
      var quote: UInt8?
      while end < bytes.count, quote != nil || bytes[end] != UInt8(ascii: ">") {
        if quote == bytes[end] {
          quote = nil
        } else if quote == nil, bytes[end] == UInt8(ascii: "\"") || bytes[end] == UInt8(ascii: "'") {
          quote = bytes[end]
        }
        end += 1
      }
      if end >= bytes.count {
        refuse(.solutionLine, "the element that begins here does not end", at: open)
        return
      }
      let element = text(open + 1..<end)
      let name = element.prefix { $0 != " " && $0 != "\n" && $0 != "\r\n" && $0 != "\t" && $0 != "/" }
      switch name {
      case "CPLEXSolution": isThere = true
      case "header": readHeader(open, end)
      case "variable": readVariable(open, end)
      case "" where element == "/CPLEXSolution": return finish(isThere)
      default: break
      }
      offset = end + 1
    }
    finish(isThere)
  }

  private mutating func finish(_ isThere: Bool) {
    if !isThere {
      refuse(.solutionFormat, "XML without a CPLEXSolution", at: 0, help: FindingCode.solutionFormat.fix)
    }
  }

  private mutating func readHeader(_ open: Int, _ end: Int) {
    let header = attributes(open, end)
    solution.status = header["solutionStatusString"]?.text
    solution.objective = header["objectiveValue"].flatMap { Double($0.text) }
    if header["primalFeasible"]?.text == "0" || solution.status?.contains("infeasible") == true {
      noSolution(solution.status ?? "not feasible", at: open)
    }
  }

  private mutating func readVariable(_ open: Int, _ end: Int) {
    let variable = attributes(open, end)
    guard let name = variable["name"], let value = variable["value"] else {
      refuse(.solutionLine, "a variable without a name or a value", at: open)
      return
    }
    add(name, value)
  }

  /// `name="value"` within a tag, entities resolved.
  private func attributes(_ open: Int, _ end: Int) -> [String: Word] {
    let bytes = solution.bytes
    var found: [String: Word] = [:]
    var offset = open
    while let equals = bytes[offset..<end].firstIndex(of: UInt8(ascii: "=")) {
      var nameEnd = equals
      while nameEnd > offset, bytes[nameEnd - 1] <= 0x20 { nameEnd -= 1 }
      var nameStart = nameEnd
      while nameStart > offset, bytes[nameStart - 1] > 0x20 { nameStart -= 1 }
      var start = equals + 1
      while start < end, bytes[start] <= 0x20 { start += 1 }
      guard start < end, let close = bytes[(start + 1)..<end].firstIndex(of: bytes[start]) else { break }
      found[text(nameStart..<nameEnd)] = Word(text: resolved(text(start + 1..<close)), offset: start + 1)
      offset = close + 1
    }
    return found
  }

  private func resolved(_ text: String) -> String {
    guard text.contains("&") else { return text }
    var result = ""
    var rest = text[...]
    while let from = rest.firstIndex(of: "&") {
      result += rest[..<from]
      rest = rest[from...]
      guard let to = rest.firstIndex(of: ";") else { break }
      switch rest[rest.index(after: from)..<to] {
      case "amp": result += "&"
      case "lt": result += "<"
      case "gt": result += ">"
      case "quot": result += "\""
      case "apos": result += "'"
      case let other: result += "&\(other);"
      }
      rest = rest[rest.index(after: to)...]
    }
    return result + rest
  }
}

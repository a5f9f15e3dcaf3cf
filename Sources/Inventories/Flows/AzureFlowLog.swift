import Documents

/// Flow logs of Azure: JSON of network security groups (versions 1 and 2) and of virtual networks.
///
///     "flowTuples": ["1542110377,10.0.0.4,13.67.143.118,44931,443,T,O,A,B,,,,"]              security group
///     "flowTuples": ["1663146003599,10.0.0.6,192.0.2.180,23956,443,6,O,E,NX,3,766,5,6044"]   virtual network
///
/// A tuple is time, source, target, their ports, transport, direction, then whether it was allowed (`A`, `D`) and its state
/// (`B`, `C`, `E`), or the state alone with `D` for a denied flow, then packets and bytes there and back. The source is the
/// end that began. A flow that goes on is in several tuples; one of state `B` is its beginning.
enum AzureFlowLog {
  static let layout = AzureFlowLog.makeLayout()

  private static func makeLayout() -> FlowLayout {
    guard var layout = FlowLayout(head: Array("source,target,port\n".utf8)[...]) else {
      preconditionFailure("a list of flows has these columns")
    }
    layout.tool = "Azure flow log"
    layout.isDirected = true
    return layout
  }

  static func isLikely(_ head: ArraySlice<UInt8>) -> Bool {
    guard head.first(where: { $0 > 0x20 && $0 < 0x80 }) == UInt8(ascii: "{") else { return false }
    let text = String(decoding: head, as: UTF8.self)
    return text.contains("\"flowTuples\"") || text.contains("FlowLogFlowEvent") || text.contains("FlowEvents")
  }

  /// Hands all tuples to a worker, counted on from `row`; gives their number, nil where the file is no JSON.
  static func read(_ bytes: [UInt8], name: String, into worker: FlowWorker, row: UInt32) -> Int? {
    guard let document = try? JSONReader.read(bytes, file: name) else { return nil }
    var next = row
    walk(document, into: worker, row: &next)
    return Int(next - row)
  }

  private static func walk(_ node: JSONNode, into worker: FlowWorker, row: inout UInt32) {
    switch node.kind {
    case .array(let elements): for element in elements { walk(element, into: worker, row: &row) }
    case .object(let members):
      for member in members {
        if member.key == "flowTuples", case .array(let tuples) = member.value.kind {
          for tuple in tuples {
            guard case .string(let text) = tuple.kind else { continue }
            take(text, into: worker, row: row)
            row += 1
          }
        } else {
          walk(member.value, into: worker, row: &row)
        }
      }
    case .null, .bool, .number, .string: break
    }
  }

  private static func take(_ tuple: String, into worker: FlowWorker, row: UInt32) {
    let cells = tuple.split(separator: ",", omittingEmptySubsequences: false)
    worker.tally.rows += 1
    func reject(_ fault: FlowWorker.Fault) {
      worker.tally.faults[fault.rawValue] += 1
      if worker.tally.faults[fault.rawValue] <= 3 { worker.tally.rejects.append(.init(fault: fault, row: row)) }
    }
    guard cells.count >= 8 else { return reject(.cells) }
    guard let sourcePort = UInt16(cells[3]), let targetPort = UInt16(cells[4]) else { return reject(.port) }
    guard let transport = UInt8(cells[5]) ?? FlowWorker.transport(named: cells[5].lowercased()) else {
      return reject(.transport)
    }
    guard let time = UInt64(cells[0]) else { return reject(.number) }
    if cells[7] == "D" {
      worker.tally.refused += 1
      return
    }
    var sizes: [UInt64] = []
    for cell in cells.dropFirst(8).suffix(4) where !cell.isEmpty { if let size = UInt64(cell) { sizes.append(size) } }
    let bytes = sizes.count == 4 ? sizes[1] &+ sizes[3] : 0
    worker.take(
      source: String(cells[1]), target: String(cells[2]), sourcePort: sourcePort, targetPort: targetPort,
      transport: transport, bytes: bytes, seconds: UInt32(clamping: time > 100_000_000_000 ? time / 1000 : time),
      row: row, isAnswered: sizes.count < 4 || sizes[2] > 0)
  }
}

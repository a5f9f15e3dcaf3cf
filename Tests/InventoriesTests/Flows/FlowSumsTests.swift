import Documents
import EstateGeneration
import Estates
import Inventories
import TestSupport
import Testing

/// Sums of flow logs, against a twin that splits lines and counts in a dictionary.
@Suite struct FlowSumsTests {
  private struct Key: Hashable, CustomStringConvertible {
    var source: String
    var target: String
    var port: Int
    var description: String { "\(source) \(target) \(port)" }
  }

  private func sums(_ traffic: FlowAggregation) -> [Key: [Int]] {
    traffic.finish()
    var sums: [Key: [Int]] = [:]
    traffic.forEachSum { source, target, port, flows, bytes in
      let key = Key(source: source, target: target, port: port)
      #expect(sums[key] == nil, "\(key) stands twice")
      sums[key] = [flows, bytes]
    }
    return sums
  }

  /// A list of flows with names and addresses, quoted or not, and its sums.
  private func list(_ rows: Int, seed: UInt64, quoted: Bool, ending: String) -> (bytes: [UInt8], sums: [Key: [Int]]) {
    var random = SplitMix64(seed: seed)
    var text = "source,destination,port,bytes" + ending
    var sums: [Key: [Int]] = [:]
    func end() -> String {
      switch random.below(4) {
      case 0: "srv-\(random.below(300))"
      case 1: "10.\(random.below(4)).0.\(random.below(256))"
      case 2: "2001:db8::\(random.below(90))"
      default: "längerer-name-\(random.below(500)).example.com"
      }
    }
    for number in 0..<rows {
      let key = Key(source: end(), target: end(), port: random.pick([1433, 443, 22, 65_535, 0]))
      let bytes = random.below(100_000)
      sums[key, default: [0, 0]][0] += 1
      sums[key]![1] += bytes
      let isQuoted = quoted && random.chance(perMille: 300)
      text += isQuoted ? "\"\(key.source)\",\"\(key.target)\"," : "\(key.source),\(key.target),"
      text += "\(key.port),\(bytes)" + (number == rows - 1 ? "" : ending)
    }
    return (Array(text.utf8), sums)
  }

  @Test(arguments: [1, 2, 3], [false, true])
  func `sums are those of a dictionary, for any number of threads`(threads: Int, quoted: Bool) {
    for (seed, ending) in [(UInt64(1), "\n"), (2, "\r\n")] {
      let (bytes, expected) = list(30_000, seed: seed, quoted: quoted, ending: ending)
      let traffic = FlowAggregation(threads: threads)
      traffic.read("a.csv", bytes)
      #expect(sums(traffic) == expected)
      #expect(traffic.rejectCount == 0)
      #expect(traffic.rowCount == 30_000)
    }
  }

  @Test func `a log comes to the same however it is cut into pieces`() {
    let (bytes, expected) = list(400, seed: 3, quoted: true, ending: "\n")
    for size in [1, 7, 64, 1000] {
      var position = 0
      let traffic = FlowAggregation()
      traffic.read("a.csv") { buffer in
        let piece = bytes[position..<min(bytes.count, position + min(size, buffer.count))]
        buffer.copyBytes(from: piece)
        position += piece.count
        return piece.count
      }
      #expect(sums(traffic) == expected)
    }
  }

  @Test func `rows that cannot be read are counted by their fault and are in no sum`() {
    let text = """
      source,destination,port,protocol,bytes
      a,b,443,tcp,10
      a,b,443
      ,b,443,tcp,10
      a,b,70000,tcp,10
      a,b,x,tcp,10
      a,b,443,carrier-pigeon,10
      a,b,443,tcp,ten
      a,b,443,tcp,99999999999999999999
      "a,b,443,tcp,10
      """
    let traffic = FlowAggregation()
    traffic.read("a.csv", Array(text.utf8))
    #expect(sums(traffic) == [Key(source: "a", target: "b", port: 443): [1, 10]])
    #expect(traffic.rejectCount == 8)
    let bytes = Array("source,destination,port\na,b,1\na,b\u{0},1\n".utf8) + [0x61, 0xFF, 0x2C] + Array("b,1\n".utf8)
    let other = FlowAggregation()
    other.read("b.csv", bytes)
    #expect(sums(other) == [Key(source: "a", target: "b", port: 1): [1, 0]])
    #expect(other.rejectCount == 2)
  }

  @Test(arguments: [
    (
      "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status\n2 1 eni-1 10.0.0.1 10.0.0.2 50000 443 6 1 9 1700000000 1700000060 ACCEPT OK\n",
      "10.0.0.1 10.0.0.2 443"
    ),
    (
      "2 123456789010 eni-1 10.0.0.2 10.0.0.1 443 50001 6 1 9 1700000000 1700000060 ACCEPT OK\n",
      "10.0.0.1 10.0.0.2 443"
    ),
    (
      "#separator \\x09\n#fields\tts\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tconn_state\n1.5\t10.0.0.1\t443\t10.0.0.2\t50000\ttcp\tSF\n",
      "10.0.0.1 10.0.0.2 50000"
    ),
    (
      "ts,te,td,sa,da,sp,dp,pr,ipkt,ibyt\n2026-03-02 00:00:00,2026-03-02 00:00:01,1,10.0.0.1,10.0.0.2,60000,1433,TCP,1,9\n",
      "10.0.0.1 10.0.0.2 1433"
    ),
    ("Source IP;Destination IP;Destination Port\n\"10.0.0.1\"; 10.0.0.2 ;443\n", "10.0.0.1 10.0.0.2 443"),
    ("src\tdst\tport\nweb01\tdb01\t1433\n", "web01 db01 1433"),
    (
      "{\"records\":[{\"properties\":{\"flows\":[{\"rule\":\"r\",\"flows\":[{\"mac\":\"0\",\"flowTuples\":[\"1542110377,10.0.0.1,10.0.0.2,44931,443,T,O,A,B,,,,\",\"1542110379,10.0.0.9,10.0.0.2,44931,443,T,O,D,B,,,,\"]}]}]}}]}",
      "10.0.0.1 10.0.0.2 443"
    ),
    (
      "{\"records\":[{\"flowRecords\":{\"flows\":[{\"flowGroups\":[{\"flowTuples\":[\"1663146003599,10.0.0.1,10.0.0.2,23956,443,6,O,E,NX,3,767,5,6044\"]}]}]}}]}",
      "10.0.0.1 10.0.0.2 443"
    ),
  ])
  func `each kind of log is known by its beginning`(text: String, expected: String) {
    let bytes = Array(text.utf8)
    #expect(FlowAggregation.isLog(head: bytes[...]))
    let traffic = FlowAggregation()
    traffic.read("log", bytes)
    #expect(sums(traffic).keys.map(\.description) == [expected])
  }

  @Test(arguments: [
    "source,target,relation,kind\na,b,first,\n", "VM,Powerstate\na,poweredOn\n", "source,target\na,b\n", "", "{}",
    "Source server name,Source IP,Destination server name,Destination IP,Destination port\na,1.1.1.1,b,2.2.2.2,80\n",
  ])
  func `other tables are no flow logs`(text: String) {
    #expect(!FlowAggregation.isLog(head: Array(text.utf8)[...]))
  }
}

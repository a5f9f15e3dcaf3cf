/// A seeded flow log of a data center whose machines, needs and applications are known: what a reader of flow logs is
/// measured by.
///
///     let traffic = GeneratedTraffic(seed: 7, applications: 12)
///     traffic.log(.aws, rows: 50_000)      bytes of a log
///     traffic.needs                        who needs whom on which port: what should be found
///
/// Every application has web servers, one or two application servers and a database, which talk in that order; some talk to
/// another application's servers. All of them use a directory, a name server and a share, are watched, logged into, backed
/// up and scanned. Users outside come in, and broadcasts, refused and never answered packets are in between.
package struct GeneratedTraffic: Sendable {
  package struct Machine: Hashable, Sendable {
    package var name: String
    package var address: String
    /// Empty for what all applications use.
    package var application: String
  }

  package struct Need: Hashable, Sendable {
    package var source: String
    package var target: String
    package var port: Int

    package init(source: String, target: String, port: Int) {
      (self.source, self.target, self.port) = (source, target, port)
    }
  }

  package enum Format: CaseIterable, Sendable {
    /// AWS with fields of version 3 to 5 in an order of its own; both ways.
    case aws
    /// nfdump's CSV; both ways.
    case nfdump
    /// Zeek's conn.log; one row for both ways.
    case zeek
    /// source,destination,port,protocol,bytes,first_seen; what asked alone.
    case list
  }

  package private(set) var machines: [Machine] = []
  /// What should be found, without what everybody needs.
  package private(set) var needs: Set<Need> = []
  /// What everybody needs, or that talks to everybody, and is no noise.
  package private(set) var sharedNeeds: Set<Need> = []
  package private(set) var shared: Set<String> = []
  /// 2026-03-02 00:00 UTC.
  package let begin = 1_772_409_600
  package let days: Int
  /// A day, from 0, on which the collector was down; none where it is -1.
  package var gap = -1

  private let seed: UInt64

  package init(seed: UInt64, applications: Int, days: Int = 20) {
    self.seed = seed
    self.days = days
    var random = SplitMix64(seed: seed, step: 1)
    var next = 10
    func address() -> String {
      next += 1
      return "10.\(20 + next / 50_000).\(next / 200 % 250).\(next % 200 + 10)"
    }
    for name in ["dc01", "dns01", "files01", "watch01", "backup01", "jump01"] {
      machines.append(Machine(name: name, address: address(), application: ""))
    }
    var tiers: [(web: [Int], app: [Int], database: Int)] = []
    for number in 0..<applications {
      let title = "app\(number)"
      func add(_ part: String, _ count: Int) -> [Int] {
        (1...count).map {
          machines.append(Machine(name: "\(title)\(part)\($0)", address: address(), application: title))
          return machines.count - 1
        }
      }
      let web = add("web", random.between(2, 4))
      let app = add("srv", random.between(1, 2))
      let database = add("db", 1)[0]
      let port = random.pick([1433, 1521, 5432, 3306])
      for one in web { for other in app { need(one, other, random.pick([8080, 8443])) } }
      for one in app { need(one, database, port) }
      if app.count > 1 { need(app[0], app[1], 61616) }
      tiers.append((web, app, database))
    }
    for number in 0..<applications where random.chance(perMille: 250) {
      let other = (number + random.between(1, max(1, applications - 1))) % max(1, applications)
      if other != number { need(tiers[number].app[0], tiers[other].app[0], 443) }
    }
    for index in 6..<machines.count {
      sharedNeeds.insert(Need(source: machines[index].name, target: "dc01", port: 389))
      sharedNeeds.insert(Need(source: machines[index].name, target: "files01", port: 445))
    }
    shared = ["dc01", "files01"]
  }

  private mutating func need(_ source: Int, _ target: Int, _ port: Int) {
    needs.insert(Need(source: machines[source].name, target: machines[target].name, port: port))
  }

  /// A list of machines with their addresses, as a reader of machines takes it (RVTools' vInfo).
  package var machineTable: String {
    "VM,Powerstate,CPUs,Memory,In Use MiB,Primary IP Address,Cluster,Host\n"
      + machines.map { "\($0.name),poweredOn,2,4096,10240,\($0.address),C1,esx1\n" }.joined()
  }

  // MARK: The log

  private struct Row {
    var from: String
    var to: String
    var fromPort: Int
    var toPort: Int
    var transport: Int
    var bytes: Int
    var time: Int
    var isRefused = false
    var isAnswered = true
  }

  package func log(_ format: Format, rows: Int) -> [UInt8] {
    var random = SplitMix64(seed: seed, step: 2)
    let address = Dictionary(uniqueKeysWithValues: machines.map { ($0.name, $0.address) })
    let list = needs.sorted { ($0.source, $0.target, $0.port) < ($1.source, $1.target, $1.port) }
    let common = sharedNeeds.sorted { ($0.source, $0.target, $0.port) < ($1.source, $1.target, $1.port) }
    var text = ""
    text.reserveCapacity(rows * 100)
    switch format {
    case .aws:
      text +=
        "version vpc-id srcaddr dstaddr srcport dstport protocol tcp-flags packets bytes start end action log-status\n"
    case .nfdump: text += "ts,te,td,sa,da,sp,dp,pr,flg,fwd,stos,ipkt,ibyt,opkt,obyt\n"
    case .zeek:
      text += "#separator \\x09\n#set_separator\t,\n#path\tconn\n"
      text +=
        "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\torig_bytes\tresp_bytes\tconn_state\n"
      text += "#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tstring\tcount\tcount\tstring\n"
    case .list: text += "source,destination,port,protocol,bytes,first_seen\n"
    }
    for number in 0..<rows {
      var time = begin + Int(Int64(number) * Int64(days) * 86_400 / Int64(rows)) + random.below(30)
      if (time - begin) / 86_400 == gap { time += 86_400 }
      var row = Row(
        from: "", to: "", fromPort: random.between(49_152, 65_535), toPort: 0, transport: 6,
        bytes: random.between(200, 90_000), time: time)
      // Every need is in the log at least once; then as it comes.
      let kind = number < list.count + common.count ? (number < list.count ? 0 : 600) : random.below(1000)
      let any = machines[random.below(machines.count)]
      switch kind {
      case 0..<550:
        let need = number < list.count ? list[number] : list[min(random.below(list.count), random.below(list.count))]
        (row.from, row.to, row.toPort) = (address[need.source]!, address[need.target]!, need.port)
      case 550..<700:
        let place = number - list.count
        let need = (0..<common.count).contains(place) ? common[place] : random.pick(common)
        (row.from, row.to, row.toPort) = (address[need.source]!, address[need.target]!, need.port)
      case 700..<780: (row.from, row.to, row.toPort, row.transport) = (any.address, address["dns01"]!, 53, 17)
      case 780..<830: (row.from, row.to, row.toPort, row.transport) = (address["watch01"]!, any.address, 161, 17)
      case 830..<860: (row.from, row.to, row.toPort) = (address["backup01"]!, any.address, 13_724)
      case 860..<890: (row.from, row.to, row.toPort) = (address["jump01"]!, any.address, random.pick([22, 3389]))
      case 890..<910: (row.from, row.to, row.toPort, row.transport) = (any.address, "10.20.0.255", 138, 17)
      case 910..<920: (row.from, row.to, row.toPort, row.transport) = (any.address, "239.255.255.250", 1900, 17)
      case 920..<930:
        (row.from, row.to, row.fromPort, row.toPort, row.transport) = (any.address, address["dc01"]!, 0, 0, 1)
      case 930..<945:
        // Somebody asks and nobody answers.
        let other = machines[random.below(machines.count)]
        (row.from, row.to, row.toPort) = (any.address, other.address, 23_456)
        row.isAnswered = false
      case 945..<955:
        let other = machines[random.below(machines.count)]
        (row.from, row.to, row.toPort, row.isRefused) = (any.address, other.address, 1434, true)
      default:
        // A user comes in to a web server.
        let web = machines[6 + random.below(machines.count - 6)]
        (row.from, row.to, row.toPort) = ("10.99.\(random.below(4)).\(random.between(1, 200))", web.address, 443)
      }
      if row.from == row.to { continue }
      write(row, format, number, to: &text)
    }
    if format == .zeek { text += "#close\t2026-03-22-00-00-00\n" }
    if format == .nfdump { text += "Summary\nflows,bytes,packets,avg_bps,avg_pps,avg_bpp\n\(rows),1,1,1,1,1\n" }
    return Array(text.utf8)
  }

  private func write(_ row: Row, _ format: Format, _ number: Int, to text: inout String) {
    switch format {
    case .aws:
      let action = row.isRefused ? "REJECT" : "ACCEPT"
      // Every third row has the flags; the others leave the direction to the ports.
      let flags = row.transport == 6 && number % 3 == 0 ? (3, 19) : (0, 0)
      text +=
        "5 vpc-1 \(row.from) \(row.to) \(row.fromPort) \(row.toPort) \(row.transport) \(flags.0) 4 \(row.bytes) \(row.time) \(row.time + 60) \(action) OK\n"
      if row.isRefused || !row.isAnswered { return }
      text +=
        "5 vpc-1 \(row.to) \(row.from) \(row.toPort) \(row.fromPort) \(row.transport) \(flags.1) 4 \(row.bytes) \(row.time) \(row.time + 60) ACCEPT OK\n"
      if number % 997 == 0 { text += "5 vpc-1 - - - - - - - - \(row.time) \(row.time + 60) - NODATA\n" }
    case .nfdump:
      if row.isRefused { return }
      let name = row.transport == 6 ? "TCP" : row.transport == 17 ? "UDP" : "ICMP"
      let time = Self.stamp(row.time)
      text +=
        "\(time),\(time),0.000,\(row.from),\(row.to),\(row.fromPort),\(row.toPort),\(name),...AP...,0,0,4,\(row.bytes),0,0\n"
      if !row.isAnswered { return }
      text +=
        "\(time),\(time),0.000,\(row.to),\(row.from),\(row.toPort),\(row.fromPort),\(name),...AP...,0,0,4,\(row.bytes),0,0\n"
    case .zeek:
      let name = row.transport == 6 ? "tcp" : row.transport == 17 ? "udp" : "icmp"
      let state = row.isRefused ? "REJ" : row.isAnswered ? "SF" : "S0"
      text +=
        "\(row.time).123456\tC\(number)\t\(row.from)\t\(row.fromPort)\t\(row.to)\t\(row.toPort)\t\(name)\t-\t120\t\(row.bytes)\t\(state)\n"
    case .list:
      if row.isRefused || !row.isAnswered { return }
      text += "\(row.from),\(row.to),\(row.toPort),\(row.transport),\(row.bytes),\(Self.stamp(row.time))\n"
    }
  }

  /// `2026-03-02 13:45:00.000` of a time in March or April 2026.
  static func stamp(_ seconds: Int) -> String {
    let march = 1_772_323_200
    let day = (seconds - march) / 86_400
    let rest = (seconds - march) % 86_400
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
    let date = day < 31 ? "2026-03-\(two(day + 1))" : "2026-04-\(two(day - 30))"
    return "\(date) \(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60)).000"
  }
}

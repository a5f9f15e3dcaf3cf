import Estates

/// A workload that so many others need that it belongs to none of them: directory, DNS, monitoring, backup, integration.
///
/// The rule: with n workloads in the estate, a workload is a shared service where at least `max(8, √n)` others need it, or
/// half as many (and at least 4) where the kinds of those dependencies, or its own key or name, hold a word of a known
/// service. Taken as hard ties, its dependencies would make one component of everything that needs it: `drags` says how
/// large.
package struct SharedService: Sendable {
  /// What it does, as far as words tell.
  package enum Role: String, CaseIterable, Sendable {
    case directory, dns, time, monitoring, backup, integration
    /// Only the number of its consumers says that it is shared.
    case other
  }

  /// Row of `workloads`.
  package var workload: Int32
  package var role: Role
  /// Different workloads that need it.
  package var consumers: Int
  /// Different applications among them.
  package var applications: Int
  /// Of its consumers, those that it is tied to by hard ties already.
  package var tied: Int
  /// Workloads in the component that its dependencies would make if all of them were hard.
  package var drags: Int
}

/// The shared services of an estate, those with most consumers first.
package struct SharedServices: Sendable {
  package let all: [SharedService]
  /// Consumers from which a workload is shared without a word that says so.
  package let threshold: Int
  /// The same with such a word.
  package let thresholdWithWord: Int
  /// Workloads in the largest component that the dependencies of all shared services would make together.
  package let dragsTogether: Int

  package init(_ graph: DependencyGraph) {
    let estate = graph.resolved.estate
    let count = estate.workloads.count
    let root = Int(Double(count).squareRoot().rounded())
    threshold = max(8, root)
    thresholdWithWord = max(4, (max(8, root) + 1) / 2)
    let links = graph.demands.links
    let consumers = DirectedGraph(count: count, tails: links.map(\.target), heads: links.map(\.source))
    let hard = graph.hardComponents
    var roles = RoleWords(estate)
    var seen = [Int32](repeating: -1, count: count)
    var seenComponent = [Int32](repeating: -1, count: hard.count)
    var found: [SharedService] = []
    var together = UnionFind(count: hard.count)
    for row in 0..<Int32(count) where consumers.positions(of: row).count >= thresholdWithWord {
      var different = 0
      for place in consumers.positions(of: row) where seen[Int(consumers.heads[place])] != row {
        seen[Int(consumers.heads[place])] = row
        different += 1
      }
      if different < thresholdWithWord { continue }
      let role = roles.role(of: row, kinds: consumers.positions(of: row).map { links[Int(consumers.arcs[$0])].row })
      if role == .other && different < threshold { continue }
      let own = hard.component[Int(row)]
      seenComponent[Int(own)] = row
      var service = SharedService(
        workload: row, role: role, consumers: different, applications: 0, tied: 0, drags: hard.sizes[Int(own)])
      var applications = Set<Int32>()
      for place in consumers.positions(of: row) {
        let consumer = consumers.heads[place]
        // Each consumer counts once, however many rows name it.
        if seen[Int(consumer)] != row { continue }
        seen[Int(consumer)] = -1
        let application = estate.workloads.application[Int(consumer)]
        if application != Estate.none { applications.insert(application) }
        let component = hard.component[Int(consumer)]
        together.merge(own, component)
        if component == own { service.tied += 1 }
        if seenComponent[Int(component)] != row {
          seenComponent[Int(component)] = row
          service.drags += hard.sizes[Int(component)]
        }
      }
      service.applications = applications.count
      found.append(service)
    }
    all = found.sorted { ($1.consumers, $0.workload) < ($0.consumers, $1.workload) }
    var sizes = [Int](repeating: 0, count: hard.count)
    var largest = 0
    for component in 0..<hard.count {
      let root = Int(together.root(of: Int32(component)))
      sizes[root] += hard.sizes[component]
      if !found.isEmpty { largest = max(largest, sizes[root]) }
    }
    dragsTogether = largest
  }
}

/// The words by which shared services give themselves away, in kinds of dependencies, keys and names.
struct RoleWords {
  private static let words: [(word: String, role: SharedService.Role)] = [
    ("ldap", .directory), ("ldaps", .directory), ("kerberos", .directory), ("ad", .directory), ("dc", .directory),
    ("directory", .directory), ("activedirectory", .directory), ("adfs", .directory), ("radius", .directory),
    ("dns", .dns), ("bind", .dns), ("infoblox", .dns), ("ntp", .time), ("time", .time),
    ("monitoring", .monitoring), ("monitor", .monitoring), ("snmp", .monitoring), ("syslog", .monitoring),
    ("nagios", .monitoring), ("zabbix", .monitoring), ("prometheus", .monitoring), ("scom", .monitoring),
    ("splunk", .monitoring), ("logging", .monitoring), ("metrics", .monitoring), ("siem", .monitoring),
    ("backup", .backup), ("veeam", .backup), ("netbackup", .backup), ("commvault", .backup), ("tsm", .backup),
    ("mq", .integration), ("esb", .integration), ("bus", .integration), ("broker", .integration),
    ("kafka", .integration), ("rabbitmq", .integration), ("integration", .integration), ("middleware", .integration),
    ("biztalk", .integration), ("mulesoft", .integration), ("etl", .integration), ("amqp", .integration),
  ]

  private let estate: Estate
  private var known: [TextPool.ID: SharedService.Role] = [:]

  init(_ estate: Estate) { self.estate = estate }

  /// What most of the dependencies in `kinds` (rows) say; else what the workload's name or key says.
  mutating func role(of workload: Int32, kinds rows: [Int32]) -> SharedService.Role {
    var votes: [SharedService.Role: Int] = [:]
    for row in rows {
      let role = role(ofText: estate.dependencies.kind[Int(row)])
      if role != .other { votes[role, default: 0] += 1 }
    }
    let best = SharedService.Role.allCases.max { votes[$0, default: 0] < votes[$1, default: 0] }
    if let best, votes[best, default: 0] * 2 >= rows.count { return best }
    let name = role(ofText: estate.workloads.names[Int(workload)])
    return name == .other ? role(ofText: estate.workloads.keys[Int(workload)]) : name
  }

  private mutating func role(ofText id: TextPool.ID) -> SharedService.Role {
    if let role = known[id] { return role }
    let role = Self.role(estate.texts[id])
    known[id] = role
    return role
  }

  /// The first word of `text` that names a service; digits end a word: `DNS01`, `prod-ad-2`.
  static func role(_ text: String) -> SharedService.Role {
    var word = ""
    for byte in text.utf8 + [0] {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): word.unicodeScalars.append(Unicode.Scalar(byte))
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): word.unicodeScalars.append(Unicode.Scalar(byte | 0x20))
      default:
        if let match = words.first(where: { $0.word == word }) { return match.role }
        word = ""
      }
    }
    return .other
  }
}

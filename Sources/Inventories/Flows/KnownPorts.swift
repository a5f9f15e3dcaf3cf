/// What a served port is for: the kind of a dependency, or the reason why its traffic says nothing about what belongs
/// together.
///
///     1433  sql-server                       3389  management, set aside
///     389   ldap                             161   monitoring, set aside
///
/// Numbers are those of IANA's registry and of the makers' own lists of firewall rules. The first rule that fits counts.
enum KnownPorts {
  /// Why traffic is set aside. The words stand in the report and in `set-aside.csv`.
  enum Noise: String, CaseIterable, Sendable {
    case naming, management, monitoring, backup, discovery

    var meaning: String {
      switch self {
      case .naming: "name service, time and addresses: every machine has them"
      case .management: "remote control, deployment and patching"
      case .monitoring: "monitoring, logs and metrics"
      case .backup: "backup and its agents"
      case .discovery: "discovery, browsing and remote procedure mapping"
      }
    }
  }

  enum Use: Sendable {
    case kind(String)
    case noise(Noise, String)
  }

  static func use(_ port: Int) -> Use? { uses[port] }

  /// The kind of dependency of a port; nil where none is known, or where it is noise.
  static func kind(_ port: Int) -> String? {
    if case .kind(let kind) = uses[port] { kind } else { nil }
  }

  static func noise(_ port: Int) -> Noise? {
    if case .noise(let noise, _) = uses[port] { noise } else { nil }
  }

  /// The ports of a kind of noise, for the report.
  static func ports(of noise: Noise) -> [Int] {
    uses.compactMap { if case .noise(noise, _) = $0.value { $0.key } else { nil } }.sorted()
  }

  private static let uses: [Int: Use] = {
    var uses: [Int: Use] = [:]
    for (kind, ports) in kinds { for port in ports { uses[port] = .kind(kind) } }
    for (noise, name, ports) in noises { for port in ports { uses[port] = .noise(noise, name) } }
    return uses
  }()

  private static let kinds: [(String, [Int])] = [
    ("ftp", [20, 21]), ("smtp", [25, 465, 587]), ("http", [80, 3000, 7001, 8000, 8080, 8081, 8088, 9080]),
    ("https", [443, 7002, 8443, 9443]), ("kerberos", [88, 464]), ("ldap", [389, 636, 3268, 3269]),
    ("imap", [143, 993]), ("pop3", [110, 995]), ("smb", [445]), ("printing", [515, 631]),
    ("nfs", [2049]), ("iscsi", [3260]), ("mq", [1414, 1883, 5671, 5672, 8883, 61613, 61616]),
    ("kafka", [9092, 9093, 9094]), ("sql-server", [1433, 1434]), ("sql-oracle", [1521, 1526, 2484]),
    ("sql-mysql", [3306]), ("sql-postgres", [5432, 6432]), ("sql-db2", [446, 50000]), ("sql-hana", [30013, 30015]),
    ("sql-informix", [9088]), ("mongo", [27017, 27018]), ("cassandra", [9042, 7000]),
    ("redis", [6379]), ("memcached", [11211]), ("search", [9200, 9300]), ("zookeeper", [2181, 2888, 3888]),
    ("etcd", [2379, 2380]), ("sap", [3200, 3300, 3600, 3201, 3301]), ("sip", [5060, 5061]), ("radius", [1812, 1813]),
    ("ajp", [8009]), ("rmi", [1099]), ("couchbase", [8091, 11210]), ("neo4j", [7687]),
  ]

  private static let noises: [(Noise, String, [Int])] = [
    (.naming, "DNS", [53]), (.naming, "DHCP", [67, 68, 546, 547]), (.naming, "NTP", [123]),
    (.naming, "local names", [5353, 5355]),
    (.management, "SSH", [22]), (.management, "Telnet", [23]), (.management, "RDP", [3389]),
    (.management, "WinRM", [5985, 5986]), (.management, "VNC", [5900, 5901]), (.management, "ESXi", [902, 903]),
    (.management, "IPMI", [623]), (.management, "Salt", [4505, 4506]), (.management, "Puppet", [8140]),
    (.management, "Configuration Manager", [2701, 8530, 8531, 10123]), (.management, "BigFix", [52311]),
    (.monitoring, "SNMP", [161, 162]), (.monitoring, "syslog", [514, 601, 6514]), (.monitoring, "NRPE", [5666]),
    (.monitoring, "Zabbix", [10050, 10051]), (.monitoring, "Operations Manager", [5723, 1270]),
    (.monitoring, "NetFlow and sFlow", [2055, 4739, 6343, 9995, 9996]), (.monitoring, "Splunk", [8089, 9997]),
    (.monitoring, "Check_MK", [6556]), (.monitoring, "NSClient", [12489]), (.monitoring, "Beats", [5044]),
    (.backup, "NetBackup", [1556, 13720, 13721, 13724, 13782, 13783]),
    (.backup, "Commvault", [8400, 8401, 8402, 8403]), (.backup, "Spectrum Protect", [1500, 1501]),
    (.backup, "Veeam", [6160, 6162, 6163, 9392, 9401, 10006]), (.backup, "NetWorker", [7937, 7938, 7939]),
    (.backup, "Data Protector", [5555]), (.backup, "NDMP", [10000]), (.backup, "Bacula", [9101, 9102, 9103]),
    (.discovery, "RPC endpoint mapper", [111, 135]), (.discovery, "NetBIOS", [137, 138, 139]),
    (.discovery, "SSDP", [1900]), (.discovery, "SLP", [427]), (.discovery, "WS-Discovery", [3702]),
  ]

  /// How likely a port is the one that is served, by its number: 0 a port with a known use, 1 below 1024, 2 below 32768
  /// (registered) or above with a known use, 3 one that systems give to clients.
  static let ranks: [UInt8] = (0..<65536).map { port in
    if port == 0 { return 3 }
    if port < 32_768 { return uses[port] != nil ? 0 : port < 1024 ? 1 : 2 }
    return uses[port] != nil ? 2 : 3
  }
}

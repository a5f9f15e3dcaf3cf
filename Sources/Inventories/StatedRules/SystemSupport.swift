import Estates

/// Until when makers support what runs on the machines, and how hard it is to move: public dates, by the names that
/// inventories give to systems. The first entry whose words a name contains counts.
///
///     rules.support(of: "Microsoft Windows Server 2012 (64-bit)")    // until 2026-10-13, hard, Microsoft's life cycle
///
/// For Windows Server 2008 and 2012 the dates are those of the extended security updates, which are sold to everyone. A
/// table with the columns `os` and `until` among the sources comes before these entries.
struct SystemSupport: Sendable {
  enum Difficulty: Int, Sendable {
    case easy = 1
    case medium = 2
    case hard = 3
  }

  struct Entry: Sendable {
    /// In small letters; a system whose name contains it is meant.
    var part: String
    /// The last day; nil where the maker states none.
    var until: Day?
    var difficulty: Difficulty
    var source: String
  }

  private(set) var entries: [Entry]

  /// `first` is asked before the built-in entries.
  init(first: [Entry] = []) { entries = first + Self.known }

  func entry(of system: String) -> Entry? {
    if system.isEmpty { return nil }
    let name = system.lowercased()
    return entries.first { name.contains($0.part) }
  }

  /// Until when VMware supports a release of ESXi, extended guidance left out.
  static func hypervisor(_ version: String) -> Day? {
    let releases = [
      ("esxi 5.", "2018-09-19"), ("esxi 6.0", "2020-03-12"), ("esxi 6.5", "2022-10-15"), ("esxi 6.7", "2022-10-15"),
      ("esxi 7.0", "2025-10-02"), ("esxi 8.0", "2027-10-11"),
    ]
    let name = version.lowercased()
    return releases.first { name.contains($0.0) }.flatMap { Day($0.1) }
  }

  private static let microsoft = "Microsoft life cycle, extended security updates included"
  private static let redHat = "Red Hat life cycle, end of maintenance"
  private static let suse = "SUSE life cycle, general support"
  private static let canonical = "Ubuntu release cycle, standard support"
  private static let debian = "Debian long-term support"
  private static let oracle = "Oracle Linux life cycle, premier support"
  private static let centos = "CentOS project, end of life"
  private static let rocky = "Rocky Linux, end of life"
  private static let alma = "AlmaLinux, end of security support"
  private static let amazon = "Amazon Linux, end of support"

  private typealias Line = (part: String, until: String, difficulty: Difficulty, source: String)

  private static let known: [Entry] = lines.map {
    Entry(part: $0.part, until: Day($0.until), difficulty: $0.difficulty, source: $0.source)
  }

  private static let lines: [Line] = [
    ("windows server 2000", "2010-07-13", .hard, microsoft), ("windows 2000", "2010-07-13", .hard, microsoft),
    ("windows server 2003", "2015-07-14", .hard, microsoft), ("windows server 2008", "2023-01-10", .hard, microsoft),
    ("windows server 2012", "2026-10-13", .hard, microsoft), ("windows server 2016", "2027-01-12", .medium, microsoft),
    ("windows server 2019", "2029-01-09", .medium, microsoft),
    ("windows server 2022", "2031-10-14", .medium, microsoft),
    ("windows server 2025", "2034-11-14", .medium, microsoft), ("windows 2003", "2015-07-14", .hard, microsoft),
    ("windows 2008", "2023-01-10", .hard, microsoft), ("windows 2012", "2026-10-13", .hard, microsoft),
    ("windows 2016", "2027-01-12", .medium, microsoft), ("windows 2019", "2029-01-09", .medium, microsoft),
    ("windows 2022", "2031-10-14", .medium, microsoft), ("windows xp", "2014-04-08", .hard, microsoft),
    ("windows vista", "2017-04-11", .hard, microsoft), ("windows 7", "2023-01-10", .hard, microsoft),
    ("windows 8", "2023-01-10", .hard, microsoft), ("windows 10", "2025-10-14", .medium, microsoft),
    ("windows 11", "", .medium, microsoft),
    ("red hat enterprise linux 4", "2012-02-29", .hard, redHat),
    ("red hat enterprise linux 5", "2017-03-31", .hard, redHat),
    ("red hat enterprise linux 6", "2020-11-30", .easy, redHat),
    ("red hat enterprise linux 7", "2024-06-30", .easy, redHat),
    ("red hat enterprise linux 8", "2029-05-31", .easy, redHat),
    ("red hat enterprise linux 9", "2032-05-31", .easy, redHat), ("rhel 6", "2020-11-30", .easy, redHat),
    ("rhel 7", "2024-06-30", .easy, redHat), ("rhel 8", "2029-05-31", .easy, redHat),
    ("rhel 9", "2032-05-31", .easy, redHat),
    ("red hat 5", "2017-03-31", .hard, redHat), ("red hat 6", "2020-11-30", .easy, redHat),
    ("red hat 7", "2024-06-30", .easy, redHat), ("red hat 8", "2029-05-31", .easy, redHat),
    ("red hat 9", "2032-05-31", .easy, redHat),
    ("suse linux enterprise 10", "2013-07-31", .hard, suse), ("suse linux enterprise 11", "2019-03-31", .hard, suse),
    ("suse linux enterprise 12", "2024-10-31", .medium, suse),
    ("suse linux enterprise 15", "2031-07-31", .medium, suse),
    ("suse linux enterprise server 11", "2019-03-31", .hard, suse),
    ("suse linux enterprise server 12", "2024-10-31", .medium, suse),
    ("suse linux enterprise server 15", "2031-07-31", .medium, suse),
    ("oracle linux 6", "2021-03-31", .medium, oracle), ("oracle linux 7", "2024-12-31", .medium, oracle),
    ("oracle linux 8", "2029-07-31", .medium, oracle), ("oracle linux 9", "2032-06-30", .medium, oracle),
    ("centos linux 6", "2020-11-30", .medium, centos), ("centos linux 7", "2024-06-30", .medium, centos),
    ("centos linux 8", "2021-12-31", .medium, centos), ("centos stream 8", "2024-05-31", .medium, centos),
    ("centos stream 9", "2027-05-31", .medium, centos), ("rocky linux 8", "2029-05-31", .easy, rocky),
    ("rocky linux 9", "2032-05-31", .easy, rocky), ("almalinux 8", "2029-03-01", .easy, alma),
    ("almalinux 9", "2032-05-31", .easy, alma), ("amazon linux 2023", "2029-06-30", .medium, amazon),
    ("amazon linux 2", "2026-06-30", .medium, amazon), ("centos 6", "2020-11-30", .medium, centos),
    ("centos 7", "2024-06-30", .medium, centos),
    ("centos 8", "2021-12-31", .medium, centos), ("centos", "2024-06-30", .medium, centos),
    ("ubuntu 14.04", "2019-04-25", .hard, canonical), ("ubuntu 16.04", "2021-04-30", .hard, canonical),
    ("ubuntu 18.04", "2023-05-31", .hard, canonical), ("ubuntu 20.04", "2025-05-31", .hard, canonical),
    ("ubuntu 22.04", "2027-04-30", .hard, canonical), ("ubuntu 24.04", "2029-04-30", .hard, canonical),
    ("ubuntu", "", .hard, canonical), ("debian gnu/linux 9", "2022-06-30", .hard, debian),
    ("debian gnu/linux 10", "2024-06-30", .hard, debian), ("debian gnu/linux 11", "2026-08-31", .hard, debian),
    ("debian gnu/linux 12", "2028-06-30", .hard, debian), ("debian 9", "2022-06-30", .hard, debian),
    ("debian 10", "2024-06-30", .hard, debian), ("debian 11", "2026-08-31", .hard, debian),
    ("debian 12", "2028-06-30", .hard, debian), ("debian", "", .hard, debian),
    ("freebsd", "", .hard, "no date: each release has its own"),
  ]
}

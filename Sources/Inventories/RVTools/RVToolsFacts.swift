import Estates

/// Until when makers support what runs on the machines, and how hard it is to move: public dates, by the names that
/// vCenter gives to systems.
struct SystemSupport {
  enum Difficulty: Int {
    case easy = 1
    case medium = 2
    case hard = 3
  }

  /// The last day of support, extended programmes that are sold to everyone included; nil where the name does not tell.
  var until: Day?
  var difficulty: Difficulty
  var isKnown: Bool

  init(of system: String) {
    let name = system.lowercased()
    let entry = Self.table.first { name.contains($0.part) }
    until = entry.flatMap { Day($0.until) }
    difficulty = entry?.difficulty ?? .medium
    isKnown = entry != nil
  }

  /// The first part that a system's name contains counts. Dates are the makers' published ends of support; for Windows
  /// Server 2008 and 2012 those of the extended security updates.
  private static let table: [(part: String, until: String, difficulty: Difficulty)] = [
    ("windows server 2000", "2010-07-13", .hard), ("windows 2000", "2010-07-13", .hard),
    ("windows server 2003", "2015-07-14", .hard), ("windows server 2008", "2023-01-10", .hard),
    ("windows server 2012", "2026-10-13", .hard), ("windows server 2016", "2027-01-12", .medium),
    ("windows server 2019", "2029-01-09", .medium), ("windows server 2022", "2031-10-14", .medium),
    ("windows server 2025", "2034-11-14", .medium), ("windows xp", "2014-04-08", .hard),
    ("windows vista", "2017-04-11", .hard), ("windows 7", "2023-01-10", .hard), ("windows 8", "2023-01-10", .hard),
    ("windows 10", "2025-10-14", .medium), ("windows 11", "", .medium),
    ("red hat enterprise linux 4", "2012-02-29", .hard), ("red hat enterprise linux 5", "2017-03-31", .hard),
    ("red hat enterprise linux 6", "2020-11-30", .easy), ("red hat enterprise linux 7", "2024-06-30", .easy),
    ("red hat enterprise linux 8", "2029-05-31", .easy), ("red hat enterprise linux 9", "2032-05-31", .easy),
    ("suse linux enterprise 10", "2013-07-31", .hard), ("suse linux enterprise 11", "2019-03-31", .hard),
    ("suse linux enterprise 12", "2024-10-31", .medium), ("suse linux enterprise 15", "2031-07-31", .medium),
    ("centos 8", "2021-12-31", .medium), ("centos", "2024-06-30", .medium), ("ubuntu", "", .hard),
    ("debian", "", .hard),
    ("freebsd", "", .hard),
  ]

  /// Until when VMware supports a release of ESXi.
  static func hypervisor(_ version: String) -> Day? {
    let releases = [
      ("esxi 5.", "2018-09-19"), ("esxi 6.0", "2020-03-12"), ("esxi 6.5", "2022-10-15"), ("esxi 6.7", "2022-10-15"),
      ("esxi 7.0", "2025-10-02"), ("esxi 8.0", "2027-10-11"),
    ]
    let name = version.lowercased()
    return releases.first { name.contains($0.0) }.flatMap { Day($0.1) }
  }
}

/// The height of a server, by its model's name, as its maker publishes it.
struct HostModel {
  var rackUnits: Double
  /// A blade shares its enclosure: the space comes free when the whole enclosure is empty.
  var isBlade: Bool

  init?(_ model: String) {
    let name = model.lowercased()
    guard let entry = Self.table.first(where: { name.contains($0.part) }) else { return nil }
    rackUnits = entry.units
    isBlade = entry.isBlade
  }

  private static let table: [(part: String, units: Double, isBlade: Bool)] = [
    ("proliant bl4", 0.625, true), ("proliant bl6", 1.25, true), ("synergy 480", 0.833333, true),
    ("proliant dl16", 1, false), ("proliant dl18", 2, false), ("proliant dl32", 1, false), ("proliant dl34", 1, false),
    ("proliant dl36", 1, false), ("proliant dl38", 2, false), ("proliant dl56", 2, false), ("proliant dl58", 4, false),
    ("poweredge m6", 0.625, true), ("poweredge mx7", 0.875, true), ("poweredge r2", 1, false),
    ("poweredge r3", 1, false), ("poweredge r4", 1, false), ("poweredge r5", 2, false), ("poweredge r6", 1, false),
    ("poweredge r7", 2, false), ("poweredge r81", 2, false), ("poweredge r82", 2, false), ("poweredge r84", 2, false),
    ("poweredge r86", 4, false), ("poweredge r91", 4, false), ("poweredge r92", 4, false), ("poweredge r93", 4, false),
    ("poweredge r94", 3, false), ("poweredge r96", 4, false), ("ucsb-b2", 0.75, true), ("ucsb-b4", 1.5, true),
    ("ucsc-c22", 1, false), ("ucsc-c24", 2, false), ("ucsc-c46", 4, false), ("ucs c22", 1, false),
    ("ucs c24", 2, false), ("thinksystem sr53", 1, false), ("thinksystem sr63", 1, false),
    ("thinksystem sr65", 2, false), ("thinksystem sr85", 2, false), ("thinksystem sr95", 4, false),
    ("system x3550", 1, false), ("system x3650", 2, false), ("system x3850", 4, false), ("primergy rx13", 1, false),
    ("primergy rx25", 2, false), ("primergy rx47", 4, false),
  ]
}

/// What a machine's name says about it, where people name machines as people do: `BOWARSAPPDEV01`.
struct NameHint {
  /// `production`, `development` or `test`; nil where the name does not tell.
  var environment: String?
  /// The name without its number and without the word for its environment: what servers of one purpose share.
  var stem: String

  init(_ name: String) {
    let label = name.lowercased().prefix { $0 != "." }
    var tokens = label.split { !($0.isLetter || $0.isNumber) }.map(String.init)
    for index in tokens.indices.reversed() {
      let word = Self.withoutNumber(tokens[index])
      guard let (meaning, rest) = Self.environment(in: word) else { continue }
      environment = meaning
      tokens[index] = rest
      break
    }
    while tokens.count > 1, let last = tokens.last, last.allSatisfy(\.isNumber) { tokens.removeLast() }
    if let last = tokens.indices.last { tokens[last] = Self.withoutNumber(tokens[last]) }
    let stem = tokens.filter { !$0.isEmpty }.joined(separator: "-")
    self.stem = stem.utf8.count >= 3 ? stem : String(label)
  }

  /// `jsdev01b` is `jsdev`: digits at the end, and one letter behind them.
  private static func withoutNumber(_ token: String) -> String {
    var rest = token[...]
    if rest.count >= 3, let last = rest.last, last.isLetter, rest.dropLast().last?.isNumber == true {
      rest = rest.dropLast()
    }
    while rest.last?.isNumber == true { rest = rest.dropLast() }
    return rest.isEmpty ? token : String(rest)
  }

  private static func environment(in token: String) -> (meaning: String, rest: String)? {
    for (word, meaning, isWholeOnly) in words {
      if token == word { return (meaning, "") }
      guard !isWholeOnly, token.hasSuffix(word), token.count >= word.count + 2 else { continue }
      return (meaning, String(token.dropLast(word.count)))
    }
    return nil
  }

  /// Longer words first; those that end too many other words count only when they stand alone.
  private static let words: [(String, String, isWholeOnly: Bool)] = [
    ("preproduction", "test", false), ("production", "production", false), ("development", "development", false),
    ("sandbox", "development", false), ("staging", "test", false), ("preprod", "test", false),
    ("devel", "development", false), ("devl", "development", false), ("stage", "test", true),
    ("prod", "production", false), ("test", "test", false), ("prd", "production", false),
    ("dev", "development", false), ("tst", "test", false), ("uat", "test", false), ("stg", "test", true),
    ("sit", "test", true), ("qa", "test", false),
  ]
}

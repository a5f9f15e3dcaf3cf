import Estates

/// When makers end the support of their operating systems: dates from their published life cycles, paid extensions left
/// out.
///
///     SupportEnds.end(of: "Windows Server 2012 R2 Datacenter")   // 2023-10-10
///     SupportEnds.end(of: "Plan 9")                              // nil: not in the table
enum SupportEnds {
  /// The name as the table has it and the last day of support; the longest name that the text holds counts.
  static func known(_ os: String) -> (name: String, end: Day)? {
    let text = normal(os)
    var best: (name: String, end: Day)?
    for (name, date) in table where holds(text, name) && name.count > best?.name.count ?? 0 {
      best = (name, Day(date)!)
    }
    return best
  }

  static func end(of os: String) -> Day? { known(os)?.end }

  private static let table: [(String, String)] = [
    ("windows server 2003", "2015-07-14"), ("windows server 2008", "2020-01-14"),
    ("windows server 2012", "2023-10-10"), ("windows server 2016", "2027-01-12"),
    ("windows server 2019", "2029-01-09"), ("windows server 2022", "2031-10-14"),
    ("red hat enterprise linux 5", "2017-03-31"), ("red hat enterprise linux 6", "2020-11-30"),
    ("red hat enterprise linux 7", "2024-06-30"), ("red hat enterprise linux 8", "2029-05-31"),
    ("red hat enterprise linux 9", "2032-05-31"), ("centos 6", "2020-11-30"), ("centos 7", "2024-06-30"),
    ("centos 8", "2021-12-31"), ("oracle linux 6", "2021-03-31"), ("oracle linux 7", "2024-12-31"),
    ("oracle linux 8", "2029-07-31"), ("suse linux enterprise server 11", "2019-03-31"),
    ("suse linux enterprise server 12", "2024-10-31"), ("suse linux enterprise server 15", "2031-07-31"),
    ("ubuntu 14.04", "2019-04-25"), ("ubuntu 16.04", "2021-04-30"), ("ubuntu 18.04", "2023-05-31"),
    ("ubuntu 20.04", "2025-05-31"), ("debian 9", "2022-06-30"), ("debian 10", "2024-06-30"),
    ("debian 11", "2026-08-31"), ("debian 12", "2028-06-30"), ("aix 7.1", "2023-04-30"),
  ]

  /// Lower case, one blank between words, and the makers' names spelled one way.
  private static func normal(_ os: String) -> String {
    var words = os.lowercased().split(whereSeparator: { !($0.isLetter || $0.isNumber || $0 == ".") }).map(String.init)
    words.removeAll { ["microsoft", "r", "gnu", "linux64", "64", "bit", "release", "version"].contains($0) }
    var text = words.joined(separator: " ")
    for (short, long) in [("rhel ", "red hat enterprise linux "), ("sles ", "suse linux enterprise server ")]
    where text.hasPrefix(short) {
      text = long + text.dropFirst(short.count)
    }
    if text.hasPrefix("suse linux enterprise 1") { text = "suse linux enterprise server 1" + text.dropFirst(23) }
    return text
  }

  /// `name` stands in `text` as whole words: "centos 6" is not in "centos 65".
  private static func holds(_ text: String, _ name: String) -> Bool {
    guard text.hasPrefix(name) else { return false }
    guard let next = text.dropFirst(name.count).first else { return true }
    // "7.9" is a 7, and "2012 r2" a 2012.
    return next == " " || next == "."
  }
}

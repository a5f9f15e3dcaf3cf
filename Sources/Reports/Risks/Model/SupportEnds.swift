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
    for (name, date) in table where holds(text, name.lowercased()) && name.count > best?.name.count ?? 0 {
      best = (name, Day(date)!)
    }
    return best
  }

  static func end(of os: String) -> Day? { known(os)?.end }

  private static let table: [(String, String)] = [
    ("Windows Server 2003", "2015-07-14"), ("Windows Server 2008", "2020-01-14"),
    ("Windows Server 2012", "2023-10-10"), ("Windows Server 2016", "2027-01-12"),
    ("Windows Server 2019", "2029-01-09"), ("Windows Server 2022", "2031-10-14"),
    ("Red Hat Enterprise Linux 5", "2017-03-31"), ("Red Hat Enterprise Linux 6", "2020-11-30"),
    ("Red Hat Enterprise Linux 7", "2024-06-30"), ("Red Hat Enterprise Linux 8", "2029-05-31"),
    ("Red Hat Enterprise Linux 9", "2032-05-31"), ("CentOS 6", "2020-11-30"), ("CentOS 7", "2024-06-30"),
    ("CentOS 8", "2021-12-31"), ("Oracle Linux 6", "2021-03-31"), ("Oracle Linux 7", "2024-12-31"),
    ("Oracle Linux 8", "2029-07-31"), ("SUSE Linux Enterprise Server 11", "2019-03-31"),
    ("SUSE Linux Enterprise Server 12", "2024-10-31"), ("SUSE Linux Enterprise Server 15", "2031-07-31"),
    ("Ubuntu 14.04", "2019-04-25"), ("Ubuntu 16.04", "2021-04-30"), ("Ubuntu 18.04", "2023-05-31"),
    ("Ubuntu 20.04", "2025-05-31"), ("Debian 9", "2022-06-30"), ("Debian 10", "2024-06-30"),
    ("Debian 11", "2026-08-31"), ("Debian 12", "2028-06-30"), ("AIX 7.1", "2023-04-30"),
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

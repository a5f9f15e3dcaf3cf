import Documents
import Estates

/// The record of the plans that were accepted, one entry a line, each holding on to the one before.
///
///     entry 1 ◀── parent ── entry 2 ◀── parent ── entry 3        head: the digest of the last entry
///       │                     │                     │
///       └ files by digest ────┴─────────────────────┘             objects/<digest>
///
/// Entries are only ever added behind the last. Reading finds every change of a line, every line taken out, put in or moved;
/// that lines at the end are missing shows only against a head that was kept elsewhere.
package struct Ledger: Sendable {
  package static let file = "ledger.jsonl"

  /// What is wrong with a ledger.
  package enum Fault: Hashable, Sendable {
    /// The last line has no end: the file was cut, or its writing was.
    case unfinished(line: Int)
    case notAnEntry(line: Int)
    /// It is an entry, written otherwise than entries are.
    case notCanonical(line: Int)
    /// `entry` is not the digest of the rest.
    case digest(line: Int, stated: String, computed: String)
    case parent(line: Int, stated: String?, computed: String?)
    case number(line: Int, stated: Int)
    /// It approves what no earlier entry is.
    case approvesNothing(line: Int)
    /// No entry has the digest that was kept.
    case headMissing(String)
    case fileMissing(line: Int, digest: String)
    case fileChanged(line: Int, digest: String)
    case planWrong(line: Int, deviations: Int)
    case signature(line: Int, who: String, reason: String)
  }

  package private(set) var entries: [LedgerEntry] = []
  package private(set) var faults: [Fault] = []

  /// The digest of the last entry; nil where there is none.
  package var head: String? { entries.last?.digest }

  /// Reads the bytes of a ledger; what can be read of a faulty one is there, too.
  package init(_ bytes: [UInt8] = []) {
    var parent: String?
    var number = 0
    var seen: Set<String> = []
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    let isFinished = lines.last?.isEmpty == true
    if isFinished || bytes.isEmpty { lines.removeLast() }
    for line in lines {
      number += 1
      if number == lines.count, !isFinished { faults.append(.unfinished(line: number)) }
      guard let entry = LedgerEntry(line) else {
        faults.append(.notAnEntry(line: number))
        continue
      }
      let digest = entry.digest
      if entry.line != line {
        let stated = Ledger.statedDigest(line)
        faults.append(
          stated == digest
            ? .notCanonical(line: number) : .digest(line: number, stated: stated, computed: digest))
      }
      if entry.parent != parent {
        faults.append(.parent(line: number, stated: entry.parent, computed: parent))
      }
      if entry.number != number { faults.append(.number(line: number, stated: entry.number)) }
      if case .approval(let approval) = entry.content, !seen.contains(approval.of) {
        faults.append(.approvesNothing(line: number))
      }
      parent = digest
      seen.insert(digest)
      entries.append(entry)
    }
  }

  private static func statedDigest(_ line: [UInt8]) -> String {
    guard let root = try? JSONReader.read(line, file: file), case .string(let text)? = root["entry"]?.kind else {
      return ""
    }
    return text
  }

  /// Says so where no entry has the digest `kept`: then lines at the end are missing.
  package mutating func check(head kept: String) {
    if !entries.contains(where: { $0.digest == kept }) { faults.append(.headMissing(kept)) }
  }

  /// The accepted plan that `name` means: `head` the last one, a number the entry of that number, else the baseline of that
  /// name, as it was last given.
  package func entry(named name: String) -> LedgerEntry? {
    let plans = entries.filter { $0.accepted != nil }
    if name == "head" { return plans.last }
    if let number = Int(name) { return plans.first { $0.number == number } }
    return plans.last { $0.accepted?.baseline == name }
  }

  package var baselines: [String] {
    var names: [String] = []
    for entry in entries {
      if let name = entry.accepted?.baseline, !names.contains(name) { names.append(name) }
    }
    return names
  }

  /// The entry that comes next.
  package func next(who: String, why: String, on: Day, _ content: LedgerEntry.Content) -> LedgerEntry {
    LedgerEntry(number: entries.count + 1, parent: head, who: who, why: why, on: on, content: content)
  }
}

extension Ledger.Fault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unfinished(let line): "line \(line) has no end: the file was cut off"
    case .notAnEntry(let line): "line \(line) is no entry of a ledger"
    case .notCanonical(let line): "line \(line) is not written as entries are (RFC 8785): someone has edited it"
    case .digest(let line, let stated, let computed):
      "line \(line) names the digest \(stated); its content has \(computed)"
    case .parent(let line, let stated, let computed):
      "line \(line) follows \(stated ?? "nothing"); before it stands \(computed ?? "nothing")"
    case .number(let line, let stated): "line \(line) is numbered \(stated)"
    case .approvesNothing(let line): "line \(line) approves what no line before it is"
    case .headMissing(let digest): "no line has the digest \(digest) that was kept: lines at the end are missing"
    case .fileMissing(let line, let digest): "the file \(digest) of line \(line) is missing"
    case .fileChanged(let line, let digest): "the file \(digest) of line \(line) has other bytes"
    case .planWrong(let line, let deviations):
      "the plan of line \(line) deviates from its estate in \(deviations) \(deviations == 1 ? "thing" : "things")"
    case .signature(let line, let who, let reason): "the signature of \(who) in line \(line) does not hold: \(reason)"
    }
  }
}

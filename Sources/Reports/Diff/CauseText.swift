import Documents
import Plans

/// The words of causes: what changed, and how it came to bear on a move.
enum CauseText {
  /// "workloads.csv:118 APP-0042: not_before – → 2027-03-01"
  static func change(_ change: InputChange) -> String {
    switch change.subject {
    case .row(_, let key, .added, _): return "\(change.place) \(key) added"
    case .row(_, let key, .removed, _): return "\(change.place) \(key) removed"
    case .row(_, let key, .changed, let cells):
      func text(_ cell: String) -> String { cell.isEmpty ? "–" : cell }
      return "\(change.place) \(key): "
        + cells.map { "\($0.column) \(text($0.before)) → \(text($0.after))" }.joined(separator: ", ")
    case .rule(let rule): return "\(change.place) \(DiffWording.change(rule))"
    case .term(_, let before, let after):
      return "\(change.place) \(before.isEmpty ? "–" : before) → \(after.isEmpty ? "–" : after)"
    case .actual(let workload, let words): return "\(change.place) \(workload) \(words)"
    }
  }

  static func force(_ force: MoveCause.Force) -> String {
    switch force {
    case .required: "had to move"
    case .enabled: "could not before"
    case .pays: "did not pay before"
    }
  }

  /// "dependency on A by /rules/0 (order), from /rules/1"; steps beyond the second are counted.
  static func cause(_ cause: MoveCause, _ causes: MoveCauses) -> String {
    if cause.word == .search { return "search" }
    var text = cause.word.rawValue
    let shown = cause.chain.prefix(2)
    for (number, link) in shown.enumerated() {
      text += (number == 0 ? ": " : ", ") + link.workload + (link.through.isEmpty ? "" : " by \(link.through)")
    }
    if cause.chain.count > shown.count { text += ", \(Wording.count(cause.chain.count - shown.count, "step")) more" }
    var places: [String] = []
    for root in cause.roots where !places.contains(causes.changes[root].place) {
      places.append(causes.changes[root].place)
    }
    return places.isEmpty ? text : text + ", from \(Wording.sample(places))"
  }

  /// "27 moved: 21 had to move, 3 could not before, 3 (11.1%) by search"
  static func summary(_ causes: MoveCauses) -> String {
    let moves = causes.causes.filter { $0.force != nil || $0.word == .search }
    var parts = MoveCause.Force.allCases.compactMap { force -> String? in
      let count = moves.count { $0.force == force }
      return count == 0 ? nil : "\(Wording.number(count)) \(self.force(force))"
    }
    let search = causes.count(of: .search)
    parts.append(
      search == 0
        ? "nothing is left to search" : "\(Wording.number(search)) (\(DiffWording.share(causes.searchShare))) by search"
    )
    return "\(Wording.number(causes.moved)) moved: " + parts.joined(separator: ", ")
  }

  /// What the figure of the fewest is worth.
  static func fewest(_ causes: MoveCauses) -> String? {
    if causes.required == 0 { return nil }
    return causes.required == causes.requiredProven
      ? "fewer than \(Wording.number(causes.required)) would break a rule; proven"
      : "at least \(Wording.number(causes.requiredProven)) had to, proven; with \(Wording.number(causes.required)) every rule holds"
  }
}

/// A change and whom it moved.
struct ChangeEffect {
  var change: InputChange
  /// By word, in the order of the list.
  var counts: [(word: MoveCause.Word, count: Int)]
  /// Whom it bears on without a chain, then the others; by key.
  var workloads: [String]
  var total: Int { counts.reduce(0) { $0 + $1.count } }

  /// Changes that moved somebody, the one that moved the most first; then those that moved nobody are left out.
  static func list(_ causes: MoveCauses) -> [ChangeEffect] {
    var byChange: [Int: [MoveCause]] = [:]
    for cause in causes.causes { for root in cause.roots { byChange[root, default: []].append(cause) } }
    return byChange.sorted {
      $0.value.count != $1.value.count ? $0.value.count > $1.value.count : $0.key < $1.key
    }.map { number, moved in
      ChangeEffect(
        change: causes.changes[number],
        counts: MoveCause.Word.allCases.compactMap { word in
          let count = moved.count { $0.word == word }
          return count == 0 ? nil : (word, count)
        }, workloads: moved.filter(\.chain.isEmpty).map(\.workload) + moved.filter { !$0.chain.isEmpty }.map(\.workload)
      )
    }
  }
}

import Documents
import Estates
import Plans

/// The words of a diff: how a change of a figure, a rule, a workload is said, the same in text and Markdown.
enum DiffWording {
  /// "61.2% → 58.0%", or the figure alone where it is the same; "–" where a plan has it not.
  static func pair<Value>(_ pair: PlanDiff.Pair<Value>, _ text: (Value) -> String, none: String = "–") -> String {
    let (old, new) = (pair.before.map(text) ?? none, pair.after.map(text) ?? none)
    return old == new && pair.isSame ? old : "\(old) → \(new)"
  }

  static func share(_ share: Double) -> String { Decimal.text(share * 100, places: 1) + "%" }

  /// "+1,200", "−350", "±0".
  static func signed(_ value: Double) -> String {
    let text = Wording.wholeMoney(value.magnitude)
    return text == "0" ? "±0" : (value < 0 ? "−" : "+") + text
  }

  /// "+1.2 points".
  static func points(_ share: Double) -> String {
    let places = share.magnitude >= 0.0005 || share == 0 ? 1 : 4
    return (share < 0 ? "−" : "+") + Decimal.text(share.magnitude * 100, places: places) + " points"
  }

  /// What became of the shortfall: "now missed by 2.0 points", "no longer missed", nil where it was met and is.
  static func standing(_ goal: PlanDiff.Goal) -> String? {
    let old = goal.shortfall.before ?? 0
    let new = goal.shortfall.after ?? 0
    let isMissed = (old > 1e-9, new > 1e-9)
    switch isMissed {
    case (false, false): return nil
    case (false, true): return "now missed by \(points(new).dropFirst())"
    case (true, false): return "no longer missed"
    case (true, true):
      return old == new
        ? "missed by \(points(new).dropFirst())"
        : "missed by \(points(old).dropFirst()), now \(points(new).dropFirst())"
    }
  }

  static func action(_ action: WorkloadChange.Action) -> String {
    switch action {
    case .added: "added"
    case .removed: "removed"
    case .movedEarlier: "moved earlier"
    case .movedLater: "moved later"
    case .nowStays: "now stays"
    case .nowMoves: "now moves"
    case .redated: "same wave, other date"
    case .staysOtherwise: "stays for another reason"
    case .disposition: "disposition changed"
    case .pinned: "pinned"
    case .unpinned: "no longer pinned"
    }
  }

  /// "wave 12 (2027-05-02)", "stays (retain)".
  static func state(_ state: WorkloadChange.State?) -> String {
    guard let state else { return "–" }
    if let wave = state.wave, let cutover = state.cutover { return "wave \(wave) (\(cutover))" }
    return "stays (\(state.reason?.rawValue ?? ""))"
  }

  /// What else changed about a workload, behind its places.
  static func remarks(_ change: WorkloadChange) -> String {
    change.actions.compactMap { action in
      switch action {
      case .disposition:
        "\(change.before?.disposition.rawValue ?? "–") → \(change.after?.disposition.rawValue ?? "–")"
      case .pinned, .unpinned: self.action(action)
      case .added, .removed, .movedEarlier, .movedLater, .nowStays, .nowMoves, .redated, .staysOtherwise: nil
      }
    }.joined(separator: "; ")
  }

  /// A rule in one line: `limit "EMEA factory": measure effort_hours, where team emea, perWave 200, 400`.
  static func rule(_ use: Plan.RuleUse?) -> String {
    guard let use else { return "the order of the relate rules" }
    let name = use.name.map { " \"\($0)\"" } ?? ""
    guard case .object(let members)? = use.content else { return use.kind + name }
    let parts = members.filter { $0.0 != "rule" }.map { "\($0.0) \(value($0.1))" }
    return use.kind + name + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", "))
  }

  /// The rule's word and name.
  static func title(_ use: Plan.RuleUse?) -> String {
    use.map { $0.kind + ($0.name.map { " \"\($0)\"" } ?? " (rule \($0.index + 1))") } ?? "the relate rules"
  }

  /// A value of a rule as a person writes it.
  static func value(_ value: JSONValue?) -> String {
    switch value {
    case nil, .null?: "–"
    case .bool(let flag)?: flag ? "yes" : "no"
    case .literal(let text)?: text
    case .string(let text)?: text.isEmpty ? "\"\"" : text
    case .array(let elements)?: elements.map { self.value($0) }.joined(separator: " ")
    case .object(let members)?:
      members.isEmpty
        ? "all" : members.map { "\($0.0) \(self.value($0.1))" }.joined(separator: " and ")
    }
  }

  static func change(_ change: RuleChange) -> String {
    switch change.kind {
    case .added: "added \(rule(change.after))"
    case .removed: "removed \(rule(change.before))"
    case .renamed: "renamed \(title(change.before)) to \(title(change.after))"
    case .reordered: "the relate rules stand in another order, and the first that matches counts"
    case .changed:
      "changed \(title(change.after)): "
        + change.keys.map { "\($0.key) \(value($0.before)) → \(value($0.after))" }.joined(separator: "; ")
        + (change.before?.name == change.after?.name ? "" : "; was \(title(change.before))")
    }
  }

  static func calendar(_ change: PlanDiff.CalendarChange) -> String {
    var parts = ["waves \(pair(change.waves) { Wording.number($0) })"]
    if !change.first.isSame { parts.append("first cutover \(pair(change.first) { "\($0)" })") }
    if !change.last.isSame { parts.append("last cutover \(pair(change.last) { "\($0)" })") }
    if change.redated > 0 { parts.append("\(Wording.count(change.redated, "wave")) on other dates") }
    return parts.joined(separator: ", ")
  }

  static func unstated(_ section: Plan.Section) -> String {
    switch section {
    case .program: "the terms of the program"
    case .dispositions: "dispositions"
    case .pinned: "pins"
    case .rules: "rules"
    case .currency, .tool, .options, .inputs, .releases, .splits, .certificates: section.rawValue
    }
  }
}

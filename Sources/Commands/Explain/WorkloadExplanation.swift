import Documents
import Estates
import Plans
import Reports
import Topology
import Verifying

/// Why a workload sits in its wave, or stays: what keeps it from going earlier, what later would cost, and what would have to
/// give.
///
///     esb-prd moves in wave 17, with its cutover on 2029-01-07
///       as one with esb-db
///
///     What keeps it from going earlier
///       waves 15–16  rule 4, limit "plant team" allows 80 in wave 16, and 96 are used (program.json:40:5)
///       …
///
/// Everything is said of the plan with this one change: see `Alternatives`.
struct WorkloadExplanation {
  /// Lines for each side; the JSON holds all waves.
  private static let lineLimit = 12

  /// What a wave breaks, by what in the files it comes from.
  private struct Obstacle {
    var source: RuleSource
    var sentences: [String]
  }

  /// Waves after each other that the same things bar, or one that nothing does.
  private struct Stretch {
    /// Nearest to the plan's own wave first.
    var alternatives: [Alternatives.Alternative]
    var obstacles: [Obstacle]
  }

  private let estate: Estate
  private let plan: Plan
  private let row: Int
  private let key: String
  private let alternatives: Alternatives

  /// Nil where the estate has no such workload.
  init?(of workload: String, in plan: Plan, _ estate: Estate) {
    guard let row = KeyedRows(estate.workloads.keys, estate.texts).row(of: workload) else { return nil }
    self.estate = estate
    self.plan = plan
    self.row = row
    key = workload
    alternatives = Verifier(estate: estate).alternatives(for: row, in: plan)
  }

  private var present: Alternatives.Alternative { alternatives.present }
  private var together: [String] { alternatives.members.filter { $0 != row }.map { estate.key(ofWorkload: Int32($0)) } }

  // MARK: For people

  var text: String {
    var lines = ["\(key) \(standing)"]
    if !together.isEmpty { lines.append("  as one with \(Wording.sample(together, limit: 6))") }
    // Whoever stays has all waves before it and nothing after it.
    let own = present.wave ?? .max
    let earlier = alternatives.others.filter { ($0.wave ?? .max) < own }
    let later = alternatives.others.filter { ($0.wave ?? .max) > own }
    if !earlier.isEmpty {
      lines += ["", present.wave == nil ? "What keeps it from leaving" : "What keeps it from going earlier"]
      lines += side(Array(earlier.reversed()))
      lines += concessions(earlier)
    }
    if !later.isEmpty {
      lines += ["", "What later would break or cost"] + side(later)
    }
    lines += ["", "Each line is this plan with that one change and everybody else where they are."]
    if ([present] + alternatives.others).contains(where: { room($0) != nil }) {
      lines.append(
        "Room is what a workload takes of the limits, at the prices that prove the bound: what others would pay for it."
      )
    }
    return lines.map { VisibleText.of($0) + "\n" }.joined()
  }

  private var standing: String {
    if let wave = present.wave {
      let cutover = plan.waves.first { $0.number == wave }.map { ", with its cutover on \($0.cutover)" } ?? ""
      return "moves in wave \(wave)\(cutover)" + (room(present).map { "; its room is worth \($0)" } ?? "")
    }
    guard let reason = plan.stays.first(where: { $0.workload == key })?.reason else { return "stays" }
    return switch reason {
    case .retain: "stays: its disposition is retain"
    case .stay: "stays: a stay rule selects it"
    case .togetherWithStay: "stays: it moves together with a workload that may not move"
    case .providerStays: "stays: a workload that has to leave before it stays"
    case .noWave: "stays: dates, freezes, lead and limits leave it no wave"
    case .choice: "stays: no better plan was found in which it moves"
    }
  }

  private func side(_ list: [Alternatives.Alternative]) -> [String] {
    let stretches = stretches(list)
    let labels = stretches.map { label($0.alternatives) }
    let width = labels.prefix(Self.lineLimit).map(\.count).max() ?? 0
    var lines: [String] = []
    for (label, stretch) in zip(labels, stretches).prefix(Self.lineLimit) {
      let nearest = stretch.alternatives[0]
      var told: [String] = []
      for obstacle in stretch.obstacles.prefix(4) {
        let more = obstacle.sentences.count - 1
        var sentence = obstacle.sentences[0]
        if more > 0 { sentence += ", and \(Wording.number(more)) more like it" }
        // A sentence about a dependency has its line in it.
        if case .dependency = obstacle.source {} else { sentence += " (\(place(obstacle.source)))" }
        told.append(sentence)
      }
      if stretch.obstacles.count > 4 {
        told.append("and \(Wording.count(stretch.obstacles.count - 4, "rule or row", "rules and rows")) more")
      }
      told.append((stretch.obstacles.isEmpty ? "breaks nothing; " : "") + worth(nearest, stretch))
      for (number, sentence) in told.enumerated() {
        lines.append("  " + padded(number == 0 ? label : "", width) + "  " + sentence)
      }
    }
    let rest = stretches.dropFirst(Self.lineLimit).flatMap(\.alternatives)
    if !rest.isEmpty {
      let open = rest.count { $0.broken.isEmpty }
      lines.append(
        "  and \(Wording.count(rest.count, "wave")) further off, of which \(Wording.number(open)) break nothing; all of them with --json"
      )
    }
    return lines
  }

  /// What alone bars a wave: if it gave, the workload could go there.
  private func concessions(_ earlier: [Alternatives.Alternative]) -> [String] {
    var best: [(source: RuleSource, alternative: Alternatives.Alternative)] = []
    for alternative in earlier {
      let sources = Set(alternative.broken.map(\.source))
      guard sources.count == 1, let source = sources.first else { continue }
      if let known = best.firstIndex(where: { $0.source == source }) {
        if alternative.standing.isBetter(than: best[known].alternative.standing) {
          best[known].alternative = alternative
        }
      } else {
        best.append((source, alternative))
      }
    }
    best.sort { $0.alternative.standing.isBetter(than: $1.alternative.standing) }
    guard !best.isEmpty else { return jointConcession(earlier) }
    return ["", "What alone would have to give"]
      + best.prefix(5).map { source, alternative in
        "  \(name(source)) (\(place(source))), for wave \(alternative.wave ?? 0): \(worth(alternative, nil))"
      }
  }

  /// Where nothing alone bars a wave: the wave that the fewest things bar.
  private func jointConcession(_ earlier: [Alternatives.Alternative]) -> [String] {
    let barred = earlier.filter { !$0.broken.isEmpty }.map { ($0, Set($0.broken.map(\.source))) }
    guard let fewest = barred.map(\.1.count).min() else { return [] }
    let best = barred.filter { $0.1.count == fewest }.reduce(nil as Alternatives.Alternative?) { known, next in
      guard let known else { return next.0 }
      return next.0.standing.isBetter(than: known.standing) ? next.0 : known
    }
    guard let best else { return [] }
    var sources: [RuleSource] = []
    for source in best.broken.map(\.source) where !sources.contains(source) { sources.append(source) }
    return ["", "What would have to give together"]
      + sources.map { "  \(name($0)) (\(place($0)))" }
      + ["  for wave \(best.wave ?? 0): \(worth(best, nil))"]
  }

  private func stretches(_ list: [Alternatives.Alternative]) -> [Stretch] {
    var stretches: [Stretch] = []
    for alternative in list {
      var obstacles: [Obstacle] = []
      for broken in alternative.broken {
        if let known = obstacles.firstIndex(where: { $0.source == broken.source }) {
          obstacles[known].sentences.append(broken.description)
        } else {
          obstacles.append(Obstacle(source: broken.source, sentences: [broken.description]))
        }
      }
      if let last = stretches.indices.last, !obstacles.isEmpty, alternative.wave != nil,
        stretches[last].obstacles.map(\.source) == obstacles.map(\.source)
      {
        stretches[last].alternatives.append(alternative)
      } else {
        stretches.append(Stretch(alternatives: [alternative], obstacles: obstacles))
      }
    }
    return stretches
  }

  private func label(_ alternatives: [Alternatives.Alternative]) -> String {
    let waves = alternatives.compactMap(\.wave).sorted()
    guard let first = waves.first, let last = waves.last else { return "staying" }
    return first == last ? "wave \(first)" : "waves \(first)–\(last)"
  }

  private func worth(_ other: Alternatives.Alternative, _ stretch: Stretch?) -> String {
    let change = other.standing.npv - present.standing.npv
    let several = (stretch?.alternatives.count ?? 1) > 1 ? "in wave \(other.wave ?? 0) " : ""
    let would = other.broken.isEmpty ? "is" : "would be"
    var text =
      several
      + (change.magnitude < 0.5
        ? "the plan \(would) worth the same"
        : "the plan \(would) worth \(money(change.magnitude)) \(change > 0 ? "more" : "less")")
    let missed = other.standing.shortfall - present.standing.shortfall
    if missed.magnitude > 1e-9 {
      text += ", its targets missed by \(Wording.points(missed.magnitude)) \(missed > 0 ? "more" : "less")"
    }
    let milestones = other.standing.milestoneShortfall - present.standing.milestoneShortfall
    if milestones.magnitude > 1e-9 {
      text += ", its milestones by \(Wording.points(milestones.magnitude)) \(milestones > 0 ? "more" : "less")"
    }
    if other.wave != nil, let room = room(other) { text += "; room for \(room)" }
    return text
  }

  private func room(_ alternative: Alternatives.Alternative) -> String? {
    alternative.room.flatMap { $0 < 0.5 ? nil : money($0) }
  }

  private func money(_ amount: Double) -> String { Wording.money(amount, plan.currency) }
  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: width - text.count)
  }

  private func name(_ source: RuleSource) -> String {
    switch source {
    case .rule(let index):
      let rule = estate.program.rules[index]
      return "rule \(index + 1), \(rule.kind.word)" + (rule.name.map { " \"\($0)\"" } ?? "")
    case .dependency: return "the dependency"
    case .cell(let workload, let column): return "\(column) of \(workload)"
    }
  }

  private func place(_ source: RuleSource) -> String {
    var location: SourceLocation
    switch source {
    case .rule(let index): location = estate.location(ofRule: index)
    case .dependency(let line): location = SourceLocation(file: estate.dependencies.file, line: line)
    case .cell(let workload, let column):
      let row = KeyedRows(estate.workloads.keys, estate.texts).row(of: workload) ?? 0
      location = estate.location(ofWorkload: Int32(row), column: column)
    }
    if location.line > 0 { location.label = nil }
    return location.description
  }

  // MARK: For programs

  var json: [(String, JSONValue)] {
    [
      ("kind", .string("workload")), ("workload", .string(key)),
      ("wave", present.wave.map { .integer($0) } ?? .null), ("together", .array(together.map { .string($0) })),
      ("room", present.room.map { .money($0) } ?? .null),
      ("alternatives", .array(alternatives.others.map(json))),
    ]
  }

  private func json(_ other: Alternatives.Alternative) -> JSONValue {
    .object([
      ("wave", other.wave.map { .integer($0) } ?? .null),
      (
        "broken",
        .array(
          other.broken.map { broken in
            .object([
              ("what", .string(broken.description)), ("name", .string(name(broken.source))),
              ("place", .string(place(broken.source))),
            ])
          })
      ),
      ("worth", .money(other.standing.npv - present.standing.npv)),
      ("shortfall", .share(other.standing.shortfall - present.standing.shortfall)),
      ("milestoneShortfall", .share(other.standing.milestoneShortfall - present.standing.milestoneShortfall)),
      ("room", other.room.map { .money($0) } ?? .null),
    ])
  }
}

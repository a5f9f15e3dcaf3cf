import Estates
import Plans
import Topology

/// What has to hold before a wave begins, and what holds when it is done: entry and exit criteria, as the rules of the
/// program and the rows of the inventory state them.
///
/// A date is a criterion of the wave that it binds: the workload could not have left one wave earlier, or may not leave one
/// wave later. What binds nobody in the wave is not listed.
struct WaveCriteria: Sendable {
  /// How many are named in one criterion.
  static let named = 3

  private let book: WaveBook
  private let wave: Plan.Wave
  private let rows: [Int]
  private var reading: PlanReading { book.reading }
  private var estate: Estate { book.reading.estate }

  init(_ book: WaveBook, _ wave: Plan.Wave) {
    self.book = book
    self.wave = wave
    rows = book.reading.movers[wave.number - 1]
  }

  private var previous: Plan.Wave? { wave.number > 1 ? reading.plan.waves[wave.number - 2] : nil }
  private var next: Plan.Wave? {
    wave.number < reading.plan.waves.count ? reading.plan.waves[wave.number] : nil
  }

  private func names(_ rows: [Int]) -> String {
    Wording.sample(rows.map(reading.workloadKey).sorted(by: Wording.byBytes), limit: WaveCriteria.named)
  }

  private func rule(_ index: Int) -> String { Wording.ruleName(index, of: estate) }

  // MARK: Before it begins

  var entry: [String] { preparation + orders + providers + earliest + partners }

  /// Workloads that are prepared over several waves: since when.
  private var preparation: [String] {
    var byLead: [Int: [Int]] = [:]
    for row in rows where estate.workloads.leadWaves[row] > 1 {
      byLead[Int(estate.workloads.leadWaves[row]), default: []].append(row)
    }
    return byLead.sorted { $0.key > $1.key }.compactMap { lead, rows in
      guard wave.number - lead >= 0 else { return nil }
      let first = reading.plan.waves[wave.number - lead]
      return "Prepared since wave \(first.number) (\(first.start)), as \(lead) waves of lead ask: \(names(rows))"
    }
  }

  /// What `order` rules put before these.
  private var orders: [String] {
    var byRule: [Int: [Int]] = [:]
    for (rule, group) in book.ordered[wave.number - 1] { byRule[rule, default: []].append(group) }
    return byRule.sorted { $0.key < $1.key }.compactMap { index, groups in
      guard case .order(_, _, _, let lag) = estate.program.rules[index].kind else { return nil }
      let all = groups.map { reading.resolved.orderGroups[index][$0] }
      let firsts = all.flatMap(\.first).map { Int($0) }.filter { reading.wave[$0] > 0 }
      guard let last = firsts.map({ reading.wave[$0] }).max() else { return nil }
      let labels = Set(all.map { $0.values.map { estate.texts[$0] }.joined(separator: " / ") }).filter { !$0.isEmpty }
      let of =
        labels.isEmpty
        ? "" : " of \(Wording.sample(labels.sorted(by: Wording.byBytes), limit: WaveCriteria.named))"
      let when = lag == 0 ? "no later than here" : "at least \(Wording.count(lag, "wave")) before"
      return
        "\(rule(index)): \(Wording.count(Set(firsts).count, "workload")) that \(firsts.count == 1 ? "goes" : "go") first\(of) "
        + "\(firsts.count == 1 ? "has" : "have") left \(when), the last in wave \(last)"
    }
  }

  /// What dependencies put before these: providers by `first`, consumers by `last`.
  private var providers: [String] {
    func line(_ others: Set<Int>, _ words: String) -> [String] {
      let gone = others.filter { reading.wave[$0] > 0 && reading.wave[$0] <= wave.number }
      guard let last = gone.map({ reading.wave[$0] }).max() else { return [] }
      return [
        "\(words) \(gone.count == 1 ? "has" : "have") left, the last in \(last == wave.number ? "this wave" : "wave \(last)"): \(names(gone.sorted()))"
      ]
    }
    let own = Set(rows)
    let first = Set(rows.flatMap { book.links(of: $0, needed: true, .first) }).subtracting(own)
    let last = Set(rows.flatMap { book.links(of: $0, needed: false, .last) }).subtracting(own)
    return line(first, Wording.count(first.count, "provider that goes first", "providers that go first"))
      + line(last, Wording.count(last.count, "consumer that goes first", "consumers that go first"))
  }

  /// Dates before which these may not leave, where they bind.
  private var earliest: [String] {
    func binds(_ date: Day) -> Bool { date <= wave.cutover && (previous.map { $0.cutover < date } ?? false) }
    var lines: [String] = []
    for rule in estate.program.rules {
      guard case .notBefore(let date) = rule.kind, binds(date) else { continue }
      let bound = rows.filter { reading.resolved.selections[rule.index].contains($0) }
      if !bound.isEmpty {
        lines.append("\(self.rule(rule.index)): from \(date), \(Wording.count(bound.count, "workload")) here")
      }
    }
    let own = rows.filter { estate.workloads.notBefore[$0].map(binds) ?? false }
    if let date = own.compactMap({ estate.workloads.notBefore[$0] }).max() {
      lines.append("Not before their own dates, the last \(date): \(names(own))")
    }
    return lines
  }

  /// `apart`: where the other halves are while these move.
  private var partners: [String] {
    var byRule: [Int: [Int]] = [:]
    for (rule, group) in book.apart[wave.number - 1] { byRule[rule, default: []].append(group) }
    return byRule.sorted { $0.key < $1.key }.compactMap { index, groups in
      var ties = WaveBook.Ties()
      for group in groups {
        let others = reading.resolved.groups[index][group].members.map { Int($0) }.filter {
          reading.wave[$0] != wave.number
        }
        let part = book.ties(others, ofWave: wave.number)
        ties.before += part.before
        ties.later += part.later
        ties.staying += part.staying
      }
      return ties.words.isEmpty
        ? nil
        : "\(rule(index)): the counterparts of \(Wording.count(groups.count, "group")) run throughout, they leave: \(ties.words)"
    }
  }

  // MARK: When it is done

  var exit: [String] { dueDates + initiatives + goals + decommissioning }

  /// `leave`: what has to be gone by a date.
  private var dueDates: [String] {
    estate.program.rules.compactMap { rule in
      guard case .leave(let by) = rule.kind else { return nil }
      let selected = reading.resolved.selections[rule.index]
      let here = rows.filter { selected.contains($0) }
      if here.isEmpty { return nil }
      let movers = selected.rows.map { Int($0) }.filter { reading.wave[$0] > 0 }
      let gone = movers.count { reading.wave[$0] <= wave.number }
      let progress =
        gone == movers.count
        ? "with this wave all \(Wording.count(gone, "workload")) have left, \(Wording.days(by - wave.cutover)) before"
        : "\(Wording.number(gone)) of \(Wording.count(movers.count, "workload")) have left by"
      return "\(self.rule(rule.index)): \(progress) \(by)"
    }
  }

  /// Dates after which these may not leave, where the next wave would be too late.
  var latest: [String] {
    func binds(_ date: Day) -> Bool { date >= wave.cutover && (next.map { $0.cutover > date } ?? true) }
    var lines: [String] = []
    for rule in estate.program.rules {
      guard case .notAfter(let date) = rule.kind, binds(date) else { continue }
      let bound = rows.filter { reading.resolved.selections[rule.index].contains($0) }
      if !bound.isEmpty {
        lines.append(
          "\(self.rule(rule.index)): \(Wording.count(bound.count, "workload")) cannot wait for the next wave, the date is \(date)"
        )
      }
    }
    let own = rows.filter { estate.workloads.notAfter[$0].map(binds) ?? false }
    if let date = own.compactMap({ estate.workloads.notAfter[$0] }).min() {
      lines.append("Not after their own dates, the first \(date): \(names(own))")
    }
    return lines
  }

  /// Splits that open and close with the cutover.
  var splits: [String] {
    var lines: [String] = []
    let opened = book.opened[wave.number - 1].map { reading.plan.splits[$0] }
    if !opened.isEmpty {
      let open = opened.count { $0.until == nil }
      let end =
        open == opened.count
        ? "none closes"
        : "the last closes \(opened.compactMap(\.until).max().map { "\($0)" } ?? "")"
          + (open > 0 ? ", \(Wording.number(open)) \(open == 1 ? "stays" : "stay") open" : "")
      lines.append(
        "\(Wording.count(opened.count, "split")) \(opened.count == 1 ? "opens" : "open"), "
          + "\(Wording.money(opened.reduce(0) { $0 + $1.annualCost }, reading.plan.currency)) a year; \(end): \(sample(opened))"
      )
    }
    let closed = book.closed[wave.number - 1].map { reading.plan.splits[$0] }
    if !closed.isEmpty {
      lines.append(
        "\(Wording.count(closed.count, "split")) \(closed.count == 1 ? "closes" : "close"), "
          + "\(Wording.money(closed.reduce(0) { $0 + $1.annualCost }, reading.plan.currency)) a year: \(sample(closed))"
      )
    }
    return lines
  }

  private func sample(_ splits: [Plan.Split]) -> String {
    Wording.sample(
      splits.map { split in
        switch split.source {
        case .dependency(let source, let target, _): "\(source) from \(target)"
        case .group(let rule, let values): "\(values.joined(separator: " / ")) (\(self.rule(rule)))"
        }
      }, limit: 2)
  }

  private var initiatives: [String] {
    let rows = KeyedRows(estate.initiatives.keys, estate.texts)
    return reading.plan.initiatives.filter { $0.ready == wave.cutover }.map { result in
      let name = rows.row(of: result.initiative).map { estate.texts[estate.initiatives.names[$0]] } ?? ""
      let due = result.due.map { $0 >= wave.cutover ? ", due \($0)" : ", was due \($0)" }
      return "\(name.isEmpty ? result.initiative : name) is ready\(due ?? "")"
    }
  }

  /// Targets and milestones that are reached by what this wave frees.
  private var goals: [String] {
    guard let released = book.freed[wave.number - 1].first?.released else { return [] }
    return reading.plan.targets.flatMap { target in
      FootprintSeries(plan: reading.plan, target: target).goals.filter { $0.reachedOn == released }.map { goal in
        "What it frees reaches the \(goal.isTarget ? "target" : "milestone") \(Wording.goal(goal.required)) of "
          + "\(Wording.noun(target.measure)) on \(released), \(Wording.days(abs(goal.by - released))) "
          + (goal.by >= released ? "before its date" : "after its date")
      }
    }
  }

  private var decommissioning: [String] {
    var lines: [String] = []
    let hosts = book.freed[wave.number - 1].first { $0.kind == .host }?.keys.count ?? 0
    if hosts > 0 {
      let lag = estate.program.decommissionLagDays
      lines.append(
        "\(Wording.count(hosts, "host")) \(hosts == 1 ? "is" : "are") empty; gone by \(wave.cutover + lag), \(Wording.days(lag)) later"
      )
    }
    let parallel = estate.program.parallelRunDays
    let running = rows.count { (estate.workloads.annualRunCost[$0] ?? 0) > 0 }
    if parallel > 0 && running > 0 {
      lines.append(
        "\(Wording.count(running, "workload")) \(running == 1 ? "is" : "are") switched off in place by \(wave.cutover + parallel), after \(Wording.days(parallel)) beside each other"
      )
    }
    return lines
  }
}

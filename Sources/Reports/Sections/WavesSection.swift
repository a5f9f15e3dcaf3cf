import Documents
import Estates
import Plans
import Topology

/// The waves: when, what moves, which limits are full, which freezes lie near, and what comes free.
extension PlanReport {
  static let waveFile = "waves.md"
  /// How near a freeze is worth a word: the next window after a failed cutover.
  static let nearFreeze = RiskAssumptions.nextWindowDays

  var hasWaveList: Bool { reading.moverCount > PlanReport.listLimit }

  var wavesSection: [MarkdownBlock] {
    var blocks: [MarkdownBlock] = [.heading(2, "The waves")]
    let used = plan.waves.filter { !$0.workloads.isEmpty }
    guard !used.isEmpty else { return blocks + [.paragraph("No workload leaves in any wave.")] }
    blocks.append(.table(overview(used)))
    let empty = plan.waves.filter(\.workloads.isEmpty).map(\.number)
    if !empty.isEmpty {
      blocks.append(
        .paragraph(MarkdownText("Nothing moves in \(empty.count == 1 ? "wave" : "waves") \(Wording.ranges(empty)).")))
    }
    if hasWaveList {
      blocks.append(
        .paragraph(
          "Wave by wave, with limits, freezes, what comes free by name, and every workload: \(link: PlanReport.waveFile, to: PlanReport.waveFile)."
        ))
      return blocks
    }
    for wave in used {
      blocks.append(heading(wave, level: 3))
      blocks += waveBlocks(wave)
    }
    return blocks
  }

  private func overview(_ waves: [Plan.Wave]) -> MarkdownTable {
    var table = MarkdownTable(columns: [
      .right("wave"), .left("start"), .left("cutover"), .right("workloads"), .right("applications"),
      .left("comes free"), .left("fullest limit"),
    ])
    for wave in waves {
      let rows = reading.movers[wave.number - 1]
      let applications = Set(rows.map { estate.workloads.application[$0] }).subtracting([Estate.none])
      let free = freed(with: wave).map { Wording.count($0.keys.count, $0.kind.rawValue) }
      let fullest = limits(in: wave).first.map { "\($0.name), \(Wording.percent($0.period.use / $0.period.limit))" }
      table.rows.append([
        "\(wave.number)", "\(wave.start)", "\(wave.cutover)", MarkdownText(Wording.number(rows.count)),
        MarkdownText(Wording.number(applications.count)), MarkdownText(free.joined(separator: ", ")),
        MarkdownText(fullest ?? ""),
      ])
    }
    return table
  }

  private func heading(_ wave: Plan.Wave, level: Int) -> MarkdownBlock {
    .heading(
      level,
      MarkdownText("Wave \(wave.number): \(Wording.count(wave.workloads.count, "workload")), cutover \(wave.cutover)"))
  }

  private func waveBlocks(_ wave: Plan.Wave) -> [MarkdownBlock] {
    let rows = reading.movers[wave.number - 1]
    var items: [MarkdownText] = []
    let limits = limits(in: wave)
    if !limits.isEmpty {
      let words = limits.prefix(6).map { name, period in
        "\(name) \(Wording.amount(period.use)) of \(Wording.amount(period.limit))"
          + (period.period.hasPrefix("wave") ? "" : " in \(period.period)")
          + " (\(Wording.percent(period.use / period.limit)))"
      }
      let more = limits.count > 6 ? "; \(limits.count - 6) more" : ""
      items.append(MarkdownText("Limits used: \(words.joined(separator: "; "))\(more)"))
    }
    items += freezes(around: wave)
    for free in freed(with: wave) {
      let shown = MarkdownText.joined(free.keys.prefix(12).map { .code($0) })
      let more = free.keys.count > 12 ? MarkdownText(" and \(Wording.number(free.keys.count - 12)) more") : .empty
      items.append(
        "Comes free on \(free.released): \(Wording.count(free.keys.count, free.kind.rawValue)), " + shown + more)
    }
    var blocks: [MarkdownBlock] = [.table(hasWaveList ? applicationTable(rows) : workloadTable(rows))]
    if !items.isEmpty { blocks.append(.bullets(items)) }
    return blocks
  }

  private func workloadTable(_ rows: [Int]) -> MarkdownTable {
    var table = MarkdownTable(columns: [
      .left("workload"), .left("application"), .left("from"), .left("how"), .left("to"), .left("team"),
    ])
    for row in rows {
      let application = estate.workloads.application[row]
      table.rows.append([
        .code(reading.workloadKey(row)),
        MarkdownText(application == Estate.none ? "" : reading.applicationLabel(Int(application))),
        MarkdownText(place(of: row)), MarkdownText(estate.workloads.disposition[row].rawValue),
        MarkdownText(estate.texts[estate.workloads.targetRegions[row]]),
        MarkdownText(estate.texts[estate.workloads.teams[row]]),
      ])
    }
    return table
  }

  /// The largest applications of a wave, and the rest in one line.
  private func applicationTable(_ rows: [Int]) -> MarkdownTable {
    var table = MarkdownTable(columns: [
      .left("application"), .right("workloads"), .left("from"), .left("how"), .left("teams"),
    ])
    let groups = byApplication(rows)
    let shown = groups.count > 9 ? 8 : groups.count
    for (name, members) in groups.prefix(shown) { table.rows.append(applicationRow(name, members)) }
    let rest = groups.dropFirst(shown)
    if !rest.isEmpty {
      table.rows.append(
        applicationRow(Wording.count(rest.count, "other application"), rest.flatMap(\.members)))
    }
    return table
  }

  private func applicationRow(_ name: String, _ rows: [Int]) -> [MarkdownText] {
    [
      MarkdownText(name), MarkdownText(Wording.number(rows.count)),
      MarkdownText(tally(rows.map { reading.site($0).map(reading.siteKey) ?? "" })),
      MarkdownText(tally(rows.map { estate.workloads.disposition[$0].rawValue })),
      MarkdownText(tally(rows.map { estate.texts[estate.workloads.teams[$0]] })),
    ]
  }

  // MARK: What lies around a wave

  struct Freed {
    var kind: Plan.Release.Kind
    var released: Day
    var keys: [String]
  }

  /// What the cutover of the wave frees, once the lag of decommissioning has passed.
  func freed(with wave: Plan.Wave) -> [Freed] {
    let released = wave.cutover + estate.program.decommissionLagDays
    return [Plan.Release.Kind.host, .rack, .site].compactMap { kind in
      let keys = plan.releases.filter { $0.kind == kind && $0.released == released }.map(\.key)
      return keys.isEmpty ? nil : Freed(kind: kind, released: released, keys: keys)
    }
  }

  /// The limits that the wave uses, the fullest first.
  private func limits(in wave: Plan.Wave) -> [(name: String, period: Plan.RuleUse.Period)] {
    plan.rules.flatMap { rule in
      rule.periods.filter { $0.limit > 0 && $0.use > 0 && LimitUse.holds($0.period, wave) }.map {
        (name: ruleName(rule.index), period: $0)
      }
    }.sorted { left, right in
      let (a, b) = (left.period.use / left.period.limit, right.period.use / right.period.limit)
      return a != b ? a > b : Wording.byBytes(left.name, right.name)
    }
  }

  /// The freezes that cover the cutover, or begin so soon after it that a second attempt would meet them.
  private func freezes(around wave: Plan.Wave) -> [MarkdownText] {
    estate.program.rules.compactMap { rule in
      guard case .freeze(let from, let to, let test) = rule.kind else { return nil }
      let selected = reading.resolved.selections[rule.index]
      let first = test == .wave ? wave.start : wave.cutover
      let hit = reading.movers[wave.number - 1].count { selected.contains($0) }
      if wave.cutover >= from && first <= to {
        let moves = hit == 0 ? "none" : Wording.number(hit)
        return MarkdownText(
          "Frozen from \(from) to \(to) by \(ruleName(rule.index)): \(moves) of its "
            + "\(Wording.count(selected.count, "workload")) \(hit > 1 ? "move" : "moves") here")
      }
      let days = from - wave.cutover
      guard days > 0, days <= PlanReport.nearFreeze, hit > 0 else { return nil }
      return MarkdownText(
        "\(Wording.days(days)) before the freeze \(ruleName(rule.index)) (\(from) to \(to)): a second attempt of "
          + "\(Wording.count(hit, "workload")) would meet it")
    }
  }

  // MARK: The long list

  /// `waves.md`: wave by wave what `plan.md` says of a small estate, and application by application every workload.
  var waveList: MarkdownDocument {
    var page = MarkdownDocument()
    page += .heading(1, MarkdownText("\(estate.program.name): every workload by wave"))
    page += .paragraph("Belongs to \(link: "plan.md", to: "plan.md").")
    for wave in plan.waves where !wave.workloads.isEmpty {
      page += heading(wave, level: 2)
      page += waveBlocks(wave)
      page += listing(reading.movers[wave.number - 1])
    }
    return page
  }
}

// MARK: - Shared with what stays

extension PlanReport {
  /// Every workload by application, as a list.
  func listing(_ rows: [Int]) -> MarkdownBlock {
    .bullets(
      byApplication(rows).map { name, rows in
        "\(strong: name): " + .joined(rows.map { .code(reading.workloadKey($0)) })
      })
  }

  /// Applications by the number of their workloads, of equals by name.
  func byApplication(_ rows: [Int]) -> [(name: String, members: [Int])] {
    var members: [Int32: [Int]] = [:]
    for row in rows { members[estate.workloads.application[row], default: []].append(row) }
    return members.map { application, rows in
      (
        name: application == Estate.none ? "(no application)" : reading.applicationLabel(Int(application)),
        members: rows
      )
    }.sorted { left, right in
      left.members.count != right.members.count
        ? left.members.count > right.members.count : Wording.byBytes(left.name, right.name)
    }
  }

  /// Cluster or host, and the site: where a workload leaves from.
  func place(of row: Int) -> String {
    let placement = reading.resolved.placement
    var words: [String] = []
    if placement.cluster[row] != Estate.none {
      words.append(estate.texts[estate.clusters.keys[Int(placement.cluster[row])]])
    } else if placement.dedicatedHost[row] != Estate.none {
      words.append(estate.texts[estate.hosts.keys[Int(placement.dedicatedHost[row])]])
    }
    if let site = reading.site(row) { words.append(reading.siteKey(site)) }
    return words.joined(separator: ", ")
  }

  /// "120 emea, 14 apac": by number, of equals by name; empty cells left out, at most three named.
  func tally(_ words: [String]) -> String {
    var counts: [String: Int] = [:]
    for word in words where !word.isEmpty { counts[word, default: 0] += 1 }
    let ordered = counts.sorted { $0.value != $1.value ? $0.value > $1.value : Wording.byBytes($0.key, $1.key) }
    let shown = ordered.prefix(3).map { counts.count == 1 ? $0.key : "\(Wording.number($0.value)) \($0.key)" }
    return shown.joined(separator: ", ") + (ordered.count > 3 ? ", …" : "")
  }
}

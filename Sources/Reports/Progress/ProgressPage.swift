import Documents
import Estates
import Plans
import Tracking

/// The report of a programme on a day, for its office: does the date hold, why not, what binds next, what to do; then the
/// figures behind it. `progress.md`.
package struct ProgressPage: Sendable {
  let progress: Progress
  let logDigest: String
  private let figure: BurnDownFigure?

  package init(_ progress: Progress, logDigest: String) {
    self.progress = progress
    self.logDigest = logDigest
    figure = BurnDownFigure(progress)
  }

  /// `progress.md`, `progress.json`, and the picture where there is one.
  package static func files(_ progress: Progress, logDigest: String) -> [ReportFile] {
    let page = ProgressPage(progress, logDigest: logDigest)
    var files = [ReportFile(name: "progress.md", text: page.document.text)]
    if let figure = page.figure { files.append(ReportFile(name: BurnDownFigure.file, text: figure.svg)) }
    files.append(
      ReportFile(name: "progress.json", bytes: ProgressDocument.bytes(progress, logDigest: logDigest)))
    return files
  }

  package var document: MarkdownDocument {
    var page = MarkdownDocument()
    page += .heading(1, "\(progress.estate.program.name): progress on \(progress.asOf)")
    page += answer
    if let figure { page += .image(description: figure.description, file: BurnDownFigure.file) }
    page += actions
    page += colours
    page += goals
    page += footprint
    page += earned
    page += limits
    page += waves
    page += dualRunning
    page += scope
    page += origin
    return page
  }

  private var currency: String { progress.plan.currency }
  private var mainGoal: Forecast.GoalForecast? { progress.forecast.goals.first { $0.goal.isTarget } }

  // MARK: The answer

  private var answer: [MarkdownBlock] {
    guard let goal = mainGoal else {
      return [.paragraph("The plan states no target, so there is no date to hold.")]
    }
    let measure = goal.goal.measure
    let noun = Wording.noun(measure)
    let denominator = goal.goal.denominator
    let claimed = denominator > 0 ? 1 - progress.footprint.footprint(measure) / denominator : 0
    let planned = denominator > 0 ? 1 - progress.footprint.planned[measure] / denominator : 0
    let verdict: String
    if goal.isReached {
      verdict = "The target is reached."
    } else if goal.probability >= 0.8 {
      verdict = "\(goal.goal.by) holds."
    } else if goal.probability >= 0.5 {
      verdict = "\(goal.goal.by) is in doubt."
    } else {
      verdict = "\(goal.goal.by) does not hold at this pace."
    }
    let chance =
      goal.isReached
      ? ""
      : " The target of \(Wording.goal(goal.goal.required)) \(noun) is reached in time in \(Wording.chance(goal.probability)) of "
        + "\(Wording.number(progress.forecast.settings.runs)) runs; as likely as not \(Wording.by(goal.p50)), in eight of ten "
        + "runs \(Wording.by(goal.p80))."
    var blocks: [MarkdownBlock] = [
      .paragraph(
        MarkdownText([.strong(verdict), .plain(chance)])
          + " Today \(noun) are down by \(strong: Wording.percent(claimed)), claimed for what is gone from the floor alone; the plan has \(Wording.percent(planned))."
      )
    ]
    blocks += gap(measure, denominator: denominator, claimed: claimed, planned: planned)
    return blocks
  }

  /// Where the difference between plan and claim lies.
  private func gap(_ measure: Measure, denominator: Double, claimed: Double, planned: Double) -> [MarkdownBlock] {
    guard planned - claimed > 0.0005, denominator > 0 else { return [] }
    let empty = progress.footprint.empty[measure]
    let added = progress.footprint.added[measure]
    let missing = (planned - claimed) * denominator
    let standing = min(empty, missing)
    let came = min(added, max(0, missing - standing))
    var parts: [String] = []
    if standing > 0, measure != .workloads {
      parts.append(
        "\(Wording.amount(standing, measure)) \(standing == 1 ? "is empty and waits" : "are empty and wait") to be collected"
      )
    }
    if came > 0 { parts.append("\(Wording.amount(came, measure)) came into scope") }
    let rest = missing - (measure == .workloads ? 0 : standing) - came
    if rest > 0.05 {
      parts.append(
        "\(Wording.amount(rest, measure)) still \(rest == 1 ? "carries" : "carry") workloads that the plan has moved by now"
      )
    }
    return [
      .paragraph(
        "\(Wording.title(measure)) between plan and claim: \(Wording.amount(missing, measure)); \(Wording.list(parts))."
      )
    ]
  }

  // MARK: What to do

  private var actions: [MarkdownBlock] {
    var items: [MarkdownText] = []
    let dual = progress.dualRunning
    if dual.overdueHosts > 0 {
      let lag = progress.plan.program?.decommissionLagDays ?? progress.estate.program.decommissionLagDays
      var text =
        "\(Wording.count(dual.overdueHosts, "empty host")) \(dual.overdueHosts == 1 ? "has" : "have") waited for more than \(lag) days, the oldest \(dual.oldestEmpty ?? 0). All \(Wording.number(dual.emptyHosts)) that stand empty cost \(Wording.money(dual.emptyHostsAnnualCost, currency)) a year"
      if let goal = mainGoal, goal.goal.denominator > 0 {
        text +=
          ", and collecting them would take the claim from \(Wording.percent(1 - progress.footprint.footprint(goal.goal.measure) / goal.goal.denominator)) to \(Wording.percent(1 - (progress.footprint.footprint(goal.goal.measure) - progress.footprint.empty[goal.goal.measure]) / goal.goal.denominator))"
      }
      items.append(MarkdownText([.strong("Collect what is empty."), .plain(" " + text + ".")]))
    }
    let open = progress.waves.reduce(0) { $0 + $1.open }
    if open > 0 {
      let late = progress.waves.filter { $0.open > 0 }
      items.append(
        MarkdownText([
          .strong("Move what was left behind."),
          .plain(
            " \(Wording.count(open, "workload")) of \(late.count == 1 ? "wave" : "waves") \(Wording.ranges(late.map(\.wave))) \(open == 1 ? "has" : "have") not left; \(reasons(late))."
          ),
        ]))
    }
    for limit in progress.limits.filter({ $0.load > 1.0001 }).prefix(3) {
      items.append(
        MarkdownText([
          .strong("Raise \(limit.name), or move less through it."),
          .plain(
            " Over the next \(LimitStandingWords.window) waves it takes \(Wording.amount(limit.available)) \(limit.measure) and is asked for \(Wording.amount(limit.planned + limit.backlog)), \(Wording.amount(limit.backlog)) of it from before."
          ),
        ]))
    }
    let newcomers = progress.standing.wave.indices.filter {
      progress.standing.wave[$0] < 0 && progress.standing.gone($0) == nil
    }.count
    if newcomers > 0 {
      items.append(
        MarkdownText([
          .strong("Plan anew."),
          .plain(
            " \(Wording.count(newcomers, "workload")) came into scope and \(newcomers == 1 ? "has" : "have") no wave yet: "
          ),
          .code("drawdown replan"), .plain("."),
        ]))
    }
    if let worst = progress.forecast.sensitivities.first, let days = worst.days, days > 7,
      (mainGoal?.probability ?? 1) < 0.8
    {
      items.append(MarkdownText([.strong("Work on what moves the date."), .plain(" " + lever(worst, days))]))
    }
    if items.isEmpty { return [] }
    return [.heading(2, "What to do"), .numbered(items)]
  }

  private func lever(_ item: Forecast.Sensitivity, _ days: Int) -> String {
    let least = progress.forecast.leastLag
    let range =
      "between \(Wording.value(item.p10, of: item.input, least: least)) and \(Wording.value(item.p90, of: item.input, least: least)) in eight of ten runs"
    let clause: String
    switch item.input {
    case .effort: clause = "An hour of the plan takes \(range); templates and rehearsals bring it down"
    case .capacity:
      clause = "Of the hours that the plan has in a wave the teams work a share \(range); staff them first"
    case .failures: clause = "The share of attempts that fail lies \(range); test before the night, not in it"
    case .lag: clause = "An empty machine waits \(range) days; have a date with the recycler before the cutover"
    case .growth: clause = "Scope that comes in a year lies \(range) of what the plan moves; close the door or fund it"
    }
    return clause + ". From the best fifth of it to the worst the target's median date moves by \(Wording.days(days))."
  }

  private func reasons(_ waves: [WaveStanding]) -> String {
    var counts: [String: Int] = [:]
    for wave in waves { for reason in wave.reasons { counts[reason.text, default: 0] += reason.count } }
    let sorted = counts.sorted { $0.value != $1.value ? $0.value > $1.value : Wording.byBytes($0.key, $1.key) }
    if sorted.isEmpty { return "the log gives no reasons" }
    return "said of these waves: " + sorted.prefix(3).map { "\($0.key) (\($0.value))" }.joined(separator: ", ")
  }

  // MARK: Colours

  private var colours: [MarkdownBlock] {
    let rows = progress.ratings.map { rating -> [MarkdownText] in
      [
        MarkdownText([.strong(Wording.letter(rating.colour))]), MarkdownText(Wording.subject(rating.subject)),
        MarkdownText(Wording.value(rating)), MarkdownText(Wording.rule(rating.subject)),
      ]
    }
    return [
      .heading(2, "Red, amber, green"),
      .table(MarkdownTable(columns: [.left(""), .left("of"), .right("is"), .left("rule")], rows: rows)),
    ]
  }

  // MARK: Dates

  private var goals: [MarkdownBlock] {
    let forecast = progress.forecast
    guard !forecast.goals.isEmpty else { return [] }
    let rows = forecast.goals.map { item -> [MarkdownText] in
      let name =
        "\(Wording.noun(item.goal.measure)), \(item.goal.isTarget ? "target" : "milestone") \(Wording.goal(item.goal.required))"
      if item.isReached {
        let words = MarkdownText(reached(item.goal))
        return [MarkdownText(name), "\(item.goal.by)", words, .empty, .empty, .empty, .empty]
      }
      return [
        MarkdownText(name), "\(item.goal.by)", MarkdownText(Wording.chance(item.probability)),
        MarkdownText(Wording.day(item.p10)), MarkdownText(Wording.day(item.p50)), MarkdownText(Wording.day(item.p80)),
        MarkdownText(Wording.day(item.p90)),
      ]
    }
    var blocks: [MarkdownBlock] = [
      .heading(2, "When the goals are reached"),
      .table(
        MarkdownTable(
          columns: [
            .left("goal"), .left("by"), .right("in time"), .left("P10"), .left("P50"), .left("P80"), .left("P90"),
          ],
          rows: rows)),
      .paragraph(
        "P80 is the day by which eight of ten runs are there. A run works through what is left in the order of the plan: limits are queues, what does not fit waits; nobody cuts over in a freeze; an attempt that fails is made again \(Wording.count(forecast.retryWaves, "wave")) later; machines wait to be collected. No goal counts before machines are gone."
      ),
    ]
    blocks += sensitivities
    blocks += trend
    return blocks
  }

  /// When a goal was reached, as far as the cutovers show.
  private func reached(_ goal: ForecastModel.Goal) -> String {
    var first: Day?
    for point in progress.history {
      if point.footprint[goal.measure] > goal.bound { first = nil } else { first = first ?? point.day }
    }
    guard let first else { return "reached" }
    return "reached by \(first)" + (first > goal.by ? ", late" : "")
  }

  private var sensitivities: [MarkdownBlock] {
    let forecast = progress.forecast
    let rows = forecast.sensitivities.map { item -> [MarkdownText] in
      let least = forecast.leastLag
      return [
        MarkdownText(Wording.input(item.input)), MarkdownText(seen(item.input)),
        MarkdownText(Wording.value(item.p10, of: item.input, least: least)),
        MarkdownText(Wording.value(item.p50, of: item.input, least: least)),
        MarkdownText(Wording.value(item.p90, of: item.input, least: least)),
        MarkdownText(item.days.map { Wording.number($0) } ?? "cannot say"),
      ]
    }
    return [
      .heading(3, "What moves the target most"),
      .table(
        MarkdownTable(
          columns: [
            .left("input"), .left("seen so far"), .right("P10"), .right("P50"), .right("P90"), .right("moves it, days"),
          ], rows: rows)),
      .paragraph(
        "The last column is the target's median date in the fifth of the runs in which the input fell out worst, less that in the best fifth; all others vary in both. Before anything was seen an hour of plan is believed to take an hour (worth 10 workloads), a wave to get its hours (3 waves), 5% of attempts to fail (20 attempts), a machine to wait as long as the plan says (4 hosts), and 2% of scope to come in a year (half a year)."
      ),
    ]
  }

  private func seen(_ input: ForecastInput) -> String {
    let evidence = progress.forecast.evidence
    switch input {
    case .effort:
      return evidence.effortCount == 0
        ? "nothing"
        : "\(Wording.ratio(evidence.effortRatio)) on \(Wording.count(Int(evidence.effortCount), "workload"))"
    case .capacity:
      return evidence.capacityCount == 0
        ? "nothing" : "\(Wording.ratio(evidence.capacityRatio)), later waves weigh more"
    case .failures:
      return
        "\(Wording.number(Int(evidence.deferrals))) deferred and \(Wording.number(Int(evidence.rollbacks))) rolled back of \(Wording.number(Int(evidence.attempts))) begun"
    case .lag:
      let mean = evidence.collected > 0 ? evidence.waitedDays / evidence.collected + progress.forecast.leastLag : 0
      return evidence.collected == 0
        ? "nothing"
        : "\(Decimal.text(mean, places: 0)) days on \(Wording.count(Int(evidence.collected), "host")), those that wait counted in"
    case .growth:
      return evidence.years <= 0 || evidence.scope <= 0
        ? "nothing"
        : "\(Wording.number(Int(evidence.added))) in \(Decimal.text(evidence.years, places: 1)) years, \(Wording.percent(evidence.added / evidence.scope / max(evidence.years, 0.01))) a year"
    }
  }

  private var trend: [MarkdownBlock] {
    guard progress.trend.count > 1 else { return [] }
    let goals = progress.forecast.goals
    let columns =
      [MarkdownTable.Column.left("said on")]
      + goals.map { .left(MarkdownText("\(Wording.goal($0.goal.required)) by \($0.goal.by)")) }
      + (mainGoal == nil ? [] : [.right("target in time")])
    let rows = progress.trend.map { point -> [MarkdownText] in
      var row: [MarkdownText] = ["\(point.asOf)"]
      for goal in point.goals { row.append(MarkdownText(goal.isReached ? "reached" : Wording.day(goal.p50))) }
      if let target = point.goals.first(where: { $0.goal.isTarget }) {
        row.append(MarkdownText(target.isReached ? "reached" : Wording.chance(target.probability)))
      }
      return row
    }
    return [
      .heading(3, "How the dates have moved"),
      .table(MarkdownTable(columns: columns, rows: rows)),
      .paragraph(
        "Median dates as they would have been forecast with the log as it stood; dates that rise from row to row slip."),
    ]
  }

  // MARK: Footprint

  private var footprint: [MarkdownBlock] {
    let footprint = progress.footprint
    let rows = Measure.allCases.map { measure -> [MarkdownText] in
      let denominator = progress.plan.targets.first { $0.measure == measure }?.baseline ?? footprint.baseline[measure]
      func cell(_ value: Double) -> MarkdownText { value == 0 ? "–" : MarkdownText(Wording.amount(value, measure)) }
      return [
        MarkdownText(Wording.noun(measure)), MarkdownText(Wording.amount(denominator, measure)),
        cell(footprint.added[measure]), cell(footprint.removed[measure]), cell(footprint.begun[measure]),
        cell(footprint.empty[measure]), cell(footprint.released[measure]),
        MarkdownText(Wording.amount(footprint.footprint(measure), measure)),
        MarkdownText(Wording.amount(footprint.planned[measure], measure)),
        MarkdownText(denominator > 0 ? Wording.reduction(1 - footprint.footprint(measure) / denominator) : ""),
        MarkdownText(denominator > 0 ? Wording.reduction(1 - footprint.planned[measure] / denominator) : ""),
      ]
    }
    return [
      .heading(2, "Footprint"),
      .table(
        MarkdownTable(
          columns: [
            .left("measure"), .right("denominator"), .right("came"), .right("out of scope"), .right("begun"),
            .right("empty"), .right("released"), .right("stands"), .right("planned"), .right("claimed"),
            .right("plan"),
          ], rows: rows)),
      .paragraph(
        "Released is what the log says was decommissioned; only that is claimed. Empty carries nothing and still stands (of workloads: migrated, the old machine still on; these are among the released). Begun has lost some of its workloads. What was taken out of scope is not claimed and counts as standing."
      ),
    ]
  }

  // MARK: Earned value and velocity

  private var earned: [MarkdownBlock] {
    func row(_ value: EarnedValue, _ name: String, _ amount: (Double) -> String) -> [MarkdownText] {
      func ratio(_ number: Double?) -> MarkdownText { number.map { MarkdownText(Wording.ratio($0)) } ?? .empty }
      return [
        MarkdownText(name), MarkdownText(amount(value.planned)), MarkdownText(amount(value.earned)),
        MarkdownText(amount(value.spent)), ratio(value.scheduleIndex), ratio(value.costIndex),
        MarkdownText(amount(value.budget)), value.estimateAtCompletion.map { MarkdownText(amount($0)) } ?? .empty,
        MarkdownText("\(Decimal.text(value.earnedWaves, places: 1)) of \(Decimal.text(value.passedWaves, places: 1))"),
        ratio(value.timeIndex), value.forecastEnd.map { "\($0)" } ?? .empty,
      ]
    }
    let velocity = progress.velocity
    var blocks: [MarkdownBlock] = [
      .heading(2, "Earned value"),
      .table(
        MarkdownTable(
          columns: [
            .left("in"), .right("planned PV"), .right("earned EV"), .right("actual AC"), .right("SPI"), .right("CPI"),
            .right("budget"), .right("EAC"), .right("waves earned"), .right("SPI(t)"), .left("all moved"),
          ],
          rows: [
            row(progress.hours, "hours") { Wording.amount($0.rounded()) },
            row(progress.money, currency) { Wording.wholeMoney($0) },
          ])),
      .paragraph(
        "SPI = EV/PV returns to 1 at the end however late all is; SPI(t), waves earned for a wave passed, does not. “All moved” is the last cutover at the pace so far, without what is known of limits ahead."
      ),
    ]
    var text =
      "Over the last \(Wording.count(velocity.waves, "wave")) \(Decimal.text(velocity.achieved, places: 1)) workloads left in a wave, where the plan has \(Decimal.text(velocity.planned, places: 1)). \(Wording.count(velocity.remaining, "workload")) \(velocity.remaining == 1 ? "is" : "are") left for \(Wording.count(velocity.remainingWaves, "wave"))"
    if let needed = velocity.needed { text += ": \(Decimal.text(needed, places: 1)) a wave are needed" }
    blocks.append(.paragraph(MarkdownText(text + ".")))
    return blocks
  }

  // MARK: Limits and waves

  private var limits: [MarkdownBlock] {
    let shown = progress.limits.filter { $0.load >= 0.8 }.prefix(8)
    guard !shown.isEmpty else { return [] }
    let rows = shown.map { limit -> [MarkdownText] in
      [
        MarkdownText(limit.name), MarkdownText(limit.measure), MarkdownText(Wording.amount(limit.planned)),
        MarkdownText(Wording.amount(limit.backlog)), MarkdownText(Wording.amount(limit.available)),
        MarkdownText(limit.load.isFinite ? Wording.percent(limit.load) : "no room"),
      ]
    }
    return [
      .heading(2, "What binds next"),
      .table(
        MarkdownTable(
          columns: [
            .left("limit"), .left("counts"), .right("planned"), .right("left behind or new"), .right("there is"),
            .right("full"),
          ], rows: rows)),
      .paragraph(
        "Over the next \(LimitStandingWords.window) waves, at the amounts of the inventory; above 100% something waits."
      ),
    ]
  }

  private var waves: [MarkdownBlock] {
    let shown = progress.waves.filter { $0.open > 0 || $0.wave > (progress.waves.last?.wave ?? 0) - 6 }
    guard !shown.isEmpty else { return [] }
    let rows = shown.map { wave -> [MarkdownText] in
      func cell(_ value: Int) -> MarkdownText { value == 0 ? "–" : MarkdownText(Wording.number(value)) }
      return [
        "\(wave.wave)", "\(wave.cutover)", MarkdownText(Wording.number(wave.planned)), cell(wave.onTime),
        cell(wave.late), cell(wave.open), cell(wave.removed),
        wave.meanSlip.map { MarkdownText(Decimal.text($0, places: 0)) } ?? "–", cell(wave.rollbacks),
        MarkdownText(
          wave.reasons.isEmpty ? "" : wave.reasons.prefix(2).map { "\($0.text) (\($0.count))" }.joined(separator: ", ")),
      ]
    }
    return [
      .heading(2, "Waves"),
      .table(
        MarkdownTable(
          columns: [
            .right("wave"), .left("cutover"), .right("planned"), .right("on time"), .right("late"), .right("open"),
            .right("out of scope"), .right("slip, days"), .right("rolled back"), .left("reasons"),
          ], rows: rows)),
      .paragraph(
        "Shown are the last six waves and every wave that is not done. Slip is the mean over the workloads that came late or are still open."
      ),
    ]
  }

  // MARK: Twice, scope, origin

  private var dualRunning: [MarkdownBlock] {
    let dual = progress.dualRunning
    var items: [MarkdownText] = [
      MarkdownText(
        "\(Wording.count(dual.workloads, "workload")) \(dual.workloads == 1 ? "runs" : "run") twice today"
          + (dual.meanDays.map {
            ", for \(Decimal.text($0, places: 0)) days in the mean so far; the plan allows \(dual.plannedDays)"
          } ?? "")
          + ". To date that cost \(Wording.money(dual.toDate, currency)), where the plan has \(Wording.money(dual.plannedToDate, currency)); to go, at the days it took so far, \(Wording.money(dual.toGo, currency))."
      )
    ]
    if dual.emptyHosts > 0 {
      items.append(
        MarkdownText(
          "\(Wording.count(dual.emptyHosts, "host")) \(dual.emptyHosts == 1 ? "stands" : "stand") empty, the middle one for \(Wording.days(dual.medianEmpty ?? 0)), the oldest for \(Wording.days(dual.oldestEmpty ?? 0)); \(Wording.money(dual.emptyHostsToDate, currency)) since they became so."
        ))
    }
    return [.heading(2, "Running twice"), .bullets(items)]
  }

  private var scope: [MarkdownBlock] {
    let standing = progress.standing
    let footprint = progress.footprint
    let evidence = progress.forecast.evidence
    var items: [MarkdownText] = [
      MarkdownText(
        "The plan moves \(Wording.count(Int(evidence.scope), "workload")) that the estate has; \(Wording.number(Int(footprint.added.workloads))) came since (\(Wording.percent(evidence.scope > 0 ? footprint.added.workloads / evidence.scope : 0))), \(Wording.number(Int(footprint.removed.workloads))) were taken out of scope."
      )
    ]
    if let (measure, denominator) = Progress.mainMeasure(progress.plan) {
      let before = progress.baseline.targets.first { $0.measure == measure }?.baseline ?? 0
      items.append(
        MarkdownText(
          "The denominator is \(Wording.amount(denominator, measure)) \(Wording.noun(measure)); the baseline's is \(Wording.amount(before, measure))"
            + (denominator == before ? ", the same" : ", another: the claim of the two cannot be compared")
            + ". The tables hold \(Wording.amount(footprint.estateToday[measure], measure)) today."))
    }
    for measure in Measure.allCases where measure != .workloads && footprint.unexplained(measure).magnitude > 1e-6 {
      items.append(
        MarkdownText(
          "\(Wording.amount(footprint.unexplained(measure), measure)) \(Wording.noun(measure)) in the tables are in neither baseline nor log."
        ))
    }
    if !standing.vanished.isEmpty {
      items.append(
        MarkdownText(
          "Gone from the tables without a word in the log: \(Wording.sample(standing.vanished.map { VisibleText.of($0) }))."
        ))
    }
    if !standing.unannounced.isEmpty {
      items.append(
        MarkdownText(
          "In the tables without a word in plan or log: \(Wording.sample(standing.unannounced.map { VisibleText.of($0) }))."
        ))
    }
    return [.heading(2, "Scope and denominator"), .bullets(items)]
  }

  private var origin: [MarkdownBlock] {
    var items: [MarkdownText] = [
      "Plan \(code: progress.planDigest)"
        + (progress.isPlanOfEstate
          ? ", made from the estate as it is."
          : ", made from other files than the estate has today: the difference is scope, rules or dates.")
    ]
    if progress.baselineDigest != progress.planDigest { items.append("Baseline \(code: progress.baselineDigest).") }
    items.append("Estate \(code: progress.estate.digest).")
    items.append(
      logDigest.isEmpty
        ? "No actuals.csv: nothing has happened."
        : "Actuals \(code: "sha256:" + logDigest), \(Wording.count(progress.standing.log.events.count, "event")).")
    items.append(
      MarkdownText(
        "Forecast of \(Wording.number(progress.forecast.settings.runs)) runs, seed \(progress.forecast.settings.seed); the same files give the same bytes."
      ))
    return [.heading(2, "What this is computed from"), .bullets(items)]
  }
}

/// How far ahead limits are looked at.
enum LimitStandingWords {
  static let window = LimitStanding.window
}

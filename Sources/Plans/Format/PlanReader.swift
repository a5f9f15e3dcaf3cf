import Documents
import Estates

/// Reads `plan.json`, ours or another's: a whole plan, or all that is wrong with the file, each thing with its place.
///
///     let plan = try PlanReader.read(bytes, file: "plan.json")
///
/// The keys of SPEC section 5 are needed (`bound` where it was proven); the sections that `PlanWriter` adds may be absent
/// and are then listed in `omitted`; every further key is passed over. Whether what the plan says is true is the
/// verifier's question.
package enum PlanReader {
  /// - Parameter without: sections that may be absent and that nobody will ask for; they are checked for their grammar
  ///   alone, and omitted. The splits are most of a large plan.
  package static func read(
    _ bytes: [UInt8], file: String, without: Set<Plan.Section> = []
  ) throws(Findings) -> Plan {
    let root = try JSONReader.read(bytes, file: file, skipping: Set(without.map(\.rawValue)))
    var parser = PlanParser(bytes: bytes)
    let plan = parser.plan(root)
    guard let plan, parser.findings.isEmpty else { throw Findings(parser.findings.sorted(by: Finding.ordered)) }
    return plan
  }
}

/// One method for each thing in a plan. What cannot be read adds a finding and gives nil or a stand-in, so that the rest is
/// still looked at; a plan with findings is not handed on.
private struct PlanParser {
  let bytes: [UInt8]
  /// Where each line begins; empty until there is a finding.
  private var lineStarts: [Int] = []
  /// The place of the last finding.
  private var reached = (line: 0, column: 1, offset: 0)
  var findings: [Finding] = []

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func plan(_ root: JSONNode) -> Plan? {
    guard case .object = root.kind else {
      fail(.planType, "a plan is an object, not \(root.kind.wording)", at: root.location)
      return nil
    }
    guard let schema = root["schema"] else {
      fail(
        .planSchema, "no schema is named", at: root.location,
        help: nearKey("schema", in: root, known: ["schema"]) ?? "a plan begins with \"schema\": \"\(Plan.schema)\"")
      return nil
    }
    guard case .string(let name) = schema.kind, name == Plan.schema else {
      fail(.planSchema, "unknown schema \(schema.kind.shown)", at: schema.location, help: "known is \"\(Plan.schema)\"")
      return nil
    }
    var plan = Plan(
      estate: Plan.EstateReference(name: "", digest: ""), currency: "", tool: Plan.Tool(name: "", version: ""),
      options: Plan.Options(effort: 0))
    if let estate = required("estate", in: root) {
      plan.estate.name = text("name", in: estate)
      plan.estate.digest = text("digest", in: estate)
    }
    plan.waves = list("waves", in: root) { $0.wave($1) }
    plan.stays = list("stays", in: root) { $0.stay($1) }
    plan.footprint = list("footprint", in: root) { $0.footprintRow($1) }
    let footprint = plan.footprint
    plan.targets = list("targets", in: root) { $0.target($1, footprint) }
    if let value = required("value", in: root) {
      plan.statedNPV = number("npv", in: value)
      plan.value = self.value(value)
    }
    plan.initiatives = list("initiatives", in: root) { parser, node in
      Plan.InitiativeResult(
        initiative: parser.text("initiative", in: node), ready: parser.dayOrNever("ready", in: node),
        due: parser.dayOrNever("due", in: node))
    }
    if let bound = optional("bound", in: root) {
      plan.bound = Plan.Bound(
        shortfall: number("shortfall", in: bound), milestoneShortfall: number("milestoneShortfall", in: bound),
        npv: number("npv", in: bound), gap: number("gap", in: bound))
    }
    plan.replan = optional("replan", in: root).flatMap { replan($0) }
    sections(root, &plan)
    return plan
  }

  /// What a plan may go without.
  private mutating func sections(_ root: JSONNode, _ plan: inout Plan) {
    for section in Plan.Section.allCases {
      guard let node = optional(section.rawValue, in: root) else {
        plan.omitted.insert(section)
        continue
      }
      switch section {
      case .currency: plan.currency = text(node)
      case .tool: plan.tool = Plan.Tool(name: text("name", in: node), version: text("version", in: node))
      case .options:
        plan.options = Plan.Options(effort: whole("effort", in: node, from: 0))
        if let limit = optional("timeLimit", in: node) { plan.options.timeLimit = number(limit) }
        if let cutOff = optional("cutOff", in: node) { plan.options.cutOff = text(cutOff) }
        if let solution = optional("solution", in: node) {
          plan.options.solution = Plan.SolutionSource(
            solver: text("solver", in: solution), file: text("file", in: solution),
            digest: text("digest", in: solution))
        }
        if let overrides = optional("overrides", in: node) {
          plan.options.overrides = list(overrides) { parser, node in
            let path = parser.text("path", in: node)
            guard let value = parser.required("value", in: node) else { return nil }
            return ProgramOverride(path: path, value: CanonicalJSON.text(JSONValue(value)))
          }
        }
      case .inputs:
        plan.inputs = list(node) { parser, node in
          InputFile(
            file: parser.text("file", in: node), digest: parser.text("digest", in: node),
            rows: parser.whole("rows", in: node, from: 0))
        }
      case .program:
        let name = text("name", in: node)
        let start = day("start", in: node)
        let horizon = day("horizon", in: node)
        let rate = number("discountRate", in: node)
        let lag = whole("decommissionLagDays", in: node, from: 0)
        let parallel = whole("parallelRunDays", in: node, from: 0)
        guard let start, let horizon else { continue }
        plan.program = Plan.Terms(
          name: name, start: start, horizon: horizon, discountRate: rate, decommissionLagDays: lag,
          parallelRunDays: parallel)
      case .dispositions:
        plan.dispositions = Disposition.allCases.compactMap { disposition in
          optional(disposition.rawValue, in: node).map { keys in
            Plan.Disposed(disposition: disposition, workloads: list(keys) { $0.text($1) })
          }
        }
      case .pinned: plan.pinned = list(node) { $0.text($1) }
      case .releases:
        plan.releases = list(node) { parser, node in
          let words = [Plan.Release.Kind.host, .rack, .site]
          guard
            let kind = parser.word("kind", in: node, of: words),
            let released = parser.day("released", in: node)
          else { return nil }
          return Plan.Release(kind: kind, key: parser.text("key", in: node), released: released)
        }
      case .splits: plan.splits = list(node) { $0.split($1) }
      case .rules: plan.rules = list(node) { $0.rule($1) }
      case .certificates: plan.certificates = list(node) { $0.certificate($1) }
      }
    }
  }

  private mutating func replan(_ node: JSONNode) -> Plan.Replan? {
    let plan = text("plan", in: node)
    let actuals = optional("actuals", in: node).map { text($0) }
    let cost = number("stabilityCost", in: node)
    let frozenWaves = whole("frozenWaves", in: node, from: 0)
    guard let asOf = day("asOf", in: node) else { return nil }
    var replan = Plan.Replan(
      asOf: asOf, plan: plan, actuals: actuals, frozenWaves: frozenWaves, stabilityCost: cost)
    replan.settled = list("settled", in: node) { $0.text($1) }
    replan.frozen = list("frozen", in: node) { $0.text($1) }
    replan.thawed = list("thawed", in: node) { $0.text($1) }
    replan.removed = optional("removed", in: node).map { list($0) { $0.text($1) } } ?? []
    replan.moved = whole("moved", in: node, from: 0)
    if let fewest = required("fewestMoves", in: node) {
      replan.fewestProven = whole("proven", in: fewest, from: 0)
      replan.fewestFound = whole("found", in: fewest, from: 0)
    }
    return replan
  }

  private mutating func wave(_ node: JSONNode) -> Plan.Wave? {
    let number = whole("wave", in: node, from: 1)
    let start = day("start", in: node)
    let cutover = day("cutover", in: node)
    let workloads: [String] = list("workloads", in: node) { $0.text($1) }
    guard let start, let cutover else { return nil }
    return Plan.Wave(number: number, start: start, cutover: cutover, workloads: workloads)
  }

  private mutating func stay(_ node: JSONNode) -> Plan.Stay? {
    let workload = text("workload", in: node)
    guard let reason = word("reason", in: node, of: StayReason.allCases) else { return nil }
    return Plan.Stay(workload: workload, reason: reason)
  }

  private mutating func footprintRow(_ node: JSONNode) -> Plan.FootprintRow? {
    let amounts = Measure.allCases.map { number($0.rawValue, in: node) }
    guard let date = day("date", in: node) else { return nil }
    func amount(_ measure: Measure) -> Double { amounts[Measure.allCases.firstIndex(of: measure)!] }
    return Plan.FootprintRow(
      date: date, hosts: amount(.hosts), rackUnits: amount(.rackUnits), powerKW: amount(.powerKW),
      racks: amount(.racks), sites: amount(.sites), workloads: amount(.workloads))
  }

  private mutating func target(_ node: JSONNode, _ footprint: [Plan.FootprintRow]) -> Plan.TargetResult? {
    let measure = word("measure", in: node, of: Measure.allCases)
    let by = day("by", in: node)
    let reduction = number("reduction", in: node)
    let milestones: [Plan.MilestoneResult] = list("milestones", in: node) { parser, node in
      let required = parser.number("required", in: node)
      let reduction = parser.number("reduction", in: node)
      let shortfall = parser.number("shortfall", in: node)
      guard let by = parser.day("by", in: node) else { return nil }
      return Plan.MilestoneResult(
        by: by, required: required, reduction: reduction, shortfall: shortfall,
        penaltyPerPoint: parser.price(node))
    }
    let required = number("required", in: node)
    let shortfall = number("shortfall", in: node)
    let reachedOn = dayOrNever("reachedOn", in: node)
    guard let measure, let by else { return nil }
    let there = optional("footprint", in: node).map { number($0) }
    let baseline = optional("baseline", in: node).map { number($0) }
    let onDate = there ?? footprint.last { $0.date <= by }?[measure] ?? footprint.first?[measure] ?? 0
    var result = Plan.TargetResult(
      measure: measure, by: by, required: required, reduction: reduction, shortfall: shortfall,
      baseline: baseline ?? denominator(onDate, reduction, footprint.first?[measure] ?? 0), footprint: onDate,
      reachedOn: reachedOn, penaltyPerPoint: price(node), milestones: milestones)
    if let obstacles = optional("obstacles", in: node) {
      result.obstacles = list(obstacles) { parser, node in
        Plan.Obstacle(
          kind: parser.text("kind", in: node), rules: parser.list("rules", in: node) { $0.whole($1, from: 0) },
          shortfall: parser.number("shortfall", in: node),
          milestoneShortfall: parser.number("milestoneShortfall", in: node))
      }
    }
    result.reach = optional("reach", in: node).flatMap { reach($0) }
    result.barrier = optional("barrier", in: node).map { barrier($0) }
    return result
  }

  private mutating func reach(_ node: JSONNode) -> Plan.Reach? {
    guard let largest = required("largest", in: node), let earliest = required("earliest", in: node) else { return nil }
    var reach = Plan.Reach(
      largestProven: number("proven", in: largest), largestFound: number("found", in: largest),
      earliestProven: dayOrNever("proven", in: earliest), earliestFound: dayOrNever("found", in: earliest))
    reach.largestCertificate = optional("certificate", in: largest).flatMap { certificate($0) }
    reach.earliestCertificate = optional("certificate", in: earliest).flatMap { certificate($0) }
    return reach
  }

  private mutating func barrier(_ node: JSONNode) -> Plan.Barrier {
    let (rules, kinds) = given(node)
    var barrier = Plan.Barrier(
      rules: rules, kinds: kinds, isProven: flag("proven", in: node),
      ways: list("ways", in: node) { parser, node in
        let (rules, kinds) = parser.given(node)
        return Plan.Way(
          rules: rules, kinds: kinds, shortfall: parser.number("shortfall", in: node),
          npv: parser.number("npv", in: node), fullest: parser.optional("fullest", in: node).map { parser.number($0) })
      })
    barrier.certificate = optional("certificate", in: node).flatMap { certificate($0) }
    return barrier
  }

  /// The rules and other kinds of a barrier, or of a way past it.
  private mutating func given(_ node: JSONNode) -> (rules: [Int], kinds: [String]) {
    (list("rules", in: node) { $0.whole($1, from: 0) }, list("kinds", in: node) { $0.text($1) })
  }

  /// The baseline of a target that does not state it: that of the footprint, unless the reduction has another.
  private func denominator(_ footprint: Double, _ reduction: Double, _ first: Double) -> Double {
    let isOfFootprint = first != 0 && (1 - footprint / first - reduction).magnitude <= 1e-6
    return isOfFootprint || reduction >= 1 ? first : footprint / (1 - reduction)
  }

  private mutating func price(_ node: JSONNode) -> Double? {
    optional("penaltyPerPoint", in: node).map { number($0) }
  }

  private mutating func value(_ node: JSONNode) -> Plan.Value {
    var value = Plan.Value()
    value.hosts = number("hosts", in: node)
    value.racks = number("racks", in: node)
    value.sites = number("sites", in: node)
    value.refresh = number("refresh", in: node)
    value.holdover = number("holdover", in: node)
    value.runCost = number("runCost", in: node)
    value.initiatives = number("initiatives", in: node)
    value.late = number("late", in: node)
    value.cloudCost = number("cloudCost", in: node)
    value.oneOff = number("oneOff", in: node)
    value.split = number("split", in: node)
    value.penalty = number("penalty", in: node)
    return value
  }

  private mutating func split(_ node: JSONNode) -> Plan.Split? {
    let source: Plan.Split.Source
    if node["rule"] != nil {
      source = .group(rule: whole("rule", in: node, from: 0), values: list("values", in: node) { $0.text($1) })
    } else {
      source = .dependency(
        source: text("source", in: node), target: text("target", in: node), line: whole("line", in: node, from: 0))
    }
    let annualCost = number("annualCost", in: node)
    let until = dayOrNever("until", in: node)
    let cost = number("cost", in: node)
    guard let from = day("from", in: node) else { return nil }
    return Plan.Split(source: source, annualCost: annualCost, from: from, until: until, cost: cost)
  }

  private mutating func rule(_ node: JSONNode) -> Plan.RuleUse {
    var use = Plan.RuleUse(
      index: whole("index", in: node, from: 0), name: nil, kind: text("kind", in: node),
      selected: whole("selected", in: node, from: 0))
    if let name = optional("name", in: node) { use.name = text(name) }
    use.content = optional("content", in: node).map { JSONValue($0) }
    use.periods = list("periods", in: node) { parser, node in
      Plan.RuleUse.Period(
        period: parser.text("period", in: node), use: parser.number("use", in: node),
        limit: parser.number("limit", in: node),
        price: parser.optional("price", in: node).map { parser.number($0) })
    }
    return use
  }

  // MARK: Certificates

  private mutating func certificate(_ node: JSONNode) -> BoundCertificate? {
    let objective = word("objective", in: node, of: BoundCertificate.Objective.allCases)
    let value = number("value", in: node)
    let questions = list("questions", in: node) { $0.question($1) }
    let workloads: [String] = list("workloads", in: node) { $0.text($1) }
    let gone: [[String]] = list("gone", in: node) { parser, node in
      parser.list(node) { parser, node in parser.entry(node, of: workloads, "workloads") }
    }
    let rows = list("rows", in: node) { $0.row($1, gone) }
    let leaves: [BoundCertificate.Leaf] = list("leaves", in: node) { parser, node in
      let decisions = parser.list("decisions", in: node) { $0.decision($1, questions) }
      return BoundCertificate.Leaf(decisions: decisions, prices: parser.prices(node, rows))
    }
    let undivided = optional("undivided", in: node).map { node in
      BoundCertificate.Undivided(value: number("value", in: node), prices: prices(node, rows))
    }
    return objective.map { BoundCertificate(objective: $0, value: value, leaves: leaves, undivided: undivided) }
  }

  private mutating func prices(_ node: JSONNode, _ rows: [BoundCertificate.Row]) -> [BoundCertificate.Price] {
    let places = list("rows", in: node) { parser, node in parser.entry(node, of: rows, "rows") }
    let prices: [Double] = list("prices", in: node) { $0.number($1) }
    if places.count != prices.count {
      fail(
        .planType, "there are \(places.count) rows and \(prices.count) prices in a leaf of a certificate",
        at: node.location)
    }
    return zip(places, prices).map { .init(row: $0, price: $1) }
  }

  /// What a place from 0 in a list of the same certificate stands for.
  private mutating func entry<Entry>(_ node: JSONNode, of entries: [Entry], _ name: String) -> Entry? {
    let place = whole(node, from: 0)
    if entries.indices.contains(place) { return entries[place] }
    fail(.planNumber, "place \(place) is not in \"\(name)\", which has \(entries.count)", at: node.location)
    return nil
  }

  private mutating func question(_ node: JSONNode) -> BoundCertificate.Question? {
    let kind = word("kind", in: node, of: BoundCertificate.Decision.Kind.allCases)
    let key = text("key", in: node)
    let wave = whole("wave", in: node, from: 1)
    return kind.map { BoundCertificate.Question(kind: $0, key: key, wave: wave) }
  }

  /// A question from 1, or its negative: answered with yes, or with no.
  private mutating func decision(
    _ node: JSONNode, _ questions: [BoundCertificate.Question]
  ) -> BoundCertificate.Decision? {
    let number = number(node)
    guard let whole = Int(exactly: number), whole != 0, whole.magnitude <= UInt(questions.count) else {
      fail(
        .planNumber, "\(number) is not a question of the certificate, nor its negative: there are \(questions.count)",
        at: node.location)
      return nil
    }
    let question = questions[Int(whole.magnitude) - 1]
    return BoundCertificate.Decision(kind: question.kind, key: question.key, wave: question.wave, isDone: whole > 0)
  }

  private mutating func row(_ node: JSONNode, _ gone: [[String]]) -> BoundCertificate.Row? {
    if node["cluster"] != nil {
      let cluster = text("cluster", in: node)
      let wave = whole("wave", in: node, from: 1)
      let set = optional("gone", in: node).map { entry($0, of: gone, "gone") ?? [] } ?? []
      guard let measure = word("measure", in: node, of: BoundCertificate.ClusterMeasure.allCases) else { return nil }
      return .cluster(cluster, measure, wave: wave, gone: set)
    } else if node["target"] != nil {
      return .target(
        whole("target", in: node, from: 0), milestone: optional("milestone", in: node).map { whole($0, from: 0) })
    } else if node["line"] != nil {
      return .apartDependency(line: whole("line", in: node, from: 0), wave: whole("wave", in: node, from: 1))
    } else if node["values"] != nil {
      return .apartGroup(
        rule: whole("rule", in: node, from: 0), values: list("values", in: node) { $0.text($1) },
        wave: whole("wave", in: node, from: 1))
    }
    return .limit(rule: whole("rule", in: node, from: 0), period: text("period", in: node))
  }

  // MARK: Values

  /// The value of a key that must be there; null counts as a value.
  private mutating func required(_ key: String, in node: JSONNode) -> JSONNode? {
    guard case .object(let members) = node.kind else {
      fail(.planType, "an object is expected, not \(node.kind.wording)", at: node.location)
      return nil
    }
    if let value = node[key] { return value }
    let place = node.location.label.map { $0.isEmpty ? "the plan" : $0 } ?? "the plan"
    fail(
      .planKeyMissing, "key \"\(key)\" is missing in \(place)", at: node.location,
      help: nearKey(key, in: node, known: members.isEmpty ? [] : [key]))
    return nil
  }

  /// The value of a key that need not be there; null is as good as absent.
  private func optional(_ key: String, in node: JSONNode) -> JSONNode? {
    guard let value = node[key] else { return nil }
    if case .null = value.kind { return nil }
    return value
  }

  /// A key of `node` that was likely meant to be `key`.
  private func nearKey(_ key: String, in node: JSONNode, known: [String]) -> String? {
    guard case .object(let members) = node.kind else { return nil }
    let near = members.first { $0.key != key && Suggestion.best(for: $0.key, among: known) == key }
    return near.map { "did you mean \"\(key)\" where \"\($0.key)\" stands (line \($0.keyLocation.line))?" }
  }

  private mutating func list<Element>(
    _ key: String, in node: JSONNode, _ element: (inout PlanParser, JSONNode) -> Element?
  ) -> [Element] {
    required(key, in: node).map { list($0, element) } ?? []
  }

  private mutating func list<Element>(
    _ node: JSONNode, _ element: (inout PlanParser, JSONNode) -> Element?
  ) -> [Element] {
    guard case .array(let nodes) = node.kind else {
      fail(.planType, "a list is expected, not \(node.kind.wording)", at: node.location)
      return []
    }
    return nodes.compactMap { element(&self, $0) }
  }

  private mutating func text(_ key: String, in node: JSONNode) -> String {
    required(key, in: node).map { text($0) } ?? ""
  }

  private mutating func text(_ node: JSONNode) -> String {
    if case .string(let text) = node.kind { return text }
    fail(.planType, "a text is expected, not \(node.kind.wording)", at: node.location)
    return ""
  }

  private mutating func flag(_ key: String, in node: JSONNode) -> Bool {
    guard let value = required(key, in: node) else { return false }
    if case .bool(let flag) = value.kind { return flag }
    fail(.planType, "true or false is expected, not \(value.kind.wording)", at: value.location)
    return false
  }

  private mutating func number(_ key: String, in node: JSONNode) -> Double {
    required(key, in: node).map { number($0) } ?? 0
  }

  private mutating func number(_ node: JSONNode) -> Double {
    if case .number(let value, _) = node.kind { return value }
    fail(.planType, "a number is expected, not \(node.kind.wording)", at: node.location)
    return 0
  }

  private mutating func whole(_ key: String, in node: JSONNode, from least: Int) -> Int {
    required(key, in: node).map { whole($0, from: least) } ?? least
  }

  private mutating func whole(_ node: JSONNode, from least: Int) -> Int {
    guard case .number(let value, let text) = node.kind else {
      fail(.planType, "a whole number is expected, not \(node.kind.wording)", at: node.location)
      return least
    }
    guard value.rounded() == value, value.magnitude < 1e15, Int(value) >= least else {
      fail(.planNumber, "\(text) is not a whole number from \(least)", at: node.location)
      return least
    }
    return Int(value)
  }

  private mutating func day(_ key: String, in node: JSONNode) -> Day? {
    required(key, in: node).flatMap { day($0) }
  }

  /// A key that must be there, and whose null says "never".
  private mutating func dayOrNever(_ key: String, in node: JSONNode) -> Day? {
    guard let value = required(key, in: node) else { return nil }
    if case .null = value.kind { return nil }
    return day(value)
  }

  private mutating func day(_ node: JSONNode) -> Day? {
    guard case .string(let text) = node.kind else {
      fail(.planType, "a date is expected, not \(node.kind.wording)", at: node.location)
      return nil
    }
    if let day = Day(text) { return day }
    fail(
      .planDate, "\(node.kind.shown) is not a date", at: node.location,
      help: "dates are written YYYY-MM-DD and exist in the calendar")
    return nil
  }

  private mutating func word<Word: RawRepresentable<String>>(
    _ key: String, in node: JSONNode, of words: [Word]
  ) -> Word? {
    guard let value = required(key, in: node) else { return nil }
    guard case .string(let text) = value.kind else {
      fail(.planType, "a text is expected, not \(value.kind.wording)", at: value.location)
      return nil
    }
    if let word = words.first(where: { $0.rawValue == text }) { return word }
    let known = words.map(\.rawValue)
    let near = Suggestion.best(for: text, among: known).map { "did you mean \"\($0)\"?" }
    fail(
      .planWord, "unknown \(key) \(value.kind.shown)", at: value.location,
      help: near ?? "known are \(known.joined(separator: ", "))")
    return nil
  }

  // MARK: Findings

  private mutating func fail(
    _ code: FindingCode, _ message: String, at location: SourceLocation, help: String? = nil
  ) {
    let excerpt = SourceExcerpt(in: bytes, at: offset(of: location))
    findings.append(
      Finding(.error, code, message, at: location, excerpt: excerpt.text, caret: excerpt.caret, help: help))
  }

  /// The byte at a line and column, which count from 1, the column in Unicode scalars. There may be as many findings as
  /// values: lines are counted once, and within a line it goes on from the finding before where it can.
  private mutating func offset(of location: SourceLocation) -> Int {
    if lineStarts.isEmpty { lineStarts = [0] + bytes.indices.filter { bytes[$0] == 0x0A }.map { $0 + 1 } }
    if reached.line != location.line || location.column < reached.column {
      let line = min(max(1, location.line), lineStarts.count)
      reached = (line, 1, lineStarts[line - 1])
    }
    while reached.offset < bytes.count, bytes[reached.offset] != 0x0A {
      let isScalar = bytes[reached.offset] & 0xC0 != 0x80
      if isScalar && reached.column >= location.column { break }
      if isScalar { reached.column += 1 }
      reached.offset += 1
    }
    return reached.offset
  }
}

extension JSONNode.Kind {
  /// What kind of value it is, for "… expected, not …".
  fileprivate var wording: String {
    switch self {
    case .null: "null"
    case .bool: "a truth value"
    case .number: "a number"
    case .string: "a text"
    case .array: "a list"
    case .object: "an object"
    }
  }

  /// The value as it stands in the file, where it is short.
  fileprivate var shown: String {
    switch self {
    case .null: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .number(_, let text): text
    case .string(let text): "\"" + (text.count > 60 ? text.prefix(60) + "…" : text) + "\""
    case .array: "a list"
    case .object: "an object"
    }
  }
}

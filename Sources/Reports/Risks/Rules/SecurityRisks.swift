import Estates
import Plans
import Topology

/// Risks that come from identity and monitoring: who may, and who watches, while an estate lies in two worlds.
enum SecurityRisks {
  static let rules = [identityBehind, outOfSight]

  static let identityBehind = RiskRule(
    id: "SEC-02", name: "Identity follows what needs it", category: .security,
    fires: "workloads leave before any of the directory, name or time services that they need",
    model:
      "Until one of these services stands in the cloud, every logon and lookup crosses the wide area line: each of the "
      + "workloads fails its first cutover with 5% (planning value); a failed one is moved again and leaves 14 days later. "
      + "Likelihood: at least one fails; impact: what makes likelihood * impact the expected cost.",
    response:
      "With a second instance in the cloud before the first of them, a tenth of the likelihood is left (planning value).",
    isGuarded: true
  ) { facts in
    [SharedService.Role.directory, .dns, .time].compactMap { role -> RiskDraft? in
      let needed = facts.providers(of: role)
      var rows: [Int] = []
      var behind: Set<Int> = []
      for (consumer, providers) in needed where facts.isCarried(consumer) {
        let wave = facts.reading.wave[consumer]
        let isServed = providers.contains { facts.isCarried($0) && facts.reading.wave[$0] <= wave }
        if !isServed {
          rows.append(consumer)
          behind.formUnion(providers)
        }
      }
      guard !rows.isEmpty else { return nil }
      rows = facts.byCutover(rows)
      let services = facts.sortedByKey(Array(behind))
      let events = facts.failures(of: rows, each: RiskAssumptions.failedCutover)
      let first = facts.firstCutover(rows)
      let word = role == .directory ? "directory" : role == .dns ? "name" : "time"
      return RiskDraft(
        because:
          "\(Wording.count(rows.count, "workload")) \(rows.count == 1 ? "leaves" : "leave") before the \(word) services that "
          + "\(rows.count == 1 ? "it needs" : "they need") (\(Wording.sample(services.map { facts.reading.workloadKey($0) })))",
        event: "logons and lookups over the wide area line may fail",
        leadingTo:
          "a second attempt two weeks later for those that fail, \(facts.money(events.expected.value)) expected",
        subject: ["service", role.rawValue], chance: events.chance, loss: events.loss, responses: [.mitigate],
        responseCost: facts.moving(Array(services.prefix(1)), "one-off cost of one instance"),
        responseDescription:
          "Put a second \(word) service into the cloud before \(first), or order it first by a rule.",
        residual: events.left(RiskAssumptions.settled), proximity: first,
        trigger: "\(Wording.count(rows.count, "workload")) ahead of every \(word) service they need (fires from 1)",
        workloads: rows, evidence: [facts.evidence(rows), facts.evidence(services)], ownedThrough: services,
        terms: facts.moveTerms(rows))
    }
  }

  static let outOfSight = RiskRule(
    id: "SEC-03", name: "Out of sight between two worlds", category: .security,
    fires: "for a time, none of the monitoring services that a workload needs stands on the same side as the workload",
    model:
      "While workload and monitoring lie in different worlds the cyber-defence centre sees it late or not at all. Likelihood: "
      + "at least one incident goes unnoticed, at 1% a workload and year (planning value). Impact: the workload hit is built "
      + "again (its one-off cost) and is away for a quarter (cost of delay); it makes likelihood * impact the expected cost. "
      + "What stolen data costs no inventory knows: it is not in the figure.",
    response: "With a collector on both sides, a tenth of the likelihood is left (planning value).", isGuarded: true
  ) { facts in
    let horizon = facts.program.horizon
    let start = facts.program.start
    /// Days of [start, horizon] on which the workload's side has no monitor of it.
    func unseen(_ row: Int, _ monitors: [Int]) -> Int {
      let own = facts.reading.cutover(row) ?? horizon
      // Behind: monitors that are still there while the workload is; a retired monitor is nowhere once it has left.
      let lastHere = monitors.map { facts.reading.cutover($0) ?? horizon }.max() ?? start
      let firstThere = monitors.filter { facts.isCarried($0) }.compactMap { facts.reading.cutover($0) }.min() ?? horizon
      let before = max(0, own - lastHere)
      let after = facts.isCarried(row) ? max(0, firstThere - own) : 0
      return before + after
    }
    var listed: [(share: Double, cost: Double)] = []
    var rows: [(row: Int, days: Int)] = []
    var services: Set<Int> = []
    for (row, monitors) in facts.providers(of: .monitoring) {
      let days = unseen(row, monitors)
      guard days > 0 else { continue }
      let cost = facts.moveCost(row) + facts.delay.perDay[row] * Double(RiskAssumptions.quarterDays)
      listed.append((RiskAssumptions.unseenIncident.value * Double(days) / 365, cost))
      rows.append((row, days))
      services.formUnion(monitors)
    }
    guard !rows.isEmpty else { return [] }
    let list = rows.sorted { ($1.days, $0.row) < ($0.days, $1.row) }
    let years = Double(rows.reduce(0) { $0 + $1.days }) / 365
    let events = RiskEvents.listed(listed, what: "workloads")
    let monitors = facts.sortedByKey(Array(services))
    let names = Wording.sample(monitors.map { facts.reading.workloadKey($0) })
    return [
      RiskDraft(
        because:
          "\(Wording.count(rows.count, "workload")) \(rows.count == 1 ? "is" : "are") for up to \(Wording.days(list[0].days)) on the "
          + "other side of the line than the monitoring that watches \(rows.count == 1 ? "it" : "them") (\(names))",
        event: "an attack in these \(Wording.amount(years)) unseen workload years may go unnoticed",
        leadingTo: "systems built again, \(facts.money(events.expected.value)) expected, beside what is stolen",
        subject: ["service", "monitoring"], chance: events.chance, loss: events.loss, responses: [.mitigate],
        responseCost: facts.moving(Array(monitors.prefix(1)), "one-off cost of one collector"),
        responseDescription:
          "Run a collector in the cloud before the first of them leaves, and keep one behind until the last has left.",
        residual: (RiskAssumptions.settled, 1), proximity: facts.firstCutover(rows.map(\.row)),
        trigger: "\(Wording.amount(years)) unseen workload years (fires above 0)", workloads: list.map(\.row),
        evidence: [facts.evidence(list.map(\.row)), facts.evidence(monitors)], ownedThrough: monitors,
        terms: {
          list.map { row, days in
            facts.term(
              row,
              [
                ("days unseen", .number(Double(days), .days)), ("one_off_cost", .number(facts.moveCost(row), .money)),
                ("cost of a day of delay", .number(facts.delay.perDay[row], .moneyPerDay)),
              ])
          }
        })
    ]
  }
}

extension RiskFacts {
  /// Who needs a shared service of that role, and the services of the role that it needs; in the order of the rows.
  func providers(of role: SharedService.Role) -> [(consumer: Int, providers: [Int])] {
    let services = Set(services.filter { $0.role == role }.map { Int($0.workload) })
    guard !services.isEmpty else { return [] }
    var needed: [Int: [Int]] = [:]
    for link in reading.demands.links where services.contains(Int(link.target)) && !services.contains(Int(link.source))
    {
      if needed[Int(link.source)]?.contains(Int(link.target)) != true {
        needed[Int(link.source), default: []].append(Int(link.target))
      }
    }
    return needed.sorted { $0.key < $1.key }.map { (consumer: $0.key, providers: $0.value) }
  }
}

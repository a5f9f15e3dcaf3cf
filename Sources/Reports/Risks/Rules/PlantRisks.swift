import Estates

/// Risks that come from lines that must not stop.
enum PlantRisks {
  static let rules = [edge]

  /// Words of an `environment` that mean the shop floor.
  static let floorWords = ["plant", "ot", "scada", "shopfloor", "floor", "mes", "edge"]

  static func isFloor(_ environment: String) -> Bool {
    let words = environment.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
    return words.contains { floorWords.contains($0) }
  }

  static let edge = RiskRule(
    id: "OT-01", name: "Plant floor needs what leaves", category: .plant,
    fires: "a workload of a plant-floor environment that stays needs one that leaves",
    model:
      "A line waits at most 100 ms (automation guidance), and a wide area line keeps that seldom when it is full: each "
      + "edge fails with 5% (planning value), the provider is then moved back and again (twice its one-off cost) and leaves a "
      + "quarter later (its cost of delay). Likelihood: at least one edge fails; impact: what makes likelihood * impact the "
      + "expected cost. What a stopped line costs no inventory knows: it is not in the figure.",
    response: "Measured and buffered before the cutover, each edge fails with 2% instead of 5%.", isGuarded: true
  ) { facts in
    let estate = facts.estate
    var edges: [Int: [(line: Int, consumer: Int, provider: Int)]] = [:]
    for row in 0..<estate.dependencies.count {
      let consumer = Int(estate.dependencies.source[row])
      let provider = Int(estate.dependencies.target[row])
      guard facts.reading.wave[consumer] == 0, facts.reading.wave[provider] > 0,
        isFloor(estate.texts[estate.workloads.environments[consumer]])
      else { continue }
      edges[facts.reading.site(consumer) ?? -1, default: []].append(
        (Int(estate.dependencies.lines[row]), consumer, provider))
    }
    return edges.sorted { $0.key < $1.key }.map { site, found in
      let costs = found.map { edge in
        2 * facts.moveCost(edge.provider) + facts.delay.perDay[edge.provider] * Double(RiskAssumptions.quarterDays)
      }
      let events = RiskEvents.alike(
        found.count, each: RiskAssumptions.failedCutover,
        costing: Quantity(
          "moving back and again", costs.reduce(0, +), .money,
          from:
            "twice the one-off cost and a quarter of delay of the provider, summed over \(Wording.count(found.count, "edge"))"
        ))
      let providers = facts.byCutover(Array(Set(found.map(\.provider))))
      let consumers = Set(found.map(\.consumer))
      let name = site < 0 ? "an unknown site" : facts.siteName(site)
      return RiskDraft(
        because:
          "\(Wording.count(consumers.count, "plant-floor workload")) at \(name) \(consumers.count == 1 ? "needs" : "need") \(Wording.count(providers.count, "workload")) that \(providers.count == 1 ? "leaves" : "leave") "
          + "(\(Wording.sample(providers.map { facts.reading.workloadKey($0) })))",
        event: "the line may not bear the longer way",
        leadingTo:
          "providers moved back, \(facts.money(events.expected.value)) expected, beside the cost of a line that waits",
        subject: ["site", site < 0 ? "" : facts.siteKey(site)], chance: events.chance,
        loss: events.loss, responses: [.mitigate, .avoid], responseCost: facts.rehearsalCost(providers),
        responseDescription:
          "Measure the calls over the new way before the cutover, and leave a buffer or a copy at the plant.",
        residual: events.left(each: RiskAssumptions.rehearsedFailure),
        proximity: facts.firstCutover(providers),
        trigger:
          "\(Wording.count(found.count, "dependency", "dependencies")) from a staying plant-floor workload to a leaving one (fires from 1)",
        workloads: providers + facts.sortedByKey(Array(consumers)),
        evidence: [RiskFacts.evidence(estate.dependencies.file, found.map(\.line))],
        ownedThrough: Array(consumers),
        terms: {
          zip(found, costs).map { edge, cost in
            RiskTerm(
              file: estate.dependencies.file, line: edge.line,
              key: "\(facts.reading.workloadKey(edge.consumer)) needs \(facts.reading.workloadKey(edge.provider))",
              cells: [
                ("one_off_cost of the provider", .number(facts.moveCost(edge.provider), .money)),
                ("cost of a day of delay", .number(facts.delay.perDay[edge.provider], .moneyPerDay)),
                ("cost", .number(cost, .money)),
              ])
          }
        })
    }
  }
}

import Documents
import Estates
import Plans

/// Plans side by side, so that whoever has to choose can: a column for each scenario, a row for each figure that any of
/// them states, the best of a row marked.
///
///                                        A            B
///     rack units by 2029-12-31       61.2%      77.8% *
///     worth, EUR                 1,200,000  1,560,000 *
///
///     let comparison = PlanComparison(columns)
///     comparison.ranking           // [[1], [0]]: B before A, by targets, milestones, worth (SPEC section 4)
///     comparison.sections          // what a page and a terminal show
///     comparison.json              // what a tool reads
///
/// What the plans are made from is compared first: money of two currencies is not ranked, and plans of two inventories are
/// said to be so.
package struct PlanComparison: Sendable {
  package static let schema = "drawdown/comparison/1"

  package struct Column: Sendable {
    /// As the plan was named by whoever asked.
    package var name: String
    /// `sha256:…` of the file.
    package var digest: String
    package var plan: Plan
    /// The register beside the plan; nil where there is none.
    package var risks: RiskListing?
    package init(name: String, digest: String, plan: Plan, risks: RiskListing?) {
      self.name = name
      self.digest = digest
      self.plan = plan
      self.risks = risks
    }
  }

  /// A figure of every plan; nil where one does not state it.
  package struct Row: Sendable {
    package var title: String
    package var cells: [String?]
    /// The places of the best; empty where all are alike, or where none is better than another.
    package var best: [Int] = []
  }

  package struct Section: Sendable {
    package var title: String
    package var rows: [Row]
  }

  package let columns: [Column]
  /// What each plan was made otherwise from than the first: terms, rules, calendar. Nothing for the first.
  package let differences: [PlanDiff?]
  let outcomes: [Outcome]

  package init(_ columns: [Column]) {
    self.columns = columns
    differences = columns.enumerated().map { place, column in
      place == 0 ? nil : PlanDiff(before: columns[0].plan, after: column.plan)
    }
    outcomes = columns.map { Outcome($0.plan) }
  }

  /// `A`, `B`, … `Z`, `AA`: how a column is called where there is no room for its name.
  package static func letter(_ place: Int) -> String {
    let letter = String(UnicodeScalar(UInt8(65 + place % 26)))
    return place < 26 ? letter : PlanComparison.letter(place / 26 - 1) + letter
  }

  package var currency: String? {
    let all = Set(columns.map(\.plan.currency))
    return all.count == 1 ? all.first : nil
  }

  package var isOfOneEstate: Bool { Set(columns.map(\.plan.estate.digest)).count == 1 }

  /// Places in the order in which plans are compared: summed shortfall of targets, then of milestones, then worth. Those
  /// that are equal stand together. Empty where the plans count in different currencies.
  package var ranking: [[Int]] {
    guard currency != nil else { return [] }
    func precedes(_ left: Outcome, _ right: Outcome) -> Bool {
      if (left.shortfall - right.shortfall).magnitude > 1e-9 { return left.shortfall < right.shortfall }
      if (left.milestoneShortfall - right.milestoneShortfall).magnitude > 1e-9 {
        return left.milestoneShortfall < right.milestoneShortfall
      }
      return left.worth - right.worth > 0.005
    }
    var ranks: [[Int]] = []
    for place in columns.indices {
      let rank = ranks.firstIndex { precedes(outcomes[place], outcomes[$0[0]]) } ?? ranks.count
      let isEqual = rank > 0 && !precedes(outcomes[ranks[rank - 1][0]], outcomes[place])
      if isEqual { ranks[rank - 1].append(place) } else { ranks.insert([place], at: rank) }
    }
    return ranks
  }
}

extension PlanComparison {
  /// What a plan comes to, as far as it is not stated in so many words.
  struct Outcome: Sendable {
    /// Summed over targets without a price; those with one count in the worth.
    var shortfall: Double
    var milestoneShortfall: Double
    var worth: Double
    var leaving: Int
    var staying: Int
    var wavesUsed: Int
    var lastCutover: Day?
    /// Of the workloads that leave, in the order of `Disposition.allCases`; nil where the plan does not tell.
    var dispositions: [Int]?
    /// Of those that stay, in the order of `StayReason.allCases`.
    var reasons: [Int]
    /// Nil where the plan does not list them.
    var splits: Int?

    init(_ plan: Plan) {
      shortfall = 0
      milestoneShortfall = 0
      for target in plan.targets {
        if target.penaltyPerPoint == nil { shortfall += target.shortfall }
        for milestone in target.milestones where milestone.penaltyPerPoint == nil {
          milestoneShortfall += milestone.shortfall
        }
      }
      worth = plan.statedNPV ?? plan.value.npv
      leaving = plan.waves.reduce(0) { $0 + $1.workloads.count }
      staying = plan.stays.count
      wavesUsed = plan.waves.count { !$0.workloads.isEmpty }
      lastCutover = plan.waves.last { !$0.workloads.isEmpty }?.cutover
      reasons = StayReason.allCases.map { reason in plan.stays.count { $0.reason == reason } }
      splits = plan.omitted.contains(.splits) ? nil : plan.splits.count
      guard !plan.omitted.contains(.dispositions) else { return }
      let stays = Set(plan.stays.map(\.workload))
      var counts = Disposition.allCases.map { disposition in
        plan.dispositions.filter { $0.disposition == disposition }
          .reduce(0) { $0 + $1.workloads.count { !stays.contains($0) } }
      }
      // A workload that is in no list is to be rehosted.
      if let rehost = Disposition.allCases.firstIndex(of: .rehost) { counts[rehost] += leaving - counts.reduce(0, +) }
      dispositions = counts
    }
  }

  /// Targets and milestones of any of the plans: measure and date.
  struct Goal: Hashable {
    var measure: Measure
    var by: Day
    var isMilestone: Bool
  }

  /// In the order of the plans, each target with its milestones by date.
  var goals: [Goal] {
    var goals: [Goal] = []
    func add(_ goal: Goal) { if !goals.contains(goal) { goals.append(goal) } }
    for measure in Measure.allCases {
      let targets = columns.flatMap(\.plan.targets).filter { $0.measure == measure }
      for by in Set(targets.map(\.by)).sorted() {
        add(Goal(measure: measure, by: by, isMilestone: false))
        for date in Set(targets.filter { $0.by == by }.flatMap { $0.milestones.map(\.by) }).sorted() {
          add(Goal(measure: measure, by: date, isMilestone: true))
        }
      }
    }
    return goals
  }

  /// What a plan says of a goal: wanted, reached, short.
  func standing(_ goal: Goal, _ plan: Plan) -> (
    required: Double, reduction: Double, shortfall: Double, reachedOn: Day?
  )? {
    for target in plan.targets where target.measure == goal.measure {
      if !goal.isMilestone, target.by == goal.by {
        return (target.required, target.reduction, target.shortfall, target.reachedOn)
      }
      if goal.isMilestone, let milestone = target.milestones.first(where: { $0.by == goal.by }) {
        return (milestone.required, milestone.reduction, milestone.shortfall, nil)
      }
    }
    return nil
  }

  /// Limits that are full at some time in any of the plans: name, and by plan how many of its periods are.
  var bindingLimits: [(name: String, full: [(count: Int, of: Int)?])] {
    var names: [String] = []
    let uses = columns.map { column in
      column.plan.rules.filter { $0.kind == "limit" && !$0.periods.isEmpty }.map { use in
        (name: DiffWording.title(use), full: use.periods.count { LimitFigure.fullness($0) >= LimitFigure.full }, use)
      }
    }
    for use in uses.flatMap({ $0 }) where use.full > 0 && !names.contains(use.name) { names.append(use.name) }
    return names.map { name in
      (name, uses.map { $0.first { $0.name == name }.map { ($0.full, $0.2.periods.count) } })
    }
  }
}

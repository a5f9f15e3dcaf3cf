import Documents
import Estates
import Solving
import Topology

/// What the rows and columns of an estate's model are called: words and keys that a person knows, safe in any solver's file.
///
///     left[APP-0042,w12]     left[APP-0042+2,w12]   one column for three that move as one
///     limit6[EMEA%20factory,w3]     limit6[EMEA%20factory,2027-Q1]
///
/// A number behind the word tells apart what could have the same keys: that of the rule (from 0, as in `plan.json`), or one
/// of the model's own. What stands for several is named after the first, with how many more there are.
struct OpenModelNames: Sendable {
  static let value = "minus_npv"
  static let targetShortfall = "target_shortfall"
  static let milestoneShortfall = "milestone_shortfall"

  /// The name of the model itself.
  let model: String
  private let planning: PlanningModel
  /// By item: its first workload, and how many more; for a gate, its number.
  private let items: [String]
  /// By drain: its cluster, and its hosts in release order.
  private let drains: [(cluster: String, hosts: [String])]
  /// By bucket's wave: the period.
  private let quarterOfWave: [String]
  private let yearOfWave: [String]

  init(_ planning: PlanningModel) {
    let estate = planning.resolved.estate
    let groups = planning.groups
    self.planning = planning
    model = "drawdown-" + MPSName.part(estate.name, number: 0)
    items = (0..<planning.problem.itemCount).map { item in
      let members = groups.members(of: item)
      guard let first = members.first else { return String(item - groups.workloadGroupCount + 1) }
      let name = MPSName.part(estate.texts[estate.workloads.keys[Int(first)]], number: Int(first))
      return members.count == 1 ? name : "\(name)+\(members.count - 1)"
    }
    var holdsWorkloads = [Bool](repeating: false, count: estate.clusters.count)
    for cluster in planning.resolved.placement.cluster where cluster != Estate.none {
      holdsWorkloads[Int(cluster)] = true
    }
    drains = ProblemBuilder.releaseOrder(estate).enumerated().compactMap { cluster, order in
      if order.isEmpty || !holdsWorkloads[cluster] { return nil }
      return (
        MPSName.part(estate.texts[estate.clusters.keys[cluster]], number: cluster),
        order.map { MPSName.part(estate.texts[estate.hosts.keys[$0]], number: $0) }
      )
    }
    func names(_ periods: [Topology.Calendar.Period]) -> [String] {
      periods.flatMap { period in period.waves.map { _ in period.name } }
    }
    quarterOfWave = names(planning.resolved.calendar.quarters)
    yearOfWave = names(planning.resolved.calendar.years)
  }

  /// A group's or a workload's part of a name.
  func item(_ item: Int) -> String { items[item] }

  private func isGate(_ item: Int) -> Bool { item >= planning.groups.workloadGroupCount }
  private func wave(_ wave: Int) -> String { "w\(wave + 1)" }

  func left(_ item: Int, _ wave: Int) -> String {
    "\(isGate(item) ? "gate" : "left")[\(items[item]),\(self.wave(wave))]"
  }

  func once(_ item: Int, _ wave: Int) -> String {
    "\(isGate(item) ? "open" : "once")[\(items[item]),\(self.wave(wave))]"
  }

  func mustLeave(_ item: Int) -> String { "must_leave[\(items[item])]" }

  func order(_ number: Int, _ precedence: Problem.Precedence, _ wave: Int) -> String {
    "order\(number)[\(items[Int(precedence.before)]),\(items[Int(precedence.after)]),\(self.wave(wave))]"
  }

  func apart(_ number: Int, _ group: [Int32], _ wave: Int) -> String {
    "apart\(number)[\(several(group)),\(self.wave(wave))]"
  }

  func limit(_ resource: Int, _ wave: Int) -> String {
    let origin = planning.resourceOrigins[resource]
    let rule = planning.resolved.estate.program.rules[origin.rule]
    let period =
      switch origin.period {
      case .wave: self.wave(wave)
      case .quarter: quarterOfWave[wave]
      case .year: yearOfWave[wave]
      }
    return "limit\(origin.rule)[\(rule.name.map { MPSName.part($0, number: origin.rule) + "," } ?? "")\(period)]"
  }

  // MARK: Spans

  private func several(_ members: [Int32]) -> String {
    members.count <= 2
      ? members.map { items[Int($0)] }.joined(separator: ",") : "\(items[Int(members[0])])+\(members.count - 1)"
  }

  private func span(_ word: String, _ number: Int, _ wave: Int, _ more: String = "") -> String {
    "\(word)\(number)[\(several(planning.problem.spans[number].members)),\(self.wave(wave))\(more)]"
  }

  func split(_ number: Int, _ wave: Int) -> String { span("split", number, wave) }
  func splits(_ number: Int, _ direction: Int, _ wave: Int) -> String {
    span(direction == 0 ? "splits" : "splits_back", number, wave)
  }
  func begun(_ number: Int, _ wave: Int) -> String { span("begun", number, wave) }
  func begins(_ number: Int, _ place: Int, _ wave: Int) -> String { span("begins", number, wave, ",\(place + 1)") }
  func ended(_ number: Int, _ wave: Int) -> String { span("ended", number, wave) }
  func ends(_ number: Int, _ place: Int, _ wave: Int) -> String { span("ends", number, wave, ",\(place + 1)") }

  // MARK: Clusters and outcomes

  func freed(_ drain: Int, _ step: Int, _ wave: Int) -> String {
    "freed[\(drains[drain].cluster),\(drains[drain].hosts[step]),\(self.wave(wave))]"
  }

  func afterwards(_ drain: Int, _ step: Int, _ wave: Int) -> String {
    "in_turn[\(drains[drain].cluster),\(drains[drain].hosts[step]),\(self.wave(wave))]"
  }

  func waits(_ drain: Int, _ step: Int, _ item: Int32, _ wave: Int) -> String {
    "waits[\(drains[drain].cluster),\(drains[drain].hosts[step]),\(items[Int(item)]),\(self.wave(wave))]"
  }

  /// Dimensions of a cluster's drain: see `ProblemBuilder.addClusters`.
  private static let dimensions = ["cores", "memory_gb", "unknown", "workloads"]

  func room(_ drain: Int, _ dimension: Int, _ wave: Int) -> String {
    "room[\(drains[drain].cluster),\(Self.dimensions[dimension]),\(self.wave(wave))]"
  }

  private func outcome(_ word: String, _ number: Int, _ wave: Int, _ more: String = "") -> String {
    let estate = planning.resolved.estate
    let subject = planning.outcomeSubjects[number]
    let keys =
      switch subject.kind {
      case .host: estate.hosts.keys
      case .rack: estate.racks.keys
      case .site: estate.sites.keys
      case .initiative: estate.initiatives.keys
      }
    let key = MPSName.part(estate.texts[keys[subject.row]], number: subject.row)
    let others = subject.others > 0 ? "+\(subject.others)" : ""
    return "\(word)\(number)[\(subject.kind.rawValue),\(key)\(others),\(self.wave(wave))\(more)]"
  }

  func done(_ number: Int, _ wave: Int) -> String { outcome("done", number, wave) }
  func waits(_ number: Int, _ place: Int, _ wave: Int) -> String { outcome("waits", number, wave, ",\(place + 1)") }

  // MARK: Goals

  private func goal(_ word: String, _ number: Int) -> String {
    let targets = planning.resolved.estate.program.targets
    for (target, goals) in zip(targets, planning.goals) {
      guard let place = goals.firstIndex(of: number) else { continue }
      let by = place == 0 ? target.by : target.milestones[place - 1].by
      return "\(word)\(number)[\(target.measure.rawValue),\(by)]"
    }
    return "\(word)\(number)"
  }

  func short(_ number: Int) -> String { goal("short", number) }
  func goal(_ number: Int) -> String { goal("goal", number) }
}

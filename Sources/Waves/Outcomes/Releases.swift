import Estates
import Solving
import Topology

/// What the release of hosts, racks and sites is worth, and what it takes from the footprint: one outcome for all that waits
/// for the same. What leaves by itself on a date is worth the same in every plan.
extension ProblemBuilder {
  mutating func addReleases() {
    let stepOf = addClusters()
    let conditions = ReleaseConditions(self, drainSteps: stepOf)
    var numbers: [[Int32]: Int] = [:]
    let worth = ReleaseWorth(estate: estate, discounting: discounting)
    for host in 0..<estate.hosts.count where stepOf[host] == nil {
      add(conditions.hosts[host], .init(kind: .host, row: host), Footprint(host: host, of: estate), &numbers) {
        worth.host(host, released: $0)
      }
    }
    var part = Footprint()
    part.racks = 1
    for rack in 0..<estate.racks.count {
      add(conditions.racks[rack], .init(kind: .rack, row: rack), part, &numbers) { worth.rack(rack, released: $0) }
    }
    part = Footprint()
    part.sites = 1
    for site in 0..<estate.sites.count {
      add(conditions.sites[site], .init(kind: .site, row: site), part, &numbers) { worth.site(site, released: $0) }
    }
  }

  /// What `part` counts toward goals when it is released in time; `date` is the day on which the last part that leaves by
  /// itself does.
  func contributions(_ part: Footprint, notBefore date: Day?) -> [Problem.Contribution] {
    var result: [Problem.Contribution] = []
    for measure in Measure.allCases where part[measure] != 0 {
      for (goal, by) in goalsOfMeasure[measure] ?? [] {
        if let date, date > by { continue }
        let lastWave = Int32(calendar.lastWave(by: by + -lag))
        if lastWave >= 0 {
          result.append(Problem.Contribution(goal: goal, amount: part[measure], lastWave: lastWave))
        }
      }
    }
    return result
  }

  private mutating func add(
    _ condition: ReleaseCondition, _ subject: PlanningModel.OutcomeSubject, _ part: Footprint,
    _ numbers: inout [[Int32]: Int], worth: (Day) -> Double
  ) {
    if condition.never { return }
    if condition.items.isEmpty && condition.steps.isEmpty {
      guard let date = condition.date else { return }
      problem.constant += worth(date)
      for measure in Measure.allCases {
        for (goal, by) in goalsOfMeasure[measure] ?? [] where date <= by {
          problem.goals[Int(goal)].need -= part[measure]
        }
      }
      return
    }
    let items = condition.items.sorted()
    let steps = condition.steps.sorted { $0.key < $1.key }
    let name = items + [-1] + steps.flatMap { [$0.key, $0.value] }
    let number: Int
    if let known = numbers[name] {
      number = known
      outcomeSubjects[number].others += 1
    } else {
      number = problem.outcomes.count
      numbers[name] = number
      outcomeSubjects.append(subject)
      problem.outcomes.append(
        Problem.Outcome(
          items: items, steps: steps.map { Problem.Outcome.Step(drain: $0.key, count: $0.value) },
          worth: [Double](repeating: 0, count: waveCount)))
    }
    for wave in 0..<waveCount {
      let released = calendar.cutover(of: wave) + lag
      problem.outcomes[number].worth[wave] += worth(max(released, condition.date ?? released))
    }
    for contribution in contributions(part, notBefore: condition.date) {
      if let place = problem.outcomes[number].contributions.firstIndex(where: {
        $0.goal == contribution.goal && $0.lastWave == contribution.lastWave
      }) {
        problem.outcomes[number].contributions[place].amount += contribution.amount
      } else {
        problem.outcomes[number].contributions.append(contribution)
      }
    }
  }
}

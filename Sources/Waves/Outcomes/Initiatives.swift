import Estates
import Solving
import Topology

/// What initiatives bring once their workloads are in the cloud, and cost while they are late. Never being ready is the cost
/// that every plan begins with; being ready gives the rest of it back.
extension ProblemBuilder {
  mutating func addInitiatives() {
    let initiatives = estate.initiatives
    for number in 0..<initiatives.count {
      let members = initiatives.members[Int(initiatives.memberStart[number])..<Int(initiatives.memberStart[number + 1])]
      if members.isEmpty { continue }
      let value = initiatives.annualValue[number] ?? 0
      let due = initiatives.due[number].map { max($0, estate.program.start) }
      let late = due == nil ? 0 : initiatives.lateAnnualCost[number] ?? 0
      if let due { problem.constant -= discounting.present(late, from: due) }
      let items = Set(members.map { Int32(item(of: $0)) }).sorted()
      if items.contains(where: { obstructions[Int($0)] != nil }) { continue }
      outcomeSubjects.append(PlanningModel.OutcomeSubject(kind: .initiative, row: number))
      problem.outcomes.append(
        Problem.Outcome(
          items: items,
          worth: (0..<waveCount).map { wave in
            let ready = calendar.cutover(of: wave)
            return discounting.present(value, from: ready) + discounting.present(late, from: max(ready, due ?? ready))
          }))
    }
  }
}

import Documents
import Solving

/// What the moves bring about: costs while something is split, hosts that clusters give back, what comes when all have left.
extension OpenModel {
  /// What costs from the first that leaves until the last, for each stretch of waves in which nothing changes.
  mutating func addSpans() {
    for (number, span) in problem.spans.enumerated() {
      for run in runs(of: span.members) {
        let cost = span.amount * (problem.spanWorth[run.lowerBound] - problem.spanWorth[run.upperBound + 1])
        if cost == 0 { continue }
        let wave = run.lowerBound
        let columns = span.members.map { left(Int($0), by: wave) }
        if columns.allSatisfy({ $0 == nil }) { continue }
        switch span.form {
        case .directed: addSplit(cost, columns[0], columns[1], isDirected: true, number, wave)
        case .whole where columns.count == 2:
          addSplit(cost, columns[0], columns[1], isDirected: false, number, wave)
        case .whole: addBegunAndEnded(cost, columns, number, wave)
        }
      }
    }
  }

  /// Two: the cost is there while `one` has left and `other` has not, and where not directed the other way round as well.
  private mutating func addSplit(
    _ cost: Double, _ one: Int?, _ other: Int?, isDirected: Bool, _ span: Int, _ wave: Int
  ) {
    switch (one, other) {
    case (nil, nil): break
    case (let only?, nil): linear.addCost(cost, only)
    case (nil, let only?): if !isDirected { linear.addCost(cost, only) }
    case (let one?, let other?):
      let split = linear.addColumn(names.split(span, wave), .notNegative)
      linear.addCost(cost, split)
      for (direction, (first, second)) in [(one, other), (other, one)].prefix(isDirected ? 1 : 2).enumerated() {
        linear.addRow(
          names.splits(span, direction, wave), .atLeast, 0,
          [LinearModel.Term(1, split), LinearModel.Term(-1, first), LinearModel.Term(1, second)])
      }
    }
  }

  /// Several: it is there from when one has left (`begun`) until all have (`ended`).
  private mutating func addBegunAndEnded(_ cost: Double, _ columns: [Int?], _ span: Int, _ wave: Int) {
    let there = columns.compactMap { $0 }
    let begun = linear.addColumn(names.begun(span, wave), .notNegative)
    linear.addCost(cost, begun)
    for (place, column) in columns.enumerated() {
      guard let column else { continue }
      linear.addRow(
        names.begins(span, place, wave), .atLeast, 0, [LinearModel.Term(1, begun), LinearModel.Term(-1, column)])
    }
    if there.count < columns.count { return }
    let ended = linear.addColumn(names.ended(span, wave), .notNegative)
    linear.addCost(-cost, ended)
    for (place, column) in there.enumerated() {
      linear.addRow(
        names.ends(span, place, wave), .atMost, 0, [LinearModel.Term(1, ended), LinearModel.Term(-1, column)])
    }
  }

  /// What the steps of drains are worth themselves, and what they count.
  mutating func addSteps() {
    for (number, drain) in problem.drains.enumerated() {
      for run in runs(of: drain.items) {
        let gains = drain.steps.map { step in
          step.worth[run.lowerBound] - (run.upperBound + 1 < waveCount ? step.worth[run.upperBound + 1] : 0)
        }
        let counts = drain.steps.contains { $0.contributions.contains { run.contains(Int($0.lastWave)) } }
        if !counts && (phase != .value || gains.allSatisfy { $0 == 0 }) { continue }
        let steps = self.steps(of: number, by: run.lowerBound)
        for (place, step) in drain.steps.enumerated() {
          gain(gains[place], steps[place])
          for contribution in step.contributions where run.contains(Int(contribution.lastWave)) {
            count(contribution.amount, steps[place], toward: contribution.goal)
          }
        }
      }
    }
  }

  /// Which steps a drain has given back by `wave`; columns and rows are made where they are first asked for.
  ///
  /// So much must have left before a step: what there is, less what may remain. One row a dimension adds up what each step
  /// asks beyond the one before. Where each item alone is too much to remain, the step waits for each.
  private mutating func steps(of drain: Int, by wave: Int) -> [Presence] {
    let run = runs(of: problem.drains[drain].items).last { $0.lowerBound <= wave }!
    if let known = stepsOf[drain][Int32(run.lowerBound)] { return known }
    let wave = run.lowerBound
    let parts = problem.drains[drain]
    let columns = parts.items.map { left(Int($0), by: wave) }
    // How much has to leave before each step, by dimension; 0 where nothing has to.
    let needs = parts.base.indices.map { dimension in
      let there = parts.base[dimension] + parts.demand[dimension].reduce(0, +)
      return parts.steps.map { max(0, there - Problem.slack($0.threshold[dimension])) }
    }
    var steps: [Presence] = []
    for (place, step) in parts.steps.enumerated() {
      if needs.allSatisfy({ $0[place] == 0 }) {
        steps.append(.always)
      } else if steps.last == .never || cannot(step, of: parts, with: columns) {
        steps.append(.never)
      } else {
        let column = linear.addColumn(names.freed(drain, place, wave), .binary)
        if case .column(let before)? = steps.last {
          linear.addRow(
            names.afterwards(drain, place, wave), .atMost, 0,
            [LinearModel.Term(1, column), LinearModel.Term(-1, before)])
        }
        steps.append(.column(column))
      }
    }
    addStepRows(drain, wave, steps, columns, needs)
    stepsOf[drain][Int32(wave)] = steps
    return steps
  }

  /// Even when all has left that can have, too much remains.
  private func cannot(_ step: Problem.Drain.Step, of drain: Problem.Drain, with columns: [Int?]) -> Bool {
    drain.base.indices.contains { dimension in
      var remains = drain.base[dimension]
      for (place, column) in columns.enumerated() where column == nil { remains += drain.demand[dimension][place] }
      return remains > Problem.slack(step.threshold[dimension])
    }
  }

  private mutating func addStepRows(
    _ drain: Int, _ wave: Int, _ steps: [Presence], _ columns: [Int?], _ needs: [[Double]]
  ) {
    let parts = problem.drains[drain]
    var waitedFor = Set<Int>()
    for (place, step) in parts.steps.enumerated() {
      guard case .column(let freed) = steps[place] else { continue }
      for (member, column) in columns.enumerated() {
        guard let column, !waitedFor.contains(member) else { continue }
        let isTooMuch = parts.base.indices.contains { dimension in
          parts.demand[dimension][member] > 0
            && parts.base[dimension] + parts.demand[dimension][member] > Problem.slack(step.threshold[dimension])
        }
        if !isTooMuch { continue }
        // Later steps wait for this one, and so for the item.
        waitedFor.insert(member)
        linear.addRow(
          names.waits(drain, place, parts.items[member], wave), .atMost, 0,
          [LinearModel.Term(1, freed), LinearModel.Term(-1, column)])
      }
    }
    for dimension in parts.base.indices {
      var terms: [LinearModel.Term] = []
      var needed = 0.0
      var isStated = true
      for (place, step) in parts.steps.enumerated() {
        guard case .column(let freed) = steps[place], needs[dimension][place] > needed else { continue }
        terms.append(LinearModel.Term(needed - needs[dimension][place], freed))
        needed = needs[dimension][place]
        isStated = isStated && allAreTooMuch(dimension, step, of: parts)
      }
      // Nothing to weigh where the rows above ask for each item by itself.
      if terms.isEmpty || isStated { continue }
      for (member, column) in columns.enumerated() {
        if let column { terms.append(LinearModel.Term(parts.demand[dimension][member], column)) }
      }
      linear.addRow(names.room(drain, dimension, wave), .atLeast, 0, terms)
    }
  }

  /// None of the items may remain: the step waits for each by itself.
  private func allAreTooMuch(_ dimension: Int, _ step: Problem.Drain.Step, of drain: Problem.Drain) -> Bool {
    drain.demand[dimension].allSatisfy {
      $0 == 0 || drain.base[dimension] + $0 > Problem.slack(step.threshold[dimension])
    }
  }

  /// What comes about when all its items have left and all its steps are given back.
  mutating func addOutcomes() {
    for (number, outcome) in problem.outcomes.enumerated() {
      let waitsFor = [outcome.items] + outcome.steps.map { problem.drains[Int($0.drain)].items }
      for run in runs(of: waitsFor.joined()) {
        let gained =
          outcome.worth[run.lowerBound] - (run.upperBound + 1 < waveCount ? outcome.worth[run.upperBound + 1] : 0)
        let contributions = outcome.contributions.filter { run.contains(Int($0.lastWave)) }
        if contributions.isEmpty && (phase != .value || gained == 0) { continue }
        let presence = self.presence(of: outcome, number, by: run.lowerBound)
        gain(gained, presence)
        for contribution in contributions { count(contribution.amount, presence, toward: contribution.goal) }
      }
    }
  }

  private mutating func presence(of outcome: Problem.Outcome, _ number: Int, by wave: Int) -> Presence {
    var columns: [Int] = []
    for item in outcome.items {
      guard let column = left(Int(item), by: wave) else { return .never }
      columns.append(column)
    }
    for step in outcome.steps {
      switch steps(of: Int(step.drain), by: wave)[Int(step.count) - 1] {
      case .never: return .never
      case .always: break
      case .column(let column): columns.append(column)
      }
    }
    if columns.isEmpty { return .always }
    if columns.count == 1 { return .column(columns[0]) }
    let done = linear.addColumn(names.done(number, wave), .notNegative)
    for (place, column) in columns.enumerated() {
      linear.addRow(
        names.waits(number, place, wave), .atMost, 0, [LinearModel.Term(1, done), LinearModel.Term(-1, column)])
    }
    return .column(done)
  }
}

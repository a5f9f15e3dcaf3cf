import Estates
import TestSupport

/// Changes to a small estate after which something can be said about its best plan without knowing it.
extension EstateLiteral {
  /// The tables by name, for changes that go over all of them.
  private static var tables: [WritableKeyPath<EstateLiteral, String>] {
    [\.sites, \.racks, \.clusters, \.hosts, \.applications, \.workloads, \.dependencies, \.initiatives, \.members]
  }

  /// Every table with its cells changed, given column and cell.
  func mapped(_ change: (_ column: String, _ cell: String) -> String) -> EstateLiteral {
    var copy = self
    for table in Self.tables {
      let lines = self[keyPath: table].split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
      guard let columns = lines.first else { continue }
      let rows = lines.dropFirst().map { row in zip(columns, row).map { change($0, $1) } }
      copy[keyPath: table] = ([columns] + rows).map { $0.joined(separator: ",") }.joined(separator: "\n")
    }
    return copy
  }

  /// The rules in place of those that are there, numbered anew.
  func with(rules: [Rule]) -> EstateLiteral {
    var copy = self
    copy.program.rules = rules.enumerated().map { number, rule in
      var rule = rule
      rule.index = number
      return rule
    }
    return copy
  }

  /// All rows in another order, and the rules too, but for those whose order means something.
  func shuffled(_ random: inout SeededGenerator) -> EstateLiteral {
    var copy = self
    for table in Self.tables {
      var lines = self[keyPath: table].split(separator: "\n")
      if lines.count > 2 { lines[1...].shuffle(using: &random) }
      copy[keyPath: table] = lines.joined(separator: "\n")
    }
    var others = program.rules.filter { !$0.isRelate }
    others.shuffle(using: &random)
    return copy.with(rules: program.rules.filter(\.isRelate) + others)
  }

  private static let keyColumns: Set = [
    "site", "rack", "cluster", "host", "application", "workload", "source", "target", "initiative",
  ]

  /// Every key with `prefix` before it, in tables and rules. Keys keep their order.
  func renamed(_ prefix: String) -> EstateLiteral {
    let tables = mapped { Self.keyColumns.contains($0) && !$1.isEmpty ? prefix + $1 : $1 }
    func renamed(_ condition: Condition, _ column: String) -> Condition {
      guard Self.keyColumns.contains(column) else { return condition }
      switch condition {
      case .text(let text): return .text(text.isEmpty ? text : prefix + text)
      case .any(let several): return .any(several.map { renamed($0, column) })
      case .number, .numbers, .dates: return condition
      }
    }
    return tables.with(
      rules: program.rules.map { rule in
        var rule = rule
        if let terms = rule.selector?.terms {
          rule.selector?.terms = terms.map {
            .init(column: $0.column, condition: renamed($0.condition, $0.column))
          }
        }
        return rule
      })
  }

  /// Every amount of money times `factor`.
  func money(times factor: Int) -> EstateLiteral {
    let columns: Set = [
      "annual_cost", "refresh_cost", "holdover_annual_cost", "annual_run_cost", "annual_cloud_cost", "one_off_cost",
      "annual_split_cost", "annual_value", "late_annual_cost",
    ]
    var copy = mapped { column, cell in
      columns.contains(column) ? Int(cell).map { String($0 * factor) } ?? cell : cell
    }
    let scale = Double(factor)
    for number in copy.program.targets.indices {
      copy.program.targets[number].penaltyPerPoint = program.targets[number].penaltyPerPoint.map { $0 * scale }
      for place in copy.program.targets[number].milestones.indices {
        let penalty = program.targets[number].milestones[place].penaltyPerPoint
        copy.program.targets[number].milestones[place].penaltyPerPoint = penalty.map { $0 * scale }
      }
    }
    for number in copy.program.rules.indices {
      switch copy.program.rules[number].kind {
      case .near(let by, let cost):
        copy.program.rules[number].kind = .near(by: by, annualSplitCost: cost * scale)
      case .relate(let kind, let relation, let cost):
        copy.program.rules[number].kind = .relate(
          kind: kind, relation: relation, annualSplitCost: cost.map { $0 * scale })
      case .together, .order, .apart, .limit, .freeze, .notBefore, .notAfter, .leave, .pin, .stay: break
      }
    }
    return copy
  }

  /// Every date so many days later.
  func later(by days: Int) -> EstateLiteral {
    // In these tables whatever reads as a date is one.
    var copy = mapped { _, cell in Day(cell).map { ($0 + days).description } ?? cell }
    copy.program.start = program.start + days
    copy.program.horizon = program.horizon + days
    switch program.calendar {
    case .regular(let first, let length, let last):
      copy.program.calendar = .regular(firstWaveStart: first + days, waveDays: length, lastCutover: last + days)
    case .listed(let waves):
      copy.program.calendar = .listed(
        waves.map { WaveDates(start: $0.start + days, cutover: $0.cutover + days) })
    }
    for number in copy.program.targets.indices {
      copy.program.targets[number].by = program.targets[number].by + days
      for place in copy.program.targets[number].milestones.indices {
        copy.program.targets[number].milestones[place].by = program.targets[number].milestones[place].by + days
      }
    }
    for number in copy.program.rules.indices {
      switch program.rules[number].kind {
      case .freeze(let from, let to, let test):
        copy.program.rules[number].kind = .freeze(from: from + days, to: to + days, test: test)
      case .notBefore(let day): copy.program.rules[number].kind = .notBefore(day + days)
      case .notAfter(let day): copy.program.rules[number].kind = .notAfter(day + days)
      case .leave(let day): copy.program.rules[number].kind = .leave(by: day + days)
      case .limit(var limit):
        limit.from = limit.from.map { $0 + days }
        limit.to = limit.to.map { $0 + days }
        copy.program.rules[number].kind = .limit(limit)
      case .together, .order, .apart, .relate, .near, .pin, .stay: break
      }
    }
    return copy
  }

  /// Every limit `factor` times as high.
  func capacity(times factor: Double) -> EstateLiteral {
    with(
      rules: program.rules.map { rule in
        guard case .limit(var limit) = rule.kind else { return rule }
        var rule = rule
        limit.perWave = limit.perWave.map { $0.map { $0 * factor } }
        limit.perQuarter = limit.perQuarter.map { $0 * factor }
        limit.perYear = limit.perYear.map { $0 * factor }
        rule.kind = .limit(limit)
        return rule
      })
  }

  /// This estate, whose keys begin with `own`, beside another of other keys; each keeps its rules to itself. What would tie
  /// them is left out: targets, and `relate`, which has no selector.
  func beside(_ other: EstateLiteral, own: String, its: String) -> EstateLiteral {
    func confined(_ literal: EstateLiteral, _ prefix: String) -> [Rule] {
      literal.program.rules.filter { !$0.isRelate }.map { rule in
        var rule = rule
        var selector = rule.selector ?? Selector(terms: [])
        selector.terms.append(.init(column: "workload", condition: .text(prefix + "*")))
        rule.selector = selector
        return rule
      }
    }
    var both = self
    for table in Self.tables {
      let rows = other[keyPath: table].split(separator: "\n").dropFirst().joined(separator: "\n")
      if self[keyPath: table].contains("\n") {
        if !rows.isEmpty { both[keyPath: table] += "\n" + rows }
      } else {
        both[keyPath: table] = other[keyPath: table]
      }
    }
    both.program.targets = []
    return both.with(rules: confined(self, own) + confined(other, its))
  }
}

extension Rule {
  var isRelate: Bool {
    if case .relate = kind { return true }
    return false
  }

  /// Without it the others mean what they meant. Not so `relate`, behind which the next one decides, and `stay`, whose
  /// workloads other rules leave out.
  var standsAlone: Bool {
    if case .stay = kind { return false }
    return !isRelate
  }
}

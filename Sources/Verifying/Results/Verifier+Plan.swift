import Estates
import Plans

extension Verifier {
  /// The whole plan that follows from moving each workload row in the wave of that number, from 1, or (nil) not at all.
  ///
  /// It says nothing of obstacles and bounds, which take a search.
  package func plan(
    waves: [Int?], tool: Plan.Tool = Plan.Tool(name: "", version: ""), options: Plan.Options = Plan.Options(effort: 0)
  ) -> Plan {
    let evaluation = evaluate(waves: waves)
    let texts = estate.texts
    let assignment = assignment(waves)
    var options = options
    options.overrides = estate.overrides
    let byKey = assignment.indices.sorted {
      key(ofWorkload: Int32($0)).utf8.lexicographicallyPrecedes(key(ofWorkload: Int32($1)).utf8)
    }
    var moving = [[String]](repeating: [], count: calendar.count)
    var stays: [Plan.Stay] = []
    let immobility = Immobility(self)
    for row in byKey {
      let key = key(ofWorkload: Int32(row))
      if assignment[row] == self.stays {
        stays.append(Plan.Stay(workload: key, reason: immobility.grounds(for: row, in: assignment)[0]))
      } else {
        moving[Int(assignment[row])].append(key)
      }
    }
    return Plan(
      estate: Plan.EstateReference(name: estate.name, digest: estate.digest), currency: estate.program.currency,
      tool: tool, options: options, inputs: estate.inputs, program: terms,
      waves: moving.indices.map {
        Plan.Wave(
          number: $0 + 1, start: calendar.starts[$0], cutover: calendar.cutovers[$0], workloads: moving[$0])
      },
      stays: stays, dispositions: dispositions, pinned: pinned, targets: evaluation.targets,
      footprint: evaluation.footprint, value: evaluation.value,
      initiatives: evaluation.ready.enumerated().map {
        Plan.InitiativeResult(
          initiative: texts[estate.initiatives.keys[$0]], ready: $1, due: estate.initiatives.due[$0])
      },
      releases: namedReleases(evaluation), splits: evaluation.splits, rules: evaluation.rules)
  }

  /// What comes free, by date, then kind, then key.
  func namedReleases(_ evaluation: Evaluation) -> [Plan.Release] {
    let texts = estate.texts
    var releases: [Plan.Release] = []
    for (kind, days, keys) in [
      (Plan.Release.Kind.host, evaluation.hostReleased, estate.hosts.keys),
      (.rack, evaluation.rackReleased, estate.racks.keys), (.site, evaluation.siteReleased, estate.sites.keys),
    ] {
      for (day, key) in zip(days, keys) {
        if let day { releases.append(Plan.Release(kind: kind, key: texts[key], released: day)) }
      }
    }
    return releases.sorted { one, other in
      if one.released != other.released { return one.released < other.released }
      if one.kind != other.kind { return one.kind.rawValue < other.kind.rawValue }
      return one.key.utf8.lexicographicallyPrecedes(other.key.utf8)
    }
  }
}

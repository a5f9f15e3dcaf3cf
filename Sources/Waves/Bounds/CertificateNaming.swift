import Estates
import Plans
import Solving
import Topology

/// The engine's certificates in the words of the estate: resource 4, bucket 11 becomes rule 3, `wave 12`.
///
/// A move group is named by its first workload in table order; the others of the group move with it.
struct CertificateNaming {
  private let model: PlanningModel
  /// By resource: the names of its buckets, as `LimitUse` has them.
  let periods: [[String]]

  init(_ model: PlanningModel) {
    self.model = model
    let calendar = model.resolved.calendar
    periods = zip(model.problem.resources, model.resourceOrigins).map { resource, origin in
      var names = [String](repeating: "", count: resource.capacity.count)
      func name(_ bucket: Int32, _ text: String) { if bucket >= 0 { names[Int(bucket)] = text } }
      switch origin.period {
      case .wave: for (wave, bucket) in resource.bucketOfWave.enumerated() { name(bucket, "wave \(wave + 1)") }
      case .quarter:
        for period in calendar.quarters { for wave in period.waves { name(resource.bucketOfWave[wave], period.name) } }
      case .year:
        for period in calendar.years { for wave in period.waves { name(resource.bucketOfWave[wave], period.name) } }
      }
      return names
    }
  }

  func certificate(_ bound: Optimizer.CertifiedBound) -> BoundCertificate {
    let objective: BoundCertificate.Objective =
      switch bound.cases.first?.objective {
      case .targetShortfall: .shortfall
      case .milestoneShortfall: .milestoneShortfall
      case .worth, nil: .npv
      }
    // Cases have most of their rows in common, names of workloads among them.
    var known: [Certificate.Row: BoundCertificate.Row] = [:]
    func named(_ row: Certificate.Row) -> BoundCertificate.Row {
      if let row = known[row] { return row }
      let name = self.row(row)
      known[row] = name
      return name
    }
    return BoundCertificate(
      objective: objective, value: bound.value,
      leaves: bound.cases.map { certificate in
        BoundCertificate.Leaf(
          decisions: certificate.decisions.map(decision),
          prices: certificate.prices.map { BoundCertificate.Price(row: named($0.row), price: $0.price) })
      },
      undivided: bound.undivided.map { whole in
        BoundCertificate.Undivided(
          value: whole.value,
          prices: whole.certificate.prices.map { BoundCertificate.Price(row: named($0.row), price: $0.price) })
      })
  }

  private var estate: Estate { model.resolved.estate }

  private func key(ofItem item: Int) -> String {
    estate.texts[estate.workloads.keys[Int(model.groups.members(of: item).first!)]]
  }

  func row(_ row: Certificate.Row) -> BoundCertificate.Row {
    switch row {
    case .resource(let resource, let bucket):
      return .limit(rule: model.resourceOrigins[resource].rule, period: periods[resource][bucket])
    case .apart(let group, let wave):
      switch model.apartOrigins[group] {
      case .dependency(let row):
        return .apartDependency(line: Int(estate.dependencies.lines[Int(row)]), wave: wave + 1)
      case .group(let rule, let number):
        let values = model.resolved.groups[rule][number].values.map { estate.texts[$0] }
        return .apartGroup(rule: rule, values: values, wave: wave + 1)
      }
    case .drain(let drain, let dimension, let wave): return cluster(drain, dimension, wave, gone: [])
    case .cover(let cover):
      return cluster(cover.drain, cover.dimension, cover.wave, gone: cover.gone.map { key(ofItem: Int($0)) })
    case .goal(let goal):
      let target = model.goals.firstIndex { $0.contains(goal) }!
      let place = model.goals[target].firstIndex(of: goal)!
      return .target(target, milestone: place == 0 ? nil : place - 1)
    }
  }

  private func cluster(_ drain: Int, _ dimension: Int, _ wave: Int, gone: [String]) -> BoundCertificate.Row {
    let measures: [BoundCertificate.ClusterMeasure] = [.cores, .memoryGB, .unknown, .workloads]
    let cluster = estate.texts[estate.clusters.keys[model.drainSubjects[drain].cluster]]
    return .cluster(cluster, measures[dimension], wave: wave + 1, gone: gone)
  }

  private func decision(_ decision: Certificate.Decision) -> BoundCertificate.Decision {
    let (kind, key): (BoundCertificate.Decision.Kind, String) =
      switch decision.subject {
      case .item(let item): (.workload, self.key(ofItem: item))
      case .step(let drain, let count):
        (.host, estate.texts[estate.hosts.keys[model.drainSubjects[drain].hosts[count - 1]]])
      case .outcome(let outcome): subject(model.outcomeSubjects[outcome])
      }
    return BoundCertificate.Decision(kind: kind, key: key, wave: decision.wave + 1, isDone: decision.isDone)
  }

  private func subject(_ subject: PlanningModel.OutcomeSubject) -> (BoundCertificate.Decision.Kind, String) {
    switch subject.kind {
    case .host: (.host, estate.texts[estate.hosts.keys[subject.row]])
    case .rack: (.rack, estate.texts[estate.racks.keys[subject.row]])
    case .site: (.site, estate.texts[estate.sites.keys[subject.row]])
    case .initiative: (.initiative, estate.texts[estate.initiatives.keys[subject.row]])
    }
  }
}

import Estates
import Plans

// How far and how soon, and what is in the way: worked out again from the certificates alone.

extension Verifier {
  /// Everything in which what a plan calls proven of the reach of its targets is more than its certificates prove; empty where
  /// they hold.
  ///
  /// A certificate is about the estate with one target alone: everything gone by the target's date, what the target asks for
  /// gone before the first day on which it can be met, or, of a barrier, what it asks for with every other rule given up. That
  /// what waits for nothing can be had at once needs no proof.
  package func reachDeviations(in plan: Plan) -> [Deviation] {
    var found: [Deviation] = []
    for (number, result) in plan.targets.enumerated() where estate.program.targets.indices.contains(number) {
      let target = estate.program.targets[number]
      let name = Deviation.TargetName(target: number, milestone: nil, measure: target.measure)
      if let reach = result.reach {
        if reach.largestProven < 1 - 1e-6 {
          let proof = shortfall(of: target, reduction: 1, by: target.by, reach.largestCertificate, in: estate)
          found += proof.deviations
          if proof.deviations.isEmpty, reach.largestProven < 1 - (proof.value ?? 0) - 1e-6 {
            found.append(.reachUnproven(name, .largest(reach.largestProven, proven: proof.value.map { 1 - $0 })))
          }
        }
        if reach.earliestProven.map({ $0 > estate.program.start }) ?? true {
          let last = reach.earliestProven.map { $0 + -1 } ?? lastChange(target)
          let proof = shortfall(
            of: target, reduction: target.reduction, by: last, reach.earliestCertificate, in: estate)
          found += proof.deviations
          if proof.deviations.isEmpty, (proof.value ?? 0) <= 1e-9 {
            found.append(
              .reachUnproven(name, .earliest(reach.earliestProven, isCertified: reach.earliestCertificate != nil)))
          }
        }
      }
      if let barrier = result.barrier, barrier.isProven {
        let proof = shortfall(
          of: target, reduction: target.reduction, by: target.by, barrier.certificate, in: estate(keeping: barrier))
        found += proof.deviations
        if proof.deviations.isEmpty, (proof.value ?? 0) <= 1e-9 {
          found.append(.reachUnproven(name, .barrier(isCertified: barrier.certificate != nil)))
        }
      }
    }
    return found
  }

  /// The shortfall of a target alone that a certificate proves; nil where there is none.
  private func shortfall(
    of target: Target, reduction: Double, by: Day, _ certificate: BoundCertificate?, in estate: Estate
  ) -> Recomputation {
    guard let certificate, certificate.objective == .shortfall else { return Recomputation(value: nil, deviations: []) }
    var changed = estate
    changed.program.targets = [
      Target(measure: target.measure, reduction: reduction, by: by, baseline: target.baseline)
    ]
    return Verifier(estate: changed).recomputed(certificate, targetShortfall: 0, milestoneShortfall: 0)
  }

  /// The last day on which anything can leave.
  private func lastChange(_ target: Target) -> Day {
    var last = max(estate.program.horizon, target.by)
    if let cutover = calendar.cutovers.last { last = max(last, cutover + estate.program.decommissionLagDays) }
    for leaves in estate.hosts.leaves { if case .on(let day)? = leaves { last = max(last, day) } }
    return last
  }

  /// The estate with every rule given up but those of the barrier and what is no rule of moving.
  private func estate(keeping barrier: Plan.Barrier) -> Estate {
    var changed = estate
    for index in changed.program.rules.indices where !barrier.rules.contains(index) {
      if case .near = changed.program.rules[index].kind { continue }
      changed.program.rules[index].kind = .near(by: [], annualSplitCost: 0)
    }
    let count = changed.workloads.count
    if !barrier.kinds.contains("window") {
      changed.workloads.notBefore = [Day?](repeating: nil, count: count)
      changed.workloads.notAfter = [Day?](repeating: nil, count: count)
      changed.workloads.leadWaves = [Int32](repeating: 1, count: count)
    }
    if !barrier.kinds.contains("retain") {
      for row in 0..<count where changed.workloads.disposition[row] == .retain {
        changed.workloads.disposition[row] = .rehost
      }
    }
    if !barrier.kinds.contains("idle") {
      let movers = Movers(self)
      let awaited = AwaitedReleases(self, movers)
      for host in 0..<changed.hosts.count where changed.hosts.leaves[host] == nil && awaited.hosts[host].isForever {
        changed.hosts.leaves[host] = .on(changed.program.start)
      }
    }
    return changed
  }
}

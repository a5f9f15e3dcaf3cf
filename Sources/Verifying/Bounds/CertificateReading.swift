import Estates
import Plans

/// The names of a certificate followed to what they stand for; what stands for nothing is kept as a flaw.
struct CertificateReading {
  struct Cluster {
    /// Place in `Verifier.clusters`.
    var cluster: Int
    /// Cores, memory, workloads of which neither is known, workloads.
    var dimension: Int
    var wave: Int
    /// Movers that count as gone.
    var gone: Set<Int32>
    var price: Double
  }

  struct Decided {
    enum Subject: Hashable {
      case mover(Int32), host(Int), rack(Int), site(Int), initiative(Int)
    }
    var subject: Subject
    var wave: Int
    var isDone: Bool
  }

  /// By rule, then by place of the period.
  private(set) var limits: [Int: [Double]] = [:]
  private(set) var apart: [(movers: [Int32], wave: Int, price: Double)] = []
  private(set) var clusters: [Cluster] = []
  /// By target, then the target itself and its milestones.
  private(set) var targets: [[Double]]
  private(set) var decisions: [Decided] = []
  /// Rows and decisions that name what the estate does not have.
  private(set) var unknownRows: [BoundCertificate.Row] = []
  private(set) var unknownDecisions: [BoundCertificate.Decision] = []
  /// Prices that are no prices: below zero, or not finite.
  private(set) var wrongPrices: [BoundCertificate.Price] = []

  init(_ leaf: BoundCertificate.Leaf, _ names: EstateNames, _ verifier: Verifier, _ movers: Movers) {
    targets = verifier.estate.program.targets.map { [Double](repeating: 0, count: 1 + $0.milestones.count) }
    for price in leaf.prices {
      if !(price.price >= 0 && price.price < .infinity) {
        wrongPrices.append(price)
      } else if !take(price, names, verifier, movers) {
        unknownRows.append(price.row)
      }
    }
    for decision in leaf.decisions {
      if let subject = names.subject(of: decision, movers), decision.wave <= verifier.waveCount {
        decisions.append(Decided(subject: subject, wave: decision.wave - 1, isDone: decision.isDone))
      } else {
        unknownDecisions.append(decision)
      }
    }
  }

  private mutating func take(
    _ price: BoundCertificate.Price, _ names: EstateNames, _ verifier: Verifier, _ movers: Movers
  ) -> Bool {
    switch price.row {
    case .limit(let rule, let period):
      guard verifier.rules.indices.contains(rule), case .limit(let limit) = verifier.rules[rule].demand,
        let place = limit.periods.firstIndex(where: { $0.label == period })
      else { return false }
      limits[rule, default: [Double](repeating: 0, count: limit.periods.count)][place] += price.price
    case .apartDependency(let line, let wave):
      guard let dependency = names.dependency(atLine: line), dependency.demand == .apart, wave <= verifier.waveCount
      else { return false }
      let both = [dependency.source, dependency.target].map { movers.of[Int($0)] }
      apart.append((both, wave - 1, price.price))
    case .apartGroup(let rule, let values, let wave):
      guard verifier.rules.indices.contains(rule), case .apart(let groups) = verifier.rules[rule].demand,
        wave <= verifier.waveCount,
        let group = groups.first(where: { verifier.texts($0.values).map(ExactText.init) == values.map(ExactText.init) })
      else { return false }
      apart.append((Set(group.members.map { movers.of[Int($0)] }).sorted(), wave - 1, price.price))
    case .cluster(let key, let measure, let wave, let gone):
      guard let row = names.clusters[ExactText(key)], wave <= verifier.waveCount,
        let cluster = verifier.clusters.firstIndex(where: { $0.cluster == row })
      else { return false }
      var movedOn: Set<Int32> = []
      for key in gone {
        guard let row = names.workloads[ExactText(key)] else { return false }
        movedOn.insert(movers.of[row])
      }
      let dimension = BoundCertificate.ClusterMeasure.allCases.firstIndex(of: measure)!
      clusters.append(
        Cluster(cluster: cluster, dimension: dimension, wave: wave - 1, gone: movedOn, price: price.price))
    case .target(let target, let milestone):
      let place = milestone.map { $0 + 1 } ?? 0
      guard targets.indices.contains(target), targets[target].indices.contains(place) else { return false }
      targets[target][place] += price.price
    }
    return true
  }
}

/// The rows of an estate by their keys.
struct EstateNames {
  let workloads: [ExactText: Int]
  let hosts: [ExactText: Int]
  let racks: [ExactText: Int]
  let sites: [ExactText: Int]
  let clusters: [ExactText: Int]
  let initiatives: [ExactText: Int]
  private let dependencyOfLine: [Int: ResolvedDependency]

  init(_ verifier: Verifier) {
    let estate = verifier.estate
    func rows(_ keys: [TextPool.ID]) -> [ExactText: Int] {
      Dictionary(keys.indices.map { (ExactText(estate.texts[keys[$0]]), $0) }, uniquingKeysWith: { first, _ in first })
    }
    workloads = rows(estate.workloads.keys)
    hosts = rows(estate.hosts.keys)
    racks = rows(estate.racks.keys)
    sites = rows(estate.sites.keys)
    clusters = rows(estate.clusters.keys)
    initiatives = rows(estate.initiatives.keys)
    dependencyOfLine = Dictionary(
      verifier.dependencies.map { ($0.line, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func dependency(atLine line: Int) -> ResolvedDependency? { dependencyOfLine[line] }

  func subject(of decision: BoundCertificate.Decision, _ movers: Movers) -> CertificateReading.Decided.Subject? {
    let key = ExactText(decision.key)
    switch decision.kind {
    case .workload: return workloads[key].map { .mover(movers.of[$0]) }
    case .host: return hosts[key].map { .host($0) }
    case .rack: return racks[key].map { .rack($0) }
    case .site: return sites[key].map { .site($0) }
    case .initiative: return initiatives[key].map { .initiative($0) }
    }
  }
}

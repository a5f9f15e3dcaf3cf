import Documents
import Estates

/// Workloads that are to be shut down while others still need them.
///
/// Three cases: the consumer stays for good; the dates of the two leave the provider no wave that is not earlier than the
/// consumer's; the relation does not make the provider wait.
enum RetiringProviders {
  static func findings(_ graph: DependencyGraph) -> [Finding] {
    let estate = graph.resolved.estate
    var forGood: [DependencyLink] = []
    var byDate: [DependencyLink] = []
    var unguarded: [DependencyLink] = []
    for link in graph.demands.links {
      let (source, target) = (Int(link.source), Int(link.target))
      guard graph.demands.retiring.contains(target), !graph.demands.retiring.contains(source) else { continue }
      if graph.demands.staying.contains(target) { continue }
      switch link.relation {
      case .together: continue
      // Read as `last`: the provider waits, and stays where its consumer stays.
      case .first, .last:
        if let end = estate.workloads.notAfter[target], let start = estate.workloads.notBefore[source], end < start {
          byDate.append(link)
        }
      case .near, .apart:
        if graph.demands.staying.contains(source) {
          forGood.append(link)
        } else if let end = estate.workloads.notAfter[target], let start = estate.workloads.notBefore[source],
          end < start
        {
          byDate.append(link)
        } else {
          unguarded.append(link)
        }
      }
    }
    return [
      finding(
        .warning, forGood, "are to be retired though a consumer stays for good",
        "is to be retired though its consumer stays for good",
        "say what replaces the provider, or retain it too", estate),
      finding(
        .warning, byDate, "must retire before a consumer may leave", "must retire before its consumer may leave",
        "correct not_after of the provider or not_before of the consumer", estate),
      finding(
        .note, unguarded, "may retire before their consumers have left: nothing makes them wait",
        "may retire before its consumer has left: nothing makes it wait",
        "state the relation `last` on these dependencies, or a relate rule for their kind", estate),
    ].compactMap { $0 }
  }

  private typealias DependencyLink = Demands.Link

  private static func finding(
    _ severity: Finding.Severity, _ links: [DependencyLink], _ many: String, _ one: String, _ help: String,
    _ estate: Estate
  ) -> Finding? {
    guard let first = links.first else { return nil }
    let names = links.map {
      "\(estate.key(ofWorkload: $0.target)), needed by \(estate.key(ofWorkload: $0.source)) "
        + "(line \(estate.dependencies.lines[Int($0.row)]))"
    }
    let subject = Consolidated.count(Set(links.map(\.target)).count, "provider")
    return Finding(
      severity, .retiringProvider,
      "\(subject) \(Set(links.map(\.target)).count == 1 ? one : many): \(Consolidated.sentence(names))",
      at: estate.location(ofDependency: first.row), help: help)
  }
}

extension Consolidated {
  /// Like `list`, for items that hold commas.
  static func sentence(_ items: [String]) -> String {
    if items.count <= shown + 1 { return items.joined(separator: "; ") }
    return items.prefix(shown).joined(separator: "; ") + "; and \(Grouped.text(items.count - shown)) more"
  }
}

import Documents

/// The certificates of a plan's bounds as `plan.json` has them.
///
///     certificates[]      objective (npv, shortfall, milestoneShortfall), value, leaves
///       leaves[]          decisions: kind, key, wave, done; prices
///         prices[]        of a limit: rule, period; of an apart group: line, or rule and values, with wave; of a cluster:
///                         cluster, measure, wave, gone; of a target: target (from 0), milestone (from 0, or null).
///                         price has all its digits: read as a double, it is the number that was computed with
enum CertificateWriter {
  static func value(_ certificate: BoundCertificate) -> JSONValue {
    .object([
      ("objective", .string(certificate.objective.rawValue)),
      ("value", certificate.objective == .npv ? .money(certificate.value) : .share(certificate.value)),
      ("leaves", .array(certificate.leaves.map(leaf))),
    ])
  }

  private static func leaf(_ leaf: BoundCertificate.Leaf) -> JSONValue {
    .object([
      ("decisions", .array(leaf.decisions.map(decision))), ("prices", .array(leaf.prices.map(price))),
    ])
  }

  private static func decision(_ decision: BoundCertificate.Decision) -> JSONValue {
    .object([
      ("kind", .string(decision.kind.rawValue)), ("key", .string(decision.key)), ("wave", .integer(decision.wave)),
      ("done", .bool(decision.isDone)),
    ])
  }

  private static func price(_ price: BoundCertificate.Price) -> JSONValue {
    .object(row(price.row) + [("price", .literal("\(price.price)"))])
  }

  private static func row(_ row: BoundCertificate.Row) -> [(String, JSONValue)] {
    switch row {
    case .limit(let rule, let period): [("rule", .integer(rule)), ("period", .string(period))]
    case .apartDependency(let line, let wave): [("line", .integer(line)), ("wave", .integer(wave))]
    case .apartGroup(let rule, let values, let wave):
      [("rule", .integer(rule)), ("values", .array(values.map { .string($0) })), ("wave", .integer(wave))]
    case .cluster(let cluster, let measure, let wave, let gone):
      [
        ("cluster", .string(cluster)), ("measure", .string(measure.rawValue)), ("wave", .integer(wave)),
        ("gone", .array(gone.map { .string($0) })),
      ]
    case .target(let target, let milestone):
      [("target", .integer(target)), ("milestone", milestone.map { .integer($0) } ?? .null)]
    }
  }
}

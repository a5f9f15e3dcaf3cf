import Documents

/// The certificates of a plan's bounds as `plan.json` has them: what occurs in many cases is written once, and named by its
/// place, from 0.
///
///     certificates[]      objective (npv, shortfall, milestoneShortfall), value, and
///       questions[]       kind, key, wave: has it left by that wave?
///       workloads[]       keys of workloads that some row counts as gone
///       gone[]            sets of them, as places in `workloads`
///       rows[]            what has a price. Of a limit: rule, period; of an apart group: line, or rule and values, with wave;
///                         of a cluster: cluster, measure, wave, gone (place of the set, null: nobody); of a target: target
///                         (from 0), milestone (from 0, or null)
///       leaves[]          decisions: 3 is the third question answered with yes, -3 with no; rows: places in `rows`; and their
///                         prices. A price has all its digits: read as a double, it is the number that was computed with
///       undivided         where there are several leaves, if known: value, rows and prices of a proof without cases
///
/// Prices differ from case to case; rows, sets and questions hardly do. Everything stands in the order of its first use.
struct CertificateWriter {
  private var questions = Table<BoundCertificate.Question>()
  private var workloads = Table<String>()
  private var gone = Table<[String]>()
  private var rows = Table<BoundCertificate.Row>()

  static func value(_ certificate: BoundCertificate) -> JSONValue {
    var writer = CertificateWriter()
    let leaves = certificate.leaves.map { writer.leaf($0) }
    let undivided = certificate.undivided.map { whole in
      JSONValue.object(
        [("value", certificate.objective == .npv ? .money(whole.value) : .share(whole.value))]
          + writer.prices(whole.prices))
    }
    let rows = writer.rows.entries.map { JSONValue.object(writer.members(of: $0)) }
    let gone = writer.gone.entries.map { set in
      JSONValue.array(set.map { .integer(writer.workloads.place(of: $0)) })
    }
    let members: [(String, JSONValue)] = [
      ("objective", .string(certificate.objective.rawValue)),
      ("value", certificate.objective == .npv ? .money(certificate.value) : .share(certificate.value)),
      ("questions", .array(writer.questions.entries.map(question))),
      ("workloads", .array(writer.workloads.entries.map { .string($0) })),
      ("gone", .array(gone)),
      ("rows", .array(rows)),
      ("leaves", .array(leaves)),
    ]
    return .object(members + (undivided.map { [("undivided", $0)] } ?? []))
  }

  private mutating func leaf(_ leaf: BoundCertificate.Leaf) -> JSONValue {
    let decisions = leaf.decisions.map { decision in
      let number = questions.place(of: decision.question) + 1
      return JSONValue.integer(decision.isDone ? number : -number)
    }
    return .object([("decisions", .array(decisions))] + prices(leaf.prices))
  }

  private mutating func prices(_ prices: [BoundCertificate.Price]) -> [(String, JSONValue)] {
    [
      ("rows", .array(prices.map { .integer(rows.place(of: $0.row)) })),
      ("prices", .array(prices.map { .literal(CertificateWriter.digits($0.price)) })),
    ]
  }

  /// The shortest decimal that reads as this number.
  private static func digits(_ price: Double) -> String {
    let text = "\(price)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private static func question(_ question: BoundCertificate.Question) -> JSONValue {
    .object([
      ("kind", .string(question.kind.rawValue)), ("key", .string(question.key)), ("wave", .integer(question.wave)),
    ])
  }

  private mutating func members(of row: BoundCertificate.Row) -> [(String, JSONValue)] {
    switch row {
    case .limit(let rule, let period): return [("rule", .integer(rule)), ("period", .string(period))]
    case .apartDependency(let line, let wave): return [("line", .integer(line)), ("wave", .integer(wave))]
    case .apartGroup(let rule, let values, let wave):
      return [("rule", .integer(rule)), ("values", .array(values.map { .string($0) })), ("wave", .integer(wave))]
    case .cluster(let cluster, let measure, let wave, let gone):
      return [
        ("cluster", .string(cluster)), ("measure", .string(measure.rawValue)), ("wave", .integer(wave)),
        ("gone", gone.isEmpty ? .null : .integer(self.gone.place(of: gone))),
      ]
    case .target(let target, let milestone):
      return [("target", .integer(target)), ("milestone", milestone.map { .integer($0) } ?? .null)]
    }
  }

  /// Things in the order of their first use.
  private struct Table<Entry: Hashable> {
    private(set) var entries: [Entry] = []
    private var placeOf: [Entry: Int] = [:]

    mutating func place(of entry: Entry) -> Int {
      if let place = placeOf[entry] { return place }
      placeOf[entry] = entries.count
      entries.append(entry)
      return entries.count - 1
    }
  }
}

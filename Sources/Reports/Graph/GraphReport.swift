import Documents
import Estates
import Topology

/// The dependency graph of an estate as a page: how much hangs together, why the largest group is large, which circles can
/// never move, which services everybody needs.
///
/// One value, drawn as Markdown (`page`) and as JSON (`json`). Rules are named by their JSON pointers, rows by file and line.
package struct GraphReport: Sendable {
  package static let schema = "drawdown/graph/1"
  /// So many groups, services, cycles and components are listed; the rest is counted.
  package static let listed = 10

  let graph: DependencyGraph
  let services: SharedServices
  let chain: DependencyGraph.Chain
  let largest: [Int]
  /// Of the largest group; nil where no group has two members.
  let cohesion: GroupCohesion?

  package init(_ graph: DependencyGraph) {
    self.graph = graph
    services = SharedServices(graph)
    chain = graph.longestChain
    largest = graph.largestGroups(Self.listed)
    cohesion = largest.first.map { GroupCohesion(graph, group: $0) }
  }

  var estate: Estate { graph.resolved.estate }
  var groups: MoveGroups { graph.groups }

  func key(_ row: Int32) -> String { estate.key(ofWorkload: row) }

  func keys(_ group: Int) -> [String] { groups.members(of: group).map(key).sorted(by: Wording.byBytes) }

  /// A group by the key of its first member and how many there are.
  func name(_ group: Int) -> String {
    let members = groups.members(of: group)
    guard let first = members.first else { return "(a gate)" }
    return members.count == 1 ? key(first) : "\(key(first)) and \(Wording.number(members.count - 1)) more"
  }

  /// How many edges bind as each relation.
  var relations: [(relation: Relation, stated: Int, related: Int, open: Int)] {
    var counts: [Relation: (stated: Int, related: Int, open: Int)] = [:]
    for link in graph.demands.links {
      var entry = counts[link.relation] ?? (0, 0, 0)
      if link.decidedBy >= 0 {
        entry.related += 1
      } else if estate.dependencies.relation[Int(link.row)] != nil {
        entry.stated += 1
      } else {
        entry.open += 1
      }
      counts[link.relation] = entry
    }
    return Relation.allCases.map { relation in
      let entry = counts[relation] ?? (0, 0, 0)
      return (relation, entry.stated, entry.related, entry.open)
    }
  }
}

// MARK: The page

extension GraphReport {
  package var page: MarkdownDocument {
    var page = MarkdownDocument(blocks: [.heading(1, "What depends on what: \(VisibleText.of(estate.name))")])
    page += summary
    page += edges
    page += groupTable
    page += cohesionSection
    page += cycleSection
    page += serviceSection
    page += componentSection
    page += chainSection
    return page
  }

  private var summary: [MarkdownBlock] {
    let tied = (0..<groups.workloadGroupCount).filter { groups.members(of: $0).count > 1 }
    let inGroups = tied.reduce(0) { $0 + groups.members(of: $1).count }
    return [
      .paragraph(
        MarkdownText(
          "\(Wording.count(estate.workloads.count, "workload")) with \(Wording.count(graph.demands.links.count, "dependency", "dependencies")) "
            + "make \(Wording.count(groups.workloadGroupCount, "move group")): "
            + "\(Wording.count(inGroups, "workload")) in \(Wording.count(tied.count, "group")) of two or more, the others alone. "
            + "\(Wording.count(groups.lagCycles.count, "cycle")) with a lag; "
            + "\(Wording.count(services.all.count, "shared service"))."))
    ]
  }

  private var edges: [MarkdownBlock] {
    [
      .heading(2, "Dependencies as they bind"),
      .table(
        MarkdownTable(
          columns: [
            .left("relation"), .right("stated by the row"), .right("decided by a relate rule"),
            .right("left open (near)"),
          ],
          rows: relations.map { entry in
            [
              MarkdownText(entry.relation.rawValue), MarkdownText(Wording.number(entry.stated)),
              MarkdownText(Wording.number(entry.related)), MarkdownText(Wording.number(entry.open)),
            ]
          })),
    ]
  }

  private var groupTable: [MarkdownBlock] {
    guard !largest.isEmpty else {
      return [.heading(2, "Largest move groups"), .paragraph("No two workloads have to move together.")]
    }
    return [
      .heading(2, "Largest move groups"),
      .table(
        MarkdownTable(
          columns: [.right("workloads"), .left("members"), .left("tied by")],
          rows: largest.map { group in
            [
              MarkdownText(Wording.number(groups.members(of: group).count)),
              MarkdownText(Wording.sample(keys(group))), MarkdownText(ties(of: group)),
            ]
          })),
    ]
  }

  /// "12 rows and 3 groups of /rules/0": what made a group.
  func ties(of group: Int) -> String {
    var rows = 0
    var rules: [Int: Int] = [:]
    for origin in groups.origins(of: group) {
      switch origin {
      case .dependency: rows += 1
      case .rule(let index, _): rules[Int(index), default: 0] += 1
      }
    }
    var parts = rules.sorted { $0.key < $1.key }.map { "\(Wording.count($1, "group")) of /rules/\($0)" }
    if rows > 0 { parts.insert(Wording.count(rows, "row"), at: 0) }
    return Wording.list(parts)
  }

  private var cohesionSection: [MarkdownBlock] {
    guard let cohesion else { return [] }
    var blocks: [MarkdownBlock] = [
      .heading(2, "Why the largest group is large"),
      .paragraph(
        "\(Wording.count(cohesion.size, "workload")) move as one. What ties them, and how many the largest piece would have without it:"
      ),
      .table(
        MarkdownTable(
          columns: [.left("tied by"), .right("ties"), .right("largest piece without it")],
          rows: cohesion.shares.map(row))),
    ]
    if !cohesion.cuts.isEmpty {
      blocks.append(.paragraph("Single rows without which the group falls apart:"))
      blocks.append(
        .table(
          MarkdownTable(
            columns: [.left("row"), .left("dependency"), .right("largest piece without it")],
            rows: cohesion.cuts.map { cut in
              guard case .row(let number) = cut.source else { return row(cut) }
              let ends =
                "\(key(estate.dependencies.source[Int(number)])) needs \(key(estate.dependencies.target[Int(number)]))"
              return [
                MarkdownText(Wording.source(cut.source, of: estate)), MarkdownText(ends),
                MarkdownText(Wording.number(cut.largestPiece)),
              ]
            })))
    }
    return blocks
  }

  private func row(_ share: GroupCohesion.Share) -> [MarkdownText] {
    [
      MarkdownText(Wording.source(share.source, of: estate)), MarkdownText(Wording.number(share.ties)),
      MarkdownText(Wording.number(share.largestPiece)),
    ]
  }

  private var cycleSection: [MarkdownBlock] {
    guard !groups.lagCycles.isEmpty else { return [] }
    var blocks: [MarkdownBlock] = [
      .heading(2, "Cycles with a lag"),
      .paragraph("Their members would have to move before themselves, so none of them ever moves."),
    ]
    for cycle in groups.lagCycles.prefix(Self.listed) {
      let members = members(of: cycle)
      blocks.append(.paragraph("\(Wording.count(members.count, "workload")): \(Wording.sample(members, limit: 8))"))
      blocks.append(.bullets(cycle.closing.map { MarkdownText(step($0)) }))
    }
    if groups.lagCycles.count > Self.listed {
      blocks.append(.paragraph("\(Wording.number(groups.lagCycles.count - Self.listed)) more."))
    }
    return blocks
  }

  func members(of cycle: MoveGroups.LagCycle) -> [String] {
    cycle.groups.flatMap { groups.members(of: Int($0)) }.map(key).sorted(by: Wording.byBytes)
  }

  /// "W1 at least 1 wave before W2: /rules/3 (order …)".
  func step(_ ordering: Orderings.Ordering) -> String {
    let when = ordering.lag == 0 ? "no later than" : "at least \(Wording.count(Int(ordering.lag), "wave")) before"
    return "\(end(ordering.before)) \(when) \(end(ordering.after)): \(Wording.origin(ordering.origin, of: estate))"
  }

  private func end(_ node: Int32) -> String {
    Int(node) < estate.workloads.count ? key(node) : "all of the other side"
  }

  private var serviceSection: [MarkdownBlock] {
    var blocks: [MarkdownBlock] = [
      .heading(2, "Shared services"),
      .paragraph(
        "A workload counts as shared where at least \(Wording.number(services.threshold)) others need it, or "
          + "\(Wording.number(services.thresholdWithWord)) where a kind, key or name says what it is. Taken as hard, its "
          + "dependencies would make one component of all that needs it."),
    ]
    if services.all.isEmpty { return blocks }
    blocks.append(
      .table(
        MarkdownTable(
          columns: [
            .left("workload"), .left("role"), .right("consumers"), .right("applications"), .right("tied already"),
            .right("would drag along"),
          ],
          rows: services.all.prefix(Self.listed * 2).map { service in
            [
              MarkdownText(key(service.workload)), MarkdownText(Wording.role(service.role)),
              MarkdownText(Wording.number(service.consumers)), MarkdownText(Wording.number(service.applications)),
              MarkdownText(Wording.number(service.tied)), MarkdownText(Wording.number(service.drags)),
            ]
          })))
    blocks.append(
      .paragraph(
        "All \(Wording.number(services.all.count)) together, taken as hard, would make a component of "
          + "\(Wording.number(services.dragsTogether)) of \(Wording.count(estate.workloads.count, "workload"))."))
    return blocks
  }

  private var componentSection: [MarkdownBlock] {
    func row(_ name: MarkdownText, _ components: WeakComponents) -> [MarkdownText] {
      let sizes = components.bySize.prefix(5).map { Wording.number(components.sizes[$0]) }
      return [
        name, MarkdownText(Wording.number(components.count)), MarkdownText(Wording.number(components.singles)),
        MarkdownText(sizes.joined(separator: ", ")),
      ]
    }
    return [
      .heading(2, "What hangs together"),
      .table(
        MarkdownTable(
          columns: [.left("by"), .right("components"), .right("workloads alone"), .right("largest")],
          rows: [
            row("together, first, last and order", graph.hardComponents),
            row("any dependency or group", graph.components),
          ])),
    ]
  }

  private var chainSection: [MarkdownBlock] {
    guard chain.groups.count > 1 else {
      return [.heading(2, "Depth"), .paragraph("No group has to leave before another.")]
    }
    let names = chain.groups.prefix(40).map { MarkdownText(name(Int($0))) }
    let rest = chain.groups.count > 40 ? [MarkdownText("\(chain.groups.count - 40) more")] : []
    return [
      .heading(2, "Depth"),
      .paragraph(
        "The longest chain has \(Wording.count(chain.groups.count, "group")), each to leave no later than the next; its lags "
          + "take \(Wording.count(chain.waves, "wave"))."),
      .numbered(names + rest),
    ]
  }
}

// MARK: The same as data

extension GraphReport {
  package var json: JSONValue {
    .object([
      ("schema", .string(Self.schema)),
      ("estate", .object([("name", .string(estate.name)), ("digest", .string(estate.digest))])),
      ("workloads", .integer(estate.workloads.count)),
      ("dependencies", .integer(graph.demands.links.count)),
      (
        "relations",
        .array(
          relations.map {
            .object([
              ("relation", .string($0.relation.rawValue)), ("stated", .integer($0.stated)),
              ("related", .integer($0.related)), ("open", .integer($0.open)),
            ])
          })
      ),
      ("moveGroups", .integer(groups.workloadGroupCount)),
      (
        "largestGroups",
        .array(
          largest.map { group in
            .object([
              ("size", .integer(groups.members(of: group).count)),
              ("workloads", .array(keys(group).map { .string($0) })),
              ("origins", .array(groups.origins(of: group).map(origin))),
            ])
          })
      ),
      ("cohesion", cohesion.map(value) ?? .null),
      (
        "lagCycles",
        .array(
          groups.lagCycles.map { cycle in
            .object([
              ("workloads", .array(members(of: cycle).map { .string($0) })),
              (
                "closing",
                .array(
                  cycle.closing.map { step in
                    .object([
                      ("before", end(ofStep: step.before)), ("after", end(ofStep: step.after)),
                      ("lag", .integer(Int(step.lag))), ("origin", origin(step.origin)),
                    ])
                  })
              ),
            ])
          })
      ),
      (
        "sharedServices",
        .object([
          ("threshold", .integer(services.threshold)), ("thresholdWithWord", .integer(services.thresholdWithWord)),
          ("dragsTogether", .integer(services.dragsTogether)),
          (
            "services",
            .array(
              services.all.map {
                .object([
                  ("workload", .string(key($0.workload))), ("role", .string($0.role.rawValue)),
                  ("consumers", .integer($0.consumers)), ("applications", .integer($0.applications)),
                  ("tied", .integer($0.tied)), ("drags", .integer($0.drags)),
                ])
              })
          ),
        ])
      ),
      ("components", .object([("hard", value(graph.hardComponents)), ("any", value(graph.components))])),
      (
        "longestChain",
        .object([
          ("groups", .array(chain.groups.map { .string(keys(Int($0)).first ?? "") })),
          ("waves", .integer(chain.waves)),
        ])
      ),
    ])
  }

  private func end(ofStep node: Int32) -> JSONValue {
    Int(node) < estate.workloads.count ? .string(key(node)) : .null
  }

  private func origin(_ origin: Origin) -> JSONValue {
    let location = estate.location(of: origin)
    var members: [(String, JSONValue)] = [("file", .string(location.file)), ("line", .integer(location.line))]
    if let label = location.label { members.append(("pointer", .string(label))) }
    return .object(members)
  }

  private func value(_ components: WeakComponents) -> JSONValue {
    .object([
      ("count", .integer(components.count)), ("alone", .integer(components.singles)),
      ("largest", .array(components.bySize.prefix(5).map { .integer(components.sizes[$0]) })),
    ])
  }

  private func value(_ cohesion: GroupCohesion) -> JSONValue {
    func value(_ share: GroupCohesion.Share) -> JSONValue {
      .object([
        ("source", .string(Wording.source(share.source, of: estate))), ("ties", .integer(share.ties)),
        ("largestPiece", .integer(share.largestPiece)),
      ])
    }
    return .object([
      ("size", .integer(cohesion.size)), ("shares", .array(cohesion.shares.map(value))),
      ("cuts", .array(cohesion.cuts.map(value))),
    ])
  }
}

import Documents
import Estates
import Plans

/// The six figures that a page opens with, each with what it means: the answer before the sentence that gives it.
struct PageKeyFigures {
  private struct Tile {
    var name: String
    var figure: String
    var note: String
  }

  private let tiles: [Tile]

  init(_ report: PlanReport) {
    let plan = report.plan
    var tiles: [Tile] = []
    let goals = plan.targets.flatMap { FootprintSeries(plan: plan, target: $0).goals }
    if !plan.targets.isEmpty {
      let met = plan.targets.count { $0.shortfall <= 1e-9 }
      let missed = goals.count { !$0.isMet && !$0.isTarget }
      let short = plan.targets.filter { $0.shortfall > 1e-9 }.map {
        "\(Wording.noun($0.measure)) short by \(Wording.points($0.shortfall))"
      }
      let slack = goals.filter(\.isMet).compactMap(\.slack).min()
      tiles.append(
        Tile(
          name: plan.targets.count == 1 ? "Target" : "Targets",
          figure: plan.targets.count == 1
            ? (met == 1 ? "met" : "missed") : "\(Wording.number(met)) of \(Wording.number(plan.targets.count)) met",
          note: !short.isEmpty
            ? Wording.list(short)
            : missed > 0
              ? "\(Wording.count(missed, "milestone")) missed"
              : slack.map { "\(Wording.days($0)) of slack at the tightest date" } ?? ""))
    }
    let used = plan.waves.filter { !$0.workloads.isEmpty }
    tiles.append(
      Tile(
        name: "Leaves",
        figure:
          "\(Wording.number(report.reading.moverCount)) of \(Wording.count(report.estate.workloads.count, "workload"))",
        note: used.last.map { "in \(Wording.count(used.count, "wave")), the last on \($0.cutover)" }
          ?? "no wave is used"))
    if let last = plan.releases.last {
      let freed = [Plan.Release.Kind.host, .rack, .site].compactMap { kind -> String? in
        let count = plan.releases.count { $0.kind == kind }
        return count == 0 ? nil : Wording.count(count, kind.rawValue)
      }
      tiles.append(
        Tile(
          name: "Comes free", figure: freed[0],
          note: (freed.count > 1 ? "and \(Wording.list(Array(freed.dropFirst()))), " : "")
            + "the last on \(last.released)"))
    }
    tiles.append(
      Tile(
        name: "Worth", figure: report.money(plan.value.npv),
        note: "net present value to \(report.estate.program.horizon), against leaving all in place"))
    if let bound = plan.bound {
      let gap = max(0, bound.npv - plan.value.npv)
      tiles.append(
        bound.gap < 5e-10
          ? Tile(name: "Best possible plan", figure: "this one", note: "proven: none is worth more")
          : Tile(
            name: "Best possible plan", figure: "at most \(report.money(gap)) more",
            note: "proven; a gap of \(Decimal.text(bound.gap * 100, places: 2))% of the money it moves"))
    }
    if !report.register.risks.isEmpty {
      tiles.append(
        Tile(
          name: "Risks", figure: "\(report.money(report.register.exposure.inherent.p80)) or less",
          note:
            "in four cases of five; \(Wording.count(report.register.risks.count, "entry", "entries")) in the register"))
    }
    self.tiles = tiles
  }

  func write(into page: inout HTMLWriter) {
    page.open("dl", ["class": "tiles"])
    page.insert("\n")
    for tile in tiles {
      page.open("div")
      page.element("dt", [:], MarkdownText(tile.name))
      page.element("dd", ["class": "figure"], MarkdownText(tile.figure))
      page.element("dd", ["class": "quiet"], MarkdownText(tile.note))
      page.close("div")
    }
    page.close("dl")
  }
}

import Estates
import Plans

/// All pictures of a plan, in the order in which a report shows them. What has nothing to show is missing.
///
///     for figure in PlanFigures(reading, register: register).all { print(figure.title, figure.svg.utf8.count) }
package struct PlanFigures: Sendable {
  package let footprint: FootprintFigure?
  package let sites: SiteFigure?
  package let waves: WaveFigure?
  package let limits: LimitFigure?
  package let dependencies: DependencyFigure?
  package let risks: RiskFigure?

  package init(_ reading: PlanReading, register: RiskRegister) {
    footprint = FootprintFigure(plan: reading.plan, name: reading.estate.program.name)
    sites = SiteFigure(reading)
    waves = WaveFigure(reading)
    limits = LimitFigure(reading) { Wording.ruleName($0, of: reading.estate) }
    dependencies = DependencyFigure(reading)
    risks = RiskFigure(register)
  }

  package var all: [any Figure] {
    let figures: [(any Figure)?] = [footprint, sites, waves, limits, dependencies, risks]
    return figures.compactMap { $0 }
  }
}

extension Figure {
  /// The file name, where only the value is at hand.
  package var file: String { Self.file }
}

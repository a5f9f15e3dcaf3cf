import Documents
import Estates
import Plans

/// A plan as pages: `plan.md`, which begins with the one page that a steering committee reads, and, where the estate is
/// large, lists beside it.
///
///     plan.md    in short · how the footprint falls · waves · what stays · initiatives · splits · made from
///     waves.md   each wave in detail, where more than `listLimit` workloads leave
///     stays.md   every workload that stays, where more than `listLimit` stay
///
/// Everything is drawn from the plan; the estate adds names and dates.
package struct PlanReport: Sendable {
  /// Up to so many workloads are named one by one in `plan.md`; beyond, it counts them by application.
  package static let listLimit = 200
  /// More dates than these are shown by quarter.
  package static let tableLimit = 40
  /// So many initiatives are shown, those nearest to their dates or beyond first.
  package static let initiativeLimit = 20

  package let reading: PlanReading
  package let register: RiskRegister
  package let planDigest: String
  package let figures: PlanFigures

  package init(_ reading: PlanReading, register: RiskRegister, planDigest: String) {
    self.reading = reading
    self.register = register
    self.planDigest = planDigest
    figures = PlanFigures(reading, register: register)
  }

  var plan: Plan { reading.plan }
  var estate: Estate { reading.estate }
  var currency: String { reading.plan.currency }
  func money(_ amount: Double) -> String { Wording.money(amount, currency) }

  /// `plan.md`.
  package var main: MarkdownDocument {
    var page = MarkdownDocument()
    page += .heading(1, MarkdownText("\(estate.program.name): migration plan"))
    page += inShort
    page += footprintSection
    page += wavesSection
    page += staysSection
    page += initiativesSection
    page += splitsSection
    page += originSection
    return page
  }

  /// The lists that `plan.md` links to; none where it holds them itself.
  package var lists: [(file: String, document: MarkdownDocument)] {
    var lists: [(file: String, document: MarkdownDocument)] = []
    if hasWaveList { lists.append((PlanReport.waveFile, waveList)) }
    if hasStayList { lists.append((PlanReport.stayFile, stayList)) }
    return lists
  }
}

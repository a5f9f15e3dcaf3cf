import Documents
import Estates
import Plans

/// A plan as pages: `plan.md`, which begins with the one page that a steering committee decides from, and, where the estate is
/// large, pages beside it.
///
///     plan.md          the page to decide from · how far and how soon · footprint · worth · waves · what is given back · what
///                      stays · what the limits are worth · initiatives · what depends on what · where the risks lie · made from
///     waves.md         wave by wave, where more than `listLimit` workloads leave; waves-1.md, … where one page is not enough
///     decommission.md  every host, rack and site that comes free, where there are more than `releaseLimit`
///     stays.md         every workload that stays, where more than `listLimit` stay
///     figures.md       the numbers of the pictures
///
/// No page is longer than `Paging.limit`. Everything is drawn from the plan; the estate adds names, dates and what the rows say.
package struct PlanReport: Sendable {
  package static let mainFile = "plan.md"
  /// Up to so many workloads are named one by one in `plan.md`; beyond, it counts them by application.
  package static let listLimit = 200
  /// More dates than these are shown by quarter.
  package static let tableLimit = 40
  /// So many initiatives are shown, those nearest to their dates or beyond first.
  package static let initiativeLimit = 20

  /// A page beside `plan.md`.
  typealias Page = Paging.Page

  /// Rows of the tables by key.
  struct Rows: Sendable {
    var hosts: KeyedRows
    var racks: KeyedRows
    var sites: KeyedRows
  }

  package let reading: PlanReading
  package let register: RiskRegister
  package let planDigest: String
  package let figures: PlanFigures
  let book: WaveBook
  let rows: Rows
  /// The wave whose cutover frees what is released on a day.
  let waveOfRelease: [Day: Int]
  private(set) var figurePages: [Page] = []
  private(set) var wavePages: [Page] = []
  /// The page that tells of each wave in which something moves.
  private(set) var waveFiles: [Int: String] = [:]

  package init(_ reading: PlanReading, register: RiskRegister, planDigest: String) {
    self.reading = reading
    self.register = register
    self.planDigest = planDigest
    figures = PlanFigures(reading, register: register)
    book = WaveBook(reading)
    let estate = reading.estate
    rows = Rows(
      hosts: KeyedRows(estate.hosts.keys, estate.texts), racks: KeyedRows(estate.racks.keys, estate.texts),
      sites: KeyedRows(estate.sites.keys, estate.texts))
    var waveOfRelease: [Day: Int] = [:]
    for wave in reading.plan.waves { waveOfRelease[wave.cutover + estate.program.decommissionLagDays] = wave.number }
    self.waveOfRelease = waveOfRelease
    figurePages = PlanReport.figurePages(self)
    let used = reading.plan.waves.filter { !$0.workloads.isEmpty }
    if hasWaveList {
      wavePages = PlanReport.wavePages(self)
      for page in wavePages {
        for wave in used where page.sections.contains("Wave \(wave.number)") { waveFiles[wave.number] = page.file }
      }
    } else {
      for wave in used { waveFiles[wave.number] = PlanReport.mainFile }
    }
  }

  var plan: Plan { reading.plan }
  var estate: Estate { reading.estate }
  var currency: String { reading.plan.currency }
  func money(_ amount: Double) -> String { Wording.money(amount, currency) }
  func ruleName(_ index: Int) -> String { Wording.ruleName(index, of: estate) }

  /// `plan.md`.
  package var main: MarkdownDocument {
    var page = MarkdownDocument()
    page += .heading(1, MarkdownText("\(estate.program.name): migration plan"))
    page += boardPage
    page += obstaclesSection
    page += reachSection
    page += footprintSection
    page += worthSection
    page += wavesSection
    page += decommissionSection
    page += staysSection
    page += pricesSection
    page += initiativesSection
    page += splitsSection
    page += riskSection
    page += originSection
    return page
  }

  /// The pages that `plan.md` links to.
  package var lists: [(file: String, document: MarkdownDocument)] {
    (wavePages + releasePages + stayPages + figurePages).map { ($0.file, $0.document) }
  }
}

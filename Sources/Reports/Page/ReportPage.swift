import Documents
import Estates
import Plans

/// `report.html`: the plan as one page that needs nothing beside it. No network, no library, no font: it opens from a disk, from
/// a mail, in ten years.
///
///     The plan in short      what a steering committee decides from, as in plan.md
///     Find and follow        workloads or applications by name and filters, and what each hangs on (needs the script)
///     Footprint … Made from  the planner's book, with the pictures and their numbers, wave by wave
///
/// The words are those of `plan.md`: the same blocks, rendered as HTML. Without the script everything but "Find and follow" is
/// there to be read. A policy in the page allows the one style sheet and the one script that it holds, by their digests, and
/// nothing else: whatever a name in an inventory is made of, nothing of it can run or load.
///
/// Beyond `PageData.itemLimit` workloads the page counts by application, and says so.
struct ReportPage {
  static let file = "report.html"
  /// Rows of the longest tables in a page that counts by application; the rest is summed in a line.
  static let rowLimit = 25

  private let report: PlanReport
  private let isByWorkload: Bool

  init(_ report: PlanReport) {
    self.report = report
    isByWorkload = PageData.isByWorkload(report.reading)
  }

  /// A part of the page: its place, its title, what stands in it, and what unfolds below.
  private struct Section {
    var id: String
    /// In the list of contents.
    var name: String
    var blocks: [MarkdownBlock]
    var folds: [Fold] = []
  }

  private struct Fold {
    var id: String
    var title: MarkdownText
    /// Beside the title.
    var note = ""
    var blocks: [MarkdownBlock]
    var isOpen = false
  }

  // MARK: The whole

  var html: String {
    var page = HTMLWriter()
    let figures = Dictionary(report.figures.all.map { ($0.file, $0) }, uniquingKeysWith: { first, _ in first })
    page.picture = { figures[$0]?.pageMarkup }
    page.name = { $0 == "risks.md" ? "the register" : nil }
    page.place = { ReportPage.place($0, $1) }

    let style = PageStyle.sheet
    let script = PageScript.text
    page.insert("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
    page.insert("<meta http-equiv=\"Content-Security-Policy\" content=\"\(ReportPage.policy(style, script))\">\n")
    page.insert("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
    page.insert(
      "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n")
    page.element("title", [:], MarkdownText("\(report.estate.program.name): migration plan"))
    page.insert("<style>\(style)</style>\n</head>\n<body>\n")
    page.insert("<a class=\"skip\" href=\"#main\">Skip to the plan</a>\n")
    let sections = sections
    // Before any heading can take them.
    for id in sections.map(\.id) + sections.flatMap({ $0.folds.map(\.id) }) { _ = page.newID(id) }
    for id in PageFinder.ids { _ = page.newID(id) }
    header(&page)
    contents(sections, &page)
    page.open("main", ["id": "main", "tabindex": "-1"])
    page.insert("\n")
    for section in sections {
      write(section, &page, figures)
      if section.id == "short" { PageFinder.write(into: &page, isByWorkload: isByWorkload) }
    }
    page.close("main")
    page.insert("<script type=\"application/json\" id=\"data\">\(ScriptJSON.text(PageData(report).json))</script>\n")
    page.insert("<script>\(script)</script>\n</body>\n</html>\n")
    return page.markup
  }

  /// What the page may do: show its own style sheet, run its own script.
  private static func policy(_ style: String, _ script: String) -> String {
    func digest(_ text: String) -> String { "'sha256-\(Base64.text(SHA256.digest(of: Array(text.utf8))))'" }
    return
      "default-src 'none'; style-src \(digest(style)); script-src \(digest(script)); base-uri 'none'; form-action 'none'"
  }

  /// The place in this page of what the Markdown pages link to.
  private static func place(_ file: String, _ anchor: String) -> String? {
    anchor.hasPrefix("wave-") ? anchor : file == "risks.md" ? "risks" : nil
  }

  private func header(_ page: inout HTMLWriter) {
    page.open("header")
    page.heading(1, MarkdownText("\(report.estate.program.name): migration plan"), id: "top")
    page.element(
      "p", ["class": "quiet"],
      MarkdownText(
        "Estate \(report.plan.estate.name) · counted from \(report.estate.program.start) to \(report.estate.program.horizon) · made by "
          + "\(report.plan.tool.name) \(report.plan.tool.version)"))
    page.close("header")
  }

  private func contents(_ sections: [Section], _ page: inout HTMLWriter) {
    page.insert("<nav aria-label=\"Contents\">\n<ul>\n")
    for section in sections {
      page.open("li")
      page.open("a", ["href": "#" + section.id])
      page.write(MarkdownText(section.name))
      page.insert("</a></li>\n")
      if section.id == "short" {
        page.insert("<li class=\"scripted\" hidden><a href=\"#find\">Find and follow</a></li>\n")
      }
    }
    page.insert(
      "</ul>\n<p class=\"scripted\" hidden><button type=\"button\" id=\"unfold\">Unfold all</button></p>\n</nav>\n")
  }

  private func write(_ section: Section, _ page: inout HTMLWriter, _ figures: [String: any Figure]) {
    page.open("section", ["id": section.id, "aria-label": section.name])
    page.insert("\n")
    if section.id == "short" { PageKeyFigures(report).write(into: &page) }
    write(section.blocks, &page, figures)
    for fold in section.folds {
      page.insert(
        "<details id=\"\(fold.id)\"\(fold.isOpen ? " open" : "")><summary><h3>")
      page.write(fold.title)
      page.insert("</h3>")
      if !fold.note.isEmpty {
        page.insert(" <span class=\"quiet\">")
        page.write(MarkdownText(fold.note))
        page.insert("</span>")
      }
      page.insert("</summary>\n")
      write(fold.blocks, &page, figures)
      page.close("details")
    }
    page.close("section")
  }

  /// Pictures stand with their numbers; the line that leads to them on the Markdown pages falls away.
  private func write(_ blocks: [MarkdownBlock], _ page: inout HTMLWriter, _ figures: [String: any Figure]) {
    var isBehindPicture = false
    for block in blocks {
      if isBehindPicture, case .paragraph = block {
        isBehindPicture = false
        continue
      }
      page.write(block)
      guard case .image(_, let file) = block, let figure = figures[file] else { continue }
      isBehindPicture = true
      page.insert("<details class=\"numbers\"><summary>The numbers of this picture</summary>\n")
      page.element("p", [:], MarkdownText(figure.description))
      page.write(.table(figure.table.markdown))
      page.close("details")
    }
  }

  // MARK: Sections

  private var sections: [Section] {
    var sections = [
      Section(id: "short", name: "The plan in short", blocks: report.boardPage),
      Section(id: "obstacles", name: "What stands in the way", blocks: report.obstaclesSection),
      Section(id: "reach", name: "How far, how soon", blocks: report.reachSection),
      Section(id: "footprint", name: "How the footprint falls", blocks: report.footprintSection),
      Section(id: "worth", name: "What it is worth", blocks: report.worthSection),
      Section(id: "waves", name: "The waves", blocks: report.wavesOverview, folds: waves),
      Section(id: "freed", name: "What is given back", blocks: report.decommissionSection, folds: releases),
      Section(id: "stays", name: "What stays", blocks: report.staysSection, folds: stays),
      Section(id: "prices", name: "What the limits are worth", blocks: report.pricesSection),
      Section(id: "initiatives", name: "Initiatives", blocks: report.initiativesSection),
      Section(id: "dependencies", name: "What depends on what", blocks: report.splitsSection),
      Section(id: "risks", name: "Risks", blocks: report.riskSection, folds: risks),
      Section(id: "origin", name: "Made from", blocks: report.originSection),
    ]
    if report.riskSection.isEmpty, let place = sections.firstIndex(where: { $0.id == "risks" }) {
      sections[place].blocks = [.heading(2, "Where the risks lie")]
    }
    // Where a list stands in the page itself, the line that leads to it in another file falls away.
    for place in sections.indices where !sections[place].folds.isEmpty {
      sections[place].blocks.removeAll { block in
        guard case .paragraph(let text) = block else { return false }
        return text.spans.contains {
          guard case .link(_, let file, _) = $0 else { return false }
          return file.hasPrefix(PlanReport.decommissionStem) || file.hasPrefix(PlanReport.stayStem)
        }
      }
    }
    return sections.filter { !$0.blocks.isEmpty }
  }

  /// Wave by wave, unfolded where the whole book is short.
  private var waves: [Fold] {
    report.plan.waves.filter { !$0.workloads.isEmpty }.map { wave in
      let blocks = report.waveBlocks(wave, level: 4, rowLimit: isByWorkload ? nil : ReportPage.rowLimit)
      return Fold(
        id: "wave-\(wave.number)", title: MarkdownText("Wave \(wave.number)"),
        note: "\(wave.start) to \(wave.cutover), \(Wording.count(wave.workloads.count, "workload"))",
        blocks: Array(blocks.dropFirst()), isOpen: !report.hasWaveList)
    }
  }

  private var releases: [Fold] {
    guard isByWorkload, report.hasReleaseList else { return [] }
    return lists(report.releasePages, id: "freed-list", title: "Each of them with its date")
  }

  private var stays: [Fold] {
    guard isByWorkload, report.hasStayList else { return [] }
    return lists(report.stayPages, id: "stays-list", title: "Each workload that stays")
  }

  /// Pages beside the plan as one fold, their headings two levels down.
  private func lists(_ pages: [PlanReport.Page], id: String, title: MarkdownText) -> [Fold] {
    let blocks = pages.flatMap { page in
      page.document.blocks.dropFirst(2).map { block -> MarkdownBlock in
        if case .heading(let level, let text) = block { return .heading(level + 2, text) }
        return block
      }
    }
    return [Fold(id: id, title: title, blocks: blocks)]
  }

  /// The register, a fold for each of its parts.
  private var risks: [Fold] {
    var folds = [Fold(id: "risk-sums", title: "What all of it may cost", blocks: [], isOpen: true)]
    for block in RiskReport(report.register).document.blocks.dropFirst() {
      switch block {
      case .heading(2, let title):
        folds.append(Fold(id: "risk-part-\(folds.count)", title: title, blocks: []))
      case .heading(let level, let title): folds[folds.count - 1].blocks.append(.heading(level + 1, title))
      default: folds[folds.count - 1].blocks.append(block)
      }
    }
    return folds
  }
}

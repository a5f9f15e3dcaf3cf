import Documents
import Estates

/// The pictures in the pages, and the page with their numbers.
extension PlanReport {
  static let figureStem = "figures"

  /// A picture with what it says, and where its numbers are; nothing where there is no picture.
  func picture(_ figure: (any Figure)?) -> [MarkdownBlock] {
    guard let figure else { return [] }
    let page = figurePages.first { $0.sections.contains(figure.heading) }?.file ?? ""
    return [
      .image(description: figure.description, file: figure.file),
      .paragraph("\(link: "The numbers of this picture", to: page, at: Paging.anchor(figure.heading))."),
    ]
  }

  static func figurePages(_ report: PlanReport) -> [Page] {
    Paging.pages(
      figureStem,
      opening: [
        .heading(1, MarkdownText("\(report.estate.program.name): the numbers of the pictures")),
        .paragraph("Belongs to \(link: mainFile, to: mainFile)."),
      ],
      report.figures.all.map { figure in
        Paging.Section(
          name: figure.heading,
          blocks: [
            .heading(2, MarkdownText(figure.heading)), .paragraph(MarkdownText(figure.description)),
            .table(figure.table.markdown),
          ])
      })
  }
}

extension Figure {
  /// The heading of its table: `footprint` of `footprint.svg`, with a capital.
  var heading: String { Self.name.prefix(1).uppercased() + Self.name.dropFirst() }
}

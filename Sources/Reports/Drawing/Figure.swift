import Documents

/// A picture of a plan: an SVG that stands alone, and the numbers in it as a table.
///
///     figure.svg                 // <svg …><title>…</title><desc>…</desc>…</svg>
///     figure.table.markdown      // for whoever does not see the picture
///     figure.table.csv           // for whoever wants to draw another
///
/// All pictures speak one language (`Ink`, `InkStyle`): the same colours, letters and marks, in light and in dark, readable in
/// grey. None holds a script, a link, or anything from outside; every text is escaped by `SVGElement`. Ids carry the
/// name of the figure, so that several may stand in one HTML page.
package protocol Figure: Sendable {
  /// The file beside the plan, such as `limits.svg`.
  static var file: String { get }
  var title: String { get }
  /// What a reader who does not see the picture is told.
  var description: String { get }
  /// The numbers behind it.
  var table: FigureTable { get }
  /// In pixels; every picture is 960 wide.
  var height: Double { get }
  /// What stands below the title.
  var elements: [SVGElement] { get }
}

extension Figure {
  package static var width: Double { 960 }

  /// `limits` of `limits.svg`: the prefix of every id in the picture.
  package static var name: String { String(file.prefix { $0 != "." }) }

  /// The picture, with a final newline. Equal figures give equal bytes.
  package var svg: String { drawing(inPage: false).markup }

  /// The picture as an element of an HTML page, which has `InkStyle` in its own style sheet.
  package var pageMarkup: String { drawing(inPage: true).markup }

  private func drawing(inPage: Bool) -> SVGElement {
    let name = Self.name
    let height = height.rounded(.up)
    return SVGElement(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": .text("0 0 \(Draw.short(Self.width)) \(Draw.short(height))"),
        "width": .number(Self.width), "height": .number(height), "class": "drawdown", "role": "img",
        "aria-labelledby": .text("\(name)-title \(name)-description"),
        "font-family": "Helvetica, Arial, 'Liberation Sans', sans-serif",
      ],
      [
        SVGElement("title", ["id": .text("\(name)-title")], text: title),
        SVGElement("desc", ["id": .text("\(name)-description")], text: description),
      ] + (inPage ? [] : [SVGElement("style", text: InkStyle.sheet)]) + [
        SVGElement("defs", [:], [hatch]),
        SVGElement("rect", ["class": "paper", "width": .number(Self.width), "height": .number(height)]),
        Draw.text(TextFit.fitted(title, size: 18, bold: true, within: Self.width - 48), at: 24, 30, "head"),
      ] + elements)
  }

  /// Slanting lines: what is shut, at any size.
  private var hatch: SVGElement {
    SVGElement(
      "pattern",
      [
        "id": .text("\(Self.name)-hatch"), "width": 5, "height": 5, "patternUnits": "userSpaceOnUse",
        "patternTransform": "rotate(45)",
      ], [SVGElement("path", ["class": "hatch", "d": "M0 0V5"])])
  }

  /// A hatched rectangle.
  func hatched(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> SVGElement {
    SVGElement(
      "rect",
      [
        "fill": .text("url(#\(Self.name)-hatch)"), "x": .number(x), "y": .number(y), "width": .number(max(1, width)),
        "height": .number(height),
      ])
  }
}

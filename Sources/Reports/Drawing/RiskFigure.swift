import Documents
import Estates

/// Where the risks lie, as they are and once their responses have worked: two maps of five by five, the largest exposures by
/// their number, the others counted.
///
/// Cells darken with likelihood times impact. In the right map a full disc has moved, a hollow one has not.
package struct RiskFigure: Figure {
  package static let file = "risks.svg"
  /// So many are numbered and named.
  package static let named = 12

  private let register: RiskRegister

  /// Nil where the register is empty.
  package init?(_ register: RiskRegister) {
    if register.risks.isEmpty { return nil }
    self.register = register
  }

  package var title: String { "\(register.program): risks, before and after their responses" }

  package var description: String {
    let severe = register.risks.count { $0.likelihood5 * $0.impact5 >= 15 }
    let left = register.risks.count { $0.residualLikelihood5 * $0.residualImpact5 >= 15 }
    let moved = register.risks.count { $0.moves }
    let first = register.risks.prefix(3).map { "\($0.id) at \(Wording.money($0.exposure, register.currency))" }
    return
      "\(Wording.count(register.risks.count, "risk")); likelihood times impact is 15 or more of 25 for \(Wording.number(severe)) "
      + "as the plan stands and for \(Wording.number(left)) after the responses, which move \(Wording.number(moved)). "
      + "The largest exposures: \(Wording.list(first))."
  }

  /// Every risk, in the order of the register.
  package var table: FigureTable {
    var table = FigureTable([
      .number("number"), .text("risk"), .text("what"), .number("exposure, \(VisibleText.of(register.currency))"),
      .number("likelihood, 1 to 5"), .number("impact, 1 to 5"), .number("likelihood after"), .number("impact after"),
    ])
    for (position, risk) in register.risks.enumerated() {
      table.rows.append([
        .count(position + 1), .text(risk.id), .text(name(risk)), .amount(risk.exposure, places: 2),
        .count(risk.likelihood5), .count(risk.impact5), .count(risk.residualLikelihood5), .count(risk.residualImpact5),
      ])
    }
    return table
  }

  private func name(_ risk: Risk) -> String {
    risk.subject.isEmpty ? risk.name : "\(risk.name): \(risk.subject)"
  }

  /// The same in so much room. What it is about tells it from others of its kind: the kind is cut first.
  private func shortName(_ risk: Risk, within room: Double) -> String {
    let subject = risk.subject.isEmpty ? "" : ": \(risk.subject)"
    let kind = max(room * 0.4, room - TextFit.width(subject, size: 12))
    return TextFit.fitted(TextFit.fitted(risk.name, size: 12, within: kind) + subject, size: 12, within: room)
  }

  // MARK: What is drawn

  private let cell = (width: 72.0, height: 60.0)
  private let top = 106.0
  private var named: ArraySlice<Risk> { register.risks.prefix(RiskFigure.named) }
  private var listTop: Double { top + 5 * cell.height + 64 }
  package var height: Double { listTop + Double((named.count + 1) / 2) * 20 + 12 }

  package var elements: [SVGElement] {
    legend + map("as the plan stands", at: 76, { ($0.likelihood5, $0.impact5) }, isAfter: false)
      + map("after the responses", at: 548, { ($0.residualLikelihood5, $0.residualImpact5) }, isAfter: true) + list
  }

  private var legend: [SVGElement] {
    [
      Draw.circle("still", 33, 48, 8), Draw.text("one of the largest exposures, named below", at: 48, 52, "small"),
      Draw.circle("moved", 325, 48, 8), Draw.text("the same, moved by its response", at: 340, 52, "small"),
      Draw.rectangle("step2", 540, 41, 24, 14), Draw.text("+9", at: 561, 52, "number", anchor: "end"),
      Draw.text("others in the cell", at: 571, 52, "small"),
    ]
  }

  private func map(
    _ words: String, at left: Double, _ place: (Risk) -> (likelihood: Int, impact: Int), isAfter: Bool
  ) -> [SVGElement] {
    var elements = [Draw.text(words, at: left, top - 14, "strong")]
    for likelihood in 1...5 {
      let y = top + Double(5 - likelihood) * cell.height
      elements.append(Draw.text("\(likelihood)", at: left - 8, y + cell.height / 2 + 4, "small", anchor: "end"))
      for impact in 1...5 {
        let x = left + Double(impact - 1) * cell.width
        let step = Ramp.step(Double(likelihood * impact), [2, 4, 9, 14])
        elements.append(
          Draw.rectangle(Ramp.style(step), x + 1, y + 1, cell.width - 2, cell.height - 2))
        elements += discs(at: x, y, step, isAfter) { place($0) == (likelihood, impact) }
      }
    }
    for impact in 1...5 {
      elements.append(
        Draw.text(
          "\(impact)", at: left + (Double(impact) - 0.5) * cell.width, top + 5 * cell.height + 16, "small",
          anchor: "middle"))
    }
    elements += [
      Draw.text("impact", at: left + 2.5 * cell.width, top + 5 * cell.height + 34, "small", anchor: "middle"),
      SVGElement(
        "text",
        [
          "class": "small", "text-anchor": "middle",
          "transform": .text("translate(\(Draw.short(left - 30)) \(Draw.short(top + 2.5 * cell.height))) rotate(-90)"),
        ], text: "likelihood"),
    ]
    return elements
  }

  /// The named risks of a cell as discs, at most five, and how many there are besides.
  private func discs(
    at x: Double, _ y: Double, _ step: Int, _ isAfter: Bool, _ isHere: (Risk) -> Bool
  ) -> [SVGElement] {
    let here = named.enumerated().filter { isHere($0.element) }
    let all = register.risks.count(where: isHere)
    let shown = here.prefix(5)
    var elements: [SVGElement] = []
    for (position, entry) in shown.enumerated() {
      let column = x + 14 + Double(position % 3) * 22
      let row = y + 15 + Double(position / 3) * 22
      let isMoved = isAfter && entry.element.moves
      elements.append(Draw.circle(isMoved ? "moved" : "still", column, row, 9.5))
      elements.append(
        Draw.text("\(entry.offset + 1)", at: column, row + 4, isMoved ? "inverse" : "number", anchor: "middle"))
    }
    if all > shown.count {
      let words = "+\(Wording.number(all - shown.count))"
      elements.append(
        Draw.text(words, at: x + cell.width - 6, y + cell.height - 7, Ramp.words(on: step), anchor: "end"))
    }
    return elements
  }

  private var list: [SVGElement] {
    let half = (named.count + 1) / 2
    return named.enumerated().flatMap { position, risk -> [SVGElement] in
      let x = position < half ? 24.0 : 492.0
      let y = listTop + Double(position % max(1, half)) * 20
      let money = Wording.money(risk.exposure, register.currency)
      let room = 444 - 26 - TextFit.width(money, size: 12) - 10
      return [
        Draw.circle("still", x + 10, y - 4, 9.5),
        Draw.text("\(position + 1)", at: x + 10, y, "number", anchor: "middle"),
        Draw.text(shortName(risk, within: room), at: x + 26, y, "small"),
        Draw.text(money, at: x + 444, y, "small", anchor: "end"),
      ]
    }
  }
}

extension Risk {
  /// Whether the response brings it into another cell of the map.
  var moves: Bool { likelihood5 != residualLikelihood5 || impact5 != residualImpact5 }
}

import Documents
import Estates
import Plans

/// What depends on what, as a matrix: the row needs the column, applications that hang together stand together.
///
///          1 2 3 4 5
///     1    ▪ ■            the larger the square the more dependencies, the darker the more of them the plan parts
///     2    ■ ■   ▪        a frame round each cluster
///     3        ■ ×        × half or more are parted for good, because one side stays
///
/// A drawing of arrows shows nothing beyond thirty applications; a matrix does, and beyond forty its lines are clusters.
package struct DependencyFigure: Figure {
  package static let file = "dependencies.svg"

  private let name: String
  let matrix: DependencyMatrix

  /// Nil where no two of them depend on each other.
  package init?(_ reading: PlanReading) {
    guard let matrix = DependencyMatrix(reading) else { return nil }
    self.matrix = matrix
    name = reading.estate.program.name
  }

  package var title: String { "\(name): what depends on what" }

  package var description: String {
    let sum = matrix.sum
    let all = Double(max(1, sum.count))
    let worst = matrix.cells.filter { $0.key.x != $0.key.y && $0.value.parted + $0.value.open > 0 }.sorted {
      left, right in
      let (a, b) = (left.value.parted + left.value.open, right.value.parted + right.value.open)
      return a != b ? a > b : (left.key.x, left.key.y) < (right.key.x, right.key.y)
    }.prefix(3).map {
      "\(matrix.lines[Int($0.key.x)].name) on \(matrix.lines[Int($0.key.y)].name) (\(Wording.number($0.value.parted + $0.value.open)))"
    }
    let lines =
      matrix.isClustered
      ? "\(Wording.count(matrix.applications, matrix.noun)) in \(Wording.count(matrix.lines.count, "line"))"
      : Wording.count(matrix.applications, matrix.noun)
    return
      "\(lines), \(Wording.count(sum.count, "dependency", "dependencies")) within and between them: "
      + "\(Wording.percent(Double(sum.whole) / all)) stay whole, \(Wording.percent(Double(sum.parted) / all)) are parted for a "
      + "time, \(Wording.percent(Double(sum.open) / all)) for good."
      + (worst.isEmpty ? "" : " Most are parted of \(Wording.list(worst)).")
  }

  /// Every pair of lines with a dependency.
  package var table: FigureTable {
    var table = FigureTable([
      .text("needs"), .text("is needed"), .number("dependencies"), .number("stay whole"), .number("parted for a time"),
      .number("parted for good"),
    ])
    for (key, cell) in matrix.cells.sorted(by: { ($0.key.x, $0.key.y) < ($1.key.x, $1.key.y) }) {
      table.rows.append([
        .text(matrix.lines[Int(key.x)].name), .text(matrix.lines[Int(key.y)].name), .count(cell.count),
        .count(cell.whole), .count(cell.parted), .count(cell.open),
      ])
    }
    return table
  }

  // MARK: What is drawn

  private let left = 300.0
  private let top = 92.0
  private var size: Double { min(22, 560 / Double(matrix.lines.count)) }
  package var height: Double { top + Double(matrix.lines.count) * size + 20 }

  package var elements: [SVGElement] {
    let count = matrix.lines.count
    let edge = Double(count) * size
    let font = size >= 13 ? 12.0 : 11.0
    let most = matrix.cells.values.map(\.count).max() ?? 1
    func side(_ count: Int) -> Double { max(3.5, (size - 2) * (Double(count) / Double(most)).squareRoot()) }
    var elements = [
      Draw.rectangle("axis", 26, 45, 5, 5), Draw.rectangle("axis", 36, 41, 12, 12),
      Draw.text("1 to \(Wording.number(most)) dependencies", at: 55, 51, "small"),
    ]
    elements += Ramp.legend(["up to 20% parted by the plan", "40%", "60%", "80%", "more"], at: 216, 50)
    elements += [
      Draw.rectangle("step4", 640, 41, 13, 13), cross(646.5, 47.5, 3.2),
      Draw.text("half or more for good: one side stays", at: 660, 51, "small"),
      Draw.text("a row needs the columns", at: 24, top - 10, "small"),
    ]
    for line in 0...count {
      let place = Double(line) * size
      elements.append(Draw.horizontal("grid", top + place, from: left, to: left + edge))
      elements.append(Draw.vertical("grid", left + place, from: top, to: top + edge))
    }
    let every = size >= 15 ? 1 : 2
    for (row, line) in matrix.lines.enumerated() {
      let y = top + Double(row) * size
      let base = y + size / 2 + 4
      elements.append(Draw.text("\(row + 1)", at: left - 6, base, "tiny", anchor: "end"))
      let more = line.others == 0 ? "" : " +\(Wording.number(line.others))"
      let room = left - 24 - 30 - TextFit.width(more, size: font)
      elements.append(
        Draw.text(
          TextFit.fitted(line.lead, size: font, within: room) + more, at: 24, base, font == 12 ? "small" : "tiny"))
      if row % every == 0 {
        elements.append(
          Draw.text("\(row + 1)", at: left + (Double(row) + 0.5) * size, top - 5, "tiny", anchor: "middle"))
      }
      elements.append(Draw.text(when(line), at: left + edge + 8, base, "tiny"))
    }
    for (key, cell) in matrix.cells.sorted(by: { ($0.key.x, $0.key.y) < ($1.key.x, $1.key.y) }) {
      let (x, y) = (left + (Double(key.y) + 0.5) * size, top + (Double(key.x) + 0.5) * size)
      let side = side(cell.count)
      let step = Ramp.step(cell.partedShare, [0.2, 0.4, 0.6, 0.8])
      elements.append(Draw.rectangle(Ramp.style(step), x - side / 2, y - side / 2, side, side))
      // The lightest steps would be lost on the paper.
      if step <= 2 { elements.append(Draw.rectangle("axis", x - side / 2, y - side / 2, side, side)) }
      if cell.staysOpen { elements.append(cross(x, y, max(2, min(3.2, size / 6)))) }
    }
    var start = 0
    for line in 1...count where line == count || matrix.lines[line].cluster != matrix.lines[start].cluster {
      if line - start > 1 {
        let (from, width) = (Double(start) * size, Double(line - start) * size)
        elements.append(
          Draw.path(
            "axis",
            "M\(Draw.short(left + from)) \(Draw.short(top + from))h\(Draw.short(width))v\(Draw.short(width))"
              + "h\(Draw.short(-width))z"))
      }
      start = line
    }
    return elements
  }

  /// A cross on a disc of paper, which is seen on every step of the ramp.
  private func cross(_ x: Double, _ y: Double, _ size: Double) -> SVGElement {
    SVGElement(
      "g", [:],
      [
        Draw.circle("dot", x, y, size + 1.4),
        Draw.path(
          "hatch",
          "M\(Draw.short(x - size * 0.7)) \(Draw.short(y - size * 0.7))l\(Draw.short(size * 1.4)) \(Draw.short(size * 1.4))"
            + "m0 \(Draw.short(-size * 1.4))l\(Draw.short(-size * 1.4)) \(Draw.short(size * 1.4))"),
      ])
  }

  private func when(_ line: DependencyMatrix.Line) -> String {
    guard let waves = line.waves else { return "stays" }
    return waves.count == 1 ? "wave \(waves.lowerBound)" : "\(waves.lowerBound)–\(waves.upperBound)"
  }
}

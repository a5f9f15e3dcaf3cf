import Documents
import Reports

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Time and memory against the size of the estate, both axes by powers of ten, so that what is in proportion is a straight line
/// that rises one power for one.
struct GrowthFigure: Figure {
  static let file = "growth.svg"
  let points: [Growth.Point]
  let steps: Int

  var title: String { "Time and memory against the number of workloads" }
  var description: String {
    "Processor seconds and peak megabytes of plan, verify and check at \(steps) steps of search a workload. \(summary)"
  }
  var height: Double { 2 * Self.panelHeight + 60 }

  var table: FigureTable {
    var table = FigureTable([.number("workloads")])
    for series in Self.series {
      table.columns += [.number("\(series.name), processor seconds"), .number("\(series.name), megabytes")]
    }
    table.rows = points.map { point in
      [.count(point.workloads)]
        + Self.series.flatMap { series -> [FigureTable.Cell] in
          let child = series.of(point)
          return [.amount(child.processorSeconds, places: 3), .amount(child.megabytes, places: 1)]
        }
    }
    return table
  }

  /// The power of the size with which time and memory of a plan grow, over the whole range and over its last step.
  var summary: String {
    guard let first = points.first, let last = points.last, points.count > 1 else { return "one size alone" }
    func power(_ from: Growth.Point, _ to: Growth.Point, _ value: (Growth.Point) -> Double) -> String {
      Decimal.text(
        log(value(to) / max(1e-9, value(from))) / log(Double(to.workloads) / Double(from.workloads)), places: 2)
    }
    return Self.series.map { series in
      let time = power(first, last) { series.of($0).processorSeconds }
      let lately = power(points[points.count - 2], last) { series.of($0).processorSeconds }
      let memory = power(first, last) { series.of($0).megabytes }
      return
        "\(series.name): time grows with the power \(time) of the size (last step \(lately)), memory with \(memory)"
    }.joined(separator: "; ") + "."
  }

  // MARK: What is drawn

  private static let series: [(name: String, style: String, mark: String, of: @Sendable (Growth.Point) -> Child)] = [
    ("plan", "plan", "reached", { $0.plan }), ("verify", "goal", "target", { $0.verify }),
    ("check", "axis", "still", { $0.check }),
  ]
  private static let panelHeight = 300.0
  private static let left = 100.0
  private static let right = 800.0
  private static let plotTop = 34.0
  private static let plotBottom = 250.0

  var elements: [SVGElement] {
    [
      panel("Processor seconds", at: 48) { $0.processorSeconds },
      panel("Peak memory, MB", at: 48 + Self.panelHeight) { $0.megabytes },
    ]
  }

  private func panel(_ name: String, at top: Double, _ value: @Sendable (Child) -> Double) -> SVGElement {
    var elements = [Draw.text(name, at: 24, 16, "strong")]
    let values = points.flatMap { point in Self.series.map { max(1e-3, value($0.of(point))) } }
    guard let least = values.min(), let most = values.max(), let small = points.map(\.workloads).min(),
      let large = points.map(\.workloads).max()
    else { return SVGElement("g", [:], elements) }
    let (low, high) = (log10(least).rounded(.down), max(log10(most).rounded(.up), log10(least).rounded(.down) + 1))
    let (first, last) = (log10(Double(small)), max(log10(Double(large)), log10(Double(small)) + 0.1))
    func x(_ workloads: Int) -> Double {
      Self.left + 14 + (Self.right - Self.left - 28) * (log10(Double(workloads)) - first) / (last - first)
    }
    func y(_ value: Double) -> Double {
      Self.plotBottom - (Self.plotBottom - Self.plotTop) * (log10(max(1e-3, value)) - low) / (high - low)
    }
    for power in Int(low)...Int(high) {
      let place = y(pow(10, Double(power)))
      elements += [
        Draw.horizontal("grid", place, from: Self.left, to: Self.right),
        Draw.text(
          Decimal.short(pow(10, Double(power)), places: 3), at: Self.left - 8, place + 4, "small", anchor: "end"),
      ]
    }
    elements.append(Draw.horizontal("axis", Self.plotBottom, from: Self.left, to: Self.right))
    var free = -Double.infinity
    for point in points {
      let place = x(point.workloads)
      elements.append(Draw.vertical("axis", place, from: Self.plotBottom, to: Self.plotBottom + 5))
      let words = "\(point.workloads)"
      let half = 3.5 * Double(words.utf8.count)
      if place - half > free {
        elements.append(Draw.text(words, at: place, Self.plotBottom + 20, "small", anchor: "middle"))
        free = place + half + 8
      }
    }
    elements.append(Draw.text("workloads", at: Self.right + 12, Self.plotBottom + 20, "small"))
    // In proportion to the size, from where the plan begins.
    if let start = points.first, points.count > 1 {
      let base = value(start.plan)
      let end = base * Double(large) / Double(start.workloads)
      elements.append(
        Draw.path(
          "grid",
          "M\(Draw.short(x(start.workloads))) \(Draw.short(y(base)))L\(Draw.short(x(large))) \(Draw.short(max(Self.plotTop, y(end))))"
        ))
    }
    var taken: [Double] = []
    for series in Self.series {
      var line = ""
      for point in points {
        line +=
          (line.isEmpty ? "M" : "L") + "\(Draw.short(x(point.workloads))) \(Draw.short(y(value(series.of(point)))))"
      }
      elements.append(Draw.path(series.style, line))
      for point in points {
        elements.append(Draw.circle(series.mark, x(point.workloads), y(value(series.of(point))), 4))
      }
      if let last = points.last {
        var place = y(value(series.of(last))) + 4
        while let near = taken.first(where: { ($0 - place).magnitude < 15 }) { place = near + 15 }
        taken.append(place)
        let figure = value(series.of(last))
        elements.append(
          Draw.text(
            "\(series.name) \(Decimal.text(figure, places: figure < 10 ? 2 : 0))", at: Self.right + 12, place, "label"))
      }
    }
    return SVGElement("g", ["transform": .text("translate(0 \(Draw.short(top)))")], elements)
  }
}

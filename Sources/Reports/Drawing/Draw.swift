import Documents
import Estates

/// The shapes that pictures are made of.
package enum Draw {
  /// A line of words; `anchor` is `start`, `middle` or `end`.
  package static func text(
    _ words: String, at x: Double, _ y: Double, _ style: String, anchor: String = "start"
  ) -> SVGElement {
    anchor == "start"
      ? SVGElement("text", ["class": .text(style), "x": .number(x), "y": .number(y)], text: words)
      : SVGElement(
        "text", ["class": .text(style), "x": .number(x), "y": .number(y), "text-anchor": .text(anchor)], text: words)
  }

  package static func rectangle(_ style: String, _ x: Double, _ y: Double, _ width: Double, _ height: Double)
    -> SVGElement
  {
    SVGElement(
      "rect",
      [
        "class": .text(style), "x": .number(x), "y": .number(y), "width": .number(max(0.5, width)),
        "height": .number(max(0.5, height)),
      ])
  }

  package static func path(_ style: String, _ data: String) -> SVGElement {
    SVGElement("path", ["class": .text(style), "d": .text(data)])
  }

  package static func horizontal(_ style: String, _ y: Double, from left: Double, to right: Double) -> SVGElement {
    path(style, "M\(short(left)) \(short(y))H\(short(right))")
  }

  package static func vertical(_ style: String, _ x: Double, from top: Double, to bottom: Double) -> SVGElement {
    path(style, "M\(short(x)) \(short(top))V\(short(bottom))")
  }

  package static func diamond(_ style: String, _ x: Double, _ y: Double, _ size: Double) -> SVGElement {
    path(
      style,
      "M\(short(x)) \(short(y - size))l\(short(size)) \(short(size))l\(short(-size)) \(short(size))"
        + "l\(short(-size)) \(short(-size))z")
  }

  package static func circle(_ style: String, _ x: Double, _ y: Double, _ radius: Double) -> SVGElement {
    SVGElement(
      "circle", ["class": .text(style), "cx": .number(x), "cy": .number(y), "r": .number(radius)])
  }

  package static func short(_ value: Double) -> String { Decimal.short(value, places: 2) }
}

/// How wide words are in the letters of the pictures, roughly: pictures cannot measure, and must not overflow.
enum TextFit {
  /// Pixels, on the generous side; `size` is that of the font.
  static func width(_ text: String, size: Double, bold: Bool = false) -> Double {
    var sum = 0.0
    for scalar in text.unicodeScalars {
      switch scalar {
      case "i", "j", "l", "I", ".", ",", ":", ";", "'", "|", "!", "(", ")", "[", "]", " ", "/", "f", "t", "r":
        sum += 0.34
      case "m", "w", "M", "W", "@", "%": sum += 0.9
      case "A"..."Z", "&", "#", "+", "−", "–", "…": sum += 0.72
      case "a"..."z", "0"..."9", "-", "_": sum += 0.56
      case "\u{300}"..."\u{36F}": sum += 0
      default: sum += scalar.value < 0x2E80 ? 0.66 : 1.05
      }
    }
    return sum * size * (bold ? 1.07 : 1)
  }

  /// The words, cut with an ellipsis where they would be wider.
  static func fitted(_ text: String, size: Double, bold: Bool = false, within limit: Double) -> String {
    let visible = VisibleText.of(text)
    if width(visible, size: size, bold: bold) <= limit { return visible }
    var kept = ""
    var taken = width("…", size: size, bold: bold)
    for character in visible {
      taken += width(String(character), size: size, bold: bold)
      if taken > limit { break }
      kept.append(character)
    }
    while kept.hasSuffix(" ") { kept.removeLast() }
    return kept + "…"
  }

  /// The words in lines of at most that width, broken at spaces; what does not fit into `lines` is cut.
  static func wrapped(_ text: String, size: Double, within limit: Double, lines: Int) -> [String] {
    var result: [String] = []
    var line = ""
    for word in VisibleText.of(text).split(separator: " ") {
      let longer = line.isEmpty ? String(word) : line + " " + word
      if width(longer, size: size) <= limit || line.isEmpty {
        line = longer
      } else {
        result.append(line)
        line = String(word)
      }
    }
    if !line.isEmpty { result.append(line) }
    if result.count > lines {
      result = Array(result.prefix(lines - 1)) + [result[(lines - 1)...].joined(separator: " ")]
    }
    return result.map { fitted($0, size: size, within: limit) }
  }
}

/// Days from left to right, with a line for each year.
struct TimeAxis: Sendable {
  let first: Day
  let last: Day
  let left: Double
  let right: Double

  func x(_ day: Day) -> Double {
    left + (right - left) * Double(min(max(day, first), last) - first) / Double(max(1, last - first))
  }

  /// The first days of the years within.
  var years: [(year: Int, day: Day)] {
    (first.date.year...max(first.date.year, last.date.year)).compactMap { year in
      Day(year: year, month: 1, day: 1).flatMap { $0 >= first && $0 <= last ? (year, $0) : nil }
    }
  }

  /// Lines from top to bottom at each new year.
  func yearLines(from top: Double, to bottom: Double) -> [SVGElement] {
    years.map { Draw.vertical("grid", x($0.day), from: top, to: bottom) }
  }

  /// The axis itself: ticks at each quarter, the years' numbers below.
  func ticks(at y: Double) -> [SVGElement] {
    var elements = [Draw.horizontal("axis", y, from: left, to: right)]
    for year in first.date.year...max(first.date.year, last.date.year) {
      for month in [1, 4, 7, 10] {
        guard let day = Day(year: year, month: month, day: 1), day >= first, day <= last else { continue }
        elements.append(Draw.path("axis", "M\(Draw.short(x(day))) \(Draw.short(y))v\(month == 1 ? 9 : 4)"))
        if month == 1 { elements.append(Draw.text(String(year), at: x(day), y + 24, "small", anchor: "middle")) }
      }
    }
    return elements
  }
}

/// The ramp: from little to much in five steps.
enum Ramp {
  /// 1 to 5: the first step whose upper end is not exceeded.
  static func step(_ value: Double, _ upperEnds: [Double]) -> Int {
    1 + min(4, upperEnds.firstIndex { value <= $0 } ?? 4)
  }

  static func style(_ step: Int) -> String { "step\(step)" }

  /// The class of words on a step.
  static func words(on step: Int) -> String { step >= 4 ? "inverse" : "number" }

  /// Five boxes with what they stand for, from `x` on.
  static func legend(_ words: [String], at x: Double, _ y: Double) -> [SVGElement] {
    var elements: [SVGElement] = []
    var place = x
    for (position, word) in words.enumerated() {
      elements.append(Draw.rectangle(style(position + 1), place, y - 9, 14, 12))
      elements.append(Draw.text(word, at: place + 19, y + 1, "small"))
      place += 19 + TextFit.width(word, size: 12) + 14
    }
    return elements
  }
}

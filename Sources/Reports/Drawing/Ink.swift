/// The colours of all pictures, each once for light paper and once for dark.
///
/// Hues are those of Okabe and Ito, which people tell apart whatever their colour vision: blue is what the plan does, vermilion
/// what is asked of it or held against it, grey what does not change. No meaning hangs on a hue alone: shapes, dashes and
/// hatches say the same, and the five steps of the ramp rise in lightness, so that a grey print reads as well.
package enum Ink: String, CaseIterable, Sendable {
  case paper, ink, quiet, grid, axis, plan, asked
  case step1, step2, step3, step4, step5

  /// `#rrggbb` on light paper.
  package var light: String {
    switch self {
    case .paper: "#ffffff"
    case .ink: "#1b1f24"
    case .quiet: "#4d545c"
    case .grid: "#d5dae0"
    case .axis: "#6b737c"
    case .plan: "#0072b2"
    case .asked: "#b34700"
    case .step1: "#dce9f4"
    case .step2: "#a9cbe3"
    case .step3: "#6aa5cf"
    case .step4: "#2f7ab3"
    case .step5: "#0b4a7d"
    }
  }

  /// `#rrggbb` on dark paper.
  package var dark: String {
    switch self {
    case .paper: "#0d1117"
    case .ink: "#e6edf3"
    case .quiet: "#a9b3bd"
    case .grid: "#2c333b"
    case .axis: "#8b949e"
    case .plan: "#56b4e9"
    case .asked: "#e69f00"
    case .step1: "#16304a"
    case .step2: "#1f4c73"
    case .step3: "#2a6796"
    case .step4: "#56a0d6"
    case .step5: "#a5d3f5"
    }
  }

  /// The steps of the ramp, from little to much.
  package static let steps: [Ink] = [.step1, .step2, .step3, .step4, .step5]
}

/// How the things of a picture look: one class for each, the same in every picture.
///
/// Every rule begins with `.drawdown`, the class of the picture itself, so that a page that holds several pictures, or rules of
/// its own, is not touched.
package enum InkStyle {
  private enum Part {
    case fixed(String)
    case fill(Ink)
    case stroke(Ink)
  }

  private static let rules: [(name: String, parts: [Part])] = [
    ("paper", [.fill(.paper)]),
    ("head", [.fixed("font-size:18px;font-weight:bold"), .fill(.ink)]),
    ("label", [.fixed("font-size:13px"), .fill(.ink)]),
    ("strong", [.fixed("font-size:13px;font-weight:bold"), .fill(.ink)]),
    ("small", [.fixed("font-size:12px"), .fill(.quiet)]),
    ("tiny", [.fixed("font-size:11px"), .fill(.quiet)]),
    ("number", [.fixed("font-size:11px"), .fill(.ink)]),
    // On the dark steps of the ramp, which on dark paper are the bright ones.
    ("inverse", [.fixed("font-size:11px"), .fill(.paper)]),
    ("grid", [.fixed("fill:none;stroke-width:1"), .stroke(.grid)]),
    ("axis", [.fixed("fill:none;stroke-width:1"), .stroke(.axis)]),
    ("area", [.fixed("fill-opacity:.16"), .fill(.plan)]),
    ("bar", [.fill(.plan)]),
    ("plan", [.fixed("fill:none;stroke-width:3"), .stroke(.plan)]),
    ("goal", [.fixed("fill:none;stroke-width:2;stroke-dasharray:7 5"), .stroke(.asked)]),
    ("mark", [.fixed("stroke-width:2"), .fill(.paper), .stroke(.asked)]),
    ("target", [.fixed("stroke-width:2"), .fill(.asked), .stroke(.asked)]),
    ("reached", [.fixed("stroke-width:3"), .fill(.paper), .stroke(.plan)]),
    ("halo", [.fixed("paint-order:stroke;stroke-width:4;stroke-linejoin:round"), .stroke(.paper)]),
    ("hatch", [.fixed("fill:none;stroke-width:1.4"), .stroke(.asked)]),
    ("shut", [.fixed("fill:none;stroke-width:1"), .stroke(.asked)]),
    ("given", [.fixed("stroke-width:1.5"), .fill(.paper), .stroke(.plan)]),
    ("dot", [.fill(.paper)]),
    ("moved", [.fixed("stroke-width:2"), .fill(.plan), .stroke(.paper)]),
    ("still", [.fixed("stroke-width:1.5"), .fill(.paper), .stroke(.axis)]),
    ("step1", [.fill(.step1)]), ("step2", [.fill(.step2)]), ("step3", [.fill(.step3)]), ("step4", [.fill(.step4)]),
    ("step5", [.fill(.step5)]),
  ]

  /// The classes that a picture may use.
  package static var classes: Set<String> { Set(rules.map(\.name)) }

  /// The style sheet that every picture carries.
  package static let sheet = sheet(inDark: "@media (prefers-color-scheme:dark)")

  /// The same with another condition for dark paper: a page on real paper is never dark.
  package static func sheet(inDark condition: String) -> String {
    var light = ""
    var dark = ""
    for rule in rules {
      light += ".drawdown .\(rule.name){\(declarations(rule.parts) { $0.light })}"
      let inked = rule.parts.filter { if case .fixed = $0 { false } else { true } }
      dark += ".drawdown .\(rule.name){\(declarations(inked) { $0.dark })}"
    }
    return light + condition + "{" + dark + "}"
  }

  private static func declarations(_ parts: [Part], _ colour: (Ink) -> String) -> String {
    parts.map { part in
      switch part {
      case .fixed(let text): text
      case .fill(let ink): "fill:" + colour(ink)
      case .stroke(let ink): "stroke:" + colour(ink)
      }
    }.joined(separator: ";")
  }
}

/// The one place where text becomes Markdown: after it, a name is only ever a name.
///
///     MarkdownEscape.text("a|b <script> @all #12") == #"a\|b \<script\> @<!-- -->all \#<!-- -->12"#
///
/// Three doors are shut. Markup: every character that CommonMark, tables or formulas give a meaning is escaped. Links that
/// hosts make by themselves (`www.`, `://`, addresses, `@mentions`, `#123`): an empty comment stands in their middle, since
/// hosts look for them after the escapes are gone. Sight: controls and direction marks are shown by their number.
enum MarkdownEscape {
  /// Text inside a line; `atLineStart` also shuts list and heading markers that count only there.
  static func text(_ raw: String, atLineStart: Bool = false) -> String {
    let visible = VisibleText.of(raw)
    var result = ""
    result.reserveCapacity(visible.utf8.count + 8)
    var tail: (last: Unicode.Scalar, before: Unicode.Scalar, third: Unicode.Scalar) = (" ", " ", " ")
    for scalar in visible.unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "<", ">", "&", "!", "|", "~", "$":
        result += "\\"
        result.unicodeScalars.append(scalar)
      case "#": result += "\\#<!-- -->"
      case "@": result += "@<!-- -->"
      case "/" where tail.last == ":": result += "<!-- -->/"
      case "." where isW(tail.last) && isW(tail.before) && isW(tail.third): result += "<!-- -->."
      default: result.unicodeScalars.append(scalar)
      }
      tail = (scalar, tail.last, tail.before)
    }
    return atLineStart ? shutMarker(result) : result
  }

  /// A code span: its fence is longer than any run of back quotes within.
  static func code(_ raw: String, inTable: Bool) -> String {
    var visible = VisibleText.of(raw)
    if visible.isEmpty { return "" }
    // Hosts disagree on what `\\|` means inside code in a table: such a name is written as plain text.
    if inTable && visible.contains("\\") && visible.contains("|") { return text(raw) }
    var longest = 0
    var run = 0
    for scalar in visible.unicodeScalars {
      run = scalar == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let isPadded = visible.hasPrefix("`") || visible.hasSuffix("`") || visible.hasPrefix(" ") || visible.hasSuffix(" ")
    if inTable { visible = escapedPipes(visible) }
    let fence = String(repeating: "`", count: longest + 1)
    return isPadded ? "\(fence) \(visible) \(fence)" : fence + visible + fence
  }

  /// The name of a file beside the page, as the target of a link.
  static func file(_ name: String) -> String {
    var result = ""
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "/"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.utf8.count < 2 ? "0" : "") + digits
      }
    }
    return result
  }

  /// Inside a table even code must not hold a bare `|`.
  private static func escapedPipes(_ text: String) -> String {
    guard text.contains("|") else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar == "|" { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  private static func isW(_ scalar: Unicode.Scalar) -> Bool { scalar == "w" || scalar == "W" }

  /// `- x`, `+ x`, `= x` and `12. x` begin lists and headings only where a line begins.
  private static func shutMarker(_ text: String) -> String {
    guard let first = text.unicodeScalars.first else { return text }
    if first == "-" || first == "+" || first == "=" { return "\\" + text }
    let digits = text.unicodeScalars.prefix { ("0"..."9").contains($0) }
    guard (1...9).contains(digits.count) else { return text }
    let rest = text.unicodeScalars.dropFirst(digits.count)
    guard let mark = rest.first, mark == "." || mark == ")" else { return text }
    return String(String.UnicodeScalarView(digits)) + "\\" + String(String.UnicodeScalarView(rest))
  }
}

/// Text inside the wiki markup of Jira: no name becomes a link, a mention, a macro or a format.
///
///     JiraText.escaped("[~ada] {code}") == "&#91;&#126;ada&#93; &#123;code&#125;"
///
/// A backslash would escape most marks but not itself (two of them are a line end), so every mark is written as a character
/// reference, which Jira shows as the character. Line ends and tabs become blanks, other controls are shown by their number.
package enum JiraText {
  package static func escaped(_ raw: String) -> String {
    var result = ""
    for scalar in VisibleText.of(raw).unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", " ", ",", ".": result.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x80: result += "&#\(scalar.value);"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

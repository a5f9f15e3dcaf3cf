/// A quoted text in the DOT language of Graphviz: no name becomes another node, an attribute or an escape of a label.
///
///     DOTText.quoted(#"a "b" \n"#) == #""a \"b\" \\n""#
///
/// In a label a backslash begins an escape, so it is doubled; controls are shown by their numbers.
package enum DOTText {
  package static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in VisibleText.of(text).unicodeScalars {
      if scalar == "\"" || scalar == "\\" { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result + "\""
  }
}

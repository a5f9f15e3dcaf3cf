/// Colour for the words that a reader looks for, where a person looks: the severity of a finding, and `help:`.
///
///     error[INV012]: unknown workload 'APP-0042'        "error[INV012]" red and bold, the rest plain
///
/// Nothing is coloured unless the stream is a terminal that can, and `NO_COLOR` is unset or empty. What is said reads the
/// same without. Names of the inventory are never coloured: they cannot begin a line, nor hold an escape.
enum Painting {
  static func isWanted(on handle: World.Handle, in world: World) -> Bool {
    world.isTerminal(handle) && world.variable("TERM") != "dumb" && (world.variable("NO_COLOR") ?? "").isEmpty
  }

  static func painted(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      for (word, colour) in [("error", "1;31"), ("warning", "1;33"), ("note", "1;36"), ("help", "1;32")]
      where line.hasPrefix(word) {
        guard let end = line.firstIndex(of: ":"), isMark(line[..<end].dropFirst(word.count)) else { continue }
        return "\u{1B}[\(colour)m\(line[..<end])\u{1B}[0m\(line[end...])"
      }
      return String(line)
    }.joined(separator: "\n")
  }

  /// Nothing, or a code in brackets.
  private static func isMark(_ text: Substring) -> Bool {
    text.isEmpty || (text.count == 8 && text.hasPrefix("[") && text.hasSuffix("]"))
  }
}

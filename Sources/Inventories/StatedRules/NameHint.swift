/// What a machine's name says about it, where people name machines as people do: `BOWARSAPPDEV01`.
struct NameHint {
  /// `production`, `development` or `test`; nil where the name does not tell.
  var environment: String?
  /// The name without its number and without the word for its environment: what servers of one purpose share.
  var stem: String

  init(_ name: String) {
    let label = name.lowercased().prefix { $0 != "." }
    var tokens = label.split { !($0.isLetter || $0.isNumber) }.map(String.init)
    for index in tokens.indices.reversed() {
      let word = Self.withoutNumber(tokens[index])
      guard let (meaning, rest) = Self.environment(in: word) else { continue }
      environment = meaning
      tokens[index] = rest
      break
    }
    while tokens.count > 1, let last = tokens.last, last.allSatisfy(\.isNumber) { tokens.removeLast() }
    if let last = tokens.indices.last { tokens[last] = Self.withoutNumber(tokens[last]) }
    let stem = tokens.filter { !$0.isEmpty }.joined(separator: "-")
    self.stem = stem.utf8.count >= 3 ? stem : String(label)
  }

  /// `jsdev01b` is `jsdev`: digits at the end, and one letter behind them.
  private static func withoutNumber(_ token: String) -> String {
    var rest = token[...]
    if rest.count >= 3, let last = rest.last, last.isLetter, rest.dropLast().last?.isNumber == true {
      rest = rest.dropLast()
    }
    while rest.last?.isNumber == true { rest = rest.dropLast() }
    return rest.isEmpty ? token : String(rest)
  }

  private static func environment(in token: String) -> (meaning: String, rest: String)? {
    for (word, meaning, isWholeOnly) in words {
      if token == word { return (meaning, "") }
      guard !isWholeOnly, token.hasSuffix(word), token.count >= word.count + 2 else { continue }
      return (meaning, String(token.dropLast(word.count)))
    }
    return nil
  }

  /// Longer words first; those that end too many other words count only when they stand alone.
  private static let words: [(String, String, isWholeOnly: Bool)] = [
    ("preproduction", "test", false), ("production", "production", false), ("development", "development", false),
    ("sandbox", "development", false), ("staging", "test", false), ("preprod", "test", false),
    ("devel", "development", false), ("devl", "development", false), ("stage", "test", true),
    ("prod", "production", false), ("test", "test", false), ("prd", "production", false),
    ("dev", "development", false), ("tst", "test", false), ("uat", "test", false), ("stg", "test", true),
    ("sit", "test", true), ("qa", "test", false),
  ]
}

extension NameHint {
  /// The environment that a folder is for: only where the whole word says it.
  static func environment(ofFolder folder: String) -> String? {
    switch folder.lowercased() {
    case "production", "prod", "prd": "production"
    case "development", "dev", "devel", "sandbox": "development"
    case "test", "testing", "tst", "qa", "uat", "sit", "staging", "stage", "preprod", "pre-prod": "test"
    default: nil
    }
  }
}

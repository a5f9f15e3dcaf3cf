import Documents
import Estates

/// The rules: what each kind takes, and what it needs.
extension ProgramReading {
  /// The words for rules, as the contract writes them.
  static let ruleWords = [
    "together", "order", "apart", "relate", "near", "limit", "freeze", "notBefore", "notAfter", "leave", "pin", "stay",
  ]

  mutating func rules(_ root: JSONNode) -> [Rule] {
    var index = -1
    return list("rules", in: root) { reading, node in
      index += 1
      return reading.rule(node, index: index)
    }
  }

  private mutating func rule(_ node: JSONNode, index: Int) -> Rule? {
    guard case .object = node.kind else {
      error(.programType, "a rule is an object in braces", node)
      return nil
    }
    guard let written = text("rule", in: node, isRequired: true) else { return nil }
    guard let word = Self.ruleWords.first(where: { $0.lowercased() == written.lowercased() }) else {
      error(
        .unknownRule, "\(quoted(written)) is no rule", node["rule"]!,
        help: suggestion(for: written, among: Self.ruleWords) ?? "known are " + Self.ruleWords.joined(separator: ", "))
      return nil
    }
    let own = Self.keys(of: word)
    _ = isObject(node, "rule '\(word)'", keys: ["rule", "name"] + (word == "relate" ? [] : ["where"]) + own)
    let name = text("name", in: node)
    let selector = word == "relate" ? nil : node["where"].flatMap { self.selector($0) }
    if ["stay", "pin", "leave", "freeze"].contains(word), node["where"] == nil {
      missing("where", in: node, help: "rule '\(word)' has to say whom it means; {} means all workloads")
    }
    guard let kind = kind(word, node) else { return nil }
    return Rule(index: index, name: name, kind: kind, where: selector, location: node.location)
  }

  private static func keys(of word: String) -> [String] {
    switch word {
    case "together", "apart": ["by"]
    case "order": ["by", "first", "then", "lagWaves"]
    case "relate": ["kind", "relation", "annualSplitCost"]
    case "near": ["by", "annualSplitCost"]
    case "limit": ["measure", "perWave", "perQuarter", "perYear", "from", "to", "spread"]
    case "freeze": ["from", "to", "test"]
    case "notBefore", "notAfter": ["date"]
    case "leave": ["by"]
    case "pin": ["wave"]
    default: []
    }
  }

  private mutating func kind(_ word: String, _ node: JSONNode) -> Rule.Kind? {
    switch word {
    case "together": return by(node).map { .together(by: $0) }
    case "apart": return by(node).map { .apart(by: $0) }
    case "order": return order(node)
    case "relate": return relate(node)
    case "near":
      let by = by(node)
      let cost = amount("annualSplitCost", in: node, isRequired: true)
      guard let by, let cost else { return nil }
      return .near(by: by, annualSplitCost: cost)
    case "limit": return limit(node).map { .limit($0) }
    case "freeze": return freeze(node)
    case "notBefore": return day("date", in: node, isRequired: true).map { .notBefore($0) }
    case "notAfter": return day("date", in: node, isRequired: true).map { .notAfter($0) }
    case "leave": return day("by", in: node, isRequired: true).map { .leave(by: $0) }
    case "pin": return pin(node)
    default: return .stay
    }
  }

  // MARK: Kinds

  private mutating func order(_ node: JSONNode) -> Rule.Kind? {
    let by = by(node)
    let first = side("first", node)
    let then = side("then", node)
    let lag = whole("lagWaves", in: node, 0...CalendarLimits.waves)
    guard let by, let first, let then else { return nil }
    return .order(by: by, first: first, then: then, lagWaves: lag ?? 1)
  }

  private mutating func side(_ key: String, _ node: JSONNode) -> Selector? {
    guard let place = node[key] else {
      missing(key, in: node, help: "rule 'order' says who goes first and who then")
      return nil
    }
    return selector(place)
  }

  private mutating func relate(_ node: JSONNode) -> Rule.Kind? {
    var kind: Condition?
    if let place = node["kind"] {
      kind = condition(place, isText: true)
    } else {
      missing("kind", in: node)
    }
    let relation = word("relation", in: node, isRequired: true, oneOf: Relation.allCases.map(\.rawValue)) {
      Relation(rawValue: $0)
    }
    let cost = amount("annualSplitCost", in: node)
    guard let kind, let relation else { return nil }
    return .relate(kind: kind, relation: relation, annualSplitCost: cost)
  }

  private mutating func limit(_ node: JSONNode) -> Limit? {
    let measure = limitMeasure(node)
    let perWave = perWave(node)
    let perQuarter = amount("perQuarter", in: node)
    let perYear = amount("perYear", in: node)
    let bounds = ["perWave", "perQuarter", "perYear"]
    // A mistyped one has been reported as a key that there is not.
    if !Self.hasKey(like: bounds, node) {
      error(.boundlessLimit, "the limit states none of perWave, perQuarter and perYear", node)
    }
    let from = day("from", in: node)
    let to = day("to", in: node)
    checkOrder(from, to, in: node)
    let spread = flag("spread", in: node)
    guard let measure else { return nil }
    return Limit(
      measure: measure, perWave: perWave, perQuarter: perQuarter, perYear: perYear, from: from, to: to,
      spread: spread ?? (measure == "effort_hours"))
  }

  private static func hasKey(like known: [String], _ node: JSONNode) -> Bool {
    guard case .object(let members) = node.kind else { return false }
    return members.contains { Suggestion.best(for: $0.key, among: known) != nil }
  }

  /// The measure of a limit by its one name: the words of the contract ignore letter case, attributes do not.
  private mutating func limitMeasure(_ node: JSONNode) -> String? {
    guard let written = text("measure", in: node, isRequired: true) else { return nil }
    let numeric = InventoryTable.workloads.columns.filter(\.kind.isNumeric).map(\.name)
    if let known = (["workloads"] + numeric).first(where: { $0 == written.lowercased() }) { return known }
    let place = node["measure"]!
    guard columns.ofWorkloads.contains(written) else {
      guard columns.isComplete else { return written }
      error(
        .unknownMeasure, "\(quoted(written)) is neither 'workloads' nor a numeric column of workloads.csv", place,
        help: suggestion(for: written, among: ["workloads"] + columns.ofWorkloads)
          ?? "known are " + (["workloads"] + numeric).joined(separator: ", "))
      return nil
    }
    switch columns.numbers(in: written) {
    case .numeric: return written
    case .never: error(.measureNotNumeric, "column '\(written)' does not hold numbers", place)
    case .cell(let cell, let location):
      error(
        .measureNotNumeric, "column \(quoted(written)) has a cell that is no number: \(quoted(cell)) at \(location)",
        place)
    }
    return nil
  }

  private mutating func perWave(_ node: JSONNode) -> [Double]? {
    guard let place = node["perWave"] else { return nil }
    let elements: [JSONNode]
    switch place.kind {
    case .number: elements = [place]
    case .array(let list): elements = list
    case .null, .bool, .string, .object: elements = []
    }
    if elements.isEmpty {
      error(.programType, "'perWave' is a number, or a list of numbers for waves 1, 2, …", place)
    }
    return elements.compactMap { element in
      guard case .number(let value, _) = element.kind else {
        error(.programType, "'perWave' is a number, or a list of numbers for waves 1, 2, …", element)
        return nil
      }
      if value < 0 {
        error(.programRange, "a limit of \(Decimal.short(value, places: 9)) cannot be negative", element)
      }
      return value
    }
  }

  private mutating func freeze(_ node: JSONNode) -> Rule.Kind? {
    let from = day("from", in: node, isRequired: true)
    let to = day("to", in: node, isRequired: true)
    checkOrder(from, to, in: node)
    let test = word("test", in: node, oneOf: ["cutover", "wave"]) { Rule.FreezeTest(rawValue: $0) }
    guard let from, let to else { return nil }
    return .freeze(from: from, to: to, test: test ?? .cutover)
  }

  private mutating func pin(_ node: JSONNode) -> Rule.Kind? {
    guard let wave = whole("wave", in: node, 1...CalendarLimits.waves, isRequired: true) else { return nil }
    if let waveCount, wave > waveCount {
      error(
        .pinOutside, "wave \(wave) does not exist: the calendar has \(waveCount) \(waveCount == 1 ? "wave" : "waves")",
        node["wave"]!)
    }
    return .pin(wave: wave)
  }

  // MARK: Words and columns

  private mutating func word<Word>(
    _ key: String, in node: JSONNode, isRequired: Bool = false, oneOf known: [String], _ meaning: (String) -> Word?
  ) -> Word? {
    guard let written = text(key, in: node, isRequired: isRequired) else { return nil }
    if let word = meaning(written.lowercased()) { return word }
    error(
      .programWord, "\(quoted(written)) is no \(key)", node[key]!,
      help: suggestion(for: written, among: known) ?? "known are " + known.joined(separator: ", "))
    return nil
  }

  /// The columns by which a rule groups.
  private mutating func by(_ node: JSONNode) -> [String]? {
    guard let place = node["by"] else {
      missing("by", in: node, help: "list the columns whose values make a group, such as [\"application\"]")
      return nil
    }
    guard case .array(let elements) = place.kind, !elements.isEmpty else {
      error(.programType, "'by' is a list of columns, such as [\"application\"]", place)
      return nil
    }
    var names: [String] = []
    for element in elements {
      guard case .string(let name) = element.kind else {
        error(.programType, "'by' is a list of columns, such as [\"application\"]", element)
        continue
      }
      checkColumn(name, at: element.location)
      names.append(name)
    }
    return names
  }

  /// Reports a column that workloads do not have.
  mutating func checkColumn(_ name: String, at location: SourceLocation) {
    guard columns.isComplete, !columns.ofWorkloads.contains(name) else { return }
    if let file = columns.elsewhere[name] {
      add(
        .warning, .foreignColumn, "column \(quoted(name)) is one of \(file); workloads do not have it", at: location,
        help: "for workloads it counts as empty")
      return
    }
    add(
      .error, .unknownColumn, "no table has a column \(quoted(name))", at: location,
      help: suggestion(for: name, among: columns.ofWorkloads))
  }
}

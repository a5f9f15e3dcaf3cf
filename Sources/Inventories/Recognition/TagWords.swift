/// Tags: pairs of key and value that clouds and their tools hang on machines. Those whose key names something that an
/// estate wants to know fill that field; all stand in the column `tags` as they are.
///
///     "zone:1, env:prod"               environment prod
///     "CostCenter=123;BU=IT"           business unit IT
enum TagWords {
  /// The field that a key names.
  static func field(_ key: String) -> Field? {
    switch HeaderName.squeezed(key) {
    case "environment", "env", "stage", "usedfor": .environment
    case "application", "app", "applicationname", "appname", "service", "workload": .application
    case "owner", "applicationowner", "appowner", "businessowner", "contact", "technicalowner": .owner
    case "businessunit", "bu", "department", "division": .businessUnit
    case "team", "supportgroup", "supportteam", "managedby": .team
    case "criticality", "businesscriticality", "critical", "tier": .criticality
    case "dataclass", "dataclassification", "confidentiality": .dataClass
    case "residency", "dataresidency": .residency
    case "datacenter", "datacentre", "site": .site
    case "operatingsystem", "os": .os
    case "wave", "migrationwave": .wave
    case "disposition", "strategy", "rtype", "migrationstrategy": .disposition
    default: nil
    }
  }

  /// The pairs of a cell: separated by `;` or `,`, each with `=` or `:` inside.
  static func pairs(_ text: String) -> [(key: String, value: String)] {
    text.split { $0 == ";" || $0 == "," }.compactMap { part in
      guard let mark = part.firstIndex(where: { $0 == "=" || $0 == ":" }) else { return nil }
      let key = trimmed(part[..<mark])
      let value = trimmed(part[part.index(after: mark)...])
      return key.isEmpty || value.isEmpty ? nil : (key, value)
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

extension RowFacts {
  /// Fills from the tags what no column of the row says.
  mutating func readTags() {
    guard let text = self[.tags], let column = facts.first(where: { $0.field == Field.tags.rawValue })?.column else {
      return
    }
    for (key, value) in TagWords.pairs(text) {
      guard let field = TagWords.field(key), self[field] == nil else { continue }
      facts.append((field.rawValue, column, value))
    }
  }
}

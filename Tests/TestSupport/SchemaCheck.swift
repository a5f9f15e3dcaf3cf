import Documents

/// Whether a JSON value is as a JSON Schema (2020-12) demands: the keywords that our schemas use, and an error for any
/// other, so that none is passed over in silence.
///
///     try SchemaCheck(schema: PlanSchema.json).faults(in: bytes)      // [] where it conforms
package struct SchemaCheck {
  private let root: JSONNode

  package init(schema: String) throws { root = try JSONReader.read(Array(schema.utf8), file: "schema") }

  /// What does not conform, each with the place in the value.
  package func faults(in bytes: [UInt8]) throws -> [String] {
    let value = try JSONReader.read(bytes, file: "value")
    var faults: [String] = []
    check(value, root, &faults)
    return faults
  }

  private func check(_ value: JSONNode, _ schema: JSONNode, _ faults: inout [String]) {
    guard case .object(let keywords) = schema.kind else { return }
    func fault(_ what: String) { faults.append("\(value.location.label ?? "") \(what)") }
    for keyword in keywords {
      switch (keyword.key, keyword.value.kind) {
      case ("$schema", _), ("$id", _), ("title", _), ("description", _), ("$defs", _): break
      case ("$ref", .string(let path)): check(value, definition(path), &faults)
      case ("type", .string(let type)): if !value.isOf(type: type) { fault("is not of type \(type)") }
      case ("type", .array(let types)):
        let names = types.compactMap(\.text)
        if !names.contains(where: { value.isOf(type: $0) }) { fault("is of none of the types \(names)") }
      case ("const", _): if !value.isEqual(keyword.value) { fault("is not the constant") }
      case ("enum", .array(let allowed)):
        if !allowed.contains(where: { value.isEqual($0) }) { fault("is none of the values allowed") }
      case ("pattern", .string(let pattern)):
        if let text = value.text, let regex = try? Regex(pattern), text.firstMatch(of: regex) == nil {
          fault("does not match \(pattern)")
        }
      case ("minLength", .number(let least, _)):
        if let text = value.text, Double(text.unicodeScalars.count) < least { fault("is too short") }
      case ("minimum", .number(let least, _)):
        if let amount = value.amount, amount < least { fault("is below \(least)") }
      case ("maximum", .number(let most, _)): if let amount = value.amount, amount > most { fault("is above \(most)") }
      case ("minItems", .number(let least, _)):
        if let elements = value.list, Double(elements.count) < least { fault("has too few elements") }
      case ("maxItems", .number(let most, _)):
        if let elements = value.list, Double(elements.count) > most { fault("has too many elements") }
      case ("uniqueItems", .bool(true)):
        let elements = value.list ?? []
        for (place, element) in elements.enumerated()
        where elements[..<place].contains(where: { $0.isEqual(element) }) {
          fault("has an element twice")
        }
      case ("required", .array(let keys)):
        if case .object = value.kind {
          for key in keys.compactMap(\.text) where value[key] == nil { fault("has no \(key)") }
        }
      case ("properties", .object(let properties)):
        for property in properties { if let member = value[property.key] { check(member, property.value, &faults) } }
      case ("additionalProperties", .object):
        guard case .object(let members) = value.kind else { break }
        for member in members where schema["properties"]?[member.key] == nil {
          check(member.value, keyword.value, &faults)
        }
      case ("items", .object): for element in value.list ?? [] { check(element, keyword.value, &faults) }
      case ("anyOf", .array(let schemas)):
        let matches = schemas.contains { schema in
          var found: [String] = []
          check(value, schema, &found)
          return found.isEmpty
        }
        if !matches { fault("is of none of the forms allowed") }
      default: faults.append("the schema uses \(keyword.key), which is not understood here")
      }
    }
  }

  /// `#/$defs/name`.
  private func definition(_ path: String) -> JSONNode {
    path.split(separator: "/").dropFirst().reduce(root) { $0[String($1)]! }
  }
}

extension JSONNode {
  fileprivate var text: String? { if case .string(let text) = kind { text } else { nil } }
  fileprivate var amount: Double? { if case .number(let value, _) = kind { value } else { nil } }
  fileprivate var list: [JSONNode]? { if case .array(let elements) = kind { elements } else { nil } }

  fileprivate func isOf(type: String) -> Bool {
    switch (kind, type) {
    case (.null, "null"), (.bool, "boolean"), (.number, "number"), (.string, "string"), (.array, "array"),
      (.object, "object"):
      true
    case (.number(let value, _), "integer"): value.rounded() == value
    default: false
    }
  }

  fileprivate func isEqual(_ other: JSONNode) -> Bool {
    switch (kind, other.kind) {
    case (.null, .null): true
    case (.bool(let one), .bool(let other)): one == other
    case (.number(let one, _), .number(let other, _)): one == other
    case (.string(let one), .string(let other)): one == other
    case (.array(let one), .array(let other)):
      one.count == other.count && zip(one, other).allSatisfy { $0.isEqual($1) }
    case (.object(let one), .object(let members)):
      one.count == members.count
        && one.allSatisfy { member in other[member.key].map { member.value.isEqual($0) } ?? false }
    default: false
    }
  }
}

import Documents

/// A rule that only one of two programs has, or that they state differently.
///
/// Rules are the same by what they demand, not by their place: `RuleContent`. Of the rest, those of one kind and name
/// belong together, then those of one kind that select the same.
package struct RuleChange: Sendable {
  package enum Kind: String, Sendable {
    case added, removed, changed, renamed
    /// The `relate` rules, of which the first that matches counts, stand in another order.
    case reordered
  }

  package var kind: Kind
  /// The word of the rule: `limit`, `freeze`, …
  package var word: String
  package var before: Plan.RuleUse?
  package var after: Plan.RuleUse?
  /// The keys that differ, where it is changed.
  package var keys: [KeyChange]

  package struct KeyChange: Sendable {
    package var key: String
    package var before: JSONValue?
    package var after: JSONValue?
  }
}

extension RuleChange {
  /// What was removed, changed, added: in the order of the rules before, then after.
  package static func list(_ before: [Plan.RuleUse], _ after: [Plan.RuleUse]) -> [RuleChange] {
    let old = before.map { Side($0) }
    let new = after.map { Side($0) }
    var partner = [Int?](repeating: nil, count: old.count)
    var isTaken = [Bool](repeating: false, count: new.count)
    // Three rounds, from the surest on: the same content and name, the same content, what is likely meant to be the same.
    let rounds: [(Side, Side) -> Bool] = [
      { $0.content == $1.content && $0.use.name == $1.use.name },
      { $0.content == $1.content },
      { $0.use.kind == $1.use.kind && $0.use.name != nil && $0.use.name == $1.use.name },
      { $0.use.kind == $1.use.kind && $0.subject == $1.subject },
    ]
    for isPair in rounds {
      for (number, side) in old.enumerated() where partner[number] == nil {
        guard let match = new.indices.first(where: { !isTaken[$0] && isPair(side, new[$0]) }) else { continue }
        partner[number] = match
        isTaken[match] = true
      }
    }
    var changes: [RuleChange] = []
    for (number, side) in old.enumerated() {
      guard let match = partner[number] else {
        changes.append(RuleChange(kind: .removed, word: side.use.kind, before: side.use, after: nil, keys: []))
        continue
      }
      let other = new[match]
      let isRenamed = side.use.name != other.use.name
      if side.content == other.content && !isRenamed { continue }
      changes.append(
        RuleChange(
          kind: side.content == other.content ? .renamed : .changed, word: side.use.kind, before: side.use,
          after: other.use, keys: keys(side.use.content, other.use.content)))
    }
    for (number, side) in new.enumerated() where !isTaken[number] {
      changes.append(RuleChange(kind: .added, word: side.use.kind, before: nil, after: side.use, keys: []))
    }
    // Of those that both have, by their place before, the places after have to rise.
    let relates = old.indices.filter { old[$0].use.kind == "relate" }.compactMap { partner[$0] }
    if relates != relates.sorted() {
      changes.append(RuleChange(kind: .reordered, word: "relate", before: nil, after: nil, keys: []))
    }
    return changes
  }

  private struct Side {
    var use: Plan.RuleUse
    var content: [UInt8]
    /// Whom it is about: its `where`, its groups, its measure.
    var subject: [UInt8]

    init(_ use: Plan.RuleUse) {
      self.use = use
      content = use.content.map { CanonicalJSON.bytes($0) } ?? []
      let about = ["where", "by", "measure", "kind", "first", "then"]
      guard case .object(let members)? = use.content else {
        subject = []
        return
      }
      subject = CanonicalJSON.bytes(.object(members.filter { about.contains($0.0) }))
    }
  }

  private static func keys(_ before: JSONValue?, _ after: JSONValue?) -> [KeyChange] {
    guard case .object(let old)? = before, case .object(let new)? = after else { return [] }
    let names = old.map(\.0) + new.map(\.0).filter { name in !old.contains { $0.0 == name } }
    return names.compactMap { name in
      let values = (old.first { $0.0 == name }?.1, new.first { $0.0 == name }?.1)
      let isSame = values.0.map { CanonicalJSON.bytes($0) } == values.1.map { CanonicalJSON.bytes($0) }
      return isSame ? nil : KeyChange(key: name, before: values.0, after: values.1)
    }
  }
}

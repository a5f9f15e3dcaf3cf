import Documents
import Estates

/// One value for each field out of all that the sources say about a thing, and what was said otherwise.
///
/// The source that stands first in the precedence of the field's group is believed; of one source the first row. A value
/// that says something else is kept as a conflict, with both places and the rule that chose. Texts that differ in letter
/// case or punctuation alone say the same, and numbers that differ by less than a hundredth.
struct Merging {
  /// A value that was not believed.
  struct Conflict: Sendable {
    /// The key of the thing is known only when it is drafted: its rows lead there.
    var thing: Int32
    var field: Field
    var chosen: Int32
    var other: Int32
    var rule: SourcePrecedence
  }

  /// The facts that stand for one thing.
  struct Merged {
    /// By field number the fact; -1 where nothing is known.
    private(set) var facts: [Int32]
    var attributes: [(attribute: UInt16, fact: Int32)] = []
    /// All addresses, the first one first.
    var addresses: [Int32] = []
    /// All tags, in the order of their files.
    var tags: [Int32] = []

    init() { facts = [Int32](repeating: -1, count: Field.allCases.count) }

    subscript(field: Field) -> Int? {
      let fact = facts[Int(field.rawValue)]
      return fact < 0 ? nil : Int(fact)
    }

    mutating func set(_ field: UInt16, _ fact: Int32) { facts[Int(field)] = fact }
    func raw(_ field: UInt16) -> Int32 { facts[Int(field)] }
  }

  private let ranks: [[Int]] = Field.allCases.map { SourcePrecedence.group(of: $0).ranks }
  private(set) var conflicts: [Conflict] = []
  /// For each attribute the merge that met it last.
  private var seen: [Int32] = []
  private var round: Int32 = 0

  /// Fields of which several values contradict nothing.
  private static let quiet: Set<Field> = [
    .name, .fqdn, .address, .lastSeen, .status, .role, .entryClass, .position, .folder, .readiness, .kind, .assetTag,
    .isTemplate, .isPlaceholder, .osVersion, .location, .uuid, .tags, .exportID, .process, .displayName, .evidence,
    .workloadKey, .hostKey,
  ]

  mutating func merge(_ rows: [Int], thing: Int, _ observations: inout Observations) -> Merged {
    var merged = Merged()
    round += 1
    for row in rows {
      let table = observations.tables[Int(observations.rows[row].table)]
      let source = Int(table.source.rawValue)
      for index in observations.facts(of: row) {
        let fact = observations.facts[index]
        guard fact.field < Field.firstAttribute, let field = Field(rawValue: fact.field) else {
          let attribute = Int(fact.field - Field.firstAttribute)
          if attribute >= seen.count {
            seen.append(contentsOf: repeatElement(0, count: attribute + 1 - seen.count))
          }
          if seen[attribute] != round {
            seen[attribute] = round
            merged.attributes.append((fact.field, Int32(index)))
          }
          continue
        }
        if field == .address { merged.addresses.append(Int32(index)) }
        if field == .tags { merged.tags.append(Int32(index)) }
        let known = merged.raw(fact.field)
        guard known >= 0 else {
          merged.set(fact.field, Int32(index))
          continue
        }
        let other = observations.facts[Int(known)]
        let otherRow = observations.rows[Int(other.observation)]
        let otherTable = observations.tables[Int(otherRow.table)]
        let isBetter =
          field == .lastSeen
          ? observations.texts.precedes(other.value, fact.value)
          : (ranks[Int(fact.field)][source], table.isFallback ? 1 : 0)
            < (ranks[Int(fact.field)][Int(otherTable.source.rawValue)], otherTable.isFallback ? 1 : 0)
        let (chosen, refused) = isBetter ? (Int32(index), known) : (known, Int32(index))
        if isBetter { merged.set(fact.field, Int32(index)) }
        guard other.value != fact.value, !Self.quiet.contains(field),
          // Sized another way is no contradiction.
          !(table.source == otherTable.source && (table.isFallback || otherTable.isFallback)),
          observations.tables[Int(observations.rows[row].table)].thing != .detail || field != .environment,
          differ(field, fact.value, other.value, &observations)
        else { continue }
        conflicts.append(
          Conflict(
            thing: Int32(thing), field: field, chosen: chosen, other: refused,
            rule: SourcePrecedence.group(of: field)))
      }
    }
    return merged
  }

  private func differ(
    _ field: Field, _ left: TextPool.ID, _ right: TextPool.ID, _ observations: inout Observations
  ) -> Bool {
    if let a = observations.number(left), let b = observations.number(right) {
      return (a - b).magnitude > max(a.magnitude, b.magnitude) * 0.01
    }
    let (a, b) = (observations.texts[left], observations.texts[right])
    switch field {
    case .host: return MachineName(a).label != MachineName(b).label
    case .os, .model, .hypervisor:
      // One may say more than the other.
      let (a, b) = (HeaderName.squeezed(a), HeaderName.squeezed(b))
      return !a.contains(b) && !b.contains(a) && Self.family(a) != Self.family(b)
    default: return HeaderName.squeezed(a) != HeaderName.squeezed(b)
    }
  }

  /// `windowsserver2019` for all editions of it.
  private static func family(_ system: String) -> String {
    guard let range = systemYear(system) else { return system }
    return String(system[..<range])
  }

  /// Where the first four digits in a row end.
  private static func systemYear(_ text: String) -> String.Index? {
    var run = 0
    for index in text.indices {
      run = text[index].isNumber ? run + 1 : 0
      if run == 4 { return text.index(after: index) }
    }
    return nil
  }
}

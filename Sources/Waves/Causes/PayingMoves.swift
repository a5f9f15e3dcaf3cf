import Estates
import Plans
import Solving
import Topology

/// Those who could have stayed and could have gone before, and for whom it pays only by the new figures.
///
///     lease of LYS1 ends in 2028, not 2030 ──▶ the 40 that leave LYS1 earlier are worth it now, and were not before
///
/// The moves that a changed row touches are looked at together, and so are all that are left where a target or another term
/// changed: what is the new plan worth without them, by the new estate and by the old one? They are explained where it is
/// worth less by the new, and not by the old.
struct PayingMoves {
  private let finder: CauseFinder
  /// Rows of the later estate that could have stayed.
  private let rows: [Int32]
  /// By row, the changed dependencies and initiatives that it is in.
  private let dependencyChanges: [Int32: [Int]]
  private let initiativeChanges: [Int32: [Int]]

  init(_ finder: CauseFinder, _ waves: [Int32]) {
    self.finder = finder
    rows = finder.moved.filter { waves[finder.after.item(of: $0)] == finder.old[Int($0)] }
    dependencyChanges = PayingMoves.dependencyChanges(finder)
    initiativeChanges = PayingMoves.initiativeChanges(finder)
  }

  func explain(_ book: inout CauseBook) {
    let open = rows.filter { book[finder.after.key($0)] == nil }
    if open.isEmpty || finder.inputs.list.isEmpty { return }
    // By the changes that touch them, rows first in the order of the table.
    var bundles: [[Int]: [Int32]] = [:]
    for row in open {
      let touching = money(of: row)
      if !touching.isEmpty { bundles[touching, default: []].append(row) }
    }
    for (changes, rows) in bundles.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) where pays(rows) {
      let word: MoveCause.Word = changes.contains { isRule($0) } ? .rule : .inventory
      for row in rows { book.take(MoveCause(finder.after.key(row), word, .pays, roots: changes)) }
    }
    let terms = finder.inputs.terms
    let rest = open.filter { book[finder.after.key($0)] == nil }
    if !terms.isEmpty, !rest.isEmpty, pays(rest) {
      for row in rest { book.take(MoveCause(finder.after.key(row), .rule, .pays, roots: terms)) }
    }
  }

  private func isRule(_ change: Int) -> Bool {
    if case .row = finder.inputs.list[change].subject { false } else { true }
  }

  /// Changes that bear on what a row's move is worth: the rows that it draws on, its dependencies, its initiatives, and the
  /// `near` and `relate` rules about it.
  private func money(of row: Int32) -> [Int] {
    let world = finder.after
    var found = finder.inputs.touching(world.key(row), row, in: world.estate)
    found += dependencyChanges[row] ?? []
    found += initiativeChanges[row] ?? []
    for (index, change) in finder.inputs.ofRule.sorted(by: { $0.key < $1.key }) {
      if case .near = world.estate.program.rules[index].kind, world.resolved.selections[index].contains(Int(row)) {
        found.append(change)
      }
    }
    return CauseBook.distinct(found).sorted()
  }

  private static func dependencyChanges(_ finder: CauseFinder) -> [Int32: [Int]] {
    let dependencies = finder.after.estate.dependencies
    var found: [Int32: [Int]] = [:]
    for (row, change) in finder.inputs.ofDependency.sorted(by: { $0.key < $1.key }) {
      found[dependencies.source[Int(row)], default: []].append(change)
      found[dependencies.target[Int(row)], default: []].append(change)
    }
    return found
  }

  private static func initiativeChanges(_ finder: CauseFinder) -> [Int32: [Int]] {
    let estate = finder.after.estate
    var found: [Int32: [Int]] = [:]
    let changed = Dictionary(
      finder.inputs.changes(in: estate.initiatives.table.file).map { ($0.key, $0.number) },
      uniquingKeysWith: { a, _ in a })
    for row in 0..<estate.initiatives.count {
      guard let change = changed[estate.texts[estate.initiatives.keys[row]]] else { continue }
      for place in Int(estate.initiatives.memberStart[row])..<Int(estate.initiatives.memberStart[row + 1]) {
        found[estate.initiatives.members[place], default: []].append(change)
      }
    }
    return found
  }

  /// Whether the new plan is worth less without these moves by the new estate, and not by the old one.
  private func pays(_ rows: [Int32]) -> Bool {
    let (after, before) = (finder.after, finder.before)
    let back = Set(rows.map { after.key($0) })
    func score(_ world: PlannedEstate, _ wave: (Int32) -> Int32) -> Score {
      var items = world.items
      for item in 0..<world.workItems { items[item] = wave(world.members(of: item).first!) }
      return SolutionChecker(world.model.problem).score(of: items)
    }
    let now = score(after) { after.waves[Int($0)] }
    let without = score(after) { back.contains(after.key($0)) ? finder.old[Int($0)] : after.waves[Int($0)] }
    guard isWorthMore(now, without) else { return false }
    func oldWave(_ row: Int32, _ isBack: Bool) -> Int32 {
      let was = before.waves[Int(row)]
      guard !isBack, let later = after.rowOf[before.key(row)] else { return was }
      guard let day = after.cutover(after.waves[Int(later)]) else { return Int32(before.waveCount) }
      return before.wave(on: day) ?? was
    }
    let then = score(before) { oldWave($0, false) }
    let thenWithout = score(before) { oldWave($0, back.contains(before.key($0))) }
    return !isWorthMore(then, thenWithout)
  }

  private func isWorthMore(_ one: Score, _ other: Score) -> Bool {
    var slack = other
    slack.worth += 1e-6 * max(1, other.worth.magnitude)
    return one.isBetter(than: slack)
  }
}

/// Why a workload moves otherwise than in the plan before.
///
///     APP-0042  rule               had to   /rules/17 (added freeze "Plant shutdown")
///     APP-0043  dependency         had to   follows APP-0042 by /rules/16 (order), and so /rules/17
///     APP-0051  limit              had to   APP-0042 came into its wave by /rules/22 (limit), and so /rules/17
///     APP-0077  released capacity  could    APP-0042 made room in wave 22, and so /rules/17
///     APP-0090  search                      nothing that changed explains it
package struct MoveCause: Hashable, Sendable {
  /// The closed list.
  package enum Word: String, CaseIterable, Sendable {
    /// A row of the inventory.
    case inventory
    /// A rule of the program, or one of its terms, that is neither a limit nor a pin.
    case rule
    /// A limit that was changed, or that has no room left by what others had to do.
    case limit
    /// What has happened, or has not, otherwise than the plan said.
    case actual
    case pin
    /// It moves with, before or after another one that had to.
    case dependency
    /// Others made room.
    case releasedCapacity = "released capacity"
    /// Nothing that changed explains it: the search, or whoever made the plan, chose so.
    case search
  }

  /// How the change bears on the move.
  package enum Force: String, CaseIterable, Sendable {
    /// With everything else where it is, the old wave breaks a rule.
    case required
    /// The old wave is still possible; the new one was not before.
    case enabled
    /// Both were possible; by the new figures the move is worth it, by the old ones it was not.
    case pays
  }

  /// A step toward the root: through a row or rule to the workload that it ties to.
  package struct Link: Hashable, Sendable {
    /// The row, rule or limit in the words of the estate; empty where there is none to name.
    package var through: String
    package var workload: String
    package init(through: String, workload: String) {
      self.through = through
      self.workload = workload
    }
  }

  package var workload: String
  package var word: Word
  /// Nil for `search`, and for workloads that only one of the plans has.
  package var force: Force?
  /// The rows and rules at the end of the chain, by number in `MoveCauses.changes`; none for `search`.
  package var roots: [Int]
  /// From the workload on to the one that the roots bear on; empty where they bear on itself.
  package var chain: [Link]

  package init(_ workload: String, _ word: Word, _ force: Force?, roots: [Int] = [], chain: [Link] = []) {
    self.workload = workload
    self.word = word
    self.force = force
    self.roots = roots
    self.chain = chain
  }
}

/// What was changed between two estates, and which of it moved whom.
package struct MoveCauses: Sendable {
  /// Everything that differs between the two estates, in the order of their files; then what has happened.
  package var changes: [InputChange]
  /// One for each workload that moves otherwise, or that only one plan has; sorted by key.
  package var causes: [MoveCause]
  /// The fewest workloads that would have had to move, of those that do: found by putting back all others.
  package var required: Int
  /// No fewer would do; proven.
  package var requiredProven: Int

  package init(changes: [InputChange], causes: [MoveCause], required: Int, requiredProven: Int) {
    self.changes = changes
    self.causes = causes
    self.required = required
    self.requiredProven = requiredProven
  }

  /// Of those that both plans have.
  package var moved: Int { causes.count { $0.word == .search || $0.force != nil } }
  package func count(of word: MoveCause.Word) -> Int { causes.count { $0.word == word } }
  /// The share of the moves that nothing explains.
  package var searchShare: Double { moved == 0 ? 0 : Double(count(of: .search)) / Double(moved) }

  package subscript(workload: String) -> MoveCause? {
    var low = 0
    var high = causes.count
    while low < high {
      let middle = (low + high) / 2
      if causes[middle].workload.utf8.lexicographicallyPrecedes(workload.utf8) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < causes.count && causes[low].workload == workload ? causes[low] : nil
  }
}

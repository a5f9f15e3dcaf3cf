import Estates

extension Plan {
  /// What a plan took as given because it was made in the midst of things: what has happened, what is under way, and what a
  /// change of the agreed plan costs.
  ///
  /// What is settled binds nobody any more: no rule is broken by it alone. A limit that it passed counts as the use that it
  /// had; a group of which some have left goes on with the rest; whoever left before its provider has left.
  package struct Replan: Hashable, Sendable {
    package var asOf: Day
    /// Digest of the plan that was agreed before.
    package var plan: String
    /// Digest of the log of what has happened; nil where there was none, and the agreed plan was taken to have come true.
    package var actuals: String?
    /// So many waves, from the one under way on, keep what the agreed plan put into them.
    package var frozenWaves: Int
    /// The price of a workload that moves in another wave than agreed, in the program's money.
    package var stabilityCost: Double
    /// Keys of the workloads that have left, sorted by bytes.
    package var settled: [String]
    /// Keys of the workloads that are under way and keep their wave, sorted by bytes.
    package var frozen: [String]
    /// Keys of the workloads that were under way and could not keep their wave, sorted by bytes.
    package var thawed: [String]
    /// Keys of the workloads that were taken out of scope: they stay, and no rule asks for them any more; sorted by bytes.
    package var removed: [String]
    /// Workloads of both plans, not settled, that now move in another wave, or stay where they moved.
    package var moved: Int
    /// No plan that keeps what is settled and frozen moves fewer; proven.
    package var fewestProven: Int
    /// The fewest of any plan that was found, whatever it is worth.
    package var fewestFound: Int

    package init(
      asOf: Day, plan: String, actuals: String?, frozenWaves: Int, stabilityCost: Double, settled: [String] = [],
      frozen: [String] = [], thawed: [String] = [], removed: [String] = [], moved: Int = 0, fewestProven: Int = 0,
      fewestFound: Int = 0
    ) {
      self.asOf = asOf
      self.plan = plan
      self.actuals = actuals
      self.frozenWaves = frozenWaves
      self.stabilityCost = stabilityCost
      self.settled = settled
      self.frozen = frozen
      self.thawed = thawed
      self.removed = removed
      self.moved = moved
      self.fewestProven = fewestProven
      self.fewestFound = fewestFound
    }
  }
}

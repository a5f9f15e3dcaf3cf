import Estates

/// A dependency with its relation decided: what the row, the `relate` rules and the dispositions of its ends make of it.
struct ResolvedDependency: Sendable {
  enum Demand: Hashable, Sendable {
    case together
    /// `before` leaves no later than `after`; if it stays, so does `after`.
    case inOrder(before: Int32, after: Int32)
    case apart
    /// Costs while exactly one of the two has left.
    case nearBoth
    /// Costs from the moment `leaver` has left until `retired` is shut down.
    case nearRetired(leaver: Int32, retired: Int32)
    /// Both are shut down: nothing is split.
    case nothing
  }

  var source: Int32
  var target: Int32
  var line: Int
  var demand: Demand
  var annualSplitCost: Double
}

/// Why a workload stays: a closed list, and the word in `plan.json`.
package enum StayReason: String, CaseIterable, Sendable {
  /// Its disposition is `retain`.
  case retain
  /// A `stay` rule selects it.
  case stay
  /// It moves together with one that may not move.
  case togetherWithStay
  /// A workload that has to leave before it stays.
  case providerStays
  /// No wave is left that its dates, freezes, lead and limits allow.
  case noWave
  /// It could move; within the rules that did not pay, nor help a target.
  case choice
}

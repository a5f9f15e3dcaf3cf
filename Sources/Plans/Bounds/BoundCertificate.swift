/// Why a bound of a plan holds, in the words of the estate: what an hour of a team, a wave's gigabytes, a host's worth of
/// cores would be worth at the margin. Under these prices nothing better is left, whatever they are.
///
///     npv, at most 14,381,902.33
///       all cases                               one leaf without decisions
///         limit 3, wave 12                      53.125 for each hour
///         cluster C-TRN1, cores, wave 30        11.5   for each core, APP-7 counted as gone
///         target 1                              2.5e6  for the whole of its baseline
///
/// A verifier adds it up again (`Verifier.recomputed`): who leaves when, without the limits, is a question of one maximum
/// flow when each move pays for what it takes; what the prices bring for the limits comes on top.
package struct BoundCertificate: Hashable, Sendable {
  /// What is bounded: a figure of `Plan.Bound`.
  package enum Objective: String, CaseIterable, Sendable { case npv, shortfall, milestoneShortfall }

  /// A share in a limit that has a price.
  package enum Row: Hashable, Sendable {
    /// A period of a `limit` rule, by index, under the name that it has among the rule's periods; a unit of its measure.
    case limit(rule: Int, period: String)
    /// An `apart` dependency, by line of `dependencies.csv`, in a wave from 1; one move more.
    case apartDependency(line: Int, wave: Int)
    /// A group of an `apart` rule, by the values that its members share, in a wave from 1; one move more.
    case apartGroup(rule: Int, values: [String], wave: Int)
    /// What has left a cluster by a wave from 1, while `gone`, with all who move as one with them, count as gone already.
    case cluster(String, ClusterMeasure, wave: Int, gone: [String])
    /// A target, or one of its milestones, both from 0; a unit of its measure.
    case target(Int, milestone: Int?)
  }

  /// What of a cluster's workloads keeps its hosts.
  package enum ClusterMeasure: String, CaseIterable, Sendable {
    case cores
    case memoryGB = "memory_gb"
    /// Workloads of which neither is known.
    case unknown
    case workloads
  }

  package struct Price: Hashable, Sendable {
    package var row: Row
    /// Above 0; money a unit, for the shortfalls their share a unit.
    package var price: Double
    package init(row: Row, price: Double) {
      self.row = row
      self.price = price
    }
  }

  /// "Has it left by that wave?"
  package struct Question: Hashable, Sendable {
    package var kind: Decision.Kind
    package var key: String
    package var wave: Int
  }

  /// An answer to "has it left by that wave?".
  package struct Decision: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable { case workload, host, rack, site, initiative }
    package var kind: Kind
    package var key: String
    /// From 1.
    package var wave: Int
    /// It has left by then (a host, rack or site has nothing left to wait for, an initiative is ready).
    package var isDone: Bool
    package init(kind: Kind, key: String, wave: Int, isDone: Bool) {
      self.kind = kind
      self.key = key
      self.wave = wave
      self.isDone = isDone
    }

    package var question: Question { Question(kind: kind, key: key, wave: wave) }
  }

  /// One case, and the prices that prove the bound in it.
  package struct Leaf: Hashable, Sendable {
    package var decisions: [Decision]
    package var prices: [Price]
    package init(decisions: [Decision], prices: [Price]) {
      self.decisions = decisions
      self.prices = prices
    }
  }

  /// What prices prove without any cases, where there are several: no more than the cases together, but the prices are
  /// those of all plans alike.
  package struct Undivided: Hashable, Sendable {
    package var value: Double
    package var prices: [Price]
    package init(value: Double, prices: [Price]) {
      self.value = value
      self.prices = prices
    }
  }

  package var objective: Objective
  /// What the worst of the leaves proves.
  package var value: Double
  /// The cases: leaves of a tree in which each branching asks one question.
  package var leaves: [Leaf]
  package var undivided: Undivided?
  package init(objective: Objective, value: Double, leaves: [Leaf], undivided: Undivided? = nil) {
    self.objective = objective
    self.value = value
    self.leaves = leaves
    self.undivided = undivided
  }

  /// The prices of one proof for all plans alike: those of the only case, or those without cases; nil where there are none.
  package var commonPrices: [Price]? { leaves.count == 1 ? leaves[0].prices : undivided?.prices }
}

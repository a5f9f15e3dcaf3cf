/// What the engine solves: items are put into waves, or stay, so that what must hold holds and the worth is greatest.
///
///     wave        0    1    2    3            "left by wave t":  item 0   . . # #   moves in wave 2
///     item 0                ●                                    item 1   . # # #   moves in wave 1
///     item 1           ●                                         item 2   . . . .   stays (wave number 4 = waveCount)
///     item 2                        (stays)
///
/// Everything is plain dense arrays: items, waves, outcomes and so on are numbered from 0. An *assignment* gives each item
/// its wave, `waveCount` meaning that it stays.
///
/// **What must hold.** An item moves only in an allowed wave and stays only if it may (`allowed`, `mayStay`). A precedence
/// `before → after, lag` says: if `after` moves, `before` moves at least `lag` waves earlier. Items of an apart group move
/// in different waves. In every bucket of a resource the amounts taken sum to at most its capacity, within `slack`.
///
/// **What it is worth.** Each item has a worth per wave; a span costs from the first of its members until the last; an
/// outcome pays from the wave in which the last of its members has left; a drain gives back one step after another as what
/// remains in it shrinks. All this is money. Goals count what outcomes, steps and items contribute by a wave, and what is
/// missing is their shortfall. Scores are compared goal by goal: see `Score`.
///
/// The form is that of precedence-constrained production scheduling, with "left by wave t" as the variables: precedences,
/// spans and outcomes are arcs of a closure, resources are rows over it.
package struct Problem: Sendable {
  /// If `after` moves in wave w, `before` moves in a wave of at most w - lag. `lag` is 0 or more.
  package struct Precedence: Hashable, Sendable {
    package var before: Int32
    package var after: Int32
    package var lag: Int32
    package init(before: Int32, after: Int32, lag: Int32) {
      self.before = before
      self.after = after
      self.lag = lag
    }
  }

  /// A capacity per bucket of waves. `bucketOfWave[t]` is the bucket that wave t counts in, or -1 where it is not limited.
  package struct Resource: Sendable {
    package var bucketOfWave: [Int32]
    /// Zero or more.
    package var capacity: [Double]
    package init(bucketOfWave: [Int32], capacity: [Double]) {
      self.bucketOfWave = bucketOfWave
      self.capacity = capacity
    }
  }

  /// What an item takes of a resource when it moves in wave t: `amount / lead` in each of the waves t - lead + 1 … t.
  /// `amount` may be negative.
  package struct Use: Hashable, Sendable {
    package var resource: Int32
    package var lead: Int32
    package var amount: Double
    package init(resource: Int32, lead: Int32, amount: Double) {
      self.resource = resource
      self.lead = lead
      self.amount = amount
    }
  }

  /// A cost while some have left and others not. With f the wave of the first to leave and l that of the last
  /// (`waveCount` where one stays) it costs `amount * (spanWorth[f] - spanWorth[l])`.
  package struct Span: Sendable {
    package enum Form: Sendable {
      /// From the first member that leaves until the last.
      case whole
      /// Two members: from the moment `members[0]` leaves until `members[1]` does; nothing where that one left first.
      case directed
    }
    package var form: Form
    package var members: [Int32]
    /// Zero or more.
    package var amount: Double
    package init(form: Form, members: [Int32], amount: Double) {
      self.form = form
      self.members = members
      self.amount = amount
    }
  }

  /// An amount that counts toward a goal where it is there by `lastWave` (-1: never in time).
  package struct Contribution: Hashable, Sendable, BitwiseCopyable {
    package var goal: Int32
    package var amount: Double
    package var lastWave: Int32
    package init(goal: Int32, amount: Double, lastWave: Int32) {
      self.goal = goal
      self.amount = amount
      self.lastWave = lastWave
    }
  }

  /// Something that comes about when all its members have left: complete in the wave of the last of `items`, and not
  /// before each drain of `steps` has given back at least that many steps.
  package struct Outcome: Sendable {
    package struct Step: Hashable, Sendable {
      package var drain: Int32
      /// From 1: so many steps must have been given back.
      package var count: Int32
      package init(drain: Int32, count: Int32) {
        self.drain = drain
        self.count = count
      }
    }
    package var items: [Int32]
    package var steps: [Step]
    /// Worth of completion in wave t; not increasing in t, zero or more. Never complete is worth 0.
    package var worth: [Double]
    package var contributions: [Contribution]
    package init(items: [Int32], steps: [Step] = [], worth: [Double], contributions: [Contribution] = []) {
      self.items = items
      self.steps = steps
      self.worth = worth
      self.contributions = contributions
    }
  }

  /// Something that gives back one step after another as its load shrinks. Step i is given back at the first wave after
  /// which, in every dimension d, what remains (`base[d]` plus the demand of the members that have not left) is at most
  /// `steps[i].threshold[d]`, within `slack`. Thresholds do not increase from step to step; nothing is given back before
  /// wave 0.
  package struct Drain: Sendable {
    package struct Step: Sendable {
      /// One value for each dimension, `.infinity` where the dimension does not matter.
      package var threshold: [Double]
      /// Worth of being given back in wave t; not increasing in t, zero or more.
      package var worth: [Double]
      package var contributions: [Contribution]
      package init(threshold: [Double], worth: [Double], contributions: [Contribution] = []) {
        self.threshold = threshold
        self.worth = worth
        self.contributions = contributions
      }
    }
    package var items: [Int32]
    /// `demand[d][k]`: demand of `items[k]` in dimension d, zero or more.
    package var demand: [[Double]]
    /// What remains for ever.
    package var base: [Double]
    package var steps: [Step]
    package init(items: [Int32], demand: [[Double]], base: [Double], steps: [Step]) {
      self.items = items
      self.demand = demand
      self.base = base
      self.steps = steps
    }
  }

  /// An amount to be reached: the shortfall is `max(0, need - contributions) * scale`.
  package struct Goal: Sendable {
    package enum Tier: Hashable, Sendable {
      /// Compared first.
      case target
      /// Compared second.
      case milestone
      /// Counts in the worth alone, at `price` for each unit of shortfall.
      case money(price: Double)
    }
    package var tier: Tier
    package var need: Double
    package var scale: Double
    package init(tier: Tier, need: Double, scale: Double) {
      self.tier = tier
      self.need = need
      self.scale = scale
    }
  }

  package var waveCount: Int
  package var itemCount: Int
  /// `allowed[i * maskWords + t / 64]`, bit `t % 64`: item i may move in wave t.
  package var allowed: [UInt64]
  package var mayStay: [Bool]
  /// `worth[i * waveCount + t]` of item i moving in wave t; staying is worth 0.
  package var worth: [Double]
  package var precedences: [Precedence] = []
  package var apartGroups: [[Int32]] = []
  package var resources: [Resource] = []
  /// Uses of item i: `uses[useStart[i] ..< useStart[i + 1]]`, at most one a (resource, lead).
  package var useStart: [Int32]
  package var uses: [Use] = []
  package var spans: [Span] = []
  /// `waveCount + 1` values, not increasing.
  package var spanWorth: [Double]
  package var outcomes: [Outcome] = []
  package var drains: [Drain] = []
  package var goals: [Goal] = []
  /// Contributions of item i to goals: `itemContributions[contributionStart[i] ..< contributionStart[i + 1]]`.
  package var contributionStart: [Int32]
  package var itemContributions: [Contribution] = []
  /// Worth that every assignment has.
  package var constant: Double = 0

  /// Items that may move in every wave and may stay, worth nothing, bound by nothing.
  package init(waveCount: Int, itemCount: Int) {
    precondition(waveCount >= 1 && itemCount >= 0)
    self.waveCount = waveCount
    self.itemCount = itemCount
    let words = (waveCount + 63) / 64
    var mask = [UInt64](repeating: ~0, count: words)
    if waveCount % 64 != 0 { mask[words - 1] = (1 << UInt64(waveCount % 64)) - 1 }
    allowed = []
    allowed.reserveCapacity(itemCount * words)
    for _ in 0..<itemCount { allowed.append(contentsOf: mask) }
    mayStay = [Bool](repeating: true, count: itemCount)
    worth = [Double](repeating: 0, count: itemCount * waveCount)
    useStart = [Int32](repeating: 0, count: itemCount + 1)
    contributionStart = [Int32](repeating: 0, count: itemCount + 1)
    spanWorth = [Double](repeating: 0, count: waveCount + 1)
  }

  /// Words of a wave mask.
  package var maskWords: Int { (waveCount + 63) / 64 }

  package func isAllowed(_ item: Int, in wave: Int) -> Bool {
    allowed[item * maskWords + wave >> 6] >> UInt64(wave & 63) & 1 == 1
  }

  package mutating func forbid(_ item: Int, in wave: Int) {
    allowed[item * maskWords + wave >> 6] &= ~(1 << UInt64(wave & 63))
  }

  /// A sum meets a limit up to this much more: `limit * (1 + 1e-9) + 1e-9`.
  package static func slack(_ limit: Double) -> Double { limit * (1 + 1e-9) + 1e-9 }
}

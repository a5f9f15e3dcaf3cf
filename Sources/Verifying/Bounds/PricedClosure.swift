import Estates

/// Who has left by when, as a closure: what the estate is worth when its limits are not kept but paid for.
///
///     mover a      a1 ─▶ a2 ─▶ a3        "left by wave 2" requires "left by wave 3"; what comes before has left `lag` earlier
///     host h       h1 ─▶ h2 ─▶ h3        "free by wave 2" requires all that it waits for, and pays what freedom one wave
///                                        earlier is worth
///     near a ~ b   a2 ⇢ b2               costs for as long as one has left and the other has not
///
/// A place is a node, or what is certain: `always`, or `never`. Places are weighed, prices taken off, and the heaviest closed
/// set is found by one maximum flow. Weights become whole numbers, rounded so that the sum is never too small.
struct PricedClosure {
  /// A node, or `always` or `never`.
  typealias Place = Int32
  static let always: Place = -1
  static let never: Place = -2

  private var weights: [Double] = []
  /// What is certain.
  private(set) var constant = 0.0
  private var required: [(tail: Place, head: Place)] = []
  private var paid: [(tail: Place, head: Place, cost: Double)] = []
  private var forced: [(place: Place, isDone: Bool)] = []
  /// What is known of a place from the start turned out to be otherwise: the case cannot be.
  private(set) var isImpossible = false

  mutating func makePlace() -> Place {
    weights.append(0)
    return Place(weights.count - 1)
  }

  mutating func add(_ amount: Double, at place: Place) {
    if place >= 0 { weights[Int(place)] += amount } else if place == PricedClosure.always { constant += amount }
  }

  /// `tail` requires `head`.
  mutating func require(_ tail: Place, _ head: Place) {
    if tail == head || tail == PricedClosure.never || head == PricedClosure.always { return }
    if tail == PricedClosure.always {
      force(head, true)
    } else if head == PricedClosure.never {
      force(tail, false)
    } else {
      required.append((tail, head))
    }
  }

  /// `cost` is paid where `tail` has left and `head` has not.
  mutating func pay(_ cost: Double, _ tail: Place, without head: Place) {
    if tail == head || tail == PricedClosure.never || head == PricedClosure.always || cost == 0 { return }
    if tail == PricedClosure.always || head == PricedClosure.never {
      add(-cost, at: tail)
      if head != PricedClosure.never { add(cost, at: head) }
    } else {
      paid.append((tail, head, cost))
    }
  }

  /// It is certain that `place` is done, or that it is not.
  mutating func force(_ place: Place, _ isDone: Bool) {
    if place >= 0 {
      forced.append((place, isDone))
    } else if (place == PricedClosure.always) != isDone {
      isImpossible = true
    }
  }

  /// No set of places that is closed weighs more than this; nil where none keeps to what is certain.
  func heaviest() -> Double? {
    if isImpossible { return nil }
    guard let known = known() else { return nil }
    // What is known leaves the graph.
    var place: [Place] = []
    var count: Place = 0
    for state in known {
      place.append(state == 1 ? PricedClosure.always : state == 0 ? PricedClosure.never : count)
      if state < 0 { count += 1 }
    }
    var rest = PricedClosure()
    rest.weights = [Double](repeating: 0, count: Int(count))
    rest.constant = constant
    for node in weights.indices { rest.add(weights[node], at: place[node]) }
    for (tail, head, cost) in paid { rest.pay(cost, place[Int(tail)], without: place[Int(head)]) }
    for (tail, head) in required { rest.require(place[Int(tail)], place[Int(head)]) }

    var total = rest.constant.magnitude
    for weight in rest.weights { total += weight.magnitude }
    for arc in rest.paid { total += arc.cost }
    var scale = 0x1p40
    while scale * total > 0x1p56 { scale /= 2 }
    while scale * total < 0x1p50 && scale < 0x1p50 { scale *= 2 }
    var flow = MaximumFlow(weights: rest.weights.map { Int64(($0 * scale).rounded(.up)) })
    for (tail, head) in rest.required { flow.add(tail, head) }
    for (tail, head, cost) in rest.paid { flow.add(tail, head, cost: Int64((cost * scale).rounded(.down))) }
    // Sums in floating point: a little more than they can be off by.
    return rest.constant + Double(flow.heaviest()) / scale + 1e-13 * total
  }

  /// 1 for each node that is certain, 0 for each that cannot be, else -1; nil where something is both.
  private func known() -> [Int8]? {
    var known = [Int8](repeating: -1, count: weights.count)
    if forced.isEmpty { return known }
    var heads = [[Place]](repeating: [], count: weights.count)
    var tails = heads
    for (tail, head) in required {
      heads[Int(tail)].append(head)
      tails[Int(head)].append(tail)
    }
    var open = forced
    while let (place, isDone) = open.popLast() {
      let state: Int8 = isDone ? 1 : 0
      if known[Int(place)] == state { continue }
      if known[Int(place)] >= 0 { return nil }
      known[Int(place)] = state
      for other in isDone ? heads[Int(place)] : tails[Int(place)] { open.append((other, isDone)) }
    }
    return known
  }
}

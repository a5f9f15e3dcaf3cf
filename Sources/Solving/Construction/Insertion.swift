/// Finds a place for what must move and found none: it is pushed in, and what is in its way is ejected to elsewhere.
///
/// Each success places one item more and none less, so that the loop ends; when nothing succeeds for long, some placed
/// items are shifted about and it is tried again.
struct Insertion {
  let state: SearchState

  /// True where all that must move is placed.
  func run(attempts: Int = 20_000) -> Bool {
    let compiled = state.compiled
    let stays = compiled.waveCount
    var random = RandomSource(seed: 1)
    var proposal = Proposal(state: state)
    func missing() -> [Int] {
      (0..<compiled.itemCount).filter { !compiled.mayStay[$0] && Int(state.waves[$0]) == stays }
    }
    let required = (0..<compiled.itemCount).filter { !compiled.mayStay[$0] }
    var open = missing()
    for _ in 0..<attempts {
      if open.isEmpty { return true }
      let item = open[random.below(open.count)]
      guard compiled.canMove(item) else { return false }
      let first = Int(compiled.earliest[item])
      let wave = compiled.allowedAtOrAfter(item, first + random.below(Int(compiled.latest[item]) - first + 1))
      proposal.begin(ejections: 24)
      if wave < stays && proposal.move(item, to: wave, limit: 200)
        && proposal.settle(home: stays, limit: 300, random: &random)
      {
        open = missing()
        continue
      }
      proposal.undo()
      let other = required[random.below(required.count)]
      let from = Int(state.waves[other])
      if from == stays { continue }
      let to = compiled.allowedAtOrAfter(other, random.below(stays))
      if to >= stays || to == from { continue }
      proposal.begin(ejections: 4)
      if !proposal.move(other, to: to, limit: 60) || !proposal.settle(home: from, limit: 80, random: &random) {
        proposal.undo()
      }
    }
    return open.isEmpty
  }
}

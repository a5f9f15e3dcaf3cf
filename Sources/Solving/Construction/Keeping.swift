/// Keeps as much of an assignment as the rules let stand, and finds new places for the rest.
///
///     wanted  a 3   b 5   c 6        wave 5 is closed to b, and c has to come after b
///     kept    a 3   b 7   c 7        b goes to the next wave that is free, c follows it
///
/// Items go in by their wanted waves, each if it fits with what is there and all that has to leave before it stands; what
/// is left over is scheduled from its wanted wave on.
struct Keeping {
  let compiled: CompiledProblem

  init(_ compiled: CompiledProblem) { self.compiled = compiled }

  /// Nil where no place was found for something that must move. A wanted wave of -1 leaves an item free.
  func waves(_ wanted: [Int32]) -> [Int32]? {
    let waveCount = compiled.waveCount
    let state = SearchState(compiled)
    let schedule = ListScheduling(compiled: compiled, state: state)
    func isFixed(_ item: Int) -> Bool { !compiled.mayStay[item] && compiled.earliest[item] == compiled.latest[item] }
    // What has one wave alone stands first; then the others as they were to leave, what goes before others first.
    for item in 0..<compiled.itemCount where compiled.canMove(item) && isFixed(item) {
      let wave = Int(compiled.earliest[item])
      if schedule.fits(item, wave) { state.place(item, wave) }
    }
    for item in inOrder(wanted) where !isFixed(item) {
      let wave = Int(wanted[item])
      guard wave >= 0, wave < waveCount, compiled.canMove(item), compiled.isAllowed(item, wave) else { continue }
      let hasLeft = compiled.befores.range(item).allSatisfy { place in
        let arc = compiled.befores.values[place]
        return Int(state.waves[arc.item]) + Int(arc.lag) <= wave && Int(state.waves[arc.item]) < waveCount
      }
      if hasLeft && schedule.fits(item, wave) { state.place(item, wave) }
    }
    let store = CellStore()
    let base = store.cells(state.waves.array)
    let key = wanted.map { $0 < 0 ? Double(waveCount) : Double($0) }
    let isComplete = withExtendedLifetime(store) {
      schedule.run(
        key: key, wanted: { wanted[$0] >= 0 && wanted[$0] < Int32(waveCount) }, release: { max(0, Int(wanted[$0])) },
        base: base)
    }
    if !isComplete && !Insertion(state: state).run() { return nil }
    return state.waves.array
  }

  /// By wanted wave, and within one wave after all that has to leave before.
  private func inOrder(_ wanted: [Int32]) -> [Int] {
    var depth = [Int32](repeating: 0, count: compiled.itemCount)
    var waiting = (0..<compiled.itemCount).map { compiled.befores.range($0).count }
    var queue = (0..<compiled.itemCount).filter { waiting[$0] == 0 }
    var position = 0
    while position < queue.count {
      let item = queue[position]
      position += 1
      for place in compiled.afters.range(item) {
        let after = Int(compiled.afters.values[place].item)
        depth[after] = max(depth[after], depth[item] + 1)
        waiting[after] -= 1
        if waiting[after] == 0 { queue.append(after) }
      }
    }
    return (0..<compiled.itemCount).sorted { (wanted[$0], depth[$0], $0) < (wanted[$1], depth[$1], $1) }
  }
}

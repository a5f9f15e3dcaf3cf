import Synchronization

/// One line on a terminal that says how far a long search is, and goes away when it is through.
///
///     planning 12 s · improving · 1.2 million steps · shortfall 0.0% · worth EUR 4.20 million
///
/// It shows only on a terminal (nothing blinks in a log), only after a second (short runs stay quiet), and at most ten
/// times a second. It may be told from several threads.
package final class ProgressLine: Sendable {
  private struct State: Sendable {
    var text = ""
    var lastShown = -Double.infinity
    var isVisible = false
    var isOver = false
  }

  private let world: World
  private let began: Double
  private let isWanted: Bool
  private let state = Mutex(State())

  package init(world: World) {
    self.world = world
    began = world.seconds()
    isWanted = world.isTerminal(.talk) && world.variable("TERM") != "dumb"
  }

  /// What is going on; nil only lets the clock move on.
  package func tell(_ text: String?) {
    guard isWanted else { return }
    let now = world.seconds()
    state.withLock { state in
      if let text { state.text = text }
      guard !state.isOver, now - began >= 1, now - state.lastShown >= 0.1 else { return }
      state.lastShown = now
      state.isVisible = true
      // To the start of the line, the line, and away with what is left of the longer one before.
      let line = "planning \(Int(now - began)) s" + (state.text.isEmpty ? "" : " · " + state.text)
      world.say("\r\(line.prefix(79))\u{1B}[K")
    }
  }

  /// Takes the line away; nothing shows any more.
  package func clear() {
    state.withLock { state in
      if state.isVisible { world.say("\r\u{1B}[K") }
      state.isVisible = false
      state.isOver = true
    }
  }
}

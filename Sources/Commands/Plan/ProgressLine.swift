import Documents
import Reports
import Solving
import Synchronization

/// One line on a terminal that says how far a long search is, and goes away when it is through.
///
///     planning 12 s · search · worth 128.23 million · gap 12.31 million · 1.2M steps
///
/// The phase, the best value so far, in money how far at most it is from the best possible, and the effort; in front of the
/// value by how much the targets are missed, where they are.
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

  /// How far a search is.
  package func tell(_ said: SearchProgress) {
    guard isWanted else { return }
    var words = [said.phase]
    if let score = said.score {
      if score.targetShortfall > Score.tolerance { words.append("short by \(Wording.points(score.targetShortfall))") }
      words.append("worth \(Wording.money(score.worth))")
      if let bound = said.bound { words.append("gap \(Wording.money(max(0, bound - score.worth)))") }
    }
    if said.steps > 0 { words.append("\(ProgressLine.short(said.steps)) steps") }
    tell(words.joined(separator: " · "))
  }

  /// "12,400", "1.2M": the line has 79 columns.
  private static func short(_ steps: Int) -> String {
    steps < 1_000_000 ? Wording.number(steps) : Decimal.text(Double(steps) / 1e6, places: 1) + "M"
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

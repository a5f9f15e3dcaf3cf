import Commands
import Foundation
import Solving
import Testing

@Suite struct ProgressLineTests {
  private func fake(terminal: Bool, term: String = "xterm") -> FakeWorld {
    let fake = FakeWorld()
    fake.set {
      $0.isTerminal = terminal
      $0.variables["TERM"] = term
    }
    return fake
  }

  private func tell(_ line: ProgressLine, _ fake: FakeWorld, at seconds: Double, _ text: String?) {
    fake.set { $0.seconds = seconds }
    line.tell(text)
  }

  @Test func `the first second is quiet, then the line shows at most ten times a second`() {
    let fake = fake(terminal: true)
    let line = ProgressLine(world: fake.world)
    tell(line, fake, at: 0.9, "building")
    #expect(fake.talk.isEmpty)
    tell(line, fake, at: 1.0, "improving")
    tell(line, fake, at: 1.05, "improving more")
    #expect(fake.talk == "\rplanning 1 s · improving\u{1B}[K")
    tell(line, fake, at: 2.5, nil)
    #expect(fake.talk.hasSuffix("\rplanning 2 s · improving more\u{1B}[K"))
  }

  @Test func `a search says its phase, its best value, the gap in money and its effort`() {
    let fake = fake(terminal: true)
    let line = ProgressLine(world: fake.world)
    func shown(_ said: SearchProgress) -> String {
      fake.set { $0.seconds += 1 }
      let before = fake.talk.utf8.count
      line.tell(said)
      return String(decoding: Array(fake.talk.utf8).dropFirst(before), as: UTF8.self)
        .replacingOccurrences(of: "\u{1B}[K", with: "")
    }
    fake.set { $0.seconds = 11 }
    #expect(shown(SearchProgress(phase: "prices")) == "\rplanning 12 s · prices")
    var said = SearchProgress(
      phase: "search", steps: 1_200_000, score: Score(targetShortfall: 0, milestoneShortfall: 0, worth: 128_230_000))
    #expect(shown(said) == "\rplanning 13 s · search · worth 128.23 million · 1.2M steps")
    said.bound = 140_540_000
    #expect(shown(said) == "\rplanning 14 s · search · worth 128.23 million · gap 12.31 million · 1.2M steps")
    said.score?.targetShortfall = 0.032
    said.bound = 128_000_000
    said.steps = 0
    #expect(shown(said) == "\rplanning 15 s · search · short by 3.2 points · worth 128.23 million · gap 0")
  }

  @Test func `the line is taken away at the end and stays away`() {
    let fake = fake(terminal: true)
    let line = ProgressLine(world: fake.world)
    tell(line, fake, at: 5, "improving")
    line.clear()
    tell(line, fake, at: 9, "late")
    #expect(fake.talk == "\rplanning 5 s · improving\u{1B}[K\r\u{1B}[K")
  }

  @Test func `a run that was quiet leaves no trace`() {
    let fake = fake(terminal: true)
    let line = ProgressLine(world: fake.world)
    tell(line, fake, at: 0.5, "improving")
    line.clear()
    #expect(fake.talk.isEmpty)
  }

  @Test(arguments: [(false, "xterm"), (true, "dumb")])
  func `where nobody looks, or the terminal cannot, nothing shows`(terminal: Bool, term: String) {
    let fake = fake(terminal: terminal, term: term)
    let line = ProgressLine(world: fake.world)
    tell(line, fake, at: 5, "improving")
    line.clear()
    #expect(fake.talk.isEmpty)
  }

  @Test func `the line never wraps`() {
    let fake = fake(terminal: true)
    let line = ProgressLine(world: fake.world)
    tell(line, fake, at: 5, String(repeating: "x", count: 200))
    #expect(fake.talk.count == 1 + 79 + 3)
  }

  @Test func `long work says what it is while it lasts, on a terminal alone`() {
    let fake = fake(terminal: true)
    #expect(fake.world.during("reading 62 MB", isLong: true) { fake.talk } == "\rreading 62 MB …\u{1B}[K")
    #expect(fake.talk == "\rreading 62 MB …\u{1B}[K\r\u{1B}[K")
    let quiet = [self.fake(terminal: false), self.fake(terminal: true, term: "dumb")]
    for fake in quiet {
      #expect(fake.world.during("reading", isLong: true) { 7 } == 7)
      #expect(fake.talk.isEmpty)
    }
    let short = self.fake(terminal: true)
    #expect(short.world.during("reading", isLong: false) { 7 } == 7)
    #expect(short.talk.isEmpty)
  }
}

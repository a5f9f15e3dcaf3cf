import Testing

@testable import Commands

@Suite struct PaintingTests {
  private func talk(terminal: Bool, _ variables: [String: String] = [:]) -> String {
    let fake = FakeWorld()
    fake.set {
      $0.isTerminal = terminal
      $0.variables = variables
    }
    _ = Drawdown.run(["hepl"], in: fake.world)
    return fake.talk
  }

  @Test func `on a terminal the words that one looks for have colour, and nothing else`() {
    #expect(
      talk(terminal: true)
        == "\u{1B}[1;31merror\u{1B}[0m: unknown command 'hepl'\n\u{1B}[1;32mhelp\u{1B}[0m: did you mean 'help'?\n")
    #expect(
      Painting.painted("warning[INV012]: x\n   | error: y\nnotes: z\nhelpless\nerror[x]: a")
        == "\u{1B}[1;33mwarning[INV012]\u{1B}[0m: x\n   | error: y\nnotes: z\nhelpless\nerror[x]: a")
  }

  @Test func `NO_COLOR, a dumb terminal and a pipe have none`() {
    for plain in [
      talk(terminal: false), talk(terminal: true, ["NO_COLOR": "1"]), talk(terminal: true, ["TERM": "dumb"]),
    ] {
      #expect(plain == "error: unknown command 'hepl'\nhelp: did you mean 'help'?\n")
    }
    #expect(talk(terminal: true, ["NO_COLOR": ""]).contains("\u{1B}"))
  }
}

import Commands
import Testing

@Suite struct DrawdownTests {
  @Test func `without arguments the program says what it is`() {
    let fake = FakeWorld()
    #expect(Drawdown.run([], in: fake.world) == .done)
    #expect(fake.output == Help(commands: Catalogue.commands).overview)
    #expect(fake.talk.isEmpty)
  }

  @Test func `the version stands alone on its line`() {
    let fake = FakeWorld()
    #expect(Drawdown.run(["--version"], in: fake.world) == .done)
    #expect(fake.output == "drawdown \(Drawdown.version)\n")
  }

  @Test func `what is wrong with the command line goes to standard error, with status 64`() {
    let fake = FakeWorld()
    #expect(Drawdown.run(["hepl"], in: fake.world) == .usage)
    #expect(fake.output.isEmpty)
    #expect(fake.talk == "error: unknown command 'hepl'\nhelp: did you mean 'help'?\n")
  }

  @Test func `every command has its page of help`() {
    for command in Catalogue.commands {
      let fake = FakeWorld()
      #expect(Drawdown.run([command.name, "--help"], in: fake.world) == .done)
      #expect(fake.output == Help(commands: Catalogue.commands).page(command))
    }
  }

  @Test func `a full disk under standard output is status 74 and is said`() {
    let fake = FakeWorld()
    fake.set { $0.outputFailure = SystemFailure(.noSpace, "No space left on device") }
    #expect(Drawdown.run([], in: fake.world) == .inputOutputFailed)
    #expect(fake.talk == "error: standard output failed: No space left on device\n")
  }

  @Test func `a closed pipe is a quiet end`() {
    let fake = FakeWorld()
    fake.set { $0.outputFailure = SystemFailure(.closedPipe, "Broken pipe") }
    #expect(Drawdown.run([], in: fake.world) == .closedPipe)
    #expect(fake.talk.isEmpty)
  }

  @Test func `output that is taken a byte at a time arrives whole`() {
    let fake = FakeWorld()
    fake.set { $0.chunk = 1 }
    #expect(Drawdown.run([], in: fake.world) == .done)
    #expect(fake.output == Help(commands: Catalogue.commands).overview)
  }
}

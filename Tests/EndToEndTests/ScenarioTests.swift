// Every scenario, against the program as it is built. `DRAWDOWN_RECORD=1 swift test --filter EndToEndTests` writes the
// transcripts anew: read the difference as a change of behaviour.
import Foundation
import Testing

@Suite struct ScenarioTests {
  @Test(arguments: Scenario.all)
  func `the transcript of a scenario comes out again`(scenario: Scenario) throws {
    let expected = try scenario.transcript()
    for command in expected.needs where try !Scenario.succeeds(command) { return }
    let actual = try scenario.replay()
    if ProcessInfo.processInfo.environment["DRAWDOWN_RECORD"] != nil {
      try actual.text.write(to: scenario.transcriptFile, atomically: true, encoding: .utf8)
      return
    }
    for (now, then) in zip(actual.steps, expected.steps) {
      #expect(
        now.result == then.result,
        "\(scenario.name): $ \(now.command)\nnow\n\(now.result.joined(separator: "\n"))\nthen\n\(then.result.joined(separator: "\n"))"
      )
    }
  }

  @Test func `there are scenarios, and each tells its story`() throws {
    #expect(!Scenario.all.isEmpty)
    for scenario in Scenario.all {
      let transcript = try scenario.transcript()
      #expect(transcript.steps.first?.story.last?.hasPrefix("# ") == true, "\(scenario.name) begins with its story")
      #expect(transcript.steps.allSatisfy { $0.result.last?.hasPrefix("[") == true }, "\(scenario.name) is recorded")
    }
  }

  @Test func `a transcript is written as it is read`() throws {
    for scenario in Scenario.all {
      #expect(try scenario.transcript().text == String(contentsOf: scenario.transcriptFile, encoding: .utf8))
    }
  }
}

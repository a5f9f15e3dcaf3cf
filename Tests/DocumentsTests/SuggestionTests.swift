import Documents
import Testing

@Suite struct SuggestionTests {
  @Test(arguments: [
    ("APP-0042", "APP-0024"), ("aplication", "application"), ("applicationn", "application"),
    ("Application", "application"), ("environmetn", "environment"), ("applciaiton", "application"),
  ])
  func `one or two slips are forgiven`(written: String, meant: String) {
    #expect(Suggestion.best(for: written, among: ["APP-0024", "application", "environment"]) == meant)
  }

  @Test func `three slips are not`() {
    #expect(Suggestion.best(for: "applXYZation", among: ["application"]) == nil)
  }

  @Test func `two names that are equally near give no suggestion`() {
    #expect(Suggestion.best(for: "W1", among: ["W2", "W3"]) == nil)
    #expect(Suggestion.best(for: "W-101", among: ["W-111", "W-102", "W-1O1"]) == nil)
  }

  @Test func `a nearer name wins over a near one, whichever comes first`() {
    #expect(Suggestion.best(for: "plna", among: ["pleas", "plan"]) == "plan")
    #expect(Suggestion.best(for: "plna", among: ["plan", "pleas"]) == "plan")
  }

  @Test func `a name of one letter is nobody's slip`() {
    #expect(Suggestion.best(for: "x", among: ["y"]) == nil)
    #expect(Suggestion.best(for: "", among: ["y"]) == nil)
  }
}

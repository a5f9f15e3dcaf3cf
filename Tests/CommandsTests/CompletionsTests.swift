// What shells complete, from the table of the help; where bash is there it is asked.
import Documents
import Foundation
import Testing

@testable import Commands

@Suite struct CompletionsTests {
  private static let completions = Completions(commands: Catalogue.commands, codes: Catalogue.codes.map(\.code))

  @Test(arguments: Completions.Shell.allCases)
  func `every command, flag and word of a flag stands in every script`(shell: Completions.Shell) {
    let script = Self.completions.script(for: shell)
    for command in Catalogue.commands {
      #expect(script.contains(command.name))
      for flag in command.flags {
        #expect(script.contains(shell == .fish ? " -l \(flag.name) " : "--\(flag.name)"))
        if case .word(let words) = flag.value { for word in words { #expect(script.contains(word)) } }
      }
    }
    #expect(script.hasSuffix("\n"))
  }

  @Test func `a mistyped shell is guessed`() {
    let fake = FakeWorld()
    #expect(Drawdown.run(["completions", "bahs"], in: fake.world) == .usage)
    #expect(fake.talk == "error: no completions for 'bahs'\nhelp: did you mean 'bash'?\n")
  }

  /// Words on the line, the last being completed, and some of what bash then offers.
  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/bin/bash")),
    arguments: [
      (["drawdown", "expo"], ["export"], 1), (["drawdown", "--v"], ["--version"], 1),
      (["drawdown", "export", "--a"], ["--as"], 1),
      (["drawdown", "export", "x", "y", "--as", "az"], ["azure-devops", "azure-waves"], 2),
      (["drawdown", "help", "CSV00"], ["CSV001", "CSV005"], nil), (["drawdown", "completions", "z"], ["zsh"], 1),
      (["drawdown", "plan", "--effort", ""], [], 0), (["drawdown", "nonsense", "--"], [], 0),
    ])
  func `bash offers what fits`(words: [String], offered: [String], count: Int?) throws {
    let script = """
      \(Self.completions.script(for: .bash))
      COMP_WORDS=(\(words.map { "'\($0)'" }.joined(separator: " "))); COMP_CWORD=\(words.count - 1)
      compopt() { :; }
      _drawdown && printf '%s\\n' "${COMPREPLY[@]}"
      """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", script]
    let output = Pipe()
    let talk = Pipe()
    process.standardOutput = output
    process.standardError = talk
    try process.run()
    let answer = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let complaint = String(decoding: talk.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(complaint.isEmpty)
    let replies = Set(answer.split(separator: "\n").map(String.init))
    #expect(replies.isSuperset(of: offered))
    if let count { #expect(replies.count == count) }
  }
}

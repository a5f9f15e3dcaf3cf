import Commands
import Foundation
import Testing

@Suite struct HelpTests {
  @Test func `the overview has examples before the list of commands`() throws {
    let overview = Help(commands: Catalogue.commands).overview
    let example = try #require(overview.range(of: "  drawdown "))
    let commands = try #require(overview.range(of: "\nCommands\n"))
    #expect(example.lowerBound < commands.lowerBound)
  }

  @Test(arguments: Catalogue.commands)
  func `a page names every operand, flag and status of its command`(command: CommandDescription) {
    let page = Help(commands: Catalogue.commands).page(command)
    for operand in command.operands { #expect(page.contains(operand.name)) }
    for flag in command.flags { #expect(page.contains("  \(flag.spelling)  ")) }
    for status in command.statuses { #expect(page.contains("\n  \(status.rawValue)")) }
    #expect(page.contains("--help"))
  }

  @Test(arguments: Catalogue.commands)
  func `no line of help is longer than a hundred characters`(command: CommandDescription) {
    let help = Help(commands: Catalogue.commands)
    for line in (help.overview + help.page(command)).split(separator: "\n") { #expect(line.count <= 100) }
  }

  @Test(arguments: Catalogue.commands)
  func `a flag means the same for every command`(command: CommandDescription) {
    for other in Catalogue.commands {
      for flag in command.flags {
        for twin in other.flags where twin.name == flag.name { #expect(twin.value == flag.value) }
      }
    }
  }

  @Test(arguments: Catalogue.commands.flatMap(\.examples))
  func `every example is a line that the program understands`(example: CommandDescription.Example) throws {
    let words = example.line.split(separator: " ").map(String.init)
    #expect(words.first == "drawdown")
    _ = try ArgumentReader(commands: Catalogue.commands).read(Array(words.dropFirst()))
  }
}

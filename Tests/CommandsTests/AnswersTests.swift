// What commands answer under --json, against the schemas that ship.
import Documents
import Foundation
import TestSupport
import Testing

@testable import Commands

@Suite struct AnswersTests {
  /// Arguments with which each command answers, besides `--json`. `OUT` is a folder for results.
  static let questions: [String: [[String]]] = [
    "completions": [["bash"], ["zsh"], ["fish"]],
    "help": [[]],
    "import": [["Tests/Fixtures/rvtools", "--start", "2027-01-01", "--out", "OUT/import"]],
    "init": [["OUT/init"]],
    "model": [["inventories/workshop", "--out", "OUT/model.mps", "--effort", "50"]],
    "plan": [
      ["inventories/workshop", "--out", "OUT/plan", "--effort", "50"],
      ["Tests/EndToEndTests/Scenarios/freeze-over-all-waves/estate", "--out", "OUT/none"],
    ],
    "progress": [
      ["inventories/workshop", "plans/workshop", "--as-of", "2026-12-31", "--out", "OUT/progress", "--runs", "20"]
    ],
    "check": [["inventories/workshop"]],
    "compare": [
      ["plans/workshop", "plans/workshop"], ["plans/workshop", "plans/automaker", "plans/workshop/plan.json"],
    ],
    "diff": [
      ["plans/workshop", "plans/workshop"], ["plans/workshop", "plans/automaker"],
      ["plans/workshop", "plans/workshop", "--estates", "inventories/workshop", "inventories/workshop"],
    ],
    "explain": [
      ["inventories/workshop", "plans/workshop", "FOOT-01"],
      ["inventories/workshop", "plans/workshop", "TECH-01-191962fd1215"],
      ["inventories/workshop", "plans/workshop", "mes-prd-app"],
      ["inventories/workshop", "plans/workshop", "mes-line1"],
    ],
    "export": ["csv", "xlsx", "mspdi", "ics", "jira", "azure-devops", "azure-waves", "aws-cmf", "ciso-assistant"].map {
      ["inventories/workshop", "plans/workshop", "--as", $0, "--out", "OUT/\($0)"]
    },
    "frontier": [
      [
        "inventories/workshop", "--vary", "platform team", "--from", "32", "--to", "48", "--steps", "2", "--effort",
        "50", "--out",
        "OUT/frontier",
      ]
    ],
    "graph": [["inventories/workshop"]],
    "ledger": [
      [
        "append", "OUT/ledger", "plans/workshop", "inventories/workshop", "--who", "board", "--why", "agreed", "--on",
        "2026-05-04", "--baseline-name", "v1",
      ], ["show", "OUT/ledger"], ["verify", "OUT/ledger", "--plans"],
    ],
    "replan": [["inventories/workshop", "plans/workshop", "--as-of", "2027-04-01", "--out", "OUT/replan"]],
    "verify": [["inventories/workshop", "plans/workshop"], ["inventories/workshop", "plans/automaker"]],
  ]

  private static let top = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test(arguments: Catalogue.commands.filter { $0.answer != nil })
  func `what a command answers is as its schema says`(command: CommandDescription) throws {
    let answer = try #require(command.answer)
    let schema = try SchemaCheck(schema: answer.text)
    let room = FileManager.default.temporaryDirectory.appendingPathComponent("drawdown-answers-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: room) }
    let questions = try #require(Self.questions[command.name], "AnswersTests has no question for \(command.name)")
    for question in questions {
      let words = question.map { word in
        word.hasPrefix("inventories/") || word.hasPrefix("plans/") || word.hasPrefix("Tests/")
          ? Self.top.appendingPathComponent(word).path : word.replacingOccurrences(of: "OUT", with: room.path)
      }
      let outcome = Drawdown.outcome(of: [command.name] + words + ["--json"], in: .live)
      let bytes = Array(outcome.output.utf8)
      #expect(try schema.faults(in: bytes) == [], "drawdown \(command.name) \(question) --json: \(outcome.talk)")
      let document = try JSONReader.read(bytes, file: "answer")
      #expect(document["schema"].map(isText(answer.name)) == true)
    }
  }

  @Test func `every command answers in JSON`() {
    for command in Catalogue.commands { #expect(command.answer != nil, "drawdown \(command.name) has no answer") }
  }

  @Test func `the schema files beside the plans are those of the program`() throws {
    let folder = Self.top.appendingPathComponent("plans/answers")
    let answers = Catalogue.commands.compactMap(\.answer)
    let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDENS"] != nil
    if isRecording { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
    for answer in answers {
      let file = folder.appendingPathComponent(answer.file)
      if isRecording { try answer.text.write(to: file, atomically: true, encoding: .utf8) }
      #expect(try String(contentsOf: file, encoding: .utf8) == answer.text)
      #expect(try JSONReader.read(Array(answer.text.utf8), file: answer.file)["$id"].map(isText(answer.name)) == true)
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(Set(names) == Set(answers.map(\.file)))
  }

  private func isText(_ text: String) -> (JSONNode) -> Bool {
    { node in if case .string(text) = node.kind { true } else { false } }
  }
}

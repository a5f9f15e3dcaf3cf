import Documents
import Estates
import Plans
import Reports

/// `drawdown explain`: an estate, a plan and a name in, the reasons behind what the name stands for out.
///
/// What can be explained is a list of explainers: each is asked in turn, the first that knows the name answers. To add one,
/// write a function of a `Question` and give it a case of `Explainer`.
package enum ExplainCommand {
  package static let schema = "drawdown/explanation/1"

  /// What was asked, with what every explainer needs.
  struct Question {
    var estate: Estate
    var plan: LoadedPlan
    /// The name that is to be explained.
    var what: String
  }

  /// The text for people, and the members of the JSON answer behind its `schema`, the first of which is `kind`.
  struct Answer {
    var text: String
    var members: [(String, JSONValue)]
  }

  /// Answers, or tells what it would have known: names for a suggestion.
  enum Attempt {
    case answer(Answer)
    case unknown(known: [String])
  }

  /// What can be explained, in the order in which it is tried.
  enum Explainer: CaseIterable {
    case risk
    case workload

    func attempt(_ question: Question) throws(Findings) -> Attempt {
      switch self {
      case .risk: try ExplainCommand.risk(question)
      case .workload: ExplainCommand.workload(question)
      }
    }
  }

  package static func run(_ arguments: ExplainArguments, in world: World) throws(Outcome) -> Outcome {
    let plan = try LoadedPlan.load(arguments.plan, from: world)
    // The program that the plan was made for, with what was set for that run.
    let loaded = try LoadedEstate.load(
      arguments.estate, overrides: plan.plan.options.overrides.map(\.written), from: world)
    let question = Question(estate: loaded.estate, plan: plan, what: arguments.what)
    var known: [String] = []
    for explainer in Explainer.allCases {
      let attempt: Attempt
      do throws(Findings) {
        attempt = try explainer.attempt(question)
      } catch {
        throw Outcome(.badInput, talk: FindingsReport(error.all).text)
      }
      switch attempt {
      case .answer(let answer):
        guard arguments.asJSON else { return Outcome(.done, output: answer.text) }
        let members = [("schema", JSONValue.string(schema))] + answer.members
        return Outcome(.done, output: String(decoding: JSONWriter.bytes(.object(members)), as: UTF8.self))
      case .unknown(let names): known += names
      }
    }
    let help =
      Suggestion.best(for: arguments.what, among: known).map { "did you mean '\(VisibleText.of($0))'?" }
      ?? "risks.md beside the plan names its risks"
    throw Outcome(
      .no, talk: "error: nothing in this plan is called '\(VisibleText.of(arguments.what))'\nhelp: \(help)\n")
  }

  /// A workload of the estate.
  private static func workload(_ question: Question) -> Attempt {
    guard let explanation = WorkloadExplanation(of: question.what, in: question.plan.plan, question.estate) else {
      return .unknown(known: question.estate.workloads.keys.map { question.estate.texts[$0] })
    }
    return .answer(Answer(text: explanation.text, members: explanation.json))
  }

  /// A risk of the register, or a rule of its catalogue.
  private static func risk(_ question: Question) throws(Findings) -> Attempt {
    let reading = try PlanReading(plan: question.plan.plan, estate: question.estate)
    let register = try RiskRegister(RiskFacts(reading), planDigest: question.plan.digest)
    guard let explanation = RiskExplanation(of: question.what, in: register) else {
      return .unknown(known: RiskExplanation.known(in: register))
    }
    return .answer(Answer(text: explanation.text, members: explanation.json))
  }
}

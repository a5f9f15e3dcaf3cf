import Documents
import Topology
import Waves

/// That no plan exists, as a person takes it to a meeting: the sentence, each cause with its place, and what would be enough
/// to give up.
///
///     No plan meets every rule.
///
///     Because /rules/0 (pin) puts SAP-1 in wave 3 (cutover 2026-12-20), and …, SAP-1 cannot move as it must.
///
///     These cannot hold together; without any one of them the others can:
///       1. /rules/0 (pin) puts SAP-1 in wave 3 (cutover 2026-12-20)
///          --> program.json:12:5 (/rules/0)
///       …
///     Any one of these is enough to give up:
///       - /rules/0 (pin) in program.json:12
package struct InfeasibilityReport: Sendable {
  private let explanation: Infeasibility?
  private let model: PlanningModel

  /// Without an explanation the report says only that no plan exists.
  package init(_ explanation: Infeasibility?, of model: PlanningModel) {
    self.explanation = explanation
    self.model = model
  }

  package var text: String {
    guard let explanation else { return "No plan meets every rule.\n" }
    let resolved = model.resolved
    let wording = CauseWording(resolved, model.demands, about: explanation.workloads)
    var text = "No plan meets every rule.\n\n"
    text += VisibleText.of(explanation.sentence(resolved, model.demands)) + "\n\n"
    text +=
      explanation.causes.count == 1
      ? "It cannot hold:\n" : "These cannot hold together; without any one of them the others can:\n"
    for (number, cause) in explanation.causes.enumerated() {
      text += "  \(number + 1). \(VisibleText.of(wording.clause(cause)))\n"
      text += "     --> \(VisibleText.of(cause.location(resolved.estate).description))\n"
    }
    if explanation.repairs.isEmpty { return text }
    text +=
      explanation.repairs.count == 1 ? "\nIt is enough to give up:\n" : "\nAny one of these is enough to give up:\n"
    for repair in explanation.repairs {
      text += "  - " + VisibleText.of(repair.map(wording.name).joined(separator: ", together with ")) + "\n"
    }
    return text
  }
}

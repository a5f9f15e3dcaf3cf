import Documents
import Estates

/// What the response to a risk can be: the four for threats of NIST IR 8286.
package enum RiskResponse: String, CaseIterable, Sendable {
  case accept = "Accept"
  case avoid = "Avoid"
  case transfer = "Transfer"
  case mitigate = "Mitigate"
}

/// Where a risk comes from, as a word of the register.
package enum RiskCategory: String, CaseIterable, Sendable {
  case dependencies = "Dependencies"
  case data = "Data quality"
  case technology = "Technology"
  case network = "Network"
  case schedule = "Schedule"
  case resources = "Resources"
  case footprint = "Footprint"
  case compliance = "Compliance"
  case plant = "Plant floor"
  case cost = "Cost"
  case benefit = "Benefit"
  case security = "Security"
  case concentration = "Concentration"
  case governance = "Governance"
}

/// A place that shows the facts behind a risk: lines of a table, or a path in `plan.json` or `program.json`.
package struct RiskEvidence: Hashable, Sendable {
  package var file: String
  /// Lines of the file, from 1 with the header, ascending; the first of them where there are many.
  package var lines: [Int] = []
  /// How many lines there are beyond those listed.
  package var more: Int = 0
  /// JSON pointer, where the file is JSON.
  package var path: String?
}

/// One cause that may keep the plan from happening as it stands, with what it would cost: a line of the register.
///
/// Everything in it is computed from estate, program and plan. Likelihood is in percent and impact in the program's
/// currency, as NIST IR 8286r1 has them; exposure is their product in cents.
package struct Risk: Sendable {
  /// `DEP-04-5c1f0e9a7b22`: the rule and what the risk is about, so that one cause has one id in every plan.
  package var id: String
  package var ruleId: String
  /// What the rule calls it: "Lease ends without slack".
  package var name: String
  /// What it is about: a hub, a site, an application, a team.
  package var subject: String
  package var description: String
  package var category: RiskCategory
  /// Percent, 0 to 100, two decimals.
  package var likelihood: Double
  /// Money, cents.
  package var impact: Double
  package var responses: [RiskResponse]
  package var responseCost: Double
  package var responseDescription: String
  package var owner: String
  package var status: Status
  package var likelihood5: Int
  package var impact5: Int
  /// Percent and money once the response has worked, never above the inherent ones.
  package var residualLikelihood: Double
  package var residualImpact: Double
  package var residualLikelihood5: Int
  package var residualImpact5: Int
  /// The day on which it may strike first.
  package var proximity: Day
  /// The last start of a wave on or before `proximity` (the program's start where there is none): the response has to be
  /// under way by then.
  package var respondBy: Day
  /// The fact that raised it, with the threshold.
  package var trigger: String
  /// Keys, sorted by bytes.
  package var workloads: [String]
  package var waves: [Int]
  package var evidence: [RiskEvidence]
  /// How likelihood, impact and what is left of them were computed, in the order of the computation.
  package var workings: [Quantity.Step] = []
  /// Whether damage beyond the figure stands behind it (`RiskRule.isGuarded`).
  package var isGuarded = false
  /// Where it takes several causes of one rule together: these, the worst first.
  package var causes: [Cause] = []

  /// A cause that is too small for an entry of its own.
  package struct Cause: Sendable {
    package var id: String
    package var subject: String
    package var likelihood: Double
    package var impact: Double
    package var exposure: Double
  }

  package enum Status: String, CaseIterable, Sendable {
    case open = "Open"
    case monitoring = "Monitoring"
    case closed = "Closed"
  }

  /// What the plan states as it stands, rather than what may happen to it.
  package var isCertain: Bool { likelihood == 100 }

  /// Likelihood / 100 * impact, rounded to cents.
  package var exposure: Double { Risk.cents(likelihood / 100 * impact) }
  /// What is left of the exposure once the response has worked.
  package var residualExposure: Double { Risk.cents(residualLikelihood / 100 * residualImpact) }

  static func cents(_ amount: Double) -> Double { (amount * 100).rounded(.toNearestOrAwayFromZero) / 100 }
}

/// What moves a risk: an event of its own, or the slip of the whole programme, which strikes all risks of dates together.
package enum RiskDriver: String, Sendable {
  case own, slip
}

/// What a rule of the catalogue found, before it has an owner, an id and bands.
package struct RiskDraft: Sendable {
  /// The parts of "Because …, … may …, leading to …".
  package var because: String
  package var event: String
  package var leadingTo: String
  /// What makes the cause the same one in another plan: keys and dates, never positions.
  package var subject: [String]
  /// Likelihood as a share, 0 to 1; what lies outside is cut off.
  package var chance: Quantity
  /// Impact in money; what is negative counts as 0.
  package var loss: Quantity
  package var driver: RiskDriver = .own
  package var responses: [RiskResponse]
  /// Money; 0 where the response is planning and asking, for which no estate states a rate.
  package var responseCost: Quantity = 0
  package var responseDescription: String
  /// The shares of likelihood and impact that are left once the response has worked.
  package var residual: (chance: Quantity, loss: Quantity)
  package var proximity: Day
  package var trigger: String
  /// Rows of `workloads`: the ones it is about.
  package var workloads: [Int]
  /// Where it is about machines or rooms instead: rows of `sites`, each with its part of the money.
  package var places: [(site: Int, weight: Double)] = []
  package var evidence: [RiskEvidence]
  /// The inventory may name an owner for it: the one who owns most of these workloads. Empty for the whole programme.
  package var ownedThrough: [Int] = []
  /// The rows and parts of the plan that the figures come from; made when somebody asks.
  package var terms: @Sendable () -> [RiskTerm] = { [] }

  /// Percent, 0 to 100.
  package var likelihood: Double { 100 * min(1, max(0, chance.value)) }
  /// Money, not negative.
  package var impact: Double { max(0, loss.value) }
}

/// A rule of the catalogue: it looks at a plan and says which causes it finds.
package struct RiskRule: Sendable {
  /// As in the catalogue, `DEP-04`.
  package var id: String
  package var name: String
  package var category: RiskCategory
  /// When it fires.
  package var fires: String
  /// How likelihood and money are computed, and where the figures come from.
  package var model: String
  /// What the response leaves, and why.
  package var response: String
  /// Columns of which the estate needs at least one for the rule to have something to look at; empty where the columns
  /// that every estate has are enough.
  package var needs: [String] = []
  /// Whether people, law, production or an attacker stand behind it, whose damage is not in the figure: then money does not
  /// decide whether the response is worth its cost.
  package var isGuarded = false
  package var find: @Sendable (RiskFacts) -> [RiskDraft]
}

import Estates
import Plans

/// A part of the estate or the programme with the exposure that falls on it.
package struct RiskTotal: Sendable {
  /// A key of the inventory, a category, the number of a wave; empty for what falls on the programme as a whole.
  package var key: String
  package var name: String
  /// Causes that touch it.
  package var causes: Int
  package var exposure: Double
  package var residualExposure: Double
}

/// Exposure by category, site, application, wave and business unit: each list sums to the whole, within the rounding.
///
/// The exposure of a cause is shared equally among its workloads, and falls where each of them runs, belongs and leaves.
/// Where it is about machines or rooms it falls on their sites, by what they cost. What has neither falls on the programme
/// as a whole. The largest exposure stands first.
package struct RiskTotals: Sendable {
  package var categories: [RiskTotal] = []
  package var sites: [RiskTotal] = []
  package var applications: [RiskTotal] = []
  package var waves: [RiskTotal] = []
  package var businessUnits: [RiskTotal] = []

  init(of causes: [RiskCause], _ facts: RiskFacts) {
    let estate = facts.estate
    var byCategory = Sums()
    var bySite = Sums()
    var byApplication = Sums()
    var byWave = Sums()
    var byUnit = Sums()
    for cause in causes {
      let (risk, rows) = (cause.risk, Array(Set(cause.draft.workloads)))
      byCategory.add(risk, [(RiskCategory.allCases.firstIndex(of: risk.category) ?? 0, 1)])
      let share = 1 / Double(max(1, rows.count))
      func spread(_ part: (Int) -> Int) -> [(Int, Double)] {
        if rows.isEmpty { return [(-1, 1)] }
        var counts: [Int: Int] = [:]
        for row in rows { counts[part(row), default: 0] += 1 }
        return counts.sorted { $0.key < $1.key }.map { ($0.key, Double($0.value) * share) }
      }
      let places = cause.draft.places.filter { $0.weight > 0 }
      let weight = places.reduce(0) { $0 + $1.weight }
      bySite.add(
        risk, weight > 0 ? places.map { ($0.site, $0.weight / weight) } : spread { facts.reading.site($0) ?? -1 })
      byApplication.add(risk, spread { Int(estate.workloads.application[$0]) })
      byWave.add(risk, spread { facts.reading.wave[$0] == 0 ? -1 : facts.reading.wave[$0] })
      byUnit.add(risk, spread { facts.reading.businessUnits[$0] == 0 ? -1 : Int(facts.reading.businessUnits[$0]) })
    }
    categories = byCategory.totals { (RiskCategory.allCases[$0].rawValue, RiskCategory.allCases[$0].rawValue) }
    sites = bySite.totals { (facts.reading.siteKey($0), facts.reading.siteLabel($0)) }
    applications = byApplication.totals {
      (estate.texts[estate.applications.keys[$0]], facts.reading.applicationLabel($0))
    }
    waves = byWave.totals { ("\($0)", "wave \($0)") }
    businessUnits = byUnit.totals {
      let name = estate.texts[TextPool.ID($0)]
      return (name, name)
    }
  }

  /// Sums by number; -1 for the programme as a whole.
  private struct Sums {
    private var sums: [Int: (causes: Int, exposure: Double, residual: Double)] = [:]

    mutating func add(_ risk: Risk, _ shares: [(Int, Double)]) {
      for (number, share) in shares {
        var sum = sums[number] ?? (0, 0, 0)
        sum.causes += 1
        sum.exposure += risk.exposure * share
        sum.residual += risk.residualExposure * share
        sums[number] = sum
      }
    }

    func totals(_ label: (Int) -> (key: String, name: String)) -> [RiskTotal] {
      sums.map { number, sum in
        let label = number < 0 ? (key: "", name: "the programme as a whole") : label(number)
        return RiskTotal(
          key: label.key, name: label.name, causes: sum.causes, exposure: Risk.cents(sum.exposure),
          residualExposure: Risk.cents(sum.residual))
      }.sorted { $0.exposure != $1.exposure ? $0.exposure > $1.exposure : Wording.byBytes($0.key, $1.key) }
    }
  }
}

import Documents

/// A register as `risks.json` states it, as far as two registers are compared by.
package struct RiskListing: Sendable {
  package struct Entry: Hashable, Sendable {
    package var id: String
    package var ruleId: String
    package var subject: String
    /// Percent.
    package var likelihood: Double
    /// Money.
    package var impact: Double
    package var exposure: Double
  }

  /// What all risks together may cost, over simulated courses of the programme: so many in a hundred stay below.
  package struct Spread: Hashable, Sendable {
    package var expected: Double
    package var p50: Double
    package var p80: Double
    package var p95: Double
  }

  /// Today, and once the responses have worked; nil where the file does not state it.
  package var inherent: Spread?
  package var residual: Spread?
  /// `sha256:…` of the `plan.json` that the register belongs to.
  package var planDigest: String
  /// In the order of the file.
  package var entries: [Entry]

  /// Nil where the file is no register that this version knows.
  package init?(_ bytes: [UInt8], file: String) {
    guard let root = try? JSONReader.read(bytes, file: file),
      case .string(RiskRegister.schema)? = root["schema"]?.kind,
      case .string(let digest)? = root["plan"]?.kind, case .array(let risks)? = root["risks"]?.kind
    else { return nil }
    planDigest = digest
    entries = []
    inherent = root["exposure"]?["inherent"].flatMap(Spread.init)
    residual = root["exposure"]?["residual"].flatMap(Spread.init)
    for risk in risks {
      guard let ruleId = risk["ruleId"]?.kind, case .string(let rule) = ruleId else { return nil }
      // Causes that stand together are compared one by one: the entry is only where they are printed.
      guard case .array(let causes)? = risk["causes"]?.kind else {
        guard let entry = Entry(risk, ruleId: rule) else { return nil }
        entries.append(entry)
        continue
      }
      for cause in causes {
        guard let entry = Entry(cause, ruleId: rule) else { return nil }
        entries.append(entry)
      }
    }
  }
}

extension RiskListing.Spread {
  /// Nil where a figure is missing.
  fileprivate init?(_ node: JSONNode) {
    func number(_ key: String) -> Double? {
      if case .number(let value, _)? = node[key]?.kind { value } else { nil }
    }
    guard let expected = number("expected"), let p50 = number("p50"), let p80 = number("p80"),
      let p95 = number("p95")
    else { return nil }
    self.init(expected: expected, p50: p50, p80: p80, p95: p95)
  }
}

extension RiskListing.Entry {
  /// A risk, or a cause of one; nil where a key is missing.
  fileprivate init?(_ node: JSONNode, ruleId: String) {
    func text(_ key: String) -> String? {
      if case .string(let text)? = node[key]?.kind { text } else { nil }
    }
    func number(_ key: String) -> Double? {
      if case .number(let value, _)? = node[key]?.kind { value } else { nil }
    }
    guard let id = text("riskId"), let likelihood = number("riskLikelihood"), let impact = number("riskImpact"),
      let exposure = number("exposureRating")
    else { return nil }
    self.init(
      id: id, ruleId: ruleId, subject: text("subject") ?? "", likelihood: likelihood, impact: impact,
      exposure: exposure)
  }
}

/// What became of the risks between two plans: opened, closed, re-rated. One cause has one id in both registers.
package struct RiskDiff: Sendable {
  package var before: RiskListing
  package var after: RiskListing
  /// Worst first.
  package var opened: [RiskListing.Entry] = []
  package var closed: [RiskListing.Entry] = []
  /// Those whose likelihood or impact changed, the largest change of exposure first.
  package var rerated: [(before: RiskListing.Entry, after: RiskListing.Entry)] = []

  package init(before: RiskListing, after: RiskListing) {
    self.before = before
    self.after = after
    var old: [String: RiskListing.Entry] = [:]
    for entry in before.entries { old[entry.id] = entry }
    for entry in after.entries {
      guard let was = old.removeValue(forKey: entry.id) else {
        opened.append(entry)
        continue
      }
      if was.likelihood != entry.likelihood || was.impact != entry.impact { rerated.append((was, entry)) }
    }
    closed = before.entries.filter { old[$0.id] != nil }
    func worst(_ left: RiskListing.Entry, _ right: RiskListing.Entry) -> Bool {
      left.exposure != right.exposure ? left.exposure > right.exposure : Wording.byBytes(left.id, right.id)
    }
    opened.sort(by: worst)
    closed.sort(by: worst)
    rerated.sort { left, right in
      let (first, second) = (
        (left.after.exposure - left.before.exposure).magnitude, (right.after.exposure - right.before.exposure).magnitude
      )
      return first != second ? first > second : Wording.byBytes(left.after.id, right.after.id)
    }
  }

  package var isSame: Bool { opened.isEmpty && closed.isEmpty && rerated.isEmpty }

  /// Sums of exposure.
  package var exposure: (before: Double, after: Double) {
    (before.entries.reduce(0) { $0 + $1.exposure }, after.entries.reduce(0) { $0 + $1.exposure })
  }
}

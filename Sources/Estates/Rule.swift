import Documents

/// One rule of the program, as written: whom it is about (`where`) and what it demands.
///
/// The meaning of each kind is SPEC section 2; who is selected and what follows is resolved by planner and verifier, each
/// for itself.
package struct Rule: Sendable {
  package enum Kind: Sendable {
    case together(by: [String])
    case order(by: [String], first: Selector, then: Selector, lagWaves: Int)
    case apart(by: [String])
    /// Decides the empty relations of dependencies whose `kind` matches.
    case relate(kind: Condition, relation: Relation, annualSplitCost: Double?)
    case near(by: [String], annualSplitCost: Double)
    case limit(Limit)
    case freeze(from: Day, to: Day, test: FreezeTest)
    case notBefore(Day)
    case notAfter(Day)
    case leave(by: Day)
    /// The wave, counted from 1.
    case pin(wave: Int)
    case stay
  }

  package enum FreezeTest: String, Sendable {
    /// A wave is frozen where its cutover lies in the range.
    case cutover
    /// A wave is frozen where any of its days does.
    case wave
  }

  /// Position in `rules`, from 0.
  package var index: Int
  package var name: String?
  package var kind: Kind
  /// Nil selects all workloads.
  package var selector: Selector?
  package var location: SourceLocation

  package init(
    index: Int, name: String? = nil, kind: Kind, where selector: Selector? = nil,
    location: SourceLocation = SourceLocation(file: "program.json")
  ) {
    self.index = index
    self.name = name
    self.kind = kind
    self.selector = selector
    self.location = location
  }
}

extension Rule.Kind {
  /// The word by which program, plan and reports name the kind.
  package var word: String {
    switch self {
    case .together: "together"
    case .order: "order"
    case .apart: "apart"
    case .relate: "relate"
    case .near: "near"
    case .limit: "limit"
    case .freeze: "freeze"
    case .notBefore: "notBefore"
    case .notAfter: "notAfter"
    case .leave: "leave"
    case .pin: "pin"
    case .stay: "stay"
    }
  }
}

/// A bound on what may move at a time.
package struct Limit: Sendable {
  /// `workloads`, or a numeric column of the workloads.
  package var measure: String
  /// For waves 1, 2, …; the last value goes on. Nil where the limit has no `perWave`. A number is a list of one.
  package var perWave: [Double]?
  /// Bound on the sum over the waves whose cutover lies in one calendar quarter, the same for each.
  package var perQuarter: Double?
  /// Bound on the sum over the waves whose cutover lies in one calendar year, the same for each.
  package var perYear: Double?
  /// Waves whose cutover lies outside are not limited.
  package var from: Day?
  package var to: Day?
  /// True: the measure counts evenly over the waves of preparation. The reader sets the default of the measure.
  package var spread: Bool

  package init(
    measure: String, perWave: [Double]? = nil, perQuarter: Double? = nil, perYear: Double? = nil,
    from: Day? = nil, to: Day? = nil, spread: Bool = false
  ) {
    self.measure = measure
    self.perWave = perWave
    self.perQuarter = perQuarter
    self.perYear = perYear
    self.from = from
    self.to = to
    self.spread = spread
  }
}

/// `where`: conditions on columns, all of which must hold.
package struct Selector: Sendable {
  package struct Term: Sendable {
    package var column: String
    package var condition: Condition

    package init(column: String, condition: Condition) {
      self.column = column
      self.condition = condition
    }
  }

  /// In the order of the file.
  package var terms: [Term]
  package var location: SourceLocation

  package init(terms: [Term], location: SourceLocation = SourceLocation(file: "program.json")) {
    self.terms = terms
    self.location = location
  }
}

/// A condition on one cell. An empty cell matches only the empty text.
package indirect enum Condition: Sendable {
  /// Equal, letter case ignored by simple folding; `*` is any run of characters, `?` one Unicode scalar.
  case text(String)
  /// Equal as a number.
  case number(Double)
  case any([Condition])
  /// Numbers, ends included; nil is open.
  case numbers(min: Double?, max: Double?)
  /// Dates, ends included; nil is open.
  case dates(min: Day?, max: Day?)
}

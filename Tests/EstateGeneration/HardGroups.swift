/// What must move in one wave, as far as the limits need to know it: no limit is drawn below its largest group.
///
/// A union of the workloads that a `together`, a shared-disk set, the pilot or a ring of `first` ties. The planner works
/// its groups out for itself; nothing here is shared with it.
struct HardGroups {
  private var parents: [Int32]

  init(_ draft: EstateDraft) {
    parents = draft.workloads.indices.map(Int32.init)
    let sql = EstateDraft.kind("sql")
    let ring = EstateDraft.kind("rfc")
    for dependency in draft.dependencies where dependency.target >= 0 {
      let ties =
        switch dependency.relation {
        case .together: true
        case .unstated: dependency.kind == sql
        case .first: dependency.kind == ring
        case .last, .near, .apart: false
        }
      if ties { join(dependency.source, dependency.target) }
    }
    var pilot: Int32 = -1
    for application in draft.applications {
      var shared: Int32 = -1
      for row in application.first..<application.end {
        switch draft.workloads[row].cutoverUnit {
        case .none: break
        case .ofApplication:
          if shared >= 0 { join(Int32(row), shared) }
          shared = Int32(row)
        case .pilot:
          if pilot >= 0 { join(Int32(row), pilot) }
          pilot = Int32(row)
        }
      }
    }
  }

  private mutating func join(_ a: Int32, _ b: Int32) { parents[Int(root(of: a))] = root(of: b) }

  private mutating func root(of row: Int32) -> Int32 {
    var row = row
    while parents[Int(row)] != row {
      parents[Int(row)] = parents[Int(parents[Int(row)])]
      row = parents[Int(row)]
    }
    return row
  }

  /// The largest sum of `amount` over one group.
  mutating func largest(_ amount: (Int) -> Int) -> Int {
    var sums = [Int](repeating: 0, count: parents.count)
    for row in parents.indices { sums[Int(root(of: Int32(row)))] += amount(row) }
    return sums.max() ?? 0
  }
}

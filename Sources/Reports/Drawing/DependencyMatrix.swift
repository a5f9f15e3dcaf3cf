import Estates
import Plans
import Topology

/// The dependencies between applications, and what the plan does to each: the numbers behind the matrix. Where the inventory
/// knows fewer than two applications, workloads stand in their place.
///
/// A dependency *stays whole* where both ends leave in one wave, or both stay, or where one end is retired before the other
/// leaves; it is *parted for a time* where they leave in different waves, and *for good* where one of them stays.
package struct DependencyMatrix: Sendable {
  /// What becomes of the dependencies from one line to another.
  package struct Cell: Hashable, Sendable {
    package var whole = 0
    package var parted = 0
    package var open = 0
    package var count: Int { whole + parted + open }
    /// The share that is parted, for a time or for good.
    package var partedShare: Double { count == 0 ? 0 : Double(parted + open) / Double(count) }
    /// Half or more is parted for good.
    package var staysOpen: Bool { open > 0 && open * 2 >= count }
  }

  /// A row and column: an application, or several that hang together.
  package struct Line: Sendable {
    /// The application, or the largest of them.
    package var lead: String
    /// How many applications it stands for besides.
    package var others: Int
    /// Rows of `applications`, one more than the last for workloads that have none; or rows of `workloads`.
    package var members: [Int32]
    package var workloads: Int
    /// Of the workloads that leave; nil where none does.
    package var waves: ClosedRange<Int>?
    /// The community that it belongs to.
    package var cluster: Int

    package var name: String { others == 0 ? lead : "\(lead) and \(Wording.number(others)) more" }
  }

  /// More applications with dependencies than these are shown by community.
  package static let applicationLimit = 40
  /// Communities with a line of their own.
  package static let clusterLimit = 32

  package let lines: [Line]
  /// Row needs column; those without dependencies are missing.
  package let cells: [SIMD2<Int32>: Cell]
  /// Applications that have a dependency on another, or are depended on by one.
  package let applications: Int
  /// False where workloads stand in the place of applications.
  package let isOfApplications: Bool
  package var noun: String { isOfApplications ? "application" : "workload" }
  /// Whether a line may stand for several applications.
  package let isClustered: Bool

  /// Nil where no two applications depend on each other.
  package init?(_ reading: PlanReading) {
    let estate = reading.estate
    let links = reading.demands.links
    let known = Set(links.flatMap { [$0.source, $0.target] }.map { estate.workloads.application[Int($0)] })
    let isByWorkload = known.count < 2
    isOfApplications = !isByWorkload
    let none = Int32(isByWorkload ? estate.workloads.count : estate.applications.count)
    func application(_ row: Int32) -> Int32 {
      if isByWorkload { return row }
      let own = estate.workloads.application[Int(row)]
      return own == Estate.none ? none : own
    }
    let retiring = reading.demands.retiring
    let noun = isByWorkload ? "workload" : "application"
    var pairs: [UInt64: Cell] = [:]
    for link in links {
      let pair = UInt64(application(link.source)) << 32 | UInt64(application(link.target))
      let (source, target) = (reading.wave[Int(link.source)], reading.wave[Int(link.target)])
      let sourceRetires = retiring.contains(Int(link.source))
      let targetRetires = retiring.contains(Int(link.target))
      var isWhole = source == target
      // A dependency ends with a retired end: it is parted only while the other has left before.
      if sourceRetires, source > 0, target == 0 || source < target || targetRetires { isWhole = true }
      if targetRetires, target > 0, source == 0 || target < source || sourceRetires { isWhole = true }
      if isWhole {
        pairs[pair, default: Cell()].whole += 1
      } else if source > 0 && target > 0 {
        pairs[pair, default: Cell()].parted += 1
      } else {
        pairs[pair, default: Cell()].open += 1
      }
    }
    let ordered = pairs.sorted { $0.key < $1.key }.map {
      (source: Int32($0.key >> 32), target: Int32($0.key & 0xFFFF_FFFF), cell: $0.value)
    }
    var consumers = [Int](repeating: 0, count: Int(none) + 1)
    var isLinked = [Bool](repeating: false, count: Int(none) + 1)
    for pair in ordered where pair.source != pair.target {
      consumers[Int(pair.target)] += 1
      isLinked[Int(pair.source)] = true
      isLinked[Int(pair.target)] = true
    }
    let linked = (0...none).filter { isLinked[Int($0)] }
    guard linked.count > 1 else { return nil }
    applications = linked.count
    isClustered = linked.count > DependencyMatrix.applicationLimit

    // What everybody needs hangs together with nothing in particular, and would glue all to all: it stands for itself.
    let threshold = max(8, 3 * Int(Double(linked.count).squareRoot().rounded(.up)))
    let isShared = consumers.map { $0 >= threshold }
    let edges = ordered.filter {
      $0.source != $0.target && !isShared[Int($0.source)] && !isShared[Int($0.target)]
    }.map { (left: $0.source, right: $0.target, weight: Double($0.cell.count)) }
    let communities = Communities(nodes: Int(none) + 1, edges: edges)
    let sharedCluster = communities.count

    var workloads = [Int](repeating: 0, count: Int(none) + 1)
    var waves = [ClosedRange<Int>?](repeating: nil, count: Int(none) + 1)
    for row in 0..<estate.workloads.count {
      let place = Int(application(Int32(row)))
      workloads[place] += 1
      guard reading.wave[row] > 0 else { continue }
      let wave = reading.wave[row]
      waves[place] = waves[place].map { min($0.lowerBound, wave)...max($0.upperBound, wave) } ?? wave...wave
    }
    func label(_ application: Int32) -> String {
      isByWorkload
        ? reading.workloadKey(Int(application))
        : application == none ? "(no application)" : reading.applicationLabel(Int(application))
    }
    func line(_ members: [Int32], cluster: Int, name: String? = nil) -> Line {
      let largest = members.max {
        (workloads[Int($0)], -$0) < (workloads[Int($1)], -$1)
      }
      let own = largest.map(label) ?? ""
      let spans = members.compactMap { waves[Int($0)] }
      let range = spans.map(\.lowerBound).min().flatMap { first in
        spans.map(\.upperBound).max().map { first...$0 }
      }
      return Line(
        lead: name ?? own, others: name == nil ? members.count - 1 : 0,
        members: members,
        workloads: members.reduce(0) { $0 + workloads[Int($1)] }, waves: range, cluster: cluster)
    }
    var groups: [Int: [Int32]] = [:]
    for application in linked {
      let cluster = isShared[Int(application)] ? sharedCluster : Int(communities.of[Int(application)])
      groups[cluster, default: []].append(application)
    }
    /// Clusters in the order in which they are done, what everybody needs at the end.
    func last(_ members: [Int32]) -> Int { members.compactMap { waves[Int($0)]?.upperBound }.max() ?? Int.max }
    let clusters = groups.sorted { left, right in
      if (left.key == sharedCluster) != (right.key == sharedCluster) { return right.key == sharedCluster }
      let (a, b) = (last(left.value), last(right.value))
      return a != b ? a < b : left.key < right.key
    }
    var lines: [Line] = []
    if isClustered {
      func size(_ members: [Int32]) -> Int { members.reduce(0) { $0 + workloads[Int($1)] } }
      let kept = Set(
        clusters.filter { $0.key != sharedCluster && $0.value.count > 1 }.sorted {
          size($0.value) != size($1.value) ? size($0.value) > size($1.value) : $0.key < $1.key
        }.prefix(DependencyMatrix.clusterLimit).map(\.key))
      var rest: [Int32] = []
      for (key, members) in clusters where key != sharedCluster {
        if kept.contains(key) {
          lines.append(line(members, cluster: lines.count))
        } else {
          rest += members
        }
      }
      if !rest.isEmpty {
        lines.append(
          line(
            rest, cluster: lines.count, name: "\(Wording.count(rest.count, noun)) in smaller groups"))
      }
      if let shared = groups[sharedCluster] {
        let name =
          shared.count == 1
          ? "needed by many: \(label(shared[0]))" : "needed by many: \(Wording.count(shared.count, noun))"
        lines.append(line(shared, cluster: lines.count, name: name))
      }
    } else {
      for (position, entry) in clusters.enumerated() {
        let members = entry.value.sorted { left, right in
          let (a, b) = (waves[Int(left)]?.upperBound ?? Int.max, waves[Int(right)]?.upperBound ?? Int.max)
          return a != b ? a < b : Wording.byBytes(label(left), label(right))
        }
        lines += members.map { line([$0], cluster: position) }
      }
    }
    var lineOf = [Int32](repeating: -1, count: Int(none) + 1)
    for (position, line) in lines.enumerated() {
      for member in line.members { lineOf[Int(member)] = Int32(position) }
    }
    var cells: [SIMD2<Int32>: Cell] = [:]
    for pair in ordered {
      let (row, column) = (lineOf[Int(pair.source)], lineOf[Int(pair.target)])
      if row < 0 || column < 0 { continue }
      cells[SIMD2(row, column), default: Cell()].whole += pair.cell.whole
      cells[SIMD2(row, column), default: Cell()].parted += pair.cell.parted
      cells[SIMD2(row, column), default: Cell()].open += pair.cell.open
    }
    self.lines = lines
    self.cells = cells
  }

  package func cell(_ row: Int, _ column: Int) -> Cell { cells[SIMD2(Int32(row), Int32(column))] ?? Cell() }

  /// All dependencies within and between the lines.
  package var sum: Cell {
    cells.values.reduce(into: Cell()) { sum, cell in
      sum.whole += cell.whole
      sum.parted += cell.parted
      sum.open += cell.open
    }
  }
}

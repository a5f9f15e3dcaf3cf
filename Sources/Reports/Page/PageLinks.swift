import Documents
import Estates
import Plans
import Topology

/// What each item of the page needs: the dependencies between workloads as they bind, without duplicates; between
/// applications summed, with how many ends leave together, before and after.
///
/// Sorted by the item that needs, then by the one that is needed.
struct PageLinks {
  private struct Link {
    var source: Int
    var target: Int
    var relation = 0
    var count = 0
    var same = 0
    /// The needed end leaves earlier.
    var before = 0
    var later = 0
    /// Exactly one of the two stays.
    var staying = 0
  }

  private let isByWorkload: Bool
  private let itemCount: Int
  private var links: [Link] = []
  /// Dependencies that were left out as the lightest of too many.
  private(set) var omitted = 0

  init(_ reading: PlanReading, itemOf: [Int], isByWorkload: Bool, limit: Int) {
    self.isByWorkload = isByWorkload
    itemCount = (itemOf.max() ?? -1) + 1
    var all: [Link] = []
    all.reserveCapacity(reading.demands.links.count)
    for link in reading.demands.links {
      let (from, to) = (itemOf[Int(link.source)], itemOf[Int(link.target)])
      if from == to { continue }
      let (mine, other) = (reading.wave[Int(link.source)], reading.wave[Int(link.target)])
      var entry = Link(source: from, target: to, count: 1)
      entry.relation = isByWorkload ? Relation.allCases.firstIndex(of: link.relation) ?? 0 : 0
      if mine == other {
        entry.same = 1
      } else if mine == 0 || other == 0 {
        entry.staying = 1
      } else if other < mine {
        entry.before = 1
      } else {
        entry.later = 1
      }
      all.append(entry)
    }
    all.sort { left, right in
      (left.source, left.target, left.relation) < (right.source, right.target, right.relation)
    }
    for entry in all {
      if let last = links.last, last.source == entry.source, last.target == entry.target,
        last.relation == entry.relation
      {
        links[links.count - 1].count += 1
        links[links.count - 1].same += entry.same
        links[links.count - 1].before += entry.before
        links[links.count - 1].later += entry.later
        links[links.count - 1].staying += entry.staying
      } else {
        links.append(entry)
      }
    }
    if links.count > limit {
      let heaviest = links.indices.sorted {
        links[$0].count != links[$1].count ? links[$0].count > links[$1].count : $0 < $1
      }
      omitted = heaviest.dropFirst(limit).reduce(0) { $0 + links[$1].count }
      links = heaviest.prefix(limit).sorted().map { links[$0] }
    }
  }

  /// The number of the `near` link between two items, or else of any.
  func number(from source: Int, to target: Int) -> Int? {
    var (low, high) = (0, links.count)
    while low < high {
      let middle = (low + high) / 2
      if (links[middle].source, links[middle].target) < (source, target) { low = middle + 1 } else { high = middle }
    }
    let near = Relation.allCases.firstIndex(of: .near) ?? 0
    var found: Int?
    while low < links.count, links[low].source == source, links[low].target == target {
      if found == nil || links[low].relation == near { found = low }
      low += 1
    }
    return found
  }

  var json: JSONValue {
    var starts = [Int](repeating: 0, count: itemCount + 1)
    for link in links { starts[link.source + 1] += 1 }
    for item in 0..<itemCount { starts[item + 1] += starts[item] }
    func column(_ name: String, _ value: (Link) -> Int) -> (String, JSONValue) {
      (name, .array(links.map { .integer(value($0)) }))
    }
    var members: [(String, JSONValue)] = [
      ("start", .array(starts.map { .integer($0) })), column("target") { $0.target },
    ]
    if isByWorkload {
      members.append(column("relation") { $0.relation })
      members.append(("relations", .array(Relation.allCases.map { .string($0.rawValue) })))
    } else {
      members += [
        column("count") { $0.count }, column("same") { $0.same }, column("before") { $0.before },
        column("later") { $0.later }, column("staying") { $0.staying },
      ]
      members.append(("omitted", .integer(omitted)))
    }
    return .object(members)
  }
}

/// What sizes of virtual machine cost, by region: the planner's `prices.csv`, and how a machine gets one of them.
///
///     region,size,vcpu,memory_gb,annual_cost
///     germanywestcentral,D4s v5,4,16,1320
///
/// A machine gets the cheapest size of its region that carries it. Where the use of its processors (or of its memory) is
/// known as a 95th percentile or a peak, the size has to carry that with a reserve; else what the machine is configured
/// with. An average says nothing about the size that is needed, and is not used.
struct PriceTable: Sendable {
  struct Size: Sendable {
    var region: String
    var name: String
    var cores: Double
    var memoryGB: Double
    var annualCost: Double
    /// Where the row stands.
    var place: String
  }

  /// By region in small letters, the cheapest first.
  private(set) var sizes: [String: [Size]] = [:]

  init(_ all: [Size] = []) {
    for size in all { sizes[size.region.lowercased(), default: []].append(size) }
    for region in sizes.keys {
      sizes[region]?.sort { ($0.annualCost, $0.name) < ($1.annualCost, $1.name) }
    }
  }

  var isEmpty: Bool { sizes.isEmpty }

  /// The share of a size that a 95th percentile may take.
  static let processorShare = 0.7
  static let memoryShare = 0.8

  /// The cheapest size of a region (where the region is not known or has no prices: of any, the first by name) that
  /// carries so much.
  func cheapest(region: String, cores: Double, memoryGB: Double) -> Size? {
    let candidates =
      sizes[region.lowercased()] ?? sizes[""] ?? (region.isEmpty && sizes.count == 1 ? sizes.first?.value : nil)
    return candidates?.first { $0.cores >= cores && $0.memoryGB >= memoryGB }
  }

  /// What a machine needs of a size, and whether its use decided.
  static func need(
    cores: Double, memoryGB: Double, processorUse: Double?, memoryUse: Double?
  ) -> (cores: Double, memoryGB: Double, isByUse: Bool) {
    var need = (cores: cores, memoryGB: memoryGB, isByUse: false)
    if let processorUse {
      need.cores = min(cores, max(1, (cores * processorUse / 100 / processorShare).rounded(.up)))
      need.isByUse = true
    }
    if let memoryUse {
      need.memoryGB = min(memoryGB, max(1, (memoryGB * memoryUse / 100 / memoryShare).rounded(.up)))
      need.isByUse = true
    }
    return need
  }
}

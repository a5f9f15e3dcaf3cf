/// The height of a server, by its model's name, as its maker publishes it.
struct HostModel {
  var rackUnits: Double
  /// A blade shares its enclosure: the space comes free when the whole enclosure is empty.
  var isBlade: Bool

  init?(_ model: String) {
    let name = model.lowercased()
    guard let entry = Self.table.first(where: { name.contains($0.part) }) else { return nil }
    rackUnits = entry.units
    isBlade = entry.isBlade
  }

  private static let table: [(part: String, units: Double, isBlade: Bool)] = [
    ("proliant bl4", 0.625, true), ("proliant bl6", 1.25, true), ("synergy 480", 0.833333, true),
    ("proliant dl16", 1, false), ("proliant dl18", 2, false), ("proliant dl32", 1, false), ("proliant dl34", 1, false),
    ("proliant dl36", 1, false), ("proliant dl38", 2, false), ("proliant dl56", 2, false), ("proliant dl58", 4, false),
    ("poweredge m6", 0.625, true), ("poweredge mx7", 0.875, true), ("poweredge r2", 1, false),
    ("poweredge r3", 1, false), ("poweredge r4", 1, false), ("poweredge r5", 2, false), ("poweredge r6", 1, false),
    ("poweredge r7", 2, false), ("poweredge r81", 2, false), ("poweredge r82", 2, false), ("poweredge r84", 2, false),
    ("poweredge r86", 4, false), ("poweredge r91", 4, false), ("poweredge r92", 4, false), ("poweredge r93", 4, false),
    ("poweredge r94", 3, false), ("poweredge r96", 4, false), ("ucsb-b2", 0.75, true), ("ucsb-b4", 1.5, true),
    ("ucsc-c22", 1, false), ("ucsc-c24", 2, false), ("ucsc-c46", 4, false), ("ucs c22", 1, false),
    ("ucs c24", 2, false), ("thinksystem sr53", 1, false), ("thinksystem sr63", 1, false),
    ("thinksystem sr65", 2, false), ("thinksystem sr85", 2, false), ("thinksystem sr95", 4, false),
    ("system x3550", 1, false), ("system x3650", 2, false), ("system x3850", 4, false), ("primergy rx13", 1, false),
    ("primergy rx25", 2, false), ("primergy rx47", 4, false),
  ]
}

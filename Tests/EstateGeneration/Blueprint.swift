/// What an estate is asked to be: how large, from which seed, and how tight its limits are drawn.
package struct Blueprint: Sendable {
  package var name: String
  package var workloads: Int
  package var dependencies: Int
  package var seed: UInt64
  package var initiatives: Int
  /// What the limits let through until the target's date, in hundredths of what all movable workloads need.
  package var capacityPercent: Int

  package init(
    name: String, workloads: Int, dependencies: Int, seed: UInt64, initiatives: Int, capacityPercent: Int
  ) {
    self.name = name
    self.workloads = workloads
    self.dependencies = dependencies
    self.seed = seed
    self.initiatives = initiatives
    self.capacityPercent = capacityPercent
  }

  /// The fictional automaker that ships: Valdorra Automotive Group, 6,000 workloads, offices in 130 countries.
  package static let automaker = Blueprint(
    name: "Valdorra Automotive Group", workloads: 6_000, dependencies: 18_000, seed: 20_260_601, initiatives: 128,
    capacityPercent: 88)

  /// An estate of the same families, of any size.
  package static func scaled(workloads: Int, dependencies: Int, seed: UInt64) -> Blueprint {
    Blueprint(
      name: "Scaled estate of \(workloads) workloads", workloads: workloads, dependencies: dependencies, seed: seed,
      initiatives: max(2, workloads / 47), capacityPercent: 88)
  }
}

// swift-tools-version: 6.3
import PackageDescription

// The house is one straight line of modules: each may import only what stands to its left.
//
//   Solving · Documents ‖ Estates → Inventories → Topology → Plans → Verifying · Waves → Tracking → Reports → Commands → drawdown
//
// `Solving` and `Documents` know no word of migration; from `Solving` to `Reports` nothing opens a file, reads a clock,
// draws an unseeded number or prints. `Verifying` stands beside `Waves` and sees neither it, `Topology` nor `Solving`:
// what it shares with the planner is the reading of files into rows, nothing else.

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A library of the chain, with the modules to its left that it uses.
func module(_ name: String, _ uses: [String] = []) -> Target {
  .target(
    name: name, dependencies: uses.map { .byName(name: $0) }, swiftSettings: settings,
    // Rounding to whole numbers lives in libm, which nothing else would pull in: the product has no Foundation.
    linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))])
}

/// The tests of a module; fixtures and goldens lie beside them and are found by `#filePath`.
func tests(_ name: String, _ uses: [String], exclude: [String] = []) -> Target {
  .testTarget(
    name: name, dependencies: (uses + ["TestSupport"]).map { .byName(name: $0) }, exclude: exclude,
    swiftSettings: settings)
}

let package = Package(
  name: "drawdown",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "drawdown", targets: ["drawdown"])],
  targets: [
    module("Solving"),
    module("Documents"),
    module("Estates", ["Documents"]),
    module("Inventories", ["Documents", "Estates"]),
    module("Topology", ["Documents", "Estates"]),
    module("Plans", ["Documents", "Estates"]),
    module("Verifying", ["Documents", "Estates", "Plans"]),
    module("Waves", ["Solving", "Documents", "Estates", "Topology", "Plans"]),
    module("Tracking", ["Documents", "Estates", "Topology", "Plans", "Waves"]),
    module("Reports", ["Documents", "Estates", "Topology", "Plans", "Waves", "Tracking"]),
    module(
      "Commands",
      [
        "Solving", "Documents", "Estates", "Inventories", "Topology", "Plans", "Verifying", "Waves", "Tracking",
        "Reports",
      ]),
    .executableTarget(name: "drawdown", dependencies: ["Commands"], swiftSettings: settings),

    .target(
      name: "TestSupport", dependencies: ["Solving", "Documents", "Estates", "Inventories", "Plans", "Verifying"],
      path: "Tests/TestSupport", swiftSettings: settings),
    .executableTarget(
      name: "benchmarks",
      dependencies: [
        "Solving", "Documents", "Estates", "Inventories", "Topology", "Plans", "Verifying", "Waves", "Tracking",
        "Reports", "Commands", "EstateGeneration",
      ],
      path: "Tests/Benchmarks", exclude: ["Peers"], swiftSettings: settings),
    .executableTarget(
      name: "estate-generator",
      dependencies: ["EstateGeneration", "Documents", "Estates", "Inventories", "Plans"], path: "Tests/EstateGenerator",
      swiftSettings: settings),
    .target(
      name: "EstateGeneration",
      dependencies: ["Documents", "Estates", "Inventories", "Topology", "Plans", "Tracking"],
      path: "Tests/EstateGeneration", swiftSettings: settings),
    tests("SolvingTests", ["Solving"]),
    tests("DocumentsTests", ["Documents"], exclude: ["Fixtures"]),
    tests("EstatesTests", ["Estates", "Documents"]),
    tests("InventoriesTests", ["Inventories", "EstateGeneration", "Estates", "Documents"]),
    tests("TopologyTests", ["Topology", "Inventories", "Estates", "Documents"]),
    tests("PlansTests", ["Plans", "Estates", "Documents"]),
    tests("VerifyingTests", ["Verifying", "Inventories", "Plans", "Estates", "Documents"]),
    tests("WavesTests", ["Waves", "Verifying", "Topology", "Inventories", "Solving", "Plans", "Estates", "Documents"]),
    tests("TrackingTests", ["Tracking", "Waves", "Topology", "Inventories", "Plans", "Estates", "Documents"]),
    tests(
      "ReportsTests", ["Reports", "Waves", "Inventories", "Topology", "Plans", "Estates", "Documents"],
      exclude: ["Goldens"]),
    tests("CommandsTests", ["Commands", "Inventories", "Plans", "Estates", "Documents"]),
    tests("EstateGenerationTests", ["EstateGeneration", "Inventories", "Estates", "Documents"]),
    tests("EndToEndTests", ["drawdown"], exclude: ["Scenarios"]),
  ]
)

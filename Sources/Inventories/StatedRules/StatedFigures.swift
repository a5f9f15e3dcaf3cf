import Documents

/// A figure that stands in for what no source knows, with where it comes from.
package struct StatedFigure: Sendable {
  package var name: String
  package var value: Double
  package var unit: String
  /// The source; "assumption" where there is none.
  package var source: String
}

/// The figures by which the import fills what no source knows: money, power, pace.
///
/// They make an estate that plans at once and is roughly of the right size. Every cell that hangs on one of them is marked;
/// the owner's own figures belong in their place before a plan is believed. A table with the columns `figure` and `value`
/// among the sources replaces them by name.
package struct StatedFigures: Sendable {
  var powerPerProcessor = StatedFigure(
    name: "power of a host, per processor", value: 0.175, unit: "kW",
    source: "assumption: a two-socket server at moderate load draws 350 W")
  var powerUsageEffectiveness = StatedFigure(
    name: "overhead of the data center (PUE)", value: 1.56, unit: "",
    source: "Uptime Institute, Global Data Center Survey 2024: average of the industry")
  var energyPrice = StatedFigure(
    name: "price of energy", value: 0.18, unit: "EUR/kWh", source: "assumption: European industry")
  var upkeepPerHost = StatedFigure(
    name: "maintenance, space and hands, per host", value: 1400, unit: "EUR a year", source: "assumption")
  var hypervisorPerCore = StatedFigure(
    name: "hypervisor subscription, per core", value: 150, unit: "EUR a year",
    source: "assumption: list prices since 2024 lie between 135 and 350 USD by edition")
  var refreshPerCore = StatedFigure(
    name: "renewal of a host, per core", value: 400, unit: "EUR", source: "assumption")
  var refreshPerGB = StatedFigure(
    name: "renewal of a host, per GB of memory", value: 6, unit: "EUR", source: "assumption")

  var hostCores = StatedFigure(
    name: "cores of a host that no tab describes", value: 16, unit: "cores",
    source: "median of a real export of 34 hosts (SizingWorkshop sample, mjvincent/rvtools-to-ibm-cloud)")
  var hostMemory = StatedFigure(
    name: "memory of a host that no tab describes", value: 512, unit: "GB", source: "the same export")
  var hostProcessors = StatedFigure(
    name: "processors of a host that no tab describes", value: 2, unit: "", source: "the same export")

  var runPerMachine = StatedFigure(
    name: "backup, monitoring and care in place, per machine", value: 300, unit: "EUR a year", source: "assumption")
  var runPerGB = StatedFigure(
    name: "storage in place, per GB in use", value: 0.30, unit: "EUR a year", source: "assumption")
  var cloudPerCore = StatedFigure(
    name: "cloud, per vCPU", value: 130, unit: "EUR a year",
    source: "assumption: general-purpose instances under a three-year commitment")
  var cloudPerMemoryGB = StatedFigure(
    name: "cloud, per GB of memory", value: 18, unit: "EUR a year", source: "the same assumption")
  var cloudPerStorageGB = StatedFigure(
    name: "cloud, per GB of storage in use", value: 0.60, unit: "EUR a year", source: "assumption: standard disks")
  var hourlyRate = StatedFigure(
    name: "one-off cost of an hour of migration work", value: 85, unit: "EUR", source: "assumption")

  var splitCost = StatedFigure(
    name: "cost of machines of one stem in two places", value: 600, unit: "EUR a year", source: "assumption")
  var waveDays = StatedFigure(
    name: "length of a wave", value: 42, unit: "days", source: "AWS migration kit: smaller waves, about 6 weeks")
  var leadDays = StatedFigure(
    name: "from the start to the first wave", value: 98, unit: "days",
    source: "AWS portfolio guide: assess and mobilise take 14 weeks, machines move from week 15")
  var machinesPerWave = StatedFigure(
    name: "machines in a wave, once the pace is reached", value: 50, unit: "machines",
    source: "Azure wave planning's example; the first waves ramp up from a fifth")
  var contingency = StatedFigure(
    name: "contingency in the number of waves", value: 1.25, unit: "",
    source: "Microsoft Cloud Adoption Framework: 20 to 30 %")
  var hoursPerMachine = StatedFigure(
    name: "hours of the team in a wave, per machine of its size", value: 20, unit: "hours",
    source: "six people with 28 productive hours a week, for 50 machines in 6 weeks")
  var storagePerWave = StatedFigure(
    name: "data in a wave, per 50 machines", value: 40_000, unit: "GB",
    source: "a 1 Gbps line gave 200 Mbps in practice, 2 TB a day on 20 days")
  var decommissionDays = StatedFigure(
    name: "from empty to released", value: 60, unit: "days", source: "assumption: sign-off, licences, archive")
  var parallelDays = StatedFigure(
    name: "parallel run", value: 14, unit: "days", source: "hypercare of 3 to 14 days in published runbooks")
  var discountRate = StatedFigure(
    name: "discount rate", value: 0.08, unit: "a year", source: "assumption")

  private static var paths: [WritableKeyPath<StatedFigures, StatedFigure>] {
    [
      \.powerPerProcessor, \.powerUsageEffectiveness, \.energyPrice, \.upkeepPerHost, \.hypervisorPerCore,
      \.refreshPerCore, \.refreshPerGB, \.hostCores, \.hostMemory, \.hostProcessors, \.runPerMachine, \.runPerGB,
      \.cloudPerCore, \.cloudPerMemoryGB, \.cloudPerStorageGB, \.hourlyRate, \.splitCost, \.waveDays, \.leadDays,
      \.machinesPerWave, \.contingency, \.hoursPerMachine, \.storagePerWave, \.decommissionDays, \.parallelDays,
      \.discountRate,
    ]
  }

  package init() {}

  /// Every figure, in the order of the report.
  package var all: [StatedFigure] { Self.paths.map { self[keyPath: $0] } }

  /// Puts another value in the place of the figure of that name; false where there is none.
  mutating func replace(_ name: String, by value: Double, source: String) -> Bool {
    for path in Self.paths where HeaderName.squeezed(self[keyPath: path].name) == HeaderName.squeezed(name) {
      self[keyPath: path].value = value
      self[keyPath: path].source = source
      return true
    }
    return false
  }
}

import Documents

/// A figure that stands in for what RVTools does not know, with where it comes from.
package struct StatedDefault: Sendable {
  package var name: String
  package var value: Double
  package var unit: String
  /// The source; "assumption" where there is none.
  package var source: String
}

/// The figures by which the import fills what a vCenter does not know: money, power, effort, pace.
///
/// They make an estate that plans at once and is roughly of the right size. Every cell that hangs on one of them is marked;
/// the owner's own figures belong in their place before a plan is believed.
package enum RVToolsDefaults {
  static let powerPerProcessor = StatedDefault(
    name: "power of a host, per processor", value: 0.175, unit: "kW",
    source: "assumption: a two-socket server at moderate load draws 350 W")
  static let powerUsageEffectiveness = StatedDefault(
    name: "overhead of the data center (PUE)", value: 1.56, unit: "",
    source: "Uptime Institute, Global Data Center Survey 2024: average of the industry")
  static let energyPrice = StatedDefault(
    name: "price of energy", value: 0.18, unit: "EUR/kWh", source: "assumption: European industry")
  static let upkeepPerHost = StatedDefault(
    name: "maintenance, space and hands, per host", value: 1400, unit: "EUR a year", source: "assumption")
  static let hypervisorPerCore = StatedDefault(
    name: "hypervisor subscription, per core", value: 150, unit: "EUR a year",
    source: "assumption: list prices since 2024 lie between 135 and 350 USD by edition")
  static let refreshPerCore = StatedDefault(
    name: "renewal of a host, per core", value: 400, unit: "EUR", source: "assumption")
  static let refreshPerGB = StatedDefault(
    name: "renewal of a host, per GB of memory", value: 6, unit: "EUR", source: "assumption")

  static let hostCores = StatedDefault(
    name: "cores of a host that no tab describes", value: 16, unit: "cores",
    source: "median of a real export of 34 hosts (SizingWorkshop sample, mjvincent/rvtools-to-ibm-cloud)")
  static let hostMemory = StatedDefault(
    name: "memory of a host that no tab describes", value: 512, unit: "GB", source: "the same export")
  static let hostProcessors = StatedDefault(
    name: "processors of a host that no tab describes", value: 2, unit: "", source: "the same export")

  static let runPerMachine = StatedDefault(
    name: "backup, monitoring and care in place, per machine", value: 300, unit: "EUR a year", source: "assumption")
  static let runPerGB = StatedDefault(
    name: "storage in place, per GB in use", value: 0.30, unit: "EUR a year", source: "assumption")
  static let cloudPerCore = StatedDefault(
    name: "cloud, per vCPU", value: 130, unit: "EUR a year",
    source: "assumption: general-purpose instances under a three-year commitment")
  static let cloudPerMemoryGB = StatedDefault(
    name: "cloud, per GB of memory", value: 18, unit: "EUR a year", source: "the same assumption")
  static let cloudPerStorageGB = StatedDefault(
    name: "cloud, per GB of storage in use", value: 0.60, unit: "EUR a year", source: "assumption: standard disks")
  static let hourlyRate = StatedDefault(
    name: "one-off cost of an hour of migration work", value: 85, unit: "EUR", source: "assumption")

  static let rehostHours = StatedDefault(
    name: "effort to rehost a machine, checks included", value: 16, unit: "hours",
    source: "between a factory's 3 h (4 architects move 50 servers a week) and 32 to 72 h (InfoWorld 2017)")
  static let replatformHours = StatedDefault(
    name: "effort to replatform a machine with a system out of support", value: 20, unit: "hours",
    source: "VirtaMove: two older Windows servers a person-week")
  static let retireHours = StatedDefault(
    name: "effort to retire a machine", value: 4, unit: "hours", source: "assumption")
  static let templateHours = StatedDefault(
    name: "effort to retire a template", value: 1, unit: "hours", source: "assumption")
  static let largeDiskHours = StatedDefault(
    name: "further effort from 10,240 GB in use", value: 8, unit: "hours",
    source: "assumption; the threshold is a tier of kubev2v's complexity scale")
  static let largeDisk = 10_240.0

  static let splitCost = StatedDefault(
    name: "cost of machines of one stem in two places", value: 600, unit: "EUR a year", source: "assumption")
  static let waveDays = StatedDefault(
    name: "length of a wave", value: 42, unit: "days", source: "AWS migration kit: smaller waves, about 6 weeks")
  static let leadDays = StatedDefault(
    name: "from the start to the first wave", value: 98, unit: "days",
    source: "AWS portfolio guide: assess and mobilise take 14 weeks, machines move from week 15")
  static let machinesPerWave = StatedDefault(
    name: "machines in a wave, once the pace is reached", value: 50, unit: "machines",
    source: "Azure wave planning's example; the first waves ramp up from a fifth")
  static let contingency = StatedDefault(
    name: "contingency in the number of waves", value: 1.25, unit: "",
    source: "Microsoft Cloud Adoption Framework: 20 to 30 %")
  static let hoursPerMachine = StatedDefault(
    name: "hours of the team in a wave, per machine of its size", value: 20, unit: "hours",
    source: "six people with 28 productive hours a week, for 50 machines in 6 weeks")
  static let storagePerWave = StatedDefault(
    name: "data in a wave, per 50 machines", value: 40_000, unit: "GB",
    source: "a 1 Gbps line gave 200 Mbps in practice, 2 TB a day on 20 days")
  static let decommissionDays = StatedDefault(
    name: "from empty to released", value: 60, unit: "days", source: "assumption: sign-off, licences, archive")
  static let parallelDays = StatedDefault(
    name: "parallel run", value: 14, unit: "days", source: "hypercare of 3 to 14 days in published runbooks")
  static let discountRate = StatedDefault(
    name: "discount rate", value: 0.08, unit: "a year", source: "assumption")

  package static let all: [StatedDefault] = [
    powerPerProcessor, powerUsageEffectiveness, energyPrice, upkeepPerHost, hypervisorPerCore, refreshPerCore,
    refreshPerGB, hostCores, hostMemory, hostProcessors, runPerMachine, runPerGB, cloudPerCore, cloudPerMemoryGB,
    cloudPerStorageGB, hourlyRate, rehostHours, replatformHours, retireHours, templateHours, largeDiskHours, splitCost,
    waveDays, leadDays, machinesPerWave, contingency, hoursPerMachine, storagePerWave, decommissionDays, parallelDays,
    discountRate,
  ]
}

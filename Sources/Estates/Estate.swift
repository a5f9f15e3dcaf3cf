import Documents

/// Everything that was read from one folder of inventory files: the rows, typed, in file order, with their lines.
///
/// An estate is valid: keys are unique, references point to rows that exist, numbers are finite, dates exist. It is not
/// yet *resolved*: which site a workload derives from its host, whom a selector selects, what a rule groups is worked out
/// by the planner (`Topology`) and, a second time, by the verifier (`Verifying`); both begin here and share nothing else.
///
/// Rows are numbered from 0 in file order; `Estate.none` stands for "no row". Sites, racks and clusters that only another
/// table names stand behind the declared ones, in order of first mention, with `declared` false.
package struct Estate: Sendable {
  /// "No row": the value of a reference whose cell is empty.
  package static let none: Int32 = -1

  package var name: String
  /// `sha256:…` over the digests of the estate's tables and program, as SPEC section 5 says.
  package var digest: String
  /// The files the estate was read from, sorted by name.
  package var inputs: [InputFile]
  package var texts: TextPool
  package var program: Program

  package var sites: Sites
  package var racks: Racks
  package var clusters: Clusters
  package var hosts: Hosts
  package var applications: Applications
  package var workloads: Workloads
  package var dependencies: Dependencies
  package var initiatives: Initiatives
  /// What the run set otherwise than the program file says; `program` has it already.
  package var overrides: [ProgramOverride] = []

  package init(
    name: String, digest: String = "", inputs: [InputFile] = [], texts: TextPool = TextPool(), program: Program,
    sites: Sites = Sites(), racks: Racks = Racks(), clusters: Clusters = Clusters(), hosts: Hosts = Hosts(),
    applications: Applications = Applications(), workloads: Workloads = Workloads(),
    dependencies: Dependencies = Dependencies(), initiatives: Initiatives = Initiatives()
  ) {
    self.name = name
    self.digest = digest
    self.inputs = inputs
    self.texts = texts
    self.program = program
    self.sites = sites
    self.racks = racks
    self.clusters = clusters
    self.hosts = hosts
    self.applications = applications
    self.workloads = workloads
    self.dependencies = dependencies
    self.initiatives = initiatives
  }
}

/// A file that went into an estate.
package struct InputFile: Hashable, Sendable {
  package var file: String
  /// SHA-256 of its bytes, 64 hexadecimal digits.
  package var digest: String
  /// Data rows of a table; rules of a program.
  package var rows: Int

  package init(file: String, digest: String, rows: Int) {
    self.file = file
    self.digest = digest
    self.rows = rows
  }
}

/// `sites.csv`: data centers, server rooms, plants.
package struct Sites: Sendable {
  package var table = Table(file: "sites.csv")
  package var keys: [TextPool.ID] = []
  package var names: [TextPool.ID] = []
  package var countries: [TextPool.ID] = []
  package var regions: [TextPool.ID] = []
  package var annualCost: [Double?] = []
  package var committedUntil: [Day?] = []
  package var leaseEnd: [Day?] = []
  package var holdoverAnnualCost: [Double?] = []
  /// False for a site that only another table names.
  package var declared: [Bool] = []
  package var count: Int { keys.count }
  package init() {}
}

/// `racks.csv`.
package struct Racks: Sendable {
  package var table = Table(file: "racks.csv")
  package var keys: [TextPool.ID] = []
  /// Row of `sites`; for a rack that only hosts name, the site of the first of them.
  package var site: [Int32] = []
  package var annualCost: [Double?] = []
  package var committedUntil: [Day?] = []
  package var declared: [Bool] = []
  package var count: Int { keys.count }
  package init() {}
}

/// `clusters.csv`: virtualisation clusters.
package struct Clusters: Sendable {
  package var table = Table(file: "clusters.csv")
  package var keys: [TextPool.ID] = []
  /// Row of `sites`; for a cluster that only others name, the site of the first host in it, else of the first workload
  /// that names both, else `Estate.none`.
  package var site: [Int32] = []
  /// Hosts held back per resource; 1 where the cell is empty.
  package var spareHosts: [Int] = []
  /// vCPU per core; 4 where the cell is empty.
  package var cpuOvercommit: [Double] = []
  /// 1 where the cell is empty.
  package var memoryOvercommit: [Double] = []
  package var declared: [Bool] = []
  package var count: Int { keys.count }
  package init() {}
}

/// `hosts.csv`: physical machines.
package struct Hosts: Sendable {
  /// How a host without workloads becomes empty (SPEC section 3).
  package enum Leaving: Hashable, Sendable {
    case on(Day)
    case withRack
    case withSite
  }

  package var table = Table(file: "hosts.csv")
  package var keys: [TextPool.ID] = []
  package var site: [Int32] = []
  package var rack: [Int32] = []
  package var cluster: [Int32] = []
  package var rackUnits: [Double?] = []
  package var powerKW: [Double?] = []
  package var cores: [Double?] = []
  package var memoryGB: [Double?] = []
  package var annualCost: [Double?] = []
  package var committedUntil: [Day?] = []
  package var endOfSupport: [Day?] = []
  package var refreshCost: [Double?] = []
  package var releaseOrder: [Double?] = []
  package var leaves: [Leaving?] = []
  package var count: Int { keys.count }
  package init() {}
}

/// `applications.csv`: business applications.
package struct Applications: Sendable {
  package var table = Table(file: "applications.csv")
  package var keys: [TextPool.ID] = []
  package var names: [TextPool.ID] = []
  package var businessUnits: [TextPool.ID] = []
  package var owners: [TextPool.ID] = []
  package var criticality: [Double?] = []
  package var count: Int { keys.count }
  package init() {}
}

/// What is to become of a workload: the seven dispositions of SPEC section 1.
package enum Disposition: String, CaseIterable, Sendable {
  case rehost, replatform, refactor, relocate, repurchase, retire, retain
}

/// `workloads.csv`: servers, virtual machines, databases and appliances that can move.
///
/// The references and texts are as the row has them; what a workload derives from its host, cluster and application is
/// resolved later.
package struct Workloads: Sendable {
  package var table = Table(file: "workloads.csv")
  package var keys: [TextPool.ID] = []
  package var names: [TextPool.ID] = []
  package var application: [Int32] = []
  package var host: [Int32] = []
  package var cluster: [Int32] = []
  package var site: [Int32] = []
  package var environments: [TextPool.ID] = []
  package var businessUnits: [TextPool.ID] = []
  package var owners: [TextPool.ID] = []
  package var teams: [TextPool.ID] = []
  package var criticality: [Double?] = []
  package var operatingSystems: [TextPool.ID] = []
  package var cores: [Double?] = []
  package var memoryGB: [Double?] = []
  package var storageGB: [Double?] = []
  /// `rehost` where the cell is empty.
  package var disposition: [Disposition] = []
  package var targetRegions: [TextPool.ID] = []
  package var effortHours: [Double?] = []
  /// 1 where the cell is empty.
  package var leadWaves: [Int32] = []
  package var riskPoints: [Double?] = []
  package var notBefore: [Day?] = []
  package var notAfter: [Day?] = []
  package var annualRunCost: [Double?] = []
  package var annualCloudCost: [Double?] = []
  package var oneOffCost: [Double?] = []
  package var dataClasses: [TextPool.ID] = []
  package var residencies: [TextPool.ID] = []
  package var count: Int { keys.count }
  package init() {}
}

/// How the two ends of a dependency must or may move (SPEC section 1).
package enum Relation: String, CaseIterable, Sendable {
  case together, first, last, near, apart
}

/// `dependencies.csv`: `source` needs `target`. Rows with an unknown end, or with one workload at both ends, are reported
/// by the reader and do not stand here.
package struct Dependencies: Sendable {
  package var file = "dependencies.csv"
  package var source: [Int32] = []
  package var target: [Int32] = []
  /// Nil where the cell is empty: then a `relate` rule decides.
  package var relation: [Relation?] = []
  package var annualSplitCost: [Double?] = []
  package var kind: [TextPool.ID] = []
  package var evidence: [TextPool.ID] = []
  package var lines: [Int32] = []
  package var count: Int { source.count }
  package init() {}
}

/// `initiatives.csv` and `initiative_workloads.csv`: what the business gets once a set of workloads is in the cloud.
package struct Initiatives: Sendable {
  package var table = Table(file: "initiatives.csv")
  package var keys: [TextPool.ID] = []
  package var names: [TextPool.ID] = []
  package var due: [Day?] = []
  package var annualValue: [Double?] = []
  package var lateAnnualCost: [Double?] = []
  /// Members of initiative i: `members[memberStart[i] ..< memberStart[i + 1]]`, rows of `workloads`, in file order,
  /// each once.
  package var memberStart: [Int32] = [0]
  package var members: [Int32] = []
  package var count: Int { keys.count }
  package init() {}
}

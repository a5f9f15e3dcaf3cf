/// What the automaker runs: business units and their applications, operating systems, sizes, dispositions, money.
///
/// The figures come from public sources, named where they stand; what no source gives is marked as an assumption.
enum Portfolio {
  struct BusinessUnit: Sendable {
    let key: String
    let name: String
    let subjects: [String]
    /// Shares of the applications at data centers, plants and offices.
    let weights: (dataCenter: Int, plant: Int, office: Int)
  }

  /// The captive bank of the group closes its books apart from the others; its freezes go by this name.
  static let financialServices = "Financial Services"

  static let businessUnits: [BusinessUnit] = [
    BusinessUnit(
      key: "MFG", name: "Manufacturing",
      subjects: ["Body Shop", "Paint Shop", "Press Shop", "Final Assembly", "Torque Data", "Andon", "Line Balancing"],
      weights: (8, 55, 0)),
    BusinessUnit(
      key: "ENG", name: "Engineering",
      subjects: [
        "Crash Simulation", "Drawing Vault", "Bill of Materials", "Powertrain Test", "Aerodynamics", "Homologation",
      ],
      weights: (20, 4, 4)),
    BusinessUnit(
      key: "SUP", name: "Supply Chain",
      subjects: ["Inbound Freight", "Sequencing", "Container Pool", "Yard", "Customs", "Delivery Schedule"],
      weights: (12, 18, 8)),
    BusinessUnit(
      key: "PUR", name: "Purchasing",
      subjects: ["Supplier Contract", "Tooling Ledger", "Raw Material Price", "Supplier Rating", "Tender"],
      weights: (8, 0, 4)),
    BusinessUnit(
      key: "SAL", name: "Sales",
      subjects: ["Dealer Order", "Configurator", "Price List", "Fleet Offer", "Campaign", "Vehicle Stock"],
      weights: (12, 0, 32)),
    BusinessUnit(
      key: "AFT", name: "Aftersales",
      subjects: ["Spare Part", "Warranty Claim", "Workshop Manual", "Recall", "Service Appointment", "Diagnosis"],
      weights: (10, 0, 16)),
    BusinessUnit(
      key: "CON", name: "Connected Services",
      subjects: ["Telematics", "Over-the-Air Update", "Charging", "Driver Profile", "Remote Lock", "Vehicle Health"],
      weights: (10, 0, 2)),
    BusinessUnit(
      key: "FIN", name: financialServices,
      subjects: [
        "Leasing Contract", "Dealer Credit", "Residual Value", "Payment", "General Ledger", "Regulatory Return",
      ],
      weights: (12, 0, 14)),
    BusinessUnit(
      key: "HRM", name: "Human Resources",
      subjects: ["Payroll", "Time Clock", "Recruiting", "Training", "Shift Roster"],
      weights: (5, 8, 12)),
    BusinessUnit(
      key: "QUA", name: "Quality",
      subjects: ["Measuring Room", "Audit", "Defect Tracking", "Traceability", "Laboratory"],
      weights: (5, 13, 0)),
    BusinessUnit(
      key: "CIT", name: "Corporate IT",
      subjects: ["Ticketing", "Software Delivery", "Identity", "Intranet", "Document Archive", "Remote Access"],
      weights: (10, 4, 8)),
  ]

  static let functions = [
    "Portal", "Planning", "Archive", "Reporting", "Gateway", "Workflow", "Master Data", "Monitor", "Scheduler",
    "Analytics",
    "Exchange", "Registry",
  ]

  static let givenNames = [
    "ana", "bruno", "chen", "divya", "elif", "farid", "greta", "hugo", "ines", "jonas", "keiko", "luca", "marta",
    "nadia",
    "omar", "petra", "quentin", "rosa", "samir", "tessa", "ugo", "vera", "wei", "yara",
  ]

  static let familyNames = [
    "abello", "brandt", "castel", "dorn", "eriksen", "fontana", "gruber", "halim", "ivanov", "joshi", "kovacs", "lopes",
    "moreau", "nakata", "okoye", "pires", "quist", "rossi", "suzuki", "thorne", "ulrich", "varga", "weiss", "zhao",
  ]

  /// Workloads per application. Public cases have means of 3.3 to 11.7 (the fictional Contoso of Microsoft's Cloud
  /// Adoption Framework), 5.2 (AWS portfolio workshop) and 14 per environment (Deloitte on a media company's exit); the
  /// bins in use are 1–3, 4–10 and 11 or more (AWS prioritisation criteria). The tail is an assumption.
  static let applicationSizes = QuantileTable([
    (0, 1), (2_500, 2), (5_000, 5), (7_500, 9), (9_000, 17), (9_700, 34), (9_950, 70), (10_000, 130),
  ])

  /// 0 is the most critical (assumption).
  static let criticalities = WeightedTable<Int>([(0, 8), (1, 22), (2, 40), (3, 30)])

  /// vCPU per virtual machine: tenth 1, median 4, nine tenths 8, most 16 (computed from a public RVTools export of 795
  /// machines, mjvincent, SizingWorkshop); 32 for the few database servers is an assumption.
  static let cores = WeightedTable<Int>([(1, 13), (2, 32), (4, 36), (8, 14), (16, 4), (32, 1)])

  /// Gigabytes per vCPU, so that memory has its tenth at 4, median at 8, nine tenths at 32, most 128 (same export).
  static let memoryPerCore = WeightedTable<Int>([(1, 6), (2, 44), (4, 36), (8, 14)])

  /// Provisioned gigabytes: tenth 70, median 120, nine tenths 416, ninety-nine hundredths 3,800, most 10,500; the largest
  /// twentieth holds 47 % (same export). Machines above 32 TB exist in support matrices and are left out.
  static let storage = QuantileTable([
    (0, 20), (1_000, 70), (5_000, 120), (9_000, 416), (9_500, 1_000), (9_900, 3_800), (9_990, 8_000), (10_000, 10_500),
  ])

  /// Rack units of a machine that carries one workload or a few (assumption).
  static let serverUnits = WeightedTable<Int>([(1, 42), (2, 44), (4, 10), (7, 3), (10, 1)])
  static let databaseUnits = WeightedTable<Int>([(2, 56), (4, 34), (8, 8), (10, 2)])

  /// What it costs a year to run one dependency across the wide-area network, in EUR (assumption).
  static let splitCosts = QuantileTable([(0, 200), (5_000, 900), (9_000, 4_000), (9_900, 14_000), (10_000, 40_000)])

  /// What an AI initiative brings a year, in thousands of EUR (assumption).
  static let initiativeValues = QuantileTable([(0, 40), (5_000, 180), (9_000, 700), (9_900, 2_200), (10_000, 3_500)])

  static let useCases = [
    "Demand forecast", "Visual inspection", "Predictive maintenance", "Warranty fraud detection", "Spare part pricing",
    "Supplier risk radar", "Driver assistance replay", "Knowledge assistant", "Residual value model", "Energy control",
  ]

  /// A 2026 estate: 2016, 2019 and 2022 in front, about a tenth out of support (the export of about 2017 moved on by
  /// eight years, an assumption).
  static let operatingSystems = WeightedTable<Int>([
    (0, 17), (1, 26), (2, 20), (3, 5), (4, 2), (5, 9), (6, 9), (7, 4), (8, 4), (9, 4),
  ])
  static let operatingSystemNames = [
    "Windows Server 2016", "Windows Server 2019", "Windows Server 2022", "Windows Server 2012 R2",
    "Windows Server 2008 R2",
    "RHEL 8", "RHEL 9", "RHEL 7", "SLES 15", "Oracle Linux 8", "AIX 7.2", "Windows 10 IoT LTSC",
  ]
  static let aix = 10
  static let plantFloorSystem = 11

  /// The mix over what may move (assumption between the cases: Deloitte's media company 35/40/20, AWS Transform's demo
  /// 63/22/0/15; a tenth to a fifth retired is the rule of thumb, and whole applications are retired besides). `retain` comes from the plants' edge, not from here.
  static let dispositions = WeightedTable<Disposition>([
    (.rehost, 55), (.replatform, 21), (.refactor, 5), (.retire, 9), (.repurchase, 6), (.relocate, 4),
  ])

  enum Disposition: Int, CaseIterable, Sendable {
    case rehost, replatform, refactor, relocate, repurchase, retire, retain
    var word: String { Self.words[rawValue] }
    private static let words = ["rehost", "replatform", "refactor", "relocate", "repurchase", "retire", "retain"]

    /// Hours of work, low and high. A rehost of two or three people over two or three days is 4 to 9 person-days
    /// (InfoWorld 2017), a practised factory moves 50 servers a week with four (about 3 hours each); in between lies what
    /// a regional factory of the first years needs.
    var effortHours: (low: Int, high: Int) {
      switch self {
      case .rehost: (8, 36)
      case .replatform: (30, 100)
      case .refactor: (120, 480)
      case .relocate: (6, 14)
      case .repurchase: (20, 70)
      case .retire: (3, 8)
      case .retain: (0, 0)
      }
    }

    /// Waves of preparation, low and high.
    var leadWaves: (low: Int, high: Int) {
      switch self {
      case .rehost, .relocate, .retire, .retain: (1, 1)
      case .replatform, .repurchase: (1, 3)
      case .refactor: (3, 6)
      }
    }
  }

  /// Environments, and how many of a hundred workloads of a larger application run in each. Public case: production 29 %,
  /// alpha 20 %, user acceptance 17 %, development 13 %, beta 12 %, unclassified 9 % (82 servers, AWS Transform); single
  /// and small applications run in production alone, so its share of the whole is higher.
  static let environments = ["production", "preproduction", "test", "development", "plant-floor", ""]
  static let environmentKeys = ["prd", "pre", "tst", "dev", "flr", "unk"]
  static let environmentWeights = [42, 18, 21, 19]
  static let production = 0
  static let plantFloor = 4
  static let unclassified = 5

  /// Of a hundred workloads of a plant, those beside the line: functions that stop it need answers within 100 ms, tight
  /// loops within 20 ms (automation.com, 2026-02). About a tenth of the estate, as in the mix that is suggested for a
  /// car maker (`retain` 12 %, an assumption).
  static let plantFloorPercent = 32

  static let roles = ["app", "db", "web", "bat", "fil"]
  static let dataClasses = ["internal", "personal", "vehicle", "financial", "engineering"]
  static let personal = 1
  static let vehicle = 2

  /// The services that everything leans on. Their false groups are a known trouble of automatic planning (AWS migration
  /// operations guidance, "Wave planning"), so nothing of them is `together`. How many there are, and that a few take most
  /// of the traffic, is an assumption.
  static let hubs: [(key: String, name: String, kind: String, count: Int)] = [
    ("ADS", "Directory", "ldap", 8), ("DNS", "Name Service", "dns", 4), ("NTP", "Time Service", "ntp", 1),
    ("MON", "Monitoring", "snmp", 3), ("BKP", "Backup", "backup", 4), ("ESB", "Integration Bus", "mq", 4),
    ("SQL", "Shared SQL Cluster", "sql-shared", 6), ("FSH", "File Shares", "smb", 3), ("JMP", "Jump Hosts", "rdp", 1),
    ("CIS", "Software Delivery Line", "https", 2),
  ]
}

/// Which cloud region stands in for a country, and where data of a residency may lie: the nearest region of Azure by the
/// country of the site. A table with the columns `country` and `target_region` among the sources comes before these.
struct RegionRules: Sendable {
  /// Country (two letters) to region, in order; the first that fits counts.
  private(set) var regions: [(country: String, region: String, source: String)]

  init(first: [(country: String, region: String, source: String)] = []) {
    regions = first + Self.known.map { ($0.0, $0.1, "the nearest Azure region, assumption") }
  }

  /// The region for a machine at a site of that country, whose data may lie where `residency` says.
  func region(country: String, residency: String) -> (region: String, source: String)? {
    let wanted = Self.country(country)
    let home = regions.first { $0.country == wanted }
    guard !residency.isEmpty else { return home.map { ($0.region, $0.source) } }
    if let home, let itsCountry = Self.home[home.region] ?? home.country as String?,
      Self.allows(residency, itsCountry)
    {
      return (home.region, home.source)
    }
    // The residency forbids the near one: the first that it allows.
    return regions.first { Self.allows(residency, Self.home[$0.region] ?? $0.country) }
      .map { ($0.region, "\($0.source), as the residency \(residency) asks") }
  }

  /// Two letters for the names that people write.
  static func country(_ text: String) -> String {
    let word = text.lowercased()
    return names[word] ?? (word.count == 2 ? word.uppercased() : text)
  }

  static func allows(_ residency: String, _ country: String) -> Bool {
    switch residency.uppercased() {
    case "EU": union.contains(country)
    case "EEA": union.contains(country) || ["NO", "IS", "LI"].contains(country)
    case "UK": country == "GB"
    default: Self.country(residency) == country
    }
  }

  private static let union: Set<String> = [
    "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT", "LU", "MT",
    "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE",
  ]

  /// Where a region stands, where that is not the country that it serves here.
  private static let home: [String: String] = [
    "germanywestcentral": "DE", "westeurope": "NL", "northeurope": "IE", "francecentral": "FR", "uksouth": "GB",
    "switzerlandnorth": "CH", "italynorth": "IT", "spaincentral": "ES", "polandcentral": "PL", "swedencentral": "SE",
    "norwayeast": "NO", "eastus2": "US", "canadacentral": "CA", "mexicocentral": "MX", "brazilsouth": "BR",
    "chinanorth3": "CN", "japaneast": "JP", "koreacentral": "KR", "centralindia": "IN", "southeastasia": "SG",
    "eastasia": "HK", "australiaeast": "AU", "newzealandnorth": "NZ", "southafricanorth": "ZA", "uaenorth": "AE",
    "qatarcentral": "QA", "israelcentral": "IL",
  ]

  private static let known: [(String, String)] = [
    ("DE", "germanywestcentral"), ("AT", "germanywestcentral"), ("NL", "westeurope"), ("BE", "westeurope"),
    ("LU", "westeurope"), ("IE", "northeurope"), ("FR", "francecentral"), ("GB", "uksouth"),
    ("CH", "switzerlandnorth"), ("LI", "switzerlandnorth"), ("IT", "italynorth"), ("ES", "spaincentral"),
    ("PT", "spaincentral"), ("PL", "polandcentral"), ("CZ", "polandcentral"), ("SK", "polandcentral"),
    ("HU", "polandcentral"), ("RO", "polandcentral"), ("SE", "swedencentral"), ("FI", "swedencentral"),
    ("DK", "swedencentral"), ("NO", "norwayeast"), ("US", "eastus2"), ("CA", "canadacentral"),
    ("MX", "mexicocentral"), ("BR", "brazilsouth"), ("AR", "brazilsouth"), ("CN", "chinanorth3"),
    ("JP", "japaneast"), ("KR", "koreacentral"), ("IN", "centralindia"), ("SG", "southeastasia"),
    ("MY", "southeastasia"), ("HK", "eastasia"), ("AU", "australiaeast"), ("NZ", "newzealandnorth"),
    ("ZA", "southafricanorth"), ("AE", "uaenorth"), ("QA", "qatarcentral"), ("IL", "israelcentral"),
  ]

  private static let names: [String: String] = [
    "germany": "DE", "deutschland": "DE", "austria": "AT", "switzerland": "CH", "netherlands": "NL", "belgium": "BE",
    "france": "FR", "united kingdom": "GB", "uk": "GB", "great britain": "GB", "england": "GB", "ireland": "IE",
    "italy": "IT", "italia": "IT", "spain": "ES", "portugal": "PT", "poland": "PL", "czechia": "CZ",
    "czech republic": "CZ", "hungary": "HU", "romania": "RO", "sweden": "SE", "finland": "FI", "denmark": "DK",
    "norway": "NO", "united states": "US", "usa": "US", "united states of america": "US", "canada": "CA",
    "mexico": "MX", "brazil": "BR", "china": "CN", "japan": "JP", "india": "IN", "singapore": "SG",
    "australia": "AU", "south africa": "ZA", "south korea": "KR", "new zealand": "NZ",
  ]
}

/// The places of the fictional automaker: data centers, plants with a server room each, and office server rooms that
/// serve one or several countries. The cities are real, the company and its buildings are not.
struct Place: Sendable {
  enum Kind: Int, CaseIterable, Sendable { case dataCenter, plant, office }

  let key: String
  let city: String
  /// ISO 3166-1 alpha-2.
  let country: String
  /// The team in whose region it lies.
  let team: Team
  let kind: Kind
  /// Share of the workloads, against the other places.
  let weight: Int
  /// The cloud region that its workloads go to.
  let cloud: String
  /// The zone that personal and vehicle data must not leave; empty where the law asks for none.
  let residency: String
  /// How many countries' offices it serves.
  let countries: Int
}

/// The regional factory teams; `core` moves the shared services everywhere.
enum Team: String, CaseIterable, Sendable {
  case emeaNorth = "emea-north"
  case emeaSouth = "emea-south"
  case northAmerica = "north-america"
  case latinAmerica = "latin-america"
  case china
  case indiaMiddleEastAfrica = "india-mea"
  case asiaPacific = "asia-pacific"
  case core
}

enum Geography {
  /// Zones whose law keeps personal and vehicle data in the country, and which have no cloud region: such workloads stay.
  static let zonesWithoutRegion = ["DZ", "TR", "VN"]

  /// The hall that is given up whole, by the end of its lease.
  static let siteToLeave = "BLQ1"

  /// The data centers that are kept: some of their applications stay by decision.
  static let anchors = ["HAJ1", "CMH1"]

  static var all: [Place] { dataCenters + plants + offices }

  static let dataCenters: [Place] = [
    place("HAJ1", "Hanover", "DE", .emeaNorth, .dataCenter, 620, "germanywestcentral", "EU", 0),
    place("LYS1", "Lyon", "FR", .emeaSouth, .dataCenter, 560, "francecentral", "EU", 0),
    place("BLQ1", "Bologna", "IT", .emeaSouth, .dataCenter, 300, "italynorth", "EU", 0),
    place("ZAZ1", "Zaragoza", "ES", .emeaSouth, .dataCenter, 240, "spaincentral", "EU", 0),
    place("CMH1", "Columbus", "US", .northAmerica, .dataCenter, 560, "eastus2", "US", 0),
    place("DFW1", "Dallas", "US", .northAmerica, .dataCenter, 330, "southcentralus", "US", 0),
    place("VCP1", "Campinas", "BR", .latinAmerica, .dataCenter, 330, "brazilsouth", "BR", 0),
    place("WUH1", "Wuhan", "CN", .china, .dataCenter, 330, "chinaeast3", "CN", 0),
    place("PNQ1", "Pune", "IN", .indiaMiddleEastAfrica, .dataCenter, 300, "centralindia", "IN", 0),
  ]

  static let plants: [Place] = [
    place("PLZ", "Plzen", "CZ", .emeaNorth, .plant, 74, "germanywestcentral", "EU", 1),
    place("GYR", "Gyor", "HU", .emeaNorth, .plant, 66, "germanywestcentral", "EU", 1),
    place("SAA", "Saarbruecken", "DE", .emeaNorth, .plant, 92, "germanywestcentral", "EU", 1),
    place("COV", "Coventry", "GB", .emeaNorth, .plant, 60, "uksouth", "EU", 0),
    place("LIL", "Lille", "FR", .emeaSouth, .plant, 84, "francecentral", "EU", 1),
    place("VGO", "Vigo", "ES", .emeaSouth, .plant, 78, "spaincentral", "EU", 1),
    place("BGZ", "Braga", "PT", .emeaSouth, .plant, 52, "spaincentral", "EU", 1),
    place("MOD", "Modena", "IT", .emeaSouth, .plant, 70, "italynorth", "EU", 1),
    place("NIS", "Nis", "RS", .emeaSouth, .plant, 44, "italynorth", "", 1),
    place("GEB", "Gebze", "TR", .indiaMiddleEastAfrica, .plant, 50, "uaenorth", "TR", 0),
    place("TNG", "Tangier", "MA", .indiaMiddleEastAfrica, .plant, 48, "spaincentral", "", 1),
    place("ORN", "Oran", "DZ", .indiaMiddleEastAfrica, .plant, 32, "uaenorth", "DZ", 0),
    place("GQE", "Gqeberha", "ZA", .indiaMiddleEastAfrica, .plant, 46, "southafricanorth", "", 0),
    place("MAA", "Chennai", "IN", .indiaMiddleEastAfrica, .plant, 70, "centralindia", "IN", 0),
    place("SDF", "Louisville", "US", .northAmerica, .plant, 96, "eastus2", "US", 0),
    place("GSP", "Greenville", "US", .northAmerica, .plant, 80, "eastus2", "US", 0),
    place("QRO", "Queretaro", "MX", .northAmerica, .plant, 72, "mexicocentral", "", 0),
    place("YXU", "London Ontario", "CA", .northAmerica, .plant, 58, "canadacentral", "", 0),
    place("CWB", "Curitiba", "BR", .latinAmerica, .plant, 82, "brazilsouth", "BR", 0),
    place("COR", "Cordoba", "AR", .latinAmerica, .plant, 50, "brazilsouth", "", 0),
    place("CTU", "Chengdu", "CN", .china, .plant, 84, "chinaeast3", "CN", 0),
    place("CSX", "Changsha", "CN", .china, .plant, 66, "chinaeast3", "CN", 0),
    place("RYG", "Rayong", "TH", .asiaPacific, .plant, 58, "southeastasia", "", 0),
    place("HPH", "Hai Phong", "VN", .asiaPacific, .plant, 36, "southeastasia", "VN", 0),
    place("NGO", "Nagoya", "JP", .asiaPacific, .plant, 56, "japaneast", "", 0),
  ]

  static let offices: [Place] = [
    place("LON", "London", "GB", .emeaNorth, .office, 34, "uksouth", "EU", 1),
    place("BRU", "Brussels", "BE", .emeaNorth, .office, 18, "westeurope", "EU", 2),
    place("NYC", "New York", "US", .northAmerica, .office, 30, "eastus2", "US", 1),
    place("SAO", "Sao Paulo", "BR", .latinAmerica, .office, 28, "brazilsouth", "BR", 1),
    place("SHA", "Shanghai", "CN", .china, .office, 34, "chinaeast3", "CN", 1),
    place("DEL", "Delhi", "IN", .indiaMiddleEastAfrica, .office, 24, "centralindia", "IN", 2),
    place("SIN", "Singapore", "SG", .asiaPacific, .office, 26, "southeastasia", "", 2),
    place("DXB", "Dubai", "AE", .indiaMiddleEastAfrica, .office, 26, "uaenorth", "", 7),
    place("AMS", "Amsterdam", "NL", .emeaNorth, .office, 20, "westeurope", "EU", 1),
    place("DUB", "Dublin", "IE", .emeaNorth, .office, 14, "westeurope", "EU", 1),
    place("CPH", "Copenhagen", "DK", .emeaNorth, .office, 16, "westeurope", "EU", 2),
    place("STO", "Stockholm", "SE", .emeaNorth, .office, 18, "swedencentral", "EU", 1),
    place("HEL", "Helsinki", "FI", .emeaNorth, .office, 14, "swedencentral", "EU", 4),
    place("WAW", "Warsaw", "PL", .emeaNorth, .office, 20, "polandcentral", "EU", 1),
    place("VIE", "Vienna", "AT", .emeaNorth, .office, 18, "germanywestcentral", "EU", 3),
    place("ZRH", "Zurich", "CH", .emeaNorth, .office, 18, "switzerlandnorth", "EU", 2),
    place("ATH", "Athens", "GR", .emeaSouth, .office, 14, "italynorth", "EU", 2),
    place("OTP", "Bucharest", "RO", .emeaSouth, .office, 16, "italynorth", "EU", 2),
    place("SOF", "Sofia", "BG", .emeaSouth, .office, 12, "italynorth", "EU", 2),
    place("ZAG", "Zagreb", "HR", .emeaSouth, .office, 12, "italynorth", "EU", 4),
    place("IST", "Istanbul", "TR", .indiaMiddleEastAfrica, .office, 22, "uaenorth", "TR", 1),
    place("CAI", "Cairo", "EG", .indiaMiddleEastAfrica, .office, 14, "uaenorth", "", 2),
    place("TUN", "Tunis", "TN", .indiaMiddleEastAfrica, .office, 10, "francecentral", "", 2),
    place("ALG", "Algiers", "DZ", .indiaMiddleEastAfrica, .office, 12, "uaenorth", "DZ", 1),
    place("DKR", "Dakar", "SN", .indiaMiddleEastAfrica, .office, 10, "francecentral", "", 8),
    place("LOS", "Lagos", "NG", .indiaMiddleEastAfrica, .office, 12, "southafricanorth", "", 3),
    place("NBO", "Nairobi", "KE", .indiaMiddleEastAfrica, .office, 12, "southafricanorth", "", 6),
    place("JNB", "Johannesburg", "ZA", .indiaMiddleEastAfrica, .office, 18, "southafricanorth", "", 4),
    place("RUH", "Riyadh", "SA", .indiaMiddleEastAfrica, .office, 14, "uaenorth", "", 2),
    place("ALA", "Almaty", "KZ", .indiaMiddleEastAfrica, .office, 10, "uaenorth", "", 5),
    place("YYZ", "Toronto", "CA", .northAmerica, .office, 16, "canadacentral", "", 1),
    place("MEX", "Mexico City", "MX", .northAmerica, .office, 20, "mexicocentral", "", 1),
    place("SJU", "San Juan", "PR", .latinAmerica, .office, 10, "eastus2", "US", 5),
    place("PTY", "Panama City", "PA", .latinAmerica, .office, 12, "eastus2", "", 7),
    place("BOG", "Bogota", "CO", .latinAmerica, .office, 14, "brazilsouth", "", 2),
    place("LIM", "Lima", "PE", .latinAmerica, .office, 12, "brazilsouth", "", 3),
    place("SCL", "Santiago", "CL", .latinAmerica, .office, 14, "brazilsouth", "", 1),
    place("BUE", "Buenos Aires", "AR", .latinAmerica, .office, 16, "brazilsouth", "", 3),
    place("HKG", "Hong Kong", "HK", .asiaPacific, .office, 14, "eastasia", "", 1),
    place("TPE", "Taipei", "TW", .asiaPacific, .office, 12, "eastasia", "", 1),
    place("SEL", "Seoul", "KR", .asiaPacific, .office, 16, "koreacentral", "", 1),
    place("TYO", "Tokyo", "JP", .asiaPacific, .office, 22, "japaneast", "", 1),
    place("BKK", "Bangkok", "TH", .asiaPacific, .office, 14, "southeastasia", "", 3),
    place("HAN", "Hanoi", "VN", .asiaPacific, .office, 12, "southeastasia", "VN", 1),
    place("KUL", "Kuala Lumpur", "MY", .asiaPacific, .office, 14, "southeastasia", "", 2),
    place("JKT", "Jakarta", "ID", .asiaPacific, .office, 16, "southeastasia", "", 1),
    place("MNL", "Manila", "PH", .asiaPacific, .office, 12, "southeastasia", "", 1),
    place("SYD", "Sydney", "AU", .asiaPacific, .office, 18, "australiaeast", "", 1),
    place("AKL", "Auckland", "NZ", .asiaPacific, .office, 10, "australiaeast", "", 6),
    place("CMB", "Colombo", "LK", .indiaMiddleEastAfrica, .office, 10, "centralindia", "", 3),
  ]

  private static func place(
    _ key: String, _ city: String, _ country: String, _ team: Team, _ kind: Place.Kind, _ weight: Int, _ cloud: String,
    _ residency: String, _ countries: Int
  ) -> Place {
    Place(
      key: key, city: city, country: country, team: team, kind: kind, weight: weight, cloud: cloud,
      residency: residency, countries: countries)
  }

  /// The day from which a cloud region can take workloads: its landing zone is being built.
  static let landingZones: [(cloud: String, date: String)] = [
    ("mexicocentral", "2026-12-01"),
    ("centralindia", "2026-12-01"),
    ("brazilsouth", "2027-03-01"),
    ("southafricanorth", "2027-02-01"),
    ("uaenorth", "2027-02-01"),
    ("chinaeast3", "2027-06-01"),
    ("southeastasia", "2026-10-01"),
    ("koreacentral", "2027-01-15"),
  ]
}

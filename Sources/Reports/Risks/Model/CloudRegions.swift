/// Where cloud regions stand, and which countries a residency asks for: enough to compare `target_region` with `residency`.
///
///     CloudRegions.country(of: "germanywestcentral")            // "DE"
///     CloudRegions.allows("EU", country: "DE")                  // true
///     CloudRegions.allows("CN", country: "DE")                  // false
///     CloudRegions.allows("group policy 7", country: "DE")      // nil: not in the table
enum CloudRegions {
  /// The two-letter country of an Azure, AWS or Google Cloud region; nil where the table lacks it.
  static func country(of region: String) -> String? {
    let name = String(region.lowercased().filter { !$0.isWhitespace && $0 != "_" })
    if let country = named[name] { return country }
    return named[String(name.filter { $0 != "-" })]
  }

  /// Whether data of that residency may lie in the country; nil where the residency is no country or bloc of the table.
  static func allows(_ residency: String, country: String) -> Bool? {
    let word = residency.uppercased().filter { !$0.isWhitespace }
    switch word {
    case "EU": return european.contains(country)
    case "EEA": return european.contains(country) || ["NO", "IS", "LI"].contains(country)
    case "UK": return country == "GB"
    default:
      guard word.count == 2, word.allSatisfy({ $0.isASCII && $0.isLetter }) else { return nil }
      return word == country
    }
  }

  private static let european: Set<String> = [
    "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT", "LU", "MT",
    "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE",
  ]

  private static let named: [String: String] = [
    "northeurope": "IE", "westeurope": "NL", "francecentral": "FR", "francesouth": "FR", "germanywestcentral": "DE",
    "germanynorth": "DE", "italynorth": "IT", "norwayeast": "NO", "norwaywest": "NO", "polandcentral": "PL",
    "spaincentral": "ES", "swedencentral": "SE", "swedensouth": "SE", "switzerlandnorth": "CH",
    "switzerlandwest": "CH", "austriaeast": "AT", "belgiumcentral": "BE", "uksouth": "GB", "ukwest": "GB",
    "eastus": "US", "eastus2": "US", "centralus": "US", "northcentralus": "US", "southcentralus": "US",
    "westcentralus": "US", "westus": "US", "westus2": "US", "westus3": "US", "canadacentral": "CA",
    "canadaeast": "CA", "mexicocentral": "MX", "brazilsouth": "BR", "brazilsoutheast": "BR", "chilecentral": "CL",
    "southafricanorth": "ZA", "southafricawest": "ZA", "uaenorth": "AE", "uaecentral": "AE", "qatarcentral": "QA",
    "israelcentral": "IL", "centralindia": "IN", "southindia": "IN", "westindia": "IN", "jioindiawest": "IN",
    "japaneast": "JP", "japanwest": "JP", "koreacentral": "KR", "koreasouth": "KR", "eastasia": "HK",
    "southeastasia": "SG", "indonesiacentral": "ID", "malaysiawest": "MY", "australiaeast": "AU",
    "australiasoutheast": "AU", "australiacentral": "AU", "newzealandnorth": "NZ", "chinaeast": "CN",
    "chinaeast2": "CN", "chinanorth": "CN", "chinanorth2": "CN", "chinanorth3": "CN",
    "useast1": "US", "useast2": "US", "uswest1": "US", "uswest2": "US", "cacentral1": "CA", "saeast1": "BR",
    "euwest1": "IE", "euwest2": "GB", "euwest3": "FR", "eucentral1": "DE", "eucentral2": "CH", "eunorth1": "SE",
    "eusouth1": "IT", "eusouth2": "ES", "apsouth1": "IN", "apsoutheast1": "SG", "apsoutheast2": "AU",
    "apnortheast1": "JP", "apnortheast2": "KR", "apnortheast3": "JP", "cnnorth1": "CN", "cnnorthwest1": "CN",
    "europewest3": "DE", "europewest4": "NL", "europewest8": "IT", "europewest9": "FR", "europesouthwest1": "ES",
    "southamericaeast1": "BR", "asianortheast1": "JP", "uscentral1": "US",
  ]
}

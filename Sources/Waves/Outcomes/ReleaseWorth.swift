import Estates

/// What the release of a host, rack or site on a day is worth (SPEC section 4): the cost that ends, no earlier than what is
/// committed, the renewal that is not bought, the lease that is not held over. The later, the less, and never below 0.
struct ReleaseWorth {
  let estate: Estate
  let discounting: Discounting

  func host(_ host: Int, released: Day) -> Double {
    let hosts = estate.hosts
    var worth = discounting.present(
      hosts.annualCost[host] ?? 0, from: max(released, hosts.committedUntil[host] ?? released))
    if let endOfSupport = hosts.endOfSupport[host], let refreshCost = hosts.refreshCost[host],
      endOfSupport <= estate.program.horizon, released <= endOfSupport
    {
      worth += refreshCost * discounting.factor(endOfSupport)
    }
    return worth
  }

  func rack(_ rack: Int, released: Day) -> Double {
    let racks = estate.racks
    return discounting.present(
      racks.annualCost[rack] ?? 0, from: max(released, racks.committedUntil[rack] ?? released))
  }

  func site(_ site: Int, released: Day) -> Double {
    let sites = estate.sites
    var worth = discounting.present(
      sites.annualCost[site] ?? 0, from: max(released, sites.committedUntil[site] ?? released))
    if let leaseEnd = sites.leaseEnd[site], let holdover = sites.holdoverAnnualCost[site] {
      worth += discounting.present(holdover, from: max(released, leaseEnd))
    }
    return worth
  }
}

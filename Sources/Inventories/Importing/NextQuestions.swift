import Documents

/// What to ask for next: the gaps of the estate, each with what it would change in the plan, the costliest first.
///
/// The weight is money a year wherever the gap can be said in money: what now rests on stated figures, or what splitting
/// machines that belong together would cost. Gaps that only make the plan harder to believe come after those.
struct NextQuestions {
  struct Question {
    var ask: String
    var why: String
    /// Money a year that it is about.
    var weight: Double
  }

  let questions: [Question]

  init(_ draft: EstateDraft, currency: String) {
    let counts = draft.counts
    let machines = draft.workloads.count
    let running =
      (counts.classes["running"] ?? 0) + (counts.classes["physical"] ?? 0) + (counts.classes["application"] ?? 0)
    var found: [Question] = []
    func share(_ part: Int, _ whole: Int) -> String { "\(Grouped.text(part)) of \(Grouped.text(whole))" }
    func money(_ amount: Double) -> String { "\(currency) \(Grouped.text(Int(min(amount, 1e15)))) a year" }

    if counts.hosts - counts.hostsWithCost > 0, counts.figureHostCost > 0 {
      found.append(
        Question(
          ask: "What the hosts cost: power, maintenance, licences, contracts and until when they bind "
            + "(columns annual_cost, power_kw, committed_until of hosts.csv)",
          why:
            "\(money(counts.figureHostCost)) of saving, for \(share(counts.hosts - counts.hostsWithCost, counts.hosts)) "
            + "\(counts.hosts == 1 ? "host" : "hosts"), rest on stated figures; the case for leaving hangs on them",
          weight: counts.figureHostCost))
    }
    // A host that stands for hundreds of machines is no host, but what manages them.
    let crowded = counts.hostsMentionedOnly > 0 && machines > 60 * counts.hosts
    if counts.workloadsWithoutHosts > 0 || crowded {
      let each = 5_000.0
      let carried = crowded ? machines : counts.workloadsWithoutHosts
      found.append(
        Question(
          ask: "Which hosts carry the machines (RVTools with vHost, or the list of hosts of another hypervisor)",
          why: crowded
            ? "\(Grouped.text(machines)) workloads name \(Grouped.text(counts.hosts)) \(counts.hosts == 1 ? "host" : "hosts") between "
              + "them, more likely what manages the hosts; no host comes free before all have left"
            : "\(share(carried, machines)) workloads run in \(Grouped.text(counts.clustersWithoutHosts)) "
              + "\(counts.clustersWithoutHosts == 1 ? "cluster" : "clusters") of which no file lists a host, so moving them frees none",
          weight: Double(carried) / 20 * each))
    }
    if counts.figureCloudCost > 0 {
      found.append(
        Question(
          ask: "A price table (prices.csv: region, size, vcpu, memory_gb, annual_cost) or an assessment with prices, "
            + "for example of Azure Migrate",
          why: "\(money(counts.figureCloudCost)) in the cloud rest on a price per vCPU and GB",
          weight: counts.figureCloudCost))
    }
    if !counts.unpriced.isEmpty {
      let regions = counts.unpriced.keys.sorted().map { $0.isEmpty ? "no region" : $0 }.joined(separator: ", ")
      let sum = counts.unpriced.values.reduce(0, +)
      found.append(
        Question(
          ask: "Prices for the machines that the price table leaves out",
          why:
            "\(share(sum, machines)) workloads rest on the stated figures although there are prices, as no size in the "
            + "price table carries them: \(regions)",
          weight: counts.figureCloudCost * 0.95))
    }
    if counts.withSize * 10 < machines * 9, !counts.isOfApplications {
      found.append(
        Question(
          ask: "How large the machines are: cores, memory and storage in use",
          why:
            "\(share(machines - counts.withSize, machines)) workloads have no cores or no memory, so no cloud cost can be "
            + "worked out for them, and a cluster with them in it keeps all its hosts",
          weight: Double(machines - counts.withSize) * 1000))
    }
    if counts.withUse * 2 < running, !counts.isOfApplications {
      let cloud = counts.figureCloudCost + counts.statedCloudCost
      found.append(
        Question(
          ask: "How much of the machines is used, as 95th percentiles over a month with a month end in it",
          why: "the use of \(share(counts.withUse, running)) running machines is known"
            + (cloud > 0
              ? "; sized by use, fleets often cost a quarter to a half less than sized by configuration (assumption: a third "
                + "of \(money(cloud)))" : ""),
          weight: cloud / 3))
    }
    if let traffic = draft.traffic {
      if let window = traffic.window, window.monthEnds.isEmpty {
        found.append(
          Question(
            ask: "Flow logs that go over a month end, better the end of a quarter",
            why:
              "those at hand end before one (\(window.first) to \(window.last)); what runs once a month has no dependency yet",
            weight: Double(machines) * draft.rules.figures.splitCost.value * 0.05))
      }
      // Networks of users ask and do not serve.
      let serving = traffic.subnets.filter { $0.serving > 0 }
      let ends = serving.reduce(0) { $0 + $1.serving }
      if !serving.isEmpty {
        found.append(
          Question(
            ask: "Which machines have addresses in \(serving.prefix(3).map(\.subnet).joined(separator: ", "))"
              + (serving.count > 3 ? " and \(serving.count - 3) more networks" : ""),
            why:
              "\(Grouped.text(ends)) private \(ends == 1 ? "address serves" : "addresses serve") machines of the estate and "
              + "\(ends == 1 ? "is" : "are") in no file",
            weight: Double(ends) * draft.rules.figures.splitCost.value))
      }
    }
    let unconnected = machines - counts.withDependency
    if unconnected * 4 > machines {
      let split = Double(unconnected) * draft.rules.figures.splitCost.value
      found.append(
        Question(
          ask: "What talks to what: a dependency export of Azure Migrate or AWS, flow logs, or relations of the CMDB",
          why: "\(share(unconnected, machines)) workloads have no dependency, so nothing but names keeps together what "
            + "belongs together; if each were split once, at the stated cost, that would be \(money(split))",
          weight: split))
    }
    if counts.hosts > 0, counts.hostsWithRack * 10 < counts.hosts * 9 {
      let without = counts.hosts - counts.hostsWithRack
      found.append(
        Question(
          ask:
            "Where the hosts stand: the list of racks with the serial numbers of its devices (NetBox or another DCIM)",
          why:
            "\(share(without, counts.hosts)) \(counts.hosts == 1 ? "host has" : "hosts have") no rack, so no rack is ever released, and rack units are "
            + (counts.hostsWithHeight == counts.hosts ? "worked out from models" : "not known for all"),
          weight: counts.figureHostCost / 5))
    }
    if counts.withApplication * 10 < machines * 9 {
      found.append(
        Question(
          ask: "Which machine belongs to which application, with its owner and how critical it is",
          why:
            "\(share(machines - counts.withApplication, machines)) workloads have no application, so waves cut through "
            + "what users know as one thing, and nobody can be asked for a date",
          weight: Double(machines - counts.withApplication) * draft.rules.figures.splitCost.value * 0.9))
    }
    if counts.withOwner * 10 < machines * 9 {
      found.append(
        Question(
          ask: "Who owns the machines",
          why:
            "\(share(machines - counts.withOwner, machines)) workloads have no owner: their risks fall to the programme, "
            + "and machines that are off wait for someone to say that they may go",
          weight: Double(counts.dispositions["retire"] ?? 0) * draft.rules.figures.runPerMachine.value))
    }
    if counts.unplaced > 0 {
      found.append(
        Question(
          ask: "Where \(Grouped.text(counts.unplaced)) machines run",
          why: "they are in no cluster and on no host that a file lists, so no host comes free when they leave",
          weight: counts.hosts == 0 ? Double(counts.unplaced) * 1000 : 0))
    }
    if counts.withEnvironment * 2 < machines {
      found.append(
        Question(
          ask: "Which machines are production",
          why:
            "the environment of \(share(machines - counts.withEnvironment, machines)) workloads is not told by a column, so "
            + "the rehearsal of tests before production covers only those whose names tell",
          weight: 0))
    }
    if counts.withCountry == 0, draft.sites.count > 0 {
      found.append(
        Question(
          ask: "In which country each site stands (column country of sites.csv, or of a list of sites)",
          why: "without it no target region can be proposed and no residency be checked", weight: 0))
    }
    questions = found.enumerated().sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }.map(
      \.element)
  }
}

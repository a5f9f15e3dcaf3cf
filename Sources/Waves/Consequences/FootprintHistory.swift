import Estates
import Plans
import Topology

/// How the footprint falls: a row for the whole estate, dated with the start, and one for each day on which it changes.
struct FootprintHistory {
  private(set) var whole: Footprint
  /// Days in order, each with what is left from that day on.
  private(set) var changes: [(day: Day, left: Footprint)] = []

  init(_ estate: Estate, _ departures: Departures, _ releases: ReleaseDates) {
    whole = Footprint(wholeOf: estate)
    var events: [(day: Day, part: Footprint)] = []
    for (host, day) in releases.hosts.enumerated() {
      if let day { events.append((day, Footprint(host: host, of: estate))) }
    }
    var rack = Footprint()
    rack.racks = 1
    for case .some(let day) in releases.racks { events.append((day, rack)) }
    var site = Footprint()
    site.sites = 1
    for case .some(let day) in releases.sites { events.append((day, site)) }
    var workload = Footprint()
    workload.workloads = 1
    for case .some(let day) in departures.days { events.append((day, workload)) }
    var order = Array(events.indices)
    order.sort { (events[$0].day.number, $0) < (events[$1].day.number, $1) }

    var gone = Footprint()
    for place in order {
      let event = events[place]
      gone += event.part
      var left = whole
      left -= gone
      if changes.last?.day == event.day {
        changes[changes.count - 1].left = left
      } else {
        changes.append((event.day, left))
      }
    }
  }

  /// What is there on `day`; what is released on it is gone.
  func footprint(on day: Day) -> Footprint { changes.last { $0.day <= day }?.left ?? whole }

  /// The first day from which `measure` is at most `bound` for good; `start` where it always was.
  func firstDay(_ measure: Measure, atMost bound: Double, start: Day) -> Day? {
    if whole[measure] <= bound { return start }
    return changes.first { $0.left[measure] <= bound }?.day
  }

  func rows(start: Day) -> [Plan.FootprintRow] {
    [Self.row(start, whole)] + changes.map { Self.row($0.day, $0.left) }
  }

  private static func row(_ day: Day, _ footprint: Footprint) -> Plan.FootprintRow {
    Plan.FootprintRow(
      date: day, hosts: footprint.hosts, rackUnits: footprint.rackUnits, powerKW: footprint.powerKW,
      racks: footprint.racks, sites: footprint.sites, workloads: footprint.workloads)
  }
}

import Estates
import Topology

/// On which day each workload leaves: the cutover of its wave.
struct Departures {
  /// By workload; nil where it stays.
  let days: [Day?]
  /// By workload; the calendar's count where it stays.
  let waves: [Int32]

  init(waves: [Int32], _ calendar: Topology.Calendar) {
    self.waves = waves
    days = waves.map { Int($0) < calendar.count ? calendar.cutover(of: Int($0)) : nil }
  }

  /// The day on which the last of `workloads` has left; nil where one stays or there is none.
  func last(of workloads: some Sequence<Int32>) -> Day? {
    var last: Day?
    for workload in workloads {
      guard let day = days[Int(workload)] else { return nil }
      last = max(last ?? day, day)
    }
    return last
  }
}

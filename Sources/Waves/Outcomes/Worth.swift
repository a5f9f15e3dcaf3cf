import Estates
import Solving
import Topology

/// What the move of each workload is worth by itself: its cost in place ends, its cost in the cloud begins, the move is paid.
extension ProblemBuilder {
  mutating func addWorth() {
    let workloads = estate.workloads
    let parallel = estate.program.parallelRunDays
    var run = [Double](repeating: 0, count: problem.itemCount)
    var cloud = run
    var oneOff = run
    for row in 0..<workloads.count {
      let item = item(of: Int32(row))
      run[item] += workloads.annualRunCost[row] ?? 0
      if !demands.retiring.contains(row) { cloud[item] += workloads.annualCloudCost[row] ?? 0 }
      oneOff[item] += workloads.oneOffCost[row] ?? 0
    }
    for wave in 0..<waveCount {
      let cutover = calendar.cutover(of: wave)
      let runWorth = discounting.present(1, from: cutover + parallel)
      let cloudWorth = discounting.present(1, from: cutover)
      let factor = discounting.factor(cutover)
      for item in 0..<groups.workloadGroupCount {
        problem.worth[item * waveCount + wave] =
          run[item] * runWorth - cloud[item] * cloudWorth - oneOff[item] * factor
      }
    }
  }
}

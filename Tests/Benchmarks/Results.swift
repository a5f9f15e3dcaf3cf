import Documents

/// Results as a Markdown table: what was measured on what, the median, the spread, the peak memory, and the goal.
struct Results {
  struct Row {
    var measure: String
    var instance: String
    var seconds: [Double]
    var megabytes: [Double]
    /// Processor time of the whole process, its start included, of all its threads; empty where nobody asked.
    var processorSeconds: [Double] = []
    var goal: String
    /// What else the measure says of itself: rows, groups, MB/s.
    var note = ""
  }

  /// Where and when it was measured, as given by the one who runs it: a benchmark does not guess.
  var machine: String
  var date: String
  var rows: [Row] = []

  var markdown: String {
    var text = "Machine: \(machine.isEmpty ? "not stated" : machine). "
    text +=
      "Date: \(date.isEmpty ? "not stated" : date). Median (least to most), median processor time and peak memory of "
    text += "the process.\n\n"
    text +=
      "| measure | instance | median | least to most | processor | memory | goal | |\n|---|---|---:|---:|---:|---:|---|---|\n"
    for row in rows {
      let times = row.seconds.sorted()
      text += "| \(row.measure) | \(row.instance) | \(duration(median(times)))"
      text += " | \(duration(times.first ?? 0)) to \(duration(times.last ?? 0))"
      text += " | \(row.processorSeconds.isEmpty ? "" : duration(median(row.processorSeconds.sorted())))"
      text += " | \(Decimal.text(median(row.megabytes.sorted()), places: 0)) MB | \(row.goal) | \(row.note) |\n"
    }
    return text
  }

  /// Of sorted values.
  private func median(_ sorted: [Double]) -> Double {
    guard !sorted.isEmpty else { return 0 }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  private func duration(_ seconds: Double) -> String {
    if seconds >= 10 { return "\(Decimal.text(seconds, places: 1)) s" }
    if seconds >= 1 { return "\(Decimal.text(seconds, places: 2)) s" }
    if seconds >= 0.1 { return "\(Decimal.text(seconds * 1000, places: 0)) ms" }
    return "\(Decimal.text(seconds * 1000, places: 2)) ms"
  }
}

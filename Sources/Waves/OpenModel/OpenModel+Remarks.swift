import Documents
import Estates
import Plans
import Solving
import Topology

/// What stands at the head of the file for those who open it: what it is, what its phase keeps to, what its names mean.
extension OpenModel {
  package func remarks(tool: Plan.Tool) -> [String] {
    let estate = planning.resolved.estate
    return [
      "The planning problem of the estate '\(MPSName.part(estate.name, number: 0))', \(estate.digest)",
      "written by \(tool.name) \(tool.version). A solver's answer is read back with",
      "  drawdown plan ESTATE --solution FILE --out DIR",
      "",
    ] + order + [""] + meanings + groups + [
      "",
      "\(linear.columnCount) columns (\(wholeCount) of them 0 or 1), \(linear.rowCount) rows, \(linear.terms.count) terms",
    ]
  }

  private var wholeCount: Int { linear.kinds.count { $0 == .binary } }

  private var hasTargets: Bool { problem.goals.contains { $0.tier == .target } }
  private var hasMilestones: Bool { problem.goals.contains { $0.tier == .milestone } }

  private var order: [String] {
    var lines = [
      "What is wanted is the least cost. Plans are compared by (1) the summed shortfall of the targets, (2) that of",
      "the milestones, (3) their net present value. Each has its file: drawdown model --phase shortfall, milestones,",
      "value. Shortfalls within \(Score.tolerance) are equal. Ask the solver for a gap of 0: most stop a little before.",
    ]
    switch phase {
    case .shortfall: lines.append("PHASE shortfall: the cost is (1), in shares of the baseline.")
    case .milestones: lines.append("PHASE milestones: the cost is (2), in shares of the baseline.")
    case .value:
      lines.append(
        "PHASE value: the cost is the net present value with its sign turned, in \(currency); its constant stands in")
      lines.append("the RHS section, with its sign turned once more, as MPS has it.")
    }
    if phase != .shortfall {
      lines += kept(hasTargets, OpenModelNames.targetShortfall, "target", \.targets, \.leastTargets)
    }
    if phase == .value {
      lines += kept(hasMilestones, OpenModelNames.milestoneShortfall, "milestone", \.milestones, \.leastMilestones)
    }
    return lines
  }

  private var currency: String { MPSName.part(planning.resolved.estate.program.currency, number: 0) }

  private func kept(
    _ isThere: Bool, _ row: String, _ what: String, _ most: KeyPath<Allowance, Double>,
    _ least: KeyPath<Allowance, Double>
  ) -> [String] {
    if !isThere { return ["KEPT no \(what) counts in the order of goals: nothing to keep to."] }
    guard let allowance else {
      return ["KEPT nothing: no plan is known, so the row \(row) is missing and the optimum may miss each \(what)."]
    }
    let reached = allowance[keyPath: most]
    let bound = "KEPT \(row) (counted by the largest baseline) <= \(reached) + \(Score.tolerance): "
    if reached <= allowance[keyPath: least] + Score.tolerance { return [bound + "no plan has less."] }
    return [
      bound + "what a plan reaches; proven is only that",
      "no plan has less than \(allowance[keyPath: least]). With a smaller one, from another phase, this optimum is not the best.",
    ]
  }

  private var meanings: [String] {
    var lines = [
      "NAMES Keys stand as they are; other bytes than letters, digits and . _ - / @ as % and two hexadecimal digits.",
      "A+2 is A with two more. Waves are w1, w2, ...; columns stand only for waves in which something may change.",
      "  left[W,w3]     1: workload W has left by the cutover of wave 3; it moves in the first wave of its columns at 1",
    ]
    if problem.itemCount > planning.groups.workloadGroupCount {
      lines.append("  gate[1,w3]     1: all of `first` in one group of an order rule have left, lag included")
    }
    if !problem.spans.isEmpty && phase == .value {
      lines.append("  split1[A,B,w3] 1: of A and B one has left by wave 3; begun: one of several has; ended: all have")
    }
    if !problem.drains.isEmpty {
      lines.append("  freed[C,H,w3]  1: cluster C has given back host H by wave 3; rows room: what remains is carried")
    }
    if !problem.outcomes.isEmpty {
      lines.append("  done1[rack,R,w3] 1: all that rack R waits for has left by wave 3 (host, rack, site, initiative)")
    }
    if !problem.goals.isEmpty {
      lines.append("  short1[hosts,2029-12-31] what a target or milestone lacks, in its own measure")
    }
    if !problem.resources.isEmpty {
      lines.append(
        "  limit6[NAME,w3] rule 6 (from 0) in wave 3; sums may be over a limit by a billionth of it plus 1e-9")
    }
    return lines
  }

  /// Who moves as one, and who never moves.
  private var groups: [String] {
    var lines: [String] = []
    let estate = planning.resolved.estate
    func key(_ row: Int32) -> String { MPSName.part(estate.texts[estate.workloads.keys[Int(row)]], number: Int(row)) }
    func list(_ head: String, _ keys: [String]) {
      var line = head
      for key in keys {
        if line.utf8.count + key.utf8.count > 110 {
          lines.append(line)
          line = "   "
        }
        line += " " + key
      }
      lines.append(line)
    }
    var still: [String] = []
    for item in 0..<planning.groups.workloadGroupCount {
      let members = planning.groups.members(of: item)
      if moveStart[item] == moveStart[item + 1] {
        still += members.map(key)
      } else if members.count > 1 {
        list("AS ONE \(names.item(item)):", members.map(key))
      }
    }
    if !still.isEmpty { list("NEVER MOVE, and so have no columns (\(still.count)):", still) }
    return lines
  }
}

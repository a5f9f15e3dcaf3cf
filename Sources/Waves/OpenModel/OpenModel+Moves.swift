import Documents
import Solving

/// Who may move when, and what holds among them: columns `left[W,wk]`, and the rows of orders, apart groups and limits.
extension OpenModel {
  /// The columns of all items. What has left stays so; what must leave has left by its last wave.
  mutating func addMoves() {
    for item in 0..<problem.itemCount {
      for wave in 0..<waveCount where problem.isAllowed(item, in: wave) {
        moveWave.append(Int32(wave))
        linear.addColumn(names.left(item, wave), .binary)
      }
      moveStart.append(moveWave.count)
    }
    for item in 0..<problem.itemCount {
      let columns = moveStart[item]..<moveStart[item + 1]
      for column in columns.dropFirst() {
        linear.addRow(
          names.once(item, Int(moveWave[column])), .atMost, 0,
          [LinearModel.Term(1, column - 1), LinearModel.Term(-1, column)])
      }
      if !problem.mayStay[item] {
        linear.addRow(
          names.mustLeave(item), .atLeast, 1, columns.suffix(1).map { LinearModel.Term(1, $0) })
      }
      for wave in columns {
        let here = problem.worth[item * waveCount + Int(moveWave[wave])]
        let later = wave + 1 < columns.upperBound ? problem.worth[item * waveCount + Int(moveWave[wave + 1])] : 0
        gain(here - later, .column(wave))
        let contributions = problem.contributionStart[item]..<problem.contributionStart[item + 1]
        for place in contributions {
          let contribution = problem.itemContributions[Int(place)]
          if left(item, by: Int(contribution.lastWave)) == wave {
            count(contribution.amount, .column(wave), toward: contribution.goal)
          }
        }
      }
    }
  }

  /// What goes after has not left by a wave before what goes before it has.
  mutating func addOrder() {
    for (number, precedence) in problem.precedences.enumerated() {
      let before = Int(precedence.before)
      let columns = moveStart[Int(precedence.after)]..<moveStart[Int(precedence.after) + 1]
      for column in columns {
        let earlier = left(before, by: Int(moveWave[column] - precedence.lag))
        // Where the next wave asks the same of the same, this row says nothing more.
        if column + 1 < columns.upperBound, left(before, by: Int(moveWave[column + 1] - precedence.lag)) == earlier {
          continue
        }
        var terms = [LinearModel.Term(1, column)]
        if let earlier { terms.append(LinearModel.Term(-1, earlier)) }
        linear.addRow(names.order(number, precedence, Int(moveWave[column])), .atMost, 0, terms)
      }
    }
  }

  /// In each wave at most one of a group moves.
  mutating func addApart() {
    for (number, group) in problem.apartGroups.enumerated() {
      for wave in 0..<waveCount {
        let movable = group.filter { problem.isAllowed(Int($0), in: wave) }
        if movable.count < 2 { continue }
        linear.addRow(names.apart(number, group, wave), .atMost, 1, movable.flatMap { moves(Int($0), in: wave) })
      }
    }
  }

  /// 1 where the item moves in `wave`, one of those in which it may.
  private func moves(_ item: Int, in wave: Int) -> [LinearModel.Term] {
    guard let column = left(item, by: wave) else { return [] }
    let before = column > moveStart[item] ? [LinearModel.Term(-1, column - 1)] : []
    return [LinearModel.Term(1, column)] + before
  }

  /// In each bucket of a limit the shares of all that are prepared or moved in it.
  mutating func addLimits() {
    var terms = problem.resources.map { [[LinearModel.Term]](repeating: [], count: $0.capacity.count) }
    for item in 0..<problem.itemCount {
      let columns = moveStart[item]..<moveStart[item + 1]
      for use in problem.uses[Int(problem.useStart[item])..<Int(problem.useStart[item + 1])] {
        let resource = problem.resources[Int(use.resource)]
        for column in columns {
          // A move in the wave takes its shares of the buckets of its preparation; a later one, those of the next column.
          var shares: [(bucket: Int32, count: Int)] = []
          for (wave, sign) in [(column, 1), (column + 1, -1)] where wave < columns.upperBound {
            for back in 0..<use.lead where moveWave[wave] - back >= 0 {
              let bucket = resource.bucketOfWave[Int(moveWave[wave] - back)]
              if let known = shares.firstIndex(where: { $0.bucket == bucket }) {
                shares[known].count += sign
              } else if bucket >= 0 {
                shares.append((bucket, sign))
              }
            }
          }
          for share in shares where share.count != 0 {
            terms[Int(use.resource)][Int(share.bucket)].append(
              LinearModel.Term(use.amount * Double(share.count) / Double(use.lead), column))
          }
        }
      }
    }
    for (number, resource) in problem.resources.enumerated() {
      for bucket in resource.capacity.indices where !terms[number][bucket].isEmpty {
        let wave = resource.bucketOfWave.firstIndex(of: Int32(bucket)) ?? 0
        linear.addRow(
          names.limit(number, wave), .atMost, Problem.slack(resource.capacity[bucket]), terms[number][bucket])
      }
    }
  }
}

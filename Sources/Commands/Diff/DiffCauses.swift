import Documents
import Estates
import Plans
import Reports
import Solving
import Waves

/// The causes of a diff: the two estates, from the folders that were named or from a ledger's store, and what changed in them.
package struct DiffCauses {
  /// Steps of search for the fewest that had to move.
  package static let effort = 200_000

  private let arguments: DiffArguments
  private let old: LoadedPlan
  private let new: LoadedPlan
  private let world: World

  init(_ arguments: DiffArguments, _ old: LoadedPlan, _ new: LoadedPlan, _ world: World) {
    self.arguments = arguments
    self.old = old
    self.new = new
    self.world = world
  }

  /// Nil where nobody asked for them: no estates named, and not both plans from a ledger.
  func causes() throws(Outcome) -> MoveCauses? {
    let before: CauseFinder.Side
    let after: CauseFinder.Side
    if arguments.estates.count == 2 {
      before = try side(arguments.estates[0], old)
      after = try side(arguments.estates[1], new)
    } else if let first = try kept(arguments.before, old), let second = try kept(arguments.after, new) {
      before = first
      after = second
    } else {
      return nil
    }
    let count = max(before.estate.workloads.count, after.estate.workloads.count)
    let threads = world.coreCount()
    let result = world.during("tracing moves to their causes", isLong: count > World.longEstate) {
      () -> Result<MoveCauses, CauseFinder.Failure> in
      do throws(CauseFinder.Failure) {
        let finder = try CauseFinder(before: before, after: after)
        return .success(finder.causes(SearchLimits(effort: DiffCauses.effort, threads: threads)))
      } catch { return .failure(error) }
    }
    switch result {
    case .success(let causes): return causes
    case .failure(let failure):
      let plan = failure == .earlierIsNoPlan ? old : new
      throw Outcome(
        .badInput,
        talk: "error: \(VisibleText.of(plan.path)) breaks a rule of its estate, so that nothing can be traced from it\n"
          + "help: 'drawdown verify' names what it breaks\n")
    }
  }

  private func side(_ folder: String, _ loaded: LoadedPlan) throws(Outcome) -> CauseFinder.Side {
    let estate = try LoadedEstate.load(
      folder, overrides: loaded.plan.options.overrides.map(\.written), from: world
    ).estate
    guard estate.digest == loaded.plan.estate.digest else {
      throw Outcome(
        .badInput,
        talk: "error: \(VisibleText.of(folder)) is not the estate that \(VisibleText.of(loaded.path)) was made from: "
          + "\(DiffReport.short(estate.digest)), not \(DiffReport.short(loaded.plan.estate.digest))\n"
          + "help: keep estates with their plans, as 'drawdown ledger append' does\n")
    }
    guard loaded.plan.replan != nil else { return CauseFinder.Side(estate: estate, plan: loaded.plan) }
    let actuals = try LoadedActuals.load(
      folder, of: estate, plans: [old.plan, new.plan], asOf: estate.program.horizon, from: world)
    return CauseFinder.Side(estate: estate, plan: loaded.plan, log: actuals.log)
  }

  /// The estate that a ledger keeps with a plan; nil where the plan is no entry of one, or the files are not all there.
  private func kept(_ reference: String, _ loaded: LoadedPlan) throws(Outcome) -> CauseFinder.Side? {
    guard let (folder, name) = LedgerFolder.reference(reference, in: world),
      let accepted = try folder.entry(named: name).accepted,
      let estate = folder.estate(accepted, overrides: loaded.plan.options.overrides)
    else { return nil }
    return CauseFinder.Side(
      estate: estate, plan: loaded.plan, log: folder.actuals(accepted, of: estate, plans: [old.plan, new.plan]))
  }
}

import Documents
import Estates
import Plans
import Reports
import Verifying

/// `drawdown ledger`: accepted plans are kept, approved, shown, and looked over for what was changed.
package enum LedgerCommand {
  /// What signatures are made for: one made for anything else does not hold here.
  static let namespace = "drawdown-ledger"

  package static func run(_ arguments: LedgerArguments, in world: World) throws(Outcome) -> Outcome {
    let folder = LedgerFolder(path: arguments.ledger, world: world)
    switch arguments.action {
    case .append(let plan, let estate, let baseline):
      return try append(plan, of: estate, baseline, arguments, folder)
    case .approve(let signature, let entry): return try approve(signature, entry, arguments, folder)
    case .verify(let checkpoint, let signers, let plans):
      return try verify(folder, checkpoint: checkpoint, signers: signers, plans: plans, asJSON: arguments.asJSON)
    case .show(let entry?):
      let named = try folder.entry(named: entry)
      let line = String(decoding: named.line, as: UTF8.self)
      return Outcome(
        .done, output: arguments.asJSON ? LedgerAnswer.text("show", folder.path, [named], head: named.digest) : line)
    case .show(nil):
      let ledger = try folder.ledger()
      return Outcome(
        .done,
        output: arguments.asJSON
          ? LedgerAnswer.text("show", folder.path, ledger.entries, head: ledger.head, faults: ledger.faults)
          : listing(ledger))
    }
  }

  // MARK: Adding

  private static func append(
    _ plan: String, of estatePath: String, _ baseline: String?, _ arguments: LedgerArguments, _ folder: LedgerFolder
  ) throws(Outcome) -> Outcome {
    let world = folder.world
    let loaded = try LoadedPlan.load(plan, from: world)
    let estate = try LoadedEstate.load(
      estatePath, overrides: loaded.plan.options.overrides.map(\.written), from: world
    ).estate
    let history = try history(of: loaded.plan, estate, in: estatePath, world)
    let verifier = Verifier(estate: estate)
    let deviations =
      verifier.deviations(in: loaded.plan) + verifier.historyDeviations(in: loaded.plan, history?.actuals)
    if let first = deviations.first {
      return Outcome(
        .no,
        talk: "error: \(VisibleText.of(loaded.path)) is not accepted: it deviates from its estate in "
          + "\(Wording.count(deviations.count, "thing")), the first: \(VisibleText.of(first.description))\n"
          + "help: 'drawdown verify' names all\n")
    }
    var objects: [[UInt8]] = []
    var files: [LedgerFile] = []
    do throws(SystemFailure) {
      objects.append(try world.read(loaded.path))
      for input in estate.inputs {
        objects.append(try world.read(world.join(estatePath, input.file)))
        files.append(LedgerFile(name: input.file, digest: "sha256:" + input.digest))
      }
      if history != nil { objects.append(try world.read(world.join(estatePath, ActualsLog.file))) }
    } catch {
      throw Outcome(.noInput, talk: "error: cannot read what is to be kept: \(error.reason)\n")
    }
    let accepted = LedgerEntry.AcceptedPlan(
      plan: loaded.digest, estate: estate.name, estateDigest: estate.digest,
      files: files.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) },
      tool: "\(loaded.plan.tool.name) \(loaded.plan.tool.version)", baseline: baseline, actuals: history?.digest)
    var before: LedgerEntry?
    let entry = try folder.add(objects) { (ledger) throws(Outcome) in
      before = baseline.flatMap { ledger.entry(named: $0) }
      return ledger.next(who: arguments.who, why: arguments.why, on: arguments.on, .plan(accepted))
    }
    if arguments.asJSON {
      return Outcome(.done, output: LedgerAnswer.text("append", folder.path, [entry], head: entry.digest))
    }
    var text = "entry \(entry.number) of \(VisibleText.of(arguments.ledger)): \(entry.digest)\n"
    if let baseline {
      text += "baseline \(VisibleText.of(baseline))"
      text += before.map { ", which was entry \($0.number) until now\n" } ?? "\n"
    }
    return Outcome(.done, output: text)
  }

  /// The log that the plan took into account, and what it comes to on the day of the replan; nil where it took none, or where
  /// there is none.
  private static func history(
    of plan: Plan, _ estate: Estate, in folder: String, _ world: World
  ) throws(Outcome) -> (digest: String, actuals: Actuals)? {
    guard let replan = plan.replan, replan.actuals != nil else { return nil }
    let log = try LoadedActuals.load(folder, of: estate, plans: [plan], asOf: estate.program.horizon, from: world).log
    return log.digest.isEmpty ? nil : ("sha256:" + log.digest, log.actuals(asOf: replan.asOf))
  }

  private static func approve(
    _ path: String, _ name: String, _ arguments: LedgerArguments, _ folder: LedgerFolder
  ) throws(Outcome) -> Outcome {
    let signature: [UInt8]
    do throws(SystemFailure) { signature = try folder.world.read(path) } catch {
      throw Outcome(.noInput, talk: "error: cannot read \(VisibleText.of(path)): \(error.reason)\n")
    }
    let approved = try folder.entry(named: name)
    let approval = LedgerEntry.Approval(
      of: approved.digest, signature: "sha256:" + SHA256.hexadecimal(of: signature))
    let entry = try folder.add([signature]) { (ledger) throws(Outcome) in
      ledger.next(who: arguments.who, why: arguments.why, on: arguments.on, .approval(approval))
    }
    if arguments.asJSON {
      return Outcome(.done, output: LedgerAnswer.text("approve", folder.path, [entry], head: entry.digest))
    }
    return Outcome(
      .done,
      output: "entry \(entry.number) of \(VisibleText.of(arguments.ledger)) approves entry \(approved.number): "
        + "\(entry.digest)\n")
  }

  // MARK: Looking over

  private static func verify(
    _ folder: LedgerFolder, checkpoint: String?, signers: String?, plans: Bool, asJSON: Bool
  ) throws(Outcome) -> Outcome {
    var ledger = try folder.ledger()
    if let checkpoint { ledger.check(head: checkpoint) }
    var faults = ledger.faults
    for (index, entry) in ledger.entries.enumerated() {
      for digest in entry.digests {
        guard let bytes = folder.object(digest) else {
          faults.append(.fileMissing(line: index + 1, digest: digest))
          continue
        }
        if "sha256:" + SHA256.hexadecimal(of: bytes) != digest {
          faults.append(.fileChanged(line: index + 1, digest: digest))
        }
      }
    }
    if plans, faults.isEmpty {
      for (index, entry) in ledger.entries.enumerated() {
        guard let accepted = entry.accepted else { continue }
        let plan = try folder.plan(entry).plan
        let deviations =
          folder.estate(accepted, overrides: plan.options.overrides)
          .map { estate in
            let log = folder.actuals(accepted, of: estate, plans: [plan])
            let happened = log.flatMap { log in plan.replan.map { log.actuals(asOf: $0.asOf) } }
            let verifier = Verifier(estate: estate)
            return verifier.deviations(in: plan).count + verifier.historyDeviations(in: plan, happened).count
          } ?? 1
        if deviations > 0 { faults.append(.planWrong(line: index + 1, deviations: deviations)) }
      }
    }
    var approvals = 0
    for (index, entry) in ledger.entries.enumerated() {
      guard case .approval(let approval) = entry.content else { continue }
      approvals += 1
      guard let signers else { continue }
      if let reason = try unsound(approval, by: entry.who, in: ledger, signers, folder) {
        faults.append(.signature(line: index + 1, who: entry.who, reason: reason))
      }
    }
    if asJSON {
      return Outcome(
        faults.isEmpty ? .done : .no,
        output: LedgerAnswer.text("verify", folder.path, ledger.entries, head: ledger.head, faults: faults))
    }
    return outcome(ledger, faults, approvals, hasSigners: signers != nil, folder)
  }

  private static func outcome(
    _ ledger: Ledger, _ faults: [Ledger.Fault], _ approvals: Int, hasSigners: Bool, _ folder: LedgerFolder
  ) -> Outcome {
    let path = VisibleText.of(folder.path)
    if !faults.isEmpty {
      return Outcome(
        .no,
        output: "wrong: the ledger in \(path) does not hold in \(Wording.count(faults.count, "thing"))\n"
          + faults.map { "  - \(VisibleText.of($0.description))\n" }.joined())
    }
    var text = "right: the ledger in \(path) holds, \(Wording.count(ledger.entries.count, "entry", "entries"))"
    if approvals > 0 {
      text += ", \(Wording.count(approvals, "approval"))"
      text += hasSigners ? " with a signature that holds" : " (--signers FILE checks their signatures)"
    }
    text += "\n" + (ledger.head.map { "head: \($0)\n" } ?? "")
    return Outcome(.done, output: text)
  }

  /// Why ssh-keygen does not take the signature for that of `who` over the entry; nil where it does.
  private static func unsound(
    _ approval: LedgerEntry.Approval, by who: String, in ledger: Ledger, _ signers: String, _ folder: LedgerFolder
  ) throws(Outcome) -> String? {
    guard let entry = ledger.entries.first(where: { $0.digest == approval.of }) else { return "no such entry" }
    let run: World.Run
    do throws(SystemFailure) {
      run = try folder.world.run(
        [
          "ssh-keygen", "-Y", "verify", "-f", signers, "-I", who, "-n", namespace, "-s",
          folder.objectPath(approval.signature),
        ], entry.line)
    } catch {
      throw Outcome(.noInput, talk: "error: cannot run ssh-keygen, which checks signatures: \(error.reason)\n")
    }
    if run.status == 0 { return nil }
    let said = String(decoding: run.output, as: UTF8.self).split(separator: "\n").first.map(String.init)
    return said ?? "ssh-keygen ends with \(run.status)"
  }

  private static func listing(_ ledger: Ledger) -> String {
    var text = ""
    for entry in ledger.entries {
      let what: String
      switch entry.content {
      case .plan(let accepted):
        what =
          "plan \(DiffReport.short(accepted.plan)) of \(accepted.estate) \(DiffReport.short(accepted.estateDigest))"
          + (accepted.baseline.map { ", baseline \($0)" } ?? "")
      case .approval(let approval):
        what =
          "approves \(ledger.entries.first { $0.digest == approval.of }.map { "entry \($0.number)" } ?? approval.of)"
      }
      text += VisibleText.of("\(entry.number)  \(entry.on)  \(what); \(entry.who): \(entry.why)") + "\n"
    }
    for fault in ledger.faults { text += "wrong: \(VisibleText.of(fault.description))\n" }
    return text
  }
}

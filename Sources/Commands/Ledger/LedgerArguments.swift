import Estates

/// `drawdown ledger append|approve|verify|show LEDGER …`
package struct LedgerArguments: Hashable, Sendable {
  package enum Action: Hashable, Sendable {
    case append(plan: String, estate: String, baseline: String?)
    case approve(signature: String, entry: String)
    case verify(checkpoint: String?, signers: String?, plans: Bool)
    case show(entry: String?)
  }

  package var action: Action
  /// The folder that holds, or is to hold, the ledger.
  package var ledger: String
  package var who: String
  package var why: String
  package var on: Day
  package var asJSON: Bool

  package init(_ written: WrittenArguments) throws(Outcome) {
    ledger = written.operands[1]
    let word = written.operands[0]
    let rest = Array(written.operands.dropFirst(2))
    func operand(_ place: Int, _ what: String) throws(Outcome) -> String {
      if rest.indices.contains(place) { return rest[place] }
      throw LedgerArguments.misuse("'ledger \(word)' needs \(what)")
    }
    let takes: Int
    switch word {
    case "append":
      action = .append(
        plan: try operand(0, "the plan that was accepted"), estate: try operand(1, "the estate that it was made from"),
        baseline: written.text(.baselineName))
      takes = 2
    case "approve":
      guard let entry = written.text(.entry) else {
        throw LedgerArguments.misuse("'ledger approve' needs --entry NAME, the entry that was signed")
      }
      action = .approve(signature: try operand(0, "the signature file of ssh-keygen"), entry: entry)
      takes = 1
    case "verify":
      action = .verify(
        checkpoint: written.text(.checkpoint), signers: written.text(.signers), plans: written.isGiven(.plans))
      takes = 0
    case "show":
      action = .show(entry: written.text(.entry))
      takes = 0
    default: throw LedgerArguments.misuse("'ledger' does one of append, approve, verify and show, not '\(word)'")
    }
    if rest.count > takes {
      throw LedgerArguments.misuse("'ledger \(word)' does not know what to do with '\(rest[takes])'")
    }
    who = written.text(.who) ?? ""
    why = written.text(.why) ?? ""
    asJSON = written.isGiven(.json)
    on = written.day(.on) ?? Day("2000-01-01")!
    if takes > 0 {
      for (flag, isGiven) in [(Flag.who, !who.isEmpty), (.why, !why.isEmpty), (.on, written.isGiven(.on))]
      where !isGiven {
        throw LedgerArguments.misuse("'ledger \(word)' needs \(flag.spelling): \(flag.purpose)")
      }
    }
  }

  private static func misuse(_ message: String) -> Outcome {
    Outcome(.usage, talk: "error: \(message)\nhelp: 'drawdown help ledger' shows how\n")
  }

  package static let description = CommandDescription(
    "ledger", "keeps the plans that were accepted, each entry holding on to the one before",
    operands: [
      Operand("append|approve|verify|show", "what to do"),
      Operand("LEDGER", "the folder of the ledger; 'append' makes it where it is missing"),
      Operand("PLAN|SIGNATURE", optional: true, "append: the accepted plan; approve: the signature file"),
      Operand("ESTATE", optional: true, "append: the estate that the plan was made from"),
    ],
    flags: [.who, .why, .on, .baselineName, .entry, .checkpoint, .signers, .plans],
    details: [
      "append verifies the plan against its estate, keeps both by digest under LEDGER/objects and adds a line to "
        + "LEDGER/ledger.jsonl. Each line is canonical JSON with its own digest and that of the line before, so that any "
        + "line that is changed, moved or taken out shows; that the last lines are missing shows against a digest that was "
        + "kept elsewhere: --checkpoint.",
      "A plan of the ledger stands for itself in 'diff', 'compare' and 'replan' as LEDGER@head, LEDGER@3 or "
        + "LEDGER@NAME, a baseline's name. A name that is given again, with its reason, means the new plan from then on.",
      "To approve an entry, sign its line with a key of your own and hand in the signature: "
        + "'drawdown ledger show LEDGER --entry 3 | ssh-keygen -Y sign -n drawdown-ledger -f KEY > 3.sig', then "
        + "'drawdown ledger approve LEDGER 3.sig --entry 3 --who PRINCIPAL …'. 'verify --signers FILE' asks ssh-keygen "
        + "whether each signature holds for its PRINCIPAL in that file of allowed signers.",
    ],
    examples: [
      .init(
        "drawdown ledger append record out estate --who board --why agreed --on 2026-05-04",
        "keep a plan that was accepted; with --baseline-name v1 it is a baseline"),
      .init("drawdown ledger verify record --plans", "find whatever was changed since, and check each plan again"),
      .init("drawdown diff record@v1 out", "see what a new plan changes of the baseline"),
    ],
    statuses: [
      .done, .no, .badInput, .noInput, .cannotCreate, .inputOutputFailed, .locked, .badProgram,
    ], answer: AnswerSchema(LedgerAnswer.schema, LedgerAnswer.answerSchema))
}

extension Flag {
  package static let who = Flag("who", .text, "NAME", "append, approve: who accepts the plan, or whose signature it is")
  package static let why = Flag("why", .text, "TEXT", "append, approve: the reason, for whoever reads it later")
  package static let on = Flag("on", .day, "DATE", "append, approve: the day of the decision; no clock is asked")
  package static let baselineName = Flag(
    "baseline-name", .text, "NAME", "append: call the plan a baseline of this name")
  package static let entry = Flag(
    "entry", .text, "NAME", "approve, show: an entry by number, 'head', or the name of a baseline")
  package static let checkpoint = Flag(
    "checkpoint", .text, "DIGEST", "verify: a digest of an entry that was kept elsewhere and must still be there")
  package static let signers = Flag(
    "signers", .path, "FILE", "verify: the allowed signers, as ssh-keygen reads them; every approval must hold")
  package static let plans = Flag("plans", "verify: also check every plan against the estate that is kept with it")
}

import Documents
import Estates

/// One line of a ledger: a plan that was accepted, or someone's signature under one.
///
///     {"entry":"sha256:…","estate":{…},"kind":"plan","number":3,"on":"2027-04-02","parent":"sha256:…","plan":"sha256:…",…}
///
/// The line is canonical JSON (RFC 8785). `entry` is the SHA-256 of the same JSON without `entry`, and `parent` is the `entry`
/// of the line before: whoever changes, swaps or takes out a line changes every line behind it.
package struct LedgerEntry: Hashable, Sendable {
  package static let schema = "drawdown/ledger/1"

  package enum Content: Hashable, Sendable {
    case plan(AcceptedPlan)
    case approval(Approval)
  }

  /// A plan with all that it was made from; the files themselves lie beside the ledger, by digest.
  package struct AcceptedPlan: Hashable, Sendable {
    /// Of `plan.json`.
    package var plan: String
    package var estate: String
    package var estateDigest: String
    /// Name and digest of each file of the estate, sorted by name.
    package var files: [LedgerFile]
    /// Name and version of the program that made the plan.
    package var tool: String
    /// The name under which the plan is a baseline from now on; a name that was given before is given anew, for the reason
    /// that `why` states.
    package var baseline: String?
    /// Digest of the log of what had happened, where the plan took one into account.
    package var actuals: String?

    package init(
      plan: String, estate: String, estateDigest: String, files: [LedgerFile], tool: String, baseline: String?,
      actuals: String? = nil
    ) {
      self.plan = plan
      self.estate = estate
      self.estateDigest = estateDigest
      self.files = files
      self.tool = tool
      self.baseline = baseline
      self.actuals = actuals
    }
  }

  /// A signature by `ssh-keygen -Y sign` over the line of an earlier entry.
  package struct Approval: Hashable, Sendable {
    /// The `entry` of what is approved.
    package var of: String
    /// Digest of the signature file.
    package var signature: String

    package init(of: String, signature: String) {
      self.of = of
      self.signature = signature
    }
  }

  /// From 1.
  package var number: Int
  package var parent: String?
  package var who: String
  package var why: String
  package var on: Day
  package var content: Content

  package init(number: Int, parent: String?, who: String, why: String, on: Day, content: Content) {
    self.number = number
    self.parent = parent
    self.who = who
    self.why = why
    self.on = on
    self.content = content
  }
}

/// A file of the estate that a plan was made from.
package struct LedgerFile: Hashable, Sendable {
  package var name: String
  /// `sha256:…`
  package var digest: String
  package init(name: String, digest: String) {
    self.name = name
    self.digest = digest
  }
}

extension LedgerEntry {
  /// `sha256:…` over the canonical JSON of everything else.
  package var digest: String { "sha256:" + SHA256.hexadecimal(of: CanonicalJSON.bytes(.object(members))) }

  /// The line without its newline: what an approval signs.
  package var line: [UInt8] { CanonicalJSON.bytes(.object([("entry", .string(digest))] + members)) }

  /// The files that have to lie beside the ledger for it.
  package var digests: [String] {
    switch content {
    case .plan(let accepted): [accepted.plan] + accepted.files.map(\.digest) + (accepted.actuals.map { [$0] } ?? [])
    case .approval(let approval): [approval.signature]
    }
  }

  package var accepted: AcceptedPlan? {
    if case .plan(let accepted) = content { accepted } else { nil }
  }

  private var members: [(String, JSONValue)] {
    let head: [(String, JSONValue)] = [
      ("schema", .string(LedgerEntry.schema)), ("number", .integer(number)), ("parent", .optional(parent)),
      ("who", .string(who)), ("why", .string(why)), ("on", .string("\(on)")),
    ]
    switch content {
    case .plan(let accepted):
      return head + [
        ("kind", .string("plan")), ("plan", .string(accepted.plan)), ("tool", .string(accepted.tool)),
        ("baseline", .optional(accepted.baseline)),
      ] + (accepted.actuals.map { [("actuals", .string($0))] } ?? []) + [
        (
          "estate",
          .object([
            ("name", .string(accepted.estate)), ("digest", .string(accepted.estateDigest)),
            (
              "files",
              .array(accepted.files.map { .object([("file", .string($0.name)), ("digest", .string($0.digest))]) })
            ),
          ])
        )
      ]
    case .approval(let approval):
      return head + [
        ("kind", .string("approval")), ("of", .string(approval.of)), ("signature", .string(approval.signature)),
      ]
    }
  }

  /// The entry that a line holds, whatever it says of itself; nil where it is no entry.
  init?(_ line: [UInt8]) {
    guard let root = try? JSONReader.read(line, file: Ledger.file), text(root["schema"]) == LedgerEntry.schema,
      case .number(let number, _)? = root["number"]?.kind, number >= 1, number < 1e9, number == number.rounded(),
      let who = text(root["who"]), let why = text(root["why"]), let on = text(root["on"]).flatMap({ Day($0) })
    else { return nil }
    let content: Content
    switch text(root["kind"]) {
    case "plan":
      guard let plan = text(root["plan"]), let tool = text(root["tool"]), let estate = root["estate"],
        let name = text(estate["name"]), let digest = text(estate["digest"]),
        case .array(let nodes)? = estate["files"]?.kind
      else { return nil }
      let files = nodes.compactMap { node -> LedgerFile? in
        guard let name = text(node["file"]), let digest = text(node["digest"]) else { return nil }
        return LedgerFile(name: name, digest: digest)
      }
      content = .plan(
        AcceptedPlan(
          plan: plan, estate: name, estateDigest: digest, files: files, tool: tool, baseline: text(root["baseline"]),
          actuals: text(root["actuals"])))
    case "approval":
      guard let of = text(root["of"]), let signature = text(root["signature"]) else { return nil }
      content = .approval(Approval(of: of, signature: signature))
    default: return nil
    }
    self.init(number: Int(number), parent: text(root["parent"]), who: who, why: why, on: on, content: content)
  }
}

private func text(_ node: JSONNode?) -> String? {
  if case .string(let text)? = node?.kind { text } else { nil }
}

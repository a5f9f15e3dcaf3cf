import Documents
import Estates
import Inventories
import Plans
import Reports

/// A ledger where it lies: `ledger.jsonl`, and beside it `objects/`, every file that an entry names, by its digest.
///
///     plans/automaker/ledger.jsonl
///     plans/automaker/objects/2c26b46b68ffc68ff99b453c1d304134…
///     plans/automaker/.ledger.lock                                 held while an entry is added
struct LedgerFolder {
  static let objects = "objects"
  static let lockFile = ".ledger.lock"

  let path: String
  let world: World

  private var file: String { world.join(path, Ledger.file) }

  /// The ledger as it stands; an empty one where there is none yet.
  func bytes() throws(Outcome) -> [UInt8] {
    if world.kind(file) == nil { return [] }
    do throws(SystemFailure) { return try world.read(file) } catch {
      throw Outcome(.noInput, talk: "error: cannot read \(VisibleText.of(file)): \(error.reason)\n")
    }
  }

  /// The ledger, which has to be there.
  func ledger() throws(Outcome) -> Ledger {
    guard world.kind(file) != nil else {
      throw Outcome(.noInput, talk: "error: there is no ledger in '\(VisibleText.of(path))'\n")
    }
    return Ledger(try bytes())
  }

  func objectPath(_ digest: String) -> String {
    let name = digest.hasPrefix("sha256:") ? String(digest.dropFirst("sha256:".count)) : digest
    // A digest of a tampered ledger names no other place.
    let isDigest = name.utf8.count == 64 && name.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
    return world.join(world.join(path, LedgerFolder.objects), isDigest ? name : "none")
  }

  /// The bytes of a file that is kept; nil where it is missing.
  func object(_ digest: String) -> [UInt8]? { try? world.read(objectPath(digest)) }

  /// Keeps files, and then adds the entry that `make` makes of the ledger as it stands. One process at a time; the old lines
  /// are taken over byte for byte, and the new ledger takes the place of the old in one step.
  func add(
    _ objects: [[UInt8]], _ make: (Ledger) throws(Outcome) -> LedgerEntry
  ) throws(Outcome) -> LedgerEntry {
    do throws(OutputFailure) {
      // The folder has to be there for the lock.
      if world.kind(path) == nil { try world.write([], into: path) }
    } catch { throw Outcome(error) }
    let lock: World.Handle
    do throws(SystemFailure) {
      lock = try world.lock(world.join(path, LedgerFolder.lockFile))
    } catch {
      let isHeld = error.kind == .locked
      throw Outcome(
        isHeld ? .locked : .cannotCreate,
        talk: isHeld
          ? "error: another run is adding to the ledger in '\(VisibleText.of(path))'\nhelp: try again when it is through\n"
          : "error: cannot lock the ledger in '\(VisibleText.of(path))': \(error.reason)\n")
    }
    defer { try? world.close(lock) }
    let old = try bytes()
    let ledger = Ledger(old)
    if let fault = ledger.faults.first {
      throw Outcome(.badInput, talk: "error: nothing is added to a ledger that does not hold: \(fault)\n")
    }
    let entry = try make(ledger)
    do throws(OutputFailure) {
      let missing = objects.filter { self.object("sha256:" + SHA256.hexadecimal(of: $0)) != $0 }
      try world.write(
        missing.map { OutputFile(SHA256.hexadecimal(of: $0), $0) }, into: world.join(path, LedgerFolder.objects))
      try world.write([OutputFile(Ledger.file, old + entry.line + [0x0A])], into: path)
    } catch { throw Outcome(error) }
    return entry
  }

  /// The plan of an entry, with the digest by which the ledger keeps it.
  func plan(_ entry: LedgerEntry, without: Set<Plan.Section> = []) throws(Outcome) -> LoadedPlan {
    guard let accepted = entry.accepted, let bytes = object(accepted.plan) else {
      throw Outcome(.noInput, talk: "error: the plan of entry \(entry.number) is not kept beside the ledger\n")
    }
    do throws(Findings) {
      let plan = try PlanReader.read(bytes, file: objectPath(accepted.plan), without: without)
      return LoadedPlan(
        plan: plan, path: objectPath(accepted.plan), digest: "sha256:" + SHA256.hexadecimal(of: bytes))
    } catch {
      throw Outcome(.badInput, talk: FindingsReport(error.all).text)
    }
  }

  /// The estate of an entry, read from the files that are kept; nil where one is missing or no longer read.
  func estate(_ accepted: LedgerEntry.AcceptedPlan, overrides: [ProgramOverride]) -> Estate? {
    var files: [(name: String, bytes: [UInt8])] = []
    for file in accepted.files {
      guard let bytes = object(file.digest) else { return nil }
      files.append((file.name, bytes))
    }
    return EstateFolderReader.read(files: files, name: accepted.estate, overrides: overrides.map(\.written)).estate
  }

  /// What had happened when the plan of an entry was made, as it is kept; nil where the plan took no log into account.
  func actuals(_ accepted: LedgerEntry.AcceptedPlan, of estate: Estate, plans: [Plan]) -> ActualsLog? {
    guard let bytes = accepted.actuals.flatMap(object) else { return nil }
    return LoadedActuals.read(bytes, of: estate, plans: plans, asOf: estate.program.horizon).log
  }
}

extension LedgerFolder {
  /// The ledger and the entry that `folder@name` means; nil where the text is an ordinary path.
  static func reference(_ text: String, in world: World) -> (folder: LedgerFolder, name: String)? {
    guard world.kind(text) == nil, let at = text.lastIndex(of: "@") else { return nil }
    let folder = String(text[..<at])
    guard world.kind(world.join(folder, Ledger.file)) == .file else { return nil }
    return (LedgerFolder(path: folder, world: world), String(text[text.index(after: at)...]))
  }

  /// The entry of that name.
  func entry(named name: String) throws(Outcome) -> LedgerEntry {
    let ledger = try ledger()
    if let fault = ledger.faults.first {
      throw Outcome(.badInput, talk: "error: the ledger in '\(VisibleText.of(path))' does not hold: \(fault)\n")
    }
    if let entry = ledger.entry(named: name) { return entry }
    let known = ["head"] + ledger.baselines
    throw Outcome(
      .noInput,
      talk: "error: the ledger in '\(VisibleText.of(path))' has no plan '\(VisibleText.of(name))'\nhelp: "
        + (Suggestion.best(for: name, among: known).map { "did you mean '\($0)'?" }
          ?? "it has entries by number, and " + known.joined(separator: ", ")) + "\n")
  }
}

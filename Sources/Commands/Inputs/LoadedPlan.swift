import Documents
import Plans
import Reports

/// A plan as a command needs it: read, with the file that it came from and the digest by which others name it.
package struct LoadedPlan: Sendable {
  package var plan: Plan
  /// The file, also where the folder that holds it was named.
  package var path: String
  /// `sha256:…` of the bytes.
  package var digest: String

  /// - Parameter path: a `plan.json`, the folder that holds one, or `LEDGER@NAME`, a plan that a ledger keeps.
  /// - Throws: the outcome of a run without the plan: no input, or all that is wrong with the file.
  package static func load(
    _ path: String, without: Set<Plan.Section> = [], from world: World
  ) throws(Outcome) -> LoadedPlan {
    if let (folder, name) = LedgerFolder.reference(path, in: world) {
      return try folder.plan(try folder.entry(named: name), without: without)
    }
    let path = world.kind(path) == .folder ? world.join(path, "plan.json") : path
    let bytes: [UInt8]
    do throws(SystemFailure) {
      bytes = try world.read(path)
    } catch {
      throw Outcome(.noInput, talk: "error: cannot read \(VisibleText.of(path)): \(error.reason)\n")
    }
    do throws(Findings) {
      let plan = try PlanReader.read(bytes, file: path, without: without)
      return LoadedPlan(plan: plan, path: path, digest: "sha256:" + SHA256.hexadecimal(of: bytes))
    } catch {
      throw Outcome(.badInput, talk: FindingsReport(error.all).text)
    }
  }

  /// The register that lies beside the plan, where there is one and it belongs to it.
  func risks(in world: World) -> RiskListing? {
    let file = world.join(world.parent(path) ?? ".", "risks.json")
    guard let bytes = try? world.read(file), let listing = RiskListing(bytes, file: file) else { return nil }
    return listing.planDigest == digest ? listing : nil
  }
}

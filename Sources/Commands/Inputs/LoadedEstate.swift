import Documents
import Estates
import Inventories
import Reports
import Topology
import Waves

/// An estate as a command needs it: read, understood, with what is doubtful about it.
package struct LoadedEstate: Sendable {
  package var estate: Estate
  /// Warnings and notes of the readers.
  package var findings: [Finding]

  /// - Throws: the outcome of a run that has no estate: every error found, and the status that says whose fault it is.
  package static func load(
    _ path: String, overrides: [String] = [], from world: World
  ) throws(Outcome) -> LoadedEstate {
    let (estate, findings) = try read(path, overrides: overrides, from: world)
    guard let estate else { throw Outcome(status(of: findings), talk: errors(findings, of: path)) }
    return LoadedEstate(estate: estate, findings: findings)
  }

  /// What a valid estate is doubtful about: facts that are missing, rules without effect, wishes that cannot come true.
  static func doubts(_ estate: Estate) -> [Finding] {
    let graph = DependencyGraph(ResolvedEstate(estate))
    return Doubts.findings(graph) + HardDoubts.findings(graph)
  }

  /// All errors; of the rest how much there is.
  private static func errors(_ findings: [Finding], of path: String) -> String {
    let errors = findings.filter { $0.severity == .error }
    return FindingsReport(errors).text + more(findings.filter { $0.severity != .error }, of: path)
  }

  /// What is doubtful about the estate, short enough not to hide what the command has to say: some warnings, and how much
  /// more there is.
  func talk(of path: String, atMost limit: Int = 6) -> String {
    let findings = findings + LoadedEstate.doubts(estate)
    let shown = findings.filter { $0.severity == .warning }.prefix(limit)
    let rest = findings.filter { $0.severity == .note } + findings.filter { $0.severity == .warning }.dropFirst(limit)
    return shown.map { FindingsReport.text(of: $0) + "\n" }.joined() + LoadedEstate.more(rest, of: path)
  }

  private static func more(_ findings: [Finding], of path: String) -> String {
    findings.isEmpty
      ? "" : "\(FindingsReport(findings).summary) more: 'drawdown check \(VisibleText.of(path))' shows all\n"
  }

  /// The estate where there is one, and everything there is to say about its files.
  package static func read(
    _ path: String, overrides: [String] = [], from world: World
  ) throws(Outcome) -> (estate: Estate?, findings: [Finding]) {
    let files: EstateFiles
    do throws(EstateFiles.Trouble) { files = try EstateFiles.read(path, from: world) } catch { throw Outcome(error) }
    let size = files.files.reduce(0) { $0 + $1.bytes.count }
    return world.during("reading \(size / 1_000_000) MB", isLong: size > World.longInput) {
      EstateFolderReader.read(files: files.files, name: files.name, overrides: overrides)
    }
  }

  /// What errors in the files of an estate mean for the run: a file is missing, the program is bad, or the tables are.
  package static func status(of findings: [Finding]) -> ExitStatus {
    let errors = findings.filter { $0.severity == .error }
    if errors.isEmpty { return .done }
    if errors.contains(where: { $0.code == FindingCode.missingFile.code }) { return .noInput }
    return errors.allSatisfy { $0.location?.file == EstateFiles.program || $0.location?.isOverride == true }
      ? .badProgram : .badInput
  }
}

import Documents
import Estates
import Topology

/// The words for what ties workloads: relations, rules, rows, roles of services.
extension Wording {
  /// "rule 3, together by application (program.json:14:5)": rules are numbered as their JSON pointers are, from 0.
  package static func rule(_ index: Int, of estate: Estate) -> String {
    let rule = estate.program.rules[index]
    let name = rule.name.map { " \"\($0)\"" } ?? ""
    let detail: String
    switch rule.kind {
    case .together(let by), .apart(let by): detail = " by \(list(by))"
    case .near(let by, _): detail = " by \(list(by))"
    case .order(let by, _, _, let lagWaves):
      detail = (by.isEmpty ? "" : " by \(list(by))") + ", lag \(count(lagWaves, "wave"))"
    case .relate(let kind, let relation, _): detail = " \(condition(kind)) as \(relation.rawValue)"
    case .limit, .freeze, .notBefore, .notAfter, .leave, .pin, .stay: detail = ""
    }
    return "/rules/\(index) (\(rule.kind.word)\(name)\(detail))"
  }

  package static func origin(_ origin: Origin, of estate: Estate) -> String {
    switch origin {
    case .dependency(let row): "\(estate.dependencies.file):\(estate.dependencies.lines[Int(row)])"
    case .rule(let index, _): rule(Int(index), of: estate)
    }
  }

  package static func role(_ role: SharedService.Role) -> String {
    switch role {
    case .directory: "directory"
    case .dns: "DNS"
    case .time: "time"
    case .monitoring: "monitoring"
    case .backup: "backup"
    case .integration: "integration"
    case .other: "shared by its number of consumers"
    }
  }

  package static func source(_ source: GroupCohesion.Source, of estate: Estate) -> String {
    switch source {
    case .rule(let index): rule(index, of: estate)
    case .statedRows: "rows of \(estate.dependencies.file) that state their relation"
    case .row(let row): origin(.dependency(row), of: estate)
    }
  }
}

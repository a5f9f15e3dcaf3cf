/// All rules, in the order of the catalogue, and those that no column of the inventory can answer.
package enum RiskCatalogue {
  package static let rules: [RiskRule] =
    DependencyRisks.rules + DataRisks.rules + TechnologyRisks.rules + TransferRisks.rules + ScheduleRisks.rules
    + ResourceRisks.rules + FootprintRisks.rules + ComplianceRisks.rules + PlantRisks.rules + SecurityRisks.rules
    + CostRisks.rules + BenefitRisks.rules + ConcentrationRisks.rules + GovernanceRisks.rules

  /// A risk that registers of migrations hold and that this one cannot compute.
  package struct Unanswered: Sendable {
    package var id: String
    package var name: String
    /// `table.csv: column`, what the inventory would have to say.
    package var lacks: [String]
  }

  package static let unanswered: [Unanswered] = [
    Unanswered(
      id: "DEP-02", name: "Chatty edge over the wide area line",
      lacks: ["dependencies.csv: calls_per_transaction", "dependencies.csv: round_trip_ms"]),
    Unanswered(
      id: "TECH-02", name: "Shared, raw or very large disks",
      lacks: ["workloads.csv: shared_disk", "workloads.csv: largest_disk_gb", "workloads.csv: encrypted"]),
    Unanswered(
      id: "TECH-05", name: "Target size, quota or policy missing in the region",
      lacks: ["workloads.csv: target_size", "regions.csv: quota"]),
    Unanswered(
      id: "LIC-01", name: "Licence runs on both sides for too long",
      lacks: ["workloads.csv: licence", "workloads.csv: licence_overlap_days"]),
    Unanswered(
      id: "LIC-02", name: "Core licences of databases during dual running",
      lacks: ["workloads.csv: licence_metric", "workloads.csv: licence_annual_cost"]),
    Unanswered(
      id: "COMP-03", name: "Regulated system changes its hosting (NIS2, DORA, TISAX, UN R155 and R156)",
      lacks: ["applications.csv: regulation", "regions.csv: certificates"]),
    Unanswered(
      id: "SEC-01", name: "Firewall rules not made again", lacks: ["dependencies.csv: firewall_rule"]),
    Unanswered(
      id: "OPS-01", name: "No tested way back",
      lacks: ["workloads.csv: rollback_tested_on", "workloads.csv: rollback_until"]),
    Unanswered(
      id: "OPS-02", name: "Decommissioning tasks left open (monitoring, backup, CMDB)",
      lacks: ["workloads.csv: decommission_tasks_open"]),
    Unanswered(
      id: "CON-01", name: "Provider's contract ends, or gives no access",
      lacks: ["sites.csv: provider", "sites.csv: notice_days"]),
  ]
}

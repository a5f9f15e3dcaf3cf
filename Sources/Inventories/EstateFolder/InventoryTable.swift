/// The tables of an estate and the columns that have a meaning in them: the contract's section 1 as a value.
///
///     InventoryTable.racks.file == "racks.csv"
///     InventoryTable.racks.columns.first?.name == "rack"           // the key comes first
package enum InventoryTable: String, CaseIterable, Sendable {
  case sites, racks, clusters, hosts, applications, workloads, dependencies, initiatives
  case initiativeWorkloads = "initiative_workloads"

  package var file: String { rawValue + ".csv" }

  /// What one row is, in the singular, as messages name it.
  package var thing: String {
    switch self {
    case .sites: "site"
    case .racks: "rack"
    case .clusters: "cluster"
    case .hosts: "host"
    case .applications: "application"
    case .workloads: "workload"
    case .dependencies: "dependency"
    case .initiatives: "initiative"
    case .initiativeWorkloads: "membership"
    }
  }

  /// The columns that make a row unique; none for dependencies, whose rows all count.
  package var key: [String] {
    switch self {
    case .dependencies: []
    case .initiativeWorkloads: ["initiative", "workload"]
    default: [columns[0].name]
    }
  }

  package var columns: [InventoryColumn] {
    switch self {
    case .sites:
      [
        .required("site", .text), .init("name", .text), .init("country", .text), .init("region", .text),
        .init("annual_cost", .amount), .init("committed_until", .day), .init("lease_end", .day),
        .init("holdover_annual_cost", .amount),
      ]
    case .racks:
      [
        .required("rack", .text), .required("site", .reference(.sites)), .init("annual_cost", .amount),
        .init("committed_until", .day),
      ]
    case .clusters:
      [
        .required("cluster", .text), .required("site", .reference(.sites)), .init("spare_hosts", .whole(from: 0)),
        .init("cpu_overcommit", .positive), .init("memory_overcommit", .positive),
      ]
    case .hosts:
      [
        .required("host", .text), .required("site", .reference(.sites)), .init("rack", .reference(.racks)),
        .init("cluster", .reference(.clusters)), .init("rack_units", .amount), .init("power_kw", .amount),
        .init("cores", .amount), .init("memory_gb", .amount), .init("annual_cost", .amount),
        .init("committed_until", .day), .init("end_of_support", .day), .init("refresh_cost", .amount),
        .init("release_order", .number), .init("leaves", .word),
      ]
    case .applications:
      [
        .required("application", .text), .init("name", .text), .init("business_unit", .text), .init("owner", .text),
        .init("criticality", .number),
      ]
    case .workloads:
      [
        .required("workload", .text), .init("name", .text), .init("application", .reference(.applications)),
        .init("host", .reference(.hosts)), .init("cluster", .reference(.clusters)), .init("site", .reference(.sites)),
        .init("environment", .text), .init("business_unit", .text), .init("owner", .text), .init("team", .text),
        .init("criticality", .number), .init("os", .text), .init("cores", .amount), .init("memory_gb", .amount),
        .init("storage_gb", .amount), .init("disposition", .word), .init("target_region", .text),
        .init("effort_hours", .amount), .init("lead_waves", .whole(from: 1)), .init("risk_points", .amount),
        .init("not_before", .day), .init("not_after", .day), .init("annual_run_cost", .number),
        .init("annual_cloud_cost", .number), .init("one_off_cost", .number), .init("data_class", .text),
        .init("residency", .text),
      ]
    case .dependencies:
      [
        .required("source", .reference(.workloads)), .required("target", .reference(.workloads)),
        .init("relation", .word), .init("annual_split_cost", .amount), .init("kind", .text), .init("evidence", .text),
      ]
    case .initiatives:
      [
        .required("initiative", .text), .init("name", .text), .init("due", .day), .init("annual_value", .amount),
        .init("late_annual_cost", .amount),
      ]
    case .initiativeWorkloads:
      [.required("initiative", .reference(.initiatives)), .required("workload", .reference(.workloads))]
    }
  }

  package func column(named name: String) -> InventoryColumn? { columns.first { $0.name == name } }
}

/// A column that has a meaning, and what its cells may be.
package struct InventoryColumn: Sendable {
  package enum Kind: Sendable {
    case text
    case reference(InventoryTable)
    /// A word of a closed list.
    case word
    case day
    /// Any number.
    case number
    /// A number from 0.
    case amount
    /// A number above 0.
    case positive
    case whole(from: Int)
  }

  package var name: String
  package var kind: Kind
  /// The table needs the column, and each row a value in it.
  package var isRequired = false

  init(_ name: String, _ kind: Kind) {
    self.name = name
    self.kind = kind
  }

  static func required(_ name: String, _ kind: Kind) -> InventoryColumn {
    var column = InventoryColumn(name, kind)
    column.isRequired = true
    return column
  }
}

extension InventoryColumn.Kind {
  /// True where a limit can sum the column.
  package var isNumeric: Bool {
    switch self {
    case .number, .amount, .positive, .whole: true
    case .text, .reference, .word, .day: false
    }
  }
}

import Documents
import Estates
import Plans
import Topology

/// The plan as tables: one fact a row, each table with its key, so that they can be joined.
///
///     waves ─┬─< workloads >── initiatives           footprint, targets, value: the plan as a whole
///            └─< limits                              releases, splits, risks ──< risk_workloads >── workloads
extension PlanExport {
  /// All of them, as files.
  var tables: [DataTable] {
    [
      wavesTable, workloadsTable, footprintTable, targetsTable, valueTable, initiativesTable, initiativeWorkloadsTable,
      releasesTable, splitsTable, limitsTable, risksTable, riskWorkloadsTable,
    ]
  }

  /// Those that a person opens in a workbook, under the names of its sheets.
  var sheets: [DataTable] {
    var sheets = [
      wavesTable, workloadsTable, footprintTable, risksTable, initiativesTable, targetsTable, valueTable, releasesTable,
      splitsTable, limitsTable,
    ]
    for (index, title) in [
      "Waves", "Workloads", "Footprint", "Risks", "Initiatives", "Targets", "Value", "Releases", "Splits", "Limits",
    ].enumerated() { sheets[index].title = title }
    return sheets
  }

  var tableFiles: [ReportFile] {
    let tables = tables
    let description = DataPackage.json(
      name: PlanExport.fileName(plan.estate.name).lowercased(), title: "Plan of \(plan.estate.name)", tables: tables,
      details: [
        ("version", "1"), ("keywords", .array(["data-center exit", "migration waves"])),
        ("drawdown:plan", .string(planDigest)), ("drawdown:estate", .string(plan.estate.digest)),
        ("drawdown:currency", .string(plan.currency)),
      ])
    return [ReportFile(name: DataPackage.file, bytes: JSONWriter.bytes(description))]
      + tables.map { ReportFile(name: $0.name + ".csv", bytes: $0.csv) }.sorted { Wording.byBytes($0.name, $1.name) }
  }

  private func day(_ day: Day?) -> DataTable.Cell { day.map { .date(Int($0.number)) } ?? .empty }
  private func sum(_ column: [Double?], _ rows: [Int]) -> DataTable.Cell {
    .number(rows.reduce(0) { $0 + (column[$1] ?? 0) })
  }

  var wavesTable: DataTable {
    DataTable(
      "waves", "Waves of the calendar, empty ones too", key: ["wave"],
      columns: [
        .init("wave", .whole, "Number of the wave, from 1", width: 8),
        .init("start", .date, "First day of the wave"),
        .init("cutover", .date, "Last day: what moves has left from then on"),
        .init("workloads", .whole, "How many workloads move in it"),
        .init("applications", .whole, "How many applications have a workload in it"),
        .init("effort_hours", .number, "Effort of what moves, in hours"),
        .init("storage_gb", .number, "Data of what moves, in GB"),
        .init("one_off_cost", .money, "One-off cost of the moves, in the program's currency"),
      ],
      rows: plan.waves.map { wave in
        let rows = reading.movers[wave.number - 1]
        let applications = Set(rows.map { estate.workloads.application[$0] }).subtracting([Estate.none])
        return [
          .whole(wave.number), day(wave.start), day(wave.cutover), .whole(rows.count), .whole(applications.count),
          sum(estate.workloads.effortHours, rows), sum(estate.workloads.storageGB, rows),
          sum(estate.workloads.oneOffCost, rows),
        ]
      })
  }

  var workloadsTable: DataTable {
    let workloads = estate.workloads
    let columns = reading.resolved.columns
    let inherited = (unit: reading.businessUnits, criticality: columns["criticality"])
    let places = (site: columns["site"], cluster: columns["cluster"], host: columns["host"])
    func text(_ id: TextPool.ID) -> DataTable.Cell { .text(estate.texts[id]) }
    return DataTable(
      "workloads", "Workloads, each with its wave or the reason why it stays", key: ["workload"],
      references: [.init("wave", "waves", "wave")],
      columns: [
        .init("workload", .text, "Key of the workload", width: 24), .init("name", .text, "Its name", width: 24),
        .init("number", .whole, "Number by which exports know it; stays the same from plan to plan"),
        .init("wave", .whole, "Wave in which it moves; empty where it stays", width: 8),
        .init("cutover", .date, "Day from which it has left"),
        .init("preparation", .date, "Day on which its first wave of lead begins"),
        .init("stays", .text, "Why it stays: retain, stay, choice, …", width: 16),
        .init("disposition", .text, "What becomes of it"),
        .init("application", .text, "Key of its application", width: 16),
        .init("environment", .text, "Production, test, …", width: 14),
        .init("business_unit", .text, "Its own, or its application's", width: 16),
        .init("owner", .text, "Its own, or its application's", width: 24),
        .init("team", .text, "Who moves it"), .init("criticality", .number, "0 is the most critical"),
        .init("os", .text, "Operating system", width: 20), .init("site", .text, "Where it runs"),
        .init("cluster", .text, "Cluster it runs in"), .init("host", .text, "Host it runs on"),
        .init("target_region", .text, "Where it goes", width: 16), .init("cores", .number, "vCPU"),
        .init("memory_gb", .number, "Memory in GB"), .init("storage_gb", .number, "Data in GB"),
        .init("effort_hours", .number, "Effort of the move in hours"),
        .init("one_off_cost", .money, "One-off cost of the move"),
        .init("annual_run_cost", .money, "What it costs a year in place, without machines"),
        .init("annual_cloud_cost", .money, "What it costs a year in the cloud"),
      ],
      rows: (0..<workloads.count).map { row in
        let application = workloads.application[row]
        return [
          text(workloads.keys[row]), text(workloads.names[row]), .whole(numbers[reading.workloadKey(row)] ?? 0),
          reading.wave[row] > 0 ? .whole(reading.wave[row]) : .empty, day(reading.cutover(row)), day(preparation(row)),
          .text(reading.stay[row]?.rawValue), .text(workloads.disposition[row].rawValue),
          application == Estate.none ? .empty : text(estate.applications.keys[Int(application)]),
          text(workloads.environments[row]), text(inherited.unit[row]), .text(owner(row)), text(workloads.teams[row]),
          .number(Double(estate.texts[inherited.criticality[row]])), text(workloads.operatingSystems[row]),
          text(places.site[row]), text(places.cluster[row]), text(places.host[row]), text(workloads.targetRegions[row]),
          .number(workloads.cores[row]), .number(workloads.memoryGB[row]), .number(workloads.storageGB[row]),
          .number(workloads.effortHours[row]), .number(workloads.oneOffCost[row]),
          .number(workloads.annualRunCost[row]), .number(workloads.annualCloudCost[row]),
        ]
      })
  }

  var footprintTable: DataTable {
    DataTable(
      "footprint", "Footprint on each day on which it changes; the first row is the baseline", key: ["date"],
      columns: [.init("date", .date, "From this day on")]
        + Measure.allCases.map { .init($0.rawValue, .number, Wording.definition($0)) }
        + Measure.allCases.map {
          .init(
            "\($0.rawValue)_reduction", .share, "Share of the baseline that is gone; of \(Wording.noun($0))", width: 20)
        },
      rows: plan.footprint.map { row in
        [day(row.date)] + Measure.allCases.map { .number(row[$0]) }
          + Measure.allCases.map { measure in
            let baseline =
              plan.targets.first { $0.measure == measure }?.baseline ?? plan.footprint.first?[measure] ?? 0
            return baseline > 0 ? .number(1 - row[measure] / baseline) : .empty
          }
      })
  }

  var targetsTable: DataTable {
    var rows: [[DataTable.Cell]] = []
    for (index, target) in plan.targets.enumerated() {
      func row(
        _ kind: String, _ by: Day, _ required: Double, _ reduction: Double, _ shortfall: Double, _ reached: Day?,
        _ price: Double?
      ) {
        rows.append([
          .whole(rows.count + 1), .whole(index + 1), .text(kind), .text(target.measure.rawValue), day(by),
          .number(required), .number(reduction), .number(shortfall), .number(target.baseline), day(reached),
          .number(price),
        ])
      }
      for milestone in target.milestones {
        row(
          "milestone", milestone.by, milestone.required, milestone.reduction, milestone.shortfall, nil,
          milestone.penaltyPerPoint)
      }
      row(
        "target", target.by, target.required, target.reduction, target.shortfall, target.reachedOn,
        target.penaltyPerPoint)
    }
    return DataTable(
      "targets", "Targets and their milestones", key: ["goal"],
      columns: [
        .init("goal", .whole, "Number of the row", width: 8), .init("target", .whole, "Number of the target", width: 8),
        .init("kind", .text, "target or milestone"), .init("measure", .text, "What is counted"),
        .init("by", .date, "The day by which"), .init("required", .share, "Share of the baseline that must be gone"),
        .init("reduction", .share, "Share that the plan has reduced by then"),
        .init("shortfall", .share, "What is missing; 0 where it is met"),
        .init("baseline", .number, "What is 100 percent"),
        .init("reached_on", .date, "First day on which it is met for good"),
        .init("penalty_per_point", .money, "What a missing percentage point costs", width: 18),
      ], rows: rows)
  }

  var valueTable: DataTable {
    DataTable(
      "value", "Parts of the net present value against leaving everything in place; they sum to it", key: ["part"],
      columns: [
        .init("part", .text, "As plan.json names it", width: 16), .init("meaning", .text, "What it is", width: 32),
        .init("amount", .money, "Signed: gains positive, costs negative", width: 16),
      ],
      rows: plan.value.parts.map { [.text($0.name), .text(Wording.valuePart($0.name)), .number($0.amount)] })
  }

  var initiativesTable: DataTable {
    let initiatives = estate.initiatives
    let rows = KeyedRows(initiatives.keys, estate.texts)
    return DataTable(
      "initiatives", "What the business gets, and when it is ready", key: ["initiative"],
      columns: [
        .init("initiative", .text, "Key", width: 20), .init("name", .text, "Its name", width: 32),
        .init("due", .date, "When it is wanted"), .init("ready", .date, "Cutover at which its last workload has left"),
        .init("days_late", .whole, "Days from due to ready; negative where it is early"),
        .init("workloads", .whole, "How many workloads it needs"),
        .init("annual_value", .money, "What it is worth a year once ready"),
        .init("late_annual_cost", .money, "What being late costs a year", width: 16),
      ],
      rows: plan.initiatives.map { result in
        let row = rows.row(of: result.initiative)
        let late = result.due.flatMap { due in result.ready.map { $0 - due } }
        return [
          .text(result.initiative), row.map { .text(estate.texts[initiatives.names[$0]]) } ?? .empty, day(result.due),
          day(result.ready), late.map { .whole($0) } ?? .empty,
          row.map { .whole(Int(initiatives.memberStart[$0 + 1] - initiatives.memberStart[$0])) } ?? .empty,
          .number(row.flatMap { initiatives.annualValue[$0] }), .number(row.flatMap { initiatives.lateAnnualCost[$0] }),
        ]
      })
  }

  var initiativeWorkloadsTable: DataTable {
    let initiatives = estate.initiatives
    let planned = Set(plan.initiatives.map(\.initiative))
    var rows: [[DataTable.Cell]] = []
    for number in initiatives.keys.indices {
      let key = estate.texts[initiatives.keys[number]]
      guard planned.contains(key) else { continue }
      for member in initiatives.members[Int(initiatives.memberStart[number])..<Int(initiatives.memberStart[number + 1])]
      {
        rows.append([.text(key), .text(reading.workloadKey(Int(member)))])
      }
    }
    return DataTable(
      "initiative_workloads", "Which initiative needs which workload", key: ["initiative", "workload"],
      references: [.init("initiative", "initiatives", "initiative"), .init("workload", "workloads", "workload")],
      columns: [.init("initiative", .text, "Key of the initiative"), .init("workload", .text, "Key of the workload")],
      rows: rows)
  }

  var releasesTable: DataTable {
    DataTable(
      "releases", "Hosts, racks and sites that come free", key: ["kind", "key"],
      columns: [
        .init("kind", .text, "host, rack or site"), .init("key", .text, "Which one", width: 24),
        .init("released", .date, "Day from which it is gone"),
      ], rows: plan.releases.map { [.text($0.kind.rawValue), .text($0.key), day($0.released)] })
  }

  var splitsTable: DataTable {
    DataTable(
      "splits", "Near dependencies and groups that the plan holds open for a time",
      columns: [
        .init("kind", .text, "dependency or group"),
        .init("source", .text, "Workload that needs the target", width: 24),
        .init("target", .text, "Workload that it needs", width: 24),
        .init("line", .whole, "Line of dependencies.csv"), .init("rule", .whole, "Index of the near rule, from 0"),
        .init("group", .text, "Values that the group shares", width: 24),
        .init("annual_cost", .money, "What the split costs a year"), .init("from", .date, "First end leaves"),
        .init("until", .date, "Second end leaves; empty where it never does"),
        .init("cost", .money, "Present value of the split"),
      ],
      rows: plan.splits.map { split in
        let place: [DataTable.Cell] =
          switch split.source {
          case .dependency(let source, let target, let line):
            [.text("dependency"), .text(source), .text(target), .whole(line), .empty, .empty]
          case .group(let rule, let values):
            [.text("group"), .empty, .empty, .empty, .whole(rule), .text(values.joined(separator: " / "))]
          }
        return place + [.number(split.annualCost), day(split.from), day(split.until), .number(split.cost)]
      })
  }

  var limitsTable: DataTable {
    DataTable(
      "limits", "How full each limit is", key: ["rule", "period"],
      columns: [
        .init("rule", .whole, "Index of the rule in program.json, from 0", width: 8),
        .init("name", .text, "Its name", width: 28), .init("period", .text, "Wave, quarter or year"),
        .init("use", .number, "What is used"), .init("limit", .number, "What there is"),
        .init("share", .share, "Use over limit"),
      ],
      rows: plan.rules.flatMap { rule in
        rule.periods.map { period in
          [
            .whole(rule.index), .text(rule.name), .text(period.period), .number(period.use), .number(period.limit),
            period.limit > 0 ? .number(period.use / period.limit) : .empty,
          ]
        }
      })
  }

  var risksTable: DataTable {
    DataTable(
      "risks", "The risk register, worst exposure first", key: ["risk"],
      columns: [
        .init("risk", .text, "Stable id: one cause has one id in every plan", width: 22),
        .init("rule", .text, "Rule of the catalogue that raised it"),
        .init("category", .text, "Where it comes from", width: 16),
        .init("subject", .text, "What it is about", width: 28),
        .init("description", .text, "Because of what, what may happen, leading to what", width: 80),
        .init("likelihood", .number, "Percent"), .init("impact", .money, "Money"),
        .init("exposure", .money, "Likelihood times impact"),
        .init("response", .text, "Accept, avoid, transfer, mitigate"),
        .init("response_cost", .money, "What the response costs"),
        .init("response_description", .text, "What the response is", width: 60),
        .init("owner", .text, "Who answers for it", width: 24), .init("status", .text, "Open, Monitoring, Closed"),
        .init("likelihood5", .whole, "Band 1 to 5"), .init("impact5", .whole, "Band 1 to 5"),
        .init("residual_likelihood5", .whole, "Band once the response has worked"),
        .init("residual_impact5", .whole, "Band once the response has worked"),
        .init("proximity", .date, "Day on which it may strike first"),
        .init("trigger", .text, "The fact that raised it", width: 60),
        .init("workloads", .whole, "How many workloads it is about"),
      ],
      rows: register.risks.map { risk in
        [
          .text(risk.id), .text(risk.ruleId), .text(risk.category.rawValue), .text(risk.subject),
          .text(risk.description), .number(risk.likelihood), .number(risk.impact), .number(risk.exposure),
          .text(risk.responses.map(\.rawValue).joined(separator: ", ")), .number(risk.responseCost),
          .text(risk.responseDescription), .text(risk.owner), .text(risk.status.rawValue), .whole(risk.likelihood5),
          .whole(risk.impact5), .whole(risk.residualLikelihood5), .whole(risk.residualImpact5), day(risk.proximity),
          .text(risk.trigger), .whole(risk.workloads.count),
        ]
      })
  }

  var riskWorkloadsTable: DataTable {
    DataTable(
      "risk_workloads", "Which risk is about which workload", key: ["risk", "workload"],
      references: [.init("risk", "risks", "risk"), .init("workload", "workloads", "workload")],
      columns: [.init("risk", .text, "Id of the risk"), .init("workload", .text, "Key of the workload")],
      rows: register.risks.flatMap { risk in risk.workloads.map { [.text(risk.id), .text($0)] } })
  }
}

import Documents
import Estates
import Testing

@testable import Plans

@Suite struct PlanDiffTests {
  static let plan = PlanFormatTests.plan

  static func changed(_ change: (inout Plan) -> Void) -> PlanDiff {
    var plan = plan
    change(&plan)
    return PlanDiff(before: Self.plan, after: plan)
  }

  static func rule(_ index: Int, _ name: String?, _ kind: Rule.Kind) -> Plan.RuleUse {
    Plan.RuleUse(
      index: index, name: name, kind: kind.word, selected: 1, content: RuleContent.of(Rule(index: index, kind: kind)))
  }

  static func rules(_ before: [Plan.RuleUse], _ after: [Plan.RuleUse]) -> [RuleChange] {
    var old = plan
    var new = plan
    old.rules = before
    new.rules = after
    return PlanDiff(before: old, after: new).rules
  }

  @Test func `a plan does not differ from itself`() {
    let diff = Self.changed { _ in }
    #expect(diff.isSame && diff.workloads.isEmpty && diff.changedInputs.isEmpty)
  }

  @Test func `names, digests, tool, options and the order of rows are no change`() {
    let diff = Self.changed { plan in
      plan.estate = Plan.EstateReference(name: "moved", digest: "sha256:11")
      plan.tool.version = "9"
      plan.options.effort = 1
      plan.inputs[0].file = "renamed.json"
      plan.waves[0].workloads.reverse()
      plan.stays.reverse()
      plan.dispositions[0].workloads.reverse()
    }
    #expect(diff.isSame)
    #expect(diff.changedInputs == ["program.json", "renamed.json"])
  }

  @Test func `each thing that can happen to a workload has its word`() {
    let diff = Self.changed { plan in
      // wave 1: A "1", é; stays by reason
      plan.waves[0].workloads = ["new", "stays-choice"]
      plan.waves[1].workloads = ["é"]
      plan.stays.removeAll { $0.workload == "stays-choice" || $0.workload == "stays-stay" }
      plan.stays.append(Plan.Stay(workload: "A \"1\"", reason: .choice))
      plan.stays[0].reason = .stay
      plan.dispositions = []
      plan.pinned = []
    }
    let actions = Dictionary(uniqueKeysWithValues: diff.workloads.map { ($0.workload, $0.actions) })
    #expect(
      actions == [
        "new": [.added], "stays-stay": [.removed], "stays-choice": [.nowMoves], "stays-retain": [.staysOtherwise],
        "A \"1\"": [.nowStays, .disposition], "é": [.movedLater, .disposition, .unpinned],
      ])
    #expect(
      diff.workloads.map(\.workload)
        == diff.workloads.map(\.workload).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    let back = PlanDiff(
      before: {
        var plan = Self.plan; plan.waves[0].workloads = []; plan.waves[1].workloads = ["é"]; return plan
      }(), after: Self.plan)
    #expect(back.workloads.map(\.actions) == [[.added], [.movedEarlier]])
    #expect(!diff.isSame && diff.count(of: .disposition) == 2)
  }

  @Test func `a wave on another date moves nobody`() {
    let diff = Self.changed { $0.waves[0].cutover = $0.waves[0].cutover + 7 }
    #expect(diff.workloads.map(\.actions) == [[.redated], [.redated]])
    #expect(diff.workloads[0].days == 7)
    #expect(diff.calendar?.redated == 1 && diff.calendar?.waves.isSame == true)
  }

  @Test func `two keys that look alike are two workloads`() {
    let diff = Self.changed { $0.waves[0].workloads[1] = "e\u{301}" }
    #expect(diff.workloads.map(\.actions) == [[.added], [.removed]])
  }

  @Test(arguments: [0, 1, 2, 3, 4, 5, 6, 7])
  func `every figure that the plans state counts`(number: Int) {
    let diff = Self.changed { plan in
      switch number {
      case 0: plan.targets[0].reduction = 0.5
      case 1: plan.targets[0].milestones[0].reduction = 0.2
      case 2: plan.targets[1].reachedOn = nil
      case 3: plan.targets[1].baseline = 5
      case 4: plan.value.hosts += 0.01; plan.statedNPV = nil
      case 5: plan.bound?.gap = 0
      case 6: plan.footprint[0].hosts = 5
      default: plan.program?.horizon = Day("2032-01-01")!
      }
    }
    #expect(!diff.isSame)
  }

  @Test func `a milestone that only one plan has is told from the other's footprint`() throws {
    let by = Day("2026-12-31")!
    let diff = Self.changed {
      $0.targets[0].milestones.append(Plan.MilestoneResult(by: by, required: 0.1, reduction: 0.55, shortfall: 0))
    }
    let goal = try #require(diff.goals.first { $0.by == by })
    #expect(goal.required == PlanDiff.Pair(nil, 0.1))
    #expect(goal.reduction == PlanDiff.Pair(0.55, 0.55))
  }

  @Test func `rules are known by what they demand`() throws {
    let freeze = { (from: String) in Rule.Kind.freeze(from: Day(from)!, to: Day("2027-03-01")!, test: .cutover) }
    let limit = { (amount: Double) in Rule.Kind.limit(Limit(measure: "workloads", perWave: [amount])) }
    // Moved about: no change.
    #expect(
      Self.rules(
        [Self.rule(0, nil, .stay), Self.rule(1, "f", freeze("2027-01-01"))],
        [Self.rule(0, "f", freeze("2027-01-01")), Self.rule(1, nil, .stay)]
      ).isEmpty)
    let changed = Self.rules(
      [Self.rule(0, "crew", limit(10)), Self.rule(1, "f", freeze("2027-01-01")), Self.rule(2, nil, .pin(wave: 3))],
      [Self.rule(0, "f", freeze("2027-02-01")), Self.rule(1, "team", limit(10)), Self.rule(2, nil, .stay)])
    #expect(changed.map(\.kind) == [.renamed, .changed, .removed, .added])
    #expect(changed[1].keys.map(\.key) == ["from"])
    #expect(
      Self.rules([Self.rule(0, nil, limit(10))], [Self.rule(0, nil, limit(12))]).map { $0.keys.map(\.key) } == [
        ["perWave"]
      ])
  }

  @Test func `only for relate the order of rules means something`() {
    let relate = { (kind: String) in Rule.Kind.relate(kind: .text(kind), relation: .near, annualSplitCost: nil) }
    let two = [Self.rule(0, nil, relate("sql*")), Self.rule(1, nil, relate("*"))]
    #expect(Self.rules(two, two.reversed()).map(\.kind) == [.reordered])
    #expect(Self.rules(two, two).isEmpty)
  }

  @Test func `what one plan does not state is not compared, and said`() {
    let diff = Self.changed { plan in
      plan.omitted = [.program, .dispositions, .pinned, .rules]
      plan.program = nil
      plan.dispositions = []
      plan.pinned = []
      plan.rules = []
    }
    #expect(diff.isSame)
    #expect(diff.unstated == [.program, .dispositions, .pinned, .rules])
  }
}

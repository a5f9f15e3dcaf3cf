/// Published instances of production scheduling (MineLib, "constrained pit limit"), solved by the engine that plans
/// estates: blocks are items, periods are waves, precedence may hold within a period, a block may be left.
///
///     benchmarks cpit --instance FOLDER/NAME --time 60 --out NAME.sol
///
/// reads `FOLDER/NAME.cpit` and `FOLDER/NAME.prec`, prints `objective`, `bound`, `gap`, `seconds` and `memory`, and writes
/// one `block period` pair a line, periods from 0, for the blocks that are taken.
import Commands
import Documents
import Solving

enum CPIT {
  static func run(_ arguments: [String]) throws {
    var instance = ""
    var time = 60.0
    var out: String?
    var isBoundOnly = false
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--instance": instance = rest.popFirst() ?? ""
      case "--time": time = rest.popFirst().flatMap(Double.init) ?? time
      case "--out": out = rest.popFirst()
      case "--bound-only": isBoundOnly = true
      default: fatalError("unknown option \(argument)")
      }
    }
    let world = World.live
    let seconds = world.seconds
    let began = seconds()
    let end = began + time
    let problem = try read(world, instance)
    if isBoundOnly {
      let bound = Relaxation(problem).bound(
        .worth(target: 0, milestone: 0), limits: .init(cuts: 1000, tolerance: 1e-6) { seconds() > end })
      print("bound \(Decimal.text(bound.value, places: 1))")
    } else {
      let allowed = time
      let limits = SearchLimits(
        effort: 1_000_000_000_000, threads: world.coreCount(), shouldStop: { seconds() > end ? .time : nil },
        clock: { (seconds() - began) / allowed })
      let (answer, proof) = Optimizer.run(problem, limits: limits)
      if case .solved(let solution) = answer {
        let worth = solution.score.worth
        print("objective \(Decimal.text(worth, places: 1))")
        if let proof {
          print("bound \(Decimal.text(proof.worth, places: 1))")
          print("gap \(Decimal.text((proof.worth - worth) / proof.worth * 100, places: 4)) %")
        }
        if let out { try write(solution.waves, of: problem, to: out, world) }
      } else {
        print("objective none")
      }
    }
    print("seconds \(Decimal.text(seconds() - began, places: 2))")
    print("memory \(Decimal.text(Child.ownMegabytes, places: 0)) MB")
  }

  /// One `block period` pair a line.
  private static func write(_ waves: [Int32], of problem: Problem, to out: String, _ world: World) throws {
    var text = ""
    for (block, period) in waves.enumerated() where Int(period) < problem.waveCount { text += "\(block) \(period)\n" }
    let name = out.split(separator: "/").last.map(String.init) ?? out
    try world.write([OutputFile(name, Array(text.utf8))], into: world.parent(out) ?? ".")
  }

  /// The problem of the two files.
  static func read(_ world: World, _ instance: String) throws -> Problem {
    var words = Words(try world.read(instance + ".cpit"))
    var blockCount = 0
    var periodCount = 0
    var resourceCount = 0
    var rate = 0.0
    var profit: [Double] = []
    var capacity: [[Double]] = []
    var taken: [(block: Int32, resource: Int32, amount: Double)] = []
    var section = ""
    while let word = words.next() {
      switch word {
      case "NAME", "TYPE": _ = words.next()
      case "NBLOCKS": blockCount = words.whole()
      case "NPERIODS": periodCount = words.whole()
      case "NRESOURCE_SIDE_CONSTRAINTS":
        resourceCount = words.whole()
      case "DISCOUNT_RATE": rate = words.number()
      case "RESOURCE_CONSTRAINT_LIMITS", "OBJECTIVE_FUNCTION", "RESOURCE_CONSTRAINT_COEFFICIENTS":
        section = word
        if profit.isEmpty {
          profit = [Double](repeating: 0, count: blockCount)
          capacity = [[Double]](
            repeating: [Double](repeating: 0, count: periodCount), count: resourceCount)
        }
      case "EOF": section = ""
      default:
        guard let first = Int(word) else { fatalError("\(instance).cpit: unexpected \(word)") }
        switch section {
        case "RESOURCE_CONSTRAINT_LIMITS":
          let period = words.whole()
          guard words.next() == "L" else { fatalError("\(instance).cpit: only upper limits are read") }
          capacity[first][period] = words.number()
        case "OBJECTIVE_FUNCTION": profit[first] = words.number()
        case "RESOURCE_CONSTRAINT_COEFFICIENTS":
          let resource = words.whole()
          taken.append((Int32(first), Int32(resource), words.number()))
        default: fatalError("\(instance).cpit: \(word) outside any section")
        }
      }
    }
    var problem = Problem(waveCount: periodCount, itemCount: blockCount)
    var discount = 1.0
    for period in 0..<periodCount {
      for block in 0..<blockCount { problem.worth[block * periodCount + period] = profit[block] * discount }
      discount /= 1 + rate
    }
    for resource in 0..<resourceCount {
      problem.resources.append(.init(bucketOfWave: (0..<Int32(periodCount)).map { $0 }, capacity: capacity[resource]))
    }
    taken.sort { ($0.block, $0.resource) < ($1.block, $1.resource) }
    problem.useStart = [0]
    var next = 0
    for block in 0..<blockCount {
      while next < taken.count && Int(taken[next].block) == block {
        problem.uses.append(.init(resource: taken[next].resource, lead: 1, amount: taken[next].amount))
        next += 1
      }
      problem.useStart.append(Int32(problem.uses.count))
    }
    var lists = Words(try world.read(instance + ".prec"))
    while let block = lists.next() {
      for _ in 0..<lists.whole() {
        problem.precedences.append(.init(before: Int32(lists.whole()), after: Int32(block)!, lag: 0))
      }
    }
    return problem
  }

  /// The words of a file, apart by blanks, tabs, colons and line ends; lines that begin with % are left out.
  private struct Words {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    private static func isSpace(_ byte: UInt8) -> Bool { byte <= 32 || byte == UInt8(ascii: ":") }

    mutating func next() -> String? {
      while place < bytes.count {
        if bytes[place] == UInt8(ascii: "%") {
          while place < bytes.count && bytes[place] != 10 { place += 1 }
        } else if Words.isSpace(bytes[place]) {
          place += 1
        } else {
          break
        }
      }
      let start = place
      while place < bytes.count && !Words.isSpace(bytes[place]) { place += 1 }
      return start < place ? String(decoding: bytes[start..<place], as: UTF8.self) : nil
    }

    mutating func whole() -> Int {
      guard let word = next(), let value = Int(word) else { fatalError("a whole number is missing") }
      return value
    }

    mutating func number() -> Double {
      guard let word = next(), let value = Double(word) else { fatalError("a number is missing") }
      return value
    }
  }
}

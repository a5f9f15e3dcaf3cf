import Documents
import Estates

/// Which rows of which files are about the same machine.
///
/// Rows are taken in the order of their sources, the one that measures first. Each is compared with the machines so far by
/// UUID, then serial number, full name, host's name and address, in that order; letter case and domain are folded, a UUID
/// also meets its byte-reversed form. The first that finds exactly one machine decides.
///
/// - Two rows of one table are two machines, unless UUID or serial number say that they are one: then the later is put
///   aside as a duplicate. (Some tables repeat machines by design.)
/// - A name does not make one of two machines whose full names, or whose UUIDs in tools of the same kind, differ; nor of a
///   virtual machine and its host.
/// - An address alone makes one of two only where each file has it once, and is reported as the weak reason that it is.
/// - A name that fits several machines fits none: the row becomes a machine of its own, and is reported.
///
/// The cost is linear in the rows: each key is looked up in a table.
struct Matching {
  /// What two rows were found to be one by.
  enum Key: Int, CaseIterable {
    case uuid, serial, fqdn, name, address

    var title: String {
      switch self {
      case .uuid: "UUID"
      case .serial: "serial number"
      case .fqdn: "full name"
      case .name: "host name"
      case .address: "IP address alone"
      }
    }
  }

  var observations: Observations
  /// For each row its machine; -1 where it is about something else.
  private(set) var machineOfRow: [Int32]
  /// The rows of a machine as a list: first row, last row, and the next of each row.
  private(set) var first: [Int32] = []
  private var last: [Int32] = []
  private var next: [Int32]

  private(set) var matched = [Int](repeating: 0, count: Key.allCases.count)
  /// Rows that were joined by their address alone, with the machine.
  private(set) var byAddress: [(row: Int, machine: Int)] = []
  /// Rows whose name fits several machines.
  private(set) var ambiguous: [(row: Int, count: Int)] = []

  // What is known of each machine while matching.
  private var uuids: [TextPool.ID] = []
  private var serials: [TextPool.ID] = []
  private var fullNames: [TextPool.ID] = []
  private var sites: [TextPool.ID] = []
  private var clusters: [TextPool.ID] = []
  private(set) var roles: [UInt8] = []
  private var sources: [SourceKind] = []
  private var lastTable: [UInt16] = []

  private var byUUID = Index()
  private var bySerial = Index()
  private var byFullName = Index()
  private var byLabel = Index()
  private var byNumber = Index()
  /// By the number that a machine has in the exports of one tool.
  private var byExport = Index()
  /// How often a table has an address; counted table by table.
  private var addressCounts: [TextPool.ID: Int] = [:]

  init(_ observations: Observations) {
    self.observations = observations
    machineOfRow = [Int32](repeating: -1, count: observations.rows.count)
    next = [Int32](repeating: -1, count: observations.rows.count)
    matchMachines()
    matchDetails()
  }

  var count: Int { first.count }
  var matchedCount: Int { matched.reduce(0, +) }

  /// The rows of a machine, in the order in which they joined it.
  func rows(of machine: Int) -> [Int] {
    var rows: [Int] = []
    var row = first[machine]
    while row >= 0 {
      rows.append(Int(row))
      row = next[Int(row)]
    }
    return rows
  }

  // MARK: Looking up

  /// Machines by the number of a text; mostly one.
  private struct Index {
    private var one: [TextPool.ID: Int32] = [:]
    private var more: [TextPool.ID: [Int32]] = [:]
    /// What so many machines share tells none from another; without an end to it, looking up would be quadratic.
    private static let most = 64

    mutating func add(_ key: TextPool.ID, _ machine: Int32) {
      guard key != 0 else { return }
      if let known = one[key] {
        guard known != machine, more[key]?.count ?? 0 < Self.most, more[key]?.contains(machine) != true else { return }
        more[key, default: []].append(machine)
      } else {
        one[key] = machine
      }
    }

    func machines(_ key: TextPool.ID) -> [Int32] {
      guard key != 0, let machine = one[key] else { return [] }
      guard let others = more[key] else { return [machine] }
      return [machine] + others
    }
  }

  /// The machine that a name means, for references and dependencies: by full name, else by the host's own name where
  /// only one has it.
  func machine(named text: String, where isWanted: (Int) -> Bool = { _ in true }) -> Int? {
    let name = MachineName(text)
    for (index, key) in [(byFullName, name.full), (byLabel, name.label)] {
      guard let id = observations.texts.existingNumber(of: key) else { continue }
      let found = index.machines(id).map(Int.init).filter(isWanted)
      if found.count == 1 { return found[0] }
      if found.count > 1 { return nil }
    }
    return nil
  }

  /// The machine that has a number in the exports of a tool, where only one has it.
  func machine(numbered text: String) -> Int? {
    guard let id = observations.texts.existingNumber(of: text) else { return nil }
    let found = byExport.machines(id)
    return found.count == 1 ? Int(found[0]) : nil
  }

  /// The machine that has an address, where only one has it.
  func machine(at address: String) -> Int? {
    guard let id = observations.texts.existingNumber(of: address) else { return nil }
    let found = byNumber.machines(id)
    return found.count == 1 ? Int(found[0]) : nil
  }

  // MARK: Matching

  /// The keys of a row.
  private struct Keys {
    var uuid: TextPool.ID = 0
    var swapped: TextPool.ID = 0
    var serial: TextPool.ID = 0
    var full: TextPool.ID = 0
    var isQualified = false
    var label: TextPool.ID = 0
    var otherFull: TextPool.ID = 0
    var addresses: [TextPool.ID] = []
    var export: TextPool.ID = 0
    var site: TextPool.ID = 0
    var cluster: TextPool.ID = 0
    var role: UInt8 = 0
  }

  private mutating func keys(of row: Int) -> Keys {
    var keys = Keys()
    for index in observations.facts(of: row) {
      let fact = observations.facts[index]
      switch Field(rawValue: fact.field) {
      case .uuid:
        if let uuid = MachineMarks.uuid(observations.texts[fact.value]) {
          keys.uuid = observations.texts.number(of: uuid)
          keys.swapped = observations.texts.number(of: MachineMarks.swapped(uuid))
        }
      case .serial:
        let text = observations.texts[fact.value]
        if let uuid = MachineMarks.uuid(ofSerial: text) {
          keys.uuid = observations.texts.number(of: uuid)
          keys.swapped = observations.texts.number(of: MachineMarks.swapped(uuid))
        } else if let serial = MachineMarks.serial(text) {
          keys.serial = observations.texts.number(of: serial)
        }
      case .name:
        let name = MachineName(observations.texts[fact.value])
        let full = observations.texts.number(of: name.full)
        if keys.full == 0 || name.isQualified && !keys.isQualified {
          keys.otherFull = keys.full
          keys.full = full
          keys.isQualified = name.isQualified
        } else {
          keys.otherFull = full
        }
        keys.label = observations.texts.number(of: name.label)
      case .fqdn:
        let name = MachineName(observations.texts[fact.value])
        let full = observations.texts.number(of: name.full)
        if name.isQualified {
          if keys.full != full { keys.otherFull = keys.full }
          keys.full = full
          keys.isQualified = true
        }
        if keys.label == 0 { keys.label = observations.texts.number(of: name.label) }
      case .address:
        for address in Addresses.parse(observations.texts[fact.value]) {
          keys.addresses.append(observations.texts.number(of: address))
        }
      case .exportID: keys.export = fact.value
      case .site: keys.site = fact.value
      case .cluster: keys.cluster = fact.value
      case .role: keys.role = Self.bit(observations.texts[fact.value])
      default: break
      }
    }
    return keys
  }

  private static func bit(_ role: String) -> UInt8 {
    Role(rawValue: role).flatMap { Role.allCases.firstIndex(of: $0) }.map { 1 << UInt8($0) } ?? 0
  }

  private static let carried = bit(Role.virtual.rawValue)
  private static let carrying = bit(Role.hypervisor.rawValue) | bit(Role.gear.rawValue)

  private mutating func matchMachines() {
    var table = -1
    for row in observations.rows.indices where observations.rows[row].thing == .machine {
      if Int(observations.rows[row].table) != table {
        table = Int(observations.rows[row].table)
        countAddresses(from: row)
      }
      let keys = keys(of: row)
      let repeats = observations.tables[table].repeats
      switch find(keys, row: row, table: UInt16(table), repeats: repeats) {
      case .found(let machine, let key):
        matched[key.rawValue] += 1
        if key == .address { byAddress.append((row, machine)) }
        join(row, to: machine, keys)
      case .duplicate(let machine, let key):
        let place = observations.location(Int(first[machine]))
        observations.asides.append(
          .init(
            table: UInt16(table), row: observations.rows[row].row, thing: Thing.machine.title,
            name: observations.value(.name, of: row), entryClass: .duplicate,
            reason: "has the \(key.title) of the machine in \(place)"))
        // Its names still lead to the machine.
        index(keys, Int32(machine))
      case .ambiguous(let count):
        ambiguous.append((row, count))
        start(row, keys)
      case .none: start(row, keys)
      }
    }
  }

  private mutating func countAddresses(from first: Int) {
    addressCounts.removeAll(keepingCapacity: true)
    let table = observations.rows[first].table
    var row = first
    while row < observations.rows.count, observations.rows[row].table == table {
      for index in observations.facts(of: row) where observations.facts[index].field == Field.address.rawValue {
        for address in Addresses.parse(observations.texts[observations.facts[index].value]) {
          addressCounts[observations.texts.number(of: address), default: 0] += 1
        }
      }
      row += 1
    }
  }

  private enum Found {
    case found(Int, Key)
    case duplicate(Int, Key)
    case ambiguous(Int)
    case none
  }

  private func find(_ keys: Keys, row: Int, table: UInt16, repeats: Bool) -> Found {
    let source = observations.source(of: row)
    func decided(_ machine: Int32, _ key: Key) -> Found {
      let machine = Int(machine)
      return lastTable[machine] == table && !repeats ? .duplicate(machine, key) : .found(machine, key)
    }
    for key in [keys.uuid, keys.swapped] {
      let found = byUUID.machines(key).filter { isOneKind(keys, Int($0)) }
      if found.count == 1 { return decided(found[0], .uuid) }
    }
    let bySerial = bySerial.machines(keys.serial).filter { isOneKind(keys, Int($0)) }
    if bySerial.count == 1 { return decided(bySerial[0], .serial) }
    func possible(_ machine: Int32) -> Bool {
      (lastTable[Int(machine)] != table || repeats) && agrees(keys, Int(machine), source, table)
    }
    if keys.isQualified {
      let found = byFullName.machines(keys.full).filter(possible)
      if found.count == 1 { return .found(Int(found[0]), .fqdn) }
    }
    for (index, key) in [(byFullName, keys.full), (byFullName, keys.otherFull), (byLabel, keys.label)] {
      let found = index.machines(key).filter(possible)
      if found.count == 1 { return .found(Int(found[0]), .name) }
      if found.count > 1 {
        let near = found.filter {
          keys.site != 0 && sites[Int($0)] == keys.site || keys.cluster != 0 && clusters[Int($0)] == keys.cluster
        }
        if near.count == 1 { return .found(Int(near[0]), .name) }
        if let one = unique(found, at: keys.addresses) { return .found(one, .name) }
        return .ambiguous(found.count)
      }
    }
    for address in keys.addresses where addressCounts[address] == 1 {
      let found = byNumber.machines(address)
      if found.count == 1, possible(found[0]) { return .found(Int(found[0]), .address) }
    }
    return .none
  }

  /// The one of several machines that has one of the addresses.
  private func unique(_ machines: [Int32], at addresses: [TextPool.ID]) -> Int? {
    for address in addresses {
      let found = byNumber.machines(address).filter { machines.contains($0) }
      if found.count == 1 { return Int(found[0]) }
    }
    return nil
  }

  private func isOneKind(_ keys: Keys, _ machine: Int) -> Bool {
    let both = keys.role | roles[machine]
    return both & Self.carried == 0 || both & Self.carrying == 0
  }

  /// Whether nothing else says that these are two.
  private func agrees(_ keys: Keys, _ machine: Int, _ source: SourceKind, _ table: UInt16) -> Bool {
    guard isOneKind(keys, machine) else { return false }
    if keys.isQualified, fullNames[machine] != 0, fullNames[machine] != keys.full { return false }
    guard sources[machine] == source, lastTable[machine] != table else { return true }
    // Two exports of one kind: what identifies must agree.
    if keys.uuid != 0, uuids[machine] != 0, keys.uuid != uuids[machine] { return false }
    if keys.serial != 0, serials[machine] != 0, keys.serial != serials[machine] { return false }
    return keys.site == 0 || sites[machine] == 0 || keys.site == sites[machine]
  }

  private mutating func start(_ row: Int, _ keys: Keys) {
    let machine = first.count
    first.append(-1)
    last.append(-1)
    uuids.append(0)
    serials.append(0)
    fullNames.append(0)
    sites.append(0)
    clusters.append(0)
    roles.append(0)
    sources.append(observations.source(of: row))
    lastTable.append(.max)
    join(row, to: machine, keys)
  }

  private mutating func join(_ row: Int, to machine: Int, _ keys: Keys) {
    append(row, to: machine)
    if uuids[machine] == 0 { uuids[machine] = keys.uuid }
    if serials[machine] == 0 { serials[machine] = keys.serial }
    if fullNames[machine] == 0, keys.isQualified { fullNames[machine] = keys.full }
    if sites[machine] == 0 { sites[machine] = keys.site }
    if clusters[machine] == 0 { clusters[machine] = keys.cluster }
    roles[machine] |= keys.role
    lastTable[machine] = observations.rows[row].table
    index(keys, Int32(machine))
  }

  private mutating func append(_ row: Int, to machine: Int) {
    machineOfRow[row] = Int32(machine)
    if last[machine] >= 0 { next[Int(last[machine])] = Int32(row) } else { first[machine] = Int32(row) }
    last[machine] = Int32(row)
  }

  private mutating func index(_ keys: Keys, _ machine: Int32) {
    byUUID.add(keys.uuid, machine)
    byExport.add(keys.export, machine)
    bySerial.add(keys.serial, machine)
    byFullName.add(keys.full, machine)
    byFullName.add(keys.otherFull, machine)
    byLabel.add(keys.label, machine)
    for address in keys.addresses { byNumber.add(address, machine) }
  }

  // MARK: Details

  /// Rows about parts of machines: those of the same export first, by UUID, else by name.
  private mutating func matchDetails() {
    for row in observations.rows.indices where observations.rows[row].thing == .detail {
      let keys = keys(of: row)
      let group = observations.tables[Int(observations.rows[row].table)].group
      var found = byExport.machines(keys.export).filter { sources[Int($0)] == observations.source(of: row) }
      if found.count != 1 { found = byUUID.machines(keys.uuid) }
      if found.count != 1 {
        let named = byFullName.machines(keys.full) + byLabel.machines(keys.label)
        var distinct: [Int32] = []
        for machine in named where !distinct.contains(machine) { distinct.append(machine) }
        let near = distinct.filter { machine in
          observations.tables[Int(observations.rows[Int(first[Int(machine)])].table)].group == group
        }
        found = near.isEmpty ? distinct : near
      }
      guard found.count == 1 else {
        observations.asides.append(
          .init(
            table: observations.rows[row].table, row: observations.rows[row].row, thing: Thing.detail.title,
            name: observations.value(keys.full == 0 && keys.export != 0 ? .exportID : .name, of: row),
            entryClass: .unplaced,
            reason: found.isEmpty ? "no file has a machine of that name" : "\(found.count) machines have that name"))
        continue
      }
      append(row, to: Int(found[0]))
      for address in keys.addresses { byNumber.add(address, found[0]) }
    }
  }
}

/// How much work a machine is, and how many waves it is prepared: by what becomes of it and how large it is. The first rule
/// that fits counts; a table with the columns `disposition` and `effort_hours` among the sources comes before these.
struct EffortRule: Sendable {
  var disposition: String
  /// Only machines of this class; nil for all.
  var machineClass: String?
  /// From so many GB in use on.
  var fromStorageGB: Double = 0
  var fromCores: Double = 0
  var hours: Double
  var leadWaves: Int
  var source: String

  func fits(disposition: String, machineClass: String, storageGB: Double, cores: Double) -> Bool {
    self.disposition == disposition && (self.machineClass ?? machineClass) == machineClass
      && storageGB >= fromStorageGB && cores >= fromCores
  }

  /// The rule in words.
  var title: String {
    let size =
      (fromStorageGB > 0 ? " from \(Int(fromStorageGB)) GB" : "")
      + (fromCores > 0 ? " from \(Int(fromCores)) cores" : "")
    return
      "\(disposition)\(machineClass.map { " a \($0)" } ?? "")\(size): \(Int(hours)) h of work, prepared over \(leadWaves) "
      + (leadWaves == 1 ? "wave" : "waves")
  }

  static let large = 10_240.0

  static let known: [EffortRule] = [
    .init(disposition: "retire", machineClass: "template", hours: 1, leadWaves: 1, source: "assumption"),
    .init(disposition: "retire", hours: 4, leadWaves: 1, source: "assumption"),
    .init(disposition: "retain", hours: 0, leadWaves: 1, source: "it stays"),
    .init(disposition: "relocate", hours: 6, leadWaves: 1, source: "assumption: a move of the hypervisor's own tools"),
    .init(
      disposition: "rehost", fromStorageGB: large, hours: 24, leadWaves: 1,
      source: "assumption; the threshold is a tier of kubev2v's complexity scale"),
    .init(
      disposition: "rehost", hours: 16, leadWaves: 1,
      source: "between a factory's 3 h (4 architects move 50 servers a week) and 32 to 72 h (InfoWorld 2017)"),
    .init(disposition: "replatform", fromStorageGB: large, hours: 28, leadWaves: 2, source: "assumption; as above"),
    .init(
      disposition: "replatform", hours: 20, leadWaves: 2, source: "VirtaMove: two older Windows servers a person-week"),
    .init(
      disposition: "repurchase", hours: 60, leadWaves: 3, source: "assumption: data and people move, not the machine"),
    .init(disposition: "refactor", hours: 160, leadWaves: 4, source: "assumption: a month of two developers"),
  ]
}

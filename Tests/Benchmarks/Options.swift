/// What every benchmark takes: `--runs N --machine TEXT --date DATE --out FILE`, and names of instances.
struct Options {
  var runs = 5
  var machine = ""
  var date = ""
  /// Where the table is written beside standard output.
  var out: String?
  var names: [String] = []

  init(_ arguments: some Sequence<String>) {
    var rest = Array(arguments)[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--runs": runs = max(1, Int(value(argument, &rest)) ?? 5)
      case "--machine": machine = value(argument, &rest)
      case "--date": date = value(argument, &rest)
      case "--out": out = value(argument, &rest)
      default:
        guard !argument.hasPrefix("-") else { fatalError("unknown option \(argument)") }
        names.append(argument)
      }
    }
  }

  private func value(_ name: String, _ rest: inout ArraySlice<String>) -> String {
    guard let value = rest.popFirst() else { fatalError("\(name) needs a value") }
    return value
  }
}

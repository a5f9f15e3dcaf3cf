import EstateGeneration
import Estates

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `estate-generator automaker --out DIR` writes the automaker that ships, byte for byte; `estate-generator scaled
/// --workloads N --dependencies M --seed S --out DIR` an estate of the same families of any size, and `estate-generator
/// actuals ESTATE PLAN [--then DATE PLAN]… [--as-of DATE] --out DIR` an estate up to two years into a plan, and into those that
/// took its place on their days, with what happened so far.
@main
struct EstateGenerator {
  static let usage = """
    usage: estate-generator automaker --out DIR
           estate-generator scaled --workloads N --dependencies M [--seed S] --out DIR
           estate-generator actuals ESTATE PLAN [--then DATE PLAN]... [--as-of DATE] --out DIR

    """

  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.first == "actuals" {
      invent(Array(arguments.dropFirst()))
      return
    }
    var options: [String: String] = [:]
    var position = 1
    while position + 1 < arguments.count {
      options[arguments[position]] = arguments[position + 1]
      position += 2
    }
    guard let folder = options["--out"], position == arguments.count, let blueprint = blueprint(arguments[0], options)
    else {
      say(usage)
      exit(64)
    }
    do {
      var output = try OutputFolder(folder)
      try withoutActuallyEscaping({ (file: String, piece: [UInt8]) in try output.append(piece, to: file) }) { sink in
        try GeneratedEstate.write(blueprint, to: sink)
      }
      try output.close()
    } catch {
      say("error: \(error)\n")
      exit(74)
    }
  }

  static func invent(_ arguments: [String]) {
    var rest = arguments.dropFirst(2)
    var later: [(day: Day, path: String)] = []
    var asOf: Day?
    var out: String?
    while let option = rest.popFirst() {
      switch option {
      case "--then":
        guard let day = rest.popFirst().flatMap({ Day($0) }), let path = rest.popFirst() else { break }
        later.append((day, path))
      case "--as-of": asOf = rest.popFirst().flatMap { Day($0) }
      case "--out": out = rest.popFirst()
      default: break
      }
    }
    let given = 2 + 3 * later.count + (asOf == nil ? 0 : 2) + 2
    guard let out, arguments.count == given else {
      say(usage)
      exit(64)
    }
    do {
      try Invention.write(estate: arguments[0], plan: arguments[1], then: later, asOf: asOf, to: out)
    } catch {
      say("error: \(error)\n")
      exit(65)
    }
  }

  static func blueprint(_ kind: String, _ options: [String: String]) -> Blueprint? {
    switch kind {
    case "automaker": return options.count == 1 ? .automaker : nil
    case "scaled":
      guard let workloads = options["--workloads"].flatMap(Int.init), workloads >= 100,
        let dependencies = options["--dependencies"].flatMap(Int.init), dependencies >= 100,
        let seed = UInt64(options["--seed"] ?? "1")
      else { return nil }
      return .scaled(workloads: workloads, dependencies: dependencies, seed: seed)
    default: return nil
    }
  }

  static func say(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(2, bytes, bytes.count)
  }
}

/// A folder into which the files of an estate are written, piece by piece, each in one go.
struct OutputFolder {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  let path: String
  private var descriptors: [String: Int32] = [:]

  init(_ path: String) throws {
    self.path = path
    if mkdir(path, 0o755) != 0, errno != EEXIST { throw Failure(description: "cannot make \(path)") }
  }

  mutating func append(_ piece: [UInt8], to file: String) throws {
    let descriptor: Int32
    if let known = descriptors[file] {
      descriptor = known
    } else {
      descriptor = open(path + "/" + file, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
      guard descriptor >= 0 else { throw Failure(description: "cannot write \(path)/\(file)") }
      descriptors[file] = descriptor
    }
    var written = 0
    while written < piece.count {
      let count = piece.withUnsafeBytes { write(descriptor, $0.baseAddress! + written, piece.count - written) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Failure(description: "cannot write \(path)/\(file)") }
      written += count
    }
  }

  func close() throws {
    for descriptor in descriptors.values {
      #if canImport(Glibc)
        let status = Glibc.close(descriptor)
      #else
        let status = Darwin.close(descriptor)
      #endif
      guard status == 0 else { throw Failure(description: "cannot finish a file in \(path)") }
    }
  }
}

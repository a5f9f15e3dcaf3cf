import Documents
import Estates

/// A program with some values set otherwise, before anything is made of it.
///
///     rules.3.perWave=500                    the fourth rule
///     rules.EMEA factory.perWave=[200,400]   the rule of that name
///     /rules/EMEA factory/perWave=500        the same as a JSON pointer, for names with a point
///     rules.-={"rule":"freeze",…}            one rule more, at the end
///     calendar.lastCutover=2028-12-31        what is no JSON is a text
///     parallelRunDays=null                   takes the key away
///
/// Whatever is set goes through the same reading as the rest of the program, so that a wrong value is found like one in
/// the file; its place is then what was written on the command line.
struct ProgramOverriding {
  private(set) var root: JSONNode
  private(set) var applied: [ProgramOverride] = []
  private(set) var findings: [Finding] = []

  init(_ root: JSONNode) { self.root = root }

  /// Where the places of such values begin.
  static let flag = "--set "

  /// Sets what `written`, a path, an equals sign and a value, says.
  mutating func set(_ written: String) {
    let place = SourceLocation(file: Self.flag + written)
    let parts = written.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[0].isEmpty else {
      findings.append(
        Finding(.error, .override, "\(quoted(written)) sets nothing", at: place, help: "write PATH=VALUE"))
      return
    }
    let segments = Self.segments(of: parts[0])
    do throws(Misfit) {
      let value = try Self.value(parts[1], place)
      var pointer = ""
      let changed = try Self.put(value, at: segments[...], in: root, place, pointer: &pointer)
      root = changed
      applied.append(ProgramOverride(path: pointer, value: CanonicalJSON.text(JSONValue(value))))
    } catch {
      findings.append(Finding(.error, .override, error.message, at: place, help: error.help))
    }
  }

  // MARK: Steps

  private struct Misfit: Error {
    var message: String
    var help: String?
  }

  /// `/a/b` as a JSON pointer, `a.b` by its points.
  private static func segments(of path: String) -> [String] {
    if !path.hasPrefix("/") { return path.split(separator: ".", omittingEmptySubsequences: false).map(String.init) }
    return path.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map { segment in
      // RFC 6901: ~1 is a slash, ~0 a tilde.
      var text = ""
      var isEscaped = false
      for character in segment {
        if isEscaped {
          text += character == "1" ? "/" : character == "0" ? "~" : "~\(character)"
          isEscaped = false
        } else if character == "~" {
          isEscaped = true
        } else {
          text.append(character)
        }
      }
      return text + (isEscaped ? "~" : "")
    }
  }

  private static func value(_ text: String, _ place: SourceLocation) throws(Misfit) -> JSONNode {
    guard let node = try? JSONReader.read(Array(text.utf8), file: place.file) else {
      // A date or a name needs no quotes; what begins like JSON was meant to be JSON.
      if let first = text.unicodeScalars.first, ["{", "[", "\""].contains(first) {
        throw Misfit(message: "\(quoted(text)) begins like JSON and is none", help: "quote it for the shell: '…'")
      }
      return JSONNode(kind: .string(text), location: place)
    }
    return placed(node, place)
  }

  /// The value with the place of the command line, and pointers within it.
  private static func placed(_ node: JSONNode, _ place: SourceLocation) -> JSONNode {
    func at(_ location: SourceLocation) -> SourceLocation {
      var moved = place
      moved.label = location.label.flatMap { $0.isEmpty ? nil : $0 }
      return moved
    }
    let kind: JSONNode.Kind
    switch node.kind {
    case .null, .bool, .number, .string: kind = node.kind
    case .array(let elements): kind = .array(elements.map { placed($0, place) })
    case .object(let members):
      kind = .object(
        members.map {
          JSONNode.Member(key: $0.key, keyLocation: at($0.keyLocation), value: placed($0.value, place))
        })
    }
    return JSONNode(kind: kind, location: at(node.location))
  }

  private static func put(
    _ value: JSONNode, at path: ArraySlice<String>, in node: JSONNode, _ place: SourceLocation, pointer: inout String
  ) throws(Misfit) -> JSONNode {
    guard let segment = path.first else { return value }
    let isLast = path.count == 1
    var isRemoved = false
    if isLast, case .null = value.kind { isRemoved = true }
    let here = pointer.isEmpty ? "the program" : quoted(pointer)
    var result = node
    switch node.kind {
    case .object(var members):
      pointer += "/" + escaped(segment)
      if let index = members.firstIndex(where: { $0.key == segment }) {
        if isRemoved {
          members.remove(at: index)
        } else {
          members[index].value = try put(
            value, at: path.dropFirst(), in: members[index].value, place, pointer: &pointer)
        }
      } else if isLast && !isRemoved {
        members.append(JSONNode.Member(key: segment, keyLocation: place, value: value))
      } else {
        let near = Suggestion.best(for: segment, among: members.map(\.key)).map { "did you mean '\($0)'?" }
        throw Misfit(
          message: "\(here) has no \(quoted(segment))",
          help: near ?? "it has " + members.map(\.key).joined(separator: ", "))
      }
      result.kind = .object(members)
    case .array(var elements):
      if segment == "-" {
        if !isLast || isRemoved {
          throw Misfit(message: "'-' is the place behind the last of \(here)", help: "set it to a value of its own")
        }
        elements.append(value)
        pointer += "/-"
      } else {
        let index = try index(segment, of: elements, here)
        pointer += "/\(index)"
        if isRemoved {
          elements.remove(at: index)
        } else {
          elements[index] = try put(value, at: path.dropFirst(), in: elements[index], place, pointer: &pointer)
        }
      }
      result.kind = .array(elements)
    case .null, .bool, .number, .string:
      throw Misfit(message: "\(here) is a single value and has no \(quoted(segment))")
    }
    return result
  }

  /// A place by its number from 0, or by the name of what stands there.
  private static func index(_ segment: String, of elements: [JSONNode], _ here: String) throws(Misfit) -> Int {
    if let number = Int(segment), segment.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      if elements.indices.contains(number) { return number }
      throw Misfit(
        message: "\(here) has no place \(number)",
        help: elements.isEmpty ? "the list is empty" : "places are 0 to \(elements.count - 1), '-' is behind the last")
    }
    let names = elements.map { element -> String? in
      if case .string(let name)? = element["name"]?.kind { return name }
      return nil
    }
    let found = names.indices.filter { names[$0] == segment }
    if found.count == 1 { return found[0] }
    if found.count > 1 {
      throw Misfit(
        message: "\(here) has \(found.count) of the name \(quoted(segment))",
        help: "give the place: " + found.map(String.init).joined(separator: ", "))
    }
    let known = names.compactMap { $0 }
    throw Misfit(
      message: "\(here) has nothing of the name \(quoted(segment))",
      help: Suggestion.best(for: segment, among: known).map { "did you mean '\($0)'?" }
        ?? (known.isEmpty ? "give a place from 0" : "names are " + known.joined(separator: ", ")))
  }

  private static func escaped(_ segment: String) -> String {
    var text = ""
    for character in segment { text += character == "~" ? "~0" : character == "/" ? "~1" : String(character) }
    return text
  }
}

extension SourceLocation {
  /// What is there was set on the command line, not in a file.
  package var isOverride: Bool { file.hasPrefix(ProgramOverriding.flag) }

  /// The line of the program there; nil where it was set on the command line, which the place shows whole.
  func excerpt(in bytes: [UInt8]) -> SourceExcerpt? {
    isOverride ? nil : SourceExcerpt(in: bytes, line: line, column: column)
  }
}

extension FindingCode {
  package static let override = FindingCode(
    "PRG030", "a value to be set that does not fit the program",
    explanation: """
      --set PATH=VALUE puts a value into the program for one run. The path goes from the program inward, by keys, places \
      from 0 and names of rules, with points (rules.3.perWave) or as a JSON pointer (/rules/3/perWave); '-' is the place \
      behind the last. The value is JSON, or a text without quotes; null takes away what is there.
      """,
    fix: "correct the path; 'program.json' shows what there is")
}

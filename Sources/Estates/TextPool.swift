/// The distinct texts of an estate, each with a dense number: a cell of a table is one `TextPool.ID`.
///
/// Number 0 is the empty text, that is "not known". Equal texts have equal numbers, so keys and `by` values are compared
/// by number, byte for byte as the contract demands, and a selector looks at each distinct text once.
package struct TextPool: Sendable {
  package typealias ID = Int32

  package private(set) var texts: [String] = [""]
  private var numbers: [String: ID] = ["": 0]

  package init() {}

  /// The number of `text`, given now where it had none.
  package mutating func number(of text: String) -> ID {
    if let known = numbers[text] { return known }
    let fresh = ID(texts.count)
    texts.append(text)
    numbers[text] = fresh
    return fresh
  }

  /// The number of `text`, where the estate has it anywhere.
  package func existingNumber(of text: String) -> ID? { numbers[text] }

  package subscript(id: ID) -> String { texts[Int(id)] }
}

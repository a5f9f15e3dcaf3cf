/// A JSON value as it was read, with its place in the file.
///
/// `JSONReader` makes it: strict RFC 8259, no trailing comma, duplicate keys reported, depth bounded.
package struct JSONNode: Sendable {
  package enum Kind: Sendable {
    case null
    case bool(Bool)
    /// The value and the text it was written as.
    case number(Double, text: String)
    case string(String)
    case array([JSONNode])
    case object([Member])
  }

  package struct Member: Sendable {
    package var key: String
    package var keyLocation: SourceLocation
    package var value: JSONNode

    package init(key: String, keyLocation: SourceLocation, value: JSONNode) {
      self.key = key
      self.keyLocation = keyLocation
      self.value = value
    }
  }

  package var kind: Kind
  /// File, line and column of the value; the label is its JSON pointer.
  package var location: SourceLocation

  package init(kind: Kind, location: SourceLocation) {
    self.kind = kind
    self.location = location
  }

  /// The member of that key, where this is an object that has one.
  package subscript(key: String) -> JSONNode? {
    guard case .object(let members) = kind else { return nil }
    return members.first { $0.key == key }?.value
  }
}

/// Names of the rows and columns of a model, one after the other in one buffer: millions of them cost no more than their
/// letters.
///
///     var names = NameList()
///     names.append("left[APP-0042,w12]")
///     names[0] == "left[APP-0042,w12]"
package struct NameList: Sendable {
  private(set) var bytes: [UInt8] = []
  private var ends: [Int] = []

  package init() {}

  package var count: Int { ends.count }

  package mutating func append(_ name: String) {
    bytes.append(contentsOf: name.utf8)
    ends.append(bytes.count)
  }

  package func bytes(of number: Int) -> ArraySlice<UInt8> { bytes[(number == 0 ? 0 : ends[number - 1])..<ends[number]] }

  package subscript(number: Int) -> String { String(decoding: bytes(of: number), as: UTF8.self) }

  /// The number of each name.
  package func numbers() -> [String: Int] {
    var numbers: [String: Int] = [:]
    numbers.reserveCapacity(count)
    for number in 0..<count { numbers[self[number]] = number }
    return numbers
  }
}

/// A row of a sheet while it is being read: its number, and its cells that hold something, from left to right.
///
///     for cell in row.cells { … cell.column, cell.kind, row.text(of: cell), row.reference(of: cell) … }
package struct SheetRow: Sendable {
  package struct Cell: Hashable, Sendable {
    /// From 1.
    package internal(set) var column: Int
    package internal(set) var kind: CellKind
    /// The number of a shared text; -1 where the text stands in the row's own bytes.
    var shared: Int
    var start: Int
    var count: Int
  }

  /// From 1, as the sheet counts.
  package internal(set) var number = 0
  /// Empty cells are left out.
  package internal(set) var cells: [Cell] = []
  var bytes: [UInt8] = []
  let strings: SharedStrings

  /// The bytes of a cell's text, which are UTF-8, with the white space that stands there.
  package func withBytes<Result>(of cell: Cell, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if cell.shared < 0 {
      return bytes.withUnsafeBufferPointer {
        body(UnsafeBufferPointer(rebasing: $0[cell.start..<cell.start + cell.count]))
      }
    }
    return strings.bytes.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[cell.start..<cell.start + cell.count]))
    }
  }

  package func text(of cell: Cell) -> String { withBytes(of: cell) { String(decoding: $0, as: UTF8.self) } }

  /// `C118`.
  package func reference(of cell: Cell) -> String { CellReference.text(row: number, column: cell.column) }
}

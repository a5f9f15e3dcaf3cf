import Documents
import Estates

/// References from table to table: cells that are the key of a row elsewhere.
extension EstateReading {
  /// The row for each cell of a column; `Estate.none` for empty cells and for those that were reported.
  ///
  /// `isRequired`: an empty cell is an error.
  mutating func references(
    _ table: TableReading, _ column: String, to index: KeyIndex, of target: InventoryTable, isRequired: Bool = false
  ) -> [Int32] {
    let cells = table.texts(column)
    return cells.indices.map { row in
      let key = cells[row]
      guard key != 0 else {
        if isRequired {
          table.report(.error, .emptyCell, row: row, column: column, into: &findings) {
            ("row without '\(column)'", nil)
          }
        }
        return Estate.none
      }
      let found = index[key]
      if found == Estate.none { reportUnknown(key, table, row: row, column: column, of: target, .error) }
      return found
    }
  }

  /// Reports a key that the table it refers to does not have.
  mutating func reportUnknown(
    _ key: TextPool.ID, _ table: TableReading, row: Int, column: String, of target: InventoryTable,
    _ severity: Finding.Severity
  ) {
    // A table that is there and could not be read has been reported; what it would have is not known.
    if tables[target] == nil, inputs.contains(where: { $0.file == target.file }) { return }
    let texts = texts
    let known = tables[target]
    table.report(severity, .unknownReference, row: row, column: column, into: &findings) {
      let written = texts[key]
      guard let known else {
        return (
          "unknown \(target.thing) \(quoted(written)): there is no \(target.file)",
          "add \(target.file), or clear the cell"
        )
      }
      let keys = known.texts(target.key[0])
      let near = texts.suggestion(for: written, among: keys)
      return (
        "unknown \(target.thing) \(quoted(written))" + (severity == .error ? "" : "; the row is ignored"),
        near.map { "did you mean '\($0)'?" }
      )
    }
  }

  /// References to places, which exist as soon as a host or a workload names them: adds those that no table declares.
  mutating func places(
    _ table: TableReading, _ column: String, of place: InventoryTable, isRequired: Bool = false
  ) -> [Int32] {
    let cells = table.texts(column)
    return cells.indices.map { row in
      let key = cells[row]
      guard key != 0 else {
        if isRequired {
          table.report(.error, .emptyCell, row: row, column: column, into: &findings) {
            ("row without '\(column)'", nil)
          }
        }
        return Estate.none
      }
      let known = index(of: place)[key]
      if known != Estate.none { return known }
      let fresh = add(key, to: place)
      let texts = texts
      let declared = tables[place]
      table.report(.warning, .undeclaredPlace, row: row, column: column, into: &findings) {
        let keys = declared?.texts(place.key[0]) ?? []
        let near = texts.suggestion(for: texts[key], among: keys)
        return (
          "\(place.thing) \(quoted(texts[key])) has no row in \(place.file); it exists without costs",
          near.map { "did you mean '\($0)'?" } ?? "add a row for it to \(place.file)"
        )
      }
      return fresh
    }
  }

  private func index(of place: InventoryTable) -> KeyIndex {
    switch place {
    case .sites: siteIndex
    case .racks: rackIndex
    case .clusters: clusterIndex
    default: preconditionFailure("only sites, racks and clusters exist without a row of their own")
    }
  }

  private mutating func add(_ key: TextPool.ID, to place: InventoryTable) -> Int32 {
    switch place {
    case .sites:
      sites.keys.append(key)
      siteIndex[key] = Int32(sites.keys.count - 1)
      return siteIndex[key]
    case .racks:
      racks.keys.append(key)
      rackIndex[key] = Int32(racks.keys.count - 1)
      return rackIndex[key]
    case .clusters:
      clusters.keys.append(key)
      clusterIndex[key] = Int32(clusters.keys.count - 1)
      return clusterIndex[key]
    default: preconditionFailure("only sites, racks and clusters exist without a row of their own")
    }
  }
}

import Documents

/// Which reader knows a table, and what the nearest one lacks where none does.
///
/// A table is known by its headers: all columns that a schema requires, and as many of its marks as it asks for. Of several
/// schemas that fit the one that understands most columns is taken; a sheet or file of the tab's name comes first, whatever
/// its columns, so that a damaged one is called by its name.
struct Recognition {
  enum Result {
    case known(TableSchema)
    /// Named like a tab, without the columns that it needs.
    case damaged(TableSchema, lacks: [String])
    case unknown(nearest: TableSchema?, lacks: [String])
  }

  let schemas: [TableSchema]

  func recognise(_ table: TextTable) -> Result { recognise(table.columns, tab: Self.tab(of: table)) }

  /// Whether these cells are the header of a table that some reader knows.
  func isHeader(_ cells: [String]) -> Bool {
    guard cells.count > 1, case .known = recognise(cells, tab: "") else { return false }
    return true
  }

  private func recognise(_ columns: [String], tab: String) -> Result {
    let names = Set(columns.flatMap { Self.names(of: $0) })
    var best: (schema: TableSchema, score: Int)?
    var nearest: (schema: TableSchema, share: Double, lacks: [String])?
    for schema in schemas {
      let lacks = schema.columns.filter { $0.isRequired && !$0.names.contains { names.contains($0) } }.map(\.title)
      let marks = schema.marks.filter { names.contains($0) }.count
      let isForbidden = schema.forbidden.contains { names.contains($0) }
      // The table of an estate is known by its file's name, too, but a file of that name need not be one.
      let isOfEstate =
        lacks.isEmpty && !isForbidden && (schema.estateTable.map { HeaderName.squeezed($0.rawValue) == tab } ?? false)
      let isNamed = schema.tab != nil && schema.tab == tab || isOfEstate
      let fits =
        lacks.isEmpty && (isNamed || marks >= schema.marksNeeded) && !isForbidden
        // A tab of a plain name is only told by its name.
        && (isNamed || schema.tab == nil || schema.marksNeeded > 0)
      if isNamed && !fits { return .damaged(schema, lacks: lacks) }
      let understood = schema.columns.count { $0.names.contains { names.contains($0) } }
      if fits {
        let score = understood + marks + (isNamed ? 1000 : 0)
        if score > best?.score ?? -1 { best = (schema, score) }
      } else {
        let wanted = schema.columns.count(where: \.isRequired) + schema.marksNeeded
        let missing = lacks.count + max(0, schema.marksNeeded - marks)
        let share = wanted == 0 ? 0 : Double(wanted - missing) / Double(wanted) + Double(understood) / 1000
        let missed = lacks + (marks < schema.marksNeeded ? schema.marks.filter { !names.contains($0) } : [])
        if understood > 0, schema.estateTable == nil, share > nearest?.share ?? 0 { nearest = (schema, share, missed) }
      }
    }
    if let best { return .known(best.schema) }
    return .unknown(nearest: nearest?.schema, lacks: nearest?.lacks ?? [])
  }

  /// The names by which a header may be known.
  static func names(of title: String) -> [String] {
    let name = HeaderName(title)
    return name.base == name.full ? [name.full] : [name.full, name.base]
  }

  /// `vinfo` for a sheet vInfo and for a file `RVTools_tabvInfo.csv`.
  static func tab(of table: TextTable) -> String {
    if let sheet = table.sheet { return HeaderName.squeezed(sheet) }
    let name = table.file.split(separator: "/").last.map(String.init) ?? table.file
    let stem = HeaderName.squeezed(name.lastIndex(of: ".").map { name[..<$0] } ?? name[...])
    // What follows the last `tab` of an RVTools file.
    guard stem.hasPrefix("rvtools") || stem.hasPrefix("vcexport"), let range = Self.lastTab(stem) else { return stem }
    return String(stem[range...])
  }

  private static func lastTab(_ stem: String) -> String.Index? {
    let bytes = Array(stem.utf8)
    var position = bytes.count - 3
    while position >= 0 {
      if bytes[position...].starts(with: Array("tab".utf8)) {
        return stem.utf8.index(stem.utf8.startIndex, offsetBy: position + 3)
      }
      position -= 1
    }
    return nil
  }
}

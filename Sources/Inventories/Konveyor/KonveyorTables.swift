import Documents

/// The application inventory of Konveyor: a row of type 1 is an application with its tags, one of type 2 says that it needs
/// another (southbound) or is needed by it (northbound).
///
/// Read in the project's own templates and test files, of all three generations of headers: with and without the columns of
/// binaries and repositories, with and without owner, tags as `Tag Category n` or `Tag Type n`. The header tells which one it
/// is, not the number of columns. Konveyor knows no machines: without another file its applications themselves are what
/// moves.
enum KonveyorTables {
  static let schemas: [TableSchema] = [applications]

  static let applications = TableSchema(
    "Konveyor, applications", .konveyor, .application, prefix: "konveyor",
    marks: ["businessservice", "dependencydirection", "tagcategory1", "tagtype1", "binaryartifact", "comments"],
    marksNeeded: 2,
    ignored: """
      binarygroup binaryartifact binaryversion binarypackaging repositorytype repositoryurl repositorybranch repositorypath
      contributors
      """,
    [
      ColumnMeaning(.entryClass, .text, "Record Type 1", "Record Type", required: true),
      ColumnMeaning(.name, .line, "Application Name", required: true),
      ColumnMeaning(.businessUnit, .line, "Business Service"), ColumnMeaning(.owner, .line, "Owner"),
      ColumnMeaning(.target, .line, "Dependency"), ColumnMeaning(.kind, .text, "Dependency Direction"),
    ]
      + (1...20).flatMap { number in
        [
          ColumnMeaning(.tagKey, .line, "Tag Category \(number)", "Tag Type \(number)"),
          ColumnMeaning(.tagValue, .line, "Tag \(number)"),
        ]
      }
  ) { row in
    let type = row[.entryClass] ?? ""
    row[.entryClass] = nil
    switch type {
    case "1":
      row[.target] = nil
      row[.kind] = nil
      row.readTagPairs()
    case "2": readDependency(&row)
    default: row.aside = (.unreadable, type.isEmpty ? "no record type" : "record type '\(type)' is neither 1 nor 2")
    }
  }

  private static func readDependency(_ row: inout RowFacts) {
    let direction = (row[.kind] ?? "southbound").lowercased()
    guard direction == "southbound" || direction == "northbound" else {
      row.aside = (.unreadable, "'\(direction)' is neither southbound nor northbound")
      return
    }
    guard row[.name] != nil, row[.target] != nil else {
      row.aside = (.unreadable, "a dependency without its two ends")
      return
    }
    row.thing = .dependency
    let (application, other) = (row.take(.name), row.take(.target))
    row.facts.removeAll()
    row.put(application, direction == "southbound" ? .source : .target)
    row.put(other, direction == "southbound" ? .target : .source)
  }
}

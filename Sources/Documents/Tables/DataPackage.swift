/// The description of a folder of CSV files by which Power BI, Frictionless and others load it without asking:
/// `datapackage.json` (Data Package, version 1, with Table Schema).
package enum DataPackage {
  package static let file = "datapackage.json"

  /// How a reader gets back a text that a spreadsheet would run.
  package static let textRule =
    "A text cell that a spreadsheet would take for a formula has an apostrophe in front: take one away from each text "
    + "that begins with an apostrophe and goes on, behind further apostrophes and blanks, with one of = + - @."

  /// - Parameters:
  ///   - name: small letters, digits, `-`.
  ///   - details: further members of the package, such as what it was made from.
  package static func json(
    name: String, title: String, tables: [DataTable], details: [(String, JSONValue)] = []
  ) -> JSONValue {
    .object(
      [
        ("profile", "tabular-data-package"), ("name", .string(name)), ("title", .string(title)),
        ("description", .string(textRule)),
      ] + details + [("resources", .array(tables.map(resource)))])
  }

  private static func resource(_ table: DataTable) -> JSONValue {
    .object([
      ("profile", "tabular-data-resource"), ("name", .string(table.name.replacing("_", with: "-"))),
      ("title", .string(table.title)), ("path", .string(table.name + ".csv")), ("format", "csv"),
      ("mediatype", "text/csv"), ("encoding", "utf-8"), ("bytes", .integer(table.csv.count)),
      ("hash", .string("sha256:" + SHA256.hexadecimal(of: table.csv))),
      ("schema", schema(table)),
    ])
  }

  private static func schema(_ table: DataTable) -> JSONValue {
    var members: [(String, JSONValue)] = [
      (
        "fields",
        .array(
          table.columns.map { column in
            var field: [(String, JSONValue)] = [
              ("name", .string(column.name)), ("type", .string(type(column.kind))),
              ("description", .string(column.meaning)),
            ]
            if table.key.contains(column.name) { field.append(("constraints", .object([("required", .bool(true))]))) }
            return .object(field)
          })
      ), ("missingValues", .array([""])),
    ]
    if !table.key.isEmpty { members.append(("primaryKey", .array(table.key.map { .string($0) }))) }
    if !table.references.isEmpty {
      members.append(
        (
          "foreignKeys",
          .array(
            table.references.map { reference in
              .object([
                ("fields", .array([.string(reference.column)])),
                (
                  "reference",
                  .object([
                    ("resource", .string(reference.table.replacing("_", with: "-"))),
                    ("fields", .array([.string(reference.key)])),
                  ])
                ),
              ])
            })
        ))
    }
    return .object(members)
  }

  private static func type(_ kind: DataTable.Kind) -> String {
    switch kind {
    case .text: "string"
    case .whole: "integer"
    case .number, .money, .share: "number"
    case .date: "date"
    case .flag: "boolean"
    }
  }
}

/// What a cell of a sheet holds. Whatever the kind, the cell has a text; this says how the text came about.
///
/// | kind | text |
/// |---|---|
/// | `text` | as it stands in the sheet |
/// | `number` | the shortest decimal that is the same number: `16384`, `0.1` |
/// | `boolean` | `TRUE` or `FALSE` |
/// | `date` | a civil date `2026-05-01` |
/// | `dateTime` | `2026-05-01 13:45:10`, to the second, in no zone |
/// | `time` | a time of day `13:45:10` |
/// | `error` | the word of the spreadsheet, such as `#N/A` |
/// | `empty` | none |
package enum CellKind: UInt8, Hashable, Sendable {
  case empty, text, number, boolean, date, dateTime, time, error
}

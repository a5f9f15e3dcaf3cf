import Documents

/// What a table of some tool looks like: the columns by which it is known, and what each of them says.
///
/// All readers are such descriptions. Where a column needs more than a conversion, `finish` sees the row with all its facts.
struct TableSchema: Sendable {
  /// As messages call it: `RVTools, tab vInfo`.
  var name: String
  var source: SourceKind
  var thing: Thing
  /// What every row is, where the table is about one sort of machine.
  var role: Role?
  var columns: [ColumnMeaning]
  /// The name of the sheet, or the end of the file's name, in small letters without spaces: it makes the table one of
  /// these even where columns that it needs are missing, so that the message can say so.
  var tab: String?
  /// Columns that say nothing an estate has a place for (squeezed); they are not kept.
  var ignored: Set<String> = []
  /// Columns that make the table known, beside those that are required: so many of them must be there.
  var marks: [String] = []
  var marksNeeded = 0
  /// Columns with which a table is of another kind.
  var forbidden: [String] = []
  /// False where columns that are not understood are counted in the report, and not kept.
  var keepsOthers = true
  /// The beginning of an attribute's name where it would hide a column of the estate.
  var prefix: String
  /// Words that the tool writes into cells without data.
  var blankWords: Set<String> = []
  /// Rows of one thing may stand several times.
  var repeats = false
  /// What it says counts only where no other table of the same tool says it.
  var isFallback = false
  /// A thing has a row for each time at which it was looked at: the 95th percentile of the samples counts.
  var isSampled = false
  /// The table of an estate that it is; its columns keep their names.
  var estateTable: InventoryTable?
  var finish: (@Sendable (inout RowFacts) -> Void)?

  init(
    _ name: String, _ source: SourceKind, _ thing: Thing, role: Role? = nil, tab: String? = nil, prefix: String,
    marks: [String] = [], marksNeeded: Int? = nil, forbidden: [String] = [], ignored: String = "",
    keepsOthers: Bool = true, blankWords: Set<String> = [], repeats: Bool = false, isFallback: Bool = false,
    _ columns: [ColumnMeaning],
    finish: (@Sendable (inout RowFacts) -> Void)? = nil
  ) {
    self.name = name
    self.source = source
    self.thing = thing
    self.role = role
    self.tab = tab
    self.prefix = prefix
    self.marks = marks
    self.marksNeeded = marksNeeded ?? marks.count
    self.forbidden = forbidden
    self.ignored = Set(ignored.split { $0 == " " || $0 == "\n" }.map(String.init))
    self.keepsOthers = keepsOthers
    self.blankWords = blankWords
    self.repeats = repeats
    self.isFallback = isFallback
    self.columns = columns
    self.finish = finish
  }
}

/// A column: the names that it goes by, the field that it fills, and how.
struct ColumnMeaning: Sendable {
  var field: UInt16
  /// Squeezed: as `HeaderName.full` or `.base` gives them. The first is how messages call it.
  var names: [String]
  /// As the tool writes it, for messages.
  var title: String
  var conversion: Conversion
  var isRequired = false
  /// The unit that a mapping states for the column, whatever its header says.
  var unit: String?

  init(_ field: Field, _ conversion: Conversion = .text, _ title: String, _ others: String..., required: Bool = false) {
    self.field = field.rawValue
    self.conversion = conversion
    self.title = title
    names = ([title] + others).map { HeaderName($0).full }
    isRequired = required
  }
}

/// The facts of one row while a schema finishes it.
struct RowFacts {
  var facts: [(field: UInt16, column: Int, text: String)] = []
  /// Set where the row is not to be used as what it seems to be.
  var aside: (entryClass: AsideClass, reason: String)?
  /// Set where the row is about something else than the table.
  var thing: Thing?

  subscript(field: Field) -> String? {
    get { facts.first { $0.field == field.rawValue }?.text }
    set {
      if let index = facts.firstIndex(where: { $0.field == field.rawValue }) {
        if let newValue { facts[index].text = newValue } else { facts.remove(at: index) }
      } else if let newValue {
        facts.append((field.rawValue, -1, newValue))
      }
    }
  }

  /// The number of a field.
  func number(_ field: Field) -> Double? { self[field].flatMap { Decimal.value($0) } }

  /// Gives a field the value and the column of another.
  mutating func move(_ from: Field, to: Field) {
    guard let index = facts.firstIndex(where: { $0.field == from.rawValue }) else { return }
    facts[index].field = to.rawValue
  }

  /// Sets a field to what was made of the cell that another field stands in.
  mutating func set(_ field: Field, _ text: String, from other: Field) {
    let column = facts.first { $0.field == other.rawValue }?.column ?? -1
    self[field] = nil
    facts.append((field.rawValue, column, text))
  }
}

// Ways into readers that `Documents` keeps to itself, for fuzzing: compiled into it by `Tests/Fuzzing/run`, and by nothing
// else.

package enum FuzzingDoors {
  package static func readXML(_ bytes: [UInt8]) {
    var xml = XMLReader(EntryStream(bytes, at: SourceLocation(file: "a.xml")))
    var text: [UInt8] = []
    while let event = try? xml.next(), event != .finished {
      if event == .text { try? xml.appendText(to: &text) }
    }
  }

  /// The XML of a sheet itself, which mutated archives seldom reach: their checksums differ.
  package static func readSheet(_ bytes: [UInt8]) {
    var reader = SheetReader(
      EntryStream(bytes, at: SourceLocation(file: "a.xml")), sheet: "s", file: "a.xlsx", strings: SharedStrings(),
      formats: NumberFormats(), from1904: false)
    try? reader.forEachRow { _ in true }
  }
}

import Documents

/// What an import says while it runs, beside its report: rows that were put aside, weak matches, hosts that nobody lists.
extension EstateDraft {
  mutating func report(_ reading: SourceReading) {
    for aside in observations.asides {
      let table = observations.tables[Int(aside.table)].table
      let name = text(aside.name)
      let place = table.location(row: Int(aside.row))
      switch aside.entryClass {
      case .placeholder:
        say(.note, .importPlaceholder, "\(quoted(name)) is a placeholder and is put aside", at: place)
      case .duplicate:
        say(.note, .importDuplicate, "\(quoted(name)) is put aside: it \(aside.reason)", at: place)
      case .nameless:
        say(.warning, .importNameless, "a row that names nothing is put aside", at: place)
      case .inactive, .unplaced, .noise, .relation, .unresolved, .unreadable: break
      }
    }
    for (row, count) in matching.ambiguous {
      let place = observations.location(row)
      say(
        .warning, .importAmbiguous,
        "\(count) machines are called \(quoted(text(observations.value(.name, of: row)))); this row became one of its own",
        at: place)
    }
    for (row, machine) in matching.byAddress {
      let place = observations.location(row)
      say(
        .warning, .importByAddress,
        "\(quoted(text(observations.value(.name, of: row)))) counts as \(quoted(thingName(Int(matching.first[machine])))), as they have one address",
        at: place)
    }
    if counts.hostsMentionedOnly > 0 {
      say(
        .warning, .importWithoutHosts,
        counts.hostsMentionedOnly == 1
          ? "one host is known only because machines name it; it is of default size"
          : "\(counts.hostsMentionedOnly) hosts are known only because machines name them; they are of default size")
    }
  }
}

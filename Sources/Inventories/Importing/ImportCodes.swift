import Documents

extension FindingCode {
  package static let importUnknown = FindingCode(
    "IMP001", "a file that no reader knows",
    explanation: """
      Files are known by the headers of their columns. None of the readers found in this file the columns that it needs; \
      the nearest one is named with those that are missing. The file is put aside, and nothing of it is in the estate.
      """,
    fix: "rename the columns to those of a reader, or copy what the file knows into the estate's own tables")

  package static let importDamaged = FindingCode(
    "IMP002", "a table without the column that names its rows",
    explanation: "By its name the table is one that a reader knows, but a column that it needs is missing.",
    fix: "export again with all columns, in the English names that the tool writes")

  package static let importEmpty = FindingCode(
    "IMP003", "sources without machines and without applications",
    explanation: "Nothing in the files that were read can move: no machine and no application is named.",
    fix: "check what the user who exported may see, or name more files")

  package static let importUnreadable = FindingCode(
    "IMP004", "a cell that is not what its column says",
    explanation: "The cell counts as not known; a machine without a known size keeps its cluster full.",
    fix: "correct the cell in the export, or fill the column in the estate")

  package static let importRenamed = FindingCode(
    "IMP005", "two machines, hosts or clusters of one name",
    explanation: """
      Tools allow one name in several places; an estate needs a key for each. The later ones get the place, and a number \
      where that is not enough, behind their name.
      """,
    fix: "rename them in the estate if other lists know them by another name")

  package static let importUnplaced = FindingCode(
    "IMP006", "a machine in no cluster and on no known host",
    explanation: """
      The machine is known to run at its site, but not on which host; the footprint of the hosts does not fall when it leaves.
      """,
    fix: "add a file that says where machines run, or fill host or cluster in workloads.csv")

  package static let importHostless = FindingCode(
    "IMP007", "a cluster of which no host is known",
    explanation: "Workloads run in a cluster of which no file lists a host, so moving them frees none.",
    fix: "add the export of the hosts (RVTools: vHost), or the hosts themselves to hosts.csv")

  package static let importAmbiguous = FindingCode(
    "IMP008", "a name that fits several machines",
    explanation: """
      A row names a machine by a name that several machines of other files have, and nothing else tells them apart. It \
      becomes a machine of its own, which may be one too many.
      """,
    fix: "add a column with the full name, the UUID or the serial number to the file")

  package static let importByAddress = FindingCode(
    "IMP009", "machines that are one by their address alone",
    explanation: """
      Two rows of different names have the same IP address, which each of their files has once, and nothing contradicts it: \
      they count as one machine. An address that was given to another machine in between would make this wrong.
      """,
    fix: "look at the pairs in the report; rename one of the two where they are not one")

  package static let importNameless = FindingCode(
    "IMP010", "a row that names nothing",
    explanation: "Exports from workbooks often end in rows that are blank but for a formula. The row is left out.",
    fix: "nothing, if no machine is missing")

  package static let importPlaceholder = FindingCode(
    "IMP011", "a placeholder of Site Recovery Manager",
    explanation: """
      A placeholder stands for a machine that another site protects. The machine itself is counted where it runs; its \
      shadow is no workload and is put aside.
      """,
    fix: "nothing, if the other site is in the export or out of scope")

  package static let importWithoutHosts = FindingCode(
    "IMP012", "hosts that no file lists",
    explanation: """
      Machines name hosts that no file describes. Their sizes are not known, so each gets the stated default, and hosts \
      without machines are missed.
      """,
    fix: "add the list of hosts (RVTools: vHost) to the sources")

  package static let importDuplicate = FindingCode(
    "IMP013", "one machine twice in a table",
    explanation: "Two rows of a table have the same UUID or serial number. The later one is put aside and counts once.",
    fix: "nothing, if they are one machine")

  package static let importCurrency = FindingCode(
    "IMP014", "prices of another currency",
    explanation: """
      A source states its prices in a currency. The program takes it; the stated figures, which were found in EUR, count \
      as that currency without being converted.
      """,
    fix: "replace the stated figures by your own (a table with the columns figure and value among the sources)")

  package static let importTruncated = FindingCode(
    "IMP015", "a table that ends at the limit of its tool",
    explanation: """
      The tool writes at most so many rows into an export, and the file has exactly so many. It is very likely that rows \
      are missing.
      """,
    fix: "export in parts, or raise the limit of the tool")

  package static let importCompressed = FindingCode(
    "IMP017", "a file of a kind that is not read",
    explanation:
      "Read are workbooks (.xlsx), tables (.csv, .tsv, .txt), lists of records (.json), and archives of them (.zip, .gz).",
    fix: "save the file as one of these")

  package static let importMapping = FindingCode(
    "IMP020", "a mapping that cannot be used",
    explanation: """
      A mapping file says of tables that no reader knows what their rows are and what each column means. A word in it is \
      none of those that it may hold, or something that its rows need is missing.
      """,
    fix: "correct the word; 'drawdown import --sketch FILE' drafts a mapping that is right in form")

  package static let importMappingUnused = FindingCode(
    "IMP021", "a mapping that speaks of what is not there",
    explanation: "A mapping names a file, or a column of it, that the sources do not have. The rest of it is used.",
    fix: "compare the names with those in the file, letter by letter")

  package static let importSecondEstate = FindingCode(
    "IMP022", "two estates among the sources",
    explanation:
      "An estate has one program, so that of the first estate among the sources is taken over, and no other.",
    fix: "name one estate, or put the rules of both into one program")

  package static let importFlowRow = FindingCode(
    "IMP040", "rows of a flow log that cannot be read",
    explanation: """
      A row of a flow log has another number of cells than the header, or a cell that is not what its column says. Such \
      rows are counted and are in no sum; the finding points to the first of its kind.
      """,
    fix: "look at the line; where it is one of few, go on")

  package static let importReference = FindingCode(
    "IMP023", "numbers of records that no file lists",
    explanation: """
      JSON of ServiceNow, and what its interface gives, names another record by its number (`sys_id`). Each number is \
      looked up in all lists of the import; one that none of them has stays a number, and is worth no more than a name that \
      nobody knows.
      """,
    fix: "export the list that the column refers to as well, or export display values (sysparm_display_value=true)")

  package static let ofImport: [FindingCode] = [
    importUnknown, importDamaged, importEmpty, importUnreadable, importRenamed, importUnplaced, importHostless,
    importAmbiguous, importByAddress, importNameless, importPlaceholder, importWithoutHosts, importDuplicate,
    importCurrency, importTruncated, importCompressed, importMapping, importMappingUnused, importSecondEstate,
    importFlowRow, importReference,
  ]
}

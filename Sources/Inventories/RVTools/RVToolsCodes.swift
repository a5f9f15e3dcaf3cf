import Documents

extension FindingCode {
  package static let exportMissing = FindingCode(
    "RVT001", "an RVTools export without vInfo",
    explanation: "The tab vInfo lists the virtual machines; without it there is nothing to import.",
    fix: "in RVTools choose File, Export all to CSV, and name the folder that it writes")

  package static let exportColumn = FindingCode(
    "RVT002", "a tab without the column that names its rows",
    explanation: "vInfo needs the column VM, vHost the column Host. Other columns may be missing; then less is known.",
    fix: "export again with all columns, in the English names that RVTools writes")

  package static let exportEmpty = FindingCode(
    "RVT003", "an RVTools export without machines",
    explanation: "The tab vInfo has a header and no rows.",
    fix: "check what the user who exported may see in vCenter")

  package static let exportWithoutHosts = FindingCode(
    "RVT004", "an RVTools export without vHost",
    explanation: """
      The hosts are those on which vInfo saw a machine. Their sizes are not known, so each gets the stated default, and \
      hosts without machines are missed.
      """,
    fix: "add RVTools_tabvHost.csv to the folder")

  package static let exportPlaceholder = FindingCode(
    "RVT005", "a placeholder of Site Recovery Manager",
    explanation: """
      A placeholder stands for a machine that another site protects. The machine itself is counted where it runs; its \
      shadow is no workload and is left out.
      """,
    fix: "nothing, if the other site is in the export or out of scope")

  package static let exportRow = FindingCode(
    "RVT006", "a row that names no machine",
    explanation: "Exports from workbooks often end in rows that are blank but for a formula. The row is left out.",
    fix: "nothing, if no machine is missing")

  package static let exportRenamed = FindingCode(
    "RVT007", "two machines, hosts or clusters of one name",
    explanation: """
      vCenter allows one name in several folders and datacenters; an estate needs a key for each. The later ones get the \
      datacenter, and a number where that is not enough, behind their name.
      """,
    fix: "rename them in workloads.csv if other lists know them by another name")

  package static let exportNumber = FindingCode(
    "RVT008", "a size that is no number",
    explanation: "The cell counts as not known; a machine without a known size keeps its cluster full.",
    fix: "correct the cell in the export, or fill the size in workloads.csv")

  package static let exportJoin = FindingCode(
    "RVT009", "machines and hosts that name hosts differently",
    explanation: """
      vInfo and vHost write many hosts in different ways (short name, full name, address), so they are joined by cluster, \
      as they should be: a cluster moves machines from host to host.
      """,
    fix: "nothing")

  package static let exportUnplaced = FindingCode(
    "RVT010", "a machine in no cluster and on no known host",
    explanation: """
      The machine is known to run in its datacenter, but not on which host; the footprint of the hosts does not fall when \
      it leaves.
      """,
    fix: "fill host or cluster in workloads.csv")

  package static let exportHostless = FindingCode(
    "RVT011", "a cluster of which no host is known",
    explanation: "Machines run in a cluster of which vHost has no host, so moving them frees none.",
    fix: "export vHost with the same rights as vInfo, or add the hosts to hosts.csv")

  package static let exportUnused = FindingCode(
    "RVT012", "a tab that the import does not read",
    explanation: "vInfo, vHost and vNetwork are read. The others say nothing that an estate has a column for.",
    fix: "nothing")

  package static let ofRVTools: [FindingCode] = [
    exportMissing, exportColumn, exportEmpty, exportWithoutHosts, exportPlaceholder, exportRow, exportRenamed,
    exportNumber, exportJoin, exportUnplaced, exportHostless, exportUnused,
  ]
}

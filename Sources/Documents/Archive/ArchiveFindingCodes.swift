/// What can be wrong with an archive, as `drawdown help ZIP001` and its neighbours explain it.
extension FindingCode {
  package static let archiveDamaged = FindingCode(
    "ZIP001", "a ZIP file that is damaged",
    explanation: """
      A ZIP file (a workbook is one, too) ends with a directory of its entries, and each entry has a header of its own. \
      Here they are missing, cut off or at odds with each other. Reading on could give the wrong data, so nothing is read.
      """,
    fix: "fetch the file again, in binary mode, or export it again")

  package static let archiveOverlap = FindingCode(
    "ZIP002", "entries of a ZIP file that share bytes",
    explanation: """
      No tool writes two entries over each other; archives that do so are made to unpack into far more than they are. \
      Nothing of it is read.
      """,
    fix: "find out where the file came from; do not open it with other tools")

  package static let archiveName = FindingCode(
    "ZIP003", "a name in a ZIP file that cannot be",
    explanation: """
      The name leads out of the archive (`..`, an absolute path), is empty, holds a NUL, or stands there twice. \
      Drawdown writes no entry to any disk, but an archive like this is not an export.
      """,
    fix: "pack the files again, with names relative to their folder")

  package static let archiveEncrypted = FindingCode(
    "ZIP004", "an encrypted entry in a ZIP file",
    explanation: "The entry can be read only with its password, which Drawdown does not ask for.",
    fix: "unpack the archive with its password and import the files")

  package static let archiveMethod = FindingCode(
    "ZIP005", "a kind of ZIP file that is not read",
    explanation: """
      Entries are read that are stored or packed by "deflate", which is what nearly all tools write. Other methods \
      and archives of several volumes are not.
      """,
    fix: "pack the files again with the usual settings, or import them as a folder")

  package static let archiveData = FindingCode(
    "ZIP006", "an entry of a ZIP file that cannot be unpacked",
    explanation: "The packed bytes break the rules of their method: they were changed or cut after they were written.",
    fix: "fetch the file again, in binary mode, or export it again")

  package static let archiveSize = FindingCode(
    "ZIP007", "an entry of a ZIP file that has another size than stated",
    explanation: """
      The archive states how large each entry is. One that becomes larger or smaller is damaged, or hides how much it \
      unpacks into. Unpacking stops at the stated size.
      """,
    fix: "fetch the file again, or export it again")

  package static let archiveChecksum = FindingCode(
    "ZIP008", "an entry of a ZIP file whose checksum differs",
    explanation: "The entry can be unpacked, but is not what was packed: at least one byte of it has changed.",
    fix: "fetch the file again, in binary mode, or export it again")

  package static let archiveLimit = FindingCode(
    "ZIP009", "an archive that is too large",
    explanation: """
      Entries of 4 GiB, archives of 16 GiB unpacked or of 65,536 entries, and data of which 300 bytes and more come out \
      of one are no inventories: they are accidents, or made to fill a machine's memory.
      """,
    fix: "split the export, or leave out what is empty")

  package static let ofArchives: [FindingCode] = [
    archiveDamaged, archiveOverlap, archiveName, archiveEncrypted, archiveMethod, archiveData, archiveSize,
    archiveChecksum, archiveLimit,
  ]
}

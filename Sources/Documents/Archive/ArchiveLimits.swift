/// What an archive may hold before it is taken for an attack or an accident, not for an inventory.
package struct ArchiveLimits: Hashable, Sendable {
  /// Bytes of one entry, unpacked; 4 GiB less one.
  package var entry = Int(UInt32.max)
  /// Bytes of all entries, unpacked; 16 GiB.
  package var total = 1 << 34
  /// Entries.
  package var entries = 65_536
  /// How many times larger than its compressed bytes an entry may be, once it is larger than `ratioFrom`. Deflate reaches
  /// 1032 times with nothing but one byte repeated; sheets reach 5 to 60.
  package var ratio = 300
  /// Bytes up to which any ratio is fine, 64 MiB.
  package var ratioFrom = 1 << 26

  package init() {}
}

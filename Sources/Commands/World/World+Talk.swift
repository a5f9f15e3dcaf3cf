/// A word on a terminal while something takes its time, gone when it is through: for work that cannot say how far it is.
///
///     reading 62 MB …
///
/// It shows only on a terminal, and only where the caller knows that it takes more than a second.
extension World {
  package func during<Result, Failure: Error>(
    _ what: String, isLong: Bool, _ work: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard isLong, isTerminal(.talk), variable("TERM") != "dumb" else { return try work() }
    say("\r\(what) …\u{1B}[K")
    defer { say("\r\u{1B}[K") }
    return try work()
  }

  /// So many bytes of tables take a second or more to read.
  package static let longInput = 8_000_000
  /// So many workloads take a second or more to verify, or to write about.
  package static let longEstate = 20_000
}

/// A call of the system that did not do what it was asked: what kind of trouble, and the system's own words for it.
///
///     SystemFailure(.noSpace, "No space left on device")
package struct SystemFailure: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// `ENOENT`, `ENOTDIR`
    case notFound
    /// `EACCES`, `EPERM`, `EROFS`
    case notPermitted
    /// `EEXIST`
    case exists
    /// `EISDIR`
    case isFolder
    /// `ENOSPC`, `EDQUOT`, `EFBIG`
    case noSpace
    /// `EPIPE`: nobody reads the other end any more.
    case closedPipe
    /// `EINTR`: nothing is wrong, the call wants to be made again.
    case interrupted
    /// `EWOULDBLOCK` of a lock: another process holds it.
    case locked
    case other
  }

  package var kind: Kind
  package var reason: String

  package init(_ kind: Kind, _ reason: String) {
    self.kind = kind
    self.reason = reason
  }
}

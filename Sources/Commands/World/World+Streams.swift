/// Writing to the end: `write(2)` may take fewer bytes than it is offered, or be interrupted, and then wants more calls.
///
/// `print` would lose its text on a full disk without a word; this does not.
extension World {
  package func writeAll(_ bytes: [UInt8], to handle: Handle) throws(SystemFailure) {
    var rest = bytes[...]
    while !rest.isEmpty {
      do throws(SystemFailure) {
        rest = rest.dropFirst(try write(handle, rest))
      } catch  where failure(error, is: .interrupted) {
        continue
      }
    }
  }

  /// Says something on standard error. There is nowhere left to complain when that fails.
  package func say(_ text: String) {
    do throws(SystemFailure) { try writeAll(Array(text.utf8), to: .talk) } catch {}
  }

  private func failure(_ failure: SystemFailure, is kind: SystemFailure.Kind) -> Bool { failure.kind == kind }
}

import Foundation

/// Tests that are worth minutes in a release build and too much for every save: thousands of seeds, whole estates.
///
///     @Test(.enabled(if: Heavy.isWanted)) func `…`()
///
/// `DRAWDOWN_HEAVY=1 swift test -c release` runs them, and so does `.ci/run`.
package enum Heavy {
  package static let isWanted = ProcessInfo.processInfo.environment["DRAWDOWN_HEAVY"] != nil
}

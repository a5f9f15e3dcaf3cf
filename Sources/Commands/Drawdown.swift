/// The program: arguments to outcome, outcome to streams and exit status.
package enum Drawdown {
  package static func run() {}
}

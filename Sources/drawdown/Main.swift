// The executable: everything it does stands in `Commands`.
import Commands

@main
struct Main {
  static func main() { Drawdown.main(CommandLine.arguments) }
}

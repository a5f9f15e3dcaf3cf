@main
struct EstateGenerator {
  static func main() {}
}

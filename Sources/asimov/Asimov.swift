import ArgumentParser

@main
struct Asimov: AsyncParsableCommand {
  func run() async throws {}
}

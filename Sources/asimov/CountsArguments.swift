import ArgumentParser

/// What a search expects, on the command line: one region, or a table.
struct CountsArguments: ParsableArguments {
  @Option(name: .shortAndLong, parsing: .unconditional, help: "Expected signal events, s ≥ 0.")
  var signal: Double?

  @Option(name: .shortAndLong, parsing: .unconditional, help: "Expected background events, b ≥ 0.")
  var background: Double?

  @Option(
    name: [.customShort("f"), .long], parsing: .unconditional,
    help: "Relative systematic uncertainty on the background, σ_b/b ≥ 0.")
  var systematic: Double = 0

  @Option(
    help: "A CSV file with the columns signal, background and perhaps systematic, instead of one s and b; prints CSV.",
    completion: .file(extensions: ["csv"]))
  var table: String?

  func validate() throws {
    guard (table == nil) == (signal != nil && background != nil), table == nil || (signal == nil && background == nil)
    else { throw ValidationError("give --signal and --background, or --table") }
  }

  /// The one region, where it is no table.
  var region: ExpectedCounts? {
    guard let signal, let background else { return nil }
    return ExpectedCounts(signal: signal, background: background, systematic: systematic)
  }

  /// - Throws: ``Failure`` that names the file, the line and the column.
  func rows(of table: String) throws -> [ExpectedCounts] { try CountsTable(path: table, systematic: systematic).rows }
}

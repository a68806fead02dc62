import Foundation
import Testing

@Suite struct SignificanceCommandTests {
  /// s, b, σ_b/b, Z as printed in Table 2 of arXiv:1806.00322, and Z from these s and b by mpmath.
  static let rows = [
    ("8.7", "1.7", "0.1", 4.42), ("323", "326", "0.3", 2.556), ("74.4", "18.2", "0.1", 10.64),
    ("40.5", "6.8", "0.5", 4.86),
  ]

  @Test(arguments: rows)
  func thePapersTableIsReproduced(_ row: (s: String, b: String, systematic: String, z: Double)) throws {
    let command = try Command.asimov(
      "significance", "--signal", row.s, "--background", row.b, "--systematic", row.systematic, "--json")
    #expect(command.status == 0)
    let json = try JSONSerialization.jsonObject(with: Data(command.output.utf8)) as? [String: Double]
    #expect(abs(try #require(json?["asimov"]) - row.z) < 0.005)
  }

  @Test func textNamesEachEstimate() throws {
    let command = try Command.asimov("significance", "-s", "8.7", "-b", "1.7", "-f", "0.1")
    #expect(command.output == "Z_A          4.421\ns/√(s+b)     2.698\ns/√(b+σ_b²)  6.617\n")
  }

  @Test func impossibleNumbersAreRefused() throws {
    for wrong in ["-1", "nan", "inf", "x"] {
      let command = try Command.asimov("significance", "--signal", wrong, "--background", "1")
      #expect(command.status == 2, "\(wrong)")
      #expect(command.errors.lowercased().contains("error"), "\(wrong)")
    }
  }
}

import Foundation
import Testing

@Suite struct CoverageCommandTests {
  /// A size as JSON tells it.
  private struct Size: Decodable {
    var background: Double
    var systematic: Double
    var method: String
    var z: Double
    var size: Double
    var ratio: Double
    var toys: Int
  }

  /// b, σ_b/b, method and the probability that chance makes it claim 3 σ, from Tests/StatisticsTests/Fixtures/coverage.json.
  private static let sizes = [
    (0.1, 0.5, "asimov", 0.0012306505784426963), (0.1, 0.5, "zbi", 0.00022082611685893448),
    (0.1, 0.5, "averaged", 0.0022185262264010187), (10, 0.3, "s/sqrt(b+sigma_b^2)", 0.01317566823871761),
  ]

  @Test func sizesAreThoseOfSciPy() throws {
    let command = try Command.asimov(
      "coverage", "--background", "0.1", "10", "--systematic", "0.5", "0.3", "--toys", "1000", "--json")
    #expect(command.status == 0, "\(command.errors)")
    let found = try JSONDecoder().decode([Size].self, from: Data(command.output.utf8))
    #expect(found.count == 4 * 5)
    for (background, systematic, method, size) in Self.sizes {
      let one = try #require(
        found.first { $0.background == background && $0.systematic == systematic && $0.method == method })
      #expect(abs(one.size - size) < 1e-9 * size)
      #expect(abs(one.ratio - size / 0.0013498980316300957) < 1e-9 * one.ratio)
      #expect(one.z == 3)
      #expect(one.toys == 1000)
    }
  }

  @Test func textHasAColumnForEachThingAndALineForEachMethod() throws {
    let command = try Command.asimov(
      "coverage", "-b", "1", "-f", "0.5", "--method", "zbi", "--method", "averaged", "--toys", "0")
    #expect(
      command.output == """
        b  σ_b/b  method    claimed Z  claimed size  true size  m = 0  by toys  ratio  true Z
        1  0.5    Z_Bi      3          1.35e-03      2.18e-04   31 %   –        0.161  3.52
        1  0.5    averaged  3          1.35e-03      1.36e-02   85 %   –        10.1   2.21

        """)
    #expect(command.errors == "")
  }

  @Test func tablesForProgramsHaveTheSameNumbers() throws {
    let arguments = ["coverage", "-b", "1", "-f", "0.5", "--method", "asimov", "--z", "3", "20"]
    let refused = try Command.asimov(arguments)
    #expect(refused.status == 2)
    #expect(
      refused.errors == "error: a coverage test takes a significance to reach from 0.001 to 10.0, not 20.0\n")
    let csv = try Command.asimov(arguments.dropLast() + ["--toys", "0", "--csv"])
    let lines = csv.output.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    #expect(
      lines[0].joined(separator: " ")
        == "background systematic method z claimed-size size size-empty-control ratio significance toys toys-reaching toys-size "
        + "toys-uncertainty")
    #expect(lines.count == 2)
    #expect(lines[1].prefix(4) == ["1.0", "0.5", "asimov", "3.0"])
    #expect(abs(try #require(Double(lines[1][5])) - 0.0019610825162098494) < 1e-15)
    #expect(lines[1].suffix(4) == ["0", "0", "", ""])
  }

  @Test func aSeedDecidesThePseudoExperiments() throws {
    func output(_ seed: String) throws -> String {
      try Command.asimov("coverage", "-b", "3", "-f", "0.3", "--toys", "100000", "--seed", seed, "--csv").output
    }
    #expect(try output("1") == output("1"))
    #expect(try output("1") != output("2"))
  }

  /// docs/coverage.md tells the command that its tables come from, and holds all that it prints.
  @Test func theCommittedTablesAreThoseOfThisProgram() throws {
    let path = Command.templates + "/../docs/coverage.md"
    let committed = try String(contentsOfFile: path, encoding: .utf8)
    let line = try #require(committed.split(separator: "\n").first { $0.hasPrefix("    asimov coverage ") })
    let command = try Command.asimov(line.split(separator: " ").dropFirst().map(String.init))
    #expect(command.status == 0, "\(command.errors)")
    #expect(
      committed.hasSuffix("\n\n" + command.output),
      "make them anew: behind the text of docs/coverage.md goes what the command named there prints")
    let searches = Set(
      command.output.split(separator: "\n").filter { $0.hasPrefix("| ") && $0.contains(/^\| [0-9]/) }
        .map { $0.split(separator: "|").prefix(2) })
    #expect(searches.count >= 20)
  }

  @Test func impossibleNumbersAreRefusedWithTheirLimits() throws {
    for (arguments, told) in [
      (["-b", "0"], "error: a coverage test takes a background from 1e-06 to 1000000.0, not 0.0\n"),
      (["-b", "nan"], "error: a coverage test takes a background from 1e-06 to 1000000.0, not nan\n"),
      (
        ["-b", "1", "-f", "1e-9"],
        "error: a coverage test takes a systematic other than 0 from 0.001 to 10.0, not 1e-09\n"
      ),
      (
        ["-b", "1", "-f", "inf"],
        "error: a coverage test takes a systematic other than 0 from 0.001 to 10.0, not inf\n"
      ),
      (["-b", "1", "--z", "0"], "error: a coverage test takes a significance to reach from 0.001 to 10.0, not 0.0\n"),
    ] {
      let command = try Command.asimov(["coverage"] + arguments)
      #expect(command.status == 2, "\(arguments)")
      #expect(command.errors == told)
      #expect(command.output == "")
    }
    for arguments in [
      [], ["-b"], ["-b", "-1"], ["-b", "x"], ["-b", "1", "--toys", "-1"], ["-b", "1", "--method", "toys"],
      ["-b", "1", "--method", "zbi", "--method", "zbi"], ["-b", "1", "--json", "--csv"],
    ] {
      let command = try Command.asimov(["coverage"] + arguments)
      #expect(command.status == 2, "\(arguments)")
      #expect(command.errors.contains("Error: "), "\(arguments) \(command.errors)")
    }
  }

  @Test func aLongWaitIsTold() throws {
    let start = ContinuousClock.now
    let command = try Command.asimov(
      "coverage", "-b", "20", "-f", "0.1", "--toys", "60000000", "--method", "s/sqrt(s+b)")
    #expect(command.status == 0)
    // Two seconds are waited for, and the process has to start.
    if ContinuousClock.now - start > .seconds(3) { #expect(command.errors.contains("  pseudo-experiments: ")) }
  }
}

import Foundation
import Testing

/// The numbers are pyhf's: `Tests/AnalysisTests/Fixtures/exports/results.json`.
@Suite struct LimitCommandTests {
  private static let limits = [
    0.20340777671550897, 0.29496651014289355, 0.4572259370466224, 0.7329821551257831, 1.1457645212466887,
  ]
  private static let names = ["limit-down-2", "limit-down-1", "limit", "limit-up-1", "limit-up-2"]

  private static func json(_ arguments: [String]) throws -> [String: Double] {
    let command = try Command.asimov(["limit"] + arguments + ["--json"])
    #expect(command.status == 0, "\(command.errors)")
    return try #require(try JSONSerialization.jsonObject(with: Data(command.output.utf8)) as? [String: Double])
  }

  @Test func oneRegionHasThelimitsOfPyhf() throws {
    let found = try Self.json(["-s", "8.7", "-b", "1.7", "-f", "0.1"])
    for (name, expected) in zip(Self.names, Self.limits) {
      #expect(abs(try #require(found[name]) / expected - 1) < 1e-6)
    }
    #expect(abs(try #require(found["significance"]) / 4.421380339630908 - 1) < 1e-6)
    let text = try Command.asimov("limit", "-s", "8.7", "-b", "1.7", "-f", "0.1").output
    #expect(
      text == """
        limit on μ at 95 %      0.4572
        68 % band               0.295 to 0.733
        95 % band               0.2034 to 1.146
        CLs of μ = 1            8.083 × 10⁻⁴
        discovery significance  4.421

        """)
  }

  @Test func aTableHoldsSearchesOrTheBinsOfOne() throws {
    try Command.inFolder { folder in
      let table = folder + "/bins.csv"
      try Data("signal,background\n120.5,20400\n43.25,32.5\n67.9,6.144\n".utf8).write(to: URL(fileURLWithPath: table))
      let shared = try Self.json(["--table", table, "-f", "0.5", "--combine", "shared"])
      #expect(abs(try #require(shared["significance"]) / 16.510981463632962 - 1) < 1e-6)
      #expect(abs(try #require(shared["limit"]) / 0.08578929645128752 - 1) < 1e-6)
      let separate = try Self.json(["--table", table, "-f", "0.5", "--combine", "per-bin"])
      #expect(try #require(separate["significance"]) < #require(shared["significance"]))
      let rows = try Command.asimov("limit", "--table", table, "-f", "0.5").output.split(separator: "\n")
      #expect(rows.count == 4)
      #expect(
        rows[0]
          == "signal,background,systematic,limit,limit-down-2,limit-down-1,limit-up-1,limit-up-2,cls,significance")
      // A region by itself is a table of one.
      let last = rows[3].split(separator: ",").compactMap { Double($0) }
      let alone = try Self.json(["-s", "67.9", "-b", "6.144", "-f", "0.5"])
      #expect(last[3] == alone["limit"])
      #expect(last[9] == alone["significance"])
    }
  }

  @Test func impossibleSearchesAreRefused() throws {
    for (arguments, told) in [
      (["-s", "0", "-b", "1"], "without signal there is no limit on its strength"),
      (["-s", "1", "-b", "-1"], "background must be a finite number ≥ 0, not -1.0"),
      (["-s", "nan", "-b", "1"], "signal must be a finite number ≥ 0, not nan"),
      (["-s", "1", "-b", "1", "--confidence", "95"], "--confidence must lie between 0 and 1; write 0.95 for 95 %"),
      (["-s", "1", "-b", "1", "--combine", "shared"], "--combine needs the bins in a --table"),
      (["-s", "1"], "give --signal and --background, or --table"),
    ] {
      let command = try Command.asimov(["limit"] + arguments)
      #expect(command.status == 2)
      #expect(command.errors.contains(told), "\(command.errors)")
      #expect(command.output == "")
    }
    try Command.inFolder { folder in
      for (text, told) in [
        ("signal,background\n1,2\n1,-2\n", "bin 2: background must be a finite number ≥ 0, not -2.0"),
        ("signal,background,systematic\n1,2,0.1\n1,2,0.2\n", "a systematic that the bins share must be the same"),
        ("signal,background\n", "there are no bins"),
      ] {
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/t.csv"))
        let command = try Command.asimov("limit", "--table", folder + "/t.csv", "--combine", "shared")
        #expect(command.status == 2)
        #expect(command.errors.contains(told), "\(command.errors)")
      }
    }
  }
}

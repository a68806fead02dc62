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

  @Test func textNamesEachMethod() throws {
    let command = try Command.asimov("significance", "-s", "8.7", "-b", "1.7", "-f", "0.1")
    #expect(
      command.output
        == "Z_A          4.421\ns/√(s+b)     2.698\ns/√(b+σ_b²)  6.617\nZ_Bi         4.298\naveraged     4.32\n")
    let exact = try Command.asimov("significance", "-s", "8.7", "-b", "1.7")
    #expect(exact.output.hasSuffix("Poisson      4.389\n"))
  }

  @Test func theProfileLikelihoodOfExpectedCountsIsTheAsimovSignificance() throws {
    for (s, b, f) in [("8.7", "1.7", "0.1"), ("3", "0.1", "0.5"), ("3", "4", "0"), ("3", "0", "0.5")] {
      let profile = try Command.asimov("significance", "-s", s, "-b", b, "-f", f, "--method", "profile")
      let closed = try Command.asimov("significance", "-s", s, "-b", b, "-f", f, "--method", "asimov")
      #expect(profile.output.split(separator: " ").last == closed.output.split(separator: " ").last)
    }
    let wrong = try Command.asimov("significance", "-s", "-3", "-b", "1", "--method", "profile")
    #expect(wrong.errors == "error: signal must be a finite number ≥ 0, not -3.0\n")
  }

  @Test func methodsAreChosenAndToysAgreeWithTheIntegralThatTheyEstimate() throws {
    let command = try Command.asimov(
      "significance", "-s", "3", "-b", "1", "-f", "0.5", "--method", "toys", "--method", "averaged", "--json")
    let json = try #require(try JSONSerialization.jsonObject(with: Data(command.output.utf8)) as? [String: Double])
    #expect(Set(json.keys) == ["signal", "background", "systematic", "toys", "toys-uncertainty", "averaged"])
    // A million experiments know p = 0.034 to half a per cent.
    #expect(abs(try #require(json["toys"]) - #require(json["averaged"])) < 0.012)
    #expect(try abs(#require(json["toys-uncertainty"]) - 0.0024) < 0.0001)
    let simple = try Command.asimov("significance", "-s", "9", "-b", "16", "-f", "0.5", "--method", "s/sqrt(b)")
    #expect(simple.output == "s/√b  2.25\n")
    let few = try Command.asimov("significance", "-s", "50", "-b", "1", "--method", "toys", "--toys", "1000")
    #expect(few.status == 2)
    #expect(
      few.errors
        == "error: none of 1000 pseudo-experiments reached 51.0 events; raise --toys, or use --method averaged\n"
    )
  }

  @Test func toysTellTheirErrorInEachForm() throws {
    let toys = ["significance", "--method", "toys", "--toys", "10000"]
    let text = try Command.asimov(toys + ["-s", "3", "-b", "1", "-f", "0.5"])
    #expect(text.output.contains(/^toys  1\.[0-9]{3} ± 0\.0[0-9]{2}\n$/), "\(text.output)")
    // All experiments reach 0 events, which leaves no error to tell.
    let all = try Command.asimov(toys + ["-s", "0", "-b", "0", "--json"])
    #expect(all.output.contains("\"toys\" : \"-inf\""))
    #expect(!all.output.contains("uncertainty"))
    try Command.inFolder { folder in
      try Data("signal,background\n3,1\n0,0\n".utf8).write(to: URL(fileURLWithPath: folder + "/t.csv"))
      let table = try Command.asimov(toys + ["--method", "asimov", "--table", folder + "/t.csv"])
      let lines = table.output.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
      #expect(lines[0].suffix(3) == ["toys", "toys-uncertainty", "asimov"])
      #expect(try #require(Double(lines[1][4])) > 0)
      #expect(lines[2][4] == "")
    }
  }

  @Test func aTableWithoutRowsHasAnswersWithoutRows() throws {
    try Command.inFolder { folder in
      for (text, output) in [
        ("signal,background\n", "signal,background,systematic,asimov\n"),
        ("signal,background", "signal,background,systematic,asimov\n"),
      ] {
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/t.csv"))
        #expect(try Command.asimov("significance", "--table", folder + "/t.csv").output == output)
      }
      try Data().write(to: URL(fileURLWithPath: folder + "/t.csv"))
      let empty = try Command.asimov("significance", "--table", folder + "/t.csv")
      #expect(empty.status == 2)
      #expect(empty.errors.contains(":1: no column 'signal'; begin with a line such as"))
    }
  }

  @Test func aTableIsAnsweredWithATable() throws {
    try Command.inFolder { folder in
      func table(_ text: String, _ arguments: String...) throws -> Command {
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/t.csv"))
        return try Command.asimov(["significance", "--table", folder + "/t.csv"] + arguments)
      }
      let two = try table("background,signal,systematic\n1.7,8.7,0.1\n326, 323, 0.3\n", "--method", "asimov")
      let lines = two.output.split(separator: "\n").map { $0.split(separator: ",") }
      #expect(lines[0] == ["signal", "background", "systematic", "asimov"])
      #expect(lines.count == 3)
      for (line, row) in zip(lines.dropFirst(), Self.rows) {
        #expect(abs(try #require(Double(line[3])) - row.3) < 0.005)
      }
      for (text, told) in [
        ("signal,back\n1,2\n", ":1: no column 'background'; begin with a line such as signal,background,systematic\n"),
        ("signal,background\n1,2\n1,x\n", ":3: column 'background': 'x' is no number\n"),
        ("signal,background\n1\n", ":2: column 'background': there is nothing\n"),
        ("signal,background\n1,-1\n", ", row 1: background must be a finite number ≥ 0, not -1.0\n"),
      ] {
        let wrong = try table(text)
        #expect(wrong.status == 2)
        #expect(wrong.errors == "error: \(folder)/t.csv" + told)
        #expect(wrong.output == "")
      }
    }
  }

  @Test func impossibleNumbersAreRefused() throws {
    for wrong in ["-1", "nan", "inf", "x"] {
      let command = try Command.asimov("significance", "--signal", wrong, "--background", "1")
      #expect(command.status == 2, "\(wrong)")
      #expect(command.errors.lowercased().contains("error"), "\(wrong)")
    }
  }
}

import Testing

@testable import Notebook

@Suite struct ExecutorOptionsTests {
  private func read(_ yaml: String) throws -> (options: ExecutorOptions?, messages: [String]) {
    let node = try #require(
      try YAMLReader.read("executor: \(yaml)", at: SourceLocation(file: "t.md", line: 2, column: 1))["executor"])
    var diagnostics: [Diagnostic] = []
    let options = ExecutorOptions(node, &diagnostics)
    return (options, diagnostics.map(\.description))
  }

  @Test func aNameStandsForItself() throws {
    #expect(try read("local").options?.name == .local)
    #expect(try read("slurm").options?.name == .slurm)
    #expect(try read("{ cpus: 2 }").options?.name == .slurm)
    #expect(try read("slrum").messages == ["t.md:2:11: error: unknown choice 'slrum'; did you mean 'slurm'?"])
  }

  @Test(arguments: [
    ("90 min", "0-01:30:00"), ("2 h", "0-02:00:00"), ("1.5 d", "1-12:00:00"), ("2:30:00", "0-02:30:00"),
    ("1-12", "1-12:00:00"),
    ("3-00:30", "3-00:30:00"), ("30 s", "0-00:00:30"),
  ])
  func timesAreHandedOnAsSlurmWritesThem(_ written: String, _ slurm: String) throws {
    #expect(try JobTime(scalar: written).canonical == slurm)
  }

  @Test(arguments: ["90", "5:00", "2 hours", "-1 h", "0 min", "1-", "1:2:3:4", "", "99999999 d"])
  func otherTimesAreRefused(_ written: String) {
    #expect(throws: Mistake.self) { try JobTime(scalar: written) }
  }

  @Test func memoryIsInPowersOf1024() throws {
    for (written, slurm) in [
      ("4 GB", "4096M"), ("4G", "4096M"), ("500 MB", "500M"), ("1.5 GiB", "1536M"), ("1T", "1048576M"),
    ] {
      #expect(try JobMemory(scalar: written).canonical == slurm)
    }
    for wrong in ["4", "4 kB", "GB", "0 GB", "1e99 GB"] {
      #expect(throws: Mistake.self) { try JobMemory(scalar: wrong) }
    }
  }

  @Test func everyMistakeIsToldInItsPlace() throws {
    #expect(
      try read("{ partiton: x, cpus: 0, sbatch: [fast, --array=3], account: a b }").messages.sorted() == [
        "t.md:2:13: error: unknown key 'partiton'; did you mean 'partition'?",
        "t.md:2:32: error: cpus must be at least 1, not 0; write for example 2",
        "t.md:2:44: error: 'fast' is no option of sbatch; write for example --constraint=avx2",
        "t.md:2:50: error: '--array' is what Asimov says itself; drop it",
        "t.md:2:71: error: 'a b' is not the name of an account; write one word",
      ])
  }

  @Test func theTemplateIsAheadOfTheFolder() throws {
    let own = try #require(try read("{ time: 1 h, sbatch: [--qos=short] }").options)
    let others = try #require(try read("{ time: 2 h, partition: long, sbatch: [--qos=long] }").options)
    let options = own.filled(from: others)
    #expect(options.time == JobTime(seconds: 3600))
    #expect(options.partition == "long")
    #expect(options.sbatch == ["--qos=short"])
  }
}

import Foundation
import Storage
import Testing

@testable import Notebook

@Suite struct RunTests {
  /// Builds `text` on a store and says what ran.
  private func build(_ text: String, in store: Store) async throws -> (runs: [String], outcome: RunOutcome) {
    let plan = try planner.plan(planner.check(text, file: "t.md"))
    let log = Runs.Log()
    let outcome = await Runs.$log.withValue(log) { await Runner(store: store).run(plan) }
    return (log.all, outcome)
  }

  private func withStore(_ body: (Store) async throws -> Void) async throws {
    let directory = NSTemporaryDirectory() + "asimov-tests-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: directory) }
    try await body(Store(directory: directory))
  }

  private let text = String.fence("double", "twice", "of: a") + .fence("source", "a", "number: 2")

  @Test func stepsRunBehindWhatTheyReadWhateverTheOrderOfTheText() async throws {
    try await withStore { store in
      let (runs, outcome) = try await build(text, in: store)
      #expect(runs == ["double 2.0", "source 2.0"])
      #expect(try outcome.results.value(at: ValuePath("twice.number")) == .number(4))
      #expect(outcome.failures == [])
    }
  }

  @Test func onlyWhatAnEditReachesRunsAgain() async throws {
    try await withStore { store in
      _ = try await build(text, in: store)
      let edits: [(String, [String])] = [
        (text, []), ("Some prose.\n\n" + text, []), (text.replacing("number: 2", with: "number: 2.0"), []),
        (text.replacing("number: 2", with: "number: 2\nseed: 1"), []),
        (text.replacing("number: 2", with: "number: 2\ncaption: new"), []),
        (text.replacing(" a\n", with: " b\n").replacing("of: a", with: "of: b"), []),
        (text + .fence("source", "other", "number: 5"), ["source 5.0"]),
        (text.replacing("of: a", with: "{ of: a, tint: red }"), ["double 2.0"]),
        (text.replacing("number: 2", with: "number: 2\nlength: 3 m"), ["double 2.0", "source 2.0"]),
        (text.replacing("number: 2", with: "number: 2\nlength: 300 cm"), []),
        (text.replacing("number: 2", with: "number: 2\nseed: 4"), ["double 2.0", "source 2.0"]),
      ]
      for (edited, expected) in edits {
        #expect(try await build(edited, in: store).runs == expected, "\(edited)")
      }
    }
  }

  @Test func whatHasTwoNamesRunsOnce() async throws {
    let twins =
      String.fence("source", "a", "number: 2") + .fence("source", "b", "{ number: 2, seed: 1 }")
      + .fence("double", "c", "of: a") + .fence("double", "d", "of: b")
    try await withStore { store in
      let (runs, outcome) = try await build(twins, in: store)
      #expect(runs == ["double 2.0", "source 2.0"])
      for name in ["c", "d"] { #expect(try outcome.results.value(at: ValuePath("\(name).number")) == .number(4)) }
      #expect(outcome.failures == [] && outcome.unfinished.isEmpty)
    }
  }

  @Test func aFileCountsByItsBytesAlone() async throws {
    try await withStore { store in
      try FileManager.default.createDirectory(atPath: store.directory, withIntermediateDirectories: true)
      func run(_ file: String, _ content: String) async throws -> [String] {
        let path = store.directory + "/" + file
        try AtomicFile.write([Array(content.utf8)], to: path)
        return try await build(.fence("source", "a", "{ number: 2, file: \(path) }"), in: store).runs
      }
      #expect(try await run("one", "bytes") == ["source 2.0"])
      #expect(try await run("one", "bytes") == [])
      #expect(try await run("two", "bytes") == [])
      #expect(try await run("one", "other") == ["source 2.0"])
    }
  }

  @Test func aDamagedEntryIsMadeAnew() async throws {
    try await withStore { store in
      _ = try await build(text, in: store)
      let plan = try planner.plan(planner.check(text, file: "t.md"))
      for step in plan.steps {
        for kind in ["result", "data"] {
          let path = "\(store.directory)/\(step.key.prefix(2))/\(step.key).\(kind)"
          var bytes = try #require(FileManager.default.contents(atPath: path))
          bytes[bytes.count - 1] ^= 1
          try bytes.write(to: URL(fileURLWithPath: path))
        }
      }
      let (runs, outcome) = try await build(text, in: store)
      #expect(runs == ["double 2.0", "source 2.0"])
      #expect(try outcome.results.value(at: ValuePath("twice.number")) == .number(4))
    }
  }

  @Test func damagedDataIsMadeAnewWhenAStepReadsIt() async throws {
    try await withStore { store in
      _ = try await build(text, in: store)
      let plan = try planner.plan(planner.check(text, file: "t.md"))
      let key = try #require(plan.steps.first { $0.name == "a" }).key
      try AtomicFile.write([[1, 2, 3]], to: "\(store.directory)/\(key.prefix(2))/\(key).data")
      let edited = text.replacing("of: a", with: "{ of: a, tint: green }")
      #expect(try await build(edited, in: store).runs == ["double 2.0", "source 2.0"])
    }
  }

  @Test func aFailureStopsOnlyWhatReadsIt() async throws {
    try await withStore { store in
      let failing = text.replacing("number: 2", with: "number: 13") + .fence("source", "other", "number: 5")
      let (runs, outcome) = try await build(failing, in: store)
      #expect(runs == ["source 13.0", "source 5.0"])
      #expect(outcome.failures.map(\.description) == ["t.md:4:1: error: source 'a': thirteen"])
      #expect(Set(outcome.results.keys) == ["params", "other"])
      #expect(try await build(failing, in: store).runs == ["source 13.0"], "what finished is kept")
    }
  }

  @Test func entriesComeBackAsTheyWereKept() throws {
    let figure = FigureFiles(png: [1], pdf: [2, 0], svg: [], width: 3.5, height: 1 / 3, alternativeText: "a \"b\"")
    let table = ResultTable(
      corner: "$x$", groups: [.init(label: "", columns: ["s"])],
      rows: [.heading("h"), .values(label: "l", cells: [nil])])
    let result = StepResult(
      values: .record([
        "a": .number(0.1, uncertainty: .infinity, unit: "GeV"), "b": .integer(-3), "c": .text("é"),
        "d": .number(-.infinity),
      ]), summary: "did", figure: figure, table: table,
      files: [
        AccompanyingFile(folder: "models", ending: "onnx", bytes: [4, 5]),
        AccompanyingFile(folder: "x", ending: "y", bytes: []),
      ])
    let entry = StoredBytes(try ResultEntry(result).encoded().flatMap(\.array))
    #expect(try ResultEntry(entry).result == result)
    #expect(throws: BlobArchive.Malformed.self) { try BlobArchive.decode([255, 255, 255, 255, 255, 255, 255, 255, 1]) }
    let blobs: [String: StoredBytes] = ["": [], "b": [7], "long": StoredBytes([UInt8](repeating: 3, count: 1000))]
    let pieces = BlobArchive.encode(blobs)
    let archive = StoredBytes(pieces.flatMap(\.array))
    #expect(try BlobArchive.decode(archive) == blobs)
    // Where each begins in the store's file, behind the digest.
    var place = Store.headerLength
    for (index, piece) in pieces.enumerated() {
      if index % 2 == 1 { #expect(place % 64 == 0) }
      place += piece.count
    }
    for length in 0..<archive.count {
      do {
        let part = try BlobArchive.decode(archive[0..<length])
        #expect(part.count < 3)
        for (name, blob) in part { #expect(blob == blobs[name]) }
      } catch {}
    }
  }

  @Test func digestIsSHA256() {
    // FIPS 180-2, appendix B.1.
    #expect(
      Digest.sha256(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }
}

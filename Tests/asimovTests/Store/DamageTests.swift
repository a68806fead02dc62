import Foundation
import Testing

/// What disks and people do to a finished store is seen, and made good with as little work as can be.
@Suite struct DamageTests {
  enum Damage: CaseIterable {
    case empty, half, oneByteLess, digestChanged, separatorChanged, bodyChanged, deleted, folder

    func strike(_ path: String, _ random: inout SeededRandom) throws {
      var bytes = try #require(FileManager.default.contents(atPath: path))
      switch self {
      case .empty: bytes = Data()
      case .half: bytes = bytes.prefix(bytes.count / 2)
      case .oneByteLess: bytes = bytes.dropLast()
      case .digestChanged: bytes[Int.random(in: 0..<64, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case .separatorChanged: bytes[64] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case .bodyChanged where bytes.count == 65: bytes.append(0)
      case .bodyChanged:
        bytes[Int.random(in: 65..<bytes.count, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case .deleted, .folder: try FileManager.default.removeItem(atPath: path)
      }
      switch self {
      case .deleted: break
      case .folder: try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
      default: try bytes.write(to: URL(fileURLWithPath: path))
      }
    }
  }

  #if DEBUG
    private static let damagesOfEachFile = 1
  #else
    private static let damagesOfEachFile = 3
  #endif

  @Test func everyFileMayBeDamagedInEveryWay() throws {
    try Project.temporary("small") { project in
      try project.builds()
      let report = try project.report()
      let steps = Dictionary(uniqueKeysWithValues: try project.store.entries().map { ($1, $0) })
      let whole = project.folder + "/whole"
      try FileManager.default.copyItem(atPath: project.store.folder, toPath: whole)
      var random = SeededRandom(5)
      let damages = Damage.allCases.filter { $0 != .folder }
      for (place, path) in try project.store.files().enumerated() {
        for turn in 0..<Self.damagesOfEachFile {
          let damage = damages[(place + turn * 3) % damages.count]
          try damage.strike(path, &random)
          let file = (path as NSString).lastPathComponent
          let step = try Self.step(path, steps)
          try Self.expectVerifyNames(path, damage, isEntry: step != nil, project)
          // Data is read only by steps that run, and none does here; but an entry of one half is none.
          let runs = path.hasSuffix(".result") || (path.hasSuffix(".data") && damage == .deleted) ? [step ?? ""] : []
          let lost = "its result is no longer in the store, or damaged"
          let reasons = Dictionary(uniqueKeysWithValues: runs.map { ($0, [lost]) })
          #expect(try project.plan() == reasons, "\(damage) of \(file)")
          #expect(try project.builds().ran == runs, "\(damage) of \(file)")
          #expect(try project.report() == report, "\(damage) of \(file)")
          // What no build needed is damaged still.
          if path.hasSuffix(".data"), runs.isEmpty { try Self.restore(path, from: whole, project) }
          if path.hasSuffix(".memo"), damage == .deleted { try Self.restore(path, from: whole, project) }
          try project.store.isWhole()
        }
      }
    }
  }

  private static func step(_ path: String, _ steps: [String: String]) throws -> String? {
    guard path.hasSuffix(".result") || path.hasSuffix(".data") else { return nil }
    let step: String = try #require(steps[String(path.prefix(upTo: path.lastIndex(of: ".") ?? path.endIndex))])
    return step
  }

  private static func expectVerifyNames(
    _ path: String, _ damage: Damage, isEntry: Bool, _ project: Project
  ) throws {
    let verify = try project.store.cache("verify")
    // Of a record or a memo that is not there nobody can know.
    let isSeen = isEntry || damage != .deleted
    #expect(verify.status == (isSeen ? 1 : 0), "\(damage) of \(path)")
    guard isSeen else { return }
    let reason =
      damage == .deleted ? "it is missing, and its other half is there" : "its bytes are not those of its digest"
    #expect(verify.errors.hasPrefix("\(path): \(reason)\n1 damaged of 7 results"), "\(verify.errors)")
  }

  private static func restore(_ path: String, from whole: String, _ project: Project) throws {
    try? FileManager.default.removeItem(atPath: path)
    try FileManager.default.copyItem(atPath: path.replacing(project.store.folder, with: whole), toPath: path)
  }

  @Test func damagedDataIsMadeAnewBeforeAStepReadsIt() throws {
    try Project.temporary("small") { project in
      try project.builds()
      var random = SeededRandom(6)
      let entries = try project.store.entries()
      for step in ["events", "network"] {
        try Damage.bodyChanged.strike(try #require(entries[step]) + ".data", &random)
      }
      #expect(try project.plan() == [:])
      try project.edit("minimum-effective-background: 2", "minimum-effective-background: 3")
      let damaged = "its data in the store is damaged"
      let plan = try project.plan()
      #expect(plan["events"] == [damaged])
      #expect(plan["network"] == [damaged])
      #expect(plan["best"] == ["minimum-effective-background changed 2 → 3"])
      #expect(plan.keys.sorted() == ["best", "events", "fig-scan", "network", "tab"])
      #expect(try project.builds().ran == plan.keys.sorted())
      try project.store.isWhole()
      let report = try project.report()
      try FileManager.default.removeItem(atPath: project.store.folder)
      try project.builds()
      #expect(try project.report() == report)
    }
  }

  @Test func figuresAreRedrawnAlsoWhereDataBetweenThemAndTheNetworkIsDamaged() throws {
    try Project.temporary("small") { project in
      try project.builds()
      var random = SeededRandom(7)
      let entries = try project.store.entries()
      try Damage.half.strike(try #require(entries["best"]) + ".data", &random)
      try project.edit("scan: best, systematic: 0.3", "scan: best, systematic: 0.1")
      let figures = try Command.asimov("figures", project.template, "-o", project.folder + "/out")
      #expect(figures.status == 0, "\(figures.errors)")
      #expect(figures.ran == ["best", "fig-scan"])
    }
  }

  @Test func aFolderInThePlaceOfAnEntryIsToldAndNothingElseIsHarmed() throws {
    try Project.temporary("small") { project in
      try project.builds()
      let report = try project.report()
      var random = SeededRandom(8)
      let path = try #require(try project.store.entries()["tab"]) + ".result"
      try Damage.folder.strike(path, &random)
      #expect(try project.store.cache("verify").errors.hasPrefix("\(path): it is a folder, not a file\n"))
      let build = try project.build()
      #expect(build.status == 1)
      #expect(build.errors.contains("error: table 'tab': cannot write '\(path)': Is a directory"), "\(build.errors)")
      #expect(try project.report() == report)
      #expect(try project.store.temporaries() == [])
      try FileManager.default.removeItem(atPath: path)
      #expect(try project.builds().ran == ["tab"])
      #expect(try project.report() == report)
    }
  }

  @Test func pruningStopsAtADamagedRecordSinceItCannotTellWhatIsUsed() throws {
    try Project.temporary("small") { project in
      try project.builds()
      let record = try #require(try project.store.files().first { $0.hasSuffix(".record") })
      try "{}".write(toFile: record, atomically: true, encoding: .utf8)
      let prune = try project.store.cache("prune", "--keep-hours", "0")
      #expect(prune.status == 1)
      #expect(prune.errors.hasPrefix("error: '\(record)' is damaged: "), "\(prune.errors)")
      #expect(try project.builds().ran == [])
      #expect(try project.store.cache("prune", "--keep-hours", "0").output == "removed 0 of 7 results, 0 B\n")
      try FileManager.default.removeItem(atPath: record)
      #expect(try project.store.cache("prune", "--keep-hours", "0").output.hasPrefix("removed 7 of 7 results, "))
      #expect(try project.builds().ran.count == 7)
    }
  }
}

import Foundation
import Testing

/// A store as a stranger sees it: files in folders.
struct Store {
  let folder: String

  private static let endings = [".result", ".data", ".memo", ".record"]

  /// Paths of its results, formulas and records, sorted.
  func files() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
      .filter { path in Self.endings.contains { path.hasSuffix($0) } }.map { folder + "/" + $0 }
  }

  /// Files that are on their way to becoming others.
  func temporaries() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder).filter {
      ($0 as NSString).lastPathComponent.hasPrefix(".")
    }
  }

  func cache(_ arguments: String...) throws -> Command {
    try Command.asimov(["cache", arguments[0], folder] + arguments.dropFirst())
  }

  /// Expects `asimov cache verify` to find nothing.
  func isWhole(sourceLocation: Testing.SourceLocation = #_sourceLocation) throws {
    let command = try cache("verify")
    #expect(command.status == 0, "\(command.errors)", sourceLocation: sourceLocation)
  }

  /// The key of each step in the store, by its name in the records, and the path of its result without ending.
  func entries() throws -> [String: String] {
    struct Row: Decodable {
      var key: String
      var uses: [String]
    }
    let command = try cache("list", "--json")
    let rows = try JSONDecoder().decode([Row].self, from: Data(command.output.utf8))
    return Dictionary(
      uniqueKeysWithValues: rows.flatMap { row in
        row.uses.map { use in
          (String(use.split(separator: " ").last ?? ""), "\(folder)/\(row.key.prefix(2))/\(row.key)")
        }
      })
  }
}

/// Random numbers that are the same in every run (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

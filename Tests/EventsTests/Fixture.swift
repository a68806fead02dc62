import Foundation
import Testing

@testable import Events

/// Files that the scripts in `Fixtures` wrote, and files that tests write.
enum Fixture {
  static func path(_ name: String) throws -> String {
    let parts = name.split(separator: ".").map(String.init)
    return try #require(
      Bundle.module.url(forResource: parts[0], withExtension: parts[1], subdirectory: "Fixtures")
    ).path
  }

  static func json<Content: Decodable>(_ name: String, as type: Content.Type) throws -> Content {
    try JSONDecoder().decode(type, from: Data(contentsOf: URL(fileURLWithPath: path(name))))
  }

  static func bytes(_ name: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: URL(fileURLWithPath: path(name))))
  }

  /// Runs `body` with the path of a file that holds `bytes`, and removes the file.
  @discardableResult
  static func withFile<Result>(
    _ bytes: [UInt8], ending: String, _ body: (String) throws -> Result
  ) throws -> Result {
    let url = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).\(ending)")
    try Data(bytes).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    return try body(url.path)
  }

  /// Reads `count` damaged copies of `bytes`; each is refused, or gives columns of one length.
  ///
  /// - Returns: how many were refused.
  static func refusals(of bytes: [UInt8], ending: String, count: Int, seed: UInt64) throws -> Int {
    var mutations = Mutations(seed: seed)
    var refused = 0
    for _ in 0..<count {
      try withFile(mutations.damage(bytes), ending: ending) { path in
        let file = EventFile(path: path)
        do {
          let table = try file.table(columns: file.columnNames())
          #expect(table.columns.allSatisfy { $0.values.count == table.count })
        } catch is EventFileError {
          refused += 1
        }
      }
    }
    return refused
  }

  @discardableResult
  static func withFile<Result>(_ text: String, ending: String, _ body: (String) throws -> Result) throws -> Result {
    try withFile(Array(text.utf8), ending: ending, body)
  }
}

/// Damages bytes, the same way every time for the same seed.
struct Mutations {
  private var random: Philox

  init(seed: UInt64) { random = Philox(seed: seed) }

  /// `bytes` cut short, or with up to eight bytes changed, removed or put in.
  mutating func damage(_ bytes: [UInt8]) -> [UInt8] {
    var damaged = bytes
    if random.number(below: 5) == 0 { return Array(bytes.prefix(Int(random.number(below: UInt64(bytes.count))))) }
    for _ in 0...random.number(below: 8) {
      let place = Int(random.number(below: UInt64(damaged.count)))
      let byte = UInt8(random.number(below: 256))
      switch random.number(below: 6) {
      case 0: damaged.remove(at: place)
      case 1: damaged.insert(byte, at: place)
      default: damaged[place] = byte
      }
    }
    return damaged
  }
}

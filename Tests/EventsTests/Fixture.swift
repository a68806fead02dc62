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
    // Not by Data, which waits for the disk: tests write thousands.
    let file = try #require(fopen(url.path, "wb"))
    let written = fwrite(bytes, 1, bytes.count, file)
    fclose(file)
    try #require(written == bytes.count)
    defer { try? FileManager.default.removeItem(at: url) }
    return try body(url.path)
  }

  /// How many damaged files a test reads: all 100 000 of a suite where the environment says `ASIMOV_MUTATIONS=100000`.
  static func mutations(_ few: Int) -> Int {
    ProcessInfo.processInfo.environment["ASIMOV_MUTATIONS"].flatMap { Int($0) } ?? few
  }

  /// Reads `count` damaged copies of `bytes`; each is refused, or gives columns of one length.
  ///
  /// - Returns: how many were refused.
  static func refusals(of bytes: [UInt8], ending: String, count: Int, seed: UInt64) throws -> Int {
    var mutations = Mutations(seed: seed)
    var refused = 0
    let clock = ContinuousClock()
    for number in 0..<count {
      try withFile(mutations.damage(bytes, number), ending: ending) { path in
        let file = EventFile(path: path, missing: 0)
        let start = clock.now
        do {
          let columns = try file.columns()
          let entries = columns.arrays.sorted { $0.key < $1.key }.filter { !$0.value.contains(0) }
            .map { $0.key + $0.value.map { _ in "[0]" }.joined() }
          let names = columns.names + columns.unlisted
          let table = try file.table(columns: names + entries.filter { !names.contains($0) })
          #expect(table.columns.allSatisfy { $0.values.count == table.count })
        } catch is EventFileError {
          refused += 1
        }
        #expect(clock.now - start < .seconds(10), "mutation \(number)")
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

  /// Numbers that lengths are often confused by.
  private static let words: [[UInt8]] = [
    [0xFF, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0x7F], [0, 0, 0, 0x80], [0, 0, 0, 0], Array("9999".utf8),
  ]

  /// `bytes` cut short, or with up to nine bits, bytes or words changed, removed or put in; every fiftieth is all random.
  mutating func damage(_ bytes: [UInt8], _ number: Int = 0) -> [UInt8] {
    if number % 50 == 49 { return (0..<256).map { _ in UInt8(random.number(below: 256)) } }
    var damaged = bytes
    if random.number(below: 5) == 0 { return Array(bytes.prefix(Int(random.number(below: UInt64(bytes.count))))) }
    for _ in 0...random.number(below: 8) {
      let place = Int(random.number(below: UInt64(damaged.count)))
      let byte = UInt8(random.number(below: 256))
      switch random.number(below: 8) {
      case 0: damaged.remove(at: place)
      case 1: damaged.insert(byte, at: place)
      case 2, 3: damaged[place] ^= 1 << (byte & 7)
      case 4:
        for (offset, byte) in Self.words[Int(byte) % Self.words.count].enumerated() where place + offset < damaged.count
        {
          damaged[place + offset] = byte
        }
      default: damaged[place] = byte
      }
    }
    return damaged
  }
}

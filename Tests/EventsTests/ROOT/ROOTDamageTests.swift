import Foundation
import Testing

@testable import Events

/// Damaged files are read or refused: no crash, no hang, no memory beyond what a file of that length can hold.
///
/// The suite damages some thousand files. All 100 000 take a few minutes:
///
///     ASIMOV_MUTATIONS=100000 swift test -c release -Xswiftc -enable-testing --scratch-path .build/tests --filter ROOTDamageTests
@Suite("ROOT files that are damaged")
struct ROOTDamageTests {
  private static let files = [
    "small-plain", "small-zlib", "small-oldzlib", "small-lzma", "small-lz4", "small-zstd", "several",
  ]
  private static let count = Fixture.mutations(7000)

  /// Where in a file the list of classes is: most of a small file, of which little is read.
  private static func classes(in bytes: [UInt8]) -> Range<Int> {
    guard let start = bytes.firstRange(of: Array("StreamerInfo".utf8))?.lowerBound,
      let last = bytes.lastRange(of: Array("TStreamerElement".utf8))?.upperBound, start < last
    else { return 0..<0 }
    return start + 64..<last
  }

  /// Changes bits, bytes and words outside the list of classes, or cuts the file short, or both.
  private static func damage(_ bytes: [UInt8], _ random: inout Philox, sparing spared: Range<Int>) -> [UInt8] {
    var damaged = bytes
    func below(_ count: Int) -> Int { Int(random.number(below: UInt64(count))) }
    for _ in 0...below(4) {
      var place = below(damaged.count)
      if spared.contains(place) { place = below(max(1, spared.lowerBound)) }
      switch below(6) {
      case 0, 1: damaged[place] ^= 1 << UInt8(below(8))
      case 2: damaged[place] = UInt8(below(256))
      // Numbers that sizes are often confused by.
      case 3:
        let word: [UInt8] = [
          [0xFF, 0xFF, 0xFF, 0xFF], [0x7F, 0xFF, 0xFF, 0xFF], [0x80, 0, 0, 0], [0, 0, 0, 0], [0x40, 0, 0, 0],
        ][below(5)]
        for (offset, byte) in word.enumerated() where place + offset < damaged.count { damaged[place + offset] = byte }
      case 4: damaged.swapAt(place, below(damaged.count))
      default: if below(4) == 0 { damaged.removeLast(below(damaged.count)) }
      }
      if damaged.isEmpty { return [] }
    }
    return damaged
  }

  /// All that there is in a file.
  private static func readAll(_ path: String) throws {
    let tree = path.contains("several") ? "deep/er/second" : nil
    let file = EventFile(path: path, group: tree, missing: 0)
    let columns = try file.columns()
    let table = try file.table(columns: columns.known)
    #expect(table.columns.allSatisfy { $0.values.count == table.count })
    // What these files can hold at the very most.
    #expect(table.count < 1 << 24)
  }

  @Test("are read or refused, each in no time", arguments: files)
  func mutations(name: String) throws {
    let bytes = try Fixture.bytes("\(name).root")
    let spared = Self.classes(in: bytes)
    var random = Philox(seed: 6)
    let folder = FileManager.default.temporaryDirectory
    let path = folder.appending(path: "\(UUID().uuidString)-\(name).root").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let clock = ContinuousClock()
    var refused = 0
    let count = Self.count / Self.files.count
    for number in 0..<count {
      let damaged =
        number % 50 == 49
        ? (0..<256).map { _ in UInt8(random.number(below: 256)) } : Self.damage(bytes, &random, sparing: spared)
      try Data(damaged).write(to: URL(fileURLWithPath: path))
      let start = clock.now
      do {
        try Self.readAll(path)
      } catch is EventFileError {
        refused += 1
      }
      #expect(clock.now - start < .seconds(10), "mutation \(number)")
    }
    #expect(refused > count / 10 && refused < count, "\(refused) of \(count)")
  }
}

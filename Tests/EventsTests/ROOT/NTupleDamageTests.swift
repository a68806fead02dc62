import Foundation
import Testing

@testable import Events

/// Damaged RNTuples are read or refused, as ``ROOTDamageTests`` has it of trees.
///
/// Checksums would refuse nearly all of them: half of the damage is done before the checksums are made. All 100 000 take some
/// ten minutes:
///
///     ASIMOV_MUTATIONS=100000 swift test -c release -Xswiftc -enable-testing --scratch-path .build/tests --filter NTupleDamageTests
@Suite("RNTuples that are damaged")
struct NTupleDamageTests {
  private static let files = ["ntuple-plain", "ntuple-changes", "ntuple-nested", "ntuple-zstd"]
  private static let count = Fixture.mutations(1000)

  /// Where the checksums of an uncompressed ntuple are.
  private struct Checksums {
    /// Of the anchor, whose checksum is big-endian.
    let anchor: Range<Int>
    /// What each is of, but for the anchor; the header first.
    let envelopes: [Range<Int>]
    let pages: [Range<Int>]

    init(_ path: String) throws {
      let file = try ROOTFile(path)
      let entry = try ROOTDirectory(file).entries[0]
      let anchor = try NTupleAnchor(entry.key, in: file)
      let tuple = try NTuple(anchor, path: "", in: file)
      let start = entry.key.place + entry.key.keyLength + 6
      self.anchor = start..<start + 64
      let locators = [anchor.header, anchor.footer] + tuple.pageLists
      envelopes = locators.map { $0.place..<$0.place + $0.length - 8 }
      pages = try tuple.clusters(of: nil, in: file).flatMap { $0.columns.values }.flatMap(\.pages).filter(\.hasChecksum)
        .map { $0.locator.place..<$0.locator.place + $0.locator.length }
    }

    /// Makes all checksums right.
    func mend(_ bytes: inout [UInt8]) {
      for page in pages { put(NTupleChecksum.of(bytes[page]), at: page.upperBound, in: &bytes) }
      for (place, envelope) in envelopes.enumerated() {
        // The footer and the lists of pages repeat the header's.
        if place > 0 {
          let header = NTupleChecksum.of(bytes[envelopes[0]])
          put(header, at: envelope.lowerBound + (place == 1 ? 16 : 8), in: &bytes)
        }
        put(NTupleChecksum.of(bytes[envelope]), at: envelope.upperBound, in: &bytes)
      }
      put(NTupleChecksum.of(bytes[anchor]).byteSwapped, at: anchor.upperBound, in: &bytes)
    }

    private func put(_ checksum: UInt64, at place: Int, in bytes: inout [UInt8]) {
      withUnsafeBytes(of: checksum.littleEndian) { bytes.replaceSubrange(place..<place + 8, with: $0) }
    }
  }

  /// Changes bits, bytes and words in a range.
  private static func damage(_ bytes: inout [UInt8], _ range: Range<Int>, _ random: inout Philox) {
    func below(_ count: Int) -> Int { Int(random.number(below: UInt64(count))) }
    for _ in 0...below(3) {
      let place = range.lowerBound + below(range.count)
      switch below(5) {
      case 0, 1: bytes[place] ^= 1 << UInt8(below(8))
      case 2: bytes[place] = UInt8(below(256))
      // Numbers that sizes are often confused by.
      case 3:
        let word: [UInt8] = [
          [0xFF, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0x7F], [0, 0, 0, 0x80], [0, 0, 0, 0], [0, 0, 0, 0x40],
        ][below(5)]
        for (offset, byte) in word.enumerated() where range.contains(place + offset) { bytes[place + offset] = byte }
      default: bytes.swapAt(place, range.lowerBound + below(range.count))
      }
    }
  }

  /// All that there is in a file, at once and each by itself, since one that is damaged spares the others from being read.
  private static func readAll(_ path: String) throws {
    let file = EventFile(path: path, missing: 0)
    let columns = try file.columns()
    var refusal: EventFileError?
    for name in columns.known {
      do {
        let table = try file.table(columns: [name])
        // What these files can hold at the very most.
        #expect(table.count < 1 << 24)
      } catch {
        if refusal == nil { refusal = error }
      }
    }
    if let refusal { throw refusal }
    _ = try file.table(columns: columns.known)
  }

  @Test("are read or refused, each in no time", arguments: files)
  func mutations(name: String) throws {
    let bytes = try Fixture.bytes("\(name).root")
    let checksums = name.contains("zstd") ? nil : try Checksums(Fixture.path("\(name).root"))
    var random = Philox(seed: 7)
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString)-\(name).root").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let clock = ContinuousClock()
    var refused = 0
    let count = Self.count / Self.files.count
    for number in 0..<count {
      var damaged = bytes
      if number % 2 == 0, let checksums {
        let targets = checksums.envelopes + [checksums.anchor]
        Self.damage(&damaged, targets[Int(random.number(below: UInt64(targets.count)))], &random)
        checksums.mend(&damaged)
      } else {
        Self.damage(&damaged, 0..<bytes.count, &random)
        if random.number(below: 10) == 0 { damaged.removeLast(Int(random.number(below: UInt64(bytes.count)))) }
      }
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

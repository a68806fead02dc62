import Testing

@testable import Events

@Suite("A stored dataset")
struct DatasetBytesTests {
  @Test("is read back as it was, and written the same way every time")
  func roundTrip() throws {
    let dataset = try Samples.dataset()
    let bytes = dataset.encoded()
    #expect(try Dataset(decoding: bytes) == dataset)
    #expect(try Dataset(decoding: bytes).encoded() == bytes)
    // Header, names, two samples without names, and per event a sample, a weight and two features.
    #expect(bytes.count == 20 + (4 + 4) + (4 + 2) + 2 * (4 + 1 + 16) + 3 * 8 + 2501 * (1 + 4 + 8))
    let several = try Samples.several()
    #expect(try Dataset(decoding: several.encoded()) == several)
  }

  @Test("cut short anywhere is refused")
  func cutShort() throws {
    let bytes = try Samples.dataset(signal: 20, background: 20).encoded()
    for length in 0..<bytes.count {
      #expect(throws: DatasetError.self) { try Dataset(decoding: Array(bytes.prefix(length))) }
    }
    #expect(throws: DatasetError.undecodable("1 bytes follow its end")) { try Dataset(decoding: bytes + [0]) }
  }

  @Test("of another kind or version is refused by name")
  func otherKind() throws {
    var bytes = try Samples.dataset().encoded()
    bytes[8] = 9
    #expect(throws: DatasetError.undecodable("version 9 is not version 2")) { try Dataset(decoding: bytes) }
    bytes[0] = 0
    #expect(throws: DatasetError.undecodable("it does not begin as a dataset does")) { try Dataset(decoding: bytes) }
  }

  @Test("that claims huge counts is refused without allocating them", arguments: [12, 16, 20, 28, 76])
  func hugeCounts(offset: Int) throws {
    var bytes = try Samples.dataset().encoded()
    for index in offset..<offset + 4 { bytes[index] = 0xFF }
    for index in 76..<84 where offset == 76 { bytes[index] = 0xFF }
    #expect(throws: DatasetError.self) { try Dataset(decoding: bytes) }
  }

  @Test("damaged is read as some valid dataset or refused, never a crash")
  func damaged() throws {
    let bytes = try Samples.several(each: 20).encoded()
    var mutations = Mutations(seed: 11)
    var refused = 0
    for _ in 0..<3000 {
      do {
        let dataset = try Dataset(decoding: mutations.damage(bytes))
        for split in [dataset.train, dataset.validation, dataset.test] {
          #expect(split.features.count == split.count * dataset.featureNames.count)
          #expect(split.features.allSatisfy { $0.isFinite })
          #expect(split.weights.allSatisfy { $0 >= 0 && $0.isFinite })
        }
      } catch {
        refused += 1
      }
    }
    #expect(refused > 1000)
  }
}

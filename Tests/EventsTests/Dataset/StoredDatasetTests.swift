import Storage
import Testing

@testable import Events

@Suite("A stored dataset")
struct StoredDatasetTests {
  @Test("is read back as it was, and written the same way every time")
  func roundTrip() throws {
    for dataset in [try Samples.dataset(), try Samples.several()] {
      let stored = dataset.stored
      #expect(try Dataset(stored: stored) == dataset)
      #expect(try Dataset(stored: stored).stored == stored)
    }
    // Header, names, and two samples without names.
    let stored = try Samples.dataset().stored
    #expect(stored["dataset"]?.count == 20 + (4 + 4) + (4 + 2) + 2 * (4 + 1 + 16))
    #expect(stored["train.features"]?.count == (500 + 751) * 2 * 4)
    #expect(stored["train.weights"]?.count == (500 + 751) * 4)
    #expect(stored["train.samples"]?.count == 500 + 751)
    #expect(stored.count == 10)
  }

  @Test("cut short anywhere, or with a part missing, is refused")
  func cutShort() throws {
    let whole = try Samples.dataset(signal: 20, background: 20).stored
    for (name, bytes) in whole {
      var part = whole
      for length in 0..<bytes.count {
        part[name] = bytes[0..<length]
        #expect(throws: DatasetError.self, "\(name) \(length)") { try Dataset(stored: part) }
      }
      part[name] = nil
      #expect(throws: DatasetError.self) { try Dataset(stored: part) }
    }
    var longer = whole
    longer["dataset"] = StoredBytes((whole["dataset"] ?? []).array + [0])
    #expect(throws: DatasetError.undecodable("1 bytes follow its end")) { try Dataset(stored: longer) }
  }

  @Test("of another kind or version is refused by name")
  func otherKind() throws {
    var stored = try Samples.dataset().stored
    var bytes = (stored["dataset"] ?? []).array
    bytes[8] = 9
    stored["dataset"] = StoredBytes(bytes)
    #expect(throws: DatasetError.undecodable("version 9 is not version 2")) { try Dataset(stored: stored) }
    bytes[0] = 0
    stored["dataset"] = StoredBytes(bytes)
    #expect(throws: DatasetError.undecodable("it does not begin as a dataset does")) { try Dataset(stored: stored) }
  }

  @Test("that claims huge counts is refused without allocating them", arguments: [12, 16, 20, 28])
  func hugeCounts(offset: Int) throws {
    var stored = try Samples.dataset().stored
    var bytes = (stored["dataset"] ?? []).array
    for index in offset..<offset + 4 { bytes[index] = 0xFF }
    stored["dataset"] = StoredBytes(bytes)
    #expect(throws: DatasetError.self) { try Dataset(stored: stored) }
  }

  @Test("damaged is read as some valid dataset or refused, never a crash")
  func damaged() throws {
    let whole = try Samples.several(each: 20).stored
    let names = whole.keys.sorted()
    var mutations = Mutations(seed: 11)
    var refused = 0
    for turn in 0..<4000 {
      var stored = whole
      let name = names[turn % names.count]
      stored[name] = StoredBytes(mutations.damage((whole[name] ?? []).array))
      do {
        let dataset = try Dataset(stored: stored)
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

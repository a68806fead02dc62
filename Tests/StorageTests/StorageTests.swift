import Foundation
import Testing

@testable import Storage

@Suite("Stored bytes")
struct StorageTests {
  private static func temporary<Result>(_ use: (String) throws -> Result) throws -> Result {
    let folder = NSTemporaryDirectory() + "asimov-storage-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try use(folder)
  }

  @Test("are those of the file, also after it has been replaced and removed")
  func mapped() throws {
    try Self.temporary { folder in
      let path = folder + "/file"
      try Data((0..<200).map { UInt8($0) }).write(to: URL(fileURLWithPath: path))
      let bytes = try StoredBytes(mapping: path)
      try Data([1, 2, 3]).write(to: URL(fileURLWithPath: path), options: .atomic)
      try FileManager.default.removeItem(atPath: path)
      #expect(bytes == StoredBytes(Array(0..<200)))
      #expect(bytes.hashValue == StoredBytes(Array(0..<200)).hashValue)
      #expect(bytes[10..<20][5..<7].array == [15, 16])
      #expect(bytes[10..<10].count == 0)
      #expect(bytes != StoredBytes(Array(1..<201)))
    }
  }

  @Test("of an empty file are none, and of no file an error")
  func edges() throws {
    try Self.temporary { folder in
      try Data().write(to: URL(fileURLWithPath: folder + "/empty"))
      #expect(try StoredBytes(mapping: folder + "/empty").array == [])
      #expect(throws: SystemError(code: ENOENT)) { try StoredBytes(mapping: folder + "/none") }
      #expect(throws: SystemError(code: EINVAL)) { try StoredBytes(mapping: folder) }
    }
  }

  @Test("are the same numbers wherever they begin", arguments: 0..<8)
  func floats(offset: Int) throws {
    let numbers = (0..<100).map { Float($0) / 3 }
    let bytes = [UInt8](repeating: 7, count: offset) + numbers.withUnsafeBytes { Array($0) } + [1, 2]
    let stored = StoredFloats(StoredBytes(bytes)[offset..<bytes.count])
    #expect(stored == StoredFloats(numbers))
    #expect(stored.hashValue == StoredFloats(numbers).hashValue)
    #expect(Array(stored) == numbers && stored.array == numbers)
    #expect(stored[99] == 33 && stored.count == 100)
    #expect(stored != StoredFloats(Array(numbers.dropLast()) + [0]))
  }

  @Test("of a file without a name are all that was appended, in small pieces and large ones, and leave nothing behind")
  func scratch() throws {
    try Self.temporary { folder in
      let file = try ScratchFile(in: folder)
      var all: [UInt8] = []
      for size in [3, 1_000_000, 200_000, 0, 3_000_000, 1] {
        let piece = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ size) }
        try piece.withUnsafeBytes { try file.append($0) }
        all += piece
      }
      #expect(file.count == all.count)
      let stored = try file.stored()
      #expect(stored == StoredBytes(all))
      try all.withUnsafeBytes { try file.append($0) }
      #expect(stored.count == all.count)
      #expect(try file.stored().count == 2 * all.count)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
    }
    #expect(throws: SystemError(code: ENOENT)) { try ScratchFile(in: "/none/such") }
  }
}

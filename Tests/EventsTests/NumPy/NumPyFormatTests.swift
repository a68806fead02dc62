import Events
import Foundation
import Testing

@Suite("NumPy's files, and CSV packed by gzip")
struct NumPyFormatTests {
  typealias Expected = [String: [String: [Float]]]

  private static func file(_ name: String, _ parts: [String]) throws -> EventFile {
    let url = try #require(
      Bundle.module.url(
        forResource: parts[0], withExtension: parts.dropFirst().joined(separator: "."), subdirectory: "Fixtures"))
    return EventFile(path: url.path)
  }

  private static func file(_ name: String) throws -> EventFile {
    try file(name, name.split(separator: ".", maxSplits: 1).map(String.init))
  }

  @Test(
    "hold the numbers that NumPy reads",
    arguments: ["numpy.npz", "numpy_packed.npz", "records.npy", "matrix.npy", "fortran.npy", "table.csv.gz"])
  func agreeWithNumPy(name: String) throws {
    let expected = try #require(try Fixture.json("numpy_files.json", as: Expected.self)[name])
    let file = try Self.file(name)
    #expect(Set(try file.columnNames()).isSubset(of: expected.keys))
    let names = expected.keys.sorted()
    let table = try file.table(columns: names)
    #expect(table.count == 7)
    for column in table.columns { #expect(column.values == expected[column.name], "\(column.name)") }
  }

  @Test("tell what a name stands for that is no column")
  func unsuitable() throws {
    let packed = try Self.file("numpy.npz")
    func reason(_ file: EventFile, _ column: String) -> String {
      do throws(EventFileError) {
        _ = try file.table(columns: [column])
        return "read"
      } catch {
        return error.description(naming: "f")
      }
    }
    #expect(reason(packed, "x00") == "f: there is no column 'x00'; did you mean 'x0'?")
    #expect(reason(packed, "words") == "f: column 'words' holds the type <U2, and no numbers")
    #expect(reason(packed, "jets").contains("is an array"))
    #expect(reason(packed, "jets[3]").contains("is beyond the array"))
    let records = try Self.file("records.npy")
    #expect(reason(records, "name") == "f: column 'name' holds the type |S5, and no numbers")
    #expect(reason(records, "p[0]").contains("is beyond the array 'p', whose entries are [0] to [1] × [0] to [1]"))
  }

  @Test("have no groups")
  func groups() throws {
    let file = try Self.file("matrix.npy")
    #expect(try file.columnNames() == (0..<4).map { "matrix[\($0)]" })
    #expect(throws: EventFileError.self) { try EventFile(path: file.path, group: "x").columnNames() }
  }

  @Test(
    "that are cut short anywhere are refused",
    arguments: ["numpy.npz", "numpy_packed.npz", "records.npy", "fortran.npy"])
  func cutShort(name: String) throws {
    let file = try Self.file(name)
    let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: file.path)))
    let ending = String(name.split(separator: ".")[1])
    for length in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 200)) {
      try Fixture.withFile(Array(bytes[..<length]), ending: ending) { path in
        #expect(throws: EventFileError.self) {
          let cut = EventFile(path: path)
          let names = try cut.columnNames()
          _ = try cut.table(columns: names)
          // What is cut off at the end of a zip file takes its directory with it.
          if names.isEmpty { throw EventFileError(file: path, reason: .noTree) }
        }
      }
    }
  }
}

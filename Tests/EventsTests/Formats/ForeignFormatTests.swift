import Events
import Testing

@Suite("Files of formats that are not read")
struct ForeignFormatTests {
  @Test(
    "are told with the line that converts them",
    arguments: [
      ("data/a.parquet", "Parquet", "read_parquet('data/a.parquet')", "savez('data/a.npz'"),
      ("A.Feather", "Feather", "read_feather('A.Feather')", "savez('A.npz'"),
      ("b.orc", "ORC", "read_orc('b.orc')", "'b.npz'"),
    ])
  func remedies(path: String, name: String, reading: String, writing: String) throws {
    let error = try #require(throws: EventFileError.self) { try EventFile(path: path).columns() }
    #expect(error.description.hasPrefix("\(path): \(name) is not read"))
    #expect(error.description.contains(reading) && error.description.contains(writing), "\(error)")
  }
}

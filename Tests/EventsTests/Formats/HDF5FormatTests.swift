import Foundation
import Testing

@testable import Events

@Suite("HDF5")
struct HDF5FormatTests {
  struct Facts: Decodable {
    let count: Int
    let sum: Double
    let absolute: Double
    let minimum: Float
    let maximum: Float
    let first: Float
    let last: Float
    let unit: String?
  }

  struct Oracle: Decodable {
    let numbers: [String: Facts]
    let nominal: [String: Facts]
    let shipped: [String: [String: Facts]]
  }

  /// The data that the shipped templates read.
  static let shippedData = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../templates/data").standardized

  private func compare(_ table: EventTable, with facts: [String: Facts]) throws {
    for (name, expected) in facts {
      let column = try table.column(name)
      let values = column.values
      #expect(values.count == expected.count)
      #expect(values.min() == expected.minimum, "\(name)")
      #expect(values.max() == expected.maximum, "\(name)")
      #expect(values.first == expected.first, "\(name)")
      #expect(values.last == expected.last, "\(name)")
      #expect(column.unit == expected.unit, "\(name)")
      let sum = values.reduce(0) { $0 + Double($1) }
      #expect(abs(sum - expected.sum) <= 1e-12 * expected.absolute, "\(name)")
    }
  }

  @Test("of every numeric type, byte order and layout has h5py's values and units")
  func agreesWithH5py() throws {
    let oracle = try Fixture.json("hdf5.json", as: Oracle.self)
    let path = try Fixture.path("numbers.h5")
    let file = EventFile(path: path)
    #expect(try file.columnNames() == oracle.numbers.keys.sorted())
    try compare(try file.table(columns: file.columnNames()), with: oracle.numbers)
    let nominal = EventFile(path: path, group: "nominal")
    #expect(try nominal.columnNames() == ["f4", "unité"])
    try compare(try nominal.table(columns: ["unité", "f4"]), with: oracle.nominal)
  }

  @Test(
    "as shipped with the templates has h5py's values and units", arguments: ["stop_600_400", "stop_900_100", "ttbar"])
  func shippedFiles(name: String) throws {
    let oracle = try Fixture.json("hdf5.json", as: Oracle.self)
    let expected = try #require(oracle.shipped["\(name).h5"])
    let file = EventFile(path: Self.shippedData.appending(path: "\(name).h5").path)
    #expect(try file.columnNames() == expected.keys.sorted())
    #expect(expected.count == 23)
    try compare(try file.table(columns: file.columnNames()), with: expected)
  }

  @Test("gives the columns asked for, in that order, and reads no other")
  func onlyWhatIsAsked() throws {
    // The file's other columns could not be read.
    let table = try EventFile(path: Fixture.path("unsuitable.h5")).table(columns: ["nine"])
    #expect(table.columnNames == ["nine"])
    #expect(table.count == 9)
    let none = try EventFile(path: Fixture.path("unsuitable.h5")).table(columns: [])
    #expect(none.count == 0)
  }

  @Test(
    "refuses a column that is none, naming file, column and reason",
    arguments: [
      ("square", "is an array ([0] to [1])"), ("square[2]", "is beyond the array"), ("scalar", "is a single value"),
      ("text", "holds texts, and no numbers"), ("record", "holds records; say tree: /record"),
      ("undefined", "is nan for event 7"), ("huge", "is inf for event 0"),
      ("unwritten", "0 bytes are stored for 1099511627776 values"), ("tem", "did you mean 'ten'?"),
      ("nowhere", "there is no column 'nowhere'"), ("../ten", "there is no column '../ten'"),
    ])
  func unsuitable(column: String, reason: String) throws {
    let path = try Fixture.path("unsuitable.h5")
    let error = try #require(throws: EventFileError.self) { try EventFile(path: path).table(columns: ["ten", column]) }
    #expect(error.file == path)
    #expect(error.description.contains(column))
    #expect(error.description.contains(reason), "\(error)")
  }

  @Test("refuses columns of different lengths and a column asked for twice")
  func lengths() throws {
    let path = try Fixture.path("unsuitable.h5")
    let lengths = EventTableError.differentLengths(column: "nine", count: 9, other: "ten", otherCount: 10)
    #expect(throws: EventFileError(file: path, reason: .table(lengths))) {
      try EventFile(path: path).table(columns: ["ten", "nine"])
    }
    #expect(throws: EventFileError(file: path, reason: .table(.duplicateColumn("ten")))) {
      try EventFile(path: path).table(columns: ["ten", "ten"])
    }
  }

  @Test("refuses a missing file, a file of another kind and a missing group")
  func unreadable() throws {
    let missing = try #require(throws: EventFileError.self) { try EventFile(path: "/nowhere/a.h5").columnNames() }
    #expect(missing.description.hasPrefix("/nowhere/a.h5: cannot be opened"))
    try Fixture.withFile("a,b\n1,2\n", ending: "h5") { path in
      #expect(throws: EventFileError.self) { try EventFile(path: path).columnNames() }
    }
    let path = try Fixture.path("numbers.h5")
    #expect(throws: EventFileError(file: path, reason: .missingGroup("nominla", nearest: "nominal"))) {
      try EventFile(path: path, group: "nominla").columnNames()
    }
    #expect(
      throws: EventFileError(
        file: "data.txt", reason: .unknownFormat(known: ".h5, .hdf5, .hdf, .root, .npy, .npz, .csv, .csv.gz"))
    ) {
      try EventFile(path: "data.txt").columnNames()
    }
  }

  @Test("read from many threads at once is the same for each")
  func threads() async throws {
    let file = try EventFile(path: Fixture.path("numbers.h5"))
    let expected = try file.table(columns: ["f4", "packed"])
    let all = try await withThrowingTaskGroup(of: EventTable.self) { group in
      for _ in 0..<16 { group.addTask { try file.table(columns: ["f4", "packed"]) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(all.allSatisfy { $0 == expected })
    #expect(all.count == 16)
  }
}

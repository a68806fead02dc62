import Foundation
import Testing

@testable import Events

@Suite("HDF5 tables of h5py and pandas")
struct HDF5TableTests {
  /// By file, place in it and name of the column.
  typealias Expected = [String: [String: [String: [Float]]]]

  private func reason(_ file: EventFile, _ column: String? = nil) -> String {
    do throws(EventFileError) {
      _ = try column == nil ? file.columns().names : file.table(columns: [column ?? ""]).columnNames
      return "read"
    } catch {
      return error.description(naming: "f")
    }
  }

  @Test(
    "hold the numbers that h5py, pandas and PyTables read",
    arguments: ["tables.h5", "records.h5", "pandas.h5", "frame.h5"])
  func agreeWithPython(name: String) throws {
    let places = try #require(try Fixture.json("hdf5_tables.json", as: Expected.self)[name])
    for (place, expected) in places {
      let file = try EventFile(path: Fixture.path(name), group: place.isEmpty ? nil : place)
      let found = try file.columns()
      #expect(Set(found.names).isSubset(of: expected.keys), "\(place): \(found.names)")
      #expect(found.names == expected.keys.filter { !$0.contains("[") && $0 != "index" }.sorted(), "\(place)")
      let table = try file.table(columns: expected.keys.sorted())
      for column in table.columns { #expect(column.values == expected[column.name], "\(place): \(column.name)") }
    }
  }

  @Test("tell arrays and what holds no numbers apart, and find the entries of arrays")
  func findings() throws {
    let found = try EventFile(path: Fixture.path("tables.h5"), group: "every/events").columns()
    #expect(found.arrays == ["x": [3], "m": [2, 2], "flags": [2]])
    for (name, finding) in [
      ("x[2]", EventColumns.Finding.column), ("jet.pt", .column), ("jet", .missing), ("nowhere", .missing),
      ("word", .unsuitable(why: "holds texts, and no numbers")),
      ("text", .unsuitable(why: "holds texts, and no numbers")),
      ("hits", .unsuitable(why: "holds lists of varying length, and no numbers")),
      ("jets", .unsuitable(why: "holds arrays of records, and no numbers")),
      ("x[3]", .unsuitable(why: "is beyond the array 'x', whose entries are [0] to [2]")),
      ("x", .unsuitable(why: "is an array ([0] to [2]); name one of its entries, such as 'x[0]'")),
    ] {
      #expect(found.find(name) == finding, "\(name)")
    }
    let arrays = try EventFile(path: Fixture.path("tables.h5"), group: "arrays").columns()
    #expect(arrays.arrays == ["matrix": [4], "cube": [2, 3]])
    #expect(arrays.find("grid") == .unsuitable(why: "holds records in 2 dimensions; a table has one"))
  }

  @Test("say which place to name, where none or several could be meant")
  func places() throws {
    let path = try Fixture.path("tables.h5")
    func reason(_ group: String?) -> String { self.reason(EventFile(path: path, group: group)) }
    #expect(reason("two") == "f: several tables are in the file: 'two/a', 'two/b'; say under tree: which one")
    #expect(reason(nil).hasPrefix("f: several groups are in the file: '/alone', '/arrays', '/claims'"))
    #expect(reason("nothing") == "f: 'nothing/here' holds no datasets")
    #expect(reason("nothin") == "f: there is no group 'nothin'; did you mean 'nothing'?")
    #expect(
      reason("mixed/weight")
        == "f: 'mixed/weight' is a dataset of numbers; name the group that it is in, where it is a column")
    #expect(reason("arrays/grid") == "f: 'arrays/grid' holds records in 2 dimensions; a table has one")
    #expect(
      self.reason(EventFile(path: path, group: "mixed"), "events")
        == "f: column 'events' holds records; say tree: mixed/events to read their members")
    #expect(try EventFile(path: path, group: "empty").table(columns: ["MET", "p[1]"]).count == 0)
  }

  @Test(
    "that claim more rows than their bytes can hold are refused before memory is asked for",
    arguments: ["chunks", "piece"])
  func claims(name: String) throws {
    let file = try EventFile(path: Fixture.path("tables.h5"), group: "claims/\(name)")
    #expect(reason(file, "MET") == "f: column 'MET' cannot be read: 0 bytes are stored for 1000000000000 values")
  }

  @Test("of many blocks are whole, whatever columns are asked for")
  func blocks() throws {
    let file = try EventFile(path: Fixture.path("blocks.h5"))
    let table = try file.table(columns: ["c", "d[1]", "a", "b"])
    #expect(table.count == 500_000)
    for (column, value) in zip(
      table.columns, [{ $0 % 3 }, { -($0 % 5) }, { $0 % 251 }, { $0 % 7 }] as [(Int) -> Int])
    {
      #expect(column.values == (0..<500_000).map { Float(value($0)) }, "\(column.name)")
    }
    #expect(try file.table(columns: ["b"]).columns[0].values == table.columns[3].values)
  }

  @Test("of pandas say what is no number, and how to write a frame whose names cannot be read")
  func pandas() throws {
    let path = try Fixture.path("pandas.h5")
    func reason(_ group: String, _ column: String) -> String {
      self.reason(EventFile(path: path, group: group), column)
    }
    for place in ["blocks", "columns"] {
      #expect(reason(place, "name") == "f: column 'name' holds texts, and no numbers")
    }
    for place in ["blocks", "fixed"] {
      #expect(reason(place, "when") == "f: column 'when' holds dates, and no numbers")
    }
    #expect(reason("category", "kind") == "f: column 'kind' holds categories, and no numbers")
    #expect(reason("blocks", "pz") == "f: there is no column 'pz'; did you mean 'pt'?")
    let remedy = "write the frame with to_hdf(…, format='table', data_columns=True), and names that are texts"
    #expect(
      reason("levels", "a")
        == "f: 'levels/table' has columns in 'values_block_0' whose names only Python can read; \(remedy)")
    #expect(
      reason("levels_fixed", "a")
        == "f: 'levels_fixed' has columns in 'block0_values' whose names are no texts; \(remedy)")
    #expect(
      reason("blosc", "pt")
        == "f: column 'pt' cannot be read: it is packed by the filter 'blosc', number 32001, which libhdf5 lacks here; "
        + "write it with gzip (in pandas complib='zlib')")
  }
}

@Suite("Pickled names")
struct PickledNamesTests {
  @Test(
    "are read from the list that Python writes",
    arguments: [
      ("(lp0\n.", []), ("(lp0\nVpt\np1\na.", ["pt"]), ("(lp0\nVpt\np1\naVphi\np2\na.", ["pt", "phi"]),
      ("(lp0\nI0\naI12\na.", ["0", "12"]), ("(lp0\nV\\u03c3\\u005cx\\U0001f600\np1\na.", ["σ\\x😀"]),
    ] as [(String, [String])])
  func lists(pickle: String, names: [String]) {
    #expect(PickledNames(Array(pickle.utf8))?.names == names)
  }

  @Test("are refused in any other pickle: nothing is executed")
  func others() {
    for pickle in [
      "", ".", "(lp0", "(lp0\n", "(lp0\nVpt\np1\n.", "(lp0\nVpt\na.", "(lp0\nVpt\np1\na.x", "(lp0\nVpt\np1\na.\n", "N.",
      "(lp0\n(Va\np1\nVb\np2\ntp3\na.", "(lp0\nVpt\np1\nag1\na.", "cos\nsystem\n(S'true'\ntR.",
      "(lp0\nV\\ud800\np1\na.",
    ] {
      #expect(PickledNames(Array(pickle.utf8)) == nil, "\(pickle)")
    }
  }
}

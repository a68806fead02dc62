import Foundation
import Testing

@testable import Events

@Suite("ROOT trees")
struct ROOTFormatTests {
  private static let packings = ["plain", "zlib", "oldzlib", "lzma", "lz4", "zstd"]

  private func compare(_ file: EventFile) throws {
    let expected = try Fixture.json("root.json", as: [String: [Float]].self)
    let table = try file.table(columns: expected.keys.sorted())
    #expect(table.count == 60)
    for column in table.columns { #expect(column.values == expected[column.name], "\(column.name)") }
  }

  @Test(
    "of every type and packing, in one basket or several, has the values that uproot was given", arguments: packings,
    [1, 5])
  func agreesWithUproot(packing: String, baskets: Int) throws {
    try compare(EventFile(path: Fixture.path("types.root"), group: "\(packing)_\(baskets)", missing: -99))
  }

  @Test("in the layout of files beyond 2 GB has the values that uproot was given")
  func largeLayout() throws { try compare(EventFile(path: Fixture.path("large.root"), missing: -99)) }

  @Test("numbers are columns by their names, and arrays by their entries")
  func columns() throws {
    let columns = try EventFile(path: Fixture.path("large.root")).columns()
    #expect(
      columns.names == ["i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f4", "f8", "flag", "njet"])
    #expect(columns.arrays == ["x": [4], "matrix": [2, 3], "jet_pt": [nil], "jet_charge": [nil]])
    for (name, finding) in [
      ("f4", EventColumns.Finding.column), ("x[3]", .column), ("matrix[1][2]", .column), ("jet_pt[99]", .column),
      ("f5", .missing), ("y[0]", .missing), ("x[-1]", .missing), ("x[1", .missing),
      ("x", .unsuitable(why: "is an array ([0] to [3]); name one of its entries, such as 'x[0]'")),
      (
        "matrix",
        .unsuitable(why: "is an array ([0] to [1] × [0] to [2]); name one of its entries, such as 'matrix[0][0]'")
      ),
      ("jet_pt", .unsuitable(why: "is an array ([0], [1] and on); name one of its entries, such as 'jet_pt[0]'")),
      ("x[4]", .unsuitable(why: "is beyond the array 'x', whose entries are [0] to [3]")),
      ("matrix[1]", .unsuitable(why: "is beyond the array 'matrix', whose entries are [0] to [1] × [0] to [2]")),
      ("f4[0]", .unsuitable(why: "has an index, and 'f4' is one number an event; leave the index out")),
    ] {
      #expect(columns.find(name) == finding, "\(name)")
    }
  }

  @Test("the only tree needs no name; of several, each is found by its path and cycle, the latest by the name alone")
  func trees() throws {
    let path = try Fixture.path("several.root")
    func values(_ tree: String, _ column: String) throws -> [Float] {
      try EventFile(path: path, group: tree).table(columns: [column]).columns[0].values
    }
    #expect(try values("first", "a") == [0, 1, 2])
    #expect(try values("/first", "a") == [0, 1, 2])
    #expect(try values("deep/er/second", "b") == [0, 1, 2, 3])
    #expect(try values("again", "c") == [2, 2, 2])
    #expect(try values("again;2", "c") == [2, 2, 2])
    #expect(try values("again;1", "c") == [1, 1])
    #expect(throws: EventFileError(file: path, reason: .severalTrees(["again", "deep/er/second", "first"]))) {
      try EventFile(path: path).columns()
    }
    #expect(
      throws: EventFileError(
        file: path, reason: .missingTree("second", known: ["again", "deep/er/second", "first"]))
    ) { try EventFile(path: path, group: "second").columns() }
    let none = try Fixture.path("none.root")
    #expect(throws: EventFileError(file: none, reason: .noTree)) { try EventFile(path: none).columns() }
  }

  private func message(_ path: String, tree: String? = nil, missing: Float? = nil, column: String) throws -> String {
    let error = try #require(throws: EventFileError.self) {
      try EventFile(path: path, group: tree, missing: missing).table(columns: [column])
    }
    #expect(error.description.hasPrefix(path))
    return String(error.description.dropFirst(path.count))
  }

  @Test("an event without the entry asked for is told with the remedy, unless a value is given for it")
  func missingEntries() throws {
    let path = try Fixture.path("large.root")
    #expect(
      try message(path, column: "jet_pt[1]")
        == ": tree 'events': branch 'jet_pt': event 0 (counted from 0) has 0 entries, and [1] is asked for; "
        + "give a value for such events, such as missing: 0, or drop them")
    // Of the same event, however the baskets lie.
    #expect(
      try message(path, column: "jet_charge[3]").contains(
        "event 0 (counted from 0) has 0 entries, and [3] is asked for"))
    let table = try EventFile(path: path, missing: 7).table(columns: ["jet_pt[5]"])
    #expect(table.columns[0].values == [Float](repeating: 7, count: 60))
  }

  @Test("what is no column is told with file, tree, branch and remedy")
  func unsuitable() throws {
    let path = try Fixture.path("large.root")
    #expect(try message(path, column: "f5") == ": there is no column 'f5'; did you mean 'f4'?")
    #expect(
      try message(path, column: "x")
        == ": tree 'events': branch 'x': is an array ([0] to [3]); name one of its entries, such as 'x[0]'")
  }

  @Test("a file that is none, is cut short or is not there is refused")
  func unreadable() throws {
    try Fixture.withFile("a,b\n1,2\n", ending: "root") { path in
      let told = try message(path, column: "a")
      #expect(
        told == ": cannot be opened as a ROOT file: it does not begin as one; name a file that ROOT or uproot wrote")
    }
    #expect(
      try message("/nowhere/a.root", column: "a") == ": cannot be opened as a ROOT file: No such file or directory")
    let whole = try Fixture.bytes("large.root")
    try Fixture.withFile(Array(whole.prefix(whole.count - 7)), ending: "root") { path in
      let told = try message(path, column: "f4")
      #expect(told.contains("byte \(whole.count - 7)") && told.contains("the file was cut short"), "\(told)")
    }
  }

  @Test("damaged packed bytes are told with tree, branch and byte")
  func damagedBasket() throws {
    var bytes = try Fixture.bytes("small-lz4.root")
    // The first block of the first basket.
    let place = try #require(bytes.firstRange(of: Array("L4".utf8) + [1])?.lowerBound)
    bytes[place + 20] ^= 0x10
    try Fixture.withFile(bytes, ending: "root") { path in
      var told: [String] = []
      for column in ["f4", "u2", "njet", "jet_pt[0]", "jet_charge[0]"] {
        do {
          _ = try EventFile(path: path, missing: 0).table(columns: [column])
        } catch {
          told.append(String("\(error)".dropFirst(path.count)))
        }
      }
      #expect(told.count == 1)
      #expect(told[0].contains(": tree 'events': branch '"))
      #expect(
        told[0].hasSuffix(
          "': byte \(place): packed bytes (lz4) are damaged; the file is damaged: copy it again, or make it anew"))
    }
  }

  @Test("a basket that is not the next one is told by its place in the file")
  func disordered() throws {
    var bytes = try Fixture.bytes("small-plain.root")
    // The first events of the last branch's baskets of 30, and the end.
    let firsts = [UInt8](repeating: 0, count: 15) + [30] + [UInt8](repeating: 0, count: 7) + [60]
    let place = try #require(bytes.lastRange(of: firsts)).lowerBound
    bytes[place + 7] = 1
    try Fixture.withFile(bytes, ending: "root") { path in
      let error = try #require(throws: EventFileError.self) {
        try EventFile(path: path, missing: 0).table(columns: ["jet_charge[0]"])
      }
      guard case .damaged(_, _, let offset, let why) = error.reason else {
        Issue.record(error)
        return
      }
      #expect(why == "a basket begins at event 1, and event 0 is due")
      #expect(bytes[offset..<offset + 64].firstRange(of: Array("TBasket".utf8)) != nil)
    }
  }

  @Test("read from many threads at once is the same for each")
  func threads() async throws {
    let file = try EventFile(path: Fixture.path("large.root"), missing: 0)
    let expected = try file.table(columns: ["f4", "jet_pt[0]"])
    let all = try await withThrowingTaskGroup(of: EventTable.self) { group in
      for _ in 0..<16 { group.addTask { try file.table(columns: ["f4", "jet_pt[0]"]) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(all.allSatisfy { $0 == expected })
  }
}

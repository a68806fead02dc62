import Foundation
import Testing

@testable import Events

@Suite("Friends")
struct FriendTests {
  /// 60 events: branches f4, u2, njet, jet_pt[njet], jet_charge[njet].
  private func root(_ friends: [EventFile], alias: String? = nil) throws -> EventFile {
    try EventFile(path: Fixture.path("small-zlib.root"), group: "events", alias: alias, friends: friends)
  }

  private func hdf5(_ group: String, alias: String? = nil) throws -> EventFile {
    try EventFile(path: Fixture.path("friends.h5"), group: group, alias: alias)
  }

  private func withCSV(rows: Int, _ body: (EventFile) throws -> Void) throws {
    let text = "run,event\n" + (0..<rows).map { "\($0 / 10),\($0)\n" }.joined()
    try Fixture.withFile(text, ending: "csv") { try body(EventFile(path: $0, alias: "ids")) }
  }

  private func message(_ file: EventFile, _ columns: [String]) -> String {
    do throws(EventFileError) {
      _ = try file.table(columns: columns)
      return "read"
    } catch {
      return error.description(naming: "main.root")
    }
  }

  @Test("of ROOT, HDF5 and CSV give the columns that each file has, in the order asked for")
  func mixture() throws {
    try withCSV(rows: 60) { csv in
      let file = try root([hdf5("flat"), hdf5("table", alias: "second"), csv])
      let names = ["events.f4", "u2", "njet", "flat.f4", "flat.score", "n", "second.score", "run", "event"]
      #expect(try file.columnNames() == names)
      let wanted = ["event", "events.f4", "second.score", "x[1]", "u2", "flat.f4", "events.u2", "ids.run", "flat.x[0]"]
      let table = try file.table(columns: wanted)
      #expect(table.columnNames == wanted)
      let alone = try root([]).table(columns: ["f4", "u2"])
      let rows = (0..<60).map { Float($0) }
      let (doubled, halved, negative) = (rows.map { 2 * $0 }, rows.map { $0 / 2 }, rows.map { -$0 })
      let (f4, u2) = (alone.columns[0].values, alone.columns[1].values)
      let runs = (0..<60).map { Float($0 / 10) }
      let expected: [[Float]] = [rows, f4, halved, doubled, u2, negative, u2, runs, rows]
      #expect(table.columns.map(\.values) == expected)
    }
  }

  @Test("may be other trees of the same file")
  func trees() throws {
    let path = try Fixture.path("several.root")
    let file = EventFile(
      path: path, group: "first", friends: [EventFile(path: path, group: "again;2", alias: "second")])
    let table = try file.table(columns: ["a", "c", "second.c"])
    #expect(table.count == 3)
    #expect(table.columns[1].values == table.columns[2].values)
    let short = EventFile(path: path, group: "first", friends: [EventFile(path: path, group: "deep/er/second")])
    let expected =
      "main.root has 3 events and its friend \(path), 'deep/er/second' has 4; "
      + "a friend has the same events in the same order"
    #expect(message(short, ["a", "b"]) == expected)
    // Also where nothing is asked of one of them.
    #expect(message(short, ["a"]) == expected)
    #expect(message(short, ["b"]) == expected)
  }

  @Test("find a name that several have only with the qualifier of one")
  func findings() throws {
    let (flat, table) = (try hdf5("flat"), try hdf5("table", alias: "second"))
    let found = try root([flat, table]).columns()
    let main = try Fixture.path("small-zlib.root")
    for (name, finding) in [
      (
        "f4",
        EventColumns.Finding.unsuitable(
          why: "is in \(main), 'events' and in \(flat.path), 'flat'; say 'events.f4' or 'flat.f4'")
      ),
      (
        "score",
        .unsuitable(
          why: "is in \(flat.path), 'flat' and in \(flat.path), 'table'; say 'flat.score' or 'second.score'")
      ),
      ("events.f4", .column), ("second.score", .column), ("events.njet", .column), ("jet_pt[0]", .column),
      ("events.jet_pt[0]", .column), ("flat.x[1]", .column),
      (
        "x[2]",
        .unsuitable(
          why: "is beyond the array 'x', whose entries are [0] to [1]")
      ),
      ("x", .unsuitable(why: "is an array ([0] to [1]); name one of its entries, such as 'x[0]'")),
      ("third.score", .missing), ("table.score", .missing), ("events.score", .missing),
    ] {
      #expect(found.find(name) == finding, "\(name)")
    }
    let reason = message(try root([flat, table]), ["second.scor"])
    #expect(reason == "main.root: there is no column 'second.scor'; did you mean 'second.score'?")
  }

  @Test("that cannot be told apart need aliases")
  func sameQualifiers() throws {
    let file = try root([hdf5("flat"), hdf5("flat")])
    let reason = message(file, ["flat.score"])
    #expect(reason.hasSuffix("give each friend an alias of its own"), "\(reason)")
    let named = try root([hdf5("flat", alias: "a"), hdf5("flat", alias: "b")])
    #expect(try named.table(columns: ["a.score", "b.score"]).count == 60)
  }

  @Test("that cannot be read are told with their own names")
  func faults() throws {
    let missing = try root([EventFile(path: "/nowhere/b.csv")])
    let reason = message(missing, ["f4"])
    #expect(reason.hasPrefix("main.root: its friend /nowhere/b.csv: "), "\(reason)")
    try withCSV(rows: 59) { csv in
      let reason = message(try root([csv]), ["u2", "event"])
      #expect(
        reason
          == "main.root has 60 events and its friend \(csv.path) has 59; a friend has the same events in the same order"
      )
    }
    try Fixture.withFile("a\n1\nx\n", ending: "csv") { path in
      let reason = message(try root([EventFile(path: path)]), ["a"])
      #expect(reason == "main.root: its friend \(path):3: column 'a': 'x' is not a decimal number")
    }
  }

  @Test("are named by their alias, else by their tree, else by their file")
  func qualifiers() {
    #expect(EventFile(path: "a/b.c.root", group: "d/e;2", alias: "f").qualifier == "f")
    #expect(EventFile(path: "a/b.c.root", group: "d/e;2").qualifier == "e")
    #expect(EventFile(path: "a/b.csv.gz").qualifier == "b")
  }
}

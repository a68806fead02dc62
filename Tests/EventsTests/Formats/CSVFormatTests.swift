import Foundation
import Testing

@testable import Events

@Suite("CSV")
struct CSVFormatTests {
  private func table(_ text: String, columns: [String]) throws -> EventTable {
    try Fixture.withFile(text, ending: "csv") { try EventFile(path: $0).table(columns: columns) }
  }

  private func message(_ text: String, columns: [String] = ["a", "b"]) throws -> String {
    try Fixture.withFile(text, ending: "csv") { path in
      let error = try #require(throws: EventFileError.self, "\(text)") {
        try EventFile(path: path).table(columns: columns)
      }
      #expect(error.description.hasPrefix(path))
      return String(error.description.dropFirst(path.count))
    }
  }

  @Test("numbers in any spelling are Python's, to the last bit")
  func agreesWithPython() throws {
    let expected = try Fixture.json("spellings.json", as: [String: [Float]].self)
    let file = try EventFile(path: Fixture.path("spellings.csv"))
    #expect(try file.columnNames() == ["pt", "m \"visible\", GeV", "n jet", "σ"])
    let table = try file.table(columns: file.columnNames())
    #expect(table.count == 480)
    for column in table.columns { #expect(column.values == expected[column.name]) }
  }

  @Test("gives the columns asked for, in that order, and parses no other")
  func onlyWhatIsAsked() throws {
    let table = try table("a,note,b\n1,\"x, \"\"y\"\"\",2\n3,,4\n", columns: ["b", "a"])
    #expect(table.columns.map(\.values) == [[2, 4], [1, 3]])
  }

  @Test(
    "rows may end in LF or CRLF, the last one in nothing or empty lines, and the text may start with a mark",
    arguments: [
      "a,b\n1,2\n3,4\n", "a,b\r\n1,2\r\n3,4\r\n", "a,b\n1,2\n3,4", "\u{FEFF}a,b\r\n1,2\r\n3,\"4\"",
      "a,b\n1,2\n3,4\n\n\r\n",
    ])
  func lineEnds(text: String) throws {
    let table = try table(text, columns: ["a", "b"])
    #expect(table.columns.map(\.values) == [[1, 3], [2, 4]])
  }

  @Test("may have no rows, and quoted names over two lines")
  func noRows() throws {
    let table = try table("a,\"b\nc\"\n", columns: ["b\nc"])
    #expect(table.count == 0)
  }

  @Test(
    "names line and column of what is wrong",
    arguments: [
      ("a,b\n1,2\n3,x\n", ":3: column 'b': 'x' is not a decimal number"),
      ("a,b\n1, 2\n", ":2: column 'b': ' 2' is not a decimal number"),
      ("a,b\n0x10,2\n", ":2: column 'a': '0x10' is not a decimal number"),
      ("a,b\n1e,2\n", ":2: column 'a': '1e' is not a decimal number"),
      ("a,b\n1,\"2,5\"\n", ":2: column 'b': '2,5' is not a decimal number"),
      ("a,b\ninf,2\n", ":2: column 'a': 'inf' is not finite; put a number there or drop the event"),
      ("a,b\n.,2\n", ":2: column 'a': '.' is not a decimal number"),
      ("a,b\n1,\n", ":2: column 'b': the value is missing (''); fill the gap or drop the event"),
      ("a,b\nNaN,2\n", ":2: column 'a': the value is missing ('NaN'); fill the gap or drop the event"),
      ("a,b\n1,1e39\n", ":2: column 'b': '1e39' is beyond the range of single precision"),
      ("a,b\n1,2\n3\n", ":3: 1 of 2 fields; each column needs a value"),
      ("a,b\n1,2\n\n3,4\n", ":3: an empty line between rows"),
      ("a,b\n1,2,3\n", ":2: more than 2 fields, but there are 2 columns"),
      ("a,b\n\"1\n\",\"2\n3\"\n", ":2: column 'a': '1\n' is not a decimal number"),
      ("a,b\n1,\"2\n", ":2: column 'b': a quoted field that is never closed"),
      ("a,b\n1,\"2\"3\n", ":2: column 'b': text after the closing quote of a field"),
      ("a,b\n1,2\"\n", ":2: column 'b': a quote inside an unquoted field"),
      ("a,a\n1,2\n", ":1: column 'a': the name appears twice"),
      ("a,\n1,2\n", ":1: column '2': the column has no name in the first row"),
      ("a,bb\n1,2\n", ": there is no column 'b'"),
      ("", ": the file is empty; it needs a row of column names"),
    ])
  func faults(text: String, expected: String) throws {
    #expect(try message(text) == expected)
  }

  @Test("counts the lines inside quoted fields")
  func linesInsideQuotes() throws {
    #expect(try message("a,note,b\n1,\"x\ny\",2\n3,,z\n") == ":4: column 'b': 'z' is not a decimal number")
  }

  @Test("has no groups, and needs a file")
  func noGroups() throws {
    #expect(throws: EventFileError(file: "x.csv", reason: .missingGroup("g", nearest: nil))) {
      try EventFile(path: "x.csv", group: "g").columnNames()
    }
    #expect(throws: EventFileError.self) { try EventFile(path: "/nowhere/x.csv").columnNames() }
    #expect(throws: EventFileError.self) { try EventFile(path: "/nowhere/x.csv").table(columns: ["a"]) }
  }

  @Test("names are found in a row of names longer than one read")
  func longHeader() throws {
    let names = (0..<20_000).map { "column \($0)" }
    let text = names.joined(separator: ",") + "\n"
    #expect(text.utf8.count > 1 << 16)
    try Fixture.withFile(text, ending: "csv") { path in
      let found = try EventFile(path: path).columnNames()
      #expect(found == names)
    }
  }
}

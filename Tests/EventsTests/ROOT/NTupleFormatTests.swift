import Testing

@testable import Events

@Suite("RNTuples")
struct NTupleFormatTests {
  private static let files = [
    "ntuple-plain.root", "ntuple-zstd.root", "ntuple-changes.root", "ntuple-nested.root",
  ]

  @Test("have the values that were written, in every encoding and structure", arguments: files)
  func agreesWithUproot(name: String) throws {
    let expected = try #require(try Fixture.json("ntuple.json", as: [String: [String: [Float]]].self)[name])
    #expect(expected.count >= 9)
    let table = try EventFile(path: Fixture.path(name), missing: -99).table(columns: expected.keys.sorted())
    for column in table.columns { #expect(column.values == expected[column.name], "\(column.name)") }
  }

  @Test("numbers are columns by the names of their fields, with dots between, and lists by their entries")
  func columns() throws {
    let columns = try EventFile(path: Fixture.path("ntuple-nested.root")).columns()
    #expect(
      columns.names == ["n", "flag", "energy", "vertex.x", "vertex.inner.y", "pair.0", "pair.1", "maybe"])
    #expect(
      columns.arrays
        == ["matrix": [2, 3], "jets.pt": [nil], "jets.charge": [nil], "jets.hits": [nil, nil]])
    for (name, finding) in [
      ("jets.pt[9]", EventColumns.Finding.column), ("jets.hits[0][3]", .column), ("jets.pt.x", .missing),
      ("jets", .unsuitable(why: "holds records (pt, charge, hits), and no numbers")),
      (
        "jets.hits[0]",
        .unsuitable(why: "is beyond the array 'jets.hits', whose entries are [0], [1] and on × [0], [1] and on")
      ),
    ] {
      #expect(columns.find(name) == finding, "\(name)")
    }
  }

  @Test("are told by what they hold where these are no numbers, or of no kind that is known")
  func notSupported() throws {
    let nested = try EventFile(path: Fixture.path("ntuple-nested.root")).columns()
    #expect(
      nested.others.filter { !$0.value.hasPrefix("records") }
        == [
          "label": "std::string", "labels": "std::vector<std::string>",
          "variant": "std::variant<std::string,double>",
        ])
    let file = try EventFile(path: Fixture.path("ntuple-other.root"))
    let columns = try file.columns()
    #expect(columns.names == ["x"])
    #expect(
      columns.others == [
        "newer": "float in a column of a kind that is not known", "stream": "TH1F", "role": "something",
        "empty": "std::vector<nothing>",
      ])
    #expect(try file.table(columns: ["x"]).columns[0].values == [1, 2])
    for other in columns.others.keys {
      #expect(throws: EventFileError.self, "\(other)") { try file.table(columns: [other]) }
    }
    #expect(
      try message("ntuple-other.root", column: "stream")
        == ": RNTuple 'other': field 'stream': holds TH1F, and no numbers")
  }

  private func message(_ name: String, column: String) throws -> String {
    let path = try Fixture.path(name)
    let error = try #require(throws: EventFileError.self) {
      try EventFile(path: path).table(columns: [column])
    }
    return String(error.description.dropFirst(path.count))
  }

  @Test("an event without the entry asked for is told with the remedy")
  func missingEntries() throws {
    let told = try message("ntuple-nested.root", column: "jets.hits[0][2]")
    #expect(told.hasPrefix(": RNTuple 'nested': field 'jets.hits': event 0 (counted from 0) has "))
    #expect(told.hasSuffix("is asked for; give a value for such events, such as missing: 0, or drop them"))
    #expect(try message("ntuple-nested.root", column: "maybe").contains("has 0 entries, and [0] is asked for"))
    #expect(
      try message("ntuple-nested.root", column: "vertex.z")
        == ": there is no column 'vertex.z'; did you mean 'vertex.x'?")
  }

  @Test("a byte that has changed is told with its page, and the field that it is of")
  func damagedPage() throws {
    var bytes = try Fixture.bytes("ntuple-plain.root")
    let values = try #require(
      try Fixture.json("ntuple.json", as: [String: [String: [Float]]].self)["ntuple-plain.root"])
    let first = try #require(values["real32"]?.prefix(5))
    let place = try #require(
      bytes.firstRange(of: first.flatMap { withUnsafeBytes(of: $0.bitPattern.littleEndian, Array.init) })
    )
    .lowerBound
    bytes[place + 2] ^= 1
    try Fixture.withFile(bytes, ending: "root") { path in
      let expected = EventFileError(
        file: path,
        reason: .damagedField(
          ntuple: "encodings", field: "real32", offset: place,
          why: "a page of 20 bytes does not have the checksum that stands behind it"))
      #expect(throws: expected) { try EventFile(path: path).table(columns: ["bit", "real32"]) }
      let others = try EventFile(path: path).table(columns: ["bit", "real64"])
      #expect(others.count == 60)
    }
  }

  @Test("of a format before the first are refused with the remedy")
  func early() throws {
    var bytes = try Fixture.bytes("ntuple-plain.root")
    let anchor = try #require(bytes.firstRange(of: [0x40, 0, 0, 0x42, 0, 2, 0, 1])).lowerBound
    bytes[anchor + 7] = 0
    bytes[anchor + 9] = 2
    try Fixture.withFile(bytes, ending: "root") { path in
      let why = "is of format 0.2.0.0, and only 1 is read, which ROOT writes from 6.34 on; write its events again"
      #expect(throws: EventFileError(file: path, reason: .unsuitableField(ntuple: "encodings", field: nil, why: why))) {
        try EventFile(path: path).columns()
      }
    }
  }

  @Test("read from many threads at once is the same for each")
  func threads() async throws {
    let file = try EventFile(path: Fixture.path("ntuple-nested.root"), missing: 0)
    let expected = try file.table(columns: ["energy", "jets.pt[0]"])
    let all = try await withThrowingTaskGroup(of: EventTable.self) { group in
      for _ in 0..<16 { group.addTask { try file.table(columns: ["energy", "jets.pt[0]"]) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(all.allSatisfy { $0 == expected })
  }
}

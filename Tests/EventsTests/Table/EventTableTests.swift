import Testing

@testable import Events

@Suite("A table of events")
struct EventTableTests {
  private func column(_ name: String, _ values: [Float], unit: String? = nil) -> EventTable.Column {
    EventTable.Column(name: name, unit: unit, values: values)
  }

  @Test("has columns of one length, of different names and of finite values")
  func checked() throws {
    let table = try EventTable(columns: [column("a", [1, 2]), column("b", [3, 4], unit: "GeV")])
    #expect(table.count == 2)
    #expect(table["b"]?.unit == "GeV")
    #expect(throws: EventTableError.differentLengths(column: "b", count: 1, other: "a", otherCount: 2)) {
      try EventTable(columns: [column("a", [1, 2]), column("b", [3])])
    }
    #expect(throws: EventTableError.duplicateColumn("a")) {
      try EventTable(columns: [column("a", [1]), column("a", [1])])
    }
    #expect(throws: EventTableError.notFinite(column: "a", row: 1, value: .infinity)) {
      try EventTable(columns: [column("a", [1, .infinity])])
    }
  }

  @Test("suggests the name that was meant, and none that is nothing like it")
  func suggestions() throws {
    let table = try EventTable(columns: ["MET", "MT", "MT2W", "sel_lep_pt0"].map { column($0, [1]) })
    #expect(throws: EventTableError.missingColumn("MEt", nearest: "MET")) { try table.column("MEt") }
    #expect(throws: EventTableError.missingColumn("MT2X", nearest: "MT2W")) { try table.column("MT2X") }
    #expect(throws: EventTableError.missingColumn("sel_lep_pt", nearest: "sel_lep_pt0")) {
      try table.column("sel_lep_pt")
    }
    #expect(throws: EventTableError.missingColumn("aplanarity", nearest: nil)) { try table.column("aplanarity") }
  }

  @Test("of several files holds the events of all, by name")
  func concatenation() throws {
    let first = try EventTable(columns: [column("a", [1, 2], unit: "GeV"), column("b", [3, 4])])
    let second = try EventTable(columns: [column("b", [6]), column("a", [5], unit: "GeV")])
    let joined = try EventTable.concatenating([first, second])
    #expect(joined.columns == [column("a", [1, 2, 5], unit: "GeV"), column("b", [3, 4, 6])])
    #expect(try EventTable.concatenating([]).count == 0)
    let other = try EventTable(columns: [column("a", [1], unit: "TeV"), column("b", [1])])
    #expect(throws: EventTableError.differentUnits(column: "a", unit: "GeV", other: "TeV")) {
      try EventTable.concatenating([first, other])
    }
    let less = try EventTable(columns: [column("a", [1], unit: "GeV")])
    #expect(throws: EventTableError.self) { try EventTable.concatenating([first, less]) }
    #expect(throws: EventTableError.self) { try EventTable.concatenating([less, first]) }
  }
}

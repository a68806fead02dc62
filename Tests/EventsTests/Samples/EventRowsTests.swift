import Foundation
import Storage
import Testing

@testable import Events

@Suite("Rows of events")
struct EventRowsTests {
  private static func table(_ events: Range<Int>, unit: String? = nil) throws -> EventTable {
    try EventTable(columns: [
      .init(name: "a", unit: unit, values: events.map { Float($0) }),
      .init(name: "w", values: events.map { Float($0 % 7) }),
      .init(name: "b", values: events.map { -Float($0) / 2 }),
    ])
  }

  @Test("are those of all tables, one behind the other, in memory and in a scratch file")
  func severalTables() throws {
    let folder = NSTemporaryDirectory() + "asimov-rows-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for scratch in [nil, folder] {
      let writer = EventRowsWriter(columns: ["b", "a"], weight: "w", scratch: scratch, limit: 1 << 12)
      for events in [0..<5000, 5000..<5000, 5000..<5001, 5001..<20_000] { try writer.append(Self.table(events)) }
      let rows = try writer.finish()
      #expect(rows.count == 20_000)
      #expect(rows.weights == (0..<20_000).map { Float($0 % 7) })
      var seen = 0
      rows.forEachBlock(of: [1]) { first, block in
        #expect(first == seen)
        #expect(Array(block) == (first..<first + block.count).map { Float($0) })
        seen += block.count
      }
      rows.forEachBlock(of: [0, 1]) { first, block in
        for (place, number) in block.enumerated() {
          let event = Float(first + place / 2)
          #expect(number == (place % 2 == 0 ? -event / 2 : event))
        }
      }
      #expect(seen == 20_000)
    }
  }

  @Test("make the same dataset wherever they are kept")
  func sameDataset() throws {
    let folder = NSTemporaryDirectory() + "asimov-rows-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    func dataset(_ scratch: String?) throws -> Dataset {
      func sample(_ events: Range<Int>) throws -> EventSample {
        let writer = EventRowsWriter(columns: ["a", "b"], weight: nil, scratch: scratch, limit: 1 << 10)
        try writer.append(Self.table(events))
        return try EventSample(rows: writer.finish(), expectedYield: 3)
      }
      return try Dataset(
        signal: [sample(0..<3000)], background: [sample(3000..<9000)], features: ["b"],
        fractions: SplitFractions(train: 0.5, validation: 0.2, test: 0.3), seed: 1, scratch: scratch, limit: 1 << 10)
    }
    #expect(try dataset(folder) == dataset(nil))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
  }

  @Test("refuse another unit, a negative weight, and a folder that is not there")
  func refusals() throws {
    let writer = EventRowsWriter(columns: ["a"], weight: nil)
    try writer.append(Self.table(0..<2, unit: "GeV"))
    #expect(throws: EventTableError.differentUnits(column: "a", unit: "GeV", other: "MeV")) {
      try writer.append(Self.table(0..<2, unit: "MeV"))
    }
    #expect(throws: EventSampleError.invalidWeight(column: "b", event: 1, weight: -0.5)) {
      try EventRowsWriter(columns: ["a"], weight: "b").append(Self.table(0..<2))
    }
    #expect(throws: EventSampleError.self) {
      try EventRowsWriter(columns: ["a"], weight: nil, scratch: "/none/such", limit: 4).append(Self.table(0..<2))
    }
  }
}

import Testing

@testable import Events

@Suite("A sample")
struct EventSampleTests {
  private func table(weights: [Float]) throws -> EventTable {
    try EventTable(columns: [
      EventTable.Column(name: "pt", values: weights.indices.map(Float.init)),
      EventTable.Column(name: "weight", values: weights),
    ])
  }

  @Test("shares its expected yield out by weight")
  func physicalWeights() throws {
    let sample = try EventSample(table: table(weights: [1, 3, 0, 4]), weightColumn: "weight", expectedYield: 24)
    #expect(sample.physicalWeights == [3, 9, 0, 12])
    let unit = try EventSample(table: table(weights: [1, 3, 0, 4]), expectedYield: 24)
    #expect(unit.weights == [1, 1, 1, 1])
    #expect(unit.physicalWeights == [6, 6, 6, 6])
  }

  @Test("refuses negative weights, no weight at all, no events and an impossible yield")
  func invalid() throws {
    #expect(throws: EventSampleError.invalidWeight(column: "weight", event: 1, weight: -0.5)) {
      try EventSample(table: table(weights: [1, -0.5]), weightColumn: "weight", expectedYield: 1)
    }
    #expect(throws: EventSampleError.zeroWeights(column: "weight")) {
      try EventSample(table: table(weights: [0, 0]), weightColumn: "weight", expectedYield: 1)
    }
    #expect(throws: EventSampleError.noEvents) { try EventSample(table: table(weights: []), expectedYield: 1) }
    #expect(throws: EventSampleError.missingColumn("wieght", nearest: "weight")) {
      try EventSample(table: table(weights: [1]), weightColumn: "wieght", expectedYield: 1)
    }
    for yield in [0, -1, Double.infinity] {
      #expect(throws: EventSampleError.invalidYield(yield)) {
        try EventSample(table: table(weights: [1]), expectedYield: yield)
      }
    }
    #expect(throws: EventSampleError.self) { try EventSample(table: table(weights: [1]), expectedYield: .nan) }
  }
}

import Testing

@testable import Plotting

@Suite struct LinearTicksTests {
  private func ticks(_ range: ClosedRange<Double>, limit: Int, isWhole: Bool = false) -> Ticks {
    Ticks.choose(range: range, scale: .linear, isWhole: isWhole, limit: limit) { _ in true }
  }

  @Test("Positions, labels and exponents are those of exact rational arithmetic")
  func exact() throws {
    for row in try TickRow.table() {
      let ticks = ticks(row.low...row.high, limit: row.limit)
      #expect(ticks.major.map(\.label) == row.labels, "\(row)")
      #expect(ticks.exponent == row.exponent, "\(row)")
      #expect(ticks.major.count == row.values.count)
      for (tick, value) in zip(ticks.major, row.values) {
        #expect(abs(tick.value - value) <= 1e-15 * abs(value), "\(row)")
      }
    }
  }

  @Test("What matplotlib's MaxNLocator would choose is among the candidates")
  func matplotlib() throws {
    var compared = 0
    for row in try TickRow.table() where !row.matplotlib.isEmpty {
      compared += 1
      let candidates = LinearTicks.candidates(range: row.low...row.high, isWhole: false, limit: row.limit)
      let found = candidates.contains { candidate in
        candidate.major.count == row.matplotlib.count
          && zip(candidate.major, row.matplotlib).allSatisfy { abs($0.value - $1) <= 1e-9 * (row.high - row.low) }
      }
      #expect(found, "\(row)")
    }
    #expect(compared > 40)
  }

  @Test("0.3 on an axis is the number 0.3, and 0 is no -0")
  func noRoundingResidue() {
    let ticks = ticks(-0.5...0.5, limit: 11)
    #expect(ticks.major.map(\.value) == [-0.5, -0.4, -0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3, 0.4, 0.5])
    #expect(ticks.major[5].label == "0.0")
    #expect(ticks.major[5].value.sign == .plus)
  }

  @Test("Minor ticks divide a step of 1 into 5, of 2 into 4, of 2.5 into 5 and of 5 into 5, and spare the major ones")
  func minor() {
    #expect(ticks(0...4, limit: 5).minor.prefix(4) == [0.2, 0.4, 0.6, 0.8])
    #expect(ticks(0...8, limit: 5).minor.prefix(3) == [0.5, 1, 1.5])
    #expect(ticks(0...10, limit: 5).minor.prefix(4) == [0.5, 1, 1.5, 2])
    #expect(ticks(0...20, limit: 5).minor.prefix(4) == [1, 2, 3, 4])
  }

  @Test("An axis of whole numbers has ticks at whole numbers only")
  func wholeNumbers() {
    for last in 2...60 {
      let ticks = ticks(0.9...Double(last) + 0.1, limit: 8, isWhole: true)
      #expect(ticks.major.count >= 2 || last < 3)
      for value in ticks.major.map(\.value) + ticks.minor { #expect(value == value.rounded()) }
      #expect(ticks.major.allSatisfy { !$0.label.contains(".") })
    }
  }

  @Test("Sparser ticks are taken when labels have no room")
  func sparser() {
    let ticks = Ticks.choose(range: 0...1, scale: .linear, limit: 11) { $0.major.count <= 3 }
    #expect(ticks.major.map(\.label) == ["0.0", "0.5", "1.0"])
  }
}

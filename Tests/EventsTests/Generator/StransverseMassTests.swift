import Testing

@testable import Events

@Suite struct StransverseMassTests {
  private struct Expected: Decodable {
    var events: [[[Double]]]
    var values: [Double]
  }

  private func momentum(_ components: [Double]) -> FourMomentum {
    FourMomentum(x: components[0], y: components[1], z: components[2], energy: components[3])
  }

  @Test func agreesWithAnIndependentMinimiserOn1200Events() throws {
    let expected = try Fixture.json("mt2w.json", as: Expected.self)
    #expect(expected.events.count == 1200)
    for (event, value) in zip(expected.events, expected.values) {
      let found = StransverseMass.mT2W(
        lepton: momentum(event[0]), momentum(event[1]), momentum(event[2]), missing: (event[3][0], event[3][1]))
      #expect(abs(found - value) < 0.02)
    }
  }

  @Test func takesTheLeastOfThePairsAndIsCapped() throws {
    let expected = try Fixture.json("mt2w.json", as: Expected.self)
    for event in expected.events.prefix(100) {
      let (lepton, first, second) = (momentum(event[0]), momentum(event[1]), momentum(event[2]))
      let missing = (x: event[3][0], y: event[3][1])
      let both = [
        StransverseMass.mT2W(lepton: lepton, first, second, missing: missing),
        StransverseMass.mT2W(lepton: lepton, second, first, missing: missing),
      ]
      let least = StransverseMass.mT2W(lepton: lepton, tagged: [first], untagged: [second], missing: missing)
      #expect(abs(least - both.min()!) <= StransverseMass.tolerance)
      #expect(least <= StransverseMass.cap)
      let tagged = StransverseMass.mT2W(lepton: lepton, tagged: [first, second], untagged: [], missing: missing)
      #expect(tagged == least)
    }
  }

  @Test func doesNotFailForMasslessJets() {
    let lepton = FourMomentum(x: 60, y: 5, z: 20, energy: (3600.0 + 25 + 400).squareRoot())
    let first = FourMomentum(x: -80, y: 0, z: 0, energy: 80)
    let second = FourMomentum(x: 0, y: 100, z: 0, energy: 100)
    let value = StransverseMass.mT2W(lepton: lepton, first, second, missing: (150, -150))
    #expect(value > 80 && value <= 500)
  }
}

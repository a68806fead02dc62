import Testing

@testable import Events

@Suite struct DirectionsTests {
  /// Massless momenta in all directions, and momenta across pairs of them.
  @Test func areAcrossBothMomenta() {
    var random = EventRandom(seed: 1, attempt: 1)
    for _ in 0..<2000 {
      let a = random.direction(momentum: 300 * random.uniform(), mass: 0)
      let b = random.direction(momentum: 300 * random.uniform(), mass: 0)
      let product = a.dot(b)
      guard product > 1 else { continue }
      let across = Directions.across(a, b, product: product, squared: 25, turns: random.uniform())
      let scale = a.energy * b.energy
      #expect(abs(across.squaredMass + 25) < 1e-9 * scale)
      #expect(abs(across.dot(a)) < 1e-9 * scale && abs(across.dot(b)) < 1e-9 * scale)
    }
  }

  /// Half a turn gives the opposite, and a quarter something perpendicular.
  @Test func turn() {
    let a = FourMomentum(x: 3, y: 4, z: 12, energy: 13)
    let b = FourMomentum(x: -8, y: 0, z: 6, energy: 10)
    func across(_ turns: Double) -> FourMomentum {
      Directions.across(a, b, product: a.dot(b), squared: 4, turns: turns)
    }
    #expect(abs(across(0.1).dot(across(0.6)) - 4) < 1e-9)
    #expect(abs(across(0.1).dot(across(0.35))) < 1e-9)
  }
}

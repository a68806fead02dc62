/// Energy and momentum in GeV, the beams along z.
struct FourMomentum: Hashable, Sendable {
  var x, y, z, energy: Double

  static let zero = FourMomentum(x: 0, y: 0, z: 0, energy: 0)

  /// Energy squared less momentum squared; below 0 by rounding alone.
  var squaredMass: Double { energy * energy - x * x - y * y - z * z }

  var squaredTransverse: Double { x * x + y * y }

  var transverse: Double { squaredTransverse.squareRoot() }

  var momentum: Double { (x * x + y * y + z * z).squareRoot() }

  var pseudorapidity: Double { Numerics.asinh(z / max(transverse, 1e-9)) }

  /// In −π...π.
  var azimuth: Double { Numerics.atan2(y, x) }

  /// Invariant product.
  func dot(_ other: FourMomentum) -> Double {
    energy * other.energy - x * other.x - y * other.y - z * other.z
  }

  static func + (a: FourMomentum, b: FourMomentum) -> FourMomentum {
    FourMomentum(x: a.x + b.x, y: a.y + b.y, z: a.z + b.z, energy: a.energy + b.energy)
  }

  static func - (a: FourMomentum, b: FourMomentum) -> FourMomentum {
    FourMomentum(x: a.x - b.x, y: a.y - b.y, z: a.z - b.z, energy: a.energy - b.energy)
  }

  static func * (a: FourMomentum, factor: Double) -> FourMomentum {
    FourMomentum(x: a.x * factor, y: a.y * factor, z: a.z * factor, energy: a.energy * factor)
  }

  /// As seen when the frame in which this is measured moves with the velocity of `frame`, of mass `mass`.
  func boosted(with frame: FourMomentum, mass: Double) -> FourMomentum {
    let product = x * frame.x + y * frame.y + z * frame.z
    let boostedEnergy = (energy * frame.energy + product) / mass
    let factor = (energy + boostedEnergy) / (frame.energy + mass)
    return FourMomentum(
      x: x + factor * frame.x, y: y + factor * frame.y, z: z + factor * frame.z, energy: boostedEnergy)
  }

  /// As seen from the rest frame of `frame`, of mass `mass`.
  func atRest(of frame: FourMomentum, mass: Double) -> FourMomentum {
    boosted(with: FourMomentum(x: -frame.x, y: -frame.y, z: -frame.z, energy: frame.energy), mass: mass)
  }
}

/// Directions given relative to another.
enum Directions {
  /// A massless momentum of this size whose angle to `axis` has this cosine, turned about it by so many turns.
  static func at(cosine: Double, to axis: FourMomentum, turns: Double, momentum: Double) -> FourMomentum {
    let size = max(axis.momentum, 1e-300)
    let (nx, ny, nz) = (axis.x / size, axis.y / size, axis.z / size)
    // Two directions across the axis, found without a singular case (T. Duff et al., J. Comput. Graph. Tech. 6 (2017) 1).
    let sign: Double = nz < 0 ? -1 : 1
    let a = -1 / (sign + nz)
    let b = nx * ny * a
    let (ux, uy, uz) = (1 + sign * nx * nx * a, sign * b, -sign * nx)
    let (vx, vy, vz) = (b, sign + ny * ny * a, -ny)
    let across = momentum * max(1 - cosine * cosine, 0).squareRoot()
    let (sine, cos) = Numerics.sinCos(turns: turns)
    let (p, q, r) = (across * cos, across * sine, momentum * cosine)
    return FourMomentum(
      x: p * ux + q * vx + r * nx, y: p * uy + q * vy + r * ny, z: p * uz + q * vz + r * nz, energy: momentum)
  }
}

/// A boost along z, a rotation and another boost, as the radiation of an incoming parton moves all that was made before it.
struct LorentzTransformation {
  /// Into the rest frame of `from`, a rotation there that takes the direction of z to that of `axis`, and from rest to `to`.
  let from, to: FourMomentum
  let mass: Double
  private let rotation: (x: FourMomentum, y: FourMomentum, z: FourMomentum)

  /// - Parameters:
  ///   - from: what moves along z.
  ///   - to: the same after the transformation.
  ///   - mass: its mass.
  ///   - axis: where, in its rest frame, +z points afterwards.
  init(from: FourMomentum, to: FourMomentum, mass: Double, axis: FourMomentum) {
    self.from = from
    self.to = to
    self.mass = mass
    let z = Directions.at(cosine: 1, to: axis, turns: 0, momentum: 1)
    // Nearest to no turn at all: x stays in the plane of x and the axis.
    let along = z.x
    var x = FourMomentum(x: 1 - along * z.x, y: -along * z.y, z: -along * z.z, energy: 0)
    let size = x.momentum
    x = size > 1e-6 ? x * (1 / size) : Directions.at(cosine: 0, to: axis, turns: 0, momentum: 1)
    let y = FourMomentum(x: z.y * x.z - z.z * x.y, y: z.z * x.x - z.x * x.z, z: z.x * x.y - z.y * x.x, energy: 0)
    rotation = (x, y, z)
  }

  func applied(to momentum: FourMomentum) -> FourMomentum {
    let rest = momentum.atRest(of: from, mass: mass)
    let turned = FourMomentum(
      x: rotation.x.x * rest.x + rotation.y.x * rest.y + rotation.z.x * rest.z,
      y: rotation.x.y * rest.x + rotation.y.y * rest.y + rotation.z.y * rest.z,
      z: rotation.x.z * rest.x + rotation.y.z * rest.y + rotation.z.z * rest.z, energy: rest.energy)
    return turned.boosted(with: to, mass: mass)
  }
}

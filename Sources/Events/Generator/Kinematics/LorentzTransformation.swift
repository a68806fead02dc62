/// Directions given relative to another.
enum Directions {
  /// A massless momentum of this size whose angle to `axis` has this cosine, turned about it by so many turns.
  static func at(cosine: Double, to axis: FourMomentum, turns: Double, momentum: Double) -> FourMomentum {
    let scale = 1 / max(axis.momentum, 1e-300)
    var made = at(
      along: momentum * cosine, across: momentum * max(1 - cosine * cosine, 0).squareRoot(), of: axis * scale,
      turns: turns)
    made.energy = momentum
    return made
  }

  /// A momentum with these parts along and across a direction of size 1, turned about it by so many turns, and no energy.
  @inline(__always) static func at(along: Double, across: Double, of axis: FourMomentum, turns: Double) -> FourMomentum
  {
    let (nx, ny, nz) = (axis.x, axis.y, axis.z)
    // Two directions across the axis, found without a singular case (T. Duff et al., J. Comput. Graph. Tech. 6 (2017) 1).
    let sign: Double = nz < 0 ? -1 : 1
    let a = -1 / (sign + nz)
    let b = nx * ny * a
    let (ux, uy, uz) = (1 + sign * nx * nx * a, sign * b, -sign * nx)
    let (vx, vy, vz) = (b, sign + ny * ny * a, -ny)
    let (sine, cos) = Numerics.sinCos(turns: turns)
    let (p, q, r) = (across * cos, across * sine, along)
    return FourMomentum(
      x: p * ux + q * vx + r * nx, y: p * uy + q * vy + r * ny, z: p * uz + q * vz + r * nz, energy: 0)
  }
}

extension Directions {
  /// A momentum across two massless ones, in their rest frame perpendicular to both and without energy there, turned by so many turns.
  ///
  /// - Parameters:
  ///   - product: the invariant product of the two.
  ///   - squared: the size squared.
  @inline(__always) static func across(
    _ a: FourMomentum, _ b: FourMomentum, product: Double, squared: Double, turns: Double
  ) -> FourMomentum {
    let inverse = 1 / product
    // The unit vector of a coordinate less its parts along both, of squared size −(1 + 2 aᵢ bᵢ / a·b), the largest of which is at least ⅔.
    let (xx, yy, zz) = (a.x * b.x, a.y * b.y, a.z * b.z)
    let first: FourMomentum
    let size: Double
    if zz >= xx && zz >= yy {
      first = a * (b.z * inverse) + b * (a.z * inverse) + FourMomentum(x: 0, y: 0, z: 1, energy: 0)
      size = 1 + 2 * zz * inverse
    } else if yy >= xx {
      first = a * (b.y * inverse) + b * (a.y * inverse) + FourMomentum(x: 0, y: 1, z: 0, energy: 0)
      size = 1 + 2 * yy * inverse
    } else {
      first = a * (b.x * inverse) + b * (a.x * inverse) + FourMomentum(x: 1, y: 0, z: 0, energy: 0)
      size = 1 + 2 * xx * inverse
    }
    // Across all three, by the antisymmetric tensor: of the products aᵢ bⱼ − aⱼ bᵢ.
    let (ex, ey, ez) = (
      a.energy * b.x - a.x * b.energy, a.energy * b.y - a.y * b.energy, a.energy * b.z - a.z * b.energy
    )
    let (px, py, pz) = (a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
    let second = FourMomentum(
      x: first.energy * px + (ey * first.z - ez * first.y), y: first.energy * py + (ez * first.x - ex * first.z),
      z: first.energy * pz + (ex * first.y - ey * first.x), energy: first.x * px + first.y * py + first.z * pz)
    let scale = (squared / size).squareRoot()
    let (sine, cosine) = Numerics.sinCos(turns: turns)
    return first * (scale * cosine) + second * (scale * sine * inverse)
  }
}

/// A boost along z, a rotation and another boost, as the radiation of an incoming parton moves all that was made before it.
struct LorentzTransformation {
  /// What becomes of unit vectors.
  private let x, y, z, energy: FourMomentum

  /// Into the rest frame of `from`, a rotation there that takes the direction of z to that of `axis`, and from rest to `to`.
  ///
  /// - Parameters:
  ///   - from: what moves along z.
  ///   - to: the same after the transformation.
  ///   - mass: its mass.
  ///   - axis: where, in its rest frame, +z points afterwards.
  init(from: FourMomentum, to: FourMomentum, mass: Double, axis: FourMomentum) {
    let size = 1 / max(axis.momentum, 1e-300)
    let along = FourMomentum(x: axis.x * size, y: axis.y * size, z: axis.z * size, energy: 0)
    // Nearest to no turn at all: x stays in the plane of x and the axis.
    var across = FourMomentum(x: 1 - along.x * along.x, y: -along.x * along.y, z: -along.x * along.z, energy: 0)
    let width = across.momentum
    across = width > 1e-6 ? across * (1 / width) : FourMomentum(x: 0, y: 1, z: 0, energy: 0)
    let other = FourMomentum(
      x: along.y * across.z - along.z * across.y, y: along.z * across.x - along.x * across.z,
      z: along.x * across.y - along.y * across.x, energy: 0)
    let rest = FourMomentum(x: 0, y: 0, z: 0, energy: 1)
    let boosted = Boost(to: to, mass: mass)
    x = boosted.applied(to: across)
    y = boosted.applied(to: other)
    let (turned, still) = (boosted.applied(to: along), boosted.applied(to: rest))
    let (shift, growth) = (from.z / mass, from.energy / mass)
    z = turned * growth - still * shift
    energy = still * growth - turned * shift
  }

  @inline(__always) func applied(to momentum: FourMomentum) -> FourMomentum {
    FourMomentum(
      x: (momentum.x * x.x + momentum.y * y.x) + (momentum.z * z.x + momentum.energy * energy.x),
      y: (momentum.x * x.y + momentum.y * y.y) + (momentum.z * z.y + momentum.energy * energy.y),
      z: (momentum.x * x.z + momentum.y * y.z) + (momentum.z * z.z + momentum.energy * energy.z),
      energy: (momentum.x * x.energy + momentum.y * y.energy)
        + (momentum.z * z.energy + momentum.energy * energy.energy))
  }
}

/// A boost from rest to the velocity of a momentum, for several momenta.
struct Boost {
  private let x, y, z, growth, share: Double

  @inline(__always) init(to frame: FourMomentum, mass: Double) {
    let inverse = 1 / mass
    (x, y, z, growth) = (frame.x * inverse, frame.y * inverse, frame.z * inverse, frame.energy * inverse)
    share = 1 / (1 + growth)
  }

  @inline(__always) func applied(to momentum: FourMomentum) -> FourMomentum {
    let energy = momentum.energy * growth + (momentum.x * x + momentum.y * y + momentum.z * z)
    let factor = (momentum.energy + energy) * share
    return FourMomentum(
      x: momentum.x + factor * x, y: momentum.y + factor * y, z: momentum.z + factor * z, energy: energy)
  }
}

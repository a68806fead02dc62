/// m_T2^W of Y. Bai, H.-C. Cheng, J. Gallicchio and J. Gu, arXiv:1203.4813: the smallest mass of a particle of which two were
/// made, each decaying to a b quark and a W boson, that agrees with an event in which one W gave the lepton and an unseen
/// neutrino and the other was lost altogether,
///
///     m_T2^W = min { m : p₁² = 0, (p₁ + ℓ)² = p₂² = m_W², p₁ᵀ + p₂ᵀ = missing pᵀ, (p₁ + ℓ + b₁)² ≤ m², (p₂ + b₂)² ≤ m² }.
///
/// For a mass m, the transverse momenta of the neutrino that the first half of the event allows are a convex set, and so are
/// those that the second half allows; m is large enough when the two meet. Whether they do is found from their supporting
/// points (E. G. Gilbert, D. W. Johnson, S. S. Keerthi, IEEE J. Robot. Autom. 4 (1988) 193). Where they do not, a line lies between
/// them, and m has to be at least what takes both to it: so it rises step by step.
enum StransverseMass {
  /// Mass of the W boson in GeV.
  static let wMass = 80.4
  /// Values above are given as this, in GeV; for some events no mass will do.
  static let cap = 500.0
  /// The steps end at this, in GeV.
  static let tolerance = 0.01

  /// The least value over the pairs of jets that may be the b quarks.
  ///
  /// - Parameters:
  ///   - lepton: taken as massless.
  ///   - tagged: the b-tagged jets by falling pT, at least one. Two or three of the leading ones are paired, in both orders.
  ///   - untagged: the others by falling pT. Where one jet alone is tagged, it is paired with each of the leading three.
  ///   - missing: missing transverse momentum.
  /// - Returns: GeV, at most ``cap``.
  static func mT2W(
    lepton: FourMomentum, tagged: [FourMomentum], untagged: [FourMomentum], missing: (x: Double, y: Double)
  ) -> Double {
    var least = cap
    func consider(_ first: FourMomentum, _ second: FourMomentum) {
      least = mT2W(lepton: lepton, first, second, missing: missing, below: least)
    }
    if tagged.count == 1 {
      for other in untagged.prefix(3) {
        consider(tagged[0], other)
        consider(other, tagged[0])
      }
    } else {
      for (i, first) in tagged.prefix(3).enumerated() {
        for (k, second) in tagged.prefix(3).enumerated() where i != k { consider(first, second) }
      }
    }
    return least
  }

  /// The value for one pair of jets.
  ///
  /// - Parameters:
  ///   - first: the jet on the side of the lepton.
  ///   - second: the other one.
  ///   - bound: what is known to suffice.
  /// - Returns: GeV, at most `bound`, and above the true value by at most ``tolerance``.
  static func mT2W(
    lepton: FourMomentum, _ first: FourMomentum, _ second: FourMomentum, missing: (x: Double, y: Double),
    below bound: Double = cap
  ) -> Double {
    let pair = NeutrinoRegions(lepton: lepton, first: first, second: second, missing: missing)
    var low = pair.least
    guard low < bound else { return bound }
    var direction = Transverse(x: -1, y: 0)
    guard pair.meet(mass: bound - tolerance, &direction) else { return bound }
    while low + tolerance < bound - tolerance, !pair.meet(mass: low + tolerance, &direction) {
      low = pair.mass(reaching: direction, from: low + tolerance, to: bound - tolerance)
    }
    return min(low + tolerance, bound - tolerance)
  }
}

/// A point or direction in the transverse plane.
struct Transverse {
  var x, y: Double

  static func - (a: Transverse, b: Transverse) -> Transverse { Transverse(x: a.x - b.x, y: a.y - b.y) }

  func dot(_ other: Transverse) -> Double { x * other.x + y * other.y }

  func cross(_ other: Transverse) -> Double { x * other.y - y * other.x }
}

/// The transverse momenta that the neutrino may have by either half of an event, as functions of the mass m.
private struct NeutrinoRegions {
  /// The least m for which neither is empty.
  let least: Double
  private let missing: Transverse

  // The first half. The neutrinos that make a W with the lepton lie on the paraboloid |p| = n·p + κ about the lepton's
  // direction n, and (p + ℓ + b)² ≤ m² cuts off a cap of it: in coordinates (u, v) across n, a disc.
  private let kappa: Double
  private let axes: (n: FourMomentum, u: FourMomentum, v: FourMomentum)
  private let centre: (u: Double, v: Double)
  /// The disc's radius squared is `slope` · m² + `offset`.
  private let slope, offset: Double

  // The second half: q = missing − p with m_b² + m_W² + 2 (E_Tb √(m_W² + q²) − b·q) ≤ m², an ellipse along b.
  private let bAxis: Transverse
  private let bSize, bEnergy, bMass: Double

  init(lepton: FourMomentum, first: FourMomentum, second: FourMomentum, missing: (x: Double, y: Double)) {
    let mW = StransverseMass.wMass
    self.missing = Transverse(x: missing.x, y: missing.y)
    let size = lepton.momentum
    let n = FourMomentum(x: lepton.x / size, y: lepton.y / size, z: lepton.z / size, energy: 1)
    let transverse = n.transverse
    let u = FourMomentum(x: -n.y / transverse, y: n.x / transverse, z: 0, energy: 0)
    let v = FourMomentum(x: -n.z * n.x / transverse, y: -n.z * n.y / transverse, z: transverse, energy: 0)
    axes = (n, u, v)
    kappa = mW * mW / (2 * size)
    // p·b ≤ (m² − m_W² − m_b²)/2 − ℓ·b, and on the paraboloid p·b = E_b κ + (E_b n − b)·p.
    let along = max(first.dot(n), 1e-9 * first.energy)
    let quadratic = along / (2 * kappa)
    let linear = (u: -(first.x * u.x + first.y * u.y), v: -(first.x * v.x + first.y * v.y + first.z * v.z))
    centre = (-linear.u / (2 * quadratic), -linear.v / (2 * quadratic))
    let massSquared = max(first.squaredMass, 0)
    slope = 0.5 / quadratic
    offset =
      (-0.5 * (mW * mW + massSquared) - size * along - first.energy * kappa + 0.5 * along * kappa) / quadratic
      + centre.u * centre.u + centre.v * centre.v
    bSize = second.transverse
    bAxis = Transverse(x: second.x / bSize, y: second.y / bSize)
    // A massless jet would make the ellipse a parabola.
    bMass = max(second.squaredMass, 1).squareRoot()
    bEnergy = (bMass * bMass + bSize * bSize).squareRoot()
    least = max(max(-offset / slope, 0).squareRoot(), mW + bMass) + 1e-6
  }

  /// Whether the two regions of mass `m` have a point in common.
  ///
  /// - Parameter direction: where their difference {missing − q − p} may lie, and where it lies if they do not.
  func meet(mass m: Double, _ direction: inout Transverse) -> Bool {
    let (radius, ellipse) = regions(mass: m)
    return Self.containsOrigin(&direction) { direction in difference(direction, radius, ellipse) }
  }

  /// A mass that the regions need at least to touch a line across a direction, on both sides of which they lie at a first mass.
  ///
  /// - Returns: from `first` to `last`, where they reach across.
  func mass(reaching direction: Transverse, from first: Double, to last: Double) -> Double {
    let away = Transverse(x: -direction.x, y: -direction.y)
    func gap(_ mass: Double) -> Double {
      let (radius, ellipse) = regions(mass: mass)
      return difference(away, radius, ellipse).dot(direction)
    }
    // By the rule of false position, as of Illinois (M. Dowell, P. Jarratt, BIT 11 (1971) 168).
    var (low, high) = (first, last)
    var (above, below) = (gap(low), gap(high))
    guard above > 0, below < 0 else { return low }
    var side = 0
    for _ in 0..<40 where high - low > 0.25 * StransverseMass.tolerance {
      let middle = min(max(low + (high - low) * above / (above - below), low + 0.001), high - 0.001)
      let value = gap(middle)
      if value > 0 {
        (low, above) = (middle, value)
        if side > 0 { below *= 0.5 }
        side = 1
      } else {
        (high, below) = (middle, value)
        if side < 0 { above *= 0.5 }
        side = -1
      }
    }
    return low
  }

  /// The radius of the first region's disc, and the second region.
  @inline(__always) private func regions(mass m: Double) -> (radius: Double, Ellipse) {
    let mW = StransverseMass.wMass
    let excess = 0.5 * (m * m - bMass * bMass - mW * mW)
    let across = max(excess * excess / (bMass * bMass) - mW * mW, 0).squareRoot()
    let ellipse = Ellipse(
      axis: bAxis, centre: excess * bSize / (bMass * bMass), along: across * bEnergy / bMass, across: across)
    return (max(slope * m * m + offset, 0).squareRoot(), ellipse)
  }

  /// The point of the difference {missing − q − p} that is farthest in a direction: both parts are taken at their farthest.
  @inline(__always) private func difference(_ direction: Transverse, _ radius: Double, _ ellipse: Ellipse) -> Transverse
  {
    let opposite = Transverse(x: -direction.x, y: -direction.y)
    return missing - ellipse.farthest(opposite) - farthestNeutrino(opposite, radius: radius)
  }

  /// The point of the projected cap that is farthest in a direction.
  @inline(__always) private func farthestNeutrino(_ direction: Transverse, radius: Double) -> Transverse {
    let (n, uAxis, vAxis) = axes
    // direction·p = α (u² + v²) + β u + γ v + constant.
    let alpha = (direction.x * n.x + direction.y * n.y) / (2 * kappa)
    let beta = direction.x * uAxis.x + direction.y * uAxis.y
    let gamma = direction.x * vAxis.x + direction.y * vAxis.y
    let slope = (u: 2 * alpha * centre.u + beta, v: 2 * alpha * centre.v + gamma)
    let steepness = (slope.u * slope.u + slope.v * slope.v).squareRoot()
    var step = radius / max(steepness, 1e-300)
    // A maximum within the disc is nearer than its edge.
    if alpha < 0 { step = min(step, -0.5 / alpha) }
    let u = centre.u + step * slope.u
    let v = centre.v + step * slope.v
    let w = (u * u + v * v - kappa * kappa) / (2 * kappa)
    return Transverse(x: w * n.x + u * uAxis.x + v * vAxis.x, y: w * n.y + u * uAxis.y + v * vAxis.y)
  }

  private struct Ellipse {
    var axis: Transverse
    /// Along the axis, from the origin.
    var centre: Double
    /// Half the lengths.
    var along, across: Double

    @inline(__always) func farthest(_ direction: Transverse) -> Transverse {
      let parallel = along * (direction.x * axis.x + direction.y * axis.y)
      let normal = across * (direction.y * axis.x - direction.x * axis.y)
      let scale = 1 / max((parallel * parallel + normal * normal).squareRoot(), 1e-300)
      let (p, q) = (centre + along * parallel * scale, across * normal * scale)
      return Transverse(x: p * axis.x - q * axis.y, y: p * axis.y + q * axis.x)
    }
  }

  /// Whether a convex set, given by its farthest point in each direction, contains the origin.
  ///
  /// - Parameter direction: where it may lie, and where it lies if it does not.
  @inline(__always) private static func containsOrigin(
    _ direction: inout Transverse, _ farthest: (Transverse) -> Transverse
  ) -> Bool {
    var first = farthest(Transverse(x: -direction.x, y: -direction.y))
    var nearest = first
    var second: Transverse?
    for _ in 0..<64 {
      let squared = nearest.dot(nearest)
      if squared < 1e-16 { return true }
      let point = farthest(Transverse(x: -nearest.x, y: -nearest.y))
      let advance = point.dot(nearest)
      // All of the set lies beyond a line, or comes no nearer.
      if advance > 0 || squared - advance < 1e-13 * squared {
        direction = nearest
        return false
      }
      guard let other = second else {
        second = point
        nearest = nearestPoint(first, point)
        continue
      }
      // The triangle's edges at the new point, and the side of the origin.
      let area = (other - first).cross(point - first)
      let (a, b, c) = (first.cross(point), point.cross(other), other.cross(first))
      if (area > 0 && max(a, b, c) <= 0) || (area < 0 && min(a, b, c) >= 0) { return true }
      let (towardsFirst, towardsSecond) = (nearestPoint(first, point), nearestPoint(other, point))
      if towardsFirst.dot(towardsFirst) < towardsSecond.dot(towardsSecond) {
        nearest = towardsFirst
      } else {
        first = other
        nearest = towardsSecond
      }
      second = point
    }
    return true
  }

  /// The point between `a` and `b` that is nearest to the origin.
  private static func nearestPoint(_ a: Transverse, _ b: Transverse) -> Transverse {
    let edge = b - a
    let length = edge.dot(edge)
    guard length > 0 else { return a }
    let t = min(max(-a.dot(edge) / length, 0), 1)
    return Transverse(x: a.x + t * edge.x, y: a.y + t * edge.y)
  }
}

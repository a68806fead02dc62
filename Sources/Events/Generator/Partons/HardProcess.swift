/// Two partons make a pair of heavy particles at leading order.
struct HardProcess: Sendable {
  /// Squared energy of the beams, (14 TeV)².
  static let squaredEnergy = 14_000.0 * 14_000.0
  /// (ħc)² in fb GeV².
  private static let conversion = 0.3893793721e12

  /// What came of a collision.
  struct Outcome {
    /// Shares of the protons' momenta, of the one along +z first.
    var x: (Double, Double)
    /// PDG numbers of the partons; 21 is the gluon.
    var partons: (Int, Int)
    /// Of the particle and the antiparticle.
    var momenta: (FourMomentum, FourMomentum)
    /// m² + pT², the scale of densities and coupling, in GeV².
    var squaredScale: Double
    /// What undoes the bias of the choice.
    var weight: Double
    /// What undoes the part of the bias that is to remain in the events that pass.
    var original: Double

    /// Of the pair, in GeV.
    var energy: Double { momenta.0.energy + momenta.1.energy }
  }

  let mass: Double
  let isStop: Bool
  let densities: DensityTable
  /// Whether collisions of high pT are preferred, see ``biases(at:)``.
  let isBiased: Bool
  /// LO cross-section in fb.
  private(set) var crossSection: Double
  /// Mean weight of the outcomes.
  private(set) var meanWeight: Double
  private let coupling = StrongCoupling(atZ: 0.13)
  private var envelope = CellEnvelope()

  /// Power of the falling spectrum in ŝ from which collisions are drawn.
  private let slope: Double
  /// The spectrum's share within reach, ln 4m²/s, and ln Λ² of the coupling.
  private let range, leastLogarithm, logarithmOfLambda: Double

  init(mass: Double, isStop: Bool, isBiased: Bool, densities: DensityTable) {
    self.mass = mass
    self.isStop = isStop
    self.densities = densities
    self.isBiased = isBiased
    slope = isBiased ? 0.9 : 1.5
    leastLogarithm = Numerics.log(4 * mass * mass / Self.squaredEnergy)
    range = 1 - Numerics.exp(slope * leastLogarithm)
    logarithmOfLambda = Numerics.log(coupling.squaredLambda)
    (crossSection, meanWeight) = (0, 1)
    // By the midpoints of a grid.
    let (rows, columns, layers) = (96, 48, 24)
    var (sum, biased) = (0.0, 0.0)
    for i in 0..<rows {
      for j in 0..<columns {
        for k in 0..<layers {
          let point = self.point(
            (Double(i) + 0.5) / Double(rows), (Double(j) + 0.5) / Double(columns), (Double(k) + 0.5) / Double(layers))
          let density = self.density(at: point).total
          sum += density
          biased += density * biases(at: point).chosen
        }
      }
    }
    crossSection = sum / Double(rows * columns * layers)
    meanWeight = sum / biased
    envelope = CellEnvelope { a, b, c in
      let point = self.point(a, b, c)
      return self.density(at: point).total * self.biases(at: point).chosen
    }
  }

  /// Draws collisions until one is kept (J. von Neumann, 1951).
  func outcome(_ random: inout EventRandom) -> Outcome {
    while true {
      let (numbers, bound) = envelope.draw(&random)
      let point = self.point(numbers.0, numbers.1, numbers.2)
      let (total, gluons) = density(at: point)
      let biases = self.biases(at: point)
      let chance = total * biases.chosen / bound
      if random.uniform() >= chance { continue }
      let partons = self.partons(at: point, gluons: gluons, total: total, &random)
      return Outcome(
        x: point.x, partons: partons, momenta: momenta(at: point, &random), squaredScale: point.squaredScale,
        weight: max(chance, 1) / biases.chosen, original: max(chance, 1) / biases.wanted)
    }
  }

  private struct Point {
    var x: (Double, Double)
    /// ln of them, and of the squared scale in GeV².
    var logarithms: (Double, Double)
    var logarithmOfScale: Double
    var squaredMass, beta, cosine, squaredScale, squaredTransverse, volume: Double
  }

  @inline(__always) private func point(_ a: Double, _ b: Double, _ c: Double) -> Point {
    let least = 4 * mass * mass
    let power = slope
    let share = 1 - a * range
    let steps = Numerics.log(share) / power
    let squaredMass = least * Numerics.exp(-steps)
    let tau = squaredMass / Self.squaredEnergy
    let widest = 0.5 * (steps - leastLogarithm)
    let rapidity = widest * (2 * b - 1)
    let shift = Numerics.exp(rapidity)
    let root = tau.squareRoot()
    let beta = max(1 - least / squaredMass, 0).squareRoot()
    let cosine = 2 * c - 1
    let squaredTransverse = 0.25 * squaredMass * beta * beta * (1 - cosine * cosine)
    let squaredScale = mass * mass + squaredTransverse
    // d ln τ dy dcos θ for da db dc.
    let volume = range / power / share * 2 * widest * 2
    return Point(
      x: (min(root * shift, 1 - 1e-12), min(root / shift, 1 - 1e-12)),
      logarithms: (rapidity - widest, -rapidity - widest), logarithmOfScale: Numerics.log(squaredScale),
      squaredMass: squaredMass, beta: beta, cosine: cosine, squaredScale: squaredScale,
      squaredTransverse: squaredTransverse, volume: volume)
  }

  /// In proportion to which collisions are chosen, and weighed by the inverse; and in proportion to which those that pass should come.
  ///
  /// (pT² + 50² GeV²)^1.5 is wanted. With the share P of events that pass for what a collision takes, the root of both gives the
  /// largest effective number of events in a given time, see ``Promise``. P, up to a factor, is put at (u² + 0.1)/(u² + 1) with
  /// u = (pT/360 GeV)²: what events showed, with more at low pT, where otherwise few events would have great weights.
  @inline(__always) private func biases(at point: Point) -> (chosen: Double, wanted: Double) {
    guard isBiased else { return (1, 1) }
    let ratio = (point.squaredTransverse + 2500) / (300 * 300)
    let wanted = ratio * ratio.squareRoot()
    let u = point.squaredTransverse / (360 * 360)
    return ((wanted * (u * u + 0.1) / (u * u + 1)).squareRoot(), wanted)
  }

  /// The cross-section per unit of the three random numbers, in fb, and the part of it that gluons have.
  @inline(__always) private func density(at point: Point) -> (total: Double, gluons: Double) {
    let (first, second) = places(point)
    let (one, other) = (densities.values(at: first), densities.values(at: second))
    let gluonFlux = Double(one[0] * other[0])
    // A quark of one proton and its antiquark of the other; s, c and b are as many as their antiquarks.
    let light = (one[1] * other[6] + one[6] * other[1]) + (one[2] * other[7] + one[7] * other[2])
    let quarkFlux = Double(light + 2 * (one[3] * other[3] + one[4] * other[4] + one[5] * other[5]))
    let t1 = 0.5 * (1 - point.beta * point.cosine)
    let rho = 4 * mass * mass / point.squaredMass
    let alpha = 1 / (StrongCoupling.b0 * (point.logarithmOfScale - logarithmOfLambda))
    let factor =
      Numerics.pi * alpha * alpha / point.squaredMass * 0.5 * point.beta * point.volume * Self.conversion
    let byGluons =
      isStop ? MatrixElements.gluonsToStops(t1, 1 - t1, rho) : MatrixElements.gluonsToTops(t1, 1 - t1, rho)
    let byQuarks =
      isStop ? MatrixElements.quarksToStops(t1, 1 - t1, rho) : MatrixElements.quarksToTops(t1, 1 - t1, rho)
    let gluons = factor * byGluons * gluonFlux
    return (gluons + factor * byQuarks * quarkFlux, gluons)
  }

  @inline(__always) private func places(_ point: Point) -> (DensityTable.Place, DensityTable.Place) {
    let row = densities.row(logarithm: point.logarithmOfScale)
    return (
      densities.place(x: point.x.0, logarithm: point.logarithms.0, row: row),
      densities.place(x: point.x.1, logarithm: point.logarithms.1, row: row)
    )
  }

  private func partons(
    at point: Point, gluons: Double, total: Double, _ random: inout EventRandom
  ) -> (Int, Int) {
    if random.uniform() * total < gluons { return (21, 21) }
    let (first, second) = places(point)
    func chance(_ index: Int) -> Double {
      let (quark, antiquark) = (index / 2 + 1, DensityTable.column(-(index / 2 + 1)))
      return index % 2 == 0
        ? densities.value(quark, at: first) * densities.value(antiquark, at: second)
        : densities.value(antiquark, at: first) * densities.value(quark, at: second)
    }
    var sum = 0.0
    for index in 0..<10 { sum += chance(index) }
    var rest = random.uniform() * sum
    var index = 0
    while index < 9, rest >= chance(index) {
      rest -= chance(index)
      index += 1
    }
    let quark = index / 2 + 1
    return index % 2 == 0 ? (quark, -quark) : (-quark, quark)
  }

  private func momenta(at point: Point, _ random: inout EventRandom) -> (FourMomentum, FourMomentum) {
    let energy = 0.5 * point.squaredMass.squareRoot()
    let momentum = energy * point.beta
    let across = momentum * max(1 - point.cosine * point.cosine, 0).squareRoot()
    let (sine, cosine) = Numerics.sinCos(turns: random.uniform())
    let first = FourMomentum(
      x: across * cosine, y: across * sine, z: momentum * point.cosine, energy: energy)
    let second = FourMomentum(x: -first.x, y: -first.y, z: -first.z, energy: energy)
    let total = 0.5 * (14_000 * (point.x.0 + point.x.1))
    let frame = FourMomentum(x: 0, y: 0, z: 0.5 * 14_000 * (point.x.0 - point.x.1), energy: total)
    return (first.boosted(with: frame, mass: 2 * energy), second.boosted(with: frame, mass: 2 * energy))
  }
}

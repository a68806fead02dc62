/// What the pair decays to, in the order particle, antiparticle.
struct Decays {
  /// Masses and widths in GeV.
  static let (topMass, topWidth) = (172.5, 1.4)
  static let (wMass, wWidth) = (80.4, 2.085)
  static let bottomMass = 4.8
  /// One of the two halves of an event.
  struct Half {
    var bottom: FourMomentum
    var w: FourMomentum
    var channel: Channel
    /// Of the charged lepton, of what is seen of a τ, or of the down-type quark.
    var charged: FourMomentum
    /// Of the up-type quark or of all neutrinos.
    var neutral: FourMomentum
    /// Of the LSP; `nil` in decays of tops.
    var lsp: FourMomentum?

    /// Momentum of the neutrino and the LSP.
    var unseen: FourMomentum {
      let neutrino = channel.isLeptonic ? neutral : .zero
      return lsp.map { $0 + neutrino } ?? neutrino
    }

    /// Everything as seen after a Lorentz transformation.
    mutating func apply(_ transformation: LorentzTransformation) {
      bottom = transformation.applied(to: bottom)
      w = transformation.applied(to: w)
      charged = transformation.applied(to: charged)
      neutral = transformation.applied(to: neutral)
      lsp = lsp.map(transformation.applied)
    }
  }

  /// Decays a particle.
  ///
  /// - Parameters:
  ///   - momentum: the particle's.
  ///   - mass: its mass.
  ///   - lspMass: `nil` for tops.
  ///   - bias: of the angle θ between the flights of W and top, cos θ is chosen in proportion to 1 + bias · cos θ.
  ///   - weight: is divided by that.
  @inline(never) static func half(
    of momentum: FourMomentum, mass: Double, lspMass: Double?, channel: Channel, bias: Double = 0,
    weight: inout Double, _ random: inout EventRandom
  ) -> Half {
    var (top, topMass) = (momentum, mass)
    var lsp: FourMomentum?
    if let lspMass {
      topMass = resonance(Self.topMass, topWidth, within: 90...min(260, mass - lspMass - 0.01), &random)
      (top, lsp) = twoBody(momentum, mass: mass, topMass, lspMass, &random)
    }
    let wMass = resonance(Self.wMass, wWidth, within: 10...min(150, topMass - bottomMass - 0.01), &random)
    // The charged lepton's, or down-type quark's, angle to the W's flight, as longitudinal and left-handed W bosons give it:
    // G. L. Kane, G. A. Ladinsky, C.-P. Yuan, Phys. Rev. D 45 (1992) 124.
    let longitudinal = topMass * topMass / (topMass * topMass + 2 * wMass * wMass)
    var cosine: Double
    repeat {
      cosine = 2 * random.uniform() - 1
    } while random.uniform() * 1.5
      > 0.75 * longitudinal * (1 - cosine * cosine) + 0.375 * (1 - longitudinal) * (1 - cosine) * (1 - cosine)
    // In the rest frame of the top.
    let (energy, size) = Self.shares(mass: topMass, wMass, bottomMass)
    let flight: FourMomentum
    if bias > 0 {
      let cosine = (((1 - bias) * (1 - bias) + 4 * bias * random.uniform()).squareRoot() - 1) / bias
      flight = Directions.at(cosine: cosine, to: top, turns: random.uniform(), momentum: 1)
      weight /= 1 + bias * cosine
    } else {
      flight = random.direction(momentum: 1, mass: 0)
    }
    let w = FourMomentum(x: size * flight.x, y: size * flight.y, z: size * flight.z, energy: energy)
    var charged = Directions.at(
      along: 0.5 * (size + energy * cosine), across: 0.5 * wMass * max(1 - cosine * cosine, 0).squareRoot(), of: flight,
      turns: random.uniform())
    charged.energy = 0.5 * (energy + size * cosine)
    let (movingW, movingCharged) = (
      w.boosted(with: top, mass: topMass), charged.boosted(with: top, mass: topMass)
    )
    return Half(
      bottom: top - movingW, w: movingW, channel: channel, charged: movingCharged, neutral: movingW - movingCharged,
      lsp: lsp)
  }

  /// Decays a τ, whose neutrinos and visible products fly in its direction.
  ///
  /// The τ of a W is left-handed. Spectra: B. K. Bullock, K. Hagiwara, A. D. Martin, Nucl. Phys. B 395 (1993) 499; that of
  /// heavier hadrons than the pion is roughly symmetric about a half.
  static func settleTau(_ half: inout Half, _ random: inout EventRandom) {
    guard half.channel.isTau else { return }
    var x: Double
    if half.channel.kind != 15 {
      repeat { x = random.uniform() } while random.uniform() > 1 - x * x * x
    } else if random.uniform() * (1 - Channel.leptonicTau) < Channel.pion {
      x = 1 - random.uniform().squareRoot()
    } else {
      x = 0.5 * (random.uniform() + random.uniform())
    }
    half.neutral = half.neutral + half.charged * (1 - x)
    half.charged = half.charged * x
  }

  /// A mass after Breit and Wigner's formula.
  private static func resonance(
    _ mass: Double, _ width: Double, within range: ClosedRange<Double>, _ random: inout EventRandom
  ) -> Double {
    for _ in 0..<100 {
      let (sine, cosine) = Numerics.sinCos(turns: 0.5 * random.uniform())
      // cot of an even angle is distributed after Cauchy's formula.
      let squared = mass * mass + mass * width * cosine / max(sine, 1e-12)
      guard squared > range.lowerBound * range.lowerBound, squared < range.upperBound * range.upperBound else {
        continue
      }
      return squared.squareRoot()
    }
    return min(mass, range.upperBound)
  }

  /// A decay in two, each direction equally likely.
  private static func twoBody(
    _ momentum: FourMomentum, mass: Double, _ first: Double, _ second: Double, _ random: inout EventRandom
  ) -> (FourMomentum, FourMomentum) {
    let size = shares(mass: mass, first, second).momentum
    let one = random.direction(momentum: size, mass: first).boosted(with: momentum, mass: mass)
    return (one, momentum - one)
  }

  /// The energy of the first product of a decay at rest, and the momentum of both.
  private static func shares(mass: Double, _ first: Double, _ second: Double) -> (energy: Double, momentum: Double) {
    let energy = (mass * mass + first * first - second * second) / (2 * mass)
    return (energy, max(energy * energy - first * first, 0).squareRoot())
  }
}

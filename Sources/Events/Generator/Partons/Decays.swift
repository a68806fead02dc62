/// What the pair decays to, in the order particle, antiparticle.
struct Decays {
  /// Masses and widths in GeV.
  static let (topMass, topWidth) = (172.5, 1.4)
  static let (wMass, wWidth) = (80.4, 2.085)
  static let bottomMass = 4.8
  /// Share of W bosons that decay to quarks, and the share that decays to each kind of lepton.
  static let hadronic = 0.676
  static let leptonic = 0.108
  /// Share of pairs of W bosons of which one at least decays to leptons; the others never pass the preselection and are not made.
  static let madeShare = 1 - hadronic * hadronic

  /// One of the two halves of an event.
  struct Half {
    var bottom: FourMomentum
    var w: FourMomentum
    /// PDG number of the charged lepton without sign, 11, 13 or, where a τ gave hadrons, 15; of the down-type quark, 1 or 3, where the W gave quarks.
    var kind: Int
    /// Of the charged lepton, of what is seen of a τ, or of the down-type quark.
    var charged: FourMomentum
    /// Of the up-type quark or of all neutrinos.
    var neutral: FourMomentum
    /// Whether it ended in an electron or muon that will be identified if it is isolated.
    var isIdentified = false
    /// Of the LSP; `nil` in decays of tops.
    var lsp: FourMomentum?

    var isLeptonic: Bool { kind >= 11 }

    /// Everything as seen after a Lorentz transformation.
    mutating func apply(_ transformation: LorentzTransformation) {
      bottom = transformation.applied(to: bottom)
      w = transformation.applied(to: w)
      charged = transformation.applied(to: charged)
      neutral = transformation.applied(to: neutral)
      lsp = lsp.map(transformation.applied)
    }
  }

  /// Decays the pair, with one W at least to leptons.
  ///
  /// - Parameters:
  ///   - momenta: of the particle and the antiparticle.
  ///   - mass: theirs.
  ///   - lspMass: `nil` for tops.
  static func halves(
    of momenta: (FourMomentum, FourMomentum), mass: Double, lspMass: Double?, _ random: inout EventRandom
  ) -> (Half, Half) {
    let lepton = 1 - hadronic
    let choice = random.uniform() * madeShare
    let leptonicFirst = choice < lepton
    let leptonicSecond = !leptonicFirst || choice < lepton * lepton
    return (
      half(of: momenta.0, mass: mass, lspMass: lspMass, leptonic: leptonicFirst, &random),
      half(of: momenta.1, mass: mass, lspMass: lspMass, leptonic: leptonicSecond, &random)
    )
  }

  private static func half(
    of momentum: FourMomentum, mass: Double, lspMass: Double?, leptonic: Bool, _ random: inout EventRandom
  ) -> Half {
    var (top, topMass) = (momentum, mass)
    var lsp: FourMomentum?
    if let lspMass {
      topMass = resonance(Self.topMass, topWidth, within: 90...min(260, mass - lspMass - 0.01), &random)
      (top, lsp) = twoBody(momentum, mass: mass, topMass, lspMass, &random)
    }
    let wMass = resonance(Self.wMass, wWidth, within: 10...min(150, topMass - bottomMass - 0.01), &random)
    let (w, bottom) = twoBody(top, mass: topMass, wMass, bottomMass, &random)
    let kind: Int =
      leptonic
      ? [11, 13, 15][min(Int(3 * random.uniform()), 2)] : (random.uniform() < 0.5 ? 1 : 3)
    // The charged lepton's, or down-type quark's, angle to the W's flight, as longitudinal and left-handed W bosons give it:
    // G. L. Kane, G. A. Ladinsky, C.-P. Yuan, Phys. Rev. D 45 (1992) 124.
    let longitudinal = topMass * topMass / (topMass * topMass + 2 * wMass * wMass)
    var cosine: Double
    repeat {
      cosine = 2 * random.uniform() - 1
    } while random.uniform() * 1.5
      > 0.75 * longitudinal * (1 - cosine * cosine) + 0.375 * (1 - longitudinal) * (1 - cosine) * (1 - cosine)
    // In the W's rest frame the b quark flies against the W's direction.
    let against = bottom.atRest(of: w, mass: wMass)
    let charged = Directions.at(cosine: -cosine, to: against, turns: random.uniform(), momentum: 0.5 * wMass)
    let neutral = FourMomentum(x: -charged.x, y: -charged.y, z: -charged.z, energy: charged.energy)
    return Half(
      bottom: bottom, w: w, kind: kind, charged: charged.boosted(with: w, mass: wMass),
      neutral: neutral.boosted(with: w, mass: wMass), lsp: lsp)
  }

  /// Decays a τ, whose neutrinos and visible products fly in its direction, and says whether an electron or muon is one that the
  /// detector identifies.
  ///
  /// The τ of a W is left-handed. Spectra: B. K. Bullock, K. Hagiwara, A. D. Martin, Nucl. Phys. B 395 (1993) 499; that of
  /// heavier hadrons than the pion is roughly symmetric about a half.
  static func settleLepton(_ half: inout Half, _ random: inout EventRandom) {
    guard half.isLeptonic else { return }
    if half.kind == 15 {
      let choice = random.uniform()
      var x: Double
      if choice < 0.352 {
        half.kind = choice < 0.178 ? 11 : 13
        repeat { x = random.uniform() } while random.uniform() > 1 - x * x * x
      } else {
        x = choice < 0.46 ? 1 - random.uniform().squareRoot() : 0.5 * (random.uniform() + random.uniform())
      }
      half.neutral = half.neutral + half.charged * (1 - x)
      half.charged = half.charged * x
    }
    if half.kind != 15 {
      half.isIdentified =
        random.uniform() <= (half.kind == 13 ? Detector.muonEfficiency : Detector.electronEfficiency)
    }
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
    let squared = mass * mass
    let energy = (squared + first * first - second * second) / (2 * mass)
    let size = max(energy * energy - first * first, 0).squareRoot()
    let one = random.direction(momentum: size, mass: first)
    let other = FourMomentum(x: -one.x, y: -one.y, z: -one.z, energy: mass - one.energy)
    return (one.boosted(with: momentum, mass: mass), other.boosted(with: momentum, mass: mass))
  }
}

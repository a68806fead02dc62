/// Radiation of outgoing partons, by dipoles: G. Gustafson and U. Pettersson, Nucl. Phys. B 306 (1988) 746; ordered in
/// transverse momentum, and sharing the recoil, as in T. Sjöstrand and P. Skands, hep-ph/0408302.
struct FinalStateRadiation: Sendable {
  /// Below the 0.1365 of PYTHIA 8, as suits a shower that ends earlier and is not followed by hadronisation.
  var coupling = StrongCoupling(atZ: 0.12)
  /// Evolution ends at this squared transverse momentum, in GeV².
  var end = 4.0
  /// The squared mass of a dipole with an incoming parton, over the squared pT of the outgoing one: radiation outside the cone
  /// that it opens is that of the incoming one.
  var cone = 1.0

  /// One end of a dipole: who radiates, and who takes the recoil.
  struct End {
    var radiator: Int
    /// Index of a parton; −1 for the proton along +z, −2 for that along −z, −3 for the W in the decay of a top.
    var recoiler: Int
    /// Radiation starts at this squared transverse momentum, in GeV².
    var start: Double
    /// Squared mass of the dipole, in GeV², and a bound on its logarithm.
    fileprivate var (squaredMass, logarithm) = (0.0, 0.0)
    /// Bound on the rate over ln pT², but for α_s/2π, in the current stretch of the evolution.
    fileprivate var rate = 0.0

    init(radiator: Int, recoiler: Int, start: Double) {
      self.radiator = radiator
      self.recoiler = recoiler
      self.start = start
    }
  }

  /// - Parameters:
  ///   - ends: those of all dipoles; changed on the way.
  ///   - partons: grows.
  ///   - w: of the decay of a top, where one takes part.
  func radiate(
    _ ends: inout [End], partons: inout [Parton], w: inout FourMomentum, _ random: inout EventRandom
  ) {
    var scale = 0.0
    for index in ends.indices {
      setMass(&ends[index], partons, w)
      // What is above can hold no pair of such a transverse momentum.
      scale = max(scale, min(ends[index].start, 0.25 * ends[index].squaredMass))
    }
    // Stretches of the evolution, in each of which the rates are bounded by their values at its end.
    while scale > end {
      let stretch = max(end, 0.08 * scale)
      scale = radiate(from: scale, to: stretch, &ends, partons: &partons, w: &w, &random)
    }
  }

  /// Radiates within a stretch of scales.
  ///
  /// - Returns: its end.
  private func radiate(
    from start: Double, to stretch: Double, _ ends: inout [End], partons: inout [Parton], w: inout FourMomentum,
    _ random: inout EventRandom
  ) -> Double {
    let bottom = Numerics.log(stretch)
    for index in ends.indices { setRate(&ends[index], partons, stretch: stretch, logarithm: bottom) }
    var total = Self.total(ends)
    guard total > 0 else { return stretch }
    let logarithmOfLambda = coupling.logarithmOfLambda
    // Of α_s, the value at the end bounds those above; the rest is up to chance in each branching.
    let greatest = 2 * Numerics.pi * StrongCoupling.b0 * (bottom - logarithmOfLambda)
    var logarithm = Numerics.log(start)
    var step = greatest / total
    while true {
      logarithm += step * Numerics.log(random.uniform())
      guard logarithm > bottom else { return stretch }
      let index = Self.index(of: random.uniform() * total, ends)
      let scale = Numerics.exp(logarithm)
      let strength = (bottom - logarithmOfLambda) / (logarithm - logarithmOfLambda)
      guard scale < ends[index].start,
        branch(
          index, scale: scale, strength: strength, stretch: stretch, bottom: bottom, &ends, partons: &partons, w: &w,
          &random)
      else { continue }
      total = Self.total(ends)
      step = greatest / total
    }
  }

  @inline(__always) private static func total(_ ends: [End]) -> Double {
    ends.withUnsafeBufferPointer { ends in
      var total = 0.0
      for end in ends { total += end.rate }
      return total
    }
  }

  /// The end at which the sum of the rates comes to a value.
  @inline(__always) private static func index(of wanted: Double, _ ends: [End]) -> Int {
    ends.withUnsafeBufferPointer { ends in
      var (rest, index) = (wanted, 0)
      while index < ends.count - 1, rest >= ends[index].rate {
        rest -= ends[index].rate
        index += 1
      }
      return index
    }
  }

  /// Flavours to which a gluon may split, of five.
  private static let splitting = 1.25

  private static func flavour(_ random: Double) -> Parton.Flavour {
    random < 0.6 ? .light : random < 0.8 ? .charm : .bottom
  }

  /// The least squared mass of a pair, (2 m_c)² or (2 m_b)² in GeV².
  private static func threshold(_ flavour: Parton.Flavour) -> Double {
    switch flavour {
    case .charm: 9
    case .bottom: 92
    default: 0
    }
  }

  @inline(__always) private func setMass(_ dipoleEnd: inout End, _ partons: [Parton], _ w: FourMomentum) {
    let momentum = partons[dipoleEnd.radiator].momentum
    let squared =
      switch dipoleEnd.recoiler {
      case -1, -2: cone * momentum.squaredTransverse
      case -3: (momentum + w).squaredMass
      default: 2 * momentum.dot(partons[dipoleEnd.recoiler].momentum)
      }
    dipoleEnd.squaredMass = squared
    dipoleEnd.logarithm = squared > 4 * end ? Numerics.boundOnLog(squared) : 0
  }

  @inline(__always) private func setRate(
    _ dipoleEnd: inout End, _ partons: [Parton], stretch: Double, logarithm: Double
  ) {
    guard dipoleEnd.squaredMass > 4 * stretch, dipoleEnd.start > stretch else {
      dipoleEnd.rate = 0
      return
    }
    let widest = dipoleEnd.logarithm - logarithm
    dipoleEnd.rate =
      partons[dipoleEnd.radiator].flavour == .gluon ? 3 * widest + Self.splitting : 8.0 / 3 * widest
  }

  /// Tries a branching.
  ///
  /// - Parameter strength: the coupling over its bound.
  /// - Returns: whether there is one.
  private func branch(
    _ index: Int, scale: Double, strength: Double, stretch: Double, bottom: Double, _ ends: inout [End],
    partons: inout [Parton], w: inout FourMomentum, _ random: inout EventRandom
  ) -> Bool {
    let dipoleEnd = ends[index]
    let radiator = dipoleEnd.radiator
    let squared = dipoleEnd.squaredMass
    guard squared > 4 * scale else { return false }
    let isGluon = partons[radiator].flavour == .gluon
    let splits = isGluon && random.uniform() * dipoleEnd.rate < Self.splitting
    let z =
      splits ? random.uniform() : 1 - Numerics.exp(random.uniform() * (bottom - dipoleEnd.logarithm))
    guard z > 0, z < 1, scale < 0.98 * squared * z * (1 - z) else { return false }
    let shape = splits ? z * z + (1 - z) * (1 - z) : isGluon ? 0.5 * (1 + z * z * z) : 0.5 * (1 + z * z)
    guard random.uniform() < shape * strength else { return false }
    let flavour: Parton.Flavour = splits ? Self.flavour(random.uniform()) : .gluon
    let virtuality = scale / (z * (1 - z))
    guard virtuality > Self.threshold(flavour),
      let (kept, emitted, recoiler) = split(
        dipoleEnd, scale: scale, virtuality: virtuality, squared: squared, z: z, partons, w, turns: random.uniform())
    else { return false }
    if dipoleEnd.recoiler == -3 {
      guard random.uniform() < Self.share(ofTop: kept, emitted, w: recoiler) else { return false }
      w = recoiler
    } else if dipoleEnd.recoiler >= 0 {
      partons[dipoleEnd.recoiler].momentum = recoiler
    }
    partons[radiator].momentum = kept
    let new = partons.count
    partons.append(Parton(momentum: emitted, flavour: .gluon))
    ends[index].start = scale
    if splits {
      partons[radiator].flavour = flavour
      partons[new].flavour = flavour
      // The pair radiates as a dipole; what the gluon's other end was joined to keeps it.
      for other in ends.indices where ends[other].radiator == radiator && other != index {
        ends[other].radiator = new
      }
    } else {
      for other in ends.indices where ends[other].radiator == dipoleEnd.recoiler && ends[other].recoiler == radiator {
        ends[other].recoiler = new
      }
      ends[index].recoiler = new
      ends.append(End(radiator: new, recoiler: radiator, start: scale))
      // The W has no colour: once there is a gluon, the b quark is what recoils, as in PYTHIA 8.
      let other = dipoleEnd.recoiler == -3 ? radiator : dipoleEnd.recoiler
      ends.append(End(radiator: new, recoiler: other, start: scale))
    }
    // Whoever radiated, took the recoil or is new.
    let moved = dipoleEnd.recoiler
    for other in ends.indices {
      let (one, two) = (ends[other].radiator, ends[other].recoiler)
      guard one == radiator || one == new || one == moved || two == radiator || two == new || two == moved else {
        continue
      }
      setMass(&ends[other], partons, w)
      setRate(&ends[other], partons, stretch: stretch, logarithm: bottom)
    }
    return true
  }

  /// Gives the radiator a mass, at the expense of the recoiler, and lets it decay to two massless partons, of which the one
  /// that is kept has the share z of the momentum along the dipole.
  ///
  /// - Returns: `nil` where the dipole has too little mass.
  @inline(__always) private func split(
    _ dipoleEnd: End, scale: Double, virtuality: Double, squared: Double, z: Double, _ partons: [Parton],
    _ w: FourMomentum, turns: Double
  ) -> (kept: FourMomentum, emitted: FourMomentum, recoiler: FourMomentum)? {
    let momentum = partons[dipoleEnd.radiator].momentum
    let reference: FourMomentum
    var product: Double
    switch dipoleEnd.recoiler {
    case -3: return splitByW(momentum, w, virtuality: virtuality, squared: squared, z: z, turns: turns)
    case -1, -2:
      // A proton gives what is needed.
      reference = FourMomentum(x: 0, y: 0, z: dipoleEnd.recoiler == -1 ? 1 : -1, energy: 1)
      product = max(momentum.dot(reference), 5e-10)
    default:
      reference = partons[dipoleEnd.recoiler].momentum
      product = 0.5 * squared
      guard virtuality < 0.998 * squared else { return nil }
    }
    // With massless momenta p of the radiator and n of the recoiler, z p + (1 − z) y n + k and (1 − z) p + z y n − k, where y is the
    // virtuality over 2 p·n, and k is across both, of size pT.
    let share = 0.5 * virtuality / product
    let across = Directions.across(momentum, reference, product: product, squared: scale, turns: turns)
    let kept = momentum * z + reference * ((1 - z) * share) + across
    let mother = momentum + reference * share
    return (kept, mother - kept, dipoleEnd.recoiler >= 0 ? reference * (1 - share) : reference)
  }

  /// The same where a W takes the recoil.
  private func splitByW(
    _ momentum: FourMomentum, _ w: FourMomentum, virtuality: Double, squared: Double, z: Double, turns: Double
  ) -> (kept: FourMomentum, emitted: FourMomentum, recoiler: FourMomentum)? {
    let total = momentum + w
    let squaredMass = max(w.squaredMass, 0)
    let mass = max(squared, 1e-9).squareRoot()
    guard virtuality.squareRoot() + squaredMass.squareRoot() < 0.999 * mass else { return nil }
    let direction = momentum.atRest(of: total, mass: mass)
    let energy = (squared + virtuality - squaredMass) / (2 * mass)
    let size = max(energy * energy - virtuality, 0).squareRoot() / max(direction.momentum, 1e-300)
    let one = FourMomentum(x: direction.x * size, y: direction.y * size, z: direction.z * size, energy: energy)
    let mother = one.boosted(with: total, mass: mass)
    let recoiler = total - mother
    let motherMass = virtuality.squareRoot()
    let axis = recoiler.atRest(of: mother, mass: motherMass)
    let rest = Directions.at(cosine: 1 - 2 * z, to: axis, turns: turns, momentum: 0.5 * motherMass)
    let kept = rest.boosted(with: mother, mass: motherMass)
    return (kept, mother - kept, recoiler)
  }

  /// What the radiation of a top at rest, (1 + cos θ)/(1 − cos θ) at the angle θ to the b quark, is of that of a dipole of b and W,
  /// 2/(1 − cos θ): V. A. Khoze, L. H. Orr, W. J. Stirling, Nucl. Phys. B 378 (1992) 413. None goes along the W.
  private static func share(ofTop kept: FourMomentum, _ emitted: FourMomentum, w: FourMomentum) -> Double {
    let top = kept + emitted + w
    let mass = max(top.squaredMass, 1).squareRoot()
    let (one, other) = (emitted.atRest(of: top, mass: mass), w.atRest(of: top, mass: mass))
    let product = one.x * other.x + one.y * other.y + one.z * other.z
    return 0.5 * (1 - product / max(one.momentum * other.momentum, 1e-9))
  }
}

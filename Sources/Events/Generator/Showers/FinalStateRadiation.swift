/// A parton of the final state, or a particle that behaves as one in jets.
struct Parton {
  /// What it leaves behind in a jet.
  enum Flavour: UInt8 {
    case gluon, light, charm, bottom
    /// A τ's hadrons, or an electron or muon that is not identified.
    case other

    /// Of a PDG number.
    init(parton: Int) {
      switch abs(parton) {
      case 5: self = .bottom
      case 4: self = .charm
      case 21: self = .gluon
      default: self = .light
      }
    }
  }

  var momentum: FourMomentum
  var flavour: Flavour
}

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
      setRate(&ends[index], partons, w)
      scale = max(scale, ends[index].start)
    }
    while true {
      var total = 0.0
      for end in ends { total += end.rate }
      guard let next = coupling.evolve(scale, rate: total, random.uniform(), end: end) else { return }
      scale = next
      var rest = random.uniform() * total
      var index = 0
      while index < ends.count - 1, rest >= ends[index].rate {
        rest -= ends[index].rate
        index += 1
      }
      if scale < ends[index].start {
        branch(index, scale: scale, &ends, partons: &partons, w: &w, &random)
      }
    }
  }

  /// Flavours to which a gluon may split, of five.
  private static let splitting = 1.25

  private static let flavours: [Parton.Flavour] = [.light, .light, .light, .charm, .bottom]

  /// The least squared mass of a pair, (2 m_c)² or (2 m_b)² in GeV².
  private static func threshold(_ flavour: Parton.Flavour) -> Double {
    switch flavour {
    case .charm: 9
    case .bottom: 92
    default: 0
    }
  }

  private func squaredMass(_ end: End, _ partons: [Parton], _ w: FourMomentum) -> Double {
    let momentum = partons[end.radiator].momentum
    switch end.recoiler {
    case -1, -2: return cone * momentum.squaredTransverse
    case -3: return (momentum + w).squaredMass
    default: return 2 * momentum.dot(partons[end.recoiler].momentum)
    }
  }

  /// Bounds the rate over ln pT², but for the coupling.
  private func setRate(_ dipoleEnd: inout End, _ partons: [Parton], _ w: FourMomentum) {
    let squared = squaredMass(dipoleEnd, partons, w)
    guard squared > 4 * end else {
      dipoleEnd.rate = 0
      return
    }
    let widest = Numerics.log(squared / end)
    dipoleEnd.rate =
      partons[dipoleEnd.radiator].flavour == .gluon ? 3 * widest + Self.splitting : 8.0 / 3 * widest
  }

  private func branch(
    _ index: Int, scale: Double, _ ends: inout [End], partons: inout [Parton], w: inout FourMomentum,
    _ random: inout EventRandom
  ) {
    let dipoleEnd = ends[index]
    let radiator = dipoleEnd.radiator
    let squared = squaredMass(dipoleEnd, partons, w)
    guard squared > 4 * scale else { return }
    let isGluon = partons[radiator].flavour == .gluon
    let splits = isGluon && random.uniform() * dipoleEnd.rate < Self.splitting
    let z: Double
    if splits {
      z = random.uniform()
      guard random.uniform() < z * z + (1 - z) * (1 - z) else { return }
    } else {
      z = 1 - Numerics.pow(end / squared, random.uniform())
      let shape = isGluon ? 0.5 * (1 + z * z * z) : 0.5 * (1 + z * z)
      guard random.uniform() < shape else { return }
    }
    guard z > 0, z < 1 else { return }
    let flavour: Parton.Flavour = splits ? Self.flavours[min(Int(5 * random.uniform()), 4)] : .gluon
    let virtuality = scale / (z * (1 - z))
    guard virtuality > Self.threshold(flavour) else { return }
    guard virtuality < 0.98 * squared,
      let (kept, emitted) = split(
        dipoleEnd, virtuality: virtuality, squared: squared, z: z, &partons, &w, turns: random.uniform())
    else { return }
    partons[radiator].momentum = kept
    let new = partons.count
    partons.append(Parton(momentum: emitted, flavour: .gluon))
    if splits {
      partons[radiator].flavour = flavour
      partons[new].flavour = flavour
      // The pair radiates as a dipole; what the gluon's other end was joined to keeps it.
      for other in ends.indices where ends[other].radiator == radiator && other != index {
        ends[other].radiator = new
      }
      ends[index].start = scale
    } else {
      for other in ends.indices where ends[other].radiator == dipoleEnd.recoiler && ends[other].recoiler == radiator {
        ends[other].recoiler = new
      }
      ends[index].recoiler = new
      ends[index].start = scale
      ends.append(End(radiator: new, recoiler: radiator, start: scale))
      ends.append(End(radiator: new, recoiler: dipoleEnd.recoiler, start: scale))
    }
    for other in ends.indices
    where ends[other].radiator == radiator || ends[other].radiator == new
      || ends[other].recoiler == radiator || ends[other].recoiler == new
      || ends[other].recoiler == dipoleEnd.recoiler || ends[other].radiator == dipoleEnd.recoiler
    {
      setRate(&ends[other], partons, w)
    }
  }

  /// Gives the radiator a mass, at the expense of the recoiler, and lets it decay to two massless partons, of which the one
  /// that is kept has the share z of the momentum along the dipole.
  private func split(
    _ dipoleEnd: End, virtuality: Double, squared: Double, z: Double, _ partons: inout [Parton],
    _ w: inout FourMomentum, turns: Double
  ) -> (kept: FourMomentum, emitted: FourMomentum)? {
    let momentum = partons[dipoleEnd.radiator].momentum
    var mother: FourMomentum
    var reference: FourMomentum
    if dipoleEnd.recoiler == -1 || dipoleEnd.recoiler == -2 {
      // A proton gives what is needed.
      reference = FourMomentum(x: 0, y: 0, z: dipoleEnd.recoiler == -1 ? 1 : -1, energy: 1)
      mother = momentum + reference * (virtuality / max(2 * momentum.dot(reference), 1e-9))
    } else {
      let recoiler = dipoleEnd.recoiler == -3 ? w : partons[dipoleEnd.recoiler].momentum
      let total = momentum + recoiler
      let squaredMass = dipoleEnd.recoiler == -3 ? max(recoiler.squaredMass, 0) : 0
      let mass = max(squared, 1e-9).squareRoot()
      let recoilerMass = squaredMass.squareRoot()
      guard virtuality.squareRoot() + recoilerMass < 0.999 * mass else { return nil }
      let direction = momentum.atRest(of: total, mass: mass)
      let energy = (squared + virtuality - squaredMass) / (2 * mass)
      let size = max(energy * energy - virtuality, 0).squareRoot() / max(direction.momentum, 1e-300)
      let one = FourMomentum(
        x: direction.x * size, y: direction.y * size, z: direction.z * size, energy: energy)
      mother = one.boosted(with: total, mass: mass)
      let other = total - mother
      if dipoleEnd.recoiler == -3 { w = other } else { partons[dipoleEnd.recoiler].momentum = other }
      reference = other
    }
    let mass = virtuality.squareRoot()
    let axis = reference.atRest(of: mother, mass: mass)
    let rest = Directions.at(cosine: 1 - 2 * z, to: axis, turns: turns, momentum: 0.5 * mass)
    let kept = rest.boosted(with: mother, mass: mass)
    return (kept, mother - kept)
  }
}

/// The partons and leptons of an event after all radiation.
struct PartonShower {
  /// An electron or muon.
  struct Lepton {
    var channel: Channel
    var momentum: FourMomentum
  }

  var final = FinalStateRadiation()
  /// What makes jets.
  private(set) var partons: [Parton] = []
  /// Electrons and muons.
  private(set) var leptons: [Lepton] = []
  private var ends: [FinalStateRadiation.End] = []

  mutating func clear() {
    partons.removeAll(keepingCapacity: true)
    leptons.removeAll(keepingCapacity: true)
  }

  /// An electron or muon that is not identified, or not isolated, is taken for part of a jet.
  mutating func addMissed(_ momentum: FourMomentum) { partons.append(Parton(momentum: momentum, flavour: .other)) }

  /// Radiation and decays of one half.
  mutating func shower(_ half: Decays.Half, _ random: inout EventRandom) {
    let base = partons.count
    partons.append(Parton(momentum: half.bottom, flavour: .bottom))
    ends.removeAll(keepingCapacity: true)
    let start = (half.bottom + half.w).squaredMass
    ends.append(FinalStateRadiation.End(radiator: base, recoiler: -3, start: start))
    var w = half.w
    final.radiate(&ends, partons: &partons, w: &w, &random)
    let mass = max(half.w.squaredMass, 1).squareRoot()
    let boost = Boost(to: w, mass: mass)
    let charged = boost.applied(to: half.charged.atRest(of: half.w, mass: mass))
    if half.channel.isLeptonic {
      if half.channel.kind == 15 {
        addMissed(charged)
      } else {
        leptons.append(Lepton(channel: half.channel, momentum: charged))
      }
      return
    }
    let neutral = boost.applied(to: half.neutral.atRest(of: half.w, mass: mass))
    let first = partons.count
    partons.append(Parton(momentum: charged, flavour: .light))
    partons.append(Parton(momentum: neutral, flavour: half.channel.kind == 3 ? .charm : .light))
    ends.removeAll(keepingCapacity: true)
    ends.append(FinalStateRadiation.End(radiator: first, recoiler: first + 1, start: mass * mass))
    ends.append(FinalStateRadiation.End(radiator: first + 1, recoiler: first, start: mass * mass))
    final.radiate(&ends, partons: &partons, w: &w, &random)
  }

  /// Radiation of what the incoming partons radiated.
  mutating func shower(_ emissions: [InitialStateRadiation.Emission], _ random: inout EventRandom) {
    var none = FourMomentum.zero
    for emission in emissions {
      let index = partons.count
      let flavour = Parton.Flavour(parton: emission.parton)
      partons.append(Parton(momentum: emission.momentum, flavour: flavour))
      // What is soft or far forward makes no jets, and need not be shared out.
      let squared = emission.momentum.squaredTransverse
      guard squared > 900, emission.momentum.z * emission.momentum.z < 100 * squared else { continue }
      ends.removeAll(keepingCapacity: true)
      ends.append(FinalStateRadiation.End(radiator: index, recoiler: -1, start: emission.scale))
      if flavour == .gluon {
        ends.append(FinalStateRadiation.End(radiator: index, recoiler: -2, start: emission.scale))
      }
      final.radiate(&ends, partons: &partons, w: &none, &random)
    }
  }
}

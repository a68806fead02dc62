/// The isolated electrons and muons of an event.
struct LeptonMeasurement {
  private(set) var leptons: [FourMomentum] = []

  /// Exponentially distributed numbers, which say how much hadronisation adds near the first and the second lepton.
  private var excesses = (0.0, 0.0)

  /// Draws what chance decides about the leptons, so that ``mayPass(_:_:)`` may be asked before the event is complete.
  mutating func begin(_ random: inout EventRandom) {
    excesses = (-Numerics.log(random.uniform()), -Numerics.log(random.uniform()))
  }

  /// How much more there might be around the first lepton for it to be isolated, as a share of its pT: below 0 where it is not, from
  /// partons as they are.
  func room(_ lepton: FourMomentum, _ partons: [FourMomentum], _ detector: Detector) -> Double {
    var (sum, spread) = (0.0, detector.softInCone)
    Self.activity(near: lepton, partons, detector, &sum, &spread)
    return Detector.isolation - (sum + spread * excesses.0) / lepton.transverse
  }

  /// Whether a lepton is isolated from the partons that there are, and hard enough.
  func mayPass(_ shower: PartonShower, _ detector: Detector) -> Bool {
    for (index, lepton) in shower.leptons.enumerated() where lepton.momentum.squaredTransverse > 28 * 28 {
      if isIsolated(index, lepton, shower.partons, detector) { return true }
    }
    return false
  }

  /// Finds isolated leptons, and makes partons of those that are missed.
  ///
  /// - Returns: whether one of the leptons is good enough for the preselection.
  mutating func measure(_ shower: inout PartonShower, _ detector: Detector, _ random: inout EventRandom) -> Bool {
    leptons.removeAll(keepingCapacity: true)
    var isGood = false
    for (index, lepton) in shower.leptons.enumerated() {
      if isIsolated(index, lepton, shower.partons, detector) {
        let smeared = Detector.smeared(lepton.momentum, kind: lepton.channel.kind, &random)
        leptons.append(smeared)
        if smeared.squaredTransverse > 30 * 30, Self.isCentral(smeared) { isGood = true }
      } else {
        shower.addMissed(lepton.momentum)
      }
    }
    return isGood
  }

  /// The leading one within the preselection.
  var leading: FourMomentum {
    var leading = FourMomentum.zero
    for lepton in leptons where lepton.squaredTransverse > leading.squaredTransverse && Self.isCentral(lepton) {
      leading = lepton
    }
    return leading
  }

  /// Whether a lepton is found: identified, with pT > 10 GeV and |η| < 2.5, and isolated.
  private func isIsolated(
    _ index: Int, _ lepton: PartonShower.Lepton, _ partons: [Parton], _ detector: Detector
  ) -> Bool {
    let (momentum, transverse) = (lepton.momentum, lepton.momentum.transverse)
    // |pz| < sinh 2.5 · pT.
    guard lepton.channel.isIdentified, transverse > 10, abs(momentum.z) < 6.0502 * transverse else { return false }
    var (sum, spread) = (0.0, detector.softInCone)
    Self.activity(near: momentum, partons.lazy.map(\.momentum), detector, &sum, &spread)
    return sum + spread * (index == 0 ? excesses.0 : excesses.1) <= Detector.isolation * transverse
  }

  /// Whether |η| < 2.4: |pz| < sinh 2.4 · pT.
  private static func isCentral(_ lepton: FourMomentum) -> Bool { abs(lepton.z) < 5.46623 * lepton.transverse }

  /// pT near a lepton: of the partons in its cone, and the mean of what hadronisation brings there from others.
  static func activity(
    near lepton: FourMomentum, _ partons: some Sequence<FourMomentum>, _ detector: Detector, _ sum: inout Double,
    _ spread: inout Double
  ) {
    let inverse = 1 / lepton.transverse
    let axis = lepton * inverse
    let (eta, phi) = (lepton.pseudorapidity, lepton.azimuth)
    for other in partons {
      let squared = other.squaredTransverse
      guard squared > 0.25 else { continue }
      // cosh Δη − cos Δφ of massless momenta, at most 0.5431 within ΔR = 1, and less than 0.0454 within 0.3.
      let part = axis.dot(other)
      let bound = squared > 100 ? 0.5431 : 0.0454
      guard part * part < bound * bound * squared || part < 0 else { continue }
      let distance = Detector.squaredDistance(eta, phi, other.pseudorapidity, other.azimuth)
      if distance < 0.09 {
        sum += squared.squareRoot()
      } else if distance < 1, squared > 100 {
        spread += detector.hadronsInCone * Numerics.exp(-distance.squareRoot() / 0.35)
      }
    }
  }
}

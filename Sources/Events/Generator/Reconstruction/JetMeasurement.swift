/// The jets of an event, and its missing transverse momentum.
struct JetMeasurement {
  /// A jet with pT ≥ 40 GeV and |η| ≤ 2.4.
  struct Jet {
    var momentum: FourMomentum
    var transverse: Double
    var isTagged = false
    /// The chance that it is tagged.
    fileprivate var chance = 0.0
  }

  /// A quark that may make a jet be tagged, and its chance.
  private struct Quark {
    var eta, phi, tag: Double
  }

  /// By falling pT.
  private(set) var jets: [Jet] = []
  private(set) var missing = Transverse(x: 0, y: 0)
  /// The scalar sum of the jets' pT in GeV.
  private(set) var sum = 0.0
  private var momenta: [FourMomentum] = []
  private var clustering = JetClustering()
  private var clustered: [FourMomentum] = []
  private var quarks: [Quark] = []

  /// Clusters and measures the jets, adds up the missing momentum, and tags.
  ///
  /// - Returns: the chance that one jet at least is tagged, on condition of which they are, so that the event's weight has to be
  ///   multiplied by it; `nil` for events that the preselection drops.
  mutating func measure(
    _ partons: [Parton], leptons: [FourMomentum], _ detector: Detector, _ random: inout EventRandom
  ) -> Double? {
    measureJets(partons, leptons: leptons, detector, &random)
    guard jets.count >= 4, missing.dot(missing) >= 200 * 200 else { return nil }
    jets.sort { $0.transverse > $1.transverse }
    sum = 0
    for jet in jets { sum += jet.transverse }
    guard jets[0].transverse >= 80, jets[1].transverse >= 60, sum >= 300 else { return nil }
    return tag(partons, &random)
  }

  private mutating func measureJets(
    _ partons: [Parton], leptons: [FourMomentum], _ detector: Detector, _ random: inout EventRandom
  ) {
    momenta.removeAll(keepingCapacity: true)
    var (total, activity) = (Transverse(x: 0, y: 0), detector.softActivity)
    for parton in partons {
      // |η| < 5.
      guard parton.momentum.z * parton.momentum.z < 74.2 * 74.2 * parton.momentum.squaredTransverse else { continue }
      let seen = parton.momentum * (1 - Self.neutrinoShare(parton.flavour, &random))
      momenta.append(seen)
      total.x += seen.x
      total.y += seen.y
      activity += seen.transverse
    }
    clustering.cluster(momenta, leastTransverse: 8, into: &clustered)
    jets.removeAll(keepingCapacity: true)
    for jet in clustered {
      let transverse = jet.transverse
      activity -= transverse
      let scale = max(0.05, 1 + random.gauss() * Detector.jetResolution(transverse: transverse))
      var momentum = jet * scale
      total.x += momentum.x - jet.x
      total.y += momentum.y - jet.y
      // |η| ≤ 2.4.
      guard transverse * scale >= 40, abs(momentum.z) <= 5.46623 * transverse * scale else { continue }
      // Hadrons give a jet more mass than its partons.
      let squaredMass = -detector.hadronisationMass * transverse * Numerics.log(random.uniform())
      momentum.energy = (momentum.energy * momentum.energy + squaredMass * scale * scale).squareRoot()
      jets.append(Jet(momentum: momentum, transverse: transverse * scale))
    }
    let soft = 0.5 * max(activity, 0).squareRoot()
    missing = Transverse(x: -(total.x + random.gauss() * soft), y: -(total.y + random.gauss() * soft))
    for lepton in leptons {
      missing.x -= lepton.x
      missing.y -= lepton.y
    }
  }

  /// The share of a quark's momentum that goes to neutrinos in the decays of its hadrons.
  private static func neutrinoShare(_ flavour: Parton.Flavour, _ random: inout EventRandom) -> Double {
    switch flavour {
    case .bottom:
      let (first, second) = (random.uniform(), random.uniform())
      return (first < 0.24 ? 0.7 * (1 - random.uniform().squareRoot()) : 0)
        + (second < 0.17 ? 0.3 * (1 - random.uniform().squareRoot()) : 0)
    case .charm: return random.uniform() < 0.19 ? 0.5 * (1 - random.uniform().squareRoot()) : 0
    default: return 0
    }
  }

  /// Tags jets on condition that one at least is.
  ///
  /// - Returns: the chance of the condition.
  private mutating func tag(_ partons: [Parton], _ random: inout EventRandom) -> Double {
    quarks.removeAll(keepingCapacity: true)
    for parton in partons where parton.flavour == .bottom || parton.flavour == .charm {
      guard parton.momentum.squaredTransverse > 25 else { continue }
      quarks.append(
        Quark(
          eta: parton.momentum.pseudorapidity, phi: parton.momentum.azimuth,
          tag: parton.flavour == .bottom ? Detector.bottomTag : Detector.charmTag))
    }
    var none = 1.0
    for index in jets.indices {
      let (eta, phi) = (jets[index].momentum.pseudorapidity, jets[index].momentum.azimuth)
      var chance = Detector.lightTag
      for quark in quarks where quark.tag > chance {
        if Detector.squaredDistance(eta, phi, quark.eta, quark.phi) < 0.16 { chance = quark.tag }
      }
      jets[index].chance = chance
      none *= 1 - chance
    }
    let any = 1 - none
    // Jet by jet, each on condition of those before it.
    var (isMet, rest) = (false, none)
    for index in jets.indices {
      let chance = isMet ? jets[index].chance : jets[index].chance / (1 - rest)
      jets[index].isTagged = random.uniform() < chance
      isMet = isMet || jets[index].isTagged
      rest /= 1 - jets[index].chance
    }
    return any
  }
}

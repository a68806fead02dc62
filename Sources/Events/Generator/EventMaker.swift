/// Makes events one by one and keeps those that pass the preselection.
struct EventMaker {
  /// Names and units of the variables of ``row``, in order; the first is the weight.
  static let columns: [(name: String, unit: String)] =
    [("weight", "1"), ("HT", "GeV"), ("MET", "GeV"), ("MT", "GeV"), ("MT2W", "GeV"), ("n_jet", "1"), ("n_bjet", "1")]
    + [("sel_lep_pt0", "GeV"), ("sel_lep_eta0", "1"), ("sel_lep_phi0", "rad"), ("sel_lep_E0", "GeV")]
    + (0..<3).flatMap { jet in
      [("pt", "GeV"), ("eta", "1"), ("phi", "rad"), ("E", "GeV")].map { ("selJet_\($0)\(jet)", $1) }
    }

  let process: HardProcess
  let lspMass: Double?
  let seed: UInt64
  var initial: InitialStateRadiation
  var final = FinalStateRadiation()
  var detector = Detector()

  /// The variables of the event that was made last.
  private(set) var row: [Float] = []
  /// The weight of the last attempt, kept or not.
  private(set) var attemptedWeight = 0.0

  private var emissions: [InitialStateRadiation.Emission] = []
  private var partons: [Parton] = []
  private var ends: [FinalStateRadiation.End] = []
  private var leptons: [(kind: Int, isIdentified: Bool, momentum: FourMomentum)] = []
  private var measured: [FourMomentum] = []
  private var momenta: [FourMomentum] = []
  private var clustering = JetClustering()
  private var clustered: [FourMomentum] = []
  private var jets: [(momentum: FourMomentum, transverse: Double, isTagged: Bool)] = []

  init(process: HardProcess, lspMass: Double?, seed: UInt64) {
    self.process = process
    self.lspMass = lspMass
    self.seed = seed
    initial = InitialStateRadiation(densities: process.densities)
  }

  /// Makes the event of this number.
  ///
  /// - Returns: whether it passes the preselection; ``row`` is its then.
  mutating func make(_ attempt: UInt64) -> Bool {
    var random = EventRandom(seed: seed, attempt: attempt)
    let outcome = process.outcome(&random)
    attemptedWeight = outcome.weight
    var halves = Decays.halves(of: outcome.momenta, mass: process.mass, lspMass: lspMass, &random)
    guard mayPass(halves) else { return false }
    Decays.settleLepton(&halves.0, &random)
    Decays.settleLepton(&halves.1, &random)
    guard halves.0.isIdentified || halves.1.isIdentified else { return false }
    initial.radiate(outcome, halves: &halves, emissions: &emissions, &random)
    let unseen = halves.0.unseen + halves.1.unseen
    // Measured, it is some 25 GeV more or less.
    guard unseen.squaredTransverse > 130 * 130 else { return false }
    guard hasLepton(halves.0) || hasLepton(halves.1) else { return false }
    guard mayHaveJets(halves) else { return false }
    partons.removeAll(keepingCapacity: true)
    leptons.removeAll(keepingCapacity: true)
    shower(halves.0, &random)
    shower(halves.1, &random)
    showerEmissions(&random)
    guard measureLeptons(&random) else { return false }
    guard let missing = measureJets(&random) else { return false }
    fill(missing: missing)
    return true
  }

  /// As the events that come with the templates were chosen before their showers: a lepton, and unseen particles with enough
  /// transverse momentum.
  private func mayPass(_ halves: (Decays.Half, Decays.Half)) -> Bool {
    var hasLepton = false
    var unseen = halves.0.unseen + halves.1.unseen
    for half in [halves.0, halves.1] where half.isLeptonic {
      let isTau = half.kind == 15
      let least: Double = isTau ? 25 : 15
      if half.charged.squaredTransverse > least * least, abs(half.charged.z) < 10.018 * half.charged.transverse {
        hasLepton = true
        if isTau { unseen = unseen + half.charged * 0.6 }
      }
    }
    let least: Double = lspMass == nil ? 130 : 80
    return hasLepton && unseen.squaredTransverse > least * least
  }

  /// Whether a half has a lepton that may be measured within the preselection.
  private func hasLepton(_ half: Decays.Half) -> Bool {
    half.isIdentified && half.charged.squaredTransverse > 25 * 25
      && abs(half.charged.z) < 6 * half.charged.transverse
  }

  /// Whether the partons before their radiation come near to the four jets of the preselection: of the 40 GeV that each needs,
  /// radiation may move some from one parton to another, but rarely makes two jets of one.
  private func mayHaveJets(_ halves: (Decays.Half, Decays.Half)) -> Bool {
    var (count, hardCount) = (0, 0)
    var sum = 0.0
    func consider(_ momentum: FourMomentum) {
      let squared = momentum.squaredTransverse
      guard squared > 20 * 20, abs(momentum.z) < 7 * squared.squareRoot() else { return }
      count += 1
      if squared > 35 * 35 { hardCount += 1 }
      sum += squared.squareRoot()
    }
    var leptonCount = 0
    for half in [halves.0, halves.1] {
      consider(half.bottom)
      if half.isLeptonic {
        leptonCount += 1
        if leptonCount == 2 || half.kind == 15 { consider(half.charged) }
      } else {
        consider(half.charged)
        consider(half.neutral)
      }
    }
    for emission in emissions { consider(emission.momentum) }
    return count >= 3 && hardCount >= 2 && sum > 200
  }

  /// Radiation and decays of one half.
  private mutating func shower(_ half: Decays.Half, _ random: inout EventRandom) {
    let base = partons.count
    partons.append(Parton(momentum: half.bottom, flavour: .bottom))
    ends.removeAll(keepingCapacity: true)
    let start = (half.bottom + half.w).squaredMass
    ends.append(FinalStateRadiation.End(radiator: base, recoiler: -3, start: start))
    var w = half.w
    final.radiate(&ends, partons: &partons, w: &w, &random)
    let mass = max(half.w.squaredMass, 1).squareRoot()
    let charged = half.charged.atRest(of: half.w, mass: mass).boosted(with: w, mass: mass)
    if half.isLeptonic {
      if half.kind == 15 {
        partons.append(Parton(momentum: charged, flavour: .other))
      } else {
        leptons.append((half.kind, half.isIdentified, charged))
      }
      return
    }
    let neutral = half.neutral.atRest(of: half.w, mass: mass).boosted(with: w, mass: mass)
    let first = partons.count
    partons.append(Parton(momentum: charged, flavour: .light))
    partons.append(Parton(momentum: neutral, flavour: half.kind == 3 ? .charm : .light))
    ends.removeAll(keepingCapacity: true)
    ends.append(FinalStateRadiation.End(radiator: first, recoiler: first + 1, start: mass * mass))
    ends.append(FinalStateRadiation.End(radiator: first + 1, recoiler: first, start: mass * mass))
    final.radiate(&ends, partons: &partons, w: &w, &random)
  }

  private mutating func showerEmissions(_ random: inout EventRandom) {
    var none = FourMomentum.zero
    for emission in emissions {
      let index = partons.count
      let flavour = Parton.Flavour(parton: emission.parton)
      partons.append(Parton(momentum: emission.momentum, flavour: flavour))
      // What is soft or far forward makes no jets, and need not be shared out.
      guard emission.scale > 100, abs(emission.momentum.z) < 15 * emission.momentum.transverse else { continue }
      ends.removeAll(keepingCapacity: true)
      ends.append(FinalStateRadiation.End(radiator: index, recoiler: -1, start: emission.scale))
      if flavour == .gluon {
        ends.append(FinalStateRadiation.End(radiator: index, recoiler: -2, start: emission.scale))
      }
      final.radiate(&ends, partons: &partons, w: &none, &random)
    }
  }

  /// pT near a lepton: of the partons in its cone, of what hadronisation brings there from others, and of what is too soft.
  private func activity(eta: Double, phi: Double, _ random: inout EventRandom) -> Double {
    var (sum, spread) = (0.0, detector.softInCone)
    for parton in partons {
      let squared = parton.momentum.squaredTransverse
      guard squared > 0.25 else { continue }
      let other = parton.momentum
      let distance = Detector.squaredDistance(eta, phi, other.pseudorapidity, other.azimuth)
      if distance < 0.09 {
        sum += squared.squareRoot()
      } else if distance < 1, squared > 100 {
        spread += detector.hadronsInCone * Numerics.exp(-distance.squareRoot() / 0.35)
      }
    }
    return sum - spread * Numerics.log(random.uniform())
  }

  /// Finds isolated leptons, and makes partons of those that are missed.
  ///
  /// - Returns: whether one of the leptons is good enough for the preselection.
  private mutating func measureLeptons(_ random: inout EventRandom) -> Bool {
    measured.removeAll(keepingCapacity: true)
    var isGood = false
    for (kind, isIdentified, momentum) in leptons {
      let transverse = momentum.transverse
      let (eta, phi) = (momentum.pseudorapidity, momentum.azimuth)
      if isIdentified, transverse > 10, abs(eta) < 2.5,
        activity(eta: eta, phi: phi, &random) <= Detector.isolation * transverse
      {
        let smeared = Detector.smeared(momentum, kind: kind, &random)
        measured.append(smeared)
        if smeared.transverse > 30, abs(eta) < 2.4 { isGood = true }
      } else {
        partons.append(Parton(momentum: momentum, flavour: .other))
      }
    }
    return isGood
  }

  /// Clusters and measures the jets, tags them and adds up the missing momentum.
  ///
  /// - Returns: `nil` for events that the preselection drops.
  private mutating func measureJets(_ random: inout EventRandom) -> (x: Double, y: Double)? {
    momenta.removeAll(keepingCapacity: true)
    var (unclustered, activity) = (Transverse(x: 0, y: 0), detector.softActivity)
    for parton in partons {
      let transverse = parton.momentum.transverse
      // |η| < 5.
      guard abs(parton.momentum.z) < 74.2 * transverse else { continue }
      let seen = parton.momentum * (1 - neutrinoShare(parton.flavour, &random))
      momenta.append(seen)
      unclustered.x += seen.x
      unclustered.y += seen.y
      activity += seen.transverse
    }
    clustering.cluster(momenta, leastTransverse: 8, into: &clustered)
    jets.removeAll(keepingCapacity: true)
    var visible = Transverse(x: 0, y: 0)
    for jet in clustered {
      let transverse = jet.transverse
      unclustered.x -= jet.x
      unclustered.y -= jet.y
      activity -= transverse
      let scale = max(0.05, 1 + random.gauss() * Detector.jetResolution(transverse: transverse))
      var momentum = jet * scale
      // Hadrons give a jet more mass than its partons.
      let squaredMass = -detector.hadronisationMass * transverse * Numerics.log(random.uniform())
      momentum.energy = (momentum.energy * momentum.energy + squaredMass * scale * scale).squareRoot()
      visible.x += momentum.x
      visible.y += momentum.y
      if transverse * scale >= 40, abs(momentum.pseudorapidity) <= 2.4 {
        jets.append((momentum, transverse * scale, isTagged(momentum, &random)))
      }
    }
    let soft = 0.5 * max(activity, 0).squareRoot()
    var missing = (
      x: -(visible.x + unclustered.x + random.gauss() * soft), y: -(visible.y + unclustered.y + random.gauss() * soft)
    )
    for lepton in measured {
      missing.x -= lepton.x
      missing.y -= lepton.y
    }
    jets.sort { $0.transverse > $1.transverse }
    guard jets.count >= 4, jets[0].transverse >= 80, jets[1].transverse >= 60, jets.contains(where: \.isTagged),
      missing.x * missing.x + missing.y * missing.y >= 200 * 200, jets.reduce(0, { $0 + $1.transverse }) >= 300
    else { return nil }
    return missing
  }

  /// The share of a quark's momentum that goes to neutrinos in the decays of its hadrons.
  private func neutrinoShare(_ flavour: Parton.Flavour, _ random: inout EventRandom) -> Double {
    switch flavour {
    case .bottom:
      let (first, second) = (random.uniform(), random.uniform())
      return (first < 0.24 ? 0.7 * (1 - random.uniform().squareRoot()) : 0)
        + (second < 0.17 ? 0.3 * (1 - random.uniform().squareRoot()) : 0)
    case .charm: return random.uniform() < 0.19 ? 0.5 * (1 - random.uniform().squareRoot()) : 0
    default: return 0
    }
  }

  private func isTagged(_ jet: FourMomentum, _ random: inout EventRandom) -> Bool {
    let (eta, phi) = (jet.pseudorapidity, jet.azimuth)
    var chance = Detector.lightTag
    for parton in partons where parton.flavour == .bottom || parton.flavour == .charm {
      let quark = parton.momentum
      guard quark.squaredTransverse > 25,
        Detector.squaredDistance(eta, phi, quark.pseudorapidity, quark.azimuth) < 0.16
      else { continue }
      chance = max(chance, parton.flavour == .bottom ? Detector.bottomTag : Detector.charmTag)
    }
    return random.uniform() < chance
  }

  private mutating func fill(missing: (x: Double, y: Double)) {
    var lepton = FourMomentum.zero
    for candidate in measured
    where candidate.squaredTransverse > lepton.squaredTransverse && abs(candidate.pseudorapidity) < 2.4 {
      lepton = candidate
    }
    let met = (missing.x * missing.x + missing.y * missing.y).squareRoot()
    let transverse = lepton.transverse
    let squaredMT = 2 * (transverse * met - lepton.x * missing.x - lepton.y * missing.y)
    let mT2W = StransverseMass.mT2W(
      lepton: lepton, tagged: jets.filter(\.isTagged).map(\.momentum),
      untagged: jets.filter { !$0.isTagged }.map(\.momentum), missing: missing)
    row.removeAll(keepingCapacity: true)
    row.append(Float(attemptedWeight))
    row.append(Float(jets.reduce(0) { $0 + $1.transverse }))
    row.append(Float(met))
    row.append(Float(max(squaredMT, 0).squareRoot()))
    row.append(Float(mT2W))
    row.append(Float(jets.count))
    row.append(Float(jets.count(where: \.isTagged)))
    append(lepton)
    for jet in jets.prefix(3) { append(jet.momentum) }
  }

  private mutating func append(_ momentum: FourMomentum) {
    row.append(Float(momentum.transverse))
    row.append(Float(momentum.pseudorapidity))
    row.append(Float(momentum.azimuth))
    row.append(Float(momentum.energy))
  }
}

extension Decays.Half {
  /// Momentum of the neutrino and the LSP.
  var unseen: FourMomentum {
    let neutrino = isLeptonic ? neutral : .zero
    return lsp.map { $0 + neutrino } ?? neutrino
  }
}

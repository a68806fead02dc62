/// What a W boson decays to, and whether the detector will identify it.
struct Channel: Hashable, Sendable {
  /// PDG number of the charged lepton without sign, 11, 13 or, where a τ gave hadrons, 15; of the down-type quark, 1 or 3, where the W
  /// gave quarks.
  var kind: Int
  /// Whether the lepton comes from a τ, or is one.
  var isTau = false
  /// Whether it is an electron or muon that will be identified if it is isolated.
  var isIdentified = false

  var isLeptonic: Bool { kind >= 11 }

  /// Share of W bosons that decay to quarks, and the share that decays to each kind of lepton.
  static let hadronic = 0.676
  static let leptonic = 0.108
  /// Shares of τ leptons that decay to electrons, muons, and a single charged pion.
  static let (electronOfTau, muonOfTau, pion) = (0.178, 0.174, 0.108)
  static let leptonicTau = electronOfTau + muonOfTau

  /// Shares of W bosons by what becomes of them: electrons and muons of the W that are identified, then those of τ leptons.
  private static let identifiedShares = (
    leptonic * Detector.electronEfficiency, leptonic * Detector.muonEfficiency,
    leptonic * electronOfTau * Detector.electronEfficiency, leptonic * muonOfTau * Detector.muonEfficiency
  )
  /// Share of W bosons with a lepton that is identified.
  private static let identified =
    identifiedShares.0 + identifiedShares.1 + identifiedShares.2 + identifiedShares.3
  /// Share of pairs of W bosons with at least one such lepton; the others never pass the preselection and are not made.
  static let madeShare = 1 - (1 - identified) * (1 - identified)

  /// Those of a pair: the first is identified, the other may be.
  ///
  /// - Returns: the two, and whether the first is that of the antiparticle.
  static func pair(_ random: inout EventRandom) -> (leading: Channel, other: Channel, isSwapped: Bool) {
    let isFirst = random.uniform() * madeShare < identified
    let leading = identified(&random)
    // Where it is not the particle's lepton that is identified, it is the antiparticle's alone.
    let other = isFirst && random.uniform() < identified ? identified(&random) : unidentified(&random)
    return (leading, other, !isFirst)
  }

  private static func identified(_ random: inout EventRandom) -> Channel {
    var rest = random.uniform() * identified
    if rest < identifiedShares.0 { return Channel(kind: 11, isIdentified: true) }
    rest -= identifiedShares.0
    if rest < identifiedShares.1 { return Channel(kind: 13, isIdentified: true) }
    rest -= identifiedShares.1
    return Channel(kind: rest < identifiedShares.2 ? 11 : 13, isTau: true, isIdentified: true)
  }

  private static func unidentified(_ random: inout EventRandom) -> Channel {
    var rest = random.uniform() * (1 - identified)
    if rest < hadronic { return Channel(kind: rest < 0.5 * hadronic ? 1 : 3) }
    rest -= hadronic
    if rest < leptonic * (1 - leptonicTau) { return Channel(kind: 15, isTau: true) }
    rest -= leptonic * (1 - leptonicTau)
    // Of electrons and muons those that are missed.
    let (electron, muon) = (
      leptonic * (1 - Detector.electronEfficiency), leptonic * (1 - Detector.muonEfficiency)
    )
    if rest < electron { return Channel(kind: 11) }
    rest -= electron
    if rest < muon { return Channel(kind: 13) }
    rest -= muon
    return Channel(kind: rest < electron * electronOfTau ? 11 : 13, isTau: true)
  }
}

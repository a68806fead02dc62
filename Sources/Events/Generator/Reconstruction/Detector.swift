/// A detector much like CMS, as in the simulation of the events that come with the templates.
struct Detector: Sendable {
  /// Isolation: at most this share of the lepton's pT within ΔR = 0.3 of it.
  static let isolation = 0.12
  static let (electronEfficiency, muonEfficiency) = (0.88, 0.95)
  static let (electronResolution, muonResolution) = (0.018, 0.012)
  /// Chance of a b-tag for jets with a b quark, a c quark, and others.
  static let (bottomTag, charmTag, lightTag) = (0.7, 0.18, 0.012)

  /// Transverse energy of all that is too soft to be made one by one, in GeV.
  var softActivity = 60.0
  /// What hadronisation adds to a jet's squared mass, over its pT, in GeV on average.
  var hadronisationMass = 1.0
  /// pT that hadronisation brings into a lepton's isolation cone from a parton close to it, in GeV on average; less by
  /// e^(−ΔR/0.35) from one farther away.
  var hadronsInCone = 9.0
  /// pT of it within a lepton's isolation cone, in GeV on average.
  var softInCone = 0.2

  /// Relative width of a jet's measured pT.
  static func jetResolution(transverse: Double) -> Double {
    (0.81 / transverse + 0.0025 + 9 / (transverse * transverse)).squareRoot()
  }

  /// Whether two directions are within a squared ΔR of each other, of pseudorapidities and azimuths.
  static func squaredDistance(_ eta: Double, _ phi: Double, _ otherEta: Double, _ otherPhi: Double) -> Double {
    var azimuth = abs(phi - otherPhi)
    if azimuth > Numerics.pi { azimuth = 2 * Numerics.pi - azimuth }
    return (eta - otherEta) * (eta - otherEta) + azimuth * azimuth
  }

  /// The measured momentum of an electron or muon.
  static func smeared(_ lepton: FourMomentum, kind: Int, _ random: inout EventRandom) -> FourMomentum {
    lepton * (1 + random.gauss() * (kind == 13 ? muonResolution : electronResolution))
  }
}

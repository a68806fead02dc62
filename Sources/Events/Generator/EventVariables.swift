/// The variables of the paper's Table 1, as the events that come with the templates have them.
enum EventVariables {
  /// Names and units, in order; the first is the weight.
  static let columns: [(name: String, unit: String)] =
    [("weight", "1"), ("HT", "GeV"), ("MET", "GeV"), ("MT", "GeV"), ("MT2W", "GeV"), ("n_jet", "1"), ("n_bjet", "1")]
    + [("sel_lep_pt0", "GeV"), ("sel_lep_eta0", "1"), ("sel_lep_phi0", "rad"), ("sel_lep_E0", "GeV")]
    + (0..<3).flatMap { jet in
      [("pt", "GeV"), ("eta", "1"), ("phi", "rad"), ("E", "GeV")].map { ("selJet_\($0)\(jet)", $1) }
    }

  /// Appends the variables of an event to those of others.
  static func append(weight: Double, lepton: FourMomentum, _ measured: JetMeasurement, to row: inout [Float]) {
    let (jets, missing) = (measured.jets, measured.missing)
    let met = missing.dot(missing).squareRoot()
    let squaredMT = 2 * (lepton.transverse * met - lepton.x * missing.x - lepton.y * missing.y)
    let mT2W = StransverseMass.mT2W(
      lepton: lepton, tagged: jets.filter(\.isTagged).map(\.momentum),
      untagged: jets.filter { !$0.isTagged }.map(\.momentum), missing: (missing.x, missing.y))
    row.append(Float(weight))
    row.append(Float(measured.sum))
    row.append(Float(met))
    row.append(Float(max(squaredMT, 0).squareRoot()))
    row.append(Float(mT2W))
    row.append(Float(jets.count))
    row.append(Float(jets.count(where: \.isTagged)))
    append(lepton, to: &row)
    for jet in jets.prefix(3) { append(jet.momentum, to: &row) }
  }

  private static func append(_ momentum: FourMomentum, to row: inout [Float]) {
    row.append(Float(momentum.transverse))
    row.append(Float(momentum.pseudorapidity))
    row.append(Float(momentum.azimuth))
    row.append(Float(momentum.energy))
  }
}

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

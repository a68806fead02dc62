/// Leading-order matrix elements for pairs of heavy coloured particles, as dσ̂/dt̂ = π α_s²/ŝ² · value.
///
/// With τ₁ = (m² − t̂)/ŝ, τ₂ = (m² − û)/ŝ = 1 − τ₁ and ρ = 4m²/ŝ.
enum MatrixElements {
  /// qq̄ → tt̄: B. L. Combridge, Nucl. Phys. B 151 (1979) 429.
  static func quarksToTops(_ t1: Double, _ t2: Double, _ rho: Double) -> Double {
    4.0 / 9 * (t1 * t1 + t2 * t2 + 0.5 * rho)
  }

  /// gg → tt̄: Combridge, as written in R. K. Ellis, W. J. Stirling, B. R. Webber, QCD and Collider Physics, Table 10.2.
  static func gluonsToTops(_ t1: Double, _ t2: Double, _ rho: Double) -> Double {
    (1 / (6 * t1 * t2) - 0.375) * (t1 * t1 + t2 * t2 + rho - rho * rho / (4 * t1 * t2))
  }

  /// qq̄ → t̃t̃*, by a gluon alone: S. Dawson, E. Eichten, C. Quigg, Phys. Rev. D 31 (1985) 1581; W. Beenakker et al.,
  /// hep-ph/9710451.
  static func quarksToStops(_ t1: Double, _ t2: Double, _ rho: Double) -> Double {
    4.0 / 9 * max(t1 * t2 - 0.25 * rho, 0)
  }

  /// gg → t̃t̃*: the same, for one of the two partners of the top.
  static func gluonsToStops(_ t1: Double, _ t2: Double, _ rho: Double) -> Double {
    let pole = 0.25 * rho / (t1 * t2)
    let difference = t1 - t2
    return (7.0 / 96 + 3.0 / 32 * difference * difference) * (1 - 2 * pole + 2 * pole * pole)
  }
}

import Foundation

extension KolmogorovSmirnovTest {
  /// Kolmogorov's Q(λ), the probability that D√n exceeds λ as n → ∞ (A. Kolmogorov, G. Ist. Ital. Attuari 4 (1933) 83).
  ///
  /// Q(λ) = 2 Σ_{k≥1} (−1)^{k−1} e^{−2k²λ²} converges fast for large λ; for small ones its theta transform does,
  /// 1 − Q(λ) = √(2π)/λ Σ_{k≥1} e^{−(2k−1)²π²/(8λ²)} (Smirnov, Ann. Math. Stat. 19 (1948) 279).
  ///
  /// - Parameter distance: λ; less than 0 is taken as 0.
  /// - Returns: 1 at λ = 0, falling to 0 at infinity, to a relative 10⁻¹³ for λ < 10; NaN for NaN.
  public static func probability(above distance: Double) -> Double {
    if distance.isNaN { return .nan }
    guard distance > 0.04 else { return 1 }  // 1 − Q < 10⁻³³⁰
    let square = distance * distance
    if distance < 1 {
      // The fourth term is below 10⁻²⁶ at λ = 1.
      let terms = [1.0, 3, 5].map { exp(-$0 * $0 * Double.pi * Double.pi / (8 * square)) }
      return 1 - (2 * Double.pi).squareRoot() / distance * terms.reduce(0, +)
    }
    // The fifth term is below 10⁻²¹ at λ = 1.
    let terms = [1.0, 2, 3, 4].map { exp(-2 * $0 * $0 * square) }
    return 2 * (terms[0] - terms[1] + terms[2] - terms[3])
  }
}

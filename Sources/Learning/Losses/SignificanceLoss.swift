/// A loss of expected signal and background, ℓ(s, b), with its derivatives.
///
/// All of it in Double, once for each batch. Arguments below `floor` are taken as `floor`, which keeps every value and
/// derivative finite, for yields up to 10³⁰, even where each sigmoid has underflowed.
struct SignificanceLoss: Sendable, Equatable {
  /// ℓ
  var value: Double
  /// ∂ℓ/∂s
  var bySignal: Double
  /// ∂ℓ/∂b
  var byBackground: Double

  /// The smallest s and b told from 0.
  static let floor = 1e-60

  /// ℓ = (s + b)/s², the paper's Eq. (4.5): the inverse square of s/√(s+b).
  static func inverseSquareSignificance(signal: Double, background: Double) -> SignificanceLoss {
    let s = max(signal, floor)
    let b = max(background, floor)
    let square = 1 / (s * s)
    return SignificanceLoss(value: (s + b) * square, bySignal: -(s + 2 * b) * square / s, byBackground: square)
  }

  /// The loss of that name; `nil` for the cross-entropy, which is none of s and b.
  static func evaluate(_ loss: Loss, signal: Double, background: Double) -> SignificanceLoss? {
    switch loss {
    case .crossEntropy: nil
    case .significance: inverseSquareSignificance(signal: signal, background: background)
    case .asimov(let systematic):
      inverseAsimov(signal: signal, background: background, systematic: systematic)
    case .asimovSquared(let systematic):
      inverseAsimov(signal: signal, background: background, systematic: systematic).squared
    }
  }

  /// ℓ², with its derivatives.
  private var squared: SignificanceLoss {
    SignificanceLoss(value: value * value, bySignal: 2 * value * bySignal, byBackground: 2 * value * byBackground)
  }

  /// ℓ = 1/Z_A, the paper's Eq. (4.6), with Z_A of Eq. (3.1) (arXiv:1007.1727) and σ_b = f b; Eq. (3.2) at f = 0.
  ///
  /// Eq. (3.1) as printed subtracts two nearly equal logarithms when s ≪ b, and divides 0 by 0 at f = 0. With n = s + b,
  /// g = f², b̂ = b(1 + g n)/(1 + g b) (the background that fits n and the calibration best) and
  /// h(x) = (1 + x) ln(1 + x) − x it is the sum of two positive terms,
  ///
  ///     Z_A²/2 = b̂ h(t) + (b̂/(g b)) h(−u),   t = s/(b (1 + g n)),   u = g s/(1 + g n),
  ///
  /// and with k(x) = h(x)/x² (½ at 0) g divides nothing any more:
  ///
  ///     Z_A²/2 = s² [k(t)/b + g k(−u)] / ((1 + g b)(1 + g n)).
  ///
  /// Its derivatives are ∂/∂s = ln(1 + t) and ∂/∂b = ln(1 + t) − s/(b (1 + g b)), the latter again without cancellation
  /// as −t² (t − ln(1 + t))/t² − g s²/(b (1 + g b)(1 + g n)). Relative error below 10⁻¹³ for 0 ≤ f ≤ 10⁶.
  static func inverseAsimov(signal: Double, background: Double, systematic: Double) -> SignificanceLoss {
    let s = max(signal, floor)
    let b = max(background, floor)
    let g = systematic * systematic
    let calibrated = 1 + g * b
    let fitted = 1 + g * (s + b)
    let t = s / (b * fitted)
    let u = g * s / fitted
    let poisson = Logarithm.poissonRatio(t, onePlusX: 1 + t) / b
    let calibration = g * Logarithm.poissonRatio(-u, onePlusX: calibrated / fitted)
    let half = s * (s / (calibrated * fitted)) * (poisson + calibration)
    let significance = (2 * half).squareRoot()
    let slope = -1 / (significance * significance * significance)
    let halfByBackground =
      -t * t * Logarithm.logarithmDeficit(t) - s / b * (u / calibrated)
    return SignificanceLoss(
      value: 1 / significance, bySignal: slope * Logarithm.ofOne(plus: t), byBackground: slope * halfByBackground)
  }
}

import Foundation

/// The gamma distribution of some shape a > 0 and scale 1, with the density x^{a−1} e⁻ˣ/Γ(a) for x > 0.
///
/// Its tails are the regularised incomplete gamma functions P(a, x) and Q(a, x) (NIST Digital Library of Mathematical Functions,
/// §8.2), with a relative error below 10⁻¹² for a ≤ 500. Above, they come from Temme's uniform expansion (DLMF 8.12) with an
/// absolute error below 10⁻⁹, at a cost that does not grow with a.
struct GammaDistribution: Hashable, Sendable {
  let shape: Double
  /// δ(a) of Stirling's formula, the same for every x.
  private let stirlingError: Double

  init(shape: Double) {
    self.shape = shape
    stirlingError = LogarithmicSeries.stirlingError(shape)
  }

  /// P(a, x) and Q(a, x), which sum to 1, neither of them as the difference of the other from 1 where it is small; (0, 1) for
  /// x ≤ 0 and (1, 0) at infinity.
  /// - Complexity: some ten terms, up to a hundred next to x = a where a is some hundred.
  func tails(at x: Double) -> (lower: Double, upper: Double) {
    guard x > 0 else { return (0, 1) }
    guard x < .infinity else { return (1, 0) }
    if shape > 500 { return expansion(x) }
    if x < shape + 1 {
      let lower = series(x)
      return (lower, 1 - lower)
    }
    let upper = continuedFraction(x)
    return (1 - upper, upper)
  }

  /// x with as much probability below it as a standard normal number has below `score`, for scores within ±8.
  func quantile(atNormalScore score: Double) -> Double {
    let tail = NormalTail.logarithm(ofZ: abs(score))
    let isLower = score < 0
    // Wilson and Hilferty (PNAS 17 (1931) 684); below, P(a, x) ≈ xᵃ/Γ(a+1) is exact for x → 0.
    let root = 1 - 1 / (9 * shape) + score / (3 * shape.squareRoot())
    let small = exp((tail + logGammaOfShapePlusOne) / shape)
    var x = isLower && (root <= 0.1 || shape < 1) ? small : shape * pow(max(root, 0.1), 3)
    // Newton's method in ln x on the logarithm of the tail that is small, which is concave in ln x.
    for _ in 0..<50 {
      let tails = tails(at: x)
      let found = isLower ? tails.lower : tails.upper
      guard found > 0 else {
        x = isLower ? x * 2 : x / 2
        continue
      }
      let slope = (isLower ? 1 : -1) * xDensity(x) / found
      let step = (tail - log(found)) / slope
      x *= exp(min(max(step, -1), 1))
      if abs(step) < 1e-13 { break }
    }
    return x
  }

  /// x times the density, x^a e⁻ˣ/Γ(a), in Loader's form.
  private func xDensity(_ x: Double) -> Double {
    let u = (shape - x) / x
    let deviance = x * u * u * LogarithmRemainders(u, onePlus: shape / x).second
    return (shape / (2 * .pi)).squareRoot() * exp(-deviance - stirlingError)
  }

  private var logGammaOfShapePlusOne: Double {
    stirlingError + (shape + 0.5) * log(shape) - shape + log(2 * .pi) / 2
  }

  /// P(a, x) = xᵃ e⁻ˣ/Γ(a+1) Σ xᵏ/((a+1)…(a+k)), DLMF 8.11.4.
  private func series(_ x: Double) -> Double {
    var term = 1.0
    var sum = 1.0
    var k = 0.0
    while term > sum * 1e-17 {
      k += 1
      term *= x / (shape + k)
      sum += term
    }
    return xDensity(x) / shape * sum
  }

  /// Q(a, x) by the continued fraction DLMF 8.9.2 in Lentz's form (W. J. Lentz, Appl. Opt. 15 (1976) 668).
  private func continuedFraction(_ x: Double) -> Double {
    var b = x + 1 - shape
    var c = 1e300
    var d = 1 / b
    var fraction = d
    for k in 1..<10_000 {
      let a = -Double(k) * (Double(k) - shape)
      b += 2
      d = 1 / (a * d + b)
      c = b + a / c
      fraction *= d * c
      if abs(d * c - 1) < 1e-16 { break }
    }
    return xDensity(x) * fraction
  }

  /// Q(a, x) ≈ ½ erfc(η√(a/2)) + e^{−aη²/2}/√(2πa) (c₀ + c₁/a) with η²/2 = μ − ln(1+μ), μ = x/a − 1 and η of the sign of μ.
  private func expansion(_ x: Double) -> (lower: Double, upper: Double) {
    let mu = (x - shape) / shape
    let remainder = LogarithmRemainders(mu, onePlus: x / shape).logarithm
    let eta = mu * (2 * remainder).squareRoot()
    let correction =
      exp(-shape * eta * eta / 2) / (2 * .pi * shape).squareRoot() * Self.coefficients(eta, mu, over: shape)
    let argument = eta * (shape / 2).squareRoot()
    return (erfc(-argument) / 2 - correction, erfc(argument) / 2 + correction)
  }

  /// c₀ + c₁/a: DLMF 8.12.9 away from η = 0, their series (DLMF 8.12.13) next to it.
  private static func coefficients(_ eta: Double, _ mu: Double, over shape: Double) -> Double {
    guard abs(eta) < 0.3 else {
      let c0 = 1 / mu - 1 / eta
      let c1 = 1 / (eta * eta * eta) - 1 / (mu * mu * mu) - 1 / (mu * mu) - 1 / (12 * mu)
      return c0 + c1 / shape
    }
    var (c0, c1) = (0.0, 0.0)
    for coefficient in first { c0 = c0 * eta + coefficient }
    for coefficient in second { c1 = c1 * eta + coefficient }
    return c0 + c1 / shape
  }

  /// Of η⁸ down to η⁰.
  private static let first: [Double] = [
    -281.0 / 151_559_100, -571.0 / 261_273_600, 1.0 / 25_515, -139.0 / 777_600, 1.0 / 2835, 1.0 / 864, -2.0 / 135,
    1.0 / 12, -1.0 / 3,
  ]
  /// Of η⁶ down to η⁰.
  private static let second: [Double] = [
    -2743.0 / 151_559_100, -1.0 / 2_488_320, 1.0 / 4860, -77.0 / 77_760, 1.0 / 378, -1.0 / 288, -1.0 / 540,
  ]
}

import Foundation

extension ToyRandom {
  /// A binomial number: by inversion for fewer than 10 expected, above it by transformed rejection (BTRS: W. Hörmann, J. Stat.
  /// Comput. Simul. 46 (1993) 101).
  ///
  /// - Parameters:
  ///   - trials: n ≥ 0.
  ///   - probability: p, 0 to 1.
  mutating func binomial(trials: Int, probability: Double) -> Int {
    guard trials > 0, probability > 0 else { return 0 }
    guard probability <= 0.5 else { return trials - binomial(trials: trials, probability: 1 - probability) }
    let n = Double(trials)
    return Int(n * probability < 10 ? smallBinomial(n, probability) : largeBinomial(n, probability))
  }

  private mutating func smallBinomial(_ n: Double, _ p: Double) -> Double {
    var rest = uniform()
    var term = exp(n * log1p(-p))
    var k = 0.0
    while rest > term, k < n {
      rest -= term
      k += 1
      term *= (n - k + 1) / k * p / (1 - p)
      // What is left from here on is rounding.
      if term == 0 { break }
    }
    return k
  }

  private mutating func largeBinomial(_ n: Double, _ p: Double) -> Double {
    let deviation = (n * p * (1 - p)).squareRoot()
    let b = 1.15 + 2.53 * deviation
    let a = -0.0873 + 0.0248 * b + 0.01 * p
    let alpha = (2.83 + 5.1 / b) * deviation
    let certain = 0.92 - 4.2 / b
    let highest = Self.logBinomial(((n + 1) * p).rounded(.down), n, p)
    while true {
      let u = uniform() - 0.5
      let v = uniform()
      let us = 0.5 - abs(u)
      let k = ((2 * a / us + b) * u + n * p + 0.5).rounded(.down)
      if us >= 0.07, v <= certain { return k }
      guard k >= 0, k <= n else { continue }
      if log(v * alpha / (a / (us * us) + b)) <= Self.logBinomial(k, n, p) - highest { return k }
    }
  }

  /// The logarithm of the binomial probability of k, in Loader's form (C. Loader, "Fast and accurate computation of binomial
  /// probabilities", 2000).
  private static func logBinomial(_ k: Double, _ n: Double, _ p: Double) -> Double {
    guard k > 0 else { return n * log1p(-p) }
    guard k < n else { return n * log(p) }
    func deviance(_ count: Double, _ mean: Double) -> Double {
      let u = (count - mean) / mean
      return mean * u * u * LogarithmRemainders(u, onePlus: count / mean).second
    }
    let stirling =
      LogarithmicSeries.stirlingError(n) - LogarithmicSeries.stirlingError(k) - LogarithmicSeries.stirlingError(n - k)
    return stirling - deviance(k, n * p) - deviance(n - k, n * (1 - p)) + log(n / (2 * .pi * k * (n - k))) / 2
  }
}

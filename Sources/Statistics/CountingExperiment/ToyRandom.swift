import Foundation

/// The random numbers of one pseudo-experiment: word i is a function of seed, experiment and i alone, so that experiments can be
/// made in any order, on any number of threads, and are the same on every machine but for the last digit of its logarithm.
///
/// SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, OOPSLA 2014, doi:10.1145/2660193.2660195) read as a counter: the
/// finaliser of key + i γ, with the key hashed from seed and experiment.
struct ToyRandom {
  private var state: UInt64

  init(seed: UInt64, experiment: UInt64) {
    state = Self.mixed(Self.mixed(seed &+ Self.increment) ^ Self.mixed(experiment &* Self.increment &+ 1))
  }

  /// A seed of its own for each search that is simulated with the same one.
  static func seed(_ seed: UInt64, _ words: UInt64...) -> UInt64 {
    words.reduce(seed) { mixed($0 &+ increment) ^ mixed($1 &* increment &+ 1) }
  }

  /// Uniform in the open interval 0 to 1: 52 random bits and a half.
  mutating func uniform() -> Double {
    state &+= Self.increment
    return (Double(Self.mixed(state) >> 12) + 0.5) * 0x1p-52
  }

  /// A whole number below `bound` > 0, each equally likely up to `bound`/2⁶⁴.
  mutating func index(below bound: Int) -> Int {
    state &+= Self.increment
    return Int(Self.mixed(state).multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A standard normal number, by Box and Muller (Ann. Math. Stat. 29 (1958) 610); the second of the pair is not used.
  mutating func normal() -> Double {
    (-2 * log(uniform())).squareRoot() * cos(2 * .pi * uniform())
  }

  /// A number from the gamma distribution of the given shape ≥ 1 and rate 1: G. Marsaglia, W. W. Tsang, ACM TOMS 26 (2000) 363.
  mutating func gamma(shape: Double) -> Double {
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let root = 1 + c * x
      guard root > 0 else { continue }
      let v = root * root * root
      if log(uniform()) < x * x / 2 + d * (1 - v + log(v)) { return d * v }
    }
  }

  /// A Poisson number: by inversion for a mean below 10, above it by transformed rejection (PTRS: W. Hörmann, Insurance:
  /// Mathematics and Economics 12 (1993) 39).
  mutating func poisson(mean: Double) -> Double {
    guard mean >= 10 else { return smallPoisson(mean) }
    let b = 0.931 + 2.53 * mean.squareRoot()
    let a = -0.059 + 0.02483 * b
    let inverse = 1.1239 + 1.1328 / (b - 3.4)
    let certain = 0.9277 - 3.6224 / (b - 2)
    while true {
      let u = uniform() - 0.5
      let v = uniform()
      let us = 0.5 - abs(u)
      let k = ((2 * a / us + b) * u + mean + 0.43).rounded(.down)
      if us >= 0.07, v <= certain { return k }
      guard k >= 0, us >= 0.013 || v <= us else { continue }
      if log(v * inverse / (a / (us * us) + b)) <= LogarithmicSeries.poisson(k, mean: mean) { return k }
    }
  }

  private mutating func smallPoisson(_ mean: Double) -> Double {
    var rest = uniform()
    var term = exp(-mean)
    var k = 0.0
    // From some hundred on the terms are 0 and the rest is rounding.
    while rest > term, k < 200 {
      rest -= term
      k += 1
      term *= mean / k
    }
    return k
  }

  private static let increment: UInt64 = 0x9E37_79B9_7F4A_7C15

  private static func mixed(_ word: UInt64) -> UInt64 {
    var z = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

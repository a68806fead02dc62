import Foundation

/// The distribution of Z(s, b) for independent gamma distributed s and b, through its distribution function
///
///     F(z) = ∫ φ(t) P(Z(s, b) ≤ z | t) dt,
///
/// where t is the normal score of the sum that moves Z less. Then what is integrated is no steeper than φ itself, and the
/// trapezoidal rule, here with steps of ½, converges exponentially (L. N. Trefethen, J. A. C. Weideman, SIAM Review 56 (2014) 385).
struct SignificanceSpread {
  /// One of the two sums: exactly 0 or gamma distributed.
  private struct Sum {
    let scale: Double
    let gamma: GammaDistribution

    init(_ count: WeightedCount) {
      scale = count.scale
      gamma = count.expectation
    }

    /// As much lies below it as a standard normal number has below `score`.
    func value(atNormalScore score: Double) -> Double {
      scale > 0 ? scale * gamma.quantile(atNormalScore: score) : 0
    }
  }

  private let signal: Sum
  private let background: Sum
  private let systematic: Double
  private let estimate: SignificanceEstimate
  /// Whether t is the score of b.
  private let integratesBackground: Bool
  /// φ(t) and the value of the sum at t.
  private let nodes: [(weight: Double, value: Double)]

  init(_ signal: WeightedCount, _ background: WeightedCount, systematic: Double, estimate: SignificanceEstimate) {
    self.signal = Sum(signal)
    self.background = Sum(background)
    self.systematic = systematic
    self.estimate = estimate
    integratesBackground = Self.moves(self.signal, more: self.background, systematic, estimate)
    let integrated = integratesBackground ? self.background : self.signal
    let scores = (-12...12).map { Double($0) / 2 }
    let weights = scores.map { exp(-$0 * $0 / 2) }
    let sum = weights.reduce(0, +)
    nodes = zip(scores, weights).map { ($1 / sum, integrated.value(atNormalScore: $0)) }
  }

  /// Whether Z depends more on what is not known of the signal than on what is not known of the background.
  private static func moves(
    _ signal: Sum, more background: Sum, _ systematic: Double, _ estimate: SignificanceEstimate
  ) -> Bool {
    guard signal.scale > 0, background.scale > 0 else { return signal.scale > 0 }
    let (s, b) = (signal.scale * signal.gamma.shape, background.scale * background.gamma.shape)
    let z = estimate.unchecked(signal: s, background: b, systematic: systematic)
    let fromSignal = s * z.signalDerivative / signal.gamma.shape.squareRoot()
    let fromBackground = b * abs(z.scalingBackgroundDerivative) / background.gamma.shape.squareRoot()
    return fromSignal >= fromBackground
  }

  private func significance(_ s: Double, _ b: Double) -> Significance {
    estimate.unchecked(signal: s, background: b, systematic: systematic)
  }

  /// z with F(z) = Φ(score).
  ///
  /// F and z on their scales of ln z and of normal scores are all but a straight line, which the secant through a bracket follows
  /// (the Illinois method).
  func quantile(atNormalScore score: Double) -> Double {
    guard signal.scale > 0 else { return 0 }
    guard background.scale > 0 || estimate == .signalOverRootTotal else { return .infinity }
    let middle = significance(signal.value(atNormalScore: 0), background.value(atNormalScore: 0)).value
    var low = (z: log(middle), distance: distance(middle, from: score))
    guard low.z.isFinite, low.distance.isFinite else { return .nan }
    var high = low
    // Up to e^±2¹¹, which is beyond all numbers.
    for exponent in -2...11 {
      let step = Double(sign: .plus, exponent: exponent, significand: 1)
      if low.distance > 0 {
        high = low
        low.z -= step
        low.distance = distance(exp(low.z), from: score)
      } else if high.distance < 0 {
        low = high
        high.z += step
        high.distance = distance(exp(high.z), from: score)
      }
    }
    guard low.distance <= 0, high.distance >= 0 else { return .nan }
    return exp(root(low, high, score))
  }

  private func root(
    _ start: (z: Double, distance: Double), _ end: (z: Double, distance: Double), _ score: Double
  ) -> Double {
    var (low, high) = (start, end)
    var side = 0
    for _ in 0..<100 where high.z - low.z > 1e-10 {
      var z = (low.z * high.distance - high.z * low.distance) / (high.distance - low.distance)
      // Also where a distance is infinite.
      if !(z > low.z && z < high.z) { z = low.z + (high.z - low.z) / 2 }
      let found = distance(exp(z), from: score)
      if abs(found) < 1e-9 { return z }
      if found < 0 {
        low = (z, found)
        if side < 0 { high.distance /= 2 }
        side = -1
      } else {
        high = (z, found)
        if side > 0 { low.distance /= 2 }
        side = 1
      }
    }
    return low.z + (high.z - low.z) / 2
  }

  /// The normal score of F(z) less `score`, within ±40.
  private func distance(_ z: Double, from score: Double) -> Double {
    var (below, above) = (0.0, 0.0)
    var guess = 0.0
    for node in nodes {
      let tails = integratesBackground ? self.tails(z, b: node.value, &guess) : self.tails(z, s: node.value, &guess)
      below += node.weight * tails.below
      above += node.weight * tails.above
    }
    let normal =
      above <= below ? NormalTail.uncheckedZ(logarithm: log(above)) : -NormalTail.uncheckedZ(logarithm: log(below))
    return min(max(normal, -40), 40) - score
  }

  /// The probability of Z ≤ z and of Z > z where b is known. Z rises with s.
  /// - Parameter guess: of ln s, taken and left for the next node.
  private func tails(_ z: Double, b: Double, _ guess: inout Double) -> (below: Double, above: Double) {
    // Without background any signal is infinitely significant, but for s/√s.
    if b == 0, estimate != .signalOverRootTotal { return (0, 1) }
    if guess == 0 { guess = log(signal.scale * signal.gamma.shape) }
    for _ in 0..<60 {
      let s = exp(guess)
      let found = significance(s, b)
      // ln Z rises with ln s by ½ to 1 for 1.
      let step = log(z / found.value) * found.value / (s * found.signalDerivative)
      guess += step
      if abs(step) < 1e-11 { break }
    }
    let tails = signal.gamma.tails(at: exp(guess) / signal.scale)
    return (tails.lower, tails.upper)
  }

  /// The same where s is known. Z falls with b.
  private func tails(_ z: Double, s: Double, _ guess: inout Double) -> (below: Double, above: Double) {
    // s/√(s+b) is at most √s.
    if estimate == .signalOverRootTotal, z * z >= s { return (1, 0) }
    if background.scale == 0 { return (0, 1) }
    if guess == 0 { guess = log(background.scale * background.gamma.shape) }
    for _ in 0..<100 {
      let b = exp(guess)
      let found = significance(s, b)
      let slope = b * found.scalingBackgroundDerivative
      // Against ln b, Z² is convex and ln Z concave: from either side the tangent of one of them leads to the root without
      // passing it.
      let step =
        found.value > z
        ? (z - found.value) * (z + found.value) / (2 * found.value * slope) : log(z / found.value) * found.value / slope
      guess += step
      if abs(step) < 1e-11 { break }
      // So little background that no cut could tell.
      if guess < -600 { break }
    }
    let tails = background.gamma.tails(at: exp(guess) / background.scale)
    return (tails.upper, tails.lower)
  }
}

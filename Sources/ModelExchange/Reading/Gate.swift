/// constant + factor · erf(x), the part of the exact Gelu that older operator sets spell out:
/// gelu(x) = x/2 · (1 + erf(x/√2)), in any order of its factors.
struct Gate {
  /// What erf is applied to.
  let argument: Signal
  var constant = 0.0
  var factor = 1.0

  /// √2 and ½ are rounded to single precision in the file; what agrees to this is meant to be equal.
  private static let tolerance = 1e-6

  /// - Throws: if the argument is not a dense layer's sums, with or without a scaling.
  init(argument: Signal) throws(Refusal) {
    guard argument.sums != nil else { throw Refusal("Erf is read as part of Gelu alone, behind a dense layer") }
    self.argument = argument
  }

  /// The product with a signal, which is the sums' Gelu up to a factor.
  ///
  /// With x = (z − m)/d · √2, so that erf's argument is x/√2, the other signal is y = x d_x/d_y, and the product
  /// y (a + b erf(x/√2)) is 2 a d_x/d_y · gelu(x) if a = b.
  func multiplied(by signal: Signal, origin: Int) throws(Refusal) -> Signal {
    let refusal = Refusal("a product that is not x/2 · (1 + erf(x/√2)): the exact Gelu is the only gate that is read")
    guard signal.origin == argument.origin, signal.sums != nil, signal.isFlat == argument.isFlat, constant != 0,
      abs(abs(factor / constant) - 1) < Self.tolerance
    else { throw refusal }
    // erf is odd: a − b erf(x/√2) is the gate of −x.
    let sign: Double = factor / constant < 0 ? -1 : 1
    let (means, deviations) = (signal.scaling.means, signal.scaling.deviations)
    var (own, factors): ([Double], [Double]) = ([], [])
    for column in 0..<signal.width {
      let deviation = argument.scaling.deviations[column]
      guard abs(argument.scaling.means[column] - means[column]) <= Self.tolerance * abs(deviation) else {
        throw refusal
      }
      let ratio = Self.snapped(sign * deviation / 2.0.squareRoot() / deviations[column])
      own.append(ratio * deviations[column])
      factors.append(2 * constant * ratio)
    }
    let gelu = try signal.with(Scaling(means: means, deviations: own)).activated(.gelu, origin: origin)
    return gelu.with(try gelu.scaling.multiplied(by: factors))
  }

  /// The power of two that a ratio is meant to be.
  private static func snapped(_ ratio: Double) -> Double {
    [0.5, 1, 2].first { abs(ratio / $0 - 1) < tolerance } ?? ratio
  }
}

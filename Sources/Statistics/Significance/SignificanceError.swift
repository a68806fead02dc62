/// Why a significance cannot be given.
public enum SignificanceError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A yield or an uncertainty is negative, infinite or not a number. `quantity` is `signal`, `background`,
  /// `background uncertainty`, `systematic` or one of the counts of an on/off experiment.
  case invalid(quantity: String, value: Double)
  /// b = 0 with σ_b > 0: the estimates tend to a value that says nothing of the signal.
  case uncertaintyWithoutBackground(Double)
  /// The yields are so far apart that the result leaves the range of `Double`.
  case outOfRange(signal: Double, background: Double, backgroundUncertainty: Double)
  /// Not the probability of anything: outside 0 to 1, or not a number.
  case invalidProbability(Double)
  /// The logarithm of a probability is above 0 or not a number.
  case invalidLogarithm(Double)
  /// A control region must be of some finite size, in units of the search region's background.
  case invalidRatio(Double)
  /// Beyond what a coverage test can tabulate.
  case unsupported(quantity: String, value: Double, limits: ClosedRange<Double>)
  /// A coverage test needs something to test.
  case nothingToCover
  /// A p-value cannot be counted in fewer than one pseudo-experiment.
  case noExperiments(Int)

  public var description: String {
    switch self {
    case .invalid(let quantity, let value):
      "\(quantity) must be a finite number ≥ 0, not \(value)"
    case .uncertaintyWithoutBackground(let uncertainty):
      "a background of 0 cannot have the uncertainty \(uncertainty); give a background above 0 or no uncertainty"
    case .outOfRange(let signal, let background, let uncertainty):
      "no significance for s = \(signal), b = \(background), σ_b = \(uncertainty): beyond the range of double precision"
    case .invalidProbability(let value):
      "a probability must be a number from 0 to 1, not \(value)"
    case .invalidLogarithm(let value):
      "the logarithm of a probability must be a number ≤ 0, not \(value)"
    case .invalidRatio(let value):
      "the ratio of control to search region must be a finite number > 0, not \(value)"
    case .unsupported(let quantity, let value, let limits):
      "a coverage test takes a \(quantity) from \(limits.lowerBound) to \(limits.upperBound), not \(value)"
    case .nothingToCover:
      "a coverage test needs a background with its systematic, a method and a significance to reach"
    case .noExperiments(let count):
      "a p-value needs at least 1 pseudo-experiment, not \(count)"
    }
  }

  /// Throws unless `value` is finite and not negative.
  static func check(_ value: Double, _ quantity: String) throws(SignificanceError) {
    guard value.isFinite, value >= 0 else { throw .invalid(quantity: quantity, value: value) }
  }

  /// Throws unless s, b and σ_b are what every estimate accepts.
  static func check(signal: Double, background: Double, uncertainty: Double) throws(SignificanceError) {
    try check(signal, "signal")
    try check(background, "background")
    try check(uncertainty, "background uncertainty")
    guard background > 0 || uncertainty == 0 else { throw .uncertaintyWithoutBackground(uncertainty) }
  }
}

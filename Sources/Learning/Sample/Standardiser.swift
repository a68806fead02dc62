/// Scales each feature to weighted mean 0 and standard deviation 1 on the training split (paper, §5).
///
/// Moments are accumulated in Double, in two passes: mean first, then deviations from it. A feature that is constant on
/// the training split gets σ := 1, and is therefore 0 for every event of that split and carries nothing.
public struct Standardiser: Sendable, Hashable, Codable {
  /// Weighted means, one for each feature, in the feature's units.
  public let means: [Double]
  /// Weighted standard deviations (population form, 1/Σw), one for each feature, > 0.
  public let deviations: [Double]

  /// Values farther from the mean than this many σ are held there, so that no finite feature can overflow the network.
  package static let reach = 1e6

  /// Keeps what it is given.
  /// - Parameters:
  ///   - means: finite, one for each feature.
  ///   - deviations: finite and > 0, one for each feature.
  package init(means: [Double], deviations: [Double]) {
    self.means = means
    self.deviations = deviations
  }

  /// Measures means and deviations.
  ///
  /// Weights are the caller's with the two classes scaled to equal total weight, the mixture that the network sees; raw
  /// weights would let the class with the larger normalisation set the scale alone.
  /// - Parameters:
  ///   - sample: the training split.
  /// - Throws: `missingClass` if a class has no weight.
  public init(fitting sample: LabelledSample) throws(LearningError) {
    let weights = try sample.balancedWeights(split: .training)
    let columns = sample.featureCount
    let total = weights.reduce(0.0) { $0 + Double($1) }
    var means = [Double](repeating: 0, count: columns)
    sample.forEachRow { row, cells in
      let weight = Double(weights[row])
      for column in 0..<columns { means[column] += weight * Double(cells[column]) }
    }
    for column in 0..<columns { means[column] /= total }
    var squares = [Double](repeating: 0, count: columns)
    sample.forEachRow { row, cells in
      let weight = Double(weights[row])
      for column in 0..<columns {
        let difference = Double(cells[column]) - means[column]
        squares[column] += weight * difference * difference
      }
    }
    self.means = means
    deviations = zip(squares, means).map { square, mean in
      let deviation = (square / total).squareRoot()
      // A constant column leaves rounding noise of its mean, not an exact 0.
      return deviation > abs(mean) * 1e-12 && deviation >= Double(Float.leastNormalMagnitude) ? deviation : 1
    }
  }
}

extension LabelledSample {
  /// Calls `body` with the number and the features of each event.
  @inline(__always)
  func forEachRow(_ body: (Int, UnsafePointer<Float>) -> Void) {
    features.withUnsafeBufferPointer { cells in
      guard let base = cells.baseAddress else { return }
      for row in 0..<count { body(row, base + row * featureCount) }
    }
  }

  /// Weights with mean 1 over the sample and equal sums for the two classes, w_i · N / (2 Σ_class w).
  /// - Throws: `missingClass` if a class has no weight.
  func balancedWeights(split: LearningError.Split) throws(LearningError) -> [Float] {
    let sums = classWeights()
    guard sums.signal > 0 else { throw .missingClass(split: split, isSignal: true) }
    guard sums.background > 0 else { throw .missingClass(split: split, isSignal: false) }
    let signal = Double(count) / (2 * sums.signal)
    let background = Double(count) / (2 * sums.background)
    return (0..<count).map { row in Float(Double(weights[row]) * (isSignal[row] ? signal : background)) }
  }
}

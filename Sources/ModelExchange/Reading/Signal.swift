import Learning

/// What the events' features have become at one place of the graph: the layers behind them, and what came after.
struct Signal {
  /// Weighted sums that no activation has been applied to yet.
  struct Sums {
    let inputs: Int
    /// `inputs × units` numbers, row-major.
    let weights: [Double]
    let biases: [Double]
  }

  /// Tells apart what is scaled: two signals of the same origin differ in their scaling alone. The features' is −1.
  let origin: Int
  /// The features' scaling ahead of the first layer, once there is one.
  private(set) var standardiser: Scaling?
  private(set) var layers: [DenseLayer] = []
  private(set) var sums: Sums?
  /// What is done to the features, the sums or the last layer's values.
  var scaling: Scaling
  /// True if the axis of the one column has been dropped: [N] instead of [N, 1].
  var isFlat = false

  /// The features themselves.
  init(features: Int) {
    origin = -1
    scaling = Scaling(width: features)
  }

  private init(origin: Int, standardiser: Scaling?, layers: [DenseLayer], sums: Sums?, scaling: Scaling) {
    self.origin = origin
    self.standardiser = standardiser
    self.layers = layers
    self.sums = sums
    self.scaling = scaling
  }

  /// The number of columns.
  var width: Int { scaling.width }
  /// Whether no dense layer has been met.
  var isFeatures: Bool { standardiser == nil }

  /// The same with another scaling.
  func with(_ scaling: Scaling) -> Signal {
    var copy = self
    copy.scaling = scaling
    return copy
  }

  /// Multiplied with a matrix.
  /// - Parameters:
  ///   - matrix: [width, units].
  ///   - origin: the number of the node that does it.
  func multiplied(by matrix: ConstantTensor, origin: Int) throws(Refusal) -> Signal {
    let (rows, units) = try matrix.matrix()
    guard !isFlat, rows == width else {
      throw Refusal("the weights '\(matrix.name)' of shape \(matrix.shape) do not fit \(width) columns")
    }
    guard (1...DenseLayer.widest).contains(units) else {
      throw Refusal("a layer of \(units) units: Asimov runs 1 to \(DenseLayer.widest)")
    }
    guard matrix.values.allSatisfy(\.isFinite) else {
      throw Refusal("the weights '\(matrix.name)' hold a number that is not finite: the training may have diverged")
    }
    guard sums == nil else {
      throw Refusal("two dense layers without an activation between them: multiply their weights into one layer")
    }
    var (weights, biases) = (matrix.values, [Double](repeating: 0, count: units))
    if isFeatures {
      for row in 0..<rows where scaling.deviations[row] < 0 {
        for cell in row * units..<(row + 1) * units { weights[cell] = -weights[cell] }
      }
    } else if !scaling.isIdentity {
      for row in 0..<rows {
        for unit in 0..<units {
          weights[row * units + unit] /= scaling.deviations[row]
          biases[unit] -= scaling.means[row] * weights[row * units + unit]
        }
      }
    }
    return Signal(
      origin: origin, standardiser: standardiser ?? scaling, layers: layers,
      sums: Sums(inputs: rows, weights: weights, biases: biases), scaling: Scaling(width: units))
  }

  /// With an activation applied, which makes the sums a layer; their scaling becomes part of its weights.
  func activated(_ activation: DenseLayer.Activation, origin: Int) throws(Refusal) -> Signal {
    guard let sums else {
      throw Refusal(
        isFeatures
          ? "an activation of the features, ahead of the first dense layer: leave it out, or do it to the data"
          : "an activation of an activation: leave one of them out")
    }
    let (means, deviations, units) = (scaling.means, scaling.deviations, width)
    var weights = [Float](repeating: 0, count: sums.weights.count)
    for row in 0..<sums.inputs {
      for unit in 0..<units { weights[row * units + unit] = Float(sums.weights[row * units + unit] / deviations[unit]) }
    }
    let layer = DenseLayer(
      inputs: sums.inputs, units: units, weights: weights,
      biases: (0..<units).map { Float((sums.biases[$0] - means[$0]) / deviations[$0]) }, activation: activation)
    guard layer.weights.allSatisfy(\.isFinite), layer.biases.allSatisfy(\.isFinite) else {
      throw Refusal("the layer ahead of it has weights beyond single precision")
    }
    var signal = Signal(
      origin: origin, standardiser: standardiser, layers: layers + [layer], sums: nil, scaling: Scaling(width: units))
    signal.isFlat = isFlat
    return signal
  }
}

/// One dense layer in plain form, as a model file keeps it: z_j = bias_j + Σ_i x_i weight_ij.
public struct DenseLayer: Sendable, Hashable, Codable {
  /// What is applied to z.
  public enum Activation: String, Sendable, Hashable, Codable, CaseIterable {
    /// max(z, 0)
    case relu
    /// tanh z
    case tanh
    /// z Φ(z), Φ the standard normal distribution: the exact form of arXiv:1606.08415, as Keras and PyTorch have it.
    case gelu
    /// 1/(1 + e⁻ᶻ)
    case sigmoid
  }

  /// The number of values that come in.
  public let inputs: Int
  /// The number of values that go out.
  public let units: Int
  /// `inputs × units` numbers, row-major: the weights of the first input first.
  public let weights: [Float]
  /// One for each unit.
  public let biases: [Float]
  /// Applied to each unit.
  public let activation: Activation

  /// The widest hidden layer that the kernels run.
  package static let widest = NetworkLayout.widest

  /// Keeps what it is given.
  /// - Parameters:
  ///   - inputs: ≥ 1.
  ///   - units: 1...`widest`, 1 for the output unit.
  ///   - weights: `inputs × units` finite numbers, row-major.
  ///   - biases: `units` finite numbers.
  ///   - activation: sigmoid for the output unit.
  package init(inputs: Int, units: Int, weights: [Float], biases: [Float], activation: Activation) {
    self.inputs = inputs
    self.units = units
    self.weights = weights
    self.biases = biases
    self.activation = activation
  }
}

extension NetworkLayout {
  /// Initial parameters, biases 0.
  func initialLayers(_ initialisation: Initialisation, seed: UInt64) -> [DenseLayer] {
    var generator = Philox(seed: seed, stream: RandomStream.parameters)
    var (made, width): ([DenseLayer], Int) = ([], inputs)
    for (units, activation) in layers.map({ ($0.units, $0.activation) }) + [(1, .sigmoid)] {
      let limit = Float(initialisation.limit(inputs: width, units: units))
      let weights = (0..<width * units).map { _ in limit * (2 * generator.uniform() - 1) }
      made.append(
        DenseLayer(
          inputs: width, units: units, weights: weights, biases: [Float](repeating: 0, count: units),
          activation: activation))
      width = units
    }
    return made
  }

  /// Writes layers into a flat buffer, constants of the padding included.
  func pack(_ plain: [DenseLayer], into parameters: UnsafeMutablePointer<Float>) {
    for (layer, plain) in zip(layers, plain) {
      let matrix = parameters + layer.offset
      for input in 0..<layer.inputs {
        for unit in 0..<layer.units {
          matrix[input * layer.columns + unit] = plain.weights[input * layer.units + unit]
        }
      }
      let biases = matrix + layer.inputs * layer.columns
      for unit in 0..<layer.units { biases[unit] = plain.biases[unit] }
      biases[layer.units] = 1
    }
    guard let output = plain.last else { return }
    for input in 0..<outputInputs { parameters[outputOffset + input] = output.weights[input] }
    parameters[outputOffset + outputInputs] = output.biases[0]
  }

  /// Reads the layers back out of a flat buffer.
  func unpack(_ parameters: UnsafePointer<Float>) -> [DenseLayer] {
    var plain = layers.map { layer in
      let matrix = parameters + layer.offset
      let weights = (0..<layer.inputs * layer.units).map { cell in
        matrix[cell / layer.units * layer.columns + cell % layer.units]
      }
      let biases = (0..<layer.units).map { matrix[layer.inputs * layer.columns + $0] }
      return DenseLayer(
        inputs: layer.inputs, units: layer.units, weights: weights, biases: biases, activation: layer.activation)
    }
    let output = parameters + outputOffset
    plain.append(
      DenseLayer(
        inputs: outputInputs, units: 1, weights: (0..<outputInputs).map { output[$0] },
        biases: [output[outputInputs]], activation: .sigmoid))
    return plain
  }
}

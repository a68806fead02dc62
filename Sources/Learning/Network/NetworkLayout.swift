/// Where the parameters of a dense network lie in one flat buffer, padded for the kernels.
///
/// A row of activations holds a layer's n values, the constant 1 that carries the next layer's biases, and zeros up to a
/// multiple of 24 floats (three vectors: 22 → 24, 23 → 24, 46 → 48). A hidden layer is a matrix of rows × columns: one row
/// for each input, one for the biases (which meets the constant 1), zero rows up to a multiple of four; one column for
/// each unit, one that reproduces the constant, zero columns. The output unit is a single row of weights with its bias at
/// the constant's place.
///
/// No gradient ever reaches the padding or the constant's column: the backward pass multiplies with copies of the weights
/// that leave the bias rows out. So Adam may run over the flat buffer without knowing any of this.
struct NetworkLayout: Sendable, Hashable {
  /// One hidden layer within the buffer.
  struct Layer: Sendable, Hashable {
    let inputs: Int
    let units: Int
    let activation: DenseLayer.Activation
    /// The first float of its matrix.
    let offset: Int
    /// Floats from one matrix row to the next.
    var columns: Int { NetworkLayout.padded(units) }
    /// Matrix rows, the bias row `inputs` and the padding included.
    var rows: Int { (inputs + 1 + 3) & ~3 }
  }

  /// The widest hidden layer that is allowed.
  static let widest = 4096

  /// Features of an event.
  let inputs: Int
  let layers: [Layer]
  /// The first float of the output unit's row.
  let outputOffset: Int
  /// Floats of the whole buffer.
  let count: Int

  /// - Parameters:
  ///   - inputs: features of an event.
  ///   - hidden: widths of the hidden layers, from the input on; none is logistic regression.
  ///   - activations: one for each hidden layer.
  /// - Throws: `badWidth` for a hidden layer outside 1...4096.
  init(inputs: Int, hidden: [Int], activations: [DenseLayer.Activation]) throws(LearningError) {
    if let width = hidden.first(where: { $0 < 1 || $0 > Self.widest }) { throw .badWidth(width) }
    self.inputs = inputs
    var layers: [Layer] = []
    var (offset, width) = (0, inputs)
    for (units, activation) in zip(hidden, activations) {
      let layer = Layer(inputs: width, units: units, activation: activation, offset: offset)
      layers.append(layer)
      offset += layer.rows * layer.columns
      width = units
    }
    self.layers = layers
    outputOffset = offset
    count = offset + Self.padded(width)
  }

  /// The layout of a network in plain form.
  /// - Throws: `badWidth`.
  init(of plain: [DenseLayer]) throws(LearningError) {
    let hidden = plain.dropLast()
    try self.init(
      inputs: plain.first?.inputs ?? 0, hidden: hidden.map(\.units), activations: hidden.map(\.activation))
  }

  /// Floats from one row of `width` activations to the next.
  static func padded(_ width: Int) -> Int { (width + 1 + 23) / 24 * 24 }

  /// Floats from one event's features to the next's: behind the features lie the constant 1 and the event's weight.
  static func inputStride(_ inputs: Int) -> Int { padded(inputs + 1) }

  /// Inputs of the output unit.
  var outputInputs: Int { layers.last?.units ?? inputs }
  /// Floats from one event's features to the next's.
  var inputStride: Int { Self.inputStride(inputs) }
  /// Floats of the output unit's row.
  var outputColumns: Int { Self.padded(outputInputs) }

  /// 1 for each weight, 0 for biases, constants and padding: where L2 and weight decay apply.
  func weightMask() -> [Float] {
    var mask = [Float](repeating: 0, count: count)
    for layer in layers {
      for input in 0..<layer.inputs {
        for unit in 0..<layer.units { mask[layer.offset + input * layer.columns + unit] = 1 }
      }
    }
    for input in 0..<outputInputs { mask[outputOffset + input] = 1 }
    return mask
  }
}

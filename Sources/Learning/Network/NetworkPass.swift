/// A network's parameters with the memory for running batches through it, forward and backward.
///
/// Everything is allocated here, once for a training. Events go through all layers in blocks small enough for the L1
/// cache; only the last hidden activations of a whole batch are kept, for the counting losses need every score of the
/// batch before the first derivative is known.
struct NetworkPass: ~Copyable {
  /// Events that go through the layers together: 64 rows of 24 floats are 6 KiB.
  static let block = 64

  let layout: NetworkLayout
  /// The packed parameters and the derivative of the loss by them.
  let parameters: FloatBuffer
  let gradient: FloatBuffer
  /// Weights for the way back, without biases: transposed for each hidden layer but the first, then the output's.
  private let mirrored: FloatBuffer
  private let mirroredOffsets: [Int]
  /// Activations of each hidden layer, `capacity` rows.
  private let activations: FloatBuffer
  private let activationOffsets: [Int]

  /// - Parameters:
  ///   - layout: the shape.
  ///   - capacity: the largest batch.
  init(layout: NetworkLayout, capacity: Int) {
    let capacity = max(Self.block, (capacity + 7) & ~7)
    self.layout = layout
    parameters = FloatBuffer(count: layout.count)
    gradient = FloatBuffer(count: layout.count)
    var (mirroredOffsets, mirroredCount): ([Int], Int) = ([], 0)
    var (activationOffsets, activationCount): ([Int], Int) = ([], 0)
    for layer in layout.layers {
      mirroredOffsets.append(mirroredCount)
      mirroredCount += layer.units * NetworkLayout.padded(layer.inputs)
      activationOffsets.append(activationCount)
      activationCount += capacity * layer.columns
    }
    mirroredOffsets.append(mirroredCount)
    mirrored = FloatBuffer(count: mirroredCount + layout.outputStride)
    activations = FloatBuffer(count: activationCount)
    self.mirroredOffsets = mirroredOffsets
    self.activationOffsets = activationOffsets
  }

  /// Runs consecutive rows and keeps their activations.
  /// - Parameters:
  ///   - input: rows of standardised features, the constant 1 behind them; rows up to the next multiple of 8 must exist.
  ///   - first: the first row to run, a multiple of 8; its activations go into that row too.
  ///   - events: how many, at most a block.
  ///   - logits: where the first of them puts its logit; written up to the next multiple of 8.
  func forward(input: Rows, first: Int, events: Int, logits: UnsafeMutablePointer<Float>) {
    var rows = input.from(first)
    for (index, layer) in layout.layers.enumerated() {
      let output = activation(index).from(first)
      DenseKernels.forward(
        input: rows, weights: matrix(layer, parameters.start), inputs: layer.inputs, events: (events + 7) & ~7,
        output: output)
      rows = output
    }
    OutputKernels.forward(
      activations: rows, weights: parameters.start + layout.outputOffset, events: events, logits: logits)
  }

  /// Runs any number of rows for their logits alone; overwrites the activations that `forward` keeps.
  func evaluate(input: Rows, events: Int, logits: UnsafeMutablePointer<Float>) {
    for first in stride(from: 0, to: events, by: Self.block) {
      let rows = input.from(first)
      forward(input: rows, first: 0, events: min(Self.block, events - first), logits: logits + first)
    }
  }

  /// Fills `gradient` from the derivatives of the loss by the logits. Activations of the batch, and with no hidden layer the
  /// input rows too, are overwritten.
  func backward(input: Rows, derivatives: UnsafePointer<Float>, events: Int) {
    mirrorWeights()
    gradient.start.update(repeating: 0, count: layout.count)
    for first in stride(from: 0, to: events, by: Self.block) {
      let count = min(Self.block, events - first)
      let last = layout.layers.isEmpty ? input : activation(layout.layers.count - 1)
      OutputKernels.backward(
        activations: last.from(first), weights: mirrored.start + mirroredOffsets[layout.layers.count],
        derivatives: derivatives + first, events: count, gradient: gradient.start + layout.outputOffset)
      for (index, layer) in layout.layers.enumerated().reversed() {
        let below = (index == 0 ? input : activation(index - 1)).from(first)
        let derivative = activation(index).from(first)
        DenseKernels.accumulate(
          input: below, derivative: derivative, events: count, gradient: matrix(layer, gradient.start),
          rows: layer.rows)
        guard index > 0 else { continue }
        DenseKernels.backward(
          derivative: derivative, transposed: transposed(index), units: layer.units, events: count, activations: below)
      }
    }
  }

  private func activation(_ index: Int) -> Rows {
    Rows(start: activations.start + activationOffsets[index], stride: layout.layers[index].columns)
  }

  private func matrix(_ layer: NetworkLayout.Layer, _ buffer: UnsafeMutablePointer<Float>) -> Rows {
    Rows(start: buffer + layer.offset, stride: layer.columns)
  }

  private func transposed(_ index: Int) -> Rows {
    Rows(start: mirrored.start + mirroredOffsets[index], stride: NetworkLayout.padded(layout.layers[index].inputs))
  }

  private func mirrorWeights() {
    for (index, layer) in layout.layers.enumerated().dropFirst() {
      let (source, target) = (matrix(layer, parameters.start), transposed(index))
      for input in 0..<layer.inputs {
        for unit in 0..<layer.units { target[unit][input] = source[input][unit] }
      }
    }
    (mirrored.start + mirroredOffsets[layout.layers.count])
      .update(from: parameters.start + layout.outputOffset, count: layout.outputInputs)
  }
}

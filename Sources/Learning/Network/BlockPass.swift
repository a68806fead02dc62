import CProcessor

/// A network's way through a block of events, forward and backward, in the memory of one thread.
///
/// A block's features, activations and derivatives stay in the L1 cache: 64 rows of 24 floats are 6 KiB. Everything is
/// allocated here, once for a training.
final class BlockPass {
  /// Events that go through the layers together.
  static let size = 64

  let layout: NetworkLayout
  /// One for each event of the block; `weights` positive and padded with 0 to a multiple of 8.
  let logits = FloatBuffer(count: size)
  let weights = FloatBuffer(count: size)
  let derivatives = FloatBuffer(count: size)
  private let input: FloatBuffer
  private let activations: FloatBuffer
  private let activationOffsets: [Int]
  /// Derivatives of activations that cannot be told from their values; as large as `activations`, or empty.
  private let slopes: FloatBuffer
  private let hasSlopes: [Bool]
  /// The derivative of each input by what it was made of, where the way back goes to the features; else empty.
  private let inputSlopes: FloatBuffer
  /// A gradient of the output unit that nobody asks for; only where the way back goes to the features.
  private let unwanted: FloatBuffer
  /// Weights for the way back, without biases: transposed for each hidden layer, then the output's. The first layer's only
  /// where the way back goes to the features.
  private let mirrored: FloatBuffer
  private let mirroredOffsets: [Int]
  private let dropout: Dropout?
  /// Rows that the next block will want, fetched from memory a few at a time all through this one.
  // One thread uses a pass: there is no other access to be excluded, and checking would cost more than the fetch.
  @exclusivity(unchecked) private var fetch = Fetch()
  private let rowsPerFetch: Int
  private let reachesInput: Bool

  /// - Parameters:
  ///   - dropout: drops hidden units in training.
  ///   - reachesInput: whether ``backwardToInput(events:)`` will be wanted.
  init(layout: NetworkLayout, dropout: Dropout? = nil, reachesInput: Bool = false) {
    self.layout = layout
    self.dropout = dropout
    self.reachesInput = reachesInput
    var (mirroredOffsets, mirroredCount): ([Int], Int) = ([], 0)
    var (activationOffsets, activationCount): ([Int], Int) = ([], 0)
    for layer in layout.layers {
      mirroredOffsets.append(mirroredCount)
      mirroredCount += layer.units * NetworkLayout.padded(layer.inputs)
      activationOffsets.append(activationCount)
      activationCount += Self.size * layer.columns
    }
    mirroredOffsets.append(mirroredCount)
    hasSlopes = layout.layers.map { $0.activation != .relu || dropout != nil }
    mirrored = FloatBuffer(count: mirroredCount + layout.outputColumns)
    activations = FloatBuffer(count: activationCount)
    slopes = FloatBuffer(count: hasSlopes.contains(true) ? activationCount : 0)
    input = FloatBuffer(count: Self.size * layout.inputStride)
    inputSlopes = FloatBuffer(count: reachesInput ? Self.size * layout.inputStride : 0)
    unwanted = FloatBuffer(count: reachesInput ? layout.outputColumns : 0)
    self.mirroredOffsets = mirroredOffsets
    self.activationOffsets = activationOffsets
    let occasions = Self.size / 8 + layout.layers.map { $0.rows / 4 * ($0.columns / Tile.width) }.reduce(0, +)
    rowsPerFetch = (Self.size + occasions - 1) / occasions
  }

  /// Where the rows lie that will be wanted next.
  private struct Fetch {
    var sample: Rows?
    var rows = UnsafeBufferPointer<UInt32>(start: nil, count: 0)
    var done = 0

    @inline(__always)
    mutating func go(on count: Int) {
      guard let sample else { return }
      let end = min(done &+ count, rows.count)
      while done < end {
        let row = UnsafeRawPointer(sample[Int(truncatingIfNeeded: rows[done])])
        var byte = 0
        while byte < sample.stride &* 4 {
          processor_prefetch(row + byte)
          byte &+= 64
        }
        done &+= 1
      }
    }
  }

  /// Where the block's features go: rows of standardised features and the constant 1.
  var inputRows: Rows { Rows(start: input.start, stride: layout.inputStride) }

  /// Where the derivatives of the standardised features by the features go; only of a pass that reaches the input.
  var inputSlopeRows: Rows { Rows(start: inputSlopes.start, stride: layout.inputStride) }

  /// Picks events out of a sample, and runs them while the next block's are fetched from memory.
  /// - Parameters:
  ///   - sample: standardised rows, the weight in `weightColumn`.
  ///   - events: their rows, up to a block.
  ///   - next: rows that will be wanted next.
  ///   - drop: where the block's random numbers begin, in training.
  func forward(
    _ sample: Rows, weightColumn: Int, events: UnsafeBufferPointer<UInt32>, next: UnsafeBufferPointer<UInt32>,
    parameters: UnsafeMutablePointer<Float>, drop: UInt64? = nil
  ) {
    let rows = inputRows
    fetch = Fetch(sample: sample, rows: next)
    forward(rows, events: events.count, parameters: parameters, drop: drop) { places in
      fetch.go(on: rowsPerFetch)
      var event = places.lowerBound
      while event < places.upperBound {
        let source = sample[Int(truncatingIfNeeded: events[event])]
        let target = rows[event]
        var column = 0
        while column < sample.stride {
          Tile(source + column).store(to: target + column)
          column &+= Tile.width
        }
        weights.start[event] = source[weightColumn]
        target[weightColumn] = 0
        event &+= 1
      }
    }
  }

  /// Runs consecutive rows of a sample; rows up to the next multiple of 8 must exist.
  func forward(_ sample: Rows, weightColumn: Int, events: Range<Int>, parameters: UnsafeMutablePointer<Float>) {
    let rows = sample.from(events.lowerBound)
    forward(rows, events: events.count, parameters: parameters) { places in
      for event in places { weights.start[event] = rows[event][weightColumn] }
    }
  }

  /// Runs rows of standardised features.
  /// - Parameters:
  ///   - rows: as many as events, rounded up to a multiple of 8.
  ///   - drop: where the block's random numbers begin, in training.
  ///   - prepare: called with eight events or less just before the first layer wants their features: the processor does
  ///     both at once.
  @inline(__always)
  func forward(
    _ rows: Rows, events: Int, parameters: UnsafeMutablePointer<Float>, drop: UInt64? = nil,
    preparing prepare: (Range<Int>) -> Void
  ) {
    let first = layout.layers.first
    var start = 0
    while start < events {
      prepare(start..<min(start &+ 8, events))
      if let first {
        DenseKernels.forward(
          input: rows.from(start), weights: matrix(first, parameters), inputs: first.inputs, events: 8,
          output: activation(0).from(start), rectifies: first.activation == .relu)
      }
      start &+= 8
    }
    finish(from: rows, events: events, parameters: parameters, drop: drop)
  }

  /// From the first layer's sums to the logits.
  private func finish(from rows: Rows, events: Int, parameters: UnsafeMutablePointer<Float>, drop: UInt64?) {
    let padded = (events &+ 7) & ~7
    for event in events..<padded { weights.start[event] = 0 }
    var last = rows
    for index in layout.layers.indices {
      let layer = layout.layers[index]
      let output = activation(index)
      if index > 0 {
        DenseKernels.forward(
          input: last, weights: matrix(layer, parameters), inputs: layer.inputs, events: padded, output: output,
          rectifies: layer.activation == .relu)
      }
      if hasSlopes[index] {
        ActivationKernels.apply(
          layer.activation, to: output, slopes: slope(index), units: layer.units, events: padded)
        if let dropout, let drop, let slopes = slope(index) {
          ActivationKernels.drop(
            output, slopes: slopes, units: layer.units, events: events, words: dropout.words[index],
            from: drop &* UInt64(ActivationKernels.positions(columns: layer.columns)), rate: dropout.rate)
        }
      }
      last = output
    }
    OutputKernels.forward(
      activations: last, weights: parameters + layout.outputOffset, columns: layout.outputColumns, events: padded,
      logits: logits.start)
  }

  /// Adds the derivative of Σ `derivatives` · logit by the parameters to a gradient. Activations are overwritten.
  /// - Parameters:
  ///   - gradient: as packed as the parameters.
  ///   - isFirst: whether it holds nothing yet.
  func backward(events: Int, gradient: UnsafeMutablePointer<Float>, isFirst: Bool) {
    let hidden = layout.layers.count
    OutputKernels.backward(
      activations: hidden == 0 ? inputRows : activation(hidden - 1), weights: mirrored.start + mirroredOffsets[hidden],
      columns: layout.outputColumns, derivatives: derivatives.start, events: events,
      gradient: gradient + layout.outputOffset, slopes: hidden == 0 ? nil : slope(hidden - 1), isFirst: isFirst)
    for index in layout.layers.indices.reversed() {
      let layer = layout.layers[index]
      let below = index == 0 ? inputRows : activation(index - 1)
      let derivative = activation(index)
      DenseKernels.accumulate(
        input: below, derivative: derivative, events: events, gradient: matrix(layer, gradient), rows: layer.rows,
        isFirst: isFirst, meanwhile: { fetch.go(on: rowsPerFetch) })
      guard index > 0 else { continue }
      DenseKernels.backward(
        derivative: derivative, transposed: transposed(index), units: layer.units, events: events, activations: below,
        slopes: slope(index - 1))
    }
  }

  /// Puts the derivative of Σ `derivatives` · logit by the features, times `inputSlopeRows`, in the place of the input.
  /// Activations are overwritten.
  func backwardToInput(events: Int) {
    let hidden = layout.layers.count
    func inputs(of index: Int) -> (Rows, slopes: Rows?) {
      index == 0 ? (inputRows, inputSlopeRows) : (activation(index - 1), slope(index - 1))
    }
    let (last, slopes) = inputs(of: hidden)
    OutputKernels.backward(
      activations: last, weights: mirrored.start + mirroredOffsets[hidden], columns: layout.outputColumns,
      derivatives: derivatives.start, events: events, gradient: unwanted.start, slopes: slopes, isFirst: true)
    for index in layout.layers.indices.reversed() {
      let (below, slopes) = inputs(of: index)
      DenseKernels.backward(
        derivative: activation(index), transposed: transposed(index), units: layout.layers[index].units,
        events: events, activations: below, slopes: slopes)
    }
  }

  /// Takes note of new parameters for the way back.
  func mirror(_ parameters: UnsafeMutablePointer<Float>) {
    for index in layout.layers.indices.dropFirst(reachesInput ? 0 : 1) {
      let layer = layout.layers[index]
      let (source, target) = (matrix(layer, parameters), transposed(index))
      for input in 0..<layer.inputs {
        for unit in 0..<layer.units { target[unit][input] = source[input][unit] }
      }
    }
    (mirrored.start + mirroredOffsets[layout.layers.count])
      .update(from: parameters + layout.outputOffset, count: layout.outputInputs)
  }

  private func activation(_ index: Int) -> Rows {
    Rows(start: activations.start + activationOffsets[index], stride: layout.layers[index].columns)
  }

  private func slope(_ index: Int) -> Rows? {
    hasSlopes[index]
      ? Rows(start: slopes.start + activationOffsets[index], stride: layout.layers[index].columns) : nil
  }

  private func matrix(_ layer: NetworkLayout.Layer, _ buffer: UnsafeMutablePointer<Float>) -> Rows {
    Rows(start: buffer + layer.offset, stride: layer.columns)
  }

  private func transposed(_ index: Int) -> Rows {
    Rows(start: mirrored.start + mirroredOffsets[index], stride: NetworkLayout.padded(layout.layers[index].inputs))
  }
}

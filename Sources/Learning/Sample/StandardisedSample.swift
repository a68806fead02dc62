import Storage

/// A split made ready for the kernels: standardised, padded rows with their weights, signal first. 96 bytes an event for 22
/// features.
struct StandardisedSample: ~Copyable {
  let count: Int
  /// Rows 0..<signalCount are the signal events, the others the background, each class in its order in the sample.
  let signalCount: Int
  /// A row holds the features of an event, the constant 1, the event's weight, and zeros. One row carries all, so that an
  /// event that is picked out of the sample costs two cache lines. Mean weight of 1, both classes alike.
  let matrix: FloatBuffer
  let stride: Int
  /// The column of the weights.
  let weightColumn: Int

  var rows: Rows { Rows(start: matrix.start, stride: stride) }

  /// - Parameter scratch: a folder for rows that take more bytes than `limit`; `nil` keeps all in memory.
  /// - Throws: `missingClass`, or `scratch`.
  init(
    _ sample: LabelledSample, standardiser: Standardiser, split: LearningError.Split, scratch: String? = nil,
    limit: Int = MemoryLimit.bytes
  ) throws(LearningError) {
    let weights = try sample.balancedWeights(split: split)
    let rowStride = NetworkLayout.inputStride(sample.featureCount)
    let buffer = try FloatBuffer(count: ((sample.count + 7) & ~7) * rowStride, scratch: scratch, limit: limit)
    count = sample.count
    signalCount = sample.isSignal.count { $0 }
    stride = rowStride
    weightColumn = sample.featureCount + 1
    matrix = buffer
    let order =
      sample.isSignal.indices.filter { sample.isSignal[$0] } + sample.isSignal.indices.filter { !sample.isSignal[$0] }
    let (rows, column) = (Rows(start: matrix.start, stride: stride), weightColumn)
    sample.features.withUnsafeBufferPointer { features in
      let filler = RowFiller(standardiser)
      for (place, event) in order.enumerated() {
        filler.fill(rows[place], from: features, event: event)
        rows[place][column] = weights[event]
      }
    }
  }
}

/// Standardises events of a row-major matrix into padded rows, the constant 1 behind the features.
struct RowFiller {
  private let means: [Double]
  private let inverse: [Double]

  init(_ standardiser: Standardiser) {
    means = standardiser.means
    inverse = standardiser.deviations.map { 1 / $0 }
  }

  func fill(_ row: UnsafeMutablePointer<Float>, from features: UnsafeBufferPointer<Float>, event: Int) {
    let columns = means.count
    guard let start = features.baseAddress else { return }
    means.withUnsafeBufferPointer { means in
      inverse.withUnsafeBufferPointer { inverse in
        guard let means = means.baseAddress, let inverse = inverse.baseAddress else { return }
        let source = start + event &* columns
        // Plain code that the compiler turns into vectors; `SIMD8<Double>` converts lane by lane.
        var column = 0
        while column < columns {
          let value = (Double(source[column]) - means[column]) * inverse[column]
          let low = value > -Standardiser.reach ? value : -Standardiser.reach
          row[column] = Float(low < Standardiser.reach ? low : Standardiser.reach)
          column &+= 1
        }
      }
    }
    row[columns] = 1
  }
}

/// The model file, version 1: little-endian throughout, lists and strings behind their 32-bit counts.
///
///     "AsimovNN"  version: u32
///     feature names: [string]   means: [f64]   deviations: [f64]
///     layers: [units: i64, weights: [f32], biases: [f32]], the last one the output unit
///     learning rate: f64   seed: u64   phases: [loss, epochs: i64, batch: i64, patience: i64 or 0]
///     yields: f64, f64   best epoch: i64
///     history: [phase: i64, training and validation loss, training and validation accuracy: f64]
///     FNV-1a of all that precedes: u64
///
/// A loss is a byte (0 cross-entropy, 1 (s+b)/s², 2 1/Z_A) and an f64, the systematic. Equal models have equal bytes.
extension TrainedModel {
  private static let signature = Array("AsimovNN".utf8)
  private static let version: UInt32 = 1

  /// The model file's bytes.
  public var encoded: [UInt8] {
    var writer = ByteWriter()
    for byte in Self.signature { writer.put(byte) }
    writer.put(Self.version)
    writer.put(featureNames) { $0.put($1) }
    writer.put(standardiser.means) { $0.put($1) }
    writer.put(standardiser.deviations) { $0.put($1) }
    writer.put(layers) { writer, layer in
      writer.put(layer.units)
      writer.put(layer.weights) { $0.put($1) }
      writer.put(layer.biases) { $0.put($1) }
    }
    writer.put(options.learningRate)
    writer.put(options.seed)
    writer.put(options.phases) { writer, phase in
      writer.put(phase.loss)
      writer.put(phase.epochs)
      writer.put(phase.batchSize)
      writer.put(phase.patience ?? 0)
    }
    writer.put(yields.signal)
    writer.put(yields.background)
    writer.put(bestEpoch)
    writer.put(history) { writer, record in
      writer.put(record.phase)
      for value in [
        record.trainingLoss, record.validationLoss, record.trainingAccuracy, record.validationAccuracy,
      ] { writer.put(value) }
    }
    writer.put(fowlerNollVo(writer.bytes))
    return writer.bytes
  }

  /// Reads a model file.
  /// - Parameter bytes: the whole file.
  /// - Throws: `corruptModel` for anything that `encoded` cannot have written.
  public init(decoding bytes: [UInt8]) throws(LearningError) {
    guard bytes.starts(with: Self.signature) else {
      throw .corruptModel(at: 0, reason: "the signature 'AsimovNN' is missing")
    }
    let body = bytes.dropLast(8)
    var sum = ByteReader(bytes.suffix(8))
    guard body.count > Self.signature.count, try sum.integer() == fowlerNollVo(body) else {
      throw .corruptModel(at: body.endIndex, reason: "the checksum does not match: the file is cut short or damaged")
    }
    var reader = ByteReader(body.dropFirst(Self.signature.count))
    let version = try reader.integer(UInt32.self)
    guard version == Self.version else { throw reader.corrupt("version \(version) is unknown") }
    try self.init(reading: &reader)
    guard reader.isAtEnd else { throw reader.corrupt("something follows the model") }
  }

  private init(reading reader: inout ByteReader) throws(LearningError) {
    let names = try reader.array { reader throws(LearningError) in try reader.string() }
    let standardiser = try reader.standardiser(columns: names.count)
    let layers = try reader.layers(inputs: names.count)
    let (learningRate, seed) = (try reader.double(), try reader.integer(UInt64.self))
    let phases = try reader.array { reader throws(LearningError) in try reader.phase() }
    let options = TrainingOptions(
      hidden: layers.dropLast().map(\.units), phases: phases, learningRate: learningRate, seed: seed)
    do { try options.check(events: .max) } catch { throw reader.corrupt(error.description) }
    let yields = Yields(signal: try reader.double(), background: try reader.double())
    do { try yields.check() } catch { throw reader.corrupt(error.description) }
    let bestEpoch = try reader.int(in: 1...Int(UInt32.max))
    let history = try reader.history(phases: phases)
    guard bestEpoch <= history.count else { throw reader.corrupt("epoch \(bestEpoch) is not in the history") }
    self.init(
      featureNames: names, standardiser: standardiser, layers: layers, options: options, yields: yields,
      history: history, bestEpoch: bestEpoch)
  }
}

extension ByteWriter {
  fileprivate mutating func put(_ loss: Loss) {
    let (kind, systematic): (UInt8, Double) =
      switch loss {
      case .crossEntropy: (0, 0)
      case .significance: (1, 0)
      case .asimov(let systematic): (2, systematic)
      }
    put(kind)
    put(systematic)
  }
}

extension ByteReader {
  fileprivate mutating func standardiser(columns: Int) throws(LearningError) -> Standardiser {
    let means = try array { reader throws(LearningError) in try reader.double() }
    let deviations = try array { reader throws(LearningError) in try reader.double() }
    guard columns > 0, means.count == columns, deviations.count == columns, deviations.allSatisfy({ $0 > 0 }) else {
      throw corrupt("the standardiser does not fit \(columns) features")
    }
    return Standardiser(means: means, deviations: deviations)
  }

  fileprivate mutating func layers(inputs: Int) throws(LearningError) -> [DenseLayer] {
    var width = inputs
    let layers = try array { reader throws(LearningError) in
      let units = try reader.int(in: 1...NetworkLayout.widest)
      let weights = try reader.array { reader throws(LearningError) in try reader.float() }
      let biases = try reader.array { reader throws(LearningError) in try reader.float() }
      guard weights.count == width * units, biases.count == units else {
        throw reader.corrupt("a layer of \(units) units does not fit \(width) inputs")
      }
      defer { width = units }
      return DenseLayer(inputs: width, units: units, weights: weights, biases: biases, activation: .relu)
    }
    guard let output = layers.last, output.units == 1 else { throw corrupt("the output unit is missing") }
    return layers.dropLast() + [
      DenseLayer(
        inputs: output.inputs, units: 1, weights: output.weights, biases: output.biases, activation: .sigmoid)
    ]
  }

  fileprivate mutating func phase() throws(LearningError) -> TrainingPhase {
    let (kind, systematic) = (try integer(UInt8.self), try double())
    let loss: Loss
    switch kind {
    case 0: loss = .crossEntropy
    case 1: loss = .significance
    case 2: loss = .asimov(systematic: systematic)
    default: throw corrupt("loss \(kind) is unknown")
    }
    let (epochs, batchSize) = (try int(in: 1...Int.max), try int(in: 1...Int.max))
    let patience = try int(in: 0...Int.max)
    return TrainingPhase(loss: loss, epochs: epochs, batchSize: batchSize, patience: patience == 0 ? nil : patience)
  }

  fileprivate mutating func history(phases: [TrainingPhase]) throws(LearningError) -> [EpochRecord] {
    var epoch = 0
    return try array { reader throws(LearningError) in
      epoch += 1
      let phase = try reader.int(in: 0...phases.count - 1)
      return EpochRecord(
        epoch: epoch, phase: phase, loss: phases[phase].loss, trainingLoss: try reader.double(),
        validationLoss: try reader.double(), trainingAccuracy: try reader.double(),
        validationAccuracy: try reader.double())
    }
  }
}

import Foundation

/// The model file, version 3: little-endian throughout, lists and strings behind their 32-bit counts.
///
///     "AsimovNN"  version: u32
///     feature names: [string]   means: [f64]   deviations: [f64]
///     layers: [units: i64, activation: string, weights: [f32], biases: [f32]], the last one the output unit
///     origin: string, as JSON with sorted keys
///     FNV-1a of all that precedes: u64
///
/// Equal models have equal bytes.
extension TrainedModel {
  private static let signature = Array("AsimovNN".utf8)
  private static let version: UInt32 = 3

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
      writer.put(layer.activation.rawValue)
      writer.put(layer.weights) { $0.put($1) }
      writer.put(layer.biases) { $0.put($1) }
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    // Every number of a finished training is finite, which is all that could keep JSON from holding it.
    writer.put((try? encoder.encode(origin)).map { String(decoding: $0, as: UTF8.self) } ?? "")
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
    let text = try reader.string()
    guard let origin = try? JSONDecoder().decode(Origin.self, from: Data(text.utf8)) else {
      throw reader.corrupt("where the network comes from cannot be read")
    }
    if case .training(let record) = origin { try Self.check(record, layers: layers, reader) }
    self.init(featureNames: names, standardiser: standardiser, layers: layers, origin: origin)
  }

  private static func check(
    _ record: TrainingRecord, layers: [DenseLayer], _ reader: ByteReader
  ) throws(LearningError) {
    guard record.options.hidden == layers.dropLast().map(\.units) else {
      throw reader.corrupt("the layers are not those of the options")
    }
    do {
      try record.options.check(events: .max)
      try record.yields.check()
    } catch { throw reader.corrupt(error.description) }
    guard record.best != nil,
      record.history.allSatisfy({ record.options.phases.indices.contains($0.phase) })
    else { throw reader.corrupt("epoch \(record.bestEpoch) is not in the history") }
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
      guard let activation = DenseLayer.Activation(rawValue: try reader.string()) else {
        throw reader.corrupt("the activation of a layer is unknown")
      }
      let weights = try reader.array { reader throws(LearningError) in try reader.float() }
      let biases = try reader.array { reader throws(LearningError) in try reader.float() }
      guard weights.count == width * units, biases.count == units else {
        throw reader.corrupt("a layer of \(units) units does not fit \(width) inputs")
      }
      defer { width = units }
      return DenseLayer(inputs: width, units: units, weights: weights, biases: biases, activation: activation)
    }
    guard let output = layers.last, output.units == 1, output.activation == .sigmoid else {
      throw corrupt("the output unit is missing")
    }
    return layers
  }
}

/// The stored form: little-endian, without padding.
///
///     "asimovds"  version: u32  features: u32  samples: u32
///     per feature: length: u32  name: UTF-8
///     per sample:  length: u32  name: UTF-8  isSignal: u8  expected yield: f64  systematic: f64
///     per split:   events: u64  sample: u8 × events  weights: f32 × events  features: f32 × events × features
///
/// Physical weights follow from the rest and are not stored.
extension Dataset {
  private static let magic = Array("asimovds".utf8)
  private static let version: UInt32 = 2

  /// The dataset as bytes, the same for the same dataset on every machine.
  public func encoded() -> [UInt8] {
    let splits = [train, validation, test]
    let size = splits.reduce(1024) { $0 + 8 + $1.count * 5 + $1.features.count * 4 }
    var bytes = ByteWriter(capacity: size)
    bytes.append(Self.magic)
    bytes.append(Self.version)
    bytes.append(UInt32(featureNames.count))
    bytes.append(UInt32(samples.count))
    for name in featureNames { bytes.append(text: name) }
    for sample in samples {
      bytes.append(text: sample.name)
      bytes.append(UInt8(sample.isSignal ? 1 : 0))
      bytes.append(sample.expectedYield.bitPattern)
      bytes.append(sample.systematic.bitPattern)
    }
    for split in splits {
      bytes.append(UInt64(split.count))
      bytes.append(split.sample)
      bytes.append(split.weights)
      bytes.append(split.features)
    }
    return bytes.bytes
  }

  /// The dataset that ``encoded()`` wrote.
  ///
  /// - Throws: ``DatasetError`` for bytes that are cut short, damaged in a way that shows, or of another version. A change
  ///   of one number into another does not show; where that matters, keep a digest beside the bytes.
  public init(decoding bytes: [UInt8]) throws(DatasetError) {
    self = try bytes.withUnsafeBufferPointer { buffer throws(DatasetError) in
      var reader = ByteReader(UnsafeRawBufferPointer(buffer))
      let dataset = try Dataset(from: &reader)
      guard reader.remaining == 0 else { throw .undecodable("\(reader.remaining) bytes follow its end") }
      return dataset
    }
  }

  private init(from reader: inout ByteReader) throws(DatasetError) {
    guard try Array(reader.take(Self.magic.count)) == Self.magic else {
      throw .undecodable("it does not begin as a dataset does")
    }
    let version = try reader.integer(UInt32.self)
    guard version == Self.version else { throw .undecodable("version \(version) is not version \(Self.version)") }
    let featureCount = try Int(reader.integer(UInt32.self))
    let sampleCount = try Int(reader.integer(UInt32.self))
    var names: [String] = []
    for index in 0..<featureCount { names.append(try reader.text(of: "feature \(index)")) }
    var samples: [DatasetSample] = []
    for index in 0..<sampleCount { samples.append(try Self.sample(index, from: &reader)) }
    // Before any split is read, whose events are of these.
    try DatasetSample.check(samples)
    try self.init(featureNames: names, samples: samples) { _, name throws(DatasetError) in
      try Self.split(name, from: &reader, featureCount: featureCount, samples: samples)
    }
  }

  private static func sample(_ index: Int, from reader: inout ByteReader) throws(DatasetError) -> DatasetSample {
    let name = try reader.text(of: "sample \(index)")
    let kind = try reader.integer(UInt8.self)
    guard kind <= 1 else { throw .undecodable("sample '\(name)' is neither signal nor background") }
    return try DatasetSample(
      name: name, isSignal: kind == 1, expectedYield: Double(bitPattern: reader.integer(UInt64.self)),
      systematic: Double(bitPattern: reader.integer(UInt64.self)))
  }

  private static func split(
    _ name: String, from reader: inout ByteReader, featureCount: Int, samples: [DatasetSample]
  ) throws(DatasetError) -> DatasetSplit {
    // Every event takes at least 5 bytes, so a count beyond that is damage, and the products below cannot overflow.
    guard let count = try Int(exactly: reader.integer(UInt64.self)), count <= reader.remaining / 5 else {
      throw .undecodable("split '\(name)' claims more events than there are bytes")
    }
    let sample = try Array(reader.take(count))
    let weights = try reader.floats(count)
    let (featureValues, overflow) = count.multipliedReportingOverflow(by: featureCount)
    guard !overflow else { throw .undecodable("split '\(name)' claims more values than there are bytes") }
    return try DatasetSplit(
      name: name, featureCount: featureCount, features: reader.floats(featureValues), sample: sample,
      weights: weights, samples: samples)
  }
}

import Storage

/// The stored form, under several names, so that what is large is used as it lies in a file. Numbers are little-endian.
///
///     dataset         "asimovds"  version: u32  features: u32  samples: u32
///                     per feature: length: u32  name: UTF-8
///                     per sample:  length: u32  name: UTF-8  isSignal: u8  expected yield: f64  systematic: f64
///     SPLIT.features  f32 × events × features, row by row
///     SPLIT.weights   f32 × events
///     SPLIT.samples   u8 × events
///
/// Physical weights follow from the rest and are not stored.
extension Dataset {
  private static let magic = Array("asimovds".utf8)
  private static let version: UInt32 = 2
  private static let header = "dataset"

  /// The dataset as named bytes, the same for the same dataset on every machine.
  public var stored: [String: StoredBytes] {
    var bytes = ByteWriter(capacity: 1024)
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
    var stored = [Self.header: StoredBytes(bytes.bytes)]
    for (name, split) in zip(Self.splitNames, [train, validation, test]) {
      stored["\(name).features"] = StoredBytes(split.features)
      stored["\(name).weights"] = StoredBytes(StoredFloats(split.weights))
      stored["\(name).samples"] = StoredBytes(split.sample)
    }
    return stored
  }

  /// The dataset that ``stored`` holds. Its features stay where they are.
  ///
  /// - Throws: ``DatasetError`` for bytes that are missing, cut short, damaged in a way that shows, or of another version. A change
  ///   of one number into another does not show; where that matters, keep a digest beside the bytes.
  public init(stored: [String: StoredBytes]) throws(DatasetError) {
    let (names, samples) = try (stored[Self.header] ?? []).withUnsafeBytes { bytes throws(DatasetError) in
      var reader = ByteReader(bytes)
      let header = try Self.header(from: &reader)
      guard reader.remaining == 0 else { throw .undecodable("\(reader.remaining) bytes follow its end") }
      return header
    }
    // Before any split is read, whose events are of these.
    try DatasetSample.check(samples)
    try self.init(featureNames: names, samples: samples) { _, name throws(DatasetError) in
      func part(_ kind: String, size: Int) throws(DatasetError) -> StoredBytes {
        guard let bytes = stored["\(name).\(kind)"] else { throw .undecodable("split '\(name)' has no \(kind)") }
        guard bytes.count % size == 0 else { throw .undecodable("the \(kind) of split '\(name)' are cut short") }
        return bytes
      }
      return try DatasetSplit(
        name: name, featureCount: names.count, features: StoredFloats(part("features", size: 4)),
        sample: part("samples", size: 1).array, weights: StoredFloats(part("weights", size: 4)).array, samples: samples)
    }
  }

  private static func header(
    from reader: inout ByteReader
  ) throws(DatasetError) -> (features: [String], samples: [DatasetSample]) {
    guard try Array(reader.take(magic.count)) == magic else {
      throw .undecodable("it does not begin as a dataset does")
    }
    let version = try reader.integer(UInt32.self)
    guard version == Self.version else { throw .undecodable("version \(version) is not version \(Self.version)") }
    let featureCount = try Int(reader.integer(UInt32.self))
    let sampleCount = try Int(reader.integer(UInt32.self))
    var names: [String] = []
    for index in 0..<featureCount { names.append(try reader.text(of: "feature \(index)")) }
    var samples: [DatasetSample] = []
    for index in 0..<sampleCount { samples.append(try sample(index, from: &reader)) }
    return (names, samples)
  }

  private static func sample(_ index: Int, from reader: inout ByteReader) throws(DatasetError) -> DatasetSample {
    let name = try reader.text(of: "sample \(index)")
    let kind = try reader.integer(UInt8.self)
    guard kind <= 1 else { throw .undecodable("sample '\(name)' is neither signal nor background") }
    return try DatasetSample(
      name: name, isSignal: kind == 1, expectedYield: Double(bitPattern: reader.integer(UInt64.self)),
      systematic: Double(bitPattern: reader.integer(UInt64.self)))
  }
}

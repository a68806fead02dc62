/// The stored form: little-endian, without padding.
///
///     "asimovds"  version: u32  features: u32  signal yield: f64  background yield: f64
///     per feature: length: u32  name: UTF-8
///     per split:   events: u64  isSignal: u8 × events  weights: f32 × events  features: f32 × events × features
///
/// Physical weights follow from the rest and are not stored.
extension Dataset {
  private static let magic = Array("asimovds".utf8)
  private static let version: UInt32 = 1

  /// The dataset as bytes, the same for the same dataset on every machine.
  public func encoded() -> [UInt8] {
    let splits = [train, validation, test]
    let size = splits.reduce(1024) { $0 + 8 + $1.count * 5 + $1.features.count * 4 }
    var bytes = ByteWriter(capacity: size)
    bytes.append(Self.magic)
    bytes.append(Self.version)
    bytes.append(UInt32(featureNames.count))
    bytes.append(signalYield.bitPattern)
    bytes.append(backgroundYield.bitPattern)
    for name in featureNames {
      let text = Array(name.utf8)
      bytes.append(UInt32(text.count))
      bytes.append(text)
    }
    for split in splits {
      bytes.append(UInt64(split.count))
      bytes.append(split.isSignal.map { UInt8($0 ? 1 : 0) })
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
    let signalYield = try Double(bitPattern: reader.integer(UInt64.self))
    let backgroundYield = try Double(bitPattern: reader.integer(UInt64.self))
    var names: [String] = []
    for index in 0..<featureCount {
      let length = try Int(reader.integer(UInt32.self))
      guard let name = try String(validating: reader.take(length), as: UTF8.self) else {
        throw .undecodable("the name of feature \(index) is no text")
      }
      names.append(name)
    }
    try self.init(featureNames: names, signalYield: signalYield, backgroundYield: backgroundYield) {
      _, name throws(DatasetError) in
      try Self.split(
        name, from: &reader, featureCount: featureCount, signalYield: signalYield, backgroundYield: backgroundYield)
    }
  }

  private static func split(
    _ name: String, from reader: inout ByteReader, featureCount: Int, signalYield: Double, backgroundYield: Double
  ) throws(DatasetError) -> DatasetSplit {
    // Every event takes at least 5 bytes, so a count beyond that is damage, and the products below cannot overflow.
    guard let count = try Int(exactly: reader.integer(UInt64.self)), count <= reader.remaining / 5 else {
      throw .undecodable("split '\(name)' claims more events than there are bytes")
    }
    let classes = try reader.take(count)
    guard classes.allSatisfy({ $0 <= 1 }) else {
      throw .undecodable("an event of split '\(name)' is neither signal nor background")
    }
    let isSignal = classes.map { $0 == 1 }
    let weights = try reader.floats(count)
    let (featureValues, overflow) = count.multipliedReportingOverflow(by: featureCount)
    guard !overflow else { throw .undecodable("split '\(name)' claims more values than there are bytes") }
    return try DatasetSplit(
      name: name, featureCount: featureCount, features: reader.floats(featureValues), isSignal: isSignal,
      weights: weights, signalYield: signalYield, backgroundYield: backgroundYield)
  }
}

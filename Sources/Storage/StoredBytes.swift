/// Bytes that do not change, in memory or in a mapped file. Parts of them share them without a copy.
public struct StoredBytes: Sendable, ExpressibleByArrayLiteral {
  private enum Owner: Sendable {
    case array([UInt8])
    case floats([Float])
    case file(MappedFile)
  }

  private let owner: Owner
  private let range: Range<Int>

  public init(_ bytes: [UInt8]) { (owner, range) = (.array(bytes), bytes.indices) }

  public init(arrayLiteral elements: UInt8...) { self.init(elements) }

  /// Those that numbers are in memory, which is little-endian on every machine that Asimov runs on.
  public init(_ numbers: StoredFloats) { self = numbers.bytes }

  init(floats: [Float]) { (owner, range) = (.floats(floats), 0..<floats.count * MemoryLayout<Float>.size) }

  /// The bytes of a file, which are read when they are needed.
  ///
  /// - Throws: ``SystemError`` where the file cannot be read.
  public init(mapping path: String) throws(SystemError) { self.init(try MappedFile(path)) }

  init(_ file: MappedFile) { (owner, range) = (.file(file), 0..<file.bytes.count) }

  private init(_ owner: Owner, _ range: Range<Int>) { (self.owner, self.range) = (owner, range) }

  public var count: Int { range.count }

  /// Some of the bytes, counted from the first one of these.
  /// - Parameter part: within 0..<``count``.
  public subscript(part: Range<Int>) -> StoredBytes {
    precondition(part.lowerBound >= 0 && part.upperBound <= count, "bytes \(part) of \(count)")
    return StoredBytes(owner, range.lowerBound + part.lowerBound..<range.lowerBound + part.upperBound)
  }

  public func withUnsafeBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    switch owner {
    case .array(let array):
      return try array.withUnsafeBufferPointer { all throws(Failure) in
        try body(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(all)[range]))
      }
    case .floats(let floats):
      return try floats.withUnsafeBufferPointer { all throws(Failure) in
        try body(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(all)[range]))
      }
    case .file(let file):
      return try withExtendedLifetime(file) { () throws(Failure) in
        try body(UnsafeRawBufferPointer(rebasing: file.bytes[range]))
      }
    }
  }

  /// Writes all of them where an open file stands.
  public func write(to descriptor: Int32) throws(SystemError) {
    try withUnsafeBytes { bytes throws(SystemError) in try ScratchFile.write(bytes, to: descriptor) }
  }

  /// A copy in memory.
  public var array: [UInt8] {
    if case .array(let array) = owner, range == array.indices { return array }
    return withUnsafeBytes { Array($0) }
  }
}

extension StoredBytes: Hashable {
  public static func == (a: StoredBytes, b: StoredBytes) -> Bool {
    a.count == b.count && a.withUnsafeBytes { a in b.withUnsafeBytes { a.elementsEqual($0) } }
  }

  public func hash(into hasher: inout Hasher) { withUnsafeBytes { hasher.combine(bytes: $0) } }
}

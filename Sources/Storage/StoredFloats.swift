/// Numbers that do not change, in memory or in a mapped file.
public struct StoredFloats: Sendable, RandomAccessCollection, ExpressibleByArrayLiteral {
  private enum Owner: Sendable {
    case array([Float])
    case bytes(StoredBytes)
  }

  private let owner: Owner
  public let count: Int

  public init(_ numbers: [Float]) { (owner, count) = (.array(numbers), numbers.count) }

  public init(arrayLiteral elements: Float...) { self.init(elements) }

  #if _endian(big)
    #error("Numbers are stored little-endian; swap the bytes here")
  #endif

  /// The numbers that `bytes` are, four bytes each as they lie in memory; what is left over is dropped. They are copied only where
  /// they begin at an address that is no multiple of four.
  public init(_ bytes: StoredBytes) {
    let isAligned = bytes.withUnsafeBytes { Int(bitPattern: $0.baseAddress) % MemoryLayout<Float>.alignment == 0 }
    count = bytes.count / MemoryLayout<Float>.size
    owner = isAligned ? .bytes(bytes) : .array(Self.copy(of: bytes))
  }

  private static func copy(of bytes: StoredBytes) -> [Float] {
    bytes.withUnsafeBytes { bytes in
      [Float](unsafeUninitializedCapacity: bytes.count / 4) { buffer, count in
        count = bytes.count / 4
        UnsafeMutableRawBufferPointer(buffer).copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<(count * 4)]))
      }
    }
  }

  public func withUnsafeBufferPointer<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<Float>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    switch owner {
    case .array(let array): try array.withUnsafeBufferPointer(body)
    case .bytes(let bytes):
      try bytes.withUnsafeBytes { bytes throws(Failure) in try body(bytes.bindMemory(to: Float.self)) }
    }
  }

  public var startIndex: Int { 0 }
  public var endIndex: Int { count }

  /// For loops over many, ``withUnsafeBufferPointer(_:)`` is quicker.
  public subscript(index: Int) -> Float { withUnsafeBufferPointer { $0[index] } }

  public func withContiguousStorageIfAvailable<Result>(
    _ body: (UnsafeBufferPointer<Float>) throws -> Result
  ) rethrows -> Result? { try withUnsafeBufferPointer(body) }

  /// Without a copy.
  var bytes: StoredBytes {
    switch owner {
    case .array(let array): StoredBytes(floats: array)
    case .bytes(let bytes): bytes[0..<count * MemoryLayout<Float>.size]
    }
  }

  /// A copy in memory.
  public var array: [Float] {
    if case .array(let array) = owner { return array }
    return withUnsafeBufferPointer { Array($0) }
  }
}

extension StoredFloats: Hashable {
  /// As of their values: 0 equals −0, and NaN nothing.
  public static func == (a: StoredFloats, b: StoredFloats) -> Bool {
    a.count == b.count && a.withUnsafeBufferPointer { a in b.withUnsafeBufferPointer { a.elementsEqual($0) } }
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    for number in prefix(1024) { hasher.combine(number) }
  }
}

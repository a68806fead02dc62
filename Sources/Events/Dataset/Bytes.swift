/// Appends numbers to bytes, little-endian.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int) { bytes.reserveCapacity(capacity) }

  mutating func append(_ more: [UInt8]) { bytes += more }

  mutating func append(_ number: some FixedWidthInteger) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Its length as 32 bits, and its UTF-8.
  mutating func append(text: String) {
    append(UInt32(text.utf8.count))
    append(Array(text.utf8))
  }
}

/// Takes numbers from the front of bytes, never beyond their end.
struct ByteReader {
  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var remaining: Int { bytes.count - position }

  /// The next `count` bytes.
  mutating func take(_ count: Int) throws(DatasetError) -> UnsafeRawBufferPointer {
    guard count >= 0, count <= remaining else {
      throw .undecodable("it is cut short: \(count) more bytes are needed after byte \(position), of \(bytes.count)")
    }
    defer { position += count }
    return UnsafeRawBufferPointer(rebasing: bytes[position..<position + count])
  }

  mutating func integer<Number: FixedWidthInteger>(_ type: Number.Type) throws(DatasetError) -> Number {
    let taken = try take(MemoryLayout<Number>.size)
    return Number(littleEndian: taken.loadUnaligned(as: Number.self))
  }

  /// - Parameter owner: whose name it is, for the message.
  mutating func text(of owner: String) throws(DatasetError) -> String {
    let length = try Int(integer(UInt32.self))
    guard let text = try String(validating: take(length), as: UTF8.self) else {
      throw .undecodable("the name of \(owner) is no text")
    }
    return text
  }
}

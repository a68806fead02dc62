/// Takes numbers and texts from the front of bytes, never beyond their end. ROOT's own records are big-endian, RNTuple's
/// little-endian.
struct ROOTBytes {
  private let bytes: [UInt8]
  /// From the start of `bytes`.
  private(set) var position: Int
  /// One past the last byte that may be taken.
  private(set) var end: Int
  /// Where in the file the bytes begin, for messages.
  private let fileOffset: Int
  /// The bytes were compressed: all of them stand in the file at `fileOffset`.
  private let isUnpacked: Bool

  init(_ bytes: [UInt8], fileOffset: Int, isUnpacked: Bool = false) {
    self.bytes = bytes
    self.fileOffset = fileOffset
    self.isUnpacked = isUnpacked
    position = 0
    end = bytes.count
  }

  var remaining: Int { end - position }

  /// Where in the file the next byte is, or the record that it was unpacked from.
  var place: Int { isUnpacked ? fileOffset : fileOffset + position }

  func fault(_ why: String) -> ROOTFault { ROOTFault(why, at: place) }

  mutating func skip(_ count: Int) throws(ROOTFault) {
    guard count >= 0, count <= remaining else {
      throw fault("\(count) more bytes are needed and \(remaining) are there")
    }
    position += count
  }

  /// Goes to a place, forwards or backwards, up to the end.
  mutating func move(to place: Int) throws(ROOTFault) {
    guard place >= 0, place <= end else { throw fault("a record points to byte \(place) of \(end)") }
    position = place
  }

  /// Leaves nothing behind the next `count` bytes.
  mutating func limit(to count: Int) throws(ROOTFault) {
    guard count >= 0, count <= remaining else {
      throw fault("a record of \(count) bytes, where \(remaining) are there")
    }
    end = position + count
  }

  mutating func big<Number: FixedWidthInteger>(_ type: Number.Type) throws(ROOTFault) -> Number {
    Number(bigEndian: try raw(type))
  }

  mutating func little<Number: FixedWidthInteger>(_ type: Number.Type) throws(ROOTFault) -> Number {
    Number(littleEndian: try raw(type))
  }

  private mutating func raw<Number: FixedWidthInteger>(_ type: Number.Type) throws(ROOTFault) -> Number {
    let start = position
    try skip(MemoryLayout<Number>.size)
    return bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: start, as: Number.self) }
  }

  /// A signed number that says where something is or how long.
  mutating func size<Number: FixedWidthInteger & SignedInteger>(_ type: Number.Type) throws(ROOTFault) -> Int {
    let number = try big(type)
    guard number >= 0 else { throw fault("a size or place of \(number)") }
    return Int(number)
  }

  /// Big-endian numbers one after the other.
  mutating func array<Number: FixedWidthInteger>(
    of type: Number.Type, count: Int
  ) throws(ROOTFault) -> [Number] {
    let start = position
    guard count >= 0, count <= remaining / MemoryLayout<Number>.size else {
      throw fault("a list of \(count) numbers, where \(remaining) bytes are there")
    }
    position += count * MemoryLayout<Number>.size
    return bytes.withUnsafeBytes { bytes in
      (0..<count).map {
        Number(
          bigEndian: bytes.loadUnaligned(
            fromByteOffset: start + $0 * MemoryLayout<Number>.size, as: Number.self))
      }
    }
  }

  mutating func take(_ count: Int) throws(ROOTFault) -> [UInt8] {
    let start = position
    try skip(count)
    return Array(bytes[start..<start + count])
  }

  /// A `TString`: its length in one byte or, from 255 on, in four more.
  mutating func string() throws(ROOTFault) -> String {
    var length = Int(try big(UInt8.self))
    if length == 255 { length = try size(Int32.self) }
    return text(try take(length))
  }

  /// A text that ends with a zero byte.
  mutating func terminatedString() throws(ROOTFault) -> String {
    guard let zero = bytes[position..<end].firstIndex(of: 0) else { throw fault("a name without an end") }
    defer { position = zero + 1 }
    return text(Array(bytes[position..<zero]))
  }

  /// A text with its length before it, as RNTuple writes it.
  mutating func littleString() throws(ROOTFault) -> String {
    let length = Int(try little(UInt32.self))
    return text(try take(length))
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

/// How the numbers of a column stand in its pages, little-endian ("Column Description").
struct NTupleEncoding: Hashable {
  /// As the format numbers them. 0x10, of variants, is left out.
  enum Kind: UInt16 {
    case bit, byte, char, int8, uint8, int16, uint16, int32, uint32, int64, uint64, real16, real32, real64, index32,
      index64
    /// The first bytes of all numbers, then the second ones, and so on; signed numbers as 2x or, below 0, -(2x + 1).
    case splitInt16 = 0x11
    case splitUInt16, splitInt32, splitUInt32, splitInt64, splitUInt64, splitReal16, splitReal32, splitReal64
    /// Of all but the first number in a page the difference from the one before.
    case splitIndex32, splitIndex64
    /// The highest bits of a float.
    case real32Trunc
    /// A range of values cut in equal parts.
    case real32Quant

    /// Bits of a number, which two kinds choose themselves.
    var bits: ClosedRange<Int> {
      switch self {
      case .bit: 1...1
      case .byte, .char, .int8, .uint8: 8...8
      case .int16, .uint16, .real16, .splitInt16, .splitUInt16, .splitReal16: 16...16
      case .int32, .uint32, .real32, .index32, .splitInt32, .splitUInt32, .splitReal32, .splitIndex32: 32...32
      case .int64, .uint64, .real64, .index64, .splitInt64, .splitUInt64, .splitReal64, .splitIndex64: 64...64
      case .real32Trunc: 10...31
      case .real32Quant: 1...32
      }
    }
  }

  let kind: Kind
  let bits: Int
  /// Of ``Kind/real32Quant``.
  private let low: Double
  private let step: Double

  /// - Returns: `nil` for what this reader does not know.
  init?(type: UInt16, bits: Int, range: ClosedRange<Double>? = nil) {
    guard let kind = Kind(rawValue: type), kind.bits ~= bits else { return nil }
    self.kind = kind
    self.bits = bits
    guard kind == .real32Quant else {
      (low, step) = (0, 0)
      return
    }
    guard let range else { return nil }
    low = range.lowerBound
    // As UnquantizeReals of RColumnElement.hxx has it.
    step = (range.upperBound - range.lowerBound) / Double((UInt64(1) << UInt64(bits)) - 1)
  }

  /// The numbers say where lists end.
  var isIndex: Bool {
    switch kind {
    case .index32, .index64, .splitIndex32, .splitIndex64: true
    default: false
    }
  }

  /// Of a page with `count` numbers, which are fewer than 2³¹.
  func bytes(_ count: Int) -> Int { (count * bits + 7) / 8 }

  /// Reads `count` numbers.
  ///
  /// - Parameters:
  ///   - bytes: of a page, ``bytes(_:)`` of them.
  ///   - values: room for `count`.
  func read(_ count: Int, from bytes: UnsafeRawPointer, into values: UnsafeMutablePointer<Float>) {
    switch kind {
    case .bit:
      for index in 0..<count {
        values[index] = Float(bytes.load(fromByteOffset: index >> 3, as: UInt8.self) >> UInt8(index & 7) & 1)
      }
    case .byte, .uint8: plain(count, bytes, values, UInt8.self) { Float($0) }
    // Of all machines that ROOT runs on most have signed ones, and a TTree's are.
    case .char, .int8: plain(count, bytes, values, Int8.self) { Float($0) }
    case .int16: plain(count, bytes, values, Int16.self) { Float($0) }
    case .uint16: plain(count, bytes, values, UInt16.self) { Float($0) }
    case .int32: plain(count, bytes, values, Int32.self) { Float($0) }
    case .uint32, .index32: plain(count, bytes, values, UInt32.self) { Float($0) }
    case .int64: plain(count, bytes, values, Int64.self) { Float($0) }
    case .uint64, .index64: plain(count, bytes, values, UInt64.self) { Float($0) }
    case .real16: plain(count, bytes, values, UInt16.self) { Float(Float16(bitPattern: $0)) }
    case .real32: plain(count, bytes, values, UInt32.self) { Float(bitPattern: $0) }
    case .real64: plain(count, bytes, values, UInt64.self) { Float(Double(bitPattern: $0)) }
    case .splitInt16: split(count, bytes, values, UInt16.self) { Float(Int16(bitPattern: $0 >> 1 ^ (0 &- ($0 & 1)))) }
    case .splitUInt16: split(count, bytes, values, UInt16.self) { Float($0) }
    case .splitInt32: split(count, bytes, values, UInt32.self) { Float(Int32(bitPattern: $0 >> 1 ^ (0 &- ($0 & 1)))) }
    case .splitUInt32, .splitIndex32: split(count, bytes, values, UInt32.self) { Float($0) }
    case .splitInt64: split(count, bytes, values, UInt64.self) { Float(Int64(bitPattern: $0 >> 1 ^ (0 &- ($0 & 1)))) }
    case .splitUInt64, .splitIndex64: split(count, bytes, values, UInt64.self) { Float($0) }
    case .splitReal16: split(count, bytes, values, UInt16.self) { Float(Float16(bitPattern: $0)) }
    case .splitReal32: split(count, bytes, values, UInt32.self) { Float(bitPattern: $0) }
    case .splitReal64: split(count, bytes, values, UInt64.self) { Float(Double(bitPattern: $0)) }
    case .real32Trunc: packed(count, bytes, values) { Float(bitPattern: $0 << UInt32(32 - bits)) }
    case .real32Quant: packed(count, bytes, values) { Float(Double($0) * step + low) }
    }
  }

  /// Reads where `count` lists end.
  func readEnds(_ count: Int, from bytes: UnsafeRawPointer, into ends: UnsafeMutablePointer<Int>) {
    switch kind {
    case .index32: plain(count, bytes, ends, UInt32.self) { Int($0) }
    case .index64: plain(count, bytes, ends, Int64.self) { Int($0) }
    case .splitIndex32:
      split(count, bytes, ends, UInt32.self) { Int($0) }
      for index in 1..<max(1, count) { ends[index] = (ends[index - 1] &+ ends[index]) & 0xFFFF_FFFF }
    case .splitIndex64:
      split(count, bytes, ends, UInt64.self) { Int(bitPattern: UInt($0)) }
      for index in 1..<max(1, count) { ends[index] = ends[index - 1] &+ ends[index] }
    default: ends.update(repeating: 0, count: count)
    }
  }

  @inline(__always)
  private func plain<Raw: FixedWidthInteger, Value>(
    _ count: Int, _ bytes: UnsafeRawPointer, _ values: UnsafeMutablePointer<Value>, _ type: Raw.Type,
    _ value: (Raw) -> Value
  ) {
    for index in 0..<count {
      let raw = (bytes + index &* MemoryLayout<Raw>.size).loadUnaligned(as: Raw.self)
      values[index] = value(Raw(littleEndian: raw))
    }
  }

  @inline(__always)
  private func split<Raw: FixedWidthInteger & UnsignedInteger, Value>(
    _ count: Int, _ bytes: UnsafeRawPointer, _ values: UnsafeMutablePointer<Value>, _ type: Raw.Type,
    _ value: (Raw) -> Value
  ) {
    for index in 0..<count {
      var raw: Raw = 0
      for byte in 0..<MemoryLayout<Raw>.size {
        let part = (bytes + (byte &* count &+ index)).load(as: UInt8.self)
        raw |= Raw(truncatingIfNeeded: part) &<< Raw(truncatingIfNeeded: 8 &* byte)
      }
      values[index] = value(raw)
    }
  }

  /// Numbers of ``bits`` bits, the lowest first, without gaps.
  @inline(__always)
  private func packed(
    _ count: Int, _ bytes: UnsafeRawPointer, _ values: UnsafeMutablePointer<Float>, _ value: (UInt32) -> Float
  ) {
    let length = self.bytes(count)
    for index in 0..<count {
      let first = index &* bits
      var raw: UInt64 = 0
      for byte in first >> 3..<min(length, (first >> 3) + 5) {
        raw |= UInt64(bytes.load(fromByteOffset: byte, as: UInt8.self)) << UInt64(8 * (byte - (first >> 3)))
      }
      raw = raw >> UInt64(first & 7) & ((1 << UInt64(bits)) - 1)
      values[index] = value(UInt32(raw))
    }
  }
}

/// How a number stands in a ROOT file, big-endian.
enum ROOTNumber: Hashable {
  case bool, int8, uint8, int16, uint16, int32, uint32, int64, uint64, float, double
  /// `Float16_t` and `Double32_t` without a range: an exponent of 8 bits, then a sign and `bits` bits of mantissa in 16.
  case truncated(bits: Int)
  /// `Float16_t` and `Double32_t` with a range: `low` + n (`high` - `low`) / 2^`bits`.
  case ranged(low: Double, high: Double, bits: Int)

  /// Bytes.
  var size: Int {
    switch self {
    case .bool, .int8, .uint8: 1
    case .int16, .uint16: 2
    case .truncated: 3
    case .int32, .uint32, .float, .ranged: 4
    case .int64, .uint64, .double: 8
    }
  }

  /// By the name in C++ or ROOT.
  init?(typeName: String) {
    switch typeName {
    case "bool", "Bool_t": self = .bool
    case "char", "Char_t", "signed char", "int8_t", "std::int8_t": self = .int8
    case "unsigned char", "UChar_t", "uint8_t", "std::uint8_t": self = .uint8
    case "short", "Short_t", "int16_t", "std::int16_t": self = .int16
    case "unsigned short", "UShort_t", "uint16_t", "std::uint16_t": self = .uint16
    case "int", "Int_t", "int32_t", "std::int32_t": self = .int32
    case "unsigned int", "unsigned", "UInt_t", "uint32_t", "std::uint32_t": self = .uint32
    // ROOT stores all of these in eight bytes.
    case "long", "Long_t", "Long64_t", "long long", "int64_t", "std::int64_t": self = .int64
    case "unsigned long", "ULong_t", "ULong64_t", "unsigned long long", "uint64_t", "std::uint64_t": self = .uint64
    case "float", "Float_t": self = .float
    case "double", "Double_t": self = .double
    // Of all ranges a vector has none.
    case "Double32_t": self = .float
    case "Float16_t": self = .truncated(bits: 12)
    default: return nil
    }
  }

  /// By the number that ROOT gives the types of members (`TVirtualStreamerInfo::EReadWrite`).
  init?(streamerType: Int, title: String) {
    switch streamerType {
    case 1: self = .int8
    case 2: self = .int16
    case 3, 6: self = .int32
    case 4, 16: self = .int64
    case 5: self = .float
    case 8: self = .double
    case 9: self = Self.double32(title)
    case 11: self = .uint8
    case 12: self = .uint16
    case 13, 15: self = .uint32
    case 14, 17: self = .uint64
    case 18: self = .bool
    case 19: self = Self.float16(title)
    default: return nil
    }
  }

  /// `Double32_t`: a float, unless its title gives `[low, high, bits]`.
  static func double32(_ title: String) -> ROOTNumber { ROOTRange(title).map { $0.number } ?? .float }

  /// `Float16_t`: of 12 bits, unless its title gives `[low, high, bits]`.
  static func float16(_ title: String) -> ROOTNumber { ROOTRange(title).map { $0.number } ?? .truncated(bits: 12) }

  /// Reads `count` numbers that stand `stride` bytes apart.
  ///
  /// - Parameters:
  ///   - bytes: where the first one begins, with (`count` - 1) `stride` + ``size`` bytes.
  ///   - values: room for `count`.
  func read(
    _ count: Int, from bytes: UnsafeRawPointer, stride: Int, into values: UnsafeMutablePointer<Float>
  ) {
    switch self {
    case .bool: each(count, bytes, stride, values, UInt8.self) { $0 == 0 ? 0 : 1 }
    case .int8: each(count, bytes, stride, values, Int8.self) { Float($0) }
    case .uint8: each(count, bytes, stride, values, UInt8.self) { Float($0) }
    case .int16: each(count, bytes, stride, values, Int16.self) { Float($0) }
    case .uint16: each(count, bytes, stride, values, UInt16.self) { Float($0) }
    case .int32: each(count, bytes, stride, values, Int32.self) { Float($0) }
    case .uint32: each(count, bytes, stride, values, UInt32.self) { Float($0) }
    case .int64: each(count, bytes, stride, values, Int64.self) { Float($0) }
    case .uint64: each(count, bytes, stride, values, UInt64.self) { Float($0) }
    // Of one stride that is known the compiler makes a vector loop.
    case .float where stride == 4: each(count, bytes, 4, values, UInt32.self) { Float(bitPattern: $0) }
    case .float: each(count, bytes, stride, values, UInt32.self) { Float(bitPattern: $0) }
    case .double: each(count, bytes, stride, values, UInt64.self) { Float(Double(bitPattern: $0)) }
    case .truncated(let bits):
      for event in 0..<count {
        let start = bytes + event * stride
        let exponent = UInt32(start.load(as: UInt8.self))
        let rest = UInt32(UInt16(bigEndian: (start + 1).loadUnaligned(as: UInt16.self)))
        // As TBufferFile::ReadWithNbits has it.
        let mantissa = (rest & (1 << UInt32(bits + 1) - 1)) << UInt32(23 - bits)
        let magnitude = Float(bitPattern: exponent << 23 | mantissa)
        values[event] = rest & 1 << UInt32(bits + 1) != 0 ? -magnitude : magnitude
      }
    case .ranged(let low, let high, let bits):
      // As TBufferFile::ReadWithFactor has it.
      let factor = Double(UInt64(1) << UInt64(bits)) / (high - low)
      each(count, bytes, stride, values, UInt32.self) { Float(Double($0) / factor + low) }
    }
  }

  @inline(__always)
  private func each<Raw: FixedWidthInteger>(
    _ count: Int, _ bytes: UnsafeRawPointer, _ stride: Int, _ values: UnsafeMutablePointer<Float>,
    _ type: Raw.Type, _ value: (Raw) -> Float
  ) {
    for event in 0..<count {
      values[event] = value(Raw(bigEndian: (bytes + event &* stride).loadUnaligned(as: Raw.self)))
    }
  }
}

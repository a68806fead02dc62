/// How a number stands in a NumPy file: `<f4`, `>i2`, `|b1`.
struct NumPyType: Hashable {
  private enum Kind: Character {
    case bool = "b"
    case integer = "i"
    case unsigned = "u"
    case real = "f"
  }

  private let kind: Kind
  private let isBig: Bool
  /// Bytes.
  let size: Int

  /// - Returns: `nil` for texts, complex numbers, dates and all else that is no number.
  init?(_ code: String) {
    let order = code.first.flatMap { "<>|=".contains($0) ? $0 : nil }
    let rest = order == nil ? Substring(code) : code.dropFirst()
    guard let letter = rest.first, let kind = Kind(rawValue: letter), let size = Int(rest.dropFirst()) else {
      return nil
    }
    let sizes =
      switch kind {
      case .bool: [1]
      case .integer, .unsigned: [1, 2, 4, 8]
      case .real: [2, 4, 8]
      }
    guard sizes.contains(size) else { return nil }
    self.kind = kind
    self.size = size
    isBig = order == ">"
  }

  /// The number at the start of ``size`` bytes.
  func value(_ bytes: UnsafeRawPointer) -> Float {
    switch (kind, size) {
    case (.bool, _): bytes.load(as: UInt8.self) == 0 ? 0 : 1
    case (.integer, 1): Float(bytes.load(as: Int8.self))
    case (.integer, 2): Float(raw(bytes, Int16.self))
    case (.integer, 4): Float(raw(bytes, Int32.self))
    case (.integer, _): Float(raw(bytes, Int64.self))
    case (.unsigned, 1): Float(bytes.load(as: UInt8.self))
    case (.unsigned, 2): Float(raw(bytes, UInt16.self))
    case (.unsigned, 4): Float(raw(bytes, UInt32.self))
    case (.unsigned, _): Float(raw(bytes, UInt64.self))
    case (.real, 2): Self.half(raw(bytes, UInt16.self))
    case (.real, 4): Float(bitPattern: raw(bytes, UInt32.self))
    case (.real, _): Float(Double(bitPattern: raw(bytes, UInt64.self)))
    }
  }

  private func raw<Raw: FixedWidthInteger>(_ bytes: UnsafeRawPointer, _ type: Raw.Type) -> Raw {
    let value = bytes.loadUnaligned(as: Raw.self)
    return isBig ? Raw(bigEndian: value) : Raw(littleEndian: value)
  }

  /// IEEE 754 binary16, whose Swift type not every machine has.
  private static func half(_ bits: UInt16) -> Float {
    let (exponent, fraction) = (Int(bits >> 10 & 0x1F), Float(bits & 0x3FF))
    let magnitude: Float =
      switch exponent {
      case 0: fraction * 0x1p-24
      case 31: fraction == 0 ? .infinity : .nan
      default: (1 + fraction * 0x1p-10) * Float(sign: .plus, exponent: exponent - 15, significand: 1)
      }
    return bits >> 15 == 0 ? magnitude : -magnitude
  }
}

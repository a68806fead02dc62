import CXXHash

/// The checksum of anchors, envelopes and pages: XXH3 of 64 bits.
enum NTupleChecksum {
  static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 { XXH3_64bits(bytes.baseAddress, bytes.count) }

  static func of(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.withUnsafeBytes { of($0) } }
}

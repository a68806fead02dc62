import CDeflate

/// Packs for zip, and unpacks what gzip and zip have packed.
package enum Deflate {
  /// No stream of Deflate holds more than 258 bytes in 2 bits.
  private static let densest = 1032

  /// One raw stream of a known length.
  ///
  /// - Returns: `nil` where the bytes are damaged or of another length.
  package static func unpack(_ packed: UnsafeRawBufferPointer, length: Int) -> [UInt8]? {
    guard length <= (packed.count + 1) * densest, let decompressor = libdeflate_alloc_decompressor() else { return nil }
    defer { libdeflate_free_decompressor(decompressor) }
    var bytes = [UInt8](repeating: 0, count: length)
    let result = bytes.withUnsafeMutableBytes {
      libdeflate_deflate_decompress(decompressor, packed.baseAddress, packed.count, $0.baseAddress, length, nil)
    }
    return result == LIBDEFLATE_SUCCESS ? bytes : nil
  }

  /// All members of a gzip file, one after the other.
  ///
  /// - Returns: `nil` where the file is damaged or cut short.
  package static func gunzip(_ packed: [UInt8]) -> [UInt8]? {
    guard let decompressor = libdeflate_alloc_decompressor() else { return nil }
    defer { libdeflate_free_decompressor(decompressor) }
    return packed.withUnsafeBytes { packed -> [UInt8]? in
      var (all, start, scratch) = ([UInt8](), 0, [UInt8]())
      while start < packed.count {
        let rest = UnsafeRawBufferPointer(rebasing: packed[start...])
        guard let (made, used) = member(rest, decompressor, &scratch), used > 0 else { return nil }
        all += scratch[..<made]
        start += used
      }
      return all
    }
  }

  /// Unpacks the first member into the beginning of `scratch`, which grows where it has to: a file may have many small members.
  private static func member(
    _ packed: UnsafeRawBufferPointer, _ decompressor: OpaquePointer, _ scratch: inout [UInt8]
  ) -> (made: Int, used: Int)? {
    let most = (packed.count + 1) * densest
    if scratch.isEmpty { scratch = [UInt8](repeating: 0, count: min(max(4 * packed.count, 1 << 16), most)) }
    while true {
      let room = scratch.count
      var (used, made) = (0, 0)
      let result = scratch.withUnsafeMutableBytes {
        libdeflate_gzip_decompress_ex(
          decompressor, packed.baseAddress, packed.count, $0.baseAddress, room, &used, &made)
      }
      if result == LIBDEFLATE_SUCCESS { return (made, used) }
      guard result == LIBDEFLATE_INSUFFICIENT_SPACE, room < most else { return nil }
      scratch = [UInt8](repeating: 0, count: min(2 * room, most))
    }
  }

  /// A gzip file of one member, without name or time.
  package static func gzip(_ bytes: [UInt8], level: Int = 6) -> [UInt8] {
    packed(bytes, level, room: libdeflate_gzip_compress_bound, by: libdeflate_gzip_compress)
  }

  /// One raw stream.
  ///
  /// - Parameter level: 1 for the fastest to 12 for the smallest.
  package static func pack(_ bytes: [UInt8], level: Int = 9) -> [UInt8] {
    packed(bytes, level, room: libdeflate_deflate_compress_bound, by: libdeflate_deflate_compress)
  }

  /// - Parameters:
  ///   - room: the most bytes that come of so many.
  ///   - compress: from a number of bytes to as many as there is room for; tells how many there are.
  private static func packed(
    _ bytes: [UInt8], _ level: Int, room: (OpaquePointer?, Int) -> Int,
    by compress: (OpaquePointer?, UnsafeRawPointer?, Int, UnsafeMutableRawPointer?, Int) -> Int
  ) -> [UInt8] {
    guard let compressor = libdeflate_alloc_compressor(Int32(level)) else { return [] }
    defer { libdeflate_free_compressor(compressor) }
    var packed = [UInt8](repeating: 0, count: room(compressor, bytes.count))
    let count = packed.withUnsafeMutableBytes { packed in
      bytes.withUnsafeBytes { compress(compressor, $0.baseAddress, $0.count, packed.baseAddress, packed.count) }
    }
    packed.removeSubrange(count...)
    return packed
  }

  /// The checksum of gzip and zip.
  package static func crc32(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    libdeflate_crc32(0, bytes.baseAddress, bytes.count)
  }
}

import CDeflate
import CLZ4
import CLZMA
import CXXHash
import CZstd

/// Unpacks what ROOT has packed: blocks of up to 16 MB, each behind nine bytes that say how (root/core/zip/src/RZip.cxx).
enum ROOTCompression {
  private static let headerLength = 9

  /// One block's header.
  private struct Block {
    enum Method { case zlib, oldZlib, lzma, lz4, zstd }

    let method: Method
    let packed: Int
    let unpacked: Int

    init(_ header: UnsafeRawBufferPointer, fileOffset: Int) throws(ROOTFault) {
      switch (header[0], header[1]) {
      case (UInt8(ascii: "Z"), UInt8(ascii: "L")): method = .zlib
      case (UInt8(ascii: "C"), UInt8(ascii: "S")): method = .oldZlib
      case (UInt8(ascii: "X"), UInt8(ascii: "Z")): method = .lzma
      case (UInt8(ascii: "L"), UInt8(ascii: "4")): method = .lz4
      case (UInt8(ascii: "Z"), UInt8(ascii: "S")): method = .zstd
      default:
        throw ROOTFault(
          "packed by an unknown method (\(header[0]), \(header[1])); known are zlib, LZMA, LZ4 and Zstandard",
          at: fileOffset)
      }
      packed = Int(header[3]) | Int(header[4]) << 8 | Int(header[5]) << 16
      unpacked = Int(header[6]) | Int(header[7]) << 8 | Int(header[8]) << 16
      // No stream of a method can hold more: Deflate's densest code is 258 bytes in 2 bits, an LZ4 byte lengthens a match by
      // 255, a Zstandard block of 4 bytes repeats one up to 131072 times, and LZMA has been seen to reach 7000.
      let densest =
        switch method {
        case .zlib, .oldZlib: 1032
        case .lz4: 255
        case .lzma: 16_384
        case .zstd: 43_691
        }
      guard unpacked <= (packed + 1) * densest else {
        throw ROOTFault("\(packed) packed bytes cannot hold \(unpacked)", at: fileOffset)
      }
    }
  }

  /// The bytes that `packed` holds.
  ///
  /// - Parameters:
  ///   - length: how many there must be.
  ///   - fileOffset: where `packed` is, for messages.
  static func unpack(_ packed: [UInt8], length: Int, fileOffset: Int) throws(ROOTFault) -> [UInt8] {
    try checkLength(packed, length: length, fileOffset: fileOffset)
    var bytes = [UInt8](repeating: 0, count: length)
    var fault: ROOTFault?
    packed.withUnsafeBytes { packed in
      bytes.withUnsafeMutableBytes { bytes in
        do throws(ROOTFault) {
          try unpack(packed, into: bytes, fileOffset: fileOffset)
        } catch {
          fault = error
        }
      }
    }
    if let fault { throw fault }
    return bytes
  }

  /// Adds up what the blocks say, before anything is set aside for it.
  private static func checkLength(_ packed: [UInt8], length: Int, fileOffset: Int) throws(ROOTFault) {
    var fault: ROOTFault?
    packed.withUnsafeBytes { packed in
      do throws(ROOTFault) {
        try checkLength(packed, length: length, fileOffset: fileOffset)
      } catch {
        fault = error
      }
    }
    if let fault { throw fault }
  }

  /// - Throws: when the blocks in `packed` do not hold `length` bytes.
  static func checkLength(
    _ packed: UnsafeRawBufferPointer, length: Int, fileOffset: Int
  ) throws(ROOTFault) {
    var (position, sum) = (0, 0)
    while sum < length {
      let block = try block(packed, at: position, fileOffset: fileOffset)
      position += headerLength + block.packed
      sum += block.unpacked
    }
    guard sum == length else {
      throw ROOTFault("packed blocks of \(sum) bytes, where \(length) are due", at: fileOffset)
    }
  }

  private static func block(
    _ packed: UnsafeRawBufferPointer, at position: Int, fileOffset: Int
  ) throws(ROOTFault) -> Block {
    guard position + headerLength <= packed.count else {
      throw ROOTFault("a packed block begins beyond the end of its record", at: fileOffset + position)
    }
    let header = UnsafeRawBufferPointer(rebasing: packed[position..<position + headerLength])
    let block = try Block(header, fileOffset: fileOffset + position)
    guard block.packed <= packed.count - position - headerLength, block.unpacked > 0 else {
      throw ROOTFault("a packed block of \(block.packed) bytes runs beyond its record", at: fileOffset + position)
    }
    return block
  }

  /// Fills `bytes` from all blocks in `packed`.
  static func unpack(
    _ packed: UnsafeRawBufferPointer, into bytes: UnsafeMutableRawBufferPointer, fileOffset: Int
  ) throws(ROOTFault) {
    var (position, done) = (0, 0)
    while done < bytes.count {
      let block = try block(packed, at: position, fileOffset: fileOffset)
      guard block.unpacked <= bytes.count - done else {
        throw ROOTFault("a packed block holds more bytes than are due", at: fileOffset + position)
      }
      let start = position + headerLength
      let source = UnsafeRawBufferPointer(rebasing: packed[start..<start + block.packed])
      let target = UnsafeMutableRawBufferPointer(rebasing: bytes[done..<done + block.unpacked])
      guard decode(source, into: target, block.method) else {
        throw ROOTFault("packed bytes (\(block.method)) are damaged", at: fileOffset + position)
      }
      position = start + block.packed
      done += block.unpacked
    }
  }

  /// - Returns: whether `target` was filled, no more and no less.
  private static func decode(
    _ source: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer, _ method: Block.Method
  ) -> Bool {
    switch method {
    case .zlib: inflate(source, into: target, libdeflate_zlib_decompress)
    // Before 2000 or so ROOT wrote the bare stream.
    case .oldZlib: inflate(source, into: target, libdeflate_deflate_decompress)
    case .lz4: lz4(source, into: target)
    case .lzma: lzma(source, into: target)
    case .zstd:
      ZSTD_decompress(target.baseAddress, target.count, source.baseAddress, source.count) == target.count
    }
  }

  private static func inflate(
    _ source: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer,
    _ decompress: (
      OpaquePointer?, UnsafeRawPointer?, Int, UnsafeMutableRawPointer?, Int, UnsafeMutablePointer<Int>?
    ) -> libdeflate_result
  ) -> Bool {
    guard let decompressor = libdeflate_alloc_decompressor() else { return false }
    defer { libdeflate_free_decompressor(decompressor) }
    return decompress(decompressor, source.baseAddress, source.count, target.baseAddress, target.count, nil)
      == LIBDEFLATE_SUCCESS
  }

  /// A checksum of eight bytes stands before the stream.
  private static func lz4(
    _ source: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer
  ) -> Bool {
    guard source.count > 8 else { return false }
    let stream = UnsafeRawBufferPointer(rebasing: source[8...])
    let checksum = UInt64(bigEndian: source.loadUnaligned(as: UInt64.self))
    guard XXH64(stream.baseAddress, stream.count, 0) == checksum else { return false }
    return LZ4_decompress_safe(
      stream.baseAddress, target.baseAddress, Int32(stream.count), Int32(target.count)) == Int32(target.count)
  }

  private static func lzma(
    _ source: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer
  ) -> Bool {
    // The strongest preset needs 65 MB.
    var memory: UInt64 = 128 << 20
    var (read, written) = (0, 0)
    let status = lzma_stream_buffer_decode(
      &memory, 0, nil, source.baseAddress, &read, source.count, target.baseAddress, &written, target.count)
    return status == LZMA_OK && written == target.count
  }
}

/// One page at a time, unpacked into memory that the next one uses again.
final class NTuplePageScratch {
  private let packed = GrowingBytes()
  private let unpacked = GrowingBytes()

  /// Makes sure that a page lies in the file, and that its bytes can unpack to as many numbers as it should hold.
  static func checkSize(
    of page: NTuplePages.Page, _ encoding: NTupleEncoding, in file: ROOTFile
  ) throws(ROOTFault) {
    let (place, length) = (page.locator.place, page.locator.length)
    let bytes = encoding.bytes(page.count)
    guard place <= file.length, length + (page.hasChecksum ? 8 : 0) <= file.length - place else {
      throw ROOTFault("a page of \(length) bytes runs beyond the end of the file", at: place)
    }
    // The densest code of all is Zstandard's.
    guard length <= bytes, bytes / 43_691 <= length else {
      throw ROOTFault("a page of \(length) bytes, for \(page.count) numbers of \(encoding.bits) bits", at: place)
    }
  }

  /// The bytes of a page's numbers, until the next page is asked for.
  func load(
    _ page: NTuplePages.Page, _ encoding: NTupleEncoding, of file: ROOTFile
  ) throws(ROOTFault) -> UnsafeRawPointer? {
    let (place, length) = (page.locator.place, page.locator.length)
    let source = packed.bytes(length + (page.hasChecksum ? 8 : 0))
    try file.read(into: source, at: place)
    let bytes = UnsafeRawBufferPointer(rebasing: source[..<length])
    if page.hasChecksum {
      let checksum = UInt64(littleEndian: source.loadUnaligned(fromByteOffset: length, as: UInt64.self))
      guard NTupleChecksum.of(bytes) == checksum else {
        throw ROOTFault("a page of \(length) bytes does not have the checksum that stands behind it", at: place)
      }
    }
    let count = encoding.bytes(page.count)
    guard length != count else { return bytes.baseAddress }
    try ROOTCompression.checkLength(bytes, length: count, fileOffset: place)
    let target = unpacked.bytes(count)
    try ROOTCompression.unpack(bytes, into: target, fileOffset: place)
    return UnsafeRawPointer(target.baseAddress)
  }
}

/// Numbers, in room that grows as it must and is used again.
final class GrowingNumbers<Number: BitwiseCopyable> {
  private let room = GrowingBytes()

  /// Room for `count` numbers, whose values are anything.
  func numbers(_ count: Int) -> UnsafeMutableBufferPointer<Number> {
    room.bytes(count * MemoryLayout<Number>.stride).bindMemory(to: Number.self)
  }
}

/// The blocks that describe an RNTuple, each with a checksum ("Envelopes").
enum NTupleEnvelope: UInt16 {
  case header = 1
  case footer, pageList

  /// What an envelope holds, behind its own head.
  ///
  /// - Parameters:
  ///   - locator: where it is, packed.
  ///   - length: unpacked.
  ///   - anchor: of the ntuple that it is of.
  /// - Returns: the bytes, and the checksum, which other envelopes name it by.
  func open(
    _ locator: NTupleLocator, length: Int, of anchor: NTupleAnchor, in file: ROOTFile
  ) throws(ROOTFault) -> (bytes: ROOTBytes, checksum: UInt64) {
    let place = locator.place
    try anchor.check(locator, "the \(self)")
    guard length >= 16, locator.length <= length else {
      throw ROOTFault("a \(self) of \(length) bytes, packed in \(locator.length)", at: place)
    }
    var unpacked = try file.bytes(at: place, count: locator.length)
    let isUnpacked = locator.length != length
    if isUnpacked { unpacked = try ROOTCompression.unpack(unpacked, length: length, fileOffset: place) }
    let due = unpacked.withUnsafeBytes {
      UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: length - 8, as: UInt64.self))
    }
    guard NTupleChecksum.of(unpacked[..<(length - 8)]) == due else {
      throw ROOTFault("the \(self) does not have the checksum that stands behind it", at: place)
    }
    var bytes = ROOTBytes(unpacked, fileOffset: place, isUnpacked: isUnpacked)
    try bytes.limit(to: length - 8)
    let head = try bytes.little(UInt64.self)
    guard UInt16(truncatingIfNeeded: head) == rawValue, head >> 16 == UInt64(length) else {
      throw ROOTFault("the head of the \(self) says kind \(head & 0xFFFF) and \(head >> 16) bytes", at: place)
    }
    return (bytes, due)
  }
}

extension NTupleEnvelope: CustomStringConvertible {
  var description: String {
    switch self {
    case .header: "header"
    case .footer: "footer"
    case .pageList: "list of pages"
    }
  }
}

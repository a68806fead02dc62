/// Frames, which RNTuple's records and lists stand in (root/tree/ntuple/doc/BinaryFormatSpecification.md, "Frames").
extension ROOTBytes {
  /// Steps into a record.
  ///
  /// - Returns: where it ends, for ``leaveFrame(_:)``.
  mutating func enterRecord() throws(ROOTFault) -> Int {
    let start = position
    let length = try little(Int64.self)
    guard length >= 8, length <= end - start else {
      throw fault("a record of \(length) bytes, where \(end - start) are there")
    }
    return start + Int(length)
  }

  /// Steps into a list, whose items follow.
  ///
  /// - Parameter least: bytes that every item has at least.
  mutating func enterList(least: Int) throws(ROOTFault) -> (count: Int, end: Int) {
    let start = position
    let length = try little(Int64.self)
    // Its sign says that it is a list.
    guard length <= -12, length >= -(end - start) else {
      throw fault("a list whose length is \(length), where \(end - start) bytes are there")
    }
    let count = Int(try little(UInt32.self))
    guard count <= (-Int(length) - 12) / least else {
      throw fault("a list of \(count) items in \(-length) bytes")
    }
    return (count, start - Int(length))
  }

  /// Steps behind a frame, whatever of it has not been read: later versions of the format append to frames.
  mutating func leaveFrame(_ end: Int) throws(ROOTFault) {
    guard end >= position else { throw fault("a record that is longer than it says") }
    try move(to: end)
  }
}

/// Where in the file a page or an envelope is ("Locators and Envelope Links").
struct NTupleLocator: Hashable {
  let place: Int
  /// Bytes, as packed.
  let length: Int

  init(_ bytes: inout ROOTBytes) throws(ROOTFault) {
    let start = bytes.position
    let head = Int(try bytes.little(Int32.self))
    if head >= 0 {
      length = head
      place = try bytes.littleSize()
      return
    }
    // The size of the locator, with its kind in the highest byte.
    guard -head >> 24 == 1 else {
      throw bytes.fault("a place of kind \(-head >> 24), and only those of files (0 and 1) are known")
    }
    length = try bytes.littleSize()
    place = try bytes.littleSize()
    try bytes.move(to: max(bytes.position, start + (-head & 0xFFFF)))
  }

  init(place: Int, length: Int) {
    self.place = place
    self.length = length
  }
}

extension ROOTBytes {
  /// A number of eight bytes that says where something is, how long, or how many.
  mutating func littleSize() throws(ROOTFault) -> Int {
    let number = try little(UInt64.self)
    guard number < 1 << 60 else { throw fault("a size or place of \(number)") }
    return Int(number)
  }
}

/// One basket at a time, unpacked into memory that the next one uses again.
final class ROOTBasketScratch {
  private let packed = GrowingBytes()
  private let unpacked = GrowingBytes()
  /// The events' bytes.
  private var data = UnsafeRawBufferPointer(start: nil, count: 0)
  /// Where each event begins in `data`, and where the last one ends; empty where all are of one length.
  private var offsets: [Int] = []
  private var embedded: [UInt8] = []
  private var count = 0
  private var place = 0

  /// The longest key: 42 bytes, three names of up to a few hundred, and a basket's end.
  private static let longestKey = 4096

  /// Makes sure that a basket can hold as many events as it should: that its record lies in the file, and that blocks of bytes in it
  /// unpack to enough.
  static func checkSize(
    of basket: ROOTBranch.Basket, in file: ROOTFile, _ layouts: [ROOTTreeColumns.Layout]
  ) throws(ROOTFault) {
    let eventLength = max(1, layouts.map(\.leastBytes).max() ?? 0)
    let place: Int
    let length: Int
    switch basket.storage {
    case .record(let start, let bytes): (place, length) = (start, bytes)
    case .embedded(let contents):
      let known = (contents.offsets?.count ?? 0) * 4 + contents.bytes.count
      guard basket.count <= known / eventLength else {
        throw ROOTFault("\(contents.bytes.count) bytes for \(basket.count) events", at: contents.place)
      }
      return
    }
    var record = try file.record(at: place, upTo: min(max(length, 0), longestKey))
    let key = try ROOTKey(&record)
    let end = try ROOTBasketEnd(&record)
    guard key.recordLength <= file.length - place, key.keyLength <= key.recordLength else {
      throw ROOTFault("a basket of \(key.recordLength) bytes runs beyond the end of the file", at: place)
    }
    guard end.count == basket.count else {
      throw ROOTFault("a basket of \(end.count) events, and \(basket.count) are due", at: place)
    }
    guard basket.count <= key.objectLength / eventLength else {
      throw ROOTFault("a basket of \(key.objectLength) bytes, for \(basket.count) events", at: place)
    }
    // The densest code of all is Zstandard's, and a block needs nine bytes more.
    guard key.objectLength / 43_691 <= key.packedLength else {
      throw ROOTFault("\(key.packedLength) packed bytes cannot hold \(key.objectLength)", at: place)
    }
  }

  /// Reads and unpacks a basket.
  func load(_ basket: ROOTBranch.Basket, of file: ROOTFile) throws(ROOTFault) {
    count = basket.count
    offsets = []
    switch basket.storage {
    case .embedded(let contents):
      embedded = contents.bytes
      place = contents.place
      let target = unpacked.bytes(embedded.count)
      target.copyBytes(from: embedded)
      data = UnsafeRawBufferPointer(target)
      if let starts = contents.offsets { offsets = starts + [data.count] }
    case .record(let place, let length):
      self.place = place
      try loadRecord(length, of: file)
    }
  }

  private func loadRecord(_ length: Int, of file: ROOTFile) throws(ROOTFault) {
    var record = try file.record(at: place, upTo: min(max(length, 0), Self.longestKey))
    let key = try ROOTKey(&record)
    let end = try ROOTBasketEnd(&record)
    guard key.keyLength <= key.recordLength, key.packedLength <= file.length - place else {
      throw ROOTFault("a basket of \(key.recordLength) bytes", at: place)
    }
    let start = place + key.keyLength
    let source = packed.bytes(key.packedLength)
    try file.read(into: source, at: start)
    var bytes = UnsafeRawBufferPointer(source)
    if key.packedLength != key.objectLength {
      try ROOTCompression.checkLength(bytes, length: key.objectLength, fileOffset: start)
      let target = unpacked.bytes(key.objectLength)
      try ROOTCompression.unpack(bytes, into: target, fileOffset: start)
      bytes = UnsafeRawBufferPointer(target)
    }
    let border = end.last - key.keyLength
    guard 0...bytes.count ~= border else {
      throw ROOTFault("events of \(border) bytes in a basket of \(bytes.count)", at: place)
    }
    data = UnsafeRawBufferPointer(rebasing: bytes[..<border])
    guard border < bytes.count else { return }
    try readOffsets(UnsafeRawBufferPointer(rebasing: bytes[border...]), keyLength: key.keyLength)
  }

  /// The list behind the events of where each begins, counted from the start of the key: its length, then the numbers.
  private func readOffsets(_ bytes: UnsafeRawBufferPointer, keyLength: Int) throws(ROOTFault) {
    guard bytes.count >= 4 + 4 * count else {
      throw ROOTFault("\(bytes.count) bytes for the places of \(count) events", at: place)
    }
    offsets.reserveCapacity(count + 1)
    for event in 0..<count {
      let offset = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 4 + 4 * event, as: UInt32.self))
      offsets.append(Int(offset) - keyLength)
    }
    offsets.append(data.count)
  }

  /// An event whose array is too short.
  struct Short {
    /// Counted from the basket's first one.
    let event: Int
    let count: Int
  }

  /// One number an event.
  ///
  /// - Parameters:
  ///   - entry: which of an array's entries.
  ///   - missing: for events whose array has fewer.
  /// - Returns: the first event that has fewer when there is no `missing`.
  func read(
    _ layout: ROOTTreeColumns.Layout, entry: Int, into target: UnsafeMutableBufferPointer<Float>, missing: Float?
  ) throws(ROOTFault) -> Short? {
    guard let base = data.baseAddress, let values = target.baseAddress else {
      // A basket of arrays that are all empty.
      guard target.isEmpty || data.isEmpty, case .variable = layout.shape else {
        throw ROOTFault("a basket without bytes", at: place)
      }
      guard let missing else { return Short(event: 0, count: 0) }
      target.update(repeating: missing)
      return nil
    }
    switch layout.shape {
    case .fixed(let offset, let stride):
      let first = offset + entry * layout.number.size
      guard stride > 0, target.count <= data.count / stride, target.count * stride == data.count else {
        throw ROOTFault("\(data.count) bytes for \(target.count) events of \(stride)", at: place)
      }
      layout.number.read(target.count, from: base + first, stride: stride, into: values)
      return nil
    case .variable(let header):
      return try readVariable(layout, header: header, entry: entry, from: base, into: values, missing: missing)
    }
  }

  private func readVariable(
    _ layout: ROOTTreeColumns.Layout, header: Int, entry: Int, from base: UnsafeRawPointer,
    into values: UnsafeMutablePointer<Float>, missing: Float?
  ) throws(ROOTFault) -> Short? {
    guard offsets.count == count + 1 else {
      throw ROOTFault("the places of the events are not in the basket, which this reader needs", at: place)
    }
    let size = layout.number.size
    for event in 0..<count {
      let (start, end) = (offsets[event], offsets[event + 1])
      guard 0 <= start, start <= end, end <= data.count else {
        throw ROOTFault("event \(event) of the basket lies at bytes \(start)..<\(end) of \(data.count)", at: place)
      }
      let available = max(0, end - start - header) / size
      if entry < available {
        layout.number.read(1, from: base + start + header + entry * size, stride: size, into: values + event)
      } else if let missing {
        values[event] = missing
      } else {
        return Short(event: event, count: available / layout.entryLength)
      }
    }
    return nil
  }
}

extension ROOTTreeColumns.Layout {
  /// Bytes that every event has at least.
  fileprivate var leastBytes: Int {
    switch shape {
    case .fixed(_, let stride): stride
    // Of each the basket says where it begins.
    case .variable: 4
    }
  }

  /// Numbers in one entry of the dimension that varies.
  fileprivate var entryLength: Int { dimensions.dropFirst().reduce(1) { $0 * ($1 ?? 1) } }
}

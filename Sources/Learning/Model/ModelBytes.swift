/// Writes little-endian numbers, and strings and arrays behind their 32-bit counts.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func put(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }
  mutating func put(_ value: Int) { put(Int64(value)) }
  mutating func put(_ value: Float) { put(value.bitPattern) }
  mutating func put(_ value: Double) { put(value.bitPattern) }
  mutating func put(_ text: String) {
    put(UInt32(truncatingIfNeeded: text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }
  mutating func put<Element>(_ elements: [Element], _ body: (inout ByteWriter, Element) -> Void) {
    put(UInt32(truncatingIfNeeded: elements.count))
    for element in elements { body(&self, element) }
  }
}

/// Reads what `ByteWriter` wrote, trusting nothing.
struct ByteReader {
  private let bytes: ArraySlice<UInt8>
  /// The byte to be read next.
  private(set) var offset: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    offset = bytes.startIndex
  }

  var isAtEnd: Bool { offset == bytes.endIndex }

  func corrupt(_ reason: String) -> LearningError { .corruptModel(at: offset, reason: reason) }

  mutating func integer<Number: FixedWidthInteger>(_: Number.Type = Number.self) throws(LearningError) -> Number {
    var number = Number.zero
    for (index, byte) in try take(MemoryLayout<Number>.size).enumerated() {
      number |= Number(truncatingIfNeeded: byte) << (8 * index)
    }
    return number
  }
  mutating func int(in range: ClosedRange<Int>) throws(LearningError) -> Int {
    let number = try integer(Int64.self)
    guard let value = Int(exactly: number), range.contains(value) else { throw corrupt("\(number) is out of range") }
    return value
  }
  mutating func float() throws(LearningError) -> Float {
    let value = Float(bitPattern: try integer())
    guard value.isFinite else { throw corrupt("a parameter is not finite") }
    return value
  }
  mutating func double() throws(LearningError) -> Double {
    let value = Double(bitPattern: try integer())
    guard value.isFinite else { throw corrupt("a number is not finite") }
    return value
  }
  mutating func string() throws(LearningError) -> String {
    let count = Int(try integer(UInt32.self))
    guard let text = String(validating: try take(count), as: UTF8.self) else { throw corrupt("text is not UTF-8") }
    return text
  }

  /// Reads a counted array. Memory grows with what is really there, never with what a damaged count claims.
  mutating func array<Element>(
    _ body: (inout ByteReader) throws(LearningError) -> Element
  ) throws(LearningError) -> [Element] {
    let count = Int(try integer(UInt32.self))
    guard count <= bytes.endIndex - offset else { throw corrupt("a list of \(count) runs past the end") }
    var elements: [Element] = []
    for _ in 0..<count { elements.append(try body(&self)) }
    return elements
  }

  private mutating func take(_ count: Int) throws(LearningError) -> ArraySlice<UInt8> {
    guard count <= bytes.endIndex - offset else { throw corrupt("the file ends early") }
    defer { offset += count }
    return bytes[offset..<offset + count]
  }
}

/// The 64-bit FNV-1a hash: tells a damaged file, not a forged one.
func fowlerNollVo(_ bytes: some Sequence<UInt8>) -> UInt64 {
  bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
}

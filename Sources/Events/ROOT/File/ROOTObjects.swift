/// Streamed objects (root/io/doc/TFile/dataformat.md, TBufferFile): each says its length and version, pointers their class.
struct ROOTObjects {
  var bytes: ROOTBytes
  /// Places that references give count from the start of the key.
  private let keyLength: Int
  /// Names of classes, by the place where each stood first.
  private var classes: [Int: String] = [:]

  private static let byteCount: UInt32 = 0x4000_0000
  private static let newClass: UInt32 = 0xFFFF_FFFF
  private static let classReference: UInt32 = 0x8000_0000
  /// What ROOT adds to every place.
  private static let placeOffset = 2

  init(_ bytes: ROOTBytes, keyLength: Int) {
    self.bytes = bytes
    self.keyLength = keyLength
  }

  /// The frame of an object: its version, and where it ends if it says so.
  struct Frame {
    let version: Int
    /// Counted in `bytes`.
    let end: Int?
  }

  /// A pointer to an object: there is none, it stands here, or it stood at a place before.
  enum Pointer: Equatable {
    case null
    /// `end` is where the object ends, if it says so; `place` is what references to it give.
    case object(className: String, place: Int, end: Int?)
    case reference(place: Int)
  }

  /// Steps into an object.
  mutating func enter() throws(ROOTFault) -> Frame {
    let start = bytes.position
    let length = try bytes.big(UInt32.self)
    guard length & Self.byteCount != 0 else {
      // Old and simple classes have no length.
      try bytes.move(to: start)
      return Frame(version: Int(try bytes.big(UInt16.self)), end: nil)
    }
    let end = bytes.position + Int(length & ~Self.byteCount)
    guard end <= bytes.end, end >= bytes.position + 2 else {
      throw bytes.fault("an object that ends at byte \(end) of \(bytes.end)")
    }
    return Frame(version: Int(try bytes.big(UInt16.self)), end: end)
  }

  /// Steps behind an object, whatever of it has not been read.
  mutating func leave(_ frame: Frame) throws(ROOTFault) {
    guard let end = frame.end else { return }
    guard end >= bytes.position else { throw bytes.fault("an object that is longer than it says") }
    try bytes.move(to: end)
  }

  /// Steps over an object, which has to say its length.
  mutating func skipObject() throws(ROOTFault) {
    let frame = try enter()
    guard frame.end != nil else { throw bytes.fault("an object without a length") }
    try leave(frame)
  }

  /// `TObject`.
  mutating func skipBase() throws(ROOTFault) {
    let frame = try enter()
    try bytes.skip(4)
    let bits = try bytes.big(UInt32.self)
    // kIsReferenced: the number of a process follows.
    if bits & 1 << 4 != 0 { try bytes.skip(2) }
    try leave(frame)
  }

  /// `TNamed`.
  mutating func named() throws(ROOTFault) -> (name: String, title: String) {
    let frame = try enter()
    try skipBase()
    let name = try bytes.string()
    let title = try bytes.string()
    try leave(frame)
    return (name, title)
  }

  /// Steps into a `TObjArray`; its pointers follow.
  mutating func enterArray() throws(ROOTFault) -> (Frame, count: Int) {
    let frame = try enter()
    if frame.version > 2 { try skipBase() }
    if frame.version > 1 { _ = try bytes.string() }
    let count = try bytes.size(Int32.self)
    try bytes.skip(4)
    guard count <= bytes.remaining / 4 else {
      throw bytes.fault("a list of \(count) objects, where \(bytes.remaining) bytes are there")
    }
    return (frame, count)
  }

  /// Reads a pointer, up to the object that it points to.
  mutating func pointer() throws(ROOTFault) -> Pointer {
    let start = bytes.position
    var tag = try bytes.big(UInt32.self)
    var end: Int?
    var tagPlace = start
    if tag & Self.byteCount != 0, tag != Self.newClass {
      let stop = bytes.position + Int(tag & ~Self.byteCount)
      guard stop <= bytes.end else { throw bytes.fault("an object that ends at byte \(stop) of \(bytes.end)") }
      end = stop
      tagPlace = bytes.position
      tag = try bytes.big(UInt32.self)
    }
    let place = start + keyLength + Self.placeOffset
    if tag == Self.newClass {
      let name = try bytes.terminatedString()
      classes[tagPlace + keyLength + Self.placeOffset] = name
      return .object(className: name, place: place, end: end)
    }
    if tag & Self.classReference != 0 {
      guard let name = classes[Int(tag & ~Self.classReference)] else {
        throw bytes.fault("an object of a class that is named nowhere")
      }
      return .object(className: name, place: place, end: end)
    }
    // A reference that has a length too has been jumped over with it.
    if let end { try bytes.move(to: max(end, bytes.position)) }
    return tag == 0 ? .null : .reference(place: Int(tag))
  }

  /// Steps behind an object that ``pointer()`` led to.
  mutating func finish(end: Int?) throws(ROOTFault) {
    guard let end else { throw bytes.fault("an object without a length") }
    guard end >= bytes.position else { throw bytes.fault("an object that is longer than it says") }
    try bytes.move(to: end)
  }
}

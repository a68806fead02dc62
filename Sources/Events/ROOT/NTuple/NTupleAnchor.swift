/// Where an RNTuple begins: the object that a key of the file leads to, `ROOT::RNTuple` ("Anchor schema").
struct NTupleAnchor {
  /// Before epoch 1 the format was not settled.
  let epoch: Int
  /// As people write it, such as `1.0.0.1`.
  let version: String
  let header: NTupleLocator
  let headerLength: Int
  let footer: NTupleLocator
  let footerLength: Int
  /// The longest piece of bytes; 0 for any length.
  private let longest: Int

  init(_ key: ROOTKey, in file: ROOTFile) throws(ROOTFault) {
    var objects = try file.object(key)
    let frame = try objects.enter()
    let start = objects.bytes.position
    guard let end = frame.end else { throw objects.bytes.fault("an anchor without a length") }
    var numbers: [Int] = []
    for _ in 0..<4 { numbers.append(Int(try objects.bytes.big(UInt16.self))) }
    epoch = numbers[0]
    version = numbers.map(String.init).joined(separator: ".")
    var sizes: [Int] = []
    for _ in 0..<6 { sizes.append(try objects.bytes.size(Int64.self)) }
    longest = numbers[0] > 0 ? try objects.bytes.size(Int64.self) : 0
    (header, headerLength) = (NTupleLocator(place: sizes[0], length: sizes[1]), sizes[2])
    (footer, footerLength) = (NTupleLocator(place: sizes[3], length: sizes[4]), sizes[5])
    guard epoch > 0 else { return }
    try objects.leave(frame)
    let checksum = try objects.bytes.big(UInt64.self)
    try objects.bytes.move(to: start)
    let fields = try objects.bytes.take(end - start)
    guard NTupleChecksum.of(fields[...]) == checksum else {
      throw ROOTFault("the anchor does not have the checksum that stands behind it", at: key.place)
    }
  }

  /// Makes sure that bytes stand in one piece.
  func check(_ locator: NTupleLocator, _ what: String) throws(ROOTFault) {
    guard longest == 0 || locator.length <= longest else {
      throw ROOTFault(
        "\(what) of \(locator.length) bytes is written in several pieces, which this reader cannot join",
        at: locator.place)
    }
  }
}

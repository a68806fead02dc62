/// What stands before every record of a ROOT file (root/io/doc/TFile/TKey.md).
struct ROOTKey: Hashable {
  /// Bytes of the record, with this key.
  let recordLength: Int
  /// Bytes of what it holds, unpacked.
  let objectLength: Int
  /// Bytes of this key.
  let keyLength: Int
  /// Numbers the records of one name; the highest is the latest.
  let cycle: Int
  /// Where the record is.
  let place: Int
  let className: String
  let name: String

  /// Bytes of what it holds, in the file.
  var packedLength: Int { recordLength - keyLength }

  private init(copying key: ROOTKey, place: Int) {
    (recordLength, objectLength, keyLength, cycle) = (key.recordLength, key.objectLength, key.keyLength, key.cycle)
    (className, name, self.place) = (key.className, key.name, place)
  }

  /// The same of a record that was found at another place than its key says.
  func at(_ place: Int) -> ROOTKey { ROOTKey(copying: self, place: place) }

  /// - Parameter bytes: at the start of the key; behind it afterwards.
  init(_ bytes: inout ROOTBytes) throws(ROOTFault) {
    recordLength = try bytes.size(Int32.self)
    let version = try bytes.big(Int16.self)
    objectLength = try bytes.size(Int32.self)
    try bytes.skip(4)
    keyLength = try bytes.size(Int16.self)
    cycle = Int(try bytes.big(Int16.self))
    // The second place is that of the directory.
    if version > 1000 {
      place = try bytes.size(Int64.self)
      try bytes.skip(8)
    } else {
      place = try bytes.size(Int32.self)
      try bytes.skip(4)
    }
    guard place < 1 << 60 else { throw bytes.fault("a record that begins at byte \(place)") }
    className = try bytes.string()
    name = try bytes.string()
    _ = try bytes.string()
  }
}

extension ROOTFile {
  /// What a key leads to, unpacked; places in it count from the key's start, as references in it do.
  func object(_ key: ROOTKey) throws(ROOTFault) -> ROOTObjects {
    guard key.keyLength <= key.recordLength else {
      throw ROOTFault("a key of \(key.keyLength) bytes in a record of \(key.recordLength)", at: key.place)
    }
    let packed = try bytes(at: key.place + key.keyLength, count: key.packedLength)
    let start = key.place + key.keyLength
    guard packed.count != key.objectLength else {
      return ROOTObjects(ROOTBytes(packed, fileOffset: start), keyLength: key.keyLength)
    }
    let bytes = try ROOTCompression.unpack(packed, length: key.objectLength, fileOffset: start)
    return ROOTObjects(ROOTBytes(bytes, fileOffset: start, isUnpacked: true), keyLength: key.keyLength)
  }
}

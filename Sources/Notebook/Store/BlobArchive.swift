/// Named byte strings, one behind the other: for each its name's length, its name, its length and its bytes, with lengths
/// as eight little-endian bytes; sorted by name.
enum BlobArchive {
  struct Malformed: Error {}

  static func encode(_ blobs: [String: [UInt8]]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(blobs.reduce(0) { $0 + 16 + $1.key.utf8.count + $1.value.count })
    for (name, blob) in blobs.sorted(by: { $0.key < $1.key }) {
      append(Array(name.utf8), to: &bytes)
      append(blob, to: &bytes)
    }
    return bytes
  }

  static func decode(_ bytes: [UInt8]) throws(Malformed) -> [String: [UInt8]] {
    var rest = bytes[...]
    var blobs: [String: [UInt8]] = [:]
    while !rest.isEmpty {
      let name = String(decoding: try take(from: &rest), as: UTF8.self)
      blobs[name] = Array(try take(from: &rest))
    }
    return blobs
  }

  private static func append(_ blob: [UInt8], to bytes: inout [UInt8]) {
    var length = UInt64(blob.count)
    for _ in 0..<8 {
      bytes.append(UInt8(truncatingIfNeeded: length))
      length >>= 8
    }
    bytes += blob
  }

  private static func take(from rest: inout ArraySlice<UInt8>) throws(Malformed) -> ArraySlice<UInt8> {
    guard rest.count >= 8 else { throw Malformed() }
    let length = rest.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    rest.removeFirst(8)
    guard length <= rest.count else { throw Malformed() }
    defer { rest.removeFirst(Int(length)) }
    return rest.prefix(Int(length))
  }
}

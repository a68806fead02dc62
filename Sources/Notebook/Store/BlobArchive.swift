import Storage

/// Named bytes, one behind the other: for each its name's length, its name, its length, zeros and its bytes, with lengths
/// as eight little-endian bytes; sorted by name. The zeros bring the bytes to a multiple of 64 in the store's file, so that the
/// numbers in them can be used as they lie there.
enum BlobArchive {
  struct Malformed: Error {}

  static let alignment = 64

  /// The archive in pieces, to be written one behind the other.
  static func encode(_ blobs: [String: StoredBytes]) -> [StoredBytes] {
    var pieces: [StoredBytes] = []
    var size = 0
    for (name, blob) in blobs.sorted(by: { $0.key < $1.key }) {
      var header = length(name.utf8.count) + Array(name.utf8) + length(blob.count)
      header += [UInt8](repeating: 0, count: padding(behind: size + header.count))
      pieces += [StoredBytes(header), blob]
      size += header.count + blob.count
    }
    return pieces
  }

  static func decode(_ bytes: StoredBytes) throws(Malformed) -> [String: StoredBytes] {
    var position = 0
    func take(_ count: Int) throws(Malformed) -> StoredBytes {
      guard count >= 0, count <= bytes.count - position else { throw Malformed() }
      defer { position += count }
      return bytes[position..<position + count]
    }
    func length() throws(Malformed) -> Int {
      let value = try take(8).array.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      guard let length = Int(exactly: value) else { throw Malformed() }
      return length
    }
    var blobs: [String: StoredBytes] = [:]
    while position < bytes.count {
      let name = String(decoding: try take(try length()).array, as: UTF8.self)
      let count = try length()
      _ = try take(padding(behind: position))
      blobs[name] = try take(count)
    }
    return blobs
  }

  private static func length(_ count: Int) -> [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) } }

  /// - Parameter size: of the archive so far, which stands behind the digest of the file.
  private static func padding(behind size: Int) -> Int {
    let place = (Store.headerLength + size) % alignment
    return place == 0 ? 0 : alignment - place
  }
}

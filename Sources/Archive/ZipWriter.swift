import Foundation

/// A zip file (APPNOTE.TXT of PKWARE, 4.3), as every operating system opens it. The same files give the same bytes: all are of
/// 1 January 1980, the earliest day that the format knows.
package enum ZipWriter {
  /// - Parameter files: By path, with `/` between folders; in the order given. Each below 4 GB, as is the whole.
  package static func zip(_ files: [(path: String, bytes: [UInt8])]) -> [UInt8] {
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for file in files {
      let packed = Deflate.pack(file.bytes)
      let isSmaller = packed.count < file.bytes.count
      let name = Array(file.path.utf8)
      // Version 2.0, names in UTF-8, the method, the time and the day.
      var facts = little(20, 2) + little(1 << 11, 2) + little(isSmaller ? 8 : 0, 2) + little(0, 2) + little(0x21, 2)
      facts += little(UInt64(file.bytes.withUnsafeBytes { Deflate.crc32($0) }), 4)
      facts += little(UInt64(isSmaller ? packed.count : file.bytes.count), 4) + little(UInt64(file.bytes.count), 4)
      facts += little(UInt64(name.count), 2) + little(0, 2)
      // No comment, the first disk, no attributes.
      directory += little(0x0201_4b50, 4) + little(20, 2) + facts + [UInt8](repeating: 0, count: 10)
      directory += little(UInt64(archive.count), 4) + name
      archive += little(0x0403_4b50, 4) + facts + name + (isSmaller ? packed : file.bytes)
    }
    let start = archive.count
    archive += directory
    archive += little(0x0605_4b50, 4) + little(0, 4) + little(UInt64(files.count), 2) + little(UInt64(files.count), 2)
    return archive + little(UInt64(directory.count), 4) + little(UInt64(start), 4) + little(0, 2)
  }

  private static func little(_ number: UInt64, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * UInt64($0))) }
  }
}

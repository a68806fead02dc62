import Foundation

/// The members of a zip file, found by its directory at the end (APPNOTE.TXT of PKWARE, 4.3).
package struct ZipArchive {
  package struct Member {
    package var name: String
    fileprivate var method: Int
    fileprivate var checksum: UInt32
    fileprivate var packed: Int
    fileprivate var unpacked: Int
    fileprivate var header: Int
  }

  package struct Fault: Error {
    package var why: String
  }

  private let bytes: Data
  package let members: [Member]

  package init(_ bytes: Data) throws(Fault) {
    self.bytes = bytes
    let reader = Reader(bytes)
    guard let end = reader.endOfDirectory else { throw Fault(why: "no zip file, or cut short") }
    var (count, start) = (Int(reader.number(end + 10, UInt16.self)), Int(reader.number(end + 16, UInt32.self)))
    // A locator of the 64-bit record stands right before the other.
    if end >= 20, reader.number(end - 20, UInt32.self) == 0x0706_4b50 {
      let record = Int(clamping: reader.number(end - 12, UInt64.self))
      guard reader.holds(record, 56), reader.number(record, UInt32.self) == 0x0606_4b50 else {
        throw Fault(why: "the directory of the zip file is damaged")
      }
      count = Int(clamping: reader.number(record + 32, UInt64.self))
      start = Int(clamping: reader.number(record + 48, UInt64.self))
    }
    var members: [Member] = []
    var place = start
    for _ in 0..<min(count, bytes.count / 46) {
      guard reader.holds(place, 46), reader.number(place, UInt32.self) == 0x0201_4b50 else {
        throw Fault(why: "the directory of the zip file is damaged")
      }
      let lengths = [28, 30, 32].map { Int(reader.number(place + $0, UInt16.self)) }
      guard reader.holds(place + 46, lengths[0] + lengths[1]) else {
        throw Fault(why: "the directory of the zip file is cut short")
      }
      members.append(reader.member(at: place, nameLength: lengths[0], extraLength: lengths[1]))
      place += 46 + lengths[0] + lengths[1] + lengths[2]
    }
    guard members.allSatisfy({ $0.packed <= bytes.count }),
      members.reduce(0, { $0 + $1.packed }) <= bytes.count
    else {
      throw Fault(why: "the members of the zip file are larger than it")
    }
    self.members = members
  }

  package func contents(of member: Member) throws(Fault) -> Data {
    let reader = Reader(bytes)
    guard reader.holds(member.header, 30), reader.number(member.header, UInt32.self) == 0x0403_4b50 else {
      throw Fault(why: "'\(member.name)' is not where the directory of the zip file says")
    }
    let start =
      member.header + 30 + Int(reader.number(member.header + 26, UInt16.self))
      + Int(reader.number(member.header + 28, UInt16.self))
    guard reader.holds(start, member.packed) else { throw Fault(why: "'\(member.name)' is cut short") }
    let packed = bytes.subdata(in: bytes.startIndex + start..<bytes.startIndex + start + member.packed)
    let unpacked: Data
    switch member.method {
    case 0: unpacked = packed
    case 8:
      guard let bytes = packed.withUnsafeBytes({ Deflate.unpack($0, length: member.unpacked) }) else {
        throw Fault(why: "'\(member.name)' is damaged")
      }
      unpacked = Data(bytes)
    default: throw Fault(why: "'\(member.name)' is packed by method \(member.method), and only Deflate is known")
    }
    guard unpacked.count == member.unpacked, unpacked.withUnsafeBytes({ Deflate.crc32($0) }) == member.checksum else {
      throw Fault(why: "'\(member.name)' is damaged: its checksum is another")
    }
    return unpacked
  }

  /// Little-endian numbers by their place.
  private struct Reader {
    let bytes: Data

    init(_ bytes: Data) { self.bytes = bytes }

    func holds(_ place: Int, _ length: Int) -> Bool {
      place >= 0 && length >= 0 && place <= bytes.count && length <= bytes.count - place
    }

    /// 0 where there is none.
    func number<Number: FixedWidthInteger>(_ place: Int, _ type: Number.Type) -> Number {
      guard holds(place, MemoryLayout<Number>.size) else { return 0 }
      return Number(littleEndian: bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: place, as: Number.self) })
    }

    /// It is followed by a comment of at most 64 kB.
    var endOfDirectory: Int? {
      guard bytes.count >= 22 else { return nil }
      return stride(from: bytes.count - 22, through: max(0, bytes.count - 22 - 65_535), by: -1).first {
        number($0, UInt32.self) == 0x0605_4b50
      }
    }

    func member(at place: Int, nameLength: Int, extraLength: Int) -> Member {
      let name = bytes.subdata(in: bytes.startIndex + place + 46..<bytes.startIndex + place + 46 + nameLength)
      var sizes = [24, 20, 42].map { Int(number(place + $0, UInt32.self)) }
      // Those that are too large for 32 bits stand in a record of their own, in this order.
      var extra = place + 46 + nameLength
      let end = extra + extraLength
      while extra + 4 <= end {
        let length = Int(number(extra + 2, UInt16.self))
        if number(extra, UInt16.self) == 1 {
          var value = extra + 4
          for index in sizes.indices where sizes[index] == 0xFFFF_FFFF && value + 8 <= end {
            sizes[index] = Int(clamping: number(value, UInt64.self))
            value += 8
          }
        }
        extra += 4 + length
      }
      return Member(
        name: String(decoding: name, as: UTF8.self), method: Int(number(place + 10, UInt16.self)),
        checksum: number(place + 16, UInt32.self), packed: sizes[1], unpacked: sizes[0], header: sizes[2])
    }
  }
}

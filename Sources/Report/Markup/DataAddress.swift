import Foundation

/// Addresses that hold what they lead to.
enum DataAddress {
  /// - Parameter type: the media type, such as `image/png`.
  static func base64(_ bytes: some DataProtocol, type: String) -> String {
    "data:\(type);base64," + Data(bytes).base64EncodedString()
  }

  /// Text as it is, but for what no address may hold: less than in base64, and better to pack.
  ///
  /// - Parameter type: the media type with what it needs to say of the text, such as `text/csv;charset=utf-8`.
  static func text(_ bytes: [UInt8], type: String) -> String {
    var address = Array("data:\(type),".utf8)
    address.reserveCapacity(bytes.count * 5 / 4)
    for byte in bytes {
      if isPlain[Int(byte)] {
        address.append(byte)
      } else {
        address += [UInt8(ascii: "%"), hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
      }
    }
    return String(decoding: address, as: UTF8.self)
  }

  private static let hexadecimal = Array("0123456789ABCDEF".utf8)

  /// What RFC 3986 lets stand, without what HTML would have to write otherwise.
  private static let isPlain: [Bool] = (0..<256).map { byte in
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard let byte = UInt8(exactly: byte) else { return false }
    return letters.contains(byte | 32) && byte < 128 || digits.contains(byte) || "-._~!$()*+,;=:@/?".utf8.contains(byte)
  }
}

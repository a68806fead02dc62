import CCrypto
import Foundation
import Storage

/// SHA-256, in lower-case hexadecimal digits.
public enum Digest {
  public static func sha256(_ bytes: some Sequence<UInt8>) -> String {
    var hash = Hash()
    if bytes.withContiguousStorageIfAvailable({ hash.update(UnsafeRawBufferPointer($0)) }) == nil {
      Array(bytes).withUnsafeBytes { hash.update($0) }
    }
    return hash.finish()
  }

  /// What a Content-Security-Policy calls an embedded script or style sheet: `sha256-` and the digest in base 64.
  public static func integrity(of text: String) -> String {
    let digits = Array(sha256(text.utf8).utf8)
    let bytes = stride(from: 0, to: digits.count, by: 2).map { place in
      UInt8(String(decoding: digits[place..<place + 2], as: UTF8.self), radix: 16) ?? 0
    }
    return "sha256-" + Data(bytes).base64EncodedString()
  }

  /// Digest of all pieces, one behind the other.
  static func sha256(of pieces: [StoredBytes]) -> String {
    var hash = Hash()
    for piece in pieces { piece.withUnsafeBytes { hash.update($0) } }
    return hash.finish()
  }

  /// Digest of a file's bytes, read piece by piece.
  ///
  /// - Throws: a Cocoa error where the file cannot be read.
  public static func sha256(ofFile path: String) throws -> String {
    let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    defer { try? file.close() }
    var hash = Hash()
    while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty {
      piece.withUnsafeBytes { hash.update($0) }
    }
    return hash.finish()
  }

  /// OpenSSL's running digest.
  private struct Hash: ~Copyable {
    private let context = EVP_MD_CTX_new()

    init() { EVP_DigestInit_ex(context, EVP_sha256(), nil) }

    deinit { EVP_MD_CTX_free(context) }

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
      EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
    }

    mutating func finish() -> String {
      var digest = [UInt8](repeating: 0, count: 32)
      var length: UInt32 = 0
      EVP_DigestFinal_ex(context, &digest, &length)
      return digest.hexadecimal
    }
  }
}

extension [UInt8] {
  var hexadecimal: String {
    let digits = [UInt8]("0123456789abcdef".utf8)
    return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}

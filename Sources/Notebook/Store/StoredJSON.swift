import Foundation
import Storage

/// The JSON that steps are kept in: the same bytes for the same value, with numbers that are not finite as `inf`, `-inf`
/// and `nan`.
public enum StoredJSON {
  public static func encode(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return [UInt8](try encoder.encode(value))
  }

  /// The same, to be handed on by a step.
  public static func blob(_ value: some Encodable) throws -> StoredBytes { StoredBytes(try encode(value)) }

  public static func decode<Value: Decodable>(_ type: Value.Type, from bytes: StoredBytes) throws -> Value {
    try decode(type, from: bytes.array)
  }

  /// - Throws: where `bytes` are not what ``encode(_:)`` makes of such a value.
  public static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return try decoder.decode(type, from: Data(bytes))
  }
}

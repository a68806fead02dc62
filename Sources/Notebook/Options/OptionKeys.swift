/// A mapping of options as `Decodable` sees it.
struct OptionKeys<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let decoder: OptionDecoder

  var codingPath: [any CodingKey] { decoder.codingPath }
  var allKeys: [Key] {
    let keys = (decoder.node?.pairs ?? []).compactMap { $0.key.scalar.flatMap { Key(stringValue: $0) } }
    return keys
  }

  func contains(_ key: Key) -> Bool { node(key) != nil }

  func decodeNil(forKey key: Key) throws -> Bool { node(key)?.isNull ?? true }

  /// The author's value, or the default.
  private func node(_ key: Key) -> YAMLNode? {
    let name = key.stringValue
    decoder.read.insert(name)
    guard let node = decoder.node else { return nil }
    let written = decoder.read.values?[name]
    if let written, !written.isNull { return written }
    guard let text = decoder.defaults[name] else { return written }
    return decoder.scope.value(ofDefault: text, at: node.location)
  }

  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try value(key) }

  private func value<T: Decodable>(_ key: Key) throws -> T {
    let type = T.self
    let path = codingPath + [key]
    guard let parent = decoder.node else {
      return try OptionDecoder.decode(type, from: nil, in: decoder.scope, path: path)
    }
    if let value = node(key) { return try OptionDecoder.decode(type, from: value, in: decoder.scope, path: path) }
    let name = key.stringValue
    let missing = Diagnostic("missing key '\(name)'", at: parent.location, remedy: "add '\(name): …'")
    decoder.read.missing.append((name, missing))
    decoder.scope.standIns.append(path.map(\.stringValue))
    return try OptionDecoder.decode(type, from: nil, in: decoder.scope, path: path)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try superDecoder(forKey: key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try superDecoder(forKey: key).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder { decoder }

  func superDecoder(forKey key: Key) throws -> any Decoder {
    OptionDecoder(node: node(key), scope: decoder.scope, codingPath: codingPath + [key], defaults: [:])
  }

  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try value(key) }
  func decode(_ type: String.Type, forKey key: Key) throws -> String { try value(key) }
  func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try value(key) }
  func decode(_ type: Float.Type, forKey key: Key) throws -> Float { try value(key) }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try value(key) }
  func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try value(key) }
  func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try value(key) }
  func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try value(key) }
  func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try value(key) }
  func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try value(key) }
  func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try value(key) }
  func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try value(key) }
  func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try value(key) }
  func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try value(key) }

}

/// A list of options as `Decodable` sees it.
struct OptionList: UnkeyedDecodingContainer {
  let decoder: OptionDecoder
  let items: [YAMLNode]
  private(set) var currentIndex = 0

  init(decoder: OptionDecoder, items: [YAMLNode]) {
    self.decoder = decoder
    self.items = items
  }

  var codingPath: [any CodingKey] { decoder.codingPath }
  var count: Int? { items.count }
  var isAtEnd: Bool { currentIndex >= items.count }

  mutating func decodeNil() throws -> Bool {
    guard !isAtEnd, items[currentIndex].isNull else { return false }
    currentIndex += 1
    return true
  }

  mutating func decode<T: Decodable>(_ type: T.Type) throws -> T { try value() }

  private mutating func value<T: Decodable>() throws -> T {
    guard !isAtEnd else { throw decoder.stop("too few values in the list") }
    defer { currentIndex += 1 }
    let path = codingPath + [AnyKey(stringValue: "\(currentIndex)")]
    return try OptionDecoder.decode(T.self, from: items[currentIndex], in: decoder.scope, path: path)
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> {
    try superDecoder().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try superDecoder().unkeyedContainer()
  }

  mutating func superDecoder() throws -> any Decoder {
    guard !isAtEnd else { throw decoder.stop("too few values in the list") }
    defer { currentIndex += 1 }
    return OptionDecoder(node: items[currentIndex], scope: decoder.scope, codingPath: codingPath, defaults: [:])
  }

  mutating func decode(_ type: Bool.Type) throws -> Bool { try value() }
  mutating func decode(_ type: String.Type) throws -> String { try value() }
  mutating func decode(_ type: Double.Type) throws -> Double { try value() }
  mutating func decode(_ type: Float.Type) throws -> Float { try value() }
  mutating func decode(_ type: Int.Type) throws -> Int { try value() }
  mutating func decode(_ type: Int8.Type) throws -> Int8 { try value() }
  mutating func decode(_ type: Int16.Type) throws -> Int16 { try value() }
  mutating func decode(_ type: Int32.Type) throws -> Int32 { try value() }
  mutating func decode(_ type: Int64.Type) throws -> Int64 { try value() }
  mutating func decode(_ type: UInt.Type) throws -> UInt { try value() }
  mutating func decode(_ type: UInt8.Type) throws -> UInt8 { try value() }
  mutating func decode(_ type: UInt16.Type) throws -> UInt16 { try value() }
  mutating func decode(_ type: UInt32.Type) throws -> UInt32 { try value() }
  mutating func decode(_ type: UInt64.Type) throws -> UInt64 { try value() }
}

/// One value as `Decodable` sees it.
struct OptionValue: SingleValueDecodingContainer {
  let decoder: OptionDecoder

  var codingPath: [any CodingKey] { decoder.codingPath }

  func decodeNil() -> Bool { decoder.node?.isNull ?? true }

  func decode<T: Decodable>(_ type: T.Type) throws -> T {
    try OptionDecoder.decode(type, from: decoder.node, in: decoder.scope, path: codingPath)
  }

  private func scalar<T: YAMLScalar>() throws -> T {
    guard let node = decoder.node else { return T.nothing }
    guard let text = node.scalar else { throw decoder.stop("expected \(T.expected), not \(node.kindName)") }
    guard let value = T(yaml: text) else {
      // Numbers refuse digits where they have no room for them.
      let isTooLarge = T.self != Bool.self && !text.isEmpty && text.allSatisfy { $0.isASCII && $0.isNumber }
      throw decoder.stop(isTooLarge ? "the number '\(text)' is too large" : "expected \(T.expected), not '\(text)'")
    }
    return value
  }

  func decode(_ type: Bool.Type) throws -> Bool { try scalar() }
  func decode(_ type: String.Type) throws -> String { try scalar() }
  func decode(_ type: Double.Type) throws -> Double { try scalar() }
  func decode(_ type: Float.Type) throws -> Float { try scalar() }
  func decode(_ type: Int.Type) throws -> Int { try scalar() }
  func decode(_ type: Int8.Type) throws -> Int8 { try scalar() }
  func decode(_ type: Int16.Type) throws -> Int16 { try scalar() }
  func decode(_ type: Int32.Type) throws -> Int32 { try scalar() }
  func decode(_ type: Int64.Type) throws -> Int64 { try scalar() }
  func decode(_ type: UInt.Type) throws -> UInt { try scalar() }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try scalar() }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try scalar() }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try scalar() }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try scalar() }
}

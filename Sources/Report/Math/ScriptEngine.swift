import CDuktape

/// One JavaScript heap of Duktape's, for one thread.
final class ScriptEngine {
  private let engine: UnsafeMutablePointer<asimov_engine>

  init() throws(MathError) {
    guard let engine = asimov_engine_create() else { throw MathError("no memory for the JavaScript engine") }
    self.engine = engine
  }

  deinit { asimov_engine_destroy(engine) }

  /// Runs a script for what it defines.
  func evaluate(_ script: [UInt8]) throws(MathError) {
    _ = try run(function: nil, argument: script, flag: false)
  }

  /// Calls a global function.
  ///
  /// - Returns: its result as a string.
  func call(_ function: StaticString, _ argument: String, _ flag: Bool) throws(MathError) -> String {
    try run(function: function, argument: Self.surrogates(argument), flag: flag)
  }

  private func run(function: StaticString?, argument: [UInt8], flag: Bool) throws(MathError) -> String {
    var text: UnsafePointer<CChar>?
    var length = 0
    let succeeded = argument.withUnsafeBytes { bytes in
      let request = asimov_request(
        function: function.map { UnsafeRawPointer($0.utf8Start).assumingMemoryBound(to: CChar.self) },
        text: bytes.baseAddress?.assumingMemoryBound(to: CChar.self), length: bytes.count, flag: flag ? 1 : 0)
      return asimov_engine_run(engine, request, &text, &length) != 0
    }
    defer { asimov_engine_release(engine) }
    let result = Self.string(UnsafeRawBufferPointer(start: text, count: length))
    guard succeeded else { throw MathError("JavaScript: \(result)") }
    return result
  }

  /// Duktape's strings are CESU-8: each half of a surrogate pair stands as three bytes of its own.
  private static func surrogates(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for unit in text.utf16 {
      switch unit {
      case ..<0x80: bytes.append(UInt8(unit))
      case ..<0x800: bytes += [0xC0 | UInt8(unit >> 6), 0x80 | UInt8(unit & 0x3F)]
      default: bytes += [0xE0 | UInt8(unit >> 12), 0x80 | UInt8(unit >> 6 & 0x3F), 0x80 | UInt8(unit & 0x3F)]
      }
    }
    return bytes
  }

  private static func string(_ bytes: UnsafeRawBufferPointer) -> String {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count)
    var index = 0
    func tail(_ offset: Int) -> UInt16 { index + offset < bytes.count ? UInt16(bytes[index + offset] & 0x3F) : 0 }
    while index < bytes.count {
      let first = UInt16(bytes[index])
      switch first {
      case ..<0x80:
        units.append(first)
        index += 1
      case ..<0xE0:
        units.append((first & 0x1F) << 6 | tail(1))
        index += 2
      default:
        units.append((first & 0x0F) << 12 | tail(1) << 6 | tail(2))
        index += 3
      }
    }
    return String(decoding: units, as: UTF16.self)
  }
}

/// A list of names as Python pickles it by protocol 0, the one that PyTables uses for attributes.
///
/// Nothing is executed: the text has to be that of a list of texts or whole numbers, and of nothing else. Such a list of `pt` and
/// `eta` is the lines `(lp0`, `Vpt`, `p1`, `aVeta`, `p2`, `a.` (pickletools: MARK, LIST and PUT; UNICODE, PUT and APPEND for each;
/// STOP); a number 7 is `I7` without a PUT.
struct PickledNames {
  let names: [String]

  /// - Returns: `nil` for anything else.
  init?(_ pickle: [UInt8]) {
    var lines = pickle.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { Array($0) }[...]
    guard lines.popFirst() == Array("(lp0".utf8) else { return nil }
    var names: [String] = []
    while let line = lines.popFirst() {
      // The name before is appended, or the list is at its end.
      var rest = line[...]
      if !names.isEmpty { guard rest.popFirst() == UInt8(ascii: "a") else { return nil } }
      switch rest.popFirst() {
      case UInt8(ascii: "V"):
        guard let name = Self.text(rest), let put = lines.popFirst(), Self.isPut(put) else { return nil }
        names.append(name)
      case UInt8(ascii: "I"):
        guard let number = Int(String(decoding: rest, as: UTF8.self)) else { return nil }
        names.append(String(number))
      case UInt8(ascii: "."):
        guard rest.isEmpty, lines.isEmpty else { return nil }
        self.names = names
        return
      default: return nil
      }
    }
    return nil
  }

  private static func isPut(_ line: [UInt8]) -> Bool {
    line.first == UInt8(ascii: "p") && Int(String(decoding: line.dropFirst(), as: UTF8.self)) != nil
  }

  /// Latin-1, with `\u03c3` and `\U0001f600` for the rest (Python's raw-unicode-escape).
  private static func text(_ bytes: ArraySlice<UInt8>) -> String? {
    var scalars = String.UnicodeScalarView()
    var rest = bytes
    while let byte = rest.popFirst() {
      let length = rest.first == UInt8(ascii: "u") ? 4 : rest.first == UInt8(ascii: "U") ? 8 : 0
      guard byte == UInt8(ascii: "\\"), length > 0 else {
        scalars.append(Unicode.Scalar(byte))
        continue
      }
      let digits = String(decoding: rest.dropFirst().prefix(length), as: UTF8.self)
      guard digits.utf8.count == length, let code = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(code) else {
        return nil
      }
      scalars.append(scalar)
      rest = rest.dropFirst(1 + length)
    }
    return String(scalars)
  }
}

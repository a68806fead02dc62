import Foundation

extension StringProtocol {
  /// Whether `part` stands in it, byte by byte: a fraction of what Foundation's search takes, which asks for a locale.
  package func holds(_ part: String) -> Bool { offset(of: part) != nil }

  /// The first place of `part`, byte by byte.
  ///
  /// - Complexity: O(length of both multiplied), in practice O(length).
  package func firstPlace(of part: String) -> Range<Index>? {
    guard let offset = offset(of: part) else { return nil }
    let start = utf8.index(startIndex, offsetBy: offset)
    return start..<utf8.index(start, offsetBy: part.utf8.count)
  }

  private func offset(of part: String) -> Int? {
    var part = part
    return part.withUTF8 { wanted in
      utf8.withContiguousStorageIfAvailable { $0.offset(of: wanted) }
        ?? Array(utf8).withUnsafeBufferPointer {
          $0.offset(of: wanted)
        }
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  fileprivate func offset(of wanted: Self) -> Int? {
    guard let start = baseAddress, let first = wanted.first, let pattern = wanted.baseAddress else {
      return wanted.isEmpty ? 0 : nil
    }
    var offset = 0
    while count - offset >= wanted.count {
      let end = count - wanted.count + 1
      guard let found = memchr(start + offset, Int32(first), end - offset) else { return nil }
      offset = UnsafeRawPointer(found) - UnsafeRawPointer(start)
      if memcmp(found, pattern, wanted.count) == 0 { return offset }
      offset += 1
    }
    return nil
  }
}

extension StringProtocol {
  /// The text between line feeds: as many pieces as there are of those and one more.
  var lines: [SubSequence] {
    var lines: [SubSequence] = []
    var start = startIndex
    var rest = utf8[...]
    while let end = rest.firstIndex(of: 0x0A) {
      lines.append(self[start..<end])
      start = utf8.index(after: end)
      rest = rest[start...]
    }
    lines.append(self[start...])
    return lines
  }
}

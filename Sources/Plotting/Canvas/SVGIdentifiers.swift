/// Cairo names an SVG's outermost group after a counter of surfaces in the process, so the same figure drawn twice
/// would give two files. Here every `id`, and every reference to one, is renamed in the order of first appearance.
enum SVGIdentifiers {
  private static let markers = ["id=\"", "href=\"#", "url(#"].map { Array($0.utf8) }

  /// - Parameters:
  ///   - svg: A file as Cairo writes it. Cairo draws glyphs as outlines, so no text of ours is among the bytes.
  ///   - prefix: Put before every identifier: several drawings inside one HTML page share one space of names.
  static func renumbered(_ svg: [UInt8], prefix: String) -> [UInt8] {
    var names: [ArraySlice<UInt8>: [UInt8]] = [:]
    var result: [UInt8] = []
    result.reserveCapacity(svg.count)
    var index = svg.startIndex
    while index < svg.endIndex {
      let marker = markers.first { $0.first == svg[index] && svg[index...].starts(with: $0) }
      guard let marker else {
        result.append(svg[index])
        index += 1
        continue
      }
      let start = index + marker.count
      let end = svg[start...].firstIndex { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: ")") } ?? svg.endIndex
      let name = svg[start..<end]
      let replacement = names[name] ?? Array("\(prefix)\(names.count)".utf8)
      names[name] = replacement
      result += marker + replacement
      index = end
    }
    return result
  }
}

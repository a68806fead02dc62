/// Cairo writes coordinates of paths with six decimals and spaces everywhere, which makes up most of a file. Here they are rounded to
/// hundredths of a point, a tenth of what a printer can show, and only what must be apart stays apart.
enum SVGPaths {
  private static let marker = Array(" d=\"".utf8)

  /// - Parameter svg: A file as Cairo writes it, with absolute coordinates in the paths.
  static func compact(_ svg: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(svg.count)
    var index = svg.startIndex
    while index < svg.endIndex {
      guard svg[index] == marker[0], svg[index...].starts(with: marker) else {
        result.append(svg[index])
        index += 1
        continue
      }
      let start = index + marker.count
      let end = svg[start...].firstIndex(of: UInt8(ascii: "\"")) ?? svg.endIndex
      result += marker
      append(svg[start..<end], to: &result)
      index = end
    }
    return result
  }

  /// Commands and numbers, with a comma where a number follows a number.
  private static func append(_ path: ArraySlice<UInt8>, to result: inout [UInt8]) {
    var followsNumber = false
    var words = path.split(separator: UInt8(ascii: " "))[...]
    // Behind the end of an area Cairo goes back to its beginning, from where nothing follows.
    if words.count > 4, words[words.endIndex - 4].elementsEqual([UInt8(ascii: "Z")]),
      words[words.endIndex - 3].elementsEqual([UInt8(ascii: "M")])
    {
      words = words.dropLast(3)
    }
    for word in words {
      guard let number = Double(String(decoding: word, as: UTF8.self)) else {
        result += word
        followsNumber = false
        continue
      }
      let digits = digits(number)
      if followsNumber, digits[0] != UInt8(ascii: "-") { result.append(UInt8(ascii: ",")) }
      result += digits
      followsNumber = true
    }
  }

  /// At most two decimals, without what can be left out: `-.5`, `12`, `3.07`.
  private static func digits(_ number: Double) -> [UInt8] {
    let hundredths = Int((number * 100).rounded())
    let (whole, rest) = (hundredths.magnitude / 100, hundredths.magnitude % 100)
    var text = hundredths < 0 ? "-" : ""
    if whole > 0 || rest == 0 { text += String(whole) }
    if rest > 0 { text += rest < 10 ? ".0\(rest)" : rest % 10 == 0 ? ".\(rest / 10)" : ".\(rest)" }
    return Array(text.utf8)
  }
}

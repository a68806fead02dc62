/// Cairo writes each marker of a scatter as an element with a style of its own. Here those that follow one another in one style
/// become one path.
enum SVGMarks {
  /// - Parameter svg: A file as Cairo writes it, an element a line, with absolute coordinates in the paths.
  static func merged(_ svg: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(svg.count)
    var open: Mark?
    func close() {
      guard let mark = open else { return }
      result += mark.start
      result += mark.path
      result += Mark.ending
      open = nil
    }
    for line in svg.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      guard let mark = Mark(line) else {
        close()
        result += line
        result.append(UInt8(ascii: "\n"))
        continue
      }
      if open?.takes(mark) == true {
        open?.path += mark.path
      } else {
        close()
        open = mark
      }
    }
    close()
    // The last line ends where the file does.
    result.removeLast()
    return result
  }

  /// An opaque area without outline: where two of one colour and one sense of rotation overlap, one path shows what both show.
  private struct Mark {
    static let ending = Array("\"/>\n".utf8)
    private static let fill = Array("<path style=\" stroke:none;fill-rule:nonzero;fill:rgb(".utf8)
    private static let opaque = Array("fill-opacity:1;\" d=\"".utf8)

    let start: ArraySlice<UInt8>
    var path: ArraySlice<UInt8>
    private let commands: [UInt8]
    private let isClockwise: Bool

    init?(_ line: ArraySlice<UInt8>) {
      guard line.starts(with: Self.fill), line.suffix(3) == Array("\"/>".utf8)[...],
        let data = line.firstRange(of: Self.opaque)
      else { return nil }
      start = line[..<data.upperBound]
      path = line[data.upperBound..<(line.endIndex - 3)]
      let words = path.split(separator: UInt8(ascii: " "))
      let numbers = words.compactMap { Double(String(decoding: $0, as: UTF8.self)) }
      commands = words.filter { $0.count == 1 && $0.first.map { $0 >= UInt8(ascii: "A") } == true }.flatMap(\.self)
      guard commands.first == UInt8(ascii: "M"), commands.count(where: { $0 == UInt8(ascii: "Z") }) == 1,
        numbers.count >= 6, numbers.count.isMultiple(of: 2)
      else { return nil }
      var area = 0.0
      for point in stride(from: 0, to: numbers.count, by: 2) {
        let next = (point + 2) % numbers.count
        area += numbers[point] * numbers[next + 1] - numbers[next] * numbers[point + 1]
      }
      isClockwise = area > 0
    }

    func takes(_ other: Mark) -> Bool {
      start == other.start && commands == other.commands && isClockwise == other.isClockwise
    }
  }
}

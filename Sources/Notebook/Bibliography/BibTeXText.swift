/// A BibTeX file's text as scalars, since a brace with a combining mark behind it is still a brace, with the partner of
/// every brace and the place of every scalar.
///
/// Braces are paired once and for the whole file, as BibTeX counts them: a backslash does not hide one.
///
/// - Complexity: O(n) to make, O(1) to ask.
struct BibTeXText {
  let file: String
  private(set) var scalars: [Unicode.Scalar] = []
  private var places: [(line: Int32, column: Int32)] = []
  private var partners: [Int32] = []
  private var end: (line: Int32, column: Int32) = (1, 1)

  /// - Parameter text: has `\n` line ends and fewer than 2³¹ characters.
  init(_ text: String, file: String) {
    self.file = file
    for character in text {
      for scalar in character.unicodeScalars {
        scalars.append(scalar)
        places.append(end)
      }
      end = character == "\n" ? (end.line + 1, 1) : (end.line, end.column + 1)
    }
    pairBraces()
  }

  private mutating func pairBraces() {
    partners = Array(repeating: -1, count: scalars.count)
    var open: [Int] = []
    for (index, scalar) in scalars.enumerated() {
      if scalar == "{" {
        open.append(index)
      } else if scalar == "}", let opening = open.popLast() {
        partners[opening] = Int32(index)
      }
    }
  }

  var count: Int { scalars.count }

  /// `nil` behind the end.
  subscript(index: Int) -> Unicode.Scalar? { scalars.indices.contains(index) ? scalars[index] : nil }

  /// Where the brace that opens at `index` closes, if it does.
  func partner(of index: Int) -> Int? {
    guard partners.indices.contains(index), partners[index] >= 0 else { return nil }
    return Int(partners[index])
  }

  func location(_ index: Int) -> SourceLocation {
    let place = places.indices.contains(index) ? places[index] : end
    return SourceLocation(file: file, line: Int(place.line), column: Int(place.column))
  }

  func string(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(scalars[range.clamped(to: 0..<scalars.count)]))
  }
}

extension Unicode.Scalar {
  var isSpace: Bool { properties.isWhitespace }

  /// Whether BibTeX takes it as part of a field's, a macro's or a type's name.
  var isBibTeXName: Bool { !isSpace && value > 0x20 && !"\"#%'(),={}@".unicodeScalars.contains(self) }

  var isASCIILetter: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
}

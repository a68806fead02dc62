/// What CommonMark allows and nobody writes: text on which cmark-gfm takes more than linear time, or that nests so deep
/// that no reader follows.
///
/// The rules look at the text as a whole and cost one pass over it. What they refuse is told as a mistake and not read.
struct MarkdownLimits {
  /// Quotes and lists within each other.
  static let deepest = 100
  /// Admonitions and included files within each other.
  private static let deepestTexts = 20
  /// Columns of a table, and cells with those that cmark adds to short rows.
  private static let mostColumns = 500
  private static let mostCells = 500_000
  /// `|` in one row, also those that are no column's: cmark walks over all earlier cells for each.
  private static let mostCellMarks = 5000
  /// Pictures whose `![` is not closed, in one paragraph: each is looked at again for every link.
  private static let mostOpenPictures = 200
  /// Characters that all uses of the longest address of a link may come to.
  private static let mostAddressed = 10_000_000
  /// Closing parentheses in one word, and at signs: these make cmark look for the ends of addresses over and over.
  private static let mostAddressMarks = 500
  private static let mostAtSigns = 5000

  private(set) var mistakes: [Diagnostic] = []
  /// Whether addresses in the text, written without brackets, become links.
  private(set) var linksAddresses = true

  /// - Parameters:
  ///   - lines: The text.
  ///   - origin: Place of its first character.
  ///   - depth: How many texts within texts are being read.
  init(_ lines: [Substring], at origin: SourceLocation, depth: Int) {
    guard depth <= Self.deepestTexts else {
      mistakes = [Self.tooDeep(at: origin)]
      return
    }
    var paragraph = Paragraph()
    var brackets = 0
    var atSigns = 0
    var longestAddress = 0
    var isDefinition = false
    for (number, line) in lines.enumerated() {
      let place = SourceLocation(file: origin.file, line: origin.line + number, column: origin.column)
      if Self.markers(line) > Self.deepest { mistakes.append(Self.tooDeep(at: place)) }
      if let mistake = paragraph.add(line) {
        mistakes.append(Diagnostic(mistake.message, at: place, remedy: mistake.remedy))
      }
      let words = Words(line)
      brackets += words.brackets
      atSigns += words.atSigns
      if words.closing > Self.mostAddressMarks { linksAddresses = false }
      // The address may stand on the line below.
      let continues = isDefinition
      isDefinition = words.brackets > 0 && line.holds("]:")
      if continues || isDefinition { longestAddress = max(longestAddress, words.longest) }
    }
    if atSigns > Self.mostAtSigns { linksAddresses = false }
    if longestAddress * brackets > Self.mostAddressed {
      mistakes.append(
        Diagnostic(
          "an address of \(longestAddress) characters among \(brackets) brackets", at: origin,
          remedy: "put what it holds into a file"))
    }
  }

  /// What is counted in the words of a line.
  private struct Words {
    var brackets = 0
    var atSigns = 0
    /// Length of the longest word.
    var longest = 0
    /// Closing parentheses in the word that has most.
    var closing = 0

    init(_ line: Substring) {
      var length = 0
      var parentheses = 0
      for byte in line.utf8 {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"): (length, parentheses) = (-1, 0)
        case UInt8(ascii: ")"): parentheses += 1
        case UInt8(ascii: "["): brackets += 1
        case UInt8(ascii: "@"): atSigns += 1
        default: break
        }
        length += 1
        longest = max(longest, length)
        closing = max(closing, parentheses)
      }
    }
  }

  static func tooDeep(at location: SourceLocation) -> Diagnostic {
    Diagnostic("quotes, lists or fences more than \(deepest) deep", at: location, remedy: "nest less")
  }

  /// How many quotes and lists a line opens.
  private static func markers(_ line: Substring) -> Int {
    let bytes = Array(line.utf8)
    var count = 0
    var isRule = true
    for (index, byte) in bytes.enumerated() {
      let endsWord = bytes[safe: index + 1].map { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") } ?? true
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"): continue
      case UInt8(ascii: "0")...UInt8(ascii: "9"): isRule = false
      case UInt8(ascii: ">"): (count, isRule) = (count + 1, false)
      case UInt8(ascii: "-"), UInt8(ascii: "*"): if endsWord { count += 1 }
      case UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: ")"):
        isRule = false
        if endsWord { count += 1 }
      default: return count
      }
    }
    // A rule across the page.
    return isRule ? 0 : count
  }

  /// Lines without a blank one between them.
  private struct Paragraph {
    private var openPictures = 0
    private var brackets: [Bool] = []
    private var columns = 0
    private var cells = 0
    /// `|` in the line before, which may be a table's head.
    private var marksBefore = 0

    /// What is wrong with the paragraph from this line on.
    mutating func add(_ line: Substring) -> Mistake? {
      guard line.contains(where: { !$0.isWhitespace && $0 != ">" }) else {
        self = Paragraph()
        return nil
      }
      return picture(line) ?? table(line)
    }

    private mutating func picture(_ line: Substring) -> Mistake? {
      guard openPictures <= MarkdownLimits.mostOpenPictures else { return nil }
      var previous: UInt8 = 0
      for byte in line.utf8 {
        if byte == UInt8(ascii: "[") {
          brackets.append(previous == UInt8(ascii: "!"))
          if previous == UInt8(ascii: "!") { openPictures += 1 }
        } else if byte == UInt8(ascii: "]"), let isPicture = brackets.popLast(), isPicture {
          openPictures -= 1
        }
        previous = byte
      }
      guard openPictures > MarkdownLimits.mostOpenPictures else { return nil }
      return Mistake(
        "more than \(MarkdownLimits.mostOpenPictures) '![' that are not closed", remedy: "close them by ']'")
    }

    private mutating func table(_ line: Substring) -> Mistake? {
      let marks = line.utf8.reduce(0) { $1 == UInt8(ascii: "|") ? $0 + 1 : $0 }
      let before = marksBefore
      marksBefore = marks
      if line.utf8.allSatisfy({ "|-: \t>+*.)0123456789".utf8.contains($0) }), line.holds("-"), line.holds("|") {
        columns = max(columns, marks + 1)
        if columns > MarkdownLimits.mostColumns {
          columns = 0
          return Mistake("a table of more than \(MarkdownLimits.mostColumns) columns", remedy: "make several of it")
        }
      }
      if columns > 0, max(marks, before) > MarkdownLimits.mostCellMarks {
        columns = 0
        return Mistake("a row of more than \(MarkdownLimits.mostCellMarks) '|'", remedy: "drop those that part nothing")
      }
      let cellsBefore = cells
      cells += columns
      guard cellsBefore <= MarkdownLimits.mostCells, cells > MarkdownLimits.mostCells else { return nil }
      return Mistake("a table of more than \(MarkdownLimits.mostCells) cells", remedy: "make several of it")
    }
  }
}

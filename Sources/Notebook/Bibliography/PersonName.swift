/// A person's name as BibTeX divides it, without LaTeX.
struct PersonName: Hashable {
  /// First and middle names.
  var first: [String] = []
  /// `van der`.
  var particle: [String] = []
  var last: [String] = []
  /// `Jr.`
  var junior: [String] = []

  /// `Berg`, `van der Berg`.
  var family: String { (particle + last).joined(separator: " ") }

  /// A collaboration that stands among the authors, with or without braces around it.
  private var isCollaboration: Bool { last.last?.lowercased().hasSuffix("collaboration") == true }

  /// `M. L. King Jr.`, held together by spaces that do not break.
  var initialled: String {
    let names = isCollaboration ? first : first.map(Self.initials)
    let parts = names.filter { !$0.isEmpty } + [(particle + last + junior).joined(separator: " ")]
    return parts.filter { !$0.isEmpty }.joined(separator: isCollaboration ? " " : "\u{A0}")
  }

  /// What the text calls the author.
  var short: String { isCollaboration ? (first + particle + last).joined(separator: " ") : family }

  /// `J.-P.` of `Jean-Pierre`, `G. P.` of `G.P.`
  private static func initials(_ name: String) -> String {
    name.split(separator: "-").map { part in
      part.split(separator: ".").compactMap { $0.first { $0.isLetter } }.map { "\($0)." }.joined(separator: "\u{A0}")
    }.filter { !$0.isEmpty }.joined(separator: "-")
  }
}

/// The people of an `author` or an `editor` field: `Last, First and First Last and von Last, Jr, First and others`.
///
/// What stands in braces is never divided. After BibTeX's own rules (O. Patashnik, *BibTeXing*, 1988, section 4), where
/// a word that starts in lower case belongs to the particle.
struct PersonNames {
  private(set) var people: [PersonName] = []
  /// Whether the list ends in `and others`.
  private(set) var hasOthers = false
  /// Where in the text a name with too many commas starts.
  private var crowded: [Int] = []

  init(_ text: String) {
    for name in Self.names(in: Array(text)) {
      if name.sections.map({ $0.map(\.text) }) == [["others"]] {
        hasOthers = true
        continue
      }
      if name.sections.count > 3 { crowded.append(name.start) }
      let person = Self.person(name.sections)
      if !person.family.isEmpty { people.append(person) }
    }
  }

  /// The parts of a name whose commas part `First von Last`, `von Last, First` or `von Last, Jr, First`.
  private static func person(_ sections: [[Word]]) -> PersonName {
    func texts(_ words: some Sequence<Word>) -> [String] {
      words.map { LaTeXText.plain($0.text) }.filter { !$0.isEmpty }
    }
    let words = sections[0]
    let lastLower = words.dropLast().lastIndex(where: \.isLower)
    if sections.count == 1 {
      let firstLower = words.dropLast().firstIndex(where: \.isLower) ?? max(words.count - 1, 0)
      let last = lastLower.map { $0 + 1 } ?? firstLower
      return PersonName(
        first: texts(words[..<firstLower]), particle: texts(words[firstLower..<last]), last: texts(words[last...]))
    }
    let last = lastLower.map { $0 + 1 } ?? 0
    var person = PersonName(particle: texts(words[..<last]), last: texts(words[last...]))
    if sections.count > 2 { person.junior = texts(sections[1]) }
    person.first = texts(sections[min(sections.count - 1, 2)...].joined())
    return person
  }

  /// The names that do not follow BibTeX's rules.
  func mistakes(in field: BibliographyEntry.Field) -> [Diagnostic] {
    guard !crowded.isEmpty else { return [] }
    var places: [SourceLocation] = []
    var place = field.location
    for (index, character) in field.text.enumerated() {
      if places.count < crowded.count, index == crowded[places.count] { places.append(place) }
      place =
        character == "\n"
        ? SourceLocation(file: place.file, line: place.line + 1, column: 1)
        : SourceLocation(file: place.file, line: place.line, column: place.column + 1)
    }
    return places.map { Diagnostic("a name has too many commas", at: $0, remedy: "part names by 'and'") }
  }

  // MARK: Dividing the text

  private struct Word: Hashable {
    var text: String
    var isLower: Bool
  }

  private struct Name {
    /// Parted by commas.
    var sections: [[Word]] = [[]]
    var start = 0
  }

  private static func names(in text: [Character]) -> [Name] {
    var names: [Name] = []
    var name = Name()
    var word: [Character] = []
    var depth = 0
    func finishWord(at end: Int) {
      guard !word.isEmpty else { return }
      let text = String(word)
      defer { word = [] }
      if text.lowercased() == "and" {
        names.append(name)
        name = Name()
      } else {
        if name.sections == [[]] { name.start = end - word.count }
        name.sections[name.sections.count - 1].append(Word(text: text, isLower: isLower(word)))
      }
    }
    for (index, character) in text.enumerated() {
      if depth == 0, character.isWhitespace || character == "~" || character == "," {
        finishWord(at: index)
        if character == "," { name.sections.append([]) }
        continue
      }
      depth = character == "{" ? depth + 1 : character == "}" ? max(0, depth - 1) : depth
      word.append(character)
    }
    finishWord(at: text.count)
    return (names + [name]).filter { $0.sections.contains { !$0.isEmpty } }
  }

  /// Whether the first letter outside braces, or in a command's argument, is in lower case.
  private static func isLower(_ word: [Character]) -> Bool {
    var index = 0
    while index < word.count {
      if word[index] == "{" {
        if index + 1 < word.count, word[index + 1] == "\\" { return isLowerCommand(word[(index + 2)...]) }
        var depth = 0
        repeat {
          if word[index] == "{" { depth += 1 }
          if word[index] == "}" { depth -= 1 }
          index += 1
        } while index < word.count && depth > 0
      } else if word[index].isLetter {
        return word[index].isLowercase
      } else {
        index += 1
      }
    }
    return false
  }

  /// `\aa` is in lower case, `\'E` is not.
  private static func isLowerCommand(_ text: ArraySlice<Character>) -> Bool {
    let name = String(text.prefix { $0.isASCII && $0.isLetter })
    if LaTeXSymbols.letters[name] != nil { return name.first?.isLowercase == true }
    return text.dropFirst(name.count).first { $0.isLetter }?.isLowercase == true
  }
}

/// Characters of Asimov's that YAML would read as its own: the braces of `${name}`, and the brackets of `name[key]` within
/// a flow mapping. Private-use characters stand for them while libyaml reads, one for one, so that every column is kept.
enum HiddenMarks {
  private static let marks: [Character: Character] = [
    "{": "\u{E010}", "}": "\u{E011}", "[": "\u{E012}", "]": "\u{E013}",
  ]
  private static let originals = Dictionary(uniqueKeysWithValues: marks.map { ($1, $0) })

  /// - Complexity: O(length): every search goes on where the last one ended.
  static func hide(_ text: String) -> String {
    guard text.holds("${") || text.holds("[") else { return text }
    var characters = Array(text)
    var braces = Search(partner: "}") { $0 == "\n" }
    var brackets = Search(partner: "]") { $0 == "\n" || $0 == "," || $0 == "\"" }
    for index in characters.indices {
      switch characters[index] {
      case "{" where index > 0 && characters[index - 1] == "$": braces.hide(index, in: &characters)
      case "[" where index > 0 && endsName(characters[index - 1]): brackets.hide(index, in: &characters)
      default: continue
      }
    }
    return String(characters)
  }

  /// Looks for the partners of one kind of mark, from the front to the back.
  private struct Search {
    let partner: Character
    /// What no partner may stand behind.
    let ends: (Character) -> Bool
    /// Up to here there is no partner that is not taken.
    private var reached = 0
    /// Whether what ended the last search stands there.
    private var failed = false

    init(partner: Character, ends: @escaping (Character) -> Bool) {
      self.partner = partner
      self.ends = ends
    }

    mutating func hide(_ index: Int, in characters: inout [Character]) {
      guard !failed || index >= reached else { return }
      reached = max(reached, index)
      while reached < characters.count, characters[reached] != partner, !ends(characters[reached]) { reached += 1 }
      failed = reached == characters.count || characters[reached] != partner
      guard !failed else { return }
      characters[index] = marks[characters[index]] ?? characters[index]
      characters[reached] = marks[partner] ?? partner
    }
  }

  private static func endsName(_ character: Character) -> Bool {
    ValuePath.isNameCharacter(character) || originals[character] == "]" || originals[character] == "}"
  }

  static func reveal(_ text: String) -> String {
    guard text.contains(where: { originals[$0] != nil }) else { return text }
    return String(text.map { originals[$0] ?? $0 })
  }
}

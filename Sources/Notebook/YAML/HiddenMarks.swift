/// Characters of Asimov's that YAML would read as its own: the braces of `${name}`, and the brackets of `name[key]` within
/// a flow mapping. Private-use characters stand for them while libyaml reads, one for one, so that every column is kept.
enum HiddenMarks {
  private static let marks: [Character: Character] = [
    "{": "\u{E010}", "}": "\u{E011}", "[": "\u{E012}", "]": "\u{E013}",
  ]
  private static let originals = Dictionary(uniqueKeysWithValues: marks.map { ($1, $0) })

  /// - Complexity: O(length) for text with marks in pairs; never worse than the square of a line's length.
  static func hide(_ text: String) -> String {
    guard text.contains("${") || text.contains("[") else { return text }
    var characters = Array(text)
    for index in characters.indices {
      switch characters[index] {
      case "{" where index > 0 && characters[index - 1] == "$":
        hide(upTo: "}", from: index, in: &characters) { _ in true }
      case "[" where index > 0 && endsName(characters[index - 1]):
        hide(upTo: "]", from: index, in: &characters) { $0 != "," && $0 != "\"" }
      default: continue
      }
    }
    return String(characters)
  }

  /// Hides the mark at `index` and its partner on the same line, if all between is `allowed`.
  private static func hide(
    upTo partner: Character, from index: Int, in characters: inout [Character], allowed: (Character) -> Bool
  ) {
    guard let end = characters[index...].firstIndex(where: { $0 == partner || $0 == "\n" || !allowed($0) }),
      characters[end] == partner
    else { return }
    characters[index] = marks[characters[index]] ?? characters[index]
    characters[end] = marks[partner] ?? partner
  }

  private static func endsName(_ character: Character) -> Bool {
    ValuePath.isNameCharacter(character) || originals[character] == "]" || originals[character] == "}"
  }

  static func reveal(_ text: String) -> String {
    guard text.contains(where: { originals[$0] != nil }) else { return text }
    return String(text.map { originals[$0] ?? $0 })
  }
}

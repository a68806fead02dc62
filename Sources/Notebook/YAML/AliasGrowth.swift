/// How large a text of YAML may become once every alias stands for what it repeats.
///
/// libyaml leaves aliases of aliases to its reader, and a key made of them is compared whole: ten lines can ask for more
/// than any machine holds.
enum AliasGrowth {
  /// Above this a text is refused unread.
  private static let largest = 2e7

  /// The place of the first anchor where the text may grow without bounds; `nil` where it cannot.
  ///
  /// With n aliases and k anchors nothing stands more than (n/k)ᵏ times.
  ///
  /// - Complexity: O(length).
  static func excess(in text: String) -> String.Index? {
    var anchors = 0
    var aliases = 0
    var first: String.Index?
    var previous: Character = " "
    for index in text.indices {
      let character = text[index]
      defer { previous = character }
      guard character == "&" || character == "*", previous.isWhitespace || "[{,:".contains(previous) else { continue }
      let next = text.index(after: index)
      guard next < text.endIndex, ValuePath.isNameCharacter(text[next]) else { continue }
      if character == "*" {
        aliases += 1
      } else {
        anchors += 1
        first = first ?? index
      }
    }
    guard anchors > 1, aliases > anchors else { return nil }
    var growth = Double(text.utf8.count)
    for _ in 0..<anchors where growth <= largest { growth *= Double(aliases) / Double(anchors) }
    return growth > largest ? first : nil
  }
}

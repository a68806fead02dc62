/// A label as a tree.
indirect enum LabelNode: Equatable, Sendable {
  /// One character (or a function's name) with what decides about the room around it.
  case atom(String, Face, Role)
  /// Room across, in ems.
  case space(Double)
  case scripts(base: [LabelNode], lower: [LabelNode]?, upper: [LabelNode]?)
  case root([LabelNode])
  case bar([LabelNode])
  case accent([LabelNode], Accent)

  /// A sign above what it belongs to.
  enum Accent: String, Sendable {
    case tilde = "\u{2DC}"
    case hat = "\u{2C6}"

    /// For text that is not typeset.
    var combining: String { self == .tilde ? "\u{303}" : "\u{302}" }
  }

  enum Role: Sendable {
    case ordinary
    /// Such as +, with room around it when it stands between two terms.
    case operation
    /// Such as =, with more room.
    case relation
    case opening
    /// Such as a comma, with thin room after it.
    case punctuation
    /// Such as `log`, with thin room after it before a term.
    case function
  }
}

/// A cut of the figures' font.
struct Face: Hashable, Sendable {
  var isItalic = false
  var isBold = false

  static let upright = Face()
  static let italic = Face(isItalic: true)
  static let bold = Face(isBold: true)
}

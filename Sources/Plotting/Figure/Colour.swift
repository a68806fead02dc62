/// A colour of the sRGB space with an opacity; all four components lie in [0, 1].
public struct Colour: Sendable, Hashable {
  public var red: Double
  public var green: Double
  public var blue: Double
  /// 0 is invisible, 1 hides what lies beneath.
  public var opacity: Double

  public init(red: Double, green: Double, blue: Double, opacity: Double = 1) {
    self.red = red
    self.green = green
    self.blue = blue
    self.opacity = opacity
  }

  /// A colour from its hexadecimal form, `0xRRGGBB`; higher bits are ignored.
  public init(hex: UInt32, opacity: Double = 1) {
    self.init(
      red: Double(hex >> 16 & 0xFF) / 255, green: Double(hex >> 8 & 0xFF) / 255, blue: Double(hex & 0xFF) / 255,
      opacity: opacity)
  }

  /// The same colour with another opacity in [0, 1].
  public func opacity(_ opacity: Double) -> Colour {
    var colour = self
    colour.opacity = opacity
    return colour
  }
}

extension Colour {
  public static let black = Colour(hex: 0x000000)
  public static let white = Colour(hex: 0xFFFFFF)

  /// Petroff's set of six, optimised by a survey for looks under the constraint that people with any of the common
  /// colour vision deficiencies can tell them apart; used by ATLAS and CMS. M. A. Petroff, arXiv:2107.02270.
  public static let blue = Colour(hex: 0x5790FC)
  /// Second of Petroff's six, arXiv:2107.02270.
  public static let orange = Colour(hex: 0xF89C20)
  /// Third of Petroff's six, arXiv:2107.02270.
  public static let red = Colour(hex: 0xE42536)
  /// Fourth of Petroff's six, arXiv:2107.02270.
  public static let purple = Colour(hex: 0x964A8B)
  /// Fifth of Petroff's six, arXiv:2107.02270.
  public static let grey = Colour(hex: 0x9C9CA1)
  /// Sixth of Petroff's six, arXiv:2107.02270.
  public static let violet = Colour(hex: 0x7A21DD)

  /// Petroff's set of six in its order (arXiv:2107.02270): give the first to the first curve, and so on.
  public static let petroff: [Colour] = [.blue, .orange, .red, .purple, .grey, .violet]
}

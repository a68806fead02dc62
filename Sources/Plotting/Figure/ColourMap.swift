import Foundation

/// What colours stand for numbers.
public enum ColourMap: Sendable, Hashable {
  /// From dark blue to yellow with even steps to the eye, also to colour-blind ones and in grey: viridis, by S. van der Walt and
  /// N. Smith for matplotlib.
  case viridis
  /// From blue through white to red, for numbers around 0: RdBu of C. Brewer's ColorBrewer, reversed.
  case diverging
  /// Viridis mixed with white: a ground that lines and numbers stand out from.
  case pale

  /// At equal distances.
  private var stops: [UInt32] {
    switch self {
    case .viridis, .pale:
      [
        0x440154, 0x482576, 0x414487, 0x35608D, 0x2A788E, 0x21908C, 0x22A884, 0x43BF71, 0x7AD151, 0xBBDF27, 0xFDE725,
      ]
    case .diverging:
      [
        0x053061, 0x2166AC, 0x4393C3, 0x92C5DE, 0xD1E5F0, 0xF7F7F7, 0xFDDBC7, 0xF4A582, 0xD6604D, 0xB2182B, 0x67001F,
      ]
    }
  }

  /// - Parameter fraction: in [0, 1]; what lies outside has the colour of the end.
  public func colour(at fraction: Double) -> Colour {
    let stops = stops
    let place = min(max(fraction, 0), 1) * Double(stops.count - 1)
    let index = min(Int(place), stops.count - 2)
    let (low, high, share) = (Colour(hex: stops[index]), Colour(hex: stops[index + 1]), place - Double(index))
    let colour = Colour(
      red: low.red + (high.red - low.red) * share, green: low.green + (high.green - low.green) * share,
      blue: low.blue + (high.blue - low.blue) * share)
    return self == .pale ? colour.lightened(by: 0.55) : colour
  }
}

extension Colour {
  /// Relative luminance (WCAG 2, of linear light), 0 for black and 1 for white.
  var luminance: Double {
    func linear(_ value: Double) -> Double { value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4) }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }
}

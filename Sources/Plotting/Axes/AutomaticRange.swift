import Foundation

/// The range an axis takes from its marks.
enum AutomaticRange {
  enum Direction {
    case x, y

    /// Room below and above the marks, in fractions of what they span.
    var room: (low: Double, high: Double) {
      switch self {
      case .x: (0.03, 0.03)
      case .y: (0.06, 0.08)
      }
    }
  }

  /// - Parameter span: What all marks together span.
  static func range(around span: Span, scale: Axis.Scale, direction: Direction) -> ClosedRange<Double> {
    switch scale {
    case .linear: linear(span, direction)
    case .log: log(span, direction)
    case .logit: logit(span, direction)
    case .symlog(let threshold): symlog(span, threshold, direction)
    }
  }

  private static func linear(_ span: Span, _ direction: Direction) -> ClosedRange<Double> {
    var span = span
    // A curve of positive values that comes near 0 is better judged with 0 in sight.
    if direction == .y, span.low >= 0, span.low < 0.3 * span.high { (span.low, span.holdsLow) = (0, true) }
    let size = max(abs(span.low), abs(span.high))
    if span.high - span.low <= 10 * Axis.narrowest * size || size < 1e-280 {
      let half = size < 1e-280 ? 0.5 : 0.1 * size
      return (span.low - half)...(span.high + half)
    }
    let width = span.high - span.low
    let low = span.holdsLow ? span.low : span.low - direction.room.low * width
    let high = span.holdsHigh ? span.high : span.high + direction.room.high * width
    return clamped(low, high)
  }

  private static func log(_ span: Span, _ direction: Direction) -> ClosedRange<Double> {
    let (low, high) = (log10(span.low), log10(span.high))
    guard high - low > 1e-6 else { return clamped(span.low / 2, span.high * 2) }
    let width = high - low
    let bottom = span.holdsLow ? low : low - direction.room.low * width
    let top = span.holdsHigh ? high : high + direction.room.high * width
    let range = clamped(span.holdsLow ? span.low : pow(10, bottom), span.holdsHigh ? span.high : pow(10, top))
    return max(range.lowerBound, 1 / Axis.largest)...range.upperBound
  }

  private static func symlog(_ span: Span, _ threshold: Double, _ direction: Direction) -> ClosedRange<Double> {
    var (low, high) = (Symlog.of(span.low, threshold: threshold), Symlog.of(span.high, threshold: threshold))
    if high - low <= 1e-3 { (low, high) = (low - 0.5, high + 0.5) }
    let width = high - low
    return Symlog.range(
      from: span.holdsLow ? low : low - direction.room.low * width,
      to: span.holdsHigh ? high : high + direction.room.high * width, threshold: threshold)
  }

  private static func logit(_ span: Span, _ direction: Direction) -> ClosedRange<Double> {
    var (low, high) = (Logit.of(span.low), Logit.of(span.high))
    if high - low <= 1e-3 { (low, high) = (low - 1, high + 1) }
    let width = high - low
    return Logit.range(from: low - direction.room.low * width, to: high + direction.room.high * width)
  }

  private static func clamped(_ low: Double, _ high: Double) -> ClosedRange<Double> {
    max(low, -Axis.largest)...min(high, Axis.largest)
  }

  /// The range from the same start, `factor` times as long on the page.
  static func raised(
    _ range: ClosedRange<Double>, scale: Axis.Scale, by factor: Double
  ) -> ClosedRange<Double> {
    switch scale {
    case .linear:
      return range
        .lowerBound...min(
          range.lowerBound + (range.upperBound - range.lowerBound) * factor, Axis.largest)
    case .log:
      let (low, high) = (log10(range.lowerBound), log10(range.upperBound))
      return range.lowerBound...min(pow(10, low + (high - low) * factor), Axis.largest)
    case .symlog(let threshold):
      let (low, high) = (
        Symlog.of(range.lowerBound, threshold: threshold), Symlog.of(range.upperBound, threshold: threshold)
      )
      return Symlog.range(from: low, to: low + (high - low) * factor, threshold: threshold)
    case .logit:
      let (low, high) = (Logit.of(range.lowerBound), Logit.of(range.upperBound))
      return Logit.range(from: low, to: low + (high - low) * factor)
    }
  }
}

/// Something drawn inside a panel's frame, in the coordinates of its axes: `line`, `band`, `steps`, `points`, `rule`,
/// `note`.
///
/// Points that are not finite (or beyond ±1e290), or not positive on a logarithmic axis, are gaps. A mark with a label
/// stands in the legend; marks that share a label share its entry, their signs drawn over one another.
public struct Mark: Sendable {
  let shape: any Shape
}

/// What one kind of mark must know. To add a kind, write a conforming struct and a factory on `Mark` in a file of its
/// own.
protocol Shape: Sendable {
  /// The legend's text as markup; nil for marks that are not in the legend.
  var label: String? { get }

  /// One word for the table of numbers.
  var kind: String { get }

  /// What is plotted, in order.
  var rows: [NumberRow] { get }

  /// - Throws: `FigureError.Problem` if lengths, edges or style make no sense.
  func check() throws

  /// What the mark spans on axes of the given scales, counting only what can be drawn on them.
  func extent(x: Axis.Scale, y: Axis.Scale) -> Extent

  /// What the mark covers in the frame, for texts to keep away from.
  func footprint(in projection: Projection) -> Footprint

  func draw(on canvas: Canvas, in projection: Projection)

  /// Draws the legend's sign for the mark, filling the width of `box`.
  func drawSign(on canvas: Canvas, in box: Rect)
}

/// What a mark spans on each axis; nil where it has no say.
struct Extent {
  var x: Span?
  var y: Span?
  /// Whether the mark has anything to draw at all.
  var isEmpty = false
}

/// An interval of one axis.
struct Span: Equatable {
  var low: Double
  var high: Double
  /// An end at which an axis needs no room beyond the mark, as at a histogram's edges.
  var holdsLow = false
  var holdsHigh = false

  /// What the values span on an axis of a scale; nil if none can be drawn there.
  init?(of values: some Sequence<Double>, on scale: Axis.Scale) {
    var (low, high) = (Double.infinity, -Double.infinity)
    for value in values where scale.holds(value) {
      low = min(low, value)
      high = max(high, value)
    }
    guard low <= high else { return nil }
    (self.low, self.high) = (low, high)
  }

  /// What values span together with the bars around them. Bars do not take an axis to where the values never go: below
  /// 0 if no value is negative, nor by decades down a logarithmic axis.
  init?(values: [Double], bars: [(low: Double, high: Double)], on scale: Axis.Scale) {
    let isPositive = values.allSatisfy { $0 >= 0 } && values.contains { $0 > 0 }
    let lows = zip(values, bars).map { value, bar in
      switch scale {
      case .linear, .symlog: isPositive ? max(bar.low, 0) : bar.low
      case .log, .logit: max(bar.low, value / 2)
      }
    }
    self.init(of: lows + values + bars.map(\.high), on: scale)
  }

  /// The smallest interval around both. An end is held only by the interval that sets it.
  func union(_ other: Span) -> Span {
    var result = self
    if other.low < low || (other.low == low && other.holdsLow) {
      (result.low, result.holdsLow) = (other.low, other.holdsLow)
    }
    if other.high > high || (other.high == high && other.holdsHigh) {
      (result.high, result.holdsHigh) = (other.high, other.holdsHigh)
    }
    return result
  }
}

extension Axis.Scale {
  /// Whether a value has a place on an axis of this scale.
  func holds(_ value: Double) -> Bool {
    switch self {
    case .linear, .symlog: abs(value) <= Axis.largest
    case .log: value >= 1 / Axis.largest && value <= Axis.largest
    case .logit: value > 0 && value < 1
    }
  }
}

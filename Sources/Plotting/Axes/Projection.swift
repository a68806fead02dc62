import Foundation

/// Carries values of one axis to places on the page.
struct AxisMap: Sendable {
  let scale: Axis.Scale
  let range: ClosedRange<Double>
  /// Where the range's lower end stands on the page, in points.
  let start: Double
  /// Where its upper end stands.
  let end: Double

  /// How far out of the frame places may lie. Beyond, they are brought back: Cairo's fixed-point coordinates would
  /// overflow.
  private static let reach = 20_000.0

  /// Where the value stands on the page; nil if it has no place on the axis.
  func position(_ value: Double) -> Double? {
    guard scale.holds(value) else { return nil }
    let place = start + fraction(value) * (end - start)
    return min(max(place, min(start, end) - Self.reach), max(start, end) + Self.reach)
  }

  /// Where the value stands on the page, or the start of the axis for values that a logarithmic one cannot show.
  func positionOrStart(_ value: Double) -> Double {
    position(value) ?? (value > 0 && value.isFinite ? end : start)
  }

  /// Where the value stands between the range's ends, 0 and 1.
  func fraction(_ value: Double) -> Double {
    let (low, high) = (range.lowerBound, range.upperBound)
    switch scale {
    case .linear: return (value - low) / (high - low)
    case .log: return (log10(value) - log10(low)) / (log10(high) - log10(low))
    case .symlog(let threshold):
      let start = Symlog.of(low, threshold: threshold)
      return (Symlog.of(value, threshold: threshold) - start) / (Symlog.of(high, threshold: threshold) - start)
    case .logit: return (Logit.of(value) - Logit.of(low)) / (Logit.of(high) - Logit.of(low))
    }
  }
}

extension AxisMap {
  /// The value between the range's ends, 0 and 1, of a linear or logarithmic axis.
  func value(at fraction: Double) -> Double {
    let (low, high) = (range.lowerBound, range.upperBound)
    return scale == .log ? low * pow(high / low, fraction) : low + fraction * (high - low)
  }
}

/// Carries data to places on the page inside one frame.
struct Projection: Sendable {
  let frame: Rect
  let x: AxisMap
  let y: AxisMap

  init(frame: Rect, x: Axis, xRange: ClosedRange<Double>, y: Axis, yRange: ClosedRange<Double>) {
    self.frame = frame
    self.x = AxisMap(scale: x.scale, range: xRange, start: frame.minX, end: frame.maxX)
    self.y = AxisMap(scale: y.scale, range: yRange, start: frame.maxY, end: frame.minY)
  }

  /// Where the point stands; nil for a gap.
  func point(_ x: Double, _ y: Double) -> Point? {
    guard let across = self.x.position(x), let up = self.y.position(y) else { return nil }
    return Point(x: across, y: up)
  }

  /// The points without a gap between them, run by run.
  func runs(x: [Double], y: [Double]) -> [[Point]] {
    var runs: [[Point]] = [[]]
    for (x, y) in zip(x, y) {
      if let point = point(x, y) {
        runs[runs.count - 1].append(point)
      } else if runs.last?.isEmpty == false {
        runs.append([])
      }
    }
    return runs.filter { !$0.isEmpty }
  }
}

import Foundation
import Notebook
import Plotting
import Statistics

/// What the cuts on a score leave of both classes, thinned for drawing, from no cut up to the highest cut that enough background
/// passes.
///
/// Where a weighted event is heavy, some cuts on the way have too little support too: the curve is faint there.
struct SupportedCurve {
  /// By rising signal efficiency.
  let points: [ImprovementCurve.Point]
  /// Whether enough background passes each of them.
  let isSupported: [Bool]

  /// - Parameters:
  ///   - curve: of the test events.
  ///   - minimum: the least (Σw)²/Σw² of the background.
  ///   - place: of a point's height on the axis, for the thinning.
  /// - Throws: ``NoCurve``.
  init(
    _ curve: ImprovementCurve, minimumEffectiveBackground minimum: Double,
    place: (ImprovementCurve.Point) -> Double
  ) throws {
    // Up to rounding, as where cuts are chosen.
    let enough = minimum * (1 - 1e-9)
    let shown = Array(curve.points.drop { $0.effectiveBackgroundEvents < enough })
    guard !shown.isEmpty else { throw NoCurve(minimum: minimum) }
    let supported = shown.map { $0.effectiveBackgroundEvents >= enough }
    let kept = CurveThinning.kept(x: shown.map(\.signalEfficiency), y: shown.map(place), parts: supported)
    points = kept.map { shown[$0] }
    isSupported = kept.map { supported[$0] }
  }

  /// The curve, and its faint parts where there are some.
  func lines(
    stroke: Stroke, label: String, height: (ImprovementCurve.Point) -> Double
  ) -> [Mark] {
    let x = points.map(\.signalEfficiency)
    let strong = points.indices.map { isSupported[$0] ? height(points[$0]) : .nan }
    let faint = points.indices.map { isNextToUnsupported($0) ? height(points[$0]) : .nan }
    var lines = [Mark.line(x: x, y: strong, stroke: stroke, label: label)]
    if isSupported.contains(false) {
      let stroke = Stroke(stroke.colour.opacity(0.45), width: 0.8, dash: stroke.dash)
      lines.insert(.line(x: x, y: faint, stroke: stroke), at: 0)
    }
    return lines
  }

  /// Whether the point has too little support, or a neighbour, which the line leads to.
  private func isNextToUnsupported(_ index: Int) -> Bool {
    let around = max(index - 1, 0)...min(index + 1, points.count - 1)
    return isSupported[around].contains(false)
  }

  /// No cut leaves enough background.
  struct NoCurve: Error, CustomStringConvertible {
    var minimum: Double

    var description: String {
      "no cut leaves \(NumberText(minimum).plain) effective background events on the test split; "
        + "lower minimum-effective-background or give a larger sample"
    }
  }
}

import Foundation
import Notebook
import Plotting

/// What stands at the points of the plane.
extension ExclusionPlot {
  /// The coloured plane behind all else.
  func ground(_ colour: ColourOptions, _ context: StepContext) throws -> Mark {
    let steps = try PlaneSteps(colour.from.all.map(\.name))
    return .colouredPlane(
      x: steps.x, y: steps.y, values: try steps.numbers(colour.value, context), scale: colour.log ? .log : .linear,
      label: colour.label)
  }

  /// The value at each point, on the side that is freest.
  func numbers(_ colour: ColourOptions, _ context: StepContext) throws -> [Mark] {
    guard colour.numbers else { return [] }
    let steps = try PlaneSteps(colour.from.all.map(\.name))
    return zip(steps.steps, try steps.numbers(colour.value, context)).map { step, number in
      .note(Self.text(number), x: .data(step.x), y: .data(step.y), colour: Colour(hex: 0x3A3A3E))
    }
  }

  /// Two digits, as one reads them off a figure.
  static func text(_ number: Double) -> String {
    guard number.isFinite, abs(number) < 1e5 else { return number.isFinite ? String(format: "%.0e", number) : "∞" }
    let decimals = abs(number) >= 9.95 ? 0 : abs(number) >= 0.995 ? 1 : abs(number) >= 0.0995 ? 2 : 3
    return String(format: "%.\(decimals)f", number).replacing("-", with: "\u{2212}")
  }

  /// Signs at the points.
  func signs() throws -> [Mark] {
    let shapes: [Marker.Shape] = [.circle, .openCircle, .square, .openSquare, .diamond, .triangle]
    guard let points else {
      let steps = try PlaneSteps(contours[0].from.all.map(\.name))
      return [.points(x: steps.x, y: steps.y, colour: Self.sign, marker: Marker(.circle, size: 3.2))]
    }
    let labels = points.map(\.label)
    return try points.enumerated().map { place, group in
      let places = try group.from.all.map { try PlaneSteps.place(of: $0.name) }
      return .points(
        x: places.map(\.x), y: places.map(\.y), colour: Self.sign,
        marker: Marker(shapes[Self.number(of: place, among: labels) % shapes.count], size: 4.4), label: group.label)
    }
  }

  private static let sign = Colour(hex: 0x3A3A3E)

  /// Where a line goes, for those who cannot see it.
  static func words(_ contour: ContourOptions, _ lines: ContourLines) -> String {
    let name = Label.plain(contour.label)
    func text(_ number: Double) -> String { NumberText(number).plain }
    let (x, y) = (lines.lines.flatMap(\.x), lines.lines.flatMap(\.y))
    guard let left = x.min(), let right = x.max(), let low = y.min(), let high = y.max() else {
      return "\(name): every point lies \(lines.areAllAbove ? "above" : "below") \(text(contour.at))."
    }
    return
      "\(name): the line of \(text(contour.at)) runs between \(text(left.rounded())) and \(text(right.rounded())) on the "
      + "horizontal axis, and between \(text(low.rounded())) and \(text(high.rounded())) on the vertical."
  }
}

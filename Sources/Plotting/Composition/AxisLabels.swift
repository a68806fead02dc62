/// The ticks of an axis with their labels typeset.
struct AxisLabels {
  let ticks: Ticks
  let texts: [TextBox]
  /// The power of ten common to all labels, such as ×10⁵.
  let exponent: TextBox?
  /// Whether names that would not fit side by side stand upright.
  var isTurned = false

  /// The ticks alone, where the labels stand at another panel.
  var withoutTexts: AxisLabels { AxisLabels(ticks: ticks, texts: [], exponent: nil) }

  var widest: Double { texts.map(\.width).max() ?? 0 }

  /// The horizontal axis's labels: as many as stand clear of one another.
  static func horizontal(
    _ axis: Axis, range: ClosedRange<Double>, length: Double, typesetter: Typesetter, size: Double
  ) throws -> AxisLabels {
    let map = AxisMap(scale: axis.scale, range: range, start: 0, end: length)
    guard axis.categories.isEmpty else {
      var labels = try choose(axis, range: range, limit: 2, typesetter, size) { _, _ in true }
      let room = map.fraction(2) * length - map.fraction(1) * length
      labels.isTurned = labels.widest + 0.4 * size > room
      return labels
    }
    return try choose(axis, range: range, limit: Int(length / (2.6 * size)), typesetter, size) { ticks, texts in
      let places = ticks.major.compactMap { map.position($0.value) }
      return places.indices.dropFirst().allSatisfy { index in
        let room = places[index] - places[index - 1]
        return room >= (texts[index].width + texts[index - 1].width) / 2 + 0.8 * size
      }
    }
  }

  /// The vertical axis's labels.
  static func vertical(
    _ axis: Axis, range: ClosedRange<Double>, length: Double, typesetter: Typesetter, size: Double
  ) throws -> AxisLabels {
    let map = AxisMap(scale: axis.scale, range: range, start: 0, end: length)
    return try choose(axis, range: range, limit: Int(length / (2.4 * size)), typesetter, size) { ticks, _ in
      let places = ticks.major.compactMap { map.position($0.value) }
      return zip(places, places.dropFirst()).allSatisfy { $1 - $0 >= 1.7 * size }
    }
  }

  private static func choose(
    _ axis: Axis, range: ClosedRange<Double>, limit: Int, _ typesetter: Typesetter, _ size: Double,
    fit: (Ticks, [TextBox]) -> Bool
  ) throws -> AxisLabels {
    guard axis.categories.isEmpty else {
      let ticks = Ticks(categories: axis.categories)
      return AxisLabels(
        ticks: ticks, texts: try ticks.major.map { try typesetter.set($0.label, size: size) }, exponent: nil)
    }
    var failure: (any Error)?
    let ticks = Ticks.choose(range: range, scale: axis.scale, isWhole: axis.isWhole, limit: max(limit, 2)) { ticks in
      do {
        return fit(ticks, try ticks.major.map { try typesetter.set($0.label, size: size) })
      } catch {
        failure = error
        return true
      }
    }
    if let failure { throw failure }
    return AxisLabels(
      ticks: ticks, texts: try ticks.major.map { try typesetter.set($0.label, size: size) },
      exponent: try ticks.exponent.map { try typesetter.set("×10^{\($0)}", size: size) })
  }
}

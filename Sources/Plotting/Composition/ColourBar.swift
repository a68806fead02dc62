/// What a colour bar needs beside its frame, before the frame has a place.
struct ColourBarDraft {
  let map: any Coloured
  private let axis: Axis
  let label: TextBox
  /// From the frame to the end of the label.
  let width: Double

  init(_ map: any Coloured, height: Double, typography: Typography, typesetter: Typesetter) throws {
    self.map = map
    axis = Axis(scale: map.scale, range: map.colourRange)
    label = try typesetter.set(map.barLabel, size: typography.axisLabel, widest: height * 0.72)
    let labels = try Self.labels(axis, map.colourRange, height * 0.75, typography, typesetter)
    let exponent = labels.exponent?.width ?? 0
    width =
      ColourBar.gap(typography) + ColourBar.width(typography) + typography.tickLabelGap + max(labels.widest, exponent)
      + (label.runs.isEmpty ? 0 : typography.yLabelDrop(label) + label.descent)
  }

  private static func labels(
    _ axis: Axis, _ range: ClosedRange<Double>, _ length: Double, _ typography: Typography, _ typesetter: Typesetter
  ) throws -> AxisLabels {
    try AxisLabels.vertical(axis, range: range, length: length, typesetter: typesetter, size: typography.tickLabel)
  }

  func composed(beside frame: Rect, typography: Typography, typesetter: Typesetter) throws -> ColourBar {
    let left = frame.maxX + ColourBar.gap(typography)
    let box = Rect(minX: left, minY: frame.minY, maxX: left + ColourBar.width(typography), maxY: frame.maxY)
    return ColourBar(
      map: map, box: box, axis: AxisMap(scale: map.scale, range: map.colourRange, start: box.maxY, end: box.minY),
      labels: try Self.labels(axis, map.colourRange, frame.height, typography, typesetter), label: label)
  }
}

/// The colours of a heat map or a plane beside its frame, with their numbers at the right.
struct ColourBar {
  let map: any Coloured
  let box: Rect
  let axis: AxisMap
  let labels: AxisLabels
  let label: TextBox

  static func gap(_ typography: Typography) -> Double { 0.8 * typography.fontSize }
  static func width(_ typography: Typography) -> Double { 1.1 * typography.fontSize }

  func draw(on canvas: Canvas, typography: Typography) {
    let steps = 128
    canvas.clipped(to: box) {
      for step in 0..<steps {
        let top = box.maxY - box.height * Double(step + 1) / Double(steps)
        let slice = Rect(minX: box.minX, minY: top - 0.3, maxX: box.maxX, maxY: top + box.height / Double(steps) + 0.3)
        canvas.fill(Path(slice), map.colours.colour(at: (Double(step) + 0.5) / Double(steps)))
      }
    }
    var path = Path()
    // Between powers of ten they say that steps are not equal.
    let minor = axis.scale == .log ? labels.ticks.minor.map { ($0, typography.minorTick) } : []
    for (value, length) in labels.ticks.major.map({ ($0.value, typography.majorTick) }) + minor {
      guard let y = axis.position(value) else { continue }
      path.add(Segment(from: Point(x: box.maxX, y: y), to: Point(x: box.maxX - 0.7 * length, y: y)))
    }
    canvas.stroke(path, typography.tick)
    canvas.stroke(Path(box), typography.frame)
    let (size, left) = (typography.tickLabel, box.maxX + typography.tickLabelGap)
    for (tick, text) in zip(labels.ticks.major, labels.texts) {
      guard let y = axis.position(tick.value) else { continue }
      canvas.draw(text, at: Point(x: left, y: y + typography.halfDigit(size)))
    }
    if let exponent = labels.exponent { canvas.draw(exponent, at: Point(x: left, y: box.minY - 0.75 * size)) }
    // Read upwards like the y axis's, with its end at the top.
    canvas.draw(
      label, at: Point(x: left + labels.widest + typography.yLabelDrop(label), y: box.minY + label.width), turns: 1)
  }
}

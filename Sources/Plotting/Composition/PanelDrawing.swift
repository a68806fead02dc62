/// Draws a composed panel: marks, then frame and ticks, then texts.
struct PanelDrawing {
  let panel: PanelComposition
  let typography: Typography

  private var frame: Rect { panel.frame }

  func draw(on canvas: Canvas) {
    for shape in panel.draft.shapes { shape.draw(on: canvas, in: panel.projection) }
    for (text, origin, colour) in panel.cellTexts { canvas.draw(text, at: origin, colour: colour) }
    panel.colourBar?.draw(on: canvas, typography: typography)
    drawTicks(on: canvas)
    canvas.stroke(Path(frame), typography.frame)
    drawTickLabels(on: canvas)
    drawAxisLabels(on: canvas)
    for inset in panel.inset {
      canvas.fill(Path(inset.panel.cell), .white)
      PanelDrawing(panel: inset.panel, typography: inset.typography).draw(on: canvas)
    }
    for (text, box, colour) in panel.notes {
      canvas.draw(text, at: Point(x: box.minX, y: box.minY + text.ascent), colour: colour)
    }
    for (text, origin, turns, colour) in panel.turnedTexts {
      canvas.draw(text, at: origin, colour: colour, turns: turns)
    }
    if let legend = panel.legend {
      if legend.coversMarks { canvas.fill(Path(legend.box), .white.opacity(legend.coversData ? 0.85 : 1)) }
      legend.layout.draw(in: legend.box, on: canvas)
    }
  }

  /// Inwards from all four sides; a name needs none.
  private func drawTicks(on canvas: Canvas) {
    var path = Path()
    let (x, y) = (panel.projection.x, panel.projection.y)
    for (place, length) in panel.draft.panel.x.categories.isEmpty ? places(of: panel.xLabels.ticks, on: x) : [] {
      path.add(Segment(from: Point(x: place, y: frame.maxY), to: Point(x: place, y: frame.maxY - length)))
      path.add(Segment(from: Point(x: place, y: frame.minY), to: Point(x: place, y: frame.minY + length)))
    }
    for (place, length) in panel.draft.panel.y.categories.isEmpty ? places(of: panel.yLabels.ticks, on: y) : [] {
      path.add(Segment(from: Point(x: frame.minX, y: place), to: Point(x: frame.minX + length, y: place)))
      path.add(Segment(from: Point(x: frame.maxX, y: place), to: Point(x: frame.maxX - length, y: place)))
    }
    canvas.stroke(path, typography.tick)
  }

  /// Where ticks stand and how long they are. Ticks upon the frame itself would only thicken its corners.
  private func places(of ticks: Ticks, on map: AxisMap) -> [(place: Double, length: Double)] {
    let all =
      ticks.major.map { ($0.value, typography.majorTick) } + ticks.minor.map { ($0, typography.minorTick) }
    let (low, high) = (min(map.start, map.end) + 0.3, max(map.start, map.end) - 0.3)
    return all.compactMap { value, length in
      guard let place = map.position(value), place > low, place < high else { return nil }
      return (place, length)
    }
  }

  /// The baseline of the x axis's tick labels.
  private var xBaseline: Double {
    panel.xLabels.isTurned
      ? frame.maxY + typography.tickLabelGap + panel.xLabels.widest
      : frame.maxY + typography.tickLabelDrop(ascent: panel.xLabels.texts.map(\.ascent).max() ?? 0)
  }

  private func drawTickLabels(on canvas: Canvas) {
    let gap = typography.tickLabelGap
    let size = typography.tickLabel
    for (tick, text) in zip(panel.xLabels.ticks.major, panel.xLabels.texts) {
      guard let x = panel.projection.x.position(tick.value) else { continue }
      if panel.xLabels.isTurned {
        // Upwards, with its end at the axis.
        canvas.draw(
          text, at: Point(x: x + typography.halfDigit(size), y: frame.maxY + gap + text.width), turns: 1)
      } else {
        canvas.draw(text, at: Point(x: x - text.width / 2, y: xBaseline))
      }
    }
    if let exponent = panel.xLabels.exponent {
      canvas.draw(exponent, at: Point(x: frame.maxX + 0.4 * size, y: frame.maxY + typography.halfDigit(size)))
    }
    for (tick, text) in zip(panel.yLabels.ticks.major, panel.yLabels.texts) {
      guard let y = panel.projection.y.position(tick.value) else { continue }
      canvas.draw(text, at: Point(x: frame.minX - gap - text.width, y: y + typography.halfDigit(size)))
    }
    if let exponent = panel.yLabels.exponent {
      canvas.draw(exponent, at: Point(x: frame.minX - gap - exponent.width, y: frame.minY - 0.75 * size))
    }
  }

  private func drawAxisLabels(on canvas: Canvas) {
    let draft = panel.draft
    let font = typography.fontSize
    let title = draft.title
    // Centred over the frame, but kept on the page.
    let x = min(max(frame.centre.x - title.width / 2, panel.cell.minX), panel.cell.maxX - title.width)
    canvas.draw(title, at: Point(x: x, y: frame.minY - 0.55 * font - title.descent))
    canvas.draw(
      draft.xLabel,
      at: Point(x: frame.maxX - draft.xLabel.width, y: xBaseline + typography.xLabelDrop(draft.xLabel)))
    canvas.draw(
      draft.yLabel,
      at: Point(x: panel.cell.minX + typography.yLabelDrop(draft.yLabel), y: frame.minY + draft.yLabel.width),
      turns: 1)
  }
}

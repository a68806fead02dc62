/// A panel with every part in its place: what is left is to draw it.
struct PanelComposition {
  let draft: PanelDraft
  /// The panel's room on the page.
  let cell: Rect
  let projection: Projection
  let xLabels: AxisLabels
  let yLabels: AxisLabels
  let notes: [(text: TextBox, box: Rect, colour: Colour)]
  /// Texts along sloped rules, with the quarter turns to them.
  let turnedTexts: [(text: TextBox, origin: Point, turns: Double, colour: Colour)]
  let legend: LegendPlacer.Placed?
  let colourBar: ColourBar?
  /// None or one, with its smaller type.
  let inset: [(panel: PanelComposition, typography: Typography)]
  /// Numbers in the cells of a heat map.
  let cellTexts: [(text: TextBox, origin: Point, colour: Colour)]
  /// The factor by which the y axis should grow to make room for the legend; nil if there is no need or no way.
  let raise: Double?

  var frame: Rect { projection.frame }

  init(_ draft: PanelDraft, cell: Rect, frame: Rect, typography: Typography, typesetter: Typesetter) throws {
    self.draft = draft
    self.cell = cell
    let projection = draft.projection(in: frame)
    self.projection = projection
    let xLabels = try AxisLabels.horizontal(
      draft.panel.x, range: draft.xRange, length: frame.width, typesetter: typesetter, size: typography.tickLabel)
    let yLabels = try AxisLabels.vertical(
      draft.panel.y, range: draft.yRange, length: frame.height, typesetter: typesetter, size: typography.tickLabel)
    self.xLabels = draft.sharing.bottom ? xLabels.withoutTexts : xLabels
    self.yLabels = draft.sharing.left ? yLabels.withoutTexts : yLabels
    colourBar = try draft.colourBar?.composed(beside: frame, typography: typography, typesetter: typesetter)

    var footprint = Footprint()
    for shape in draft.shapes { footprint.add(shape.footprint(in: projection)) }
    if let typeset = (draft.shapes.first { $0 is HeatMap }) as? HeatMap {
      cellTexts = try typeset.texts(in: projection, typesetter: typesetter, size: typography.legend)
    } else {
      cellTexts = []
    }
    let placer = NotePlacer(frame: frame, gap: 0.45 * typography.fontSize)
    var notes: [(text: TextBox, box: Rect, colour: Colour)] = []
    for (note, text) in draft.notes {
      let anchors = note.anchors(in: projection)
      guard let box = placer.box(for: text, at: anchors, side: note.side, avoiding: footprint) else { continue }
      footprint.boxes.append(box)
      notes.append((text, box, note.colour))
    }
    for case let annotation as Annotation in draft.shapes {
      let text = try typesetter.set(annotation.text, size: typography.note, widest: frame.width * 0.7)
      guard let middle = annotation.middle(of: text, in: projection) else { continue }
      let box = Rect(
        minX: middle.x - text.width / 2, minY: middle.y - text.ascent, maxX: middle.x + text.width / 2,
        maxY: middle.y + text.descent)
      footprint.boxes.append(box)
      notes.append((text, box, annotation.colour))
    }
    self.notes = notes
    turnedTexts = try draft.shapes.compactMap { shape in
      guard let rule = shape as? SlopedRule else { return nil }
      let text = try typesetter.set(rule.text, size: typography.note)
      guard !text.runs.isEmpty,
        let place = rule.place(of: text, in: projection, gap: 0.35 * typography.fontSize, avoiding: footprint)
      else { return nil }
      return (text, place.origin, place.turns, rule.colour)
    }
    let inset = try Self.inset(
      of: draft, in: frame, avoiding: footprint, typography: typography, typesetter: typesetter)
    self.inset = inset.map { [$0] } ?? []
    if let inset { footprint.boxes.append(inset.panel.cell) }
    (legend, raise) = Self.placeLegend(draft, projection, footprint, typography)
  }

  private static func placeLegend(
    _ draft: PanelDraft, _ projection: Projection, _ footprint: Footprint, _ typography: Typography
  ) -> (LegendPlacer.Placed?, raise: Double?) {
    guard !draft.legend.isEmpty else { return (nil, nil) }
    let layouts = (1...min(3, draft.legend.count)).map {
      LegendLayout(entries: draft.legend, columns: $0, fontSize: typography.legend)
    }
    var data = Footprint()
    for shape in draft.shapes where (shape as? Rule)?.isVertical != true {
      data.add(shape.footprint(in: projection))
    }
    let placer = LegendPlacer(
      frame: projection.frame, footprint: footprint, data: data, margin: typography.majorTick * 0.9)
    let placed = placer.best(layouts, placement: draft.panel.legend)
    guard placed?.coversData == true, draft.panel.legend == .automatic, draft.panel.y.range == nil else {
      return (placed, nil)
    }
    return (placed, placer.raiseNeeded(layouts).flatMap { $0 > 1.001 ? min($0, 2.5) : nil })
  }
}

/// A figure with everything in its place.
struct FigureComposition {
  let panels: [PanelComposition]
  let header: [(text: TextBox, origin: Point)]
  let background: Colour?
  let size: (width: Double, height: Double)
  let typography: Typography

  func draw(on canvas: Canvas) {
    if let background {
      canvas.fill(Path(Rect(x: 0, y: 0, width: size.width, height: size.height)), background)
    }
    for panel in panels { PanelDrawing(panel: panel, typography: typography).draw(on: canvas) }
    for (text, origin) in header { canvas.draw(text, at: origin) }
  }
}

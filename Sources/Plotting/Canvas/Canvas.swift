import CCairo

/// What figures are drawn on: a Cairo context whose unit is the point, for the time of one drawing.
///
/// Not `Sendable`: it belongs to the call that made its surface.
final class Canvas {
  let context: OpaquePointer

  /// - Parameter surface: A Cairo surface; the canvas holds a reference to it.
  init(surface: OpaquePointer) {
    context = cairo_create(surface)
    cairo_set_antialias(context, CAIRO_ANTIALIAS_GRAY)
    cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
  }

  deinit { cairo_destroy(context) }

  /// The first thing that went wrong on this canvas, in Cairo's words; nil if all is well.
  var failure: String? {
    let status = cairo_status(context)
    guard status != CAIRO_STATUS_SUCCESS else { return nil }
    return String(cString: cairo_status_to_string(status))
  }

  func fill(_ path: Path, _ colour: Colour) {
    trace(path)
    use(colour)
    cairo_fill(context)
  }

  func stroke(_ path: Path, _ stroke: Stroke) {
    trace(path)
    use(stroke.colour)
    cairo_set_line_width(context, stroke.width)
    let dashes = stroke.dash.lengths.map { $0 * max(stroke.width, 0.8) }
    cairo_set_dash(context, dashes, Int32(dashes.count), 0)
    // Butt ends keep dashes and ticks as long as they say.
    cairo_set_line_cap(context, CAIRO_LINE_CAP_BUTT)
    cairo_stroke(context)
  }

  /// Draws typeset text with the left end of its baseline at `origin`, turned anticlockwise by `turns` quarter turns.
  func draw(_ text: TextBox, at origin: Point, colour: Colour = .black, turns: Double = 0) {
    cairo_save(context)
    cairo_translate(context, origin.x, origin.y)
    if turns != 0 { cairo_rotate(context, -turns * .pi / 2) }
    use(colour)
    for run in text.runs {
      cairo_move_to(context, run.x, run.y)
      run.line.show(on: self)
    }
    for rule in text.rules { fill(Path(rule), colour) }
    cairo_restore(context)
  }

  /// Draws with everything outside `rect` left untouched.
  func clipped(to rect: Rect, _ drawing: () -> Void) {
    cairo_save(context)
    cairo_rectangle(context, rect.minX, rect.minY, rect.width, rect.height)
    cairo_clip(context)
    drawing()
    cairo_restore(context)
  }

  private func use(_ colour: Colour) {
    cairo_set_source_rgba(context, colour.red, colour.green, colour.blue, colour.opacity)
  }

  private func trace(_ path: Path) {
    cairo_new_path(context)
    for element in path.elements {
      switch element {
      case .move(let point): cairo_move_to(context, point.x, point.y)
      case .line(let point): cairo_line_to(context, point.x, point.y)
      case .close: cairo_close_path(context)
      case .circle(let centre, let radius):
        cairo_new_sub_path(context)
        cairo_arc(context, centre.x, centre.y, radius, 0, 2 * .pi)
        cairo_close_path(context)
      }
    }
  }
}

import CCairo

/// A page in memory of one of the three file formats: draw on it once, then take its bytes.
///
/// Nothing of the moment or the process may reach the bytes, so that one figure always gives one file.
struct Surface {
  enum Format {
    /// Pixels per point.
    case png(scale: Double)
    case pdf
    case svg
  }

  let width: Double
  let height: Double
  let format: Format

  /// Makes the page, draws on it and returns the file.
  /// - Throws: `FigureError.Problem.drawing` with Cairo's words, or what `drawing` throws.
  func bytes(drawing: (Canvas) throws -> Void) throws -> [UInt8] {
    let sink = ByteSink()
    guard let surface = makeSurface(writingTo: sink) else { throw FigureError.Problem.drawing("no surface") }
    defer { cairo_surface_destroy(surface) }
    try check(cairo_surface_status(surface))
    let canvas = Canvas(surface: surface)
    if case .png(let scale) = format { cairo_scale(canvas.context, scale, scale) }
    try drawing(canvas)
    if let failure = canvas.failure { throw FigureError.Problem.drawing(failure) }
    if case .png = format {
      try check(cairo_surface_write_to_png_stream(surface, ByteSink.write, sink.pointer))
    }
    cairo_surface_finish(surface)
    try check(cairo_surface_status(surface))
    return sink.bytes
  }

  private func makeSurface(writingTo sink: ByteSink) -> OpaquePointer? {
    switch format {
    case .png(let scale):
      return cairo_image_surface_create(
        CAIRO_FORMAT_ARGB32, Int32((width * scale).rounded()), Int32((height * scale).rounded()))
    case .pdf:
      let surface = cairo_pdf_surface_create_for_stream(ByteSink.write, sink.pointer, width, height)
      cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5)
      // Cairo writes the time of day unless it is given one. No date can be left out, so all files bear the same.
      cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z")
      return surface
    case .svg:
      let surface = cairo_svg_surface_create_for_stream(ByteSink.write, sink.pointer, width, height)
      cairo_svg_surface_restrict_to_version(surface, CAIRO_SVG_VERSION_1_1)
      return surface
    }
  }

  private func check(_ status: cairo_status_t) throws {
    guard status != CAIRO_STATUS_SUCCESS else { return }
    throw FigureError.Problem.drawing(String(cString: cairo_status_to_string(status)))
  }
}

/// Collects what Cairo writes. The surface that writes to it must not outlive it.
private final class ByteSink {
  var bytes: [UInt8] = []

  var pointer: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

  static let write: cairo_write_func_t = { closure, data, length in
    guard let closure else { return CAIRO_STATUS_WRITE_ERROR }
    let sink = Unmanaged<ByteSink>.fromOpaque(closure).takeUnretainedValue()
    sink.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
    return CAIRO_STATUS_SUCCESS
  }
}

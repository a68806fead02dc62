import CCairo
import Synchronization

/// Measures and draws text with Pango: the only place that knows fonts.
///
/// Always TeX Gyre Heros, unhinted and antialiased in grey whatever the desktop's settings, never another font for
/// characters it lacks: a figure looks the same on every machine or says why it cannot be drawn.
final class TextEngine {
  static let family = "TeX Gyre Heros"

  private let map: UnsafeMutablePointer<PangoFontMap>
  private let context: OpaquePointer
  private var checkedFaces: Set<Face> = []

  /// Fontconfig's configuration and Cairo's caches of scaled fonts and glyphs belong to the process, and Pango's font
  /// maps are safe in one thread at a time only. Drawing a figure takes milliseconds, so drawings simply queue.
  private static let drawing = Mutex<Void>(())

  /// Runs `body` while no other thread of the process draws figures.
  ///
  /// Every drawing has a font map of its own, so that nothing an earlier one has cached can influence it.
  static func exclusively(_ body: (TextEngine) throws -> [UInt8]) throws -> [UInt8] {
    try drawing.withLock { _ in try body(try TextEngine()) }
  }

  private init() throws {
    // FreeType and fontconfig on every system: the default on macOS would be another rasteriser.
    guard let map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT),
      let context = pango_font_map_create_context(map)
    else { throw FigureError(.drawing("Pango was built without FreeType fonts")) }
    self.map = map
    self.context = context
    pango_cairo_context_set_resolution(context, 72)
    pango_context_set_round_glyph_positions(context, 0)
    pango_context_set_base_dir(context, PANGO_DIRECTION_LTR)
    pango_context_set_language(context, pango_language_from_string("en"))
    let options = cairo_font_options_create()
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    pango_cairo_context_set_font_options(context, options)
    cairo_font_options_destroy(options)
  }

  deinit {
    g_object_unref(UnsafeMutableRawPointer(context))
    g_object_unref(UnsafeMutableRawPointer(map))
  }

  /// Lays out text in one face at one size (in points).
  /// - Throws: `FigureError.Problem.missingGlyph` for a character without a glyph, `.missingFont` if the font is not
  ///   there.
  func line(_ text: String, _ face: Face, size: Double, of label: String) throws -> TextLine {
    let font = try font(face, size: size)
    defer { pango_font_description_free(font) }
    let line = TextLine(text, font: font, context: context)
    if line.hasUnknownGlyphs {
      let culprit = text.first { TextLine(String($0), font: font, context: context).hasUnknownGlyphs }
      throw FigureError.Problem.missingGlyph(culprit ?? text.first ?? "?", label: label)
    }
    return line
  }

  private func font(_ face: Face, size: Double) throws -> OpaquePointer? {
    let font = pango_font_description_new()
    pango_font_description_set_family(font, Self.family)
    pango_font_description_set_style(font, face.isItalic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL)
    pango_font_description_set_weight(font, face.isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
    pango_font_description_set_absolute_size(font, size * Double(PANGO_SCALE))
    if checkedFaces.contains(face) { return font }
    guard isInstalled(font) else {
      pango_font_description_free(font)
      throw FigureError.Problem.missingFont(Self.family)
    }
    checkedFaces.insert(face)
    return font
  }

  /// Fontconfig always finds something, so ask what it found.
  private func isInstalled(_ font: OpaquePointer?) -> Bool {
    guard let loaded = pango_context_load_font(context, font) else { return false }
    defer { g_object_unref(UnsafeMutableRawPointer(loaded)) }
    guard let description = pango_font_describe(loaded) else { return false }
    defer { pango_font_description_free(description) }
    guard let family = pango_font_description_get_family(description) else { return false }
    return String(cString: family) == Self.family
  }
}

/// A piece of text in one face and size, laid out.
final class TextLine {
  let text: String
  /// How far the text moves the pen, in points.
  let width: Double
  /// How far the ink reaches above and below the baseline, in points.
  let ascent: Double
  let descent: Double
  private let layout: OpaquePointer

  fileprivate init(_ text: String, font: OpaquePointer?, context: OpaquePointer) {
    self.text = text
    layout = pango_layout_new(context)
    pango_layout_set_font_description(layout, font)
    pango_layout_set_single_paragraph_mode(layout, 1)
    pango_layout_set_auto_dir(layout, 0)
    let attributes = pango_attr_list_new()
    pango_attr_list_insert(attributes, pango_attr_fallback_new(0))
    pango_layout_set_attributes(layout, attributes)
    pango_attr_list_unref(attributes)
    pango_layout_set_text(layout, text, Int32(text.utf8.count))
    var (ink, logical) = (PangoRectangle(), PangoRectangle())
    pango_layout_get_extents(layout, &ink, &logical)
    let baseline = pango_layout_get_baseline(layout)
    let unit = Double(PANGO_SCALE)
    width = Double(logical.width) / unit
    ascent = ink.height > 0 ? Double(baseline - ink.y) / unit : 0
    descent = ink.height > 0 ? Double(ink.y + ink.height - baseline) / unit : 0
  }

  deinit { g_object_unref(UnsafeMutableRawPointer(layout)) }

  fileprivate var hasUnknownGlyphs: Bool { pango_layout_get_unknown_glyphs_count(layout) > 0 }

  /// Draws the text with its baseline's left end at the canvas's current point, as text and not as outlines, so that
  /// it can be selected in a PDF.
  func show(on canvas: Canvas) {
    pango_cairo_update_layout(canvas.context, layout)
    guard let line = pango_layout_get_line_readonly(layout, 0) else { return }
    pango_cairo_show_layout_line(canvas.context, line)
  }
}

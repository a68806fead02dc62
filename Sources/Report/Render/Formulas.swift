import Notebook

extension Renderer {
  mutating func inlineMath(_ tex: String, at origin: TextOrigin) -> HTML {
    math(tex, display: false, at: origin)
  }

  mutating func displayMath(_ formula: DisplayMath) -> HTML {
    let math = math(formula.tex, display: true, at: formula.origin)
    guard let label = formula.label, let target = numbering.targets[label] else {
      return "<div class=\"equation\"><div class=\"scroll\">\(math)</div></div>\n"
    }
    return """
      <div class="equation" id="\(label)"><div class="scroll">\(math)</div>\
      <a class="number" href="#\(label.fragment)" aria-label="Equation \(target.number)">(\(target.number))</a></div>

      """
  }

  private mutating func math(_ tex: String, display: Bool, at origin: TextOrigin) -> HTML {
    let source: HTML = "<code class=\"tex\">\(tex)</code>"
    if let markup = typesetter.known(tex, display: display) { return HTML(raw: markup) }
    guard loadsKaTeX(for: origin.start) else { return source }
    do throws(MathError) {
      return HTML(raw: try typesetter.mathML(tex, display: display))
    } catch {
      // White space behind the formula is no place to look at.
      let written = tex.count - tex.reversed().prefix { $0.isWhitespace }.count
      let place = error.offset.map { origin.location(min($0, written), in: tex) } ?? origin.start
      note(error.message, at: place, remedy: error.remedy)
      return source
    }
  }

  /// Whether there is a KaTeX. That there is none is a mistake once and not at every formula.
  private mutating func loadsKaTeX(for location: SourceLocation) -> Bool {
    guard !missesKaTeX else { return false }
    do throws(MathError) {
      try typesetter.load()
    } catch {
      missesKaTeX = true
      note(error.message, at: location, remedy: error.remedy)
    }
    return !missesKaTeX
  }
}

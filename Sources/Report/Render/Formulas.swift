import Notebook

extension Renderer {
  mutating func inlineMath(_ tex: String, at location: SourceLocation) -> HTML {
    math(tex, display: false, at: location)
  }

  mutating func displayMath(_ formula: DisplayMath) -> HTML {
    let math = math(formula.tex, display: true, at: formula.location)
    guard let label = formula.label, let target = numbering.targets[label] else {
      return "<div class=\"equation\"><div class=\"scroll\">\(math)</div></div>\n"
    }
    return """
      <div class="equation" id="\(label)"><div class="scroll">\(math)</div>\
      <a class="number" href="#\(label.fragment)" aria-label="Equation \(target.number)">(\(target.number))</a></div>

      """
  }

  private mutating func math(_ tex: String, display: Bool, at location: SourceLocation) -> HTML {
    let source: HTML = "<code class=\"tex\">\(tex)</code>"
    if let markup = typesetter.known(tex, display: display) { return HTML(raw: markup) }
    guard loadsKaTeX(for: location) else { return source }
    do throws(MathError) {
      return HTML(raw: try typesetter.mathML(tex, display: display))
    } catch {
      // White space behind the formula is no place to look at.
      let written = tex.count - tex.reversed().prefix { $0.isWhitespace }.count
      let place = error.offset.map { location.advanced(by: min($0, written), in: tex) } ?? location
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

extension SourceLocation {
  /// The place `offset` characters into `text`, which starts here.
  func advanced(by offset: Int, in text: String) -> SourceLocation {
    let before = text.prefix(offset)
    let lines = before.split(omittingEmptySubsequences: false) { $0.isNewline }
    guard lines.count > 1, let last = lines.last else {
      return SourceLocation(file: file, line: line, column: column + before.count)
    }
    return SourceLocation(file: file, line: line + lines.count - 1, column: last.count + 1)
  }
}

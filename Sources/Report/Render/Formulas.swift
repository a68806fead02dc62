import Notebook

/// Formulas as MathML; KaTeX is loaded for the first of them, and missed only once.
struct Formulas {
  private enum State {
    case untouched
    case ready(MathRenderer)
    case missing
  }

  private var state = State.untouched

  /// - Returns: `nil` where there is no KaTeX, after the first time.
  mutating func mathML(_ tex: String, display: Bool) throws(MathError) -> HTML? {
    switch state {
    case .missing: return nil
    case .ready(let renderer): return HTML(raw: try renderer.mathML(tex, display: display))
    case .untouched:
      state = .missing
      state = .ready(try MathRenderer())
      return try mathML(tex, display: display)
    }
  }
}

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
    do throws(MathError) {
      if let html = try formulas.mathML(tex, display: display) { return html }
    } catch {
      let place = error.offset.map { location.advanced(by: $0, in: tex) } ?? location
      note(error.message, at: place, remedy: error.remedy)
    }
    return "<code class=\"tex\">\(tex)</code>"
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

import Notebook

extension Renderer {
  /// A `figure` directive: a picture from a file, set like the plots.
  mutating func picture(_ figure: Figure) -> HTML {
    guard let target = numbering.figures[figure.id] else { return "" }
    let words = figure.alternativeText ?? plainText(figure.caption)
    var caption: HTML = "<span class=\"label\">\(Self.name(of: target))\(figure.caption.isEmpty ? "" : ":")</span>"
    if !figure.caption.isEmpty { caption = "\(caption) \(inlines(figure.caption))" }
    let legend: HTML = figure.legend.isEmpty ? "" : "\n<div class=\"legend\">\n\(blocks(figure.legend))</div>\n"
    return """
      <figure id="\(figure.id)" class="figure picture">
      <figcaption>\(caption)\(legend)</figcaption>
      <div class="scroll card \(Self.alignment(figure.alignment))" tabindex="0" role="group" \
      aria-label="\(Self.name(of: target))">\(image(figure, words))</div>
      </figure>

      """
  }

  private mutating func image(_ figure: Figure, _ words: String) -> HTML {
    do throws(EmbeddingError) {
      let image = try EmbeddedImage(source: figure.source, besideTemplate: template.file)
      return "<img src=\"\(image.address)\"\(Self.width(figure.width)) alt=\"\(words)\">"
    } catch {
      note(error.message, at: figure.location, remedy: error.remedy)
      return HTML(words)
    }
  }

  private static func alignment(_ alignment: Figure.Alignment) -> String {
    switch alignment {
    case .left: "left"
    case .centre: "centre"
    case .right: "right"
    }
  }

  /// Never wider than the text, as the style sheet says.
  private static func width(_ width: Figure.Width?) -> HTML {
    switch width {
    case nil: ""
    case .percent(let percent): " style=\"width:\(NumberText.css(percent))%\""
    case .pixels(let pixels): " style=\"width:\(NumberText.css(pixels))px\""
    }
  }
}

extension NumberText {
  /// A length as style sheets write it.
  fileprivate static func css(_ length: Double) -> String {
    length == length.rounded() ? String(Int(length)) : String(length)
  }
}

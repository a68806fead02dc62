import Foundation
import Notebook

extension Renderer {
  /// What stands where a directive stands.
  mutating func directive(_ name: String) -> HTML {
    guard let call = calls[name] else { return "" }
    let target = numbering.targets[name]
    guard let result = results[name] else { return failure(call, target) }
    if let figure = result.figure { return self.figure(figure, call, target) }
    if let table = result.table { return resultTable(table, call, target) }
    let summary: HTML = result.members.isEmpty ? self.summary(result, call) : "a sweep of \(result.members.count)"
    return """
      <details class="step" id="\(name)">
      <summary><span class="kind">\(call.kind)</span> <span class="name">\(name)</span> \
      <span class="summary">\(summary)</span> <span class="show">show directive</span></summary>
      \(members(result, call))\(downloads(of: result.members.isEmpty ? [name] : result.members))\(source(call))</details>
      \(numbers(of: result.members.isEmpty ? [name] : result.members))
      """
  }

  private mutating func summary(_ result: StepResult, _ call: DirectiveCall) -> HTML {
    inlines(InlineParser.inlines(result.summary, at: call.location))
  }

  /// A line for each member of a sweep.
  private mutating func members(_ sweep: StepResult, _ call: DirectiveCall) -> HTML {
    guard !sweep.members.isEmpty else { return "" }
    var lines: HTML = ""
    for name in sweep.members {
      let content = results[name].map { summary($0, call) } ?? "<strong>No result:</strong> it \(reason(name))"
      lines += "<li><span class=\"name\">\(name)</span> <span class=\"summary\">\(content)</span></li>\n"
    }
    return "<ul class=\"members\">\n\(lines)</ul>\n"
  }

  /// Links to the files that steps have made for other programs. The page holds them itself.
  private func downloads(of names: [String]) -> HTML {
    let count = names.map { results[$0]?.files.count ?? 0 }.reduce(0, +)
    if names.count > Self.mostOffered, count > 0, origin?.archive.isEmpty == false {
      return """
        <p class="downloads">Its \(count) files are in the \
        <a href="#\(PageOrigin.archiveID)">archive at the end of the report</a>.</p>

        """
    }
    return downloads(names.flatMap { name in (results[name]?.files ?? []).map { (name, $0) } })
  }

  private func downloads(_ files: [(directive: String, file: AccompanyingFile)]) -> HTML {
    var links: HTML = ""
    for (name, file) in files where file.bytes.count <= Self.largestDownload {
      let title = file.name(for: name)
      let address = DataAddress.base64(file.bytes, type: "application/octet-stream")
      links += "<a href=\"\(address)\" download=\"\(title)\">\(title)</a> "
    }
    return links.isEmpty ? "" : "<p class=\"downloads\">Download: \(links)</p>\n"
  }

  /// Of larger sweeps the files are in the page's archive alone.
  private static let mostOffered = 4

  /// A larger file would weigh more than all the rest of the page; it lies beside it.
  private static let largestDownload = 1 << 17

  /// Why a step has no result, behind its name.
  private func reason(_ name: String) -> String {
    reasons[name] ?? "did not finish. The build's messages say why."
  }

  /// Looks for mistakes in labels that directives will show once they have run.
  mutating func checkLabels() {
    for call in template.directives { for label in call.labels { _ = inlines(label) } }
  }

  /// Larger than the column of text, where the window allows.
  private static let wide = 720.0

  private mutating func figure(_ figure: FigureFiles, _ call: DirectiveCall, _ target: Numbering.Target?) -> HTML {
    let image = figure.svg.isEmpty ? EmbeddedImage(png: figure.png) : EmbeddedImage(svg: figure.svg)
    // Paper has 72 points to an inch, the page 96 pixels.
    let (width, height) = (figure.width * 96 / 72, figure.height * 96 / 72)
    let words = figure.alternativeText.isEmpty ? plainText(call.caption) : figure.alternativeText
    let box: HTML = width > Self.wide ? "figure wide" : "figure"
    let label = target.map { Self.name(of: $0) } ?? call.name
    return """
      <figure id="\(call.name)" class="\(box)"\(explored(by: call.name))>
      <figcaption>\(caption(call, target))</figcaption>
      <div class="scroll card" tabindex="0" role="group" aria-label="\(label)">\
      <img src="\(image.address)" width="\(Self.pixels(width))" height="\(Self.pixels(height))" \
      style="--natural:\(Self.pixels(width))px" alt="\(words)"></div>
      <div class="tools">
      \(formats(of: figure, call.name))\(fold(call))</div>
      </figure>

      """
  }

  private static func pixels(_ length: Double) -> Int {
    length.isFinite ? Int(min(max(length, 1), 20_000).rounded()) : 1
  }

  /// `Figure 1: …` or `Table 1: …`.
  mutating func caption(_ call: DirectiveCall, _ target: Numbering.Target?) -> HTML {
    let text = inlines(call.caption)
    guard let target, !target.number.isEmpty else { return text }
    let label: HTML = "<span class=\"label\">\(Self.name(of: target))\(call.caption.isEmpty ? "" : ":")</span>"
    return text.isEmpty ? label : "\(label) \(text)"
  }

  /// The page stays whole where the build of a step failed.
  private mutating func failure(_ call: DirectiveCall, _ target: Numbering.Target?) -> HTML {
    let caption: HTML =
      target.map { $0.number.isEmpty } ?? true ? "" : "<figcaption>\(caption(call, target))</figcaption>\n"
    return """
      <figure id="\(call.name)" class="failure">
      \(caption)<p><strong>No result:</strong> <code>\(call.kind) \(call.name)</code> \(reason(call.name))</p>
      \(fold(call))</figure>

      """
  }

  /// The directive as the author wrote it, folded away, and its table for HEPData.
  func fold(_ call: DirectiveCall) -> HTML {
    let table = results[call.name]?.table.flatMap { try? hepDataFile(of: $0, call) }
    return """
      <details class="directive">
      <summary>show directive</summary>
      \(downloads(table.map { [(call.name, $0)] } ?? []))\(source(call))</details>

      """
  }

  private func source(_ call: DirectiveCall) -> HTML {
    let longest = call.source.split { $0 != "`" }.map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    let body = call.source.isEmpty || call.source.hasSuffix("\n") ? call.source : call.source + "\n"
    return "<pre tabindex=\"0\"><code>\(fence){\(call.kind)} \(call.name)\n\(body)\(fence)</code></pre>\n"
  }
}

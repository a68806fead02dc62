import Foundation
import Notebook

extension Renderer {
  /// Nothing is loaded from anywhere, and nothing runs but the page's own script. Attributes of style, which set a picture's
  /// width, can load nothing either.
  private static let policy = """
    default-src 'none'; img-src data:; script-src '\(Digest.integrity(of: Theme.script))'; \
    style-src '\(Digest.integrity(of: style))'; style-src-attr 'unsafe-inline'; base-uri 'none'; form-action 'none'
    """

  private static let style = "\n" + Theme.css

  /// The file from the first tag to the last. The text comes first, for its notes and citations follow from it.
  mutating func document() -> HTML {
    let header = self.header()
    let text = blocks(template.blocks)
    let notes = self.notes()
    let references = self.references()
    let contents = self.contents()
    return """
      <!DOCTYPE html>
      <html lang="\(template.metadata.language)">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(HTML(raw: Self.policy))">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="generator" content="Asimov">
      \(description())<title>\(title)</title>
      <style>\(HTML(raw: Self.style))</style>
      </head>
      <body>
      <a class="skip" href="#page:text">Skip to the text</a>
      \(header)\(contents)<main id="page:text">
      \(text)\(notes)\(references)</main>
      <footer>
      <p>Made with Asimov from <span class="file">\(fileName)</span></p>
      \(origin?.html ?? "")\
      </footer>
      <script type="module">\(HTML(raw: Theme.script))</script>
      </body>
      </html>

      """
  }

  private var fileName: String { template.file.split(separator: "/").last.map(String.init) ?? template.file }

  private var title: String {
    let title = plainText(template.metadata.title)
    return title.isEmpty ? fileName : title
  }

  private func description() -> HTML {
    let abstract = plainText(template.metadata.abstract)
    return abstract.isEmpty ? "" : "<meta name=\"description\" content=\"\(abstract)\">\n"
  }

  private mutating func header() -> HTML {
    let metadata = template.metadata
    var html: HTML = "<header>\n"
    html += metadata.title.isEmpty ? "<h1>\(fileName)</h1>\n" : "<h1>\(inlines(metadata.title))</h1>\n"
    if !metadata.subtitle.isEmpty { html += "<p class=\"subtitle\">\(inlines(metadata.subtitle))</p>\n" }
    html += Self.authors(metadata.authors)
    if let date = metadata.date { html += "<p class=\"date\">\(Self.spelled(date))</p>\n" }
    if !metadata.abstract.isEmpty {
      html +=
        "<div class=\"abstract\">\n<p class=\"title\">Abstract</p>\n<p>\(inlines(metadata.abstract))</p>\n</div>\n"
    }
    return html + "</header>\n"
  }

  /// Names on one line, affiliations below; raised numbers tell whose is whose where there is more than one.
  private static func authors(_ authors: [Template.Author]) -> HTML {
    guard !authors.isEmpty else { return "" }
    var affiliations: [String] = []
    for affiliation in authors.compactMap(\.affiliation) where !affiliations.contains(affiliation) {
      affiliations.append(affiliation)
    }
    let isNumbered = affiliations.count > 1
    let names = authors.map { author -> HTML in
      let name: HTML = author.email.map { "<a href=\"mailto:\($0)\">\(author.name)</a>" } ?? HTML(author.name)
      let place = author.affiliation.flatMap { affiliations.firstIndex(of: $0) }
      guard isNumbered, let place else { return "<span class=\"author\">\(name)</span>" }
      return "<span class=\"author\">\(name)<sup>\(place + 1)</sup></span>"
    }
    var html: HTML = "<p class=\"authors\">\(names.joined(", "))</p>\n"
    for (index, affiliation) in affiliations.enumerated() {
      let number: HTML = isNumbered ? "<sup>\(index + 1)</sup> " : ""
      html += "<p class=\"affiliation\">\(number)\(affiliation)</p>\n"
    }
    return html
  }

  /// `2026-11-23` as `23 November 2026`; anything else as written.
  static func spelled(_ date: String) -> HTML {
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ]
    let parts = date.split(separator: "-").map { Int($0) }
    guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2], year > 999,
      let name = months[safe: month - 1], (1...31).contains(day)
    else { return HTML(date) }
    return "<time datetime=\"\(date)\">\(day)\u{A0}\(name)\u{A0}\(year)</time>"
  }

  /// The table of contents twice: beside the text where there is room, else folded above it. The style sheet shows one.
  private mutating func contents() -> HTML {
    let sections = numbering.contents.filter { $0.level <= 3 }
    guard sections.count > 1 else { return "" }
    let outer = (footnotes, isInLink, citations)
    defer { (footnotes, isInLink, citations) = outer }
    var items: HTML = ""
    for section in sections {
      let number: HTML = "<span class=\"number\">\(section.target.number)</span>"
      items += """
        <li class="level\(section.level)"><a href="#\(section.target.anchor.fragment)">\(number) \
        <span>\(linkText(section.target.title))</span></a></li>

        """
    }
    return """
      <nav class="contents beside" aria-label="Contents">
      <p class="title">Contents</p>
      <ol>
      \(items)</ol>
      </nav>
      <details class="contents folded">
      <summary>Contents</summary>
      <nav aria-label="Contents">
      <ol>
      \(items)</ol>
      </nav>
      </details>

      """
  }
}

private func + (a: HTML, b: HTML) -> HTML { "\(a)\(b)" }

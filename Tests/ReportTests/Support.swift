import Notebook

@testable import Report

let place = SourceLocation(file: "template.md", line: 3, column: 5)

func template(_ blocks: [Block], directives: [DirectiveCall] = [], works: [BibliographyEntry] = []) -> Template {
  var template = Template(
    file: "folder/template.md", metadata: Template.Metadata(), blocks: blocks, directives: directives)
  if !works.isEmpty { template.bibliography = Bibliography(works, files: ["folder/references.bib"]) }
  return template
}

/// A book with nothing but a title and, if there are any, authors.
func work(_ key: String, _ title: String, authors: String = "") -> BibliographyEntry {
  let fields = ["title": title, "author": authors].mapValues { BibliographyEntry.Field($0, at: place) }
  return BibliographyEntry(key: key, type: "book", fields: fields, location: place)
}

/// What stands between `<main>` and `</main>`.
func body(
  _ blocks: [Block], directives: [DirectiveCall] = [], results: [String: StepResult] = [:],
  works: [BibliographyEntry] = []
) throws -> String {
  let html = try Page(template: template(blocks, directives: directives, works: works), results: results).html()
  let start = html.range(of: "<main id=\"page:text\">\n")?.upperBound ?? html.startIndex
  let end = html.range(of: "</main>")?.lowerBound ?? html.endIndex
  return String(html[start..<end])
}

func paragraph(_ inlines: Inline...) -> Block { .paragraph(inlines) }

func role(_ name: String, _ content: String) -> Inline {
  .role(Role(name: name, content: content, location: place))
}

func call(_ kind: String, _ name: String, source: String = "", caption: [Inline] = []) -> DirectiveCall {
  DirectiveCall(kind: kind, name: name, source: source, caption: caption, location: place)
}

let plot = StepResult(
  figure: FigureFiles(
    png: [1], pdf: [2], svg: Array("<svg/>".utf8), width: 72, height: 36, alternativeText: "a rising curve"))

/// The diagnostics of a page that cannot be made.
func mistakes(
  _ blocks: [Block], directives: [DirectiveCall] = [], results: [String: StepResult] = [:],
  works: [BibliographyEntry] = []
) -> [String] {
  do {
    _ = try Page(template: template(blocks, directives: directives, works: works), results: results).html()
    return []
  } catch { return error.all.map(\.description) }
}

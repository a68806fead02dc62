import Notebook

/// The works that the text has cited so far, numbered in the order in which it first did.
struct Citations {
  struct Work {
    var key: String
    /// Anchors of the places that cite it.
    var calls: [String] = []
  }

  private(set) var works: [Work] = []
  private var numbers: [String: Int] = [:]
  private var count = 0

  /// The number of the work, which is cited here.
  mutating func number(of key: String) -> Int {
    if let number = numbers[key] { return number }
    works.append(Work(key: key))
    numbers[key] = works.count
    return works.count
  }

  /// Notes one more place that the list leads back to.
  ///
  /// - Returns: the place's anchor.
  mutating func call(_ cited: Set<Int>) -> String {
    count += 1
    for number in cited { works[number - 1].calls.append("citation:\(count)") }
    return "citation:\(count)"
  }

  /// The keys that a role names, parted by commas or semicolons, each with its place.
  static func keys(of role: Role) -> [(key: String, location: SourceLocation)] {
    var keys: [(String, SourceLocation)] = []
    var offset = 0
    for part in role.content.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "," || $0 == ";" }) {
      let key = String(part.trimmed)
      let indent = part.prefix { $0.isWhitespace }.count
      if !key.isEmpty { keys.append((key, role.origin.location(offset + indent, in: role.content))) }
      offset += part.count + 1
    }
    return keys
  }
}

extension Renderer {
  /// `[1, 2]`, or `Elwood and Krücker [1]` within a sentence.
  mutating func citation(_ role: Role) -> HTML {
    let keys = Citations.keys(of: role)
    if keys.isEmpty { note("the citation names no work", at: role.location, remedy: "write {\(role.name)}`a-key`") }
    noteUnknownKeys(keys, at: role.location)
    let cited = keys.compactMap { key in template.bibliography[key.key].map { ($0, citations.number(of: key.key)) } }
    guard !cited.isEmpty else { return "<span class=\"citation\">[?]</span>" }
    var html: HTML
    if role.name == "cite:t" {
      let works = cited.map { work, number -> HTML in "\(work.shortAuthors)\u{A0}[\(link(to: work, number))]" }
      html = works.listed
    } else {
      html = "[\(links(to: Dictionary(cited.map { ($0.1, $0.0) }) { first, _ in first }))]"
    }
    // What stands in a link, or once more in the table of contents, is no place to come back to.
    guard !isInLink else { return "<span class=\"citation\">\(html)</span>" }
    return "<span class=\"citation\" id=\"\(citations.call(Set(cited.map(\.1))))\">\(html)</span>"
  }

  /// Numbers in their order, with a dash through three or more that follow each other.
  private func links(to works: [Int: BibliographyEntry]) -> HTML {
    var runs: [[(work: BibliographyEntry, number: Int)]] = []
    for (number, work) in works.sorted(by: { $0.key < $1.key }) {
      if let last = runs.last?.last, last.number == number - 1 {
        runs[runs.count - 1].append((work, number))
      } else {
        runs.append([(work, number)])
      }
    }
    return runs.map { run -> HTML in
      guard let first = run.first, let last = run.last, run.count > 2 else {
        return run.map { link(to: $0.work, $0.number) }.joined(", ")
      }
      let between = run.dropFirst().dropLast().map { "[\($0.number)] \($0.work.hoverText)" }.joined(separator: "\n")
      return """
        \(link(to: first.work, first.number))<span title="\(between)">–</span>\(link(to: last.work, last.number))
        """
    }.joined(", ")
  }

  private func link(to work: BibliographyEntry, _ number: Int) -> HTML {
    guard !isInLink else { return "\(number)" }
    return "<a href=\"#cite:\(work.key.fragment)\" title=\"\(work.hoverText)\">\(number)</a>"
  }

  private mutating func noteUnknownKeys(_ keys: [(key: String, location: SourceLocation)], at place: SourceLocation) {
    let bibliography = template.bibliography
    // A file that cannot be read may hold the key, and front matter that cannot be read may name one.
    guard bibliography.isComplete else { return }
    if bibliography.files.isEmpty {
      guard let first = keys.first else { return }
      return note(
        "cannot cite '\(first.key)': the template has no bibliography", at: first.location,
        remedy: "add 'bibliography: references.bib' to the front matter")
    }
    for (key, location) in keys where bibliography[key] == nil {
      note(
        "the bibliography has no '\(key)'", at: location,
        remedy: Suggestion.remedy(for: key, among: bibliography.keys) ?? "it holds no entries")
    }
  }

  /// The list of what the text cites, in the order it cites it, with links back to where it does.
  mutating func references() -> HTML {
    guard !citations.works.isEmpty else { return "" }
    var items: HTML = ""
    for work in citations.works {
      let entry = template.bibliography[work.key].map { inlines($0.reference) } ?? HTML(work.key)
      let links = work.calls.map { call -> HTML in
        "<a href=\"#\(call)\" aria-label=\"Back to the text\">↩\u{FE0E}</a>"
      }
      items += "<li id=\"cite:\(work.key)\">\(entry) <span class=\"back\">\(links.joined(" "))</span></li>\n"
    }
    return """
      <section class="references" aria-labelledby="page:references">
      <h2 id="page:references">References</h2>
      <ol>
      \(items)</ol>
      </section>

      """
  }
}

extension [String] {
  /// `a, b and c`.
  var listed: String {
    guard let last, count > 1 else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " and " + last
  }
}

extension [HTML] {
  /// `a, b and c`.
  fileprivate var listed: HTML {
    guard let last, count > 1 else { return first ?? "" }
    return "\(dropLast().joined(", ")) and \(last)"
  }
}

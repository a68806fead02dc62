/// An entry as the list of references shows it, in the style of physics journals:
///
/// A. Elwood and D. Krücker, *Direct optimisation …*, Eur. Phys. J. C **71** (2011) 1554, arXiv:1806.00322 [hep-ex].
///
/// Parts that the entry does not have leave no trace.
struct ReferenceText {
  let entry: BibliographyEntry
  /// Parted by commas on the page.
  private(set) var parts: [[Inline]] = []

  init(_ entry: BibliographyEntry) {
    self.entry = entry
    let authors = AuthorText(entry)
    add(authors.full)
    if let title = entry.field("title") {
      let text = Self.withoutStop(LaTeXText.inlines(title))
      if !text.isEmpty { append([.emphasis(text)]) }
    }
    addVenue(showsEditors: authors.showsEditors)
    addIdentifiers()
    if let note = entry.field("note") { append(Self.withoutStop(LaTeXText.inlines(note))) }
  }

  /// The whole, with its full stop.
  var inlines: [Inline] {
    var text: [Inline] = []
    for part in parts {
      if !text.isEmpty { text.append(.text(", ")) }
      text += part
    }
    if text.isEmpty { text = [.text(entry.key)] }
    return (text.map(\.plainText).joined().hasSuffix(".") ? text : text + [.text(".")]).joinedTexts
  }

  mutating func add(_ text: String?) {
    if let text, !text.isEmpty { parts.append([.text(text)]) }
  }

  mutating func append(_ part: [Inline]) {
    if !part.isEmpty { parts.append(part) }
  }

  static func address(ofDOI doi: String) -> String { "https://doi.org/" + doi.percentEncoded }

  /// The year stands in parentheses behind whatever comes before it.
  mutating func addYear() {
    guard let year = entry.year else { return }
    if parts.isEmpty {
      parts.append([.text(year)])
    } else {
      parts[parts.count - 1].append(.text(" (\(year))"))
    }
  }

  // MARK: Identifiers

  private mutating func addIdentifiers() {
    let doi = entry.doi
    if let doi, !hasJournal {
      append([.link(destination: Self.address(ofDOI: doi), title: "", [.text("doi:" + doi)])])
    }
    let eprint = entry.eprint
    if let eprint { append([eprint]) }
    let isOnline = ["online", "electronic", "www", "software", "dataset", "misc", "manual"].contains(entry.type)
    guard let field = entry.field("url"), isOnline || doi == nil && eprint == nil else { return }
    let address = LaTeXText.address(field.text.replacing("\\url", with: ""))
    let isAddress = address.hasPrefix("https://") || address.hasPrefix("http://")
    // A page's own address is not told twice.
    guard doi.map({ !address.hasSuffix($0) }) ?? true, !address.contains("arxiv.org/abs") || eprint == nil else {
      return
    }
    var part: [Inline] = [isAddress ? .link(destination: address, title: "", [.text(address)]) : .text(address)]
    if let date = entry.text("urldate") { part.append(.text(" (visited \(date))")) }
    append(part)
  }

  /// Whether the journal is shown, which is the DOI's link then.
  var hasJournal: Bool {
    let isBook = ["book", "booklet", "proceedings", "phdthesis", "mastersthesis", "thesis"].contains(entry.type)
    return !isBook && entry.text("journal", "journaltitle") != nil
  }

  /// A comma or a stop will follow.
  private static func withoutStop(_ text: [Inline]) -> [Inline] {
    guard case .text(let last) = text.last, last.hasSuffix("."), !last.hasSuffix("..") else { return text }
    return Array(text.dropLast()) + (last.count > 1 ? [.text(String(last.dropLast()))] : [])
  }
}

extension BibliographyEntry {
  /// As the list of references shows it.
  public var reference: [Inline] { ReferenceText(self).inlines }

  /// `Elwood and Krücker`, as a sentence names the authors; the title or the key where nobody is named.
  public var shortAuthors: String {
    AuthorText(self).short ?? text("organization", "institution", "title") ?? key
  }

  /// Authors, title and year on one line, for the pointer that hovers over a citation.
  public var hoverText: String {
    let parts = [AuthorText(self).full, text("title"), year].compactMap { $0 }.filter { !$0.isEmpty }
    return parts.isEmpty ? key : parts.joined(separator: ", ")
  }

  /// `2018`, also of biblatex's `date = {2018-06-01}`.
  var year: String? { text("year") ?? text("date").map { String($0.prefix { $0 != "-" && $0 != "–" }) } }

  /// Without the address before it. Where there are several, as INSPIRE has it for errata, the first.
  var doi: String? {
    guard let field = field("doi") else { return nil }
    let words = field.text.split { $0.isWhitespace || $0 == "," && field.text.contains(", ") }
    guard let first = words.first.map({ LaTeXText.address(String($0)) }) else { return nil }
    guard let start = first.range(of: "10.") else { return first }
    return String(first[start.lowerBound...])
  }

  /// A link to arXiv, or the name of the archive and the number there.
  var eprint: Inline? {
    guard let field = field("eprint") else { return nil }
    var number = LaTeXText.address(field.text)
    let archive = text("archiveprefix", "eprinttype") ?? "arXiv"
    guard archive.lowercased() == "arxiv" else { return .text("\(archive):\(number)") }
    if number.lowercased().hasPrefix("arxiv:") { number = String(number.dropFirst(6)) }
    let subject = text("primaryclass", "eprintclass")
    // Numbers before April 2007 tell the subject themselves.
    let shown = "arXiv:" + number + (number.contains("/") ? "" : subject.map { " [\($0)]" } ?? "")
    return .link(destination: "https://arxiv.org/abs/" + number.percentEncoded, title: "", [.text(shown)])
  }
}

extension String {
  /// Fit for the path of an address.
  fileprivate var percentEncoded: String {
    var text = ""
    for byte in utf8 {
      let scalar = Unicode.Scalar(byte)
      if byte < 0x80,
        scalar.isASCIILetter || ("0"..."9").contains(scalar) || "-._~/:;()".unicodeScalars.contains(scalar)
      {
        text.unicodeScalars.append(scalar)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        text += "%" + (digits.count < 2 ? "0" : "") + digits
      }
    }
    return text
  }
}

extension [Inline] {
  /// With texts beside each other made one.
  fileprivate var joinedTexts: [Inline] {
    var result: [Inline] = []
    for inline in self {
      if case .text(let text) = inline, case .text(let before) = result.last {
        result[result.count - 1] = .text(before + text)
      } else {
        result.append(inline)
      }
    }
    return result
  }
}

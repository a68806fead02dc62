import Notebook

/// The text's footnotes, numbered in the order in which the text first calls them.
struct Footnotes {
  struct Note {
    var id: String
    var blocks: [Block]
    /// How often the text has called it so far.
    var calls = 0
  }

  private var written: [String: [Block]] = [:]
  private(set) var called: [Note] = []

  init(_ blocks: [Block]) { collect(blocks) }

  private mutating func collect(_ blocks: [Block]) {
    for block in blocks {
      if case .footnote(let id, let content) = block, written[id] == nil { written[id] = content }
      collect(block.children)
    }
  }

  /// - Returns: the note's number, and which call of it this is; `nil` where the text has no such note.
  mutating func call(_ id: String) -> (number: Int, call: Int)? {
    guard let blocks = written[id] else { return nil }
    let index = called.firstIndex { $0.id == id } ?? called.count
    if index == called.count { called.append(Note(id: id, blocks: blocks)) }
    called[index].calls += 1
    return (index + 1, called[index].calls)
  }
}

extension Renderer {
  mutating func footnoteReference(_ id: String) -> HTML {
    guard let (number, call) = footnotes.call(id) else { return HTML("[^\(id)]") }
    guard !isInLink else { return "<sup>\(number)</sup>" }
    return """
      <sup class="footnote"><a id="\(Self.anchor(number, call))" href="#fn:\(number)" \
      aria-label="Footnote \(number)">\(number)</a></sup>
      """
  }

  private static func anchor(_ number: Int, _ call: Int) -> String {
    "fnref:\(number)" + (call == 1 ? "" : "-\(call)")
  }

  /// The notes with links back to where they are called. A note may call another one.
  mutating func notes() -> HTML {
    var bodies: [HTML] = []
    while let note = footnotes.called[safe: bodies.count] { bodies.append(blocks(note.blocks)) }
    guard !bodies.isEmpty else { return "" }
    var items: HTML = ""
    for (index, body) in bodies.enumerated() {
      let links = (1...footnotes.called[index].calls).map { call -> HTML in
        "<a href=\"#\(Self.anchor(index + 1, call))\" aria-label=\"Back to the text\">↩\u{FE0E}</a>"
      }
      items += "<li id=\"fn:\(index + 1)\">\(body)<p class=\"back\">\(links.joined(" "))</p></li>\n"
    }
    return "<section class=\"footnotes\" aria-label=\"Footnotes\">\n<ol>\n\(items)</ol>\n</section>\n"
  }
}

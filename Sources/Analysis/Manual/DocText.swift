/// A doc comment as paragraphs and code.
struct DocText {
  /// Each on one line.
  private(set) var paragraphs: [String] = []
  /// Fenced code with its fences, one line break apart.
  private(set) var code: [String] = []

  init(_ text: String) {
    var words: [Substring] = []
    var fenced: [Substring] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") || !fenced.isEmpty {
        let isEnd = !fenced.isEmpty && line == "```"
        fenced.append(line)
        if isEnd {
          code.append(fenced.joined(separator: "\n"))
          fenced = []
        }
      } else if line.isEmpty {
        end(&words)
      } else {
        words.append(line)
      }
    }
    end(&words)
  }

  private mutating func end(_ lines: inout [Substring]) {
    if !lines.isEmpty { paragraphs.append(lines.joined(separator: " ")) }
    lines = []
  }
}

/// What KaTeX has against a formula, in words for its author.
struct TeXMistake {
  var message: String
  var remedy: String?

  /// What KaTeX says, what that means, and what to do.
  private static let known: [(sentence: String, message: String, remedy: String)] = [
    (
      "Expected 'EOF', got '&'", "'&' stands outside an environment",
      #"put the lines between \begin{aligned} and \end{aligned}"#
    ),
    ("Expected 'EOF', got '}'", "'}' closes nothing", "drop it, or open it by '{'"),
    ("Expected 'EOF', got '\\right'", #"'\right' closes nothing"#, #"open it by '\left'"#),
    ("Expected 'EOF', got '\\end'", #"'\end' closes nothing"#, #"open it by '\begin'"#),
    ("Expected '}', got 'EOF'", "a '{' is never closed", "add '}'"),
    ("Expected '\\right', got 'EOF'", #"a '\left' is never closed"#, #"add '\right)', or '\right.' for no bracket"#),
    (
      "Unexpected end of input in a macro argument, expected '}'", "the formula ends within a command's argument",
      "give every argument, and close its braces"
    ),
    (
      "Unexpected end of input in a macro argument, expected ']'", "the formula ends within a command's argument",
      "add ']'"
    ),
    (#"Expected & or \\ or \cr or \end"#, "an environment is never closed", #"add its '\end'"#),
    ("Double superscript", "two superscripts on one symbol", "put what both belong to in braces"),
    ("Double subscript", "two subscripts on one symbol", "put what both belong to in braces"),
    ("Expected group after '^'", "'^' raises nothing", "write what it raises in braces"),
    ("Expected group after '_'", "'_' lowers nothing", "write what it lowers in braces"),
  ]

  /// - Parameter text: KaTeX's message. Its name and the place are left out, which are shown in our own way.
  init(_ text: String) {
    var sentence = text.hasPrefix("KaTeX parse error: ") ? String(text.dropFirst(19)) : text
    for mark in [" at position ", " at end of input: "] {
      if let range = sentence.firstPlace(of: mark) { sentence = String(sentence[..<range.lowerBound]) }
    }
    if let found = Self.known.first(where: { sentence.hasPrefix($0.sentence) }) {
      (message, remedy) = ("TeX: " + found.message, found.remedy)
    } else if sentence.isEmpty {
      message = "KaTeX refuses this formula"
    } else {
      message = "TeX: " + sentence.prefix(1).lowercased() + sentence.dropFirst()
      if sentence.hasPrefix("Undefined control sequence: ") {
        remedy = #"check its spelling, or write a name as \mathrm{…}"#
      }
    }
  }
}

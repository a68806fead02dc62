/// Reads a BibTeX file: entries, `@string`, `@preamble`, `@comment`; anything else between entries is a remark.
///
/// Behind a mistake it goes on with the next field or, where a brace is never closed, with the next line that starts
/// an entry, so that one run finds most of what is wrong and every key is known.
///
/// - Complexity: O(n). Braces are paired beforehand, so a search for a closing quote passes each character at most once a
///   level, and a search that failed is not repeated: it stops where its level ends.
struct BibTeXReader {
  let text: BibTeXText
  var position = 0
  /// In the order of the file; every one has a key of its own.
  private(set) var entries: [BibliographyEntry] = []
  var diagnostics: [Diagnostic] = []
  /// What an unquoted word stands for.
  private(set) var macros = Self.months
  /// Whether the end of the entry at hand is lost to a brace that was told.
  var isLost = false
  private var linesOfKeys: [String: Int] = [:]

  /// A macro made of macros may double with every line: there has to be an end.
  private static let longestMacro = 1000

  private static let months = Dictionary(
    uniqueKeysWithValues: [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ].map { (String($0.prefix(3)).lowercased(), $0) })

  /// - Parameters:
  ///   - text: What stands in the file.
  ///   - file: Its path, for messages.
  init(_ text: String, file: String) {
    self.text = BibTeXText(text.replacingLineEnds(), file: file)
    while let at = next("@") {
      position = at + 1
      readCommand(at: at)
    }
  }

  private func next(_ mark: Unicode.Scalar) -> Int? {
    position < text.count ? text.scalars[position...].firstIndex(of: mark) : nil
  }

  /// What stands behind an `@`.
  private mutating func readCommand(at start: Int) {
    skipSpaces()
    let type = name().lowercased()
    skipSpaces()
    guard !type.isEmpty, let opening = text[position], opening == "{" || opening == "(" else {
      if startsLine(start), Self.types.contains(type) {
        report("'@\(type)' opens no entry", at: start, remedy: "write @\(type){a-key, …}")
      }
      return
    }
    let closing: Unicode.Scalar = opening == "{" ? "}" : ")"
    switch type {
    case "comment":
      if let end = text.partner(of: position) { position = end + 1 }
    case "preamble": readPreamble(closing)
    case "string": readMacro(at: start, closing)
    default: readEntry(type, at: start, closing)
    }
  }

  /// LaTeX that is put before a list of references has no meaning on a page.
  private mutating func readPreamble(_ closing: Unicode.Scalar) {
    let opening = position
    if closing == "}" {
      guard let end = text.partner(of: opening) else {
        position += 1
        return report("the brace of @preamble is never closed", at: opening, remedy: "add '}'")
      }
      position = end + 1
    } else {
      position += 1
      _ = value(of: "@preamble")
    }
  }

  private mutating func readMacro(at start: Int, _ closing: Unicode.Scalar) {
    let opening = position
    position += 1
    let read = readFields(closing)
    if !read.isClosed { notClosed("'@string'", opening, closing, read.braces) }
    for (name, field) in read.fields {
      guard field.text.utf8.count <= Self.longestMacro else {
        report(
          "the text of '\(name)' is longer than \(Self.longestMacro) characters", at: start, remedy: "shorten it")
        continue
      }
      macros[name] = field.text
    }
  }

  private mutating func readEntry(_ type: String, at start: Int, _ closing: Unicode.Scalar) {
    let opening = position
    position += 1
    let key = readKey(type, closing)
    let read = readFields(closing)
    var entry = BibliographyEntry(key: key, type: type, location: text.location(start))
    for (name, field) in read.fields {
      if entry.fields.updateValue(field, forKey: name) != nil {
        diagnostics.append(
          Diagnostic("field '\(name)' stands twice in '\(key)'", at: field.location, remedy: "drop one"))
      }
    }
    if read.isClosed {
      checkRest(key)
    } else if let blamed = notClosed(key.isEmpty ? "'@\(type)'" : "entry '\(key)'", opening, closing, read.braces) {
      entry.fields[blamed] = nil
    }
    guard !key.isEmpty else { return }
    if let line = linesOfKeys[key] {
      return report("key '\(key)' stands twice", at: start, remedy: "line \(line) has it; choose another")
    }
    linesOfKeys[key] = entry.location.line
    for name in ["author", "editor"] {
      if let field = entry.field(name) { diagnostics += PersonNames(field.text).mistakes(in: field) }
    }
    entries.append(entry)
  }

  /// A brace too many closes an entry early, and BibTeX takes the fields behind it for a remark.
  private mutating func checkRest(_ key: String) {
    let end = position
    defer { position = end }
    skipSpaces()
    guard text[position] == "," else { return }
    position += 1
    skipSpaces()
    guard !name().isEmpty else { return }
    skipSpaces()
    guard text[position] == "=" else { return }
    report("entry '\(key)' ends here, with fields behind it", at: end - 1, remedy: "drop this brace")
  }

  // MARK: Keys

  /// The key and the comma behind it; empty where there is none.
  private mutating func readKey(_ type: String, _ closing: Unicode.Scalar) -> String {
    skipSpaces()
    let start = position
    var key = keyWord(closing)
    skipSpaces()
    switch text[position] {
    case ",": position += 1
    case closing: break
    case "=":
      position = start
      key = ""
    case nil, "@": return key
    default: key += restOfKey(key)
    }
    if key.isEmpty { report("'@\(type)' has no key", at: start, remedy: "write @\(type){a-key, …}") }
    return key
  }

  private mutating func keyWord(_ closing: Unicode.Scalar) -> String {
    let start = position
    while let scalar = text[position], !scalar.isSpace, !",={}\"@".unicodeScalars.contains(scalar), scalar != closing {
      position += 1
    }
    return text.string(start..<position)
  }

  /// What else stands before the comma: a key with a space in it, or the first field where the comma is missing.
  private mutating func restOfKey(_ key: String) -> String {
    let start = position
    while let scalar = text[position], !",={}\"@\n".unicodeScalars.contains(scalar) { position += 1 }
    guard !key.isEmpty, text[position] == "," else {
      position = start
      if !key.isEmpty { report("there is no ',' behind the key '\(key)'", at: start, remedy: "add it") }
      return ""
    }
    let rest = String(text.string(start..<position).filter { !$0.isWhitespace })
    position += 1
    report("key '\(key)' has a space behind it", at: start, remedy: "write '\(key)\(rest)'")
    return rest
  }

  private static let types: Set = [
    "article", "book", "booklet", "conference", "inbook", "incollection", "inproceedings", "manual",
    "mastersthesis", "misc", "online", "phdthesis", "preamble", "proceedings", "software", "string", "techreport",
    "unpublished",
  ]
}

extension BibTeXReader {
  struct Fields {
    var fields: [(name: String, field: BibliographyEntry.Field)] = []
    /// Where the values in braces stand.
    var braces: [(name: String, range: ClosedRange<Int>)] = []
    var isClosed = false
  }

  /// `name = value, …` up to and including the closing mark, or to where it should have been.
  mutating func readFields(_ closing: Unicode.Scalar) -> Fields {
    isLost = false
    var read = Fields()
    /// Where the last value ended, until the comma behind it is found.
    var end: Int?
    while true {
      skipSpaces()
      switch text[position] {
      case closing:
        position += 1
        read.isClosed = true
        return read
      case nil, "@", "}": return read
      case ",":
        position += 1
        end = nil
      default:
        if let end { report("there is no ',' between two fields", at: end, remedy: "add it") }
        end = nil
        let start = position
        guard let (name, value) = readField() else {
          if position == start { position += 1 }
          continue
        }
        read.fields.append((name, value.field))
        if let closing = text.partner(of: value.start) { read.braces.append((name, value.start...closing)) }
        end = position
      }
    }
  }

  private mutating func readField() -> (String, Value)? {
    let start = position
    let name = self.name()
    guard !name.isEmpty else {
      let remedy = text[start] == "%" ? "BibTeX has no comments within an entry" : "write name = {…}"
      report("expected a field's name, not '\(text.string(start..<start + 1))'", at: start, remedy: remedy)
      skipToComma()
      return nil
    }
    skipSpaces()
    if text[position] == "=" {
      position += 1
    } else {
      report("there is no '=' behind '\(name)'", at: start, remedy: "write \(name) = {…}")
      guard let scalar = text[position], "{\"0123456789".unicodeScalars.contains(scalar) else {
        skipToComma()
        return nil
      }
    }
    guard let value = value(of: name) else { return nil }
    return (name.lowercased(), value)
  }

  // MARK: Values

  struct Value {
    var field: BibliographyEntry.Field
    /// Where its first piece starts.
    var start: Int
  }

  /// `{…}`, `"…"`, a number or a macro, or several joined by `#`; `nil` where a mistake was told.
  mutating func value(of name: String) -> Value? {
    skipSpaces()
    let start = position
    let isWord = text[start] != "{" && text[start] != "\""
    var field = BibliographyEntry.Field("", at: text.location(isWord ? start : start + 1))
    while let piece = piece(of: name) {
      field.text += piece
      let end = position
      skipSpaces()
      guard text[position] == "#" else {
        position = end
        return Value(field: field, start: start)
      }
      position += 1
      skipSpaces()
    }
    return nil
  }

  private mutating func piece(of name: String) -> String? {
    let start = position
    switch text[start] {
    case "{": return braced(name)
    case "\"": return quoted(name)
    default:
      let word = self.name()
      guard !word.isEmpty else {
        report("'\(name)' has no value", at: start, remedy: "write \(name) = {…}")
        skipToComma()
        return nil
      }
      if word.allSatisfy({ $0.isASCII && $0.isNumber }) { return word }
      if let text = macros[word.lowercased()] { return text }
      report("undefined macro '\(word)'", at: start, remedy: remedy(for: word))
      return ""
    }
  }

  private func remedy(for macro: String) -> String {
    // So many or so long names are nobody's handwriting, and comparing them takes its time.
    let near = macro.utf8.count < 64 && macros.count < 1000 ? macros.keys.filter { $0.utf8.count < 64 } : []
    if let name = Suggestion.nearest(to: macro, among: near.sorted()) { return "did you mean '\(name)'?" }
    return "text stands in braces, and @string{\(macro) = {…}} defines a macro"
  }

  private mutating func braced(_ name: String) -> String? {
    let start = position
    guard let end = text.partner(of: start) else {
      report("the brace of '\(name)' is never closed", at: start, remedy: "add '}'")
      skipToEntry()
      return nil
    }
    position = end + 1
    return text.string(start + 1..<end)
  }

  private mutating func quoted(_ name: String) -> String? {
    let start = position
    var index = start + 1
    while let scalar = text[index], scalar != "}", scalar != "\"" || text[index - 1] == "\\" {
      if scalar == "\"" {
        // BibTeX ends the value here, which nobody who writes an accent means.
        report("\\\" ends the value of '\(name)'", at: index - 1, remedy: "put the accented letter in braces: {\\\"u}")
      }
      guard scalar == "{" else {
        index += 1
        continue
      }
      guard let end = text.partner(of: index) else {
        report("a brace in '\(name)' is never closed", at: index, remedy: "add '}'")
        position = index
        skipToEntry()
        return nil
      }
      index = end + 1
    }
    if text[index] == "\"", fieldLine(endingAt: index, after: start) == nil {
      position = index + 1
      return text.string(start + 1..<index)
    }
    report("the quote of '\(name)' is never closed", at: start, remedy: "add '\"'")
    position = start + 1
    switch text[index] {
    case "\"": position = fieldLine(endingAt: index, after: start) ?? index
    case nil: skipToEntry()
    default: skipToFieldLine()
    }
    return nil
  }

  /// Start of a line `name =` right before the quote at `index`: what closes there opened the next field's value.
  private func fieldLine(endingAt index: Int, after start: Int) -> Int? {
    var place = index - 1
    func back(while matches: (Unicode.Scalar) -> Bool) {
      while place > start, let scalar = text[place], matches(scalar) { place -= 1 }
    }
    back { $0.isSpace && $0 != "\n" }
    guard text[place] == "=" else { return nil }
    place -= 1
    back { $0.isSpace && $0 != "\n" }
    let end = place
    back { $0.isBibTeXName }
    guard place < end else { return nil }
    back { $0.isSpace && $0 != "\n" }
    return place > start && text[place] == "\n" ? place : nil
  }

  // MARK: Going on behind a mistake

  /// Tells whose brace is missing and goes to where the reader finds its feet again.
  ///
  /// - Returns: the field that swallowed others, if one did.
  @discardableResult
  mutating func notClosed(
    _ what: String, _ opening: Int, _ closing: Unicode.Scalar, _ braces: [(name: String, range: ClosedRange<Int>)]
  ) -> String? {
    guard !isLost else { return nil }
    // Looking into values again takes no more than twice the time, since braces in braces that pair have pairs of their
    // own; parentheses are not paired.
    if closing == "}", let (name, range) = braces.first(where: { holdsFieldLine($0.range) }) {
      report("the brace of '\(name)' is never closed", at: range.lowerBound, remedy: "add '}'")
      position = range.lowerBound
      skipToEntry()
      return name
    }
    report("\(what) is never closed", at: opening, remedy: "add '\(closing)'")
    if text[position] == "}" { position += 1 }
    return nil
  }

  /// Whether some line within starts like a field.
  private func holdsFieldLine(_ range: ClosedRange<Int>) -> Bool {
    var isLineStart = false
    var index = range.lowerBound
    while index < range.upperBound {
      if isLineStart, startsField(index) { return true }
      isLineStart = text[index] == "\n"
      index += 1
    }
    return false
  }

  /// Whether `name =` stands behind `index` and white space.
  private func startsField(_ index: Int) -> Bool {
    var end = index
    while let scalar = text[end], scalar.isSpace, scalar != "\n" { end += 1 }
    let start = end
    while let scalar = text[end], scalar.isBibTeXName { end += 1 }
    guard end > start else { return false }
    while let scalar = text[end], scalar.isSpace, scalar != "\n" { end += 1 }
    return text[end] == "="
  }

  /// To the next comma of the entry, or to what ends it.
  private mutating func skipToComma() { skip { _, scalar in scalar == "," } }

  /// To the next line that starts like a field, or to what ends the entry.
  private mutating func skipToFieldLine() {
    skip { reader, scalar in scalar == "\n" && reader.startsField(reader.position + 1) }
  }

  private mutating func skip(to isGoal: (Self, Unicode.Scalar) -> Bool) {
    while let scalar = text[position], !isGoal(self, scalar), scalar != "}", !(scalar == "@" && startsLine(position)) {
      position = scalar == "{" ? text.partner(of: position).map { $0 + 1 } ?? position + 1 : position + 1
    }
  }

  /// To the next line that starts with an `@`, since all braces from here on are in doubt.
  private mutating func skipToEntry() {
    isLost = true
    while position < text.count, !(text[position] == "@" && startsLine(position)) { position += 1 }
  }

  func startsLine(_ index: Int) -> Bool {
    var place = index - 1
    while let scalar = text[place], scalar.isSpace, scalar != "\n" { place -= 1 }
    return place < 0 || text[place] == "\n"
  }

  // MARK: Words

  mutating func skipSpaces() { while let scalar = text[position], scalar.isSpace { position += 1 } }

  mutating func name() -> String {
    let start = position
    while let scalar = text[position], scalar.isBibTeXName { position += 1 }
    return text.string(start..<position)
  }

  mutating func report(_ message: String, at index: Int, remedy: String) {
    diagnostics.append(Diagnostic(message, at: text.location(index), remedy: remedy))
  }
}

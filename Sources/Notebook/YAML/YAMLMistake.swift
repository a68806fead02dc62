import Yams

/// What libyaml has against a text, in words for people who never set out to write YAML, and at the place where it is put
/// right: libyaml itself stops where it can go no further, often lines below an open bracket.
struct YAMLMistake {
  var message: String
  var remedy: String?
  var mark: YAMLPlaces.Position

  private static let sameColumn = "start all keys of one mapping in the same column"
  private static let quotes = "put the text in quotes"

  init(_ problem: String, _ context: YamlError.Context?, at mark: YAMLPlaces.Position, in text: YAMLPlaces) {
    self.mark = mark
    message = "not YAML: \(problem)" + (context.map { " \($0.text)" } ?? "")
    let before = text.before(mark)
    let next = text.after(mark).first
    switch problem {
    case "did not find expected ',' or '}'", "did not find expected ',' or ']'": openBracket(problem, context, text)
    case "did not find expected node content":
      if next == nil, let opening = text.openBracket(before: mark) {
        (self.mark, message) = (opening.mark, "'\(opening.bracket)' is never closed")
        remedy = "add '\(opening.bracket == "{" ? "}" : "]")'"
      } else {
        message = "expected a value here"
        remedy = "put a text that holds ',', brackets or braces in quotes"
      }
    case "could not find expected ':'":
      self.mark = context.map { .init($0.mark) } ?? mark
      noColon(text.after(self.mark))
    case "mapping values are not allowed in this context": colon(before, text)
    case "did not find expected key" where next == "}" || next == "]": closesNothing(next)
    case "did not find expected key", "did not find expected '-' indicator", "did not find expected <document start>":
      misplaced(before, isList: problem.contains("'-'"))
    case "found character that cannot start any token":
      if next == "\t" {
        (message, remedy) = ("a tab in the indentation", "indent with spaces")
      } else {
        (message, remedy) = ("a value cannot begin with '\(next.map(String.init) ?? "")'", Self.quotes)
      }
    case "found unexpected end of stream" where context?.text == "while scanning a quoted scalar":
      self.mark = context.map { .init($0.mark) } ?? mark
      message = "the quote is never closed"
      remedy = text.after(self.mark).first.map { "close it with \($0)" }
    case "found undefined alias": alias(text)
    case "did not find expected alphabetic or numeric character":
      self.mark = context.map { .init($0.mark) } ?? mark
      message = "a value cannot begin with '\(text.after(self.mark).first.map(String.init) ?? "")'"
      remedy = Self.quotes
    case "found unknown escape character":
      let escape = text.after(mark).prefix(2)
      message = "unknown escape '\(escape)' within double quotes"
      remedy = "write '\\\(escape)', or use single quotes"
    case "block sequence entries are not allowed in this context":
      (message, remedy) = ("a list cannot begin here", "put each of its entries on a line of its own")
    default: if problem.hasPrefix("Maximum nesting level") { message = YAMLReader.tooMuch }
    }
  }

  private mutating func openBracket(_ problem: String, _ context: YamlError.Context?, _ text: YAMLPlaces) {
    let closing = problem.suffix(3)
    guard let opening = context.map({ YAMLPlaces.Position($0.mark) }), !text.isClosed(opening) else {
      message = "expected ',' or \(closing) here"
      remedy = "part entries by ',', and put a text that holds ',', brackets or braces in quotes"
      return
    }
    mark = opening
    message = "'\(closing == "'}'" ? "{" : "[")' is never closed"
    remedy = "add \(closing)"
  }

  private mutating func noColon(_ line: Substring) {
    message = "'\(line.shortened)' has no key"
    remedy = "write key: value"
  }

  /// A colon where no key can stand: the second one of a line, one below a value, or one behind a line without.
  private mutating func colon(_ before: Substring, _ text: YAMLPlaces) {
    if before.holds(": ") || before.first == "-" {
      (message, remedy) = ("a second ': ' on one line", "quote the text that holds it")
    } else if let above = text.lineAbove(mark), !above.text.contains(":") {
      mark = above.mark
      noColon(above.text)
    } else {
      mark = YAMLPlaces.Position(line: mark.line, column: before.prefix { $0.isWhitespace }.count + 1)
      (message, remedy) = ("a key stands below a value", Self.sameColumn)
    }
  }

  private mutating func closesNothing(_ bracket: Character?) {
    message = "'\(bracket.map(String.init) ?? "")' closes nothing"
    remedy = "drop it, or put the text in quotes"
  }

  private mutating func misplaced(_ before: Substring, isList: Bool) {
    guard before.allSatisfy(\.isWhitespace) else {
      (message, remedy) = ("the value ends before this", "put the whole value in quotes")
      return
    }
    message = "this line belongs to no \(isList ? "list" : "mapping") above it"
    remedy = isList ? "start all entries of one list in the same column" : Self.sameColumn
  }

  private mutating func alias(_ text: YAMLPlaces) {
    let word = text.after(mark).prefix { !$0.isWhitespace && !",]}".contains($0) }
    message = "'\(word)' refers to nothing"
    remedy = "put the text in quotes, or write '&\(word.dropFirst())' before the value that it repeats"
  }
}

extension Substring {
  /// The line, or as much as a message has room for.
  fileprivate var shortened: String {
    let trimmed = String(self).trimmingSpaces()
    return trimmed.count > 40 ? trimmed.prefix(40) + "…" : trimmed
  }
}

/// A reading of HTML that is stricter than a browser's: every element is closed, in order, and every attribute quoted.
struct Markup {
  struct Tag {
    var name: String
    var attributes: [String: String]
  }

  struct Malformed: Error, CustomStringConvertible {
    var description: String
  }

  private(set) var tags: [Tag] = []
  private var open: [String] = []
  private var rest: Substring.UnicodeScalarView

  private static let void = ["meta", "br", "hr", "img", "input", "link"]

  init(_ html: String) throws(Malformed) {
    rest = Substring(html).unicodeScalars
    guard take("<!DOCTYPE html>") else { throw Malformed(description: "no doctype") }
    while !rest.isEmpty {
      _ = until("<")
      guard !rest.isEmpty else { break }
      try readTag()
    }
    guard open.isEmpty else { throw Malformed(description: "never closed: \(open)") }
  }

  private mutating func readTag() throws(Malformed) {
    _ = take("<")
    if take("/") {
      let name = until(">")
      _ = take(">")
      guard open.popLast() == name else { throw Malformed(description: "</\(name)> closes nothing") }
      return
    }
    var tag = Tag(name: until(" >"), attributes: [:])
    guard !tag.name.isEmpty, tag.name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else {
      throw Malformed(description: "a stray < before '\(tag.name)'")
    }
    while take(" ") || take("\n") {
      let name = until("= >")
      guard take("=") else {
        tag.attributes[name] = ""
        continue
      }
      guard take("\"") else { throw Malformed(description: "\(name) of <\(tag.name)> is not quoted") }
      guard tag.attributes.updateValue(until("\""), forKey: name) == nil else {
        throw Malformed(description: "\(name) twice in <\(tag.name)>")
      }
      _ = take("\"")
    }
    guard take(">") else { throw Malformed(description: "<\(tag.name) is not closed") }
    tags.append(tag)
    if !Self.void.contains(tag.name) { open.append(tag.name) }
    guard ["style", "script"].contains(tag.name) else { return }
    while !rest.starts(with: "</\(tag.name)>".unicodeScalars), rest.popFirst() != nil {}
  }

  private mutating func take(_ text: String) -> Bool {
    guard rest.starts(with: text.unicodeScalars) else { return false }
    rest.removeFirst(text.unicodeScalars.count)
    return true
  }

  private mutating func until(_ stops: String) -> String {
    let text = rest.prefix { !stops.unicodeScalars.contains($0) }
    rest = rest[text.endIndex...]
    return String(text)
  }
}

/// Where the characters of a YAML value stand in the template: behind a quote, an escape, or on a line of their own
/// below a `>-`.
struct ScalarPlaces {
  /// For each character of the value, and one for its end.
  private var places: [SourceLocation] = []
  /// The number of the first character of each line of the value.
  private var lineStarts = [0]

  /// - Parameters:
  ///   - value: What YAML made of the text at `start`. Where a parameter gave some of it, that stands where it is put in.
  ///   - source: The text that `start` lies in.
  init(_ value: String, at start: SourceLocation, in source: YAMLSource) {
    var walk = Walk(source.text(from: start, for: value.count), at: start, base: source.origin.column)
    for character in value {
      places.append(walk.place(of: character))
      if character == "\n" { lineStarts.append(places.count) }
    }
    places.append(walk.location)
  }

  /// Where a character of the value was written; its end for any number beyond.
  func place(of character: Int) -> SourceLocation? { places[safe: character] ?? places.last }

  /// Where a part of the value was written.
  ///
  /// - Parameter place: The line and the column of its first character within the value, from 1.
  func origin(of part: String, at place: SourceLocation) -> TextOrigin? {
    guard let lineStart = lineStarts[safe: place.line - 1] else { return places.last.map { TextOrigin($0) } }
    let first = lineStart + place.column - 1
    guard first < places.count else { return places.last.map { TextOrigin($0) } }
    var origin = TextOrigin(places[first])
    origin.characters = Array(places[first...min(first + part.count, places.count - 1)])
    return origin
  }

  /// A walk through the text as it was written, along with the value that was made of it.
  private struct Walk {
    private enum Style { case plain, single, double, block }

    private let text: [Character]
    private let base: Int
    private var index = 0
    private(set) var location: SourceLocation
    private var style = Style.plain
    /// Set where the value goes on with something else than the text.
    private var isLost = false

    init(_ text: [Character], at start: SourceLocation, base: Int) {
      self.text = text
      self.base = base
      location = start
      switch text.first {
      case "\"": style = .double
      case "'": style = .single
      case "|", ">": style = .block
      default: return
      }
      repeat { step() } while style == .block && index < text.count && text[index - 1] != "\n"
    }

    private mutating func step(_ count: Int = 1) {
      for _ in 0..<count where index < text.count {
        location =
          text[index] == "\n"
          ? SourceLocation(file: location.file, line: location.line + 1, column: base)
          : SourceLocation(file: location.file, line: location.line, column: location.column + 1)
        index += 1
      }
    }

    private mutating func skipSpaces() { while text[safe: index]?.isWhitespace == true { step() } }

    mutating func place(of character: Character) -> SourceLocation {
      guard !isLost else { return location }
      if character.isWhitespace {
        defer {
          // A line that was folded, or else a single space.
          if text[safe: index] == character, character != "\n" {
            step()
          } else {
            skipSpaces()
          }
        }
        return location
      }
      skipSpaces()
      while style == .double, text[safe: index] == "\\", text[safe: index + 1] == "\n" {
        step(2)
        skipSpaces()
      }
      let place = location
      step(length(of: character))
      return place
    }

    /// How many characters stand for `character` here.
    private mutating func length(of character: Character) -> Int {
      guard let written = text[safe: index] else { return 0 }
      if style == .double, written == "\\" {
        switch text[safe: index + 1] {
        case "x": return 4
        case "u": return 6
        case "U": return 10
        default: return 2
        }
      }
      if written == character { return style == .single && written == "'" ? 2 : 1 }
      isLost = true
      return 0
    }
  }
}

/// A text of YAML with its place.
struct YAMLSource {
  let origin: SourceLocation
  private let lines: [Substring]

  /// - Parameter origin: Place of its first character; every line starts in this column.
  init(_ text: String, at origin: SourceLocation) {
    self.origin = origin
    lines = text.lines
  }

  /// What stands from `place` on, as much as a value of `length` characters may have been written in; nothing for a place
  /// elsewhere.
  fileprivate func text(from place: SourceLocation, for length: Int) -> [Character] {
    let first = place.line - origin.line
    guard place.file == origin.file, lines.indices.contains(first) else { return [] }
    var text = Array(lines[first].dropFirst(place.column - origin.column))
    for line in lines[(first + 1)...] {
      guard text.count < 4 * length + 400 else { break }
      text.append("\n")
      text += line
    }
    return text
  }

  /// The Markdown in a value, with every place where the author wrote it.
  func inlines(_ node: YAMLNode) -> [Inline] {
    guard let value = node.scalar else { return [] }
    let inlines = InlineParser.inlines(value, at: SourceLocation(file: "", line: 1, column: 1))
    guard value.holds("$") || value.holds("{") else { return inlines }
    let places = ScalarPlaces(value, at: node.location, in: self)
    return inlines.map { inline in inline.moved { places.origin(of: $1, at: $0) ?? TextOrigin(node.location) } }
  }
}

extension Inline {
  /// The same with other places.
  fileprivate func moved(_ place: (SourceLocation, String) -> TextOrigin) -> Inline {
    switch self {
    case .math(let tex, let origin): .math(tex: tex, place(origin.start, tex))
    case .role(let role):
      .role(Role(name: role.name, content: role.content, origin: place(role.location, role.content)))
    case .emphasis(let content): .emphasis(content.map { $0.moved(place) })
    case .strong(let content): .strong(content.map { $0.moved(place) })
    case .strikethrough(let content): .strikethrough(content.map { $0.moved(place) })
    case .link(let destination, let title, let content):
      .link(destination: destination, title: title, content.map { $0.moved(place) })
    case .image(let source, let title, let alt): .image(source: source, title: title, alt: alt.map { $0.moved(place) })
    case .text, .code, .softBreak, .lineBreak, .html, .footnoteReference: self
    }
  }
}

extension YAMLNode {
  /// Where a character of the word was written; the word's own place where that is not known.
  func place(of character: Int?, in source: YAMLSource?) -> SourceLocation {
    guard let character, let source, let scalar else { return location }
    return ScalarPlaces(scalar, at: location, in: source).place(of: character) ?? location
  }
}

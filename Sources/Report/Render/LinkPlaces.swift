import Foundation
import Notebook

/// Where the addresses of links and images stand, which carry no place of their own: read from the files, and only once there
/// is a mistake to show.
struct LinkPlaces {
  private let files: [String]
  private lazy var index = Index(files)

  init(_ template: Template) { files = [template.file] + template.sources.dropFirst() }

  /// The first place of an address; the beginning of the template for one that is not found as it is.
  mutating func place(of address: String) -> SourceLocation {
    index.places[address[...]] ?? index.places[address.prefix { !Index.isMark($0) }]
      ?? SourceLocation(file: files[0], line: 1, column: 1)
  }

  /// Every word of the files, with the first place behind a parenthesis or else the first at all.
  private struct Index {
    private(set) var places: [Substring: SourceLocation] = [:]
    private var isTarget: Set<Substring> = []

    init(_ files: [String]) {
      for file in files {
        guard let text = FileManager.default.contents(atPath: file).map({ String(decoding: $0, as: UTF8.self) }) else {
          continue
        }
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (number, line) in lines.enumerated() {
          add(line, at: SourceLocation(file: file, line: number + 1, column: 1))
        }
      }
    }

    private mutating func add(_ line: Substring, at start: SourceLocation) {
      var place = start
      var previous: Character = " "
      var rest = line
      while let character = rest.first {
        guard !Self.isMark(character) else {
          previous = character
          rest = rest.dropFirst()
          place.column += 1
          continue
        }
        let word = rest.prefix { !Self.isMark($0) }
        if previous == "(" ? isTarget.insert(word).inserted : places[word] == nil { places[word] = place }
        place.column += word.count
        rest = rest[word.endIndex...]
      }
    }

    static func isMark(_ character: Character) -> Bool { character.isWhitespace || "()<>[]".contains(character) }
  }
}

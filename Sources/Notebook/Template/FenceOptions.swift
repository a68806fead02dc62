/// MyST's `:key: value` lines at the head of a fence's body, and the text behind them.
struct FenceOptions {
  struct Option {
    var key: String
    var value: String
    /// Place of the key.
    var location: SourceLocation
    /// Place of the value.
    var valueLocation: SourceLocation
  }

  let kind: String
  private(set) var all: [Option] = []
  /// The body without the options.
  private(set) var text: String
  /// Place of `text`.
  private(set) var textLocation: SourceLocation

  init(_ fence: MarkdownReader.Fence) {
    kind = fence.kind
    let lines = fence.body.lines
    for line in lines {
      guard line.first == ":", let end = line.dropFirst().firstIndex(of: ":") else { break }
      let key = line[line.index(after: line.startIndex)..<end]
      let rest = line[line.index(after: end)...]
      var location = fence.bodyLocation(line: all.count)
      location.column += 1
      var valueLocation = location
      valueLocation.column += key.count + 1 + rest.prefix { $0.isWhitespace }.count
      all.append(
        Option(
          key: String(key), value: String(rest).trimmingSpaces(), location: location, valueLocation: valueLocation))
    }
    text = lines[all.count...].joined(separator: "\n")
    textLocation = fence.bodyLocation(line: all.count)
  }

  /// The option's last line, as MyST reads it.
  subscript(key: String) -> Option? { all.last { $0.key == key } }

  /// What is wrong with the keys.
  func unknown(but known: [String]) -> [Diagnostic] {
    all.filter { !known.contains($0.key) }.map { option in
      let remedy =
        switch known.count {
        case 0: "it takes none; put a blank line first where this is text"
        case 1: "use ':\(known[0]):'"
        default: Suggestion.remedy(for: option.key, among: known)
        }
      return Diagnostic("unknown option '\(option.key)' of \(kind)", at: option.location, remedy: remedy)
    }
  }
}

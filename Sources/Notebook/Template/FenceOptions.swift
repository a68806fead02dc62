/// MyST's `:key: value` lines at the head of a fence's body, and the text behind them.
struct FenceOptions {
  struct Option {
    var key: String
    var value: String
    var location: SourceLocation
  }

  let kind: String
  private(set) var all: [Option] = []
  /// The body without the options.
  private(set) var text: String
  /// Place of `text`.
  private(set) var textLocation: SourceLocation

  init(_ fence: MarkdownReader.Fence) {
    kind = fence.kind
    let lines = fence.body.split(separator: "\n", omittingEmptySubsequences: false)
    for line in lines {
      guard line.first == ":", let end = line.dropFirst().firstIndex(of: ":") else { break }
      let key = line[line.index(after: line.startIndex)..<end]
      let value = String(line[line.index(after: end)...]).trimmingSpaces()
      all.append(Option(key: String(key), value: value, location: fence.bodyLocation(line: all.count)))
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
        known.count == 1 ? "use ':\(known[0]):'" : Suggestion.remedy(for: option.key, among: known)
      return Diagnostic("unknown option '\(option.key)' of \(kind)", at: option.location, remedy: remedy)
    }
  }
}

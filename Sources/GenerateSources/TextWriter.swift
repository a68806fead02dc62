/// Writes text files as Swift, so that a program carries them wherever it is copied to.
///
/// A string literal of 100 kB compiles in a second, where the array of bytes of SwiftPM's own `embedInCode` takes minutes.
struct TextWriter {
  /// Whose files they are: `Starter` for what becomes a member of `StarterFiles`.
  var folder: String
  /// By path below the folder.
  var files: [(path: String, text: String)]

  var source: String {
    """
    // Made from the files of \(folder) by GenerateSources.

    extension \(folder)Files {
      static let all: [(path: String, text: String)] = [

    """ + files.sorted { $0.path < $1.path }.map { "    (\(literal($0.path)), \(literal($0.text))),\n" }.joined()
      + "  ]\n}\n"
  }

  /// With more hashes than stand anywhere in `text`.
  private func literal(_ text: String) -> String {
    let hashes = String(repeating: "#", count: (text.split { $0 != "#" }.map(\.count).max() ?? 0) + 1)
    guard text.contains("\n") else { return hashes + "\"" + text + "\"" + hashes }
    return hashes + "\"\"\"\n" + text + "\n\"\"\"" + hashes
  }
}

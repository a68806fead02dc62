/// What runs and is drawn in the browser; the folder `Browser` holds it, and the build puts it into the program.
enum BrowserFiles {
  /// Files of one folder, one behind the other.
  static func joined(_ folder: String, _ names: [String], ending: String) -> String {
    let texts = Dictionary(all.map { ($0.path, $0.text) }) { first, _ in first }
    return names.map { texts["\(folder)/\($0).\(ending)"] ?? "" }.joined(separator: "\n")
  }
}

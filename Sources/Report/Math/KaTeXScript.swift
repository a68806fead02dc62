import Foundation

/// Finds the KaTeX that is installed on this machine.
enum KaTeXScript {
  /// Names the script itself, before all other places.
  static let variable = "ASIMOV_KATEX"

  /// Debian and Ubuntu (libjs-katex, node-katex), Homebrew's and npm's global folders. The minified script is first:
  /// Debian's `katex.js` is the same file.
  static let places = [
    "/usr/share/javascript/katex/katex.min.js",
    "/usr/share/nodejs/katex/dist/katex.min.js",
    "/opt/homebrew/share/javascript/katex/katex.min.js",
    "/opt/homebrew/lib/node_modules/katex/dist/katex.min.js",
    "/usr/local/share/javascript/katex/katex.min.js",
    "/usr/local/lib/node_modules/katex/dist/katex.min.js",
    "/usr/lib/node_modules/katex/dist/katex.min.js",
  ]

  /// - Throws: ``MathError`` that names the package to install.
  static func load(
    environment: [String: String] = ProcessInfo.processInfo.environment, places: [String] = places
  ) throws(MathError) -> [UInt8] {
    if let path = environment[variable] {
      if let script = FileManager.default.contents(atPath: path) { return Array(script) }
      throw MathError("cannot read KaTeX from '\(path)'", remedy: "set \(variable) to the path of katex.min.js")
    }
    for place in places {
      if let script = FileManager.default.contents(atPath: place) { return Array(script) }
    }
    throw MathError(
      "the text has formulas, and KaTeX is not installed",
      remedy: "install the package libjs-katex (or katex from npm), or set \(variable) to the path of katex.min.js")
  }
}

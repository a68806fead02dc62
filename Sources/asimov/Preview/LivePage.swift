import Foundation
import Notebook
import Report

/// The report as the preview serves it: the page that a build writes, with a script that keeps it fresh.
///
/// The report's own policy lets its own script run alone; the preview sends one that allows this script too, by its digest, and
/// no other.
enum LivePage {
  /// - Parameter version: goes into the page for the script to know what it shows.
  static func html(_ report: String, version: String) -> String {
    var page = report
    if let start = page.range(of: "<meta http-equiv=\"Content-Security-Policy\""),
      let end = page.range(of: ">\n", range: start.upperBound..<page.endIndex)
    {
      page.removeSubrange(start.lowerBound..<end.upperBound)
    }
    let head = """
      <link rel="icon" href="data:,">
      <meta name="asimov-version" content="\(version)">
      <style>
      \(LiveScript.style)</style>
      <script type="module">\(LiveScript.script)</script>

      """
    if let end = page.range(of: "</head>") { page.insert(contentsOf: head, at: end.lowerBound) }
    return page
  }

  /// What the page may do.
  ///
  /// - Parameter host: the `Host` that it was asked from, as ``Loopback`` accepts it.
  static func policy(host: String) -> String {
    """
    default-src 'none'; img-src data:; style-src 'unsafe-inline'; \
    script-src '\(Digest.integrity(of: LiveScript.script))' '\(Digest.integrity(of: Theme.script))'; connect-src 'self' ws://\(host); base-uri 'none'; form-action 'none'; frame-ancestors 'none'
    """
  }
}

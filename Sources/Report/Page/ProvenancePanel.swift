import Foundation
import Notebook

/// What the page tells of its own making, and carries with it.
public struct PageOrigin: Sendable {
  public var provenance: Provenance
  /// The template, the results and the models as a zip file; empty for none.
  public var archive: [UInt8]
  /// How long steps took when they last ran, by name; none where the page is to be the same whenever it is made.
  public var seconds: [String: Double]

  public init(_ provenance: Provenance, archive: [UInt8] = [], seconds: [String: Double] = [:]) {
    self.provenance = provenance
    self.archive = archive
    self.seconds = seconds
  }

  /// The id of the link to the archive.
  public static let archiveID = "report:archive"
}

extension PageOrigin {
  /// Folded away at the end of the page.
  var html: HTML {
    """
    <details class="provenance">
    <summary>Where these results come from</summary>
    <dl>
    <dt>Template</dt><dd>\(provenance.template)</dd>
    <dt>Made with</dt><dd>Asimov \(provenance.version)</dd>
    \(parameters)<dt>Digest of all below</dt><dd><code>\(provenance.digest)</code></dd>
    \(link)</dl>
    \(files("Text", provenance.sources))\(files("Data", provenance.data))\(steps)</details>

    """
  }

  private var parameters: HTML {
    guard !provenance.parameters.isEmpty else { return "" }
    let given = provenance.parameters.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
    return "<dt>Parameters given</dt><dd>\(given)</dd>\n"
  }

  private var link: HTML {
    guard !archive.isEmpty else { return "" }
    let name = (provenance.template as NSString).lastPathComponent
    let file = (name as NSString).deletingPathExtension + ".zip"
    let address = DataAddress.base64(archive, type: "application/zip")
    return """
      <dt>The analysis itself</dt><dd><a id="\(Self.archiveID)" href="\(address)" download="\(file)">\(file)</a>: template, \
      results and models; <code>asimov rebuild</code> takes this page and runs it again</dd>

      """
  }

  private func files(_ title: String, _ files: [Provenance.File]) -> HTML {
    guard !files.isEmpty else { return "" }
    let rows = files.map { file -> HTML in
      "<tr><th scope=\"row\">\(file.path)</th><td><code>\(file.digest)</code></td></tr>\n"
    }
    return """
      <div class="scroll"><table>
      <thead><tr><th scope="col">\(title)</th><th scope="col">SHA-256</th></tr></thead>
      <tbody>
      \(rows.joined())</tbody>
      </table></div>

      """
  }

  private var steps: HTML {
    guard !provenance.steps.isEmpty else { return "" }
    let isTimed = !seconds.isEmpty
    let rows = provenance.steps.map { step -> HTML in
      let time = seconds[step.name].map { String(format: "%.2f s", $0) } ?? ""
      let last: HTML = isTimed ? "<td class=\"right\">\(time)</td>" : ""
      return """
        <tr><th scope="row">\(step.name)</th><td>\(step.kind) \(step.version)</td>\
        <td class="right">\(step.seed.map(String.init) ?? "")</td><td><code>\(step.key.prefix(16))</code></td>\(last)</tr>

        """
    }
    let last: HTML = isTimed ? "<th scope=\"col\" class=\"right\">Time</th>" : ""
    return """
      <div class="scroll"><table>
      <thead><tr><th scope="col">Step</th><th scope="col">Kind, its version</th><th scope="col" class="right">Seed</th>\
      <th scope="col">Key</th>\(last)</tr></thead>
      <tbody>
      \(rows.joined())</tbody>
      </table></div>

      """
  }
}

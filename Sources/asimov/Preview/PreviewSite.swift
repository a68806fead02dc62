import Foundation
import Notebook
import Report

/// All that the preview serves: what a build would write, held in memory. No path leads from a request to the disk.
struct PreviewSite: Sendable {
  /// The report with the script in it.
  let page: [UInt8]
  /// Digest of the report; the same text and results give the same one, even from another start of the preview.
  let version: String
  /// By path below the root, as `figures/fig-scan.svg`.
  private let files: [String: [UInt8]]

  init(_ report: ReportFiles) {
    var files = Dictionary(report.contents.map { ($0.path, $0.bytes) }) { first, _ in first }
    let html = files.removeValue(forKey: report.page) ?? []
    self.init(html: html, files: files)
  }

  /// A page for the time before there is a report.
  ///
  /// - Throws: `Diagnostics`, which nothing in this page gives reason to.
  init(waitingFor template: String) throws(Diagnostics) {
    let text = "The report appears here as soon as it can be set."
    let page = Page(
      template: Template(
        file: template, metadata: Template.Metadata(), blocks: [.paragraph([.emphasis([.text(text)])])],
        directives: []),
      results: [:])
    self.init(html: Array(try page.html().utf8), files: [:])
  }

  private init(html: [UInt8], files: [String: [UInt8]]) {
    version = Digest.sha256(html)
    page = Array(LivePage.html(String(decoding: html, as: UTF8.self), version: version).utf8)
    self.files = files
  }

  /// What lies at a request's path, and what it is.
  func file(at path: String) -> (bytes: [UInt8], type: String)? {
    guard let name = path.dropFirst().removingPercentEncoding, let bytes = files[name] else { return nil }
    let types = ["png": "image/png", "pdf": "application/pdf", "svg": "image/svg+xml", "json": "application/json"]
    return (bytes, types[(name as NSString).pathExtension] ?? "application/octet-stream")
  }
}

import Foundation
import Notebook

/// A picture inside the page, as a `data:` address: nothing that it holds can run or load anything.
struct EmbeddedImage {
  var address: String

  init(svg: [UInt8]) { address = DataAddress.text(svg, type: "image/svg+xml") }

  init(png: [UInt8]) { address = DataAddress.base64(png, type: "image/png") }

  private static let mediaTypes = [
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "svg": "image/svg+xml", "gif": "image/gif",
    "webp": "image/webp",
  ]

  /// A file named in the text, relative to the template.
  ///
  /// - Throws: ``EmbeddingError`` where there is no such file, or it is no picture that every browser shows.
  init(source: String, besideTemplate template: String) throws(EmbeddingError) {
    let path = source.removingPercentEncoding ?? source
    guard !path.holds("://"), !path.lowercased().hasPrefix("data:") else {
      throw EmbeddingError(
        message: "the image '\(source)' is not a file", remedy: "put the picture beside the template")
    }
    let folder = URL(fileURLWithPath: template).deletingLastPathComponent()
    let file = URL(fileURLWithPath: path, relativeTo: folder)
    guard let type = Self.mediaTypes[file.pathExtension.lowercased()] else {
      throw EmbeddingError(
        message: "the image '\(source)' is of a kind that browsers do not show",
        remedy: "use svg, png, jpg, gif or webp")
    }
    guard let bytes = try? Data(contentsOf: file) else {
      let beside = (try? FileManager.default.contentsOfDirectory(atPath: file.deletingLastPathComponent().path)) ?? []
      let folder = { (name: String) in
        ((source as NSString).deletingLastPathComponent as NSString).appendingPathComponent(name)
      }
      let pictures = beside.filter { Self.mediaTypes[($0 as NSString).pathExtension.lowercased()] != nil }.sorted()
      throw EmbeddingError(
        message: "no image '\(source)'",
        remedy: Suggestion.nearest(to: file.lastPathComponent, among: pictures).map { "did you mean '\(folder($0))'?" }
          ?? "files are named from the template's folder")
    }
    address = DataAddress.base64(bytes, type: type)
  }
}

/// A picture that cannot be put into the page.
struct EmbeddingError: Error {
  var message: String
  var remedy: String?
}

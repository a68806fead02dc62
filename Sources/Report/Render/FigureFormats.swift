import Archive
import Foundation
import Notebook

extension Renderer {
  /// Links to the figure's files, which the page holds itself. The drawing is there already: the page's script offers it, and draws
  /// the PNG from it.
  func formats(of figure: FigureFiles, _ name: String) -> HTML {
    let offered = figure.formats.filter { ending, bytes in
      ending != "svg" && (ending != "png" || figure.svg.isEmpty) && bytes.count <= Self.largest
    }
    let links = offered.map { ending, bytes -> HTML in
      guard ending == "csv" else {
        return link(
          to: DataAddress.base64(bytes, type: Self.mediaTypes[ending] ?? ""), name: "\(name).\(ending)",
          title: ending.uppercased())
      }
      guard bytes.count > Self.largestText else {
        return link(
          to: DataAddress.text(bytes, type: "text/csv;charset=utf-8"), name: "\(name).csv", title: "Numbers (CSV)")
      }
      // pandas, NumPy and R read it as it is.
      return link(
        to: DataAddress.base64(Deflate.gzip(bytes), type: "application/gzip"), name: "\(name).csv.gz",
        title: "Numbers (CSV, gzip)")
    }
    return links.isEmpty ? "" : "<p class=\"formats\">\(links.joined(" "))</p>\n"
  }

  private func link(to address: String, name: String, title: String) -> HTML {
    "<a href=\"\(address)\" download=\"\(name)\">\(title)</a>"
  }

  /// Longer text is packed.
  private static let largestText = 1 << 16

  /// A larger file would weigh too much in the page; it lies beside it.
  private static let largest = 1 << 19

  private static let mediaTypes = ["png": "image/png", "pdf": "application/pdf"]

  /// The scans that a figure lets a reader move cuts in.
  func explored(by name: String) -> HTML {
    guard case .steps(let names, let start)? = results[name]?.explorer else { return "" }
    var text = ""
    JSON.array(names.map { .string($0) }).write(to: &text)
    return
      " data-scans=\"\(text.split(separator: "\n").map { $0.drop { $0 == " " } }.joined())\" data-start=\"\(start)\""
  }

  /// The numbers of steps that a figure lets a reader move, once in the page.
  func numbers(of names: [String]) -> HTML {
    names.filter(explored.contains).map { name -> HTML in
      guard case .data(let kind, let json)? = results[name]?.explorer else { return "" }
      // Nothing in the numbers may end the element that holds them.
      let safe = json.replacing("<", with: "\\u003C")
      return "<script type=\"application/json\" class=\"\(kind)\" data-step=\"\(name)\">\(HTML(raw: safe))</script>\n"
    }.joined()
  }
}

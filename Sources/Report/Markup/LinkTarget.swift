import Foundation

/// Where a link leads, sorted by what it may do.
enum LinkTarget: Equatable {
  /// A place on this page.
  case fragment(String)
  /// A web page or an address to write to.
  case external(String)
  /// A file beside the report.
  case relative(String)
  /// A scheme that could run something: shown as text.
  case refused

  /// Browsers skip white space and control characters within a scheme, so these do not hide one here.
  init(_ destination: String) {
    let shown = destination.unicodeScalars.drop { $0.value <= 0x20 }
    if shown.first == "#" {
      let fragment = String(String.UnicodeScalarView(shown.dropFirst()))
      self = .fragment(fragment.removingPercentEncoding ?? fragment)
      return
    }
    let scheme = shown.prefix { $0 != ":" && $0 != "/" && $0 != "?" && $0 != "#" }
    guard scheme.endIndex < shown.endIndex, shown[scheme.endIndex] == ":" else {
      self = String(String.UnicodeScalarView(shown)).hasPrefix("//") ? .external(destination) : .relative(destination)
      return
    }
    let name = String(String.UnicodeScalarView(scheme.filter { $0.value > 0x20 })).lowercased()
    self = ["http", "https", "mailto"].contains(name) ? .external(destination) : .refused
  }
}

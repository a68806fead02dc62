import Testing

@testable import Plotting

struct SVGMarksTests {
  private func merged(_ lines: [String]) -> [String] {
    String(decoding: SVGMarks.merged(Array(lines.joined(separator: "\n").utf8)), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private func mark(_ path: String, _ colour: String = "0%,0%,0%", opacity: String = "1") -> String {
    #"<path style=" stroke:none;fill-rule:nonzero;fill:rgb(\#(colour));fill-opacity:\#(opacity);" d="\#(path)"/>"#
  }

  private let square = "M 0 0 L 1 0 L 1 1 L 0 1 Z M 0 0 "
  private let shifted = "M 5 5 L 6 5 L 6 6 L 5 6 Z M 5 5 "

  @Test("Markers of one style become one path")
  func together() {
    #expect(merged([mark(square), mark(shifted), "</svg>", ""]) == [mark(square + shifted), "</svg>", ""])
  }

  @Test("What differs in colour, in shape or in its sense of rotation, or is not opaque, stays apart")
  func apart() {
    let backwards = "M 5 5 L 5 6 L 6 6 L 6 5 Z M 5 5 "
    let triangle = "M 5 5 L 6 5 L 6 6 Z M 5 5 "
    for other in [mark(shifted, "1%,0%,0%"), mark(backwards), mark(triangle), mark(shifted, opacity: "0.5"), "<g/>"] {
      #expect(merged([mark(square), other, "</svg>"]) == [mark(square), other, "</svg>"])
    }
    #expect(merged([mark(square), "<g/>", mark(shifted)]) == [mark(square), "<g/>", mark(shifted)])
  }

  @Test("A scatter of many points is one path, in its place")
  func scatter() throws {
    let panel = Panel(
      x: Axis("x"), y: Axis("y"),
      marks: [.points(x: [1, 2, 3, 4], y: [1, 3, 2, 4], colour: .blue, marker: Marker(.circle, size: 5))])
    let svg = String(decoding: try Figure(panels: [[panel]], panelSize: (200, 200)).svg(), as: UTF8.self)
    let paths = svg.matches(of: /fill-opacity:1;" d="([^"]*)"/).map { $0.1.count(where: { $0 == "Z" }) }
    #expect(paths.contains(4))
  }
}

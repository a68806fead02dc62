import Foundation
import Testing

@testable import Plotting

struct SVGPathsTests {
  private func compact(_ text: String) -> String { String(decoding: SVGPaths.compact(Array(text.utf8)), as: UTF8.self) }

  @Test("Paths are rounded to hundredths, and nothing else is touched")
  func paths() {
    #expect(
      compact(
        #"<path style="a: 1.234567;" d="M 5.578125 -3.75 C 0.004 -0.499 12 0.1 -7.999 100.00 Z M 1 2 L 3 4 Z M 1 2 "/><b x="1.234567"/>"#
      )
        == #"<path style="a: 1.234567;" d="M5.58-3.75C0-.5,12,.1-8,100ZM1,2L3,4Z"/><b x="1.234567"/>"#)
    #expect(compact(#"<path d=""/>"#) == #"<path d=""/>"#)
  }

  @Test("A compact drawing has the points of the whole one", arguments: SampleMarks.all.map(\.name))
  func points(name: String) throws {
    let svg = String(decoding: try #require(SampleMarks.all.first { $0.name == name }).figure.svg(), as: UTF8.self)
    let paths = svg.matches(of: /\ d="([^"]*)"/).map { String($0.1) }
    #expect(paths.count > 10)
    for path in paths {
      #expect(path.allSatisfy { "MLCZ0123456789.,-".contains($0) }, "\(path.prefix(60))")
      // A command, then pairs of numbers: one for a move or a line, three for a curve.
      for part in path.matches(of: /([MLC])([^MLCZ]*)/) {
        let numbers = part.2.matches(of: /-?(?:\d+\.?\d*|\.\d+)/)
        #expect(numbers.count == (part.1 == "C" ? 6 : 2), "\(part.0)")
      }
    }
  }
}

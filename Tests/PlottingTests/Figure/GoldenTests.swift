import Foundation
import GoldenImages
import Testing

@testable import Plotting

/// Each was looked at before it was committed.
struct GoldenTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures/golden").path

  @Test(
    "Figures look as they did when they were found good",
    arguments: SampleFigures.all.map(\.name) + SampleMarks.all.map(\.name))
  func golden(name: String) throws {
    let figure = try #require((SampleFigures.all + SampleMarks.all).first { $0.name == name }).figure
    let difference = try GoldenImage(name, in: Self.folder).difference(from: figure.png(scale: 1))
    #expect(difference == nil, "\(name): \(difference ?? "")")
  }

  @Test("A mark that is missing, moved or of another colour is another picture")
  func differences() throws {
    for (name, figure) in SampleFigures.all + SampleMarks.all {
      let golden = try Pixels(png: figure.png(scale: 1))
      for (row, column) in figure.panels.indices.flatMap({ row in figure.panels[row].indices.map { (row, $0) } }) {
        guard figure.panels[row][column].marks.count > 1 else { continue }
        for mark in figure.panels[row][column].marks.indices {
          var other = figure
          other.panels[row][column].marks.remove(at: mark)
          // The axes of a panel may have been the mark's.
          guard let png = try? other.png(scale: 1) else { continue }
          let made = Pixels(png: png)
          #expect(GoldenImage.difference(golden, made) != nil, "\(name) without mark \(mark + 1)")
        }
      }
      var titled = figure
      titled.panels[0][0].title += " x"
      #expect(
        GoldenImage.difference(golden, try Pixels(png: titled.png(scale: 1))) != nil, "\(name) with another title")
    }
  }

  @Test("Smoothing at another resolution is no other picture")
  func tolerance() throws {
    // The same figure a tenth of a point further right.
    var moved = SampleFigures.history
    moved.panels[0][0].x.range = -0.5...31
    var still = moved
    still.panels[0][0].x.range = -0.4995...31.0005
    let difference = GoldenImage.difference(
      try Pixels(png: moved.png(scale: 1)), try Pixels(png: still.png(scale: 1)))
    #expect(difference == nil, "\(difference ?? "")")
  }
}

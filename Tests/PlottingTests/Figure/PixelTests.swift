import GoldenImages
import Testing

@testable import Plotting

/// What stands on the page, found in the pixels of a PNG file at the places that the axes give.
@Suite struct PixelTests {
  /// The pixels at one per point, and where data stand among them.
  private func draw(_ panel: Panel) throws -> (pixels: Pixels, projection: Projection) {
    let figure = Figure(panel)
    var projection: Projection?
    _ = try TextEngine.exclusively { engine in
      projection = try FigureComposer(figure: figure, engine: engine).compose().panels[0].projection
      return []
    }
    return (Pixels(png: try figure.png(scale: 1)), try #require(projection))
  }

  private func colour(_ found: (pixels: Pixels, projection: Projection), _ x: Double, _ y: Double) throws
    -> Pixels.Colour
  {
    let point = try #require(found.projection.point(x, y))
    return found.pixels[Int(point.x), Int(point.y)]
  }

  private let white = Pixels.Colour(red: 255, green: 255, blue: 255)

  @Test("A band's light blue fills the place between its curves and no other")
  func band() throws {
    let axis = Axis("x", range: 0...10)
    let found = try draw(
      Panel(x: axis, y: axis, marks: [.band(x: [0, 5, 10], lower: [2, 4, 2], upper: [4, 8, 4])]))
    let lightBlue = Pixels.Colour(red: 205, green: 222, blue: 254)
    for (x, y) in [(5.0, 6.0), (2.5, 4.5), (7.5, 4.5), (1.0, 3.4)] {
      #expect(try colour(found, x, y).isNear(lightBlue), "\(x), \(y)")
    }
    for (x, y) in [(5.0, 3.4), (5.0, 8.6), (1.0, 6.0), (9.0, 1.6)] {
      #expect(try colour(found, x, y) == white, "\(x), \(y)")
    }
  }

  @Test(
    "Bins are filled from 0 to their values, on a logarithmic axis from the frame's bottom",
    arguments: [Axis.Scale.linear, .log])
  func steps(scale: Axis.Scale) throws {
    let mark = Mark.filledSteps(edges: [1, 2, 3, 4], values: [2, 8, .nan], colour: .red, opacity: 1)
    let y = Axis(scale: scale, range: scale == .log ? 1...10 : 0...10)
    let found = try draw(Panel(x: Axis(range: 0...5), y: y, marks: [mark]))
    let red = Pixels.Colour(red: 228, green: 37, blue: 54)
    #expect(try colour(found, 1.5, 1.6).isNear(red))
    #expect(try colour(found, 2.5, 7.3).isNear(red))
    #expect(try colour(found, 1.5, 3) == white)
    #expect(try colour(found, 3.5, 1.6) == white)
  }

  @Test("Bars reach from 0 to their lengths beside their names, to either side")
  func bars() throws {
    let names = ["first", "second_", "third"].map(Label.escaped)
    let mark = Mark.bars(
      lengths: [4, -2, .nan], y: [1, 2, 3], xErrors: [1, .nan, 1], thickness: 0.6, colour: .red)
    let found = try draw(Panel(x: Axis(range: -5...5), y: Axis(categories: names), marks: [mark]))
    let red = Pixels.Colour(red: 228, green: 37, blue: 54)
    for (x, y) in [(3.8, 1.2), (0.2, 0.8), (-1.8, 2.2), (-0.2, 1.8)] {
      #expect(try colour(found, x, y).isNear(red), "\(x), \(y)")
    }
    for (x, y) in [(4.2, 1.2), (-0.2, 1), (1, 1.5), (-2.2, 2), (0.2, 2), (1, 3), (-1, 3)] {
      #expect(try colour(found, x, y) == white, "\(x), \(y)")
    }
    // The error bar goes on behind the end, and all of it is dark.
    for x in [3.2, 4.8] { #expect(try colour(found, x, 1).red < 160, "\(x)") }
    #expect(found.projection.y.range == 0.5...3.5)
  }

  @Test("A point that is not finite is a gap in its curve")
  func gap() throws {
    let x = [0.0, 1, 2, 3, 4, 5, 6]
    let mark = Mark.line(x: x, y: [1, 1, 1, .nan, 1, 1, .infinity], stroke: Stroke(.black, width: 4))
    let found = try draw(Panel(x: Axis(range: -1...7), y: Axis(range: 0...2), marks: [mark]))
    for place in [0.5, 1.5, 4.5] { #expect(try colour(found, place, 1) != white) }
    for place in [2.5, 3, 3.5, 5.5] { #expect(try colour(found, place, 1) == white) }
  }

  @Test("Marks do not leave the frame")
  func clipped() throws {
    let mark = Mark.line(x: [-5, 15], y: [-1e280, 1e280], stroke: Stroke(.red, width: 6))
    let steep = try draw(Panel(x: Axis(range: 0...10), y: Axis(range: 0...10), marks: [mark]))
    let (pixels, frame) = (steep.pixels, steep.projection.frame)
    let red = Pixels.Colour(red: 228, green: 37, blue: 54)
    #expect(try colour(steep, 5, 5).isNear(red))
    for y in 0..<pixels.height {
      for x in 0..<pixels.width where !frame.inset(by: -2).contains(Point(x: Double(x) + 0.5, y: Double(y) + 0.5)) {
        #expect(!pixels[x, y].isNear(red, within: 60))
      }
    }
  }

  @Test("Nothing is cut off at the page's edge", arguments: SampleFigures.all.map(\.name))
  func margins(name: String) throws {
    let figure = try #require(SampleFigures.all.first { $0.name == name }).figure
    let pixels = Pixels(png: try figure.png(scale: 1))
    for x in 0..<pixels.width { #expect(pixels[x, 0] == white && pixels[x, pixels.height - 1] == white) }
    for y in 0..<pixels.height { #expect(pixels[0, y] == white && pixels[pixels.width - 1, y] == white) }
  }
}

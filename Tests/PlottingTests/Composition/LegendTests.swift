import Testing

@testable import Plotting

@Suite struct LegendTests {
  /// The composed panel's geometry, taken out of the drawing lock.
  private struct Geometry: Sendable {
    let frame: Rect
    let legend: Rect
    let overlap: Double
    let yRange: ClosedRange<Double>
  }

  private func geometry(_ panel: Panel) throws -> Geometry {
    var result: Geometry?
    _ = try TextEngine.exclusively { engine in
      let composed = try FigureComposer(figure: Figure(panel), engine: engine).compose().panels[0]
      var marks = Footprint()
      for mark in panel.marks { marks.add(mark.shape.footprint(in: composed.projection)) }
      if let box = composed.legend?.box {
        result = Geometry(
          frame: composed.frame, legend: box, overlap: marks.overlap(with: box), yRange: composed.draft.yRange)
      }
      return []
    }
    return try #require(result)
  }

  private func panel(_ y: [Double], range: ClosedRange<Double>? = nil) -> Panel {
    let x = y.indices.map(Double.init)
    return Panel(
      x: Axis(), y: Axis(range: range),
      marks: [.line(x: x, y: y, label: "A curve"), .line(x: x, y: y, label: "Another")])
  }

  @Test("The legend stands in the corner that the data leave free")
  func freeCorner() throws {
    let rising = try geometry(panel((0...50).map { Double($0 * $0) }))
    #expect(rising.legend.maxX < rising.frame.centre.x && rising.legend.maxY < rising.frame.centre.y)
    let falling = try geometry(panel((0...50).map { -Double($0 * $0) }))
    #expect(falling.overlap == 0)
    let saturating = try geometry(panel((0...50).map { 1 - 1 / Double(1 + 2 * $0) }))
    #expect(saturating.legend.minX > saturating.frame.centre.x && saturating.legend.minY > saturating.frame.centre.y)
    for found in [rising, falling, saturating] { #expect(found.overlap == 0) }
  }

  @Test("Where data fill the frame, the y axis grows and the legend stands above them")
  func growth() throws {
    let y = (0...200).map { $0 % 2 == 0 ? 1.0 : -1.0 }
    let found = try geometry(panel(y))
    #expect(found.overlap == 0)
    #expect(found.yRange.upperBound > 1.16)
    #expect(found.yRange.upperBound < 2.5)
  }

  @Test("An axis with a given range does not grow")
  func givenRange() throws {
    let y = (0...200).map { $0 % 2 == 0 ? 1.0 : -1.0 }
    #expect(try geometry(panel(y, range: -1.1...1.1)).yRange == -1.1...1.1)
  }

  @Test("The sample figures' legends cover no data and stay inside the frame")
  func samples() throws {
    for panel in [
      SampleFigures.scorePanel(scale: .linear), SampleFigures.scorePanel(scale: .log), SampleFigures.scanPanel(),
      SampleFigures.historyPanel(),
    ] {
      let found = try geometry(panel)
      #expect(found.overlap == 0)
      #expect(found.frame.contains(Point(x: found.legend.minX, y: found.legend.minY)))
      #expect(found.frame.contains(Point(x: found.legend.maxX, y: found.legend.maxY)))
    }
  }

  @Test("Marks with one label share one entry, and rules come after curves")
  func entries() throws {
    let marks: [Mark] = [
      .verticalRule(at: 1, label: "Rule"), .band(x: [0, 2], lower: [0, 0], upper: [1, 1], label: "Z"),
      .line(x: [0, 2], y: [0.5, 0.5], label: "Z"),
    ]
    var counts: [Int] = []
    _ = try TextEngine.exclusively { engine in
      counts = try LegendEntry.entries(
        of: Panel(x: Axis(), y: Axis(), marks: marks), typesetter: Typesetter(engine: engine), size: 10, widest: 200
      ).map(\.signs.count)
      return []
    }
    #expect(counts == [2, 1])
  }

  @Test("A segment's length in a box is that of the part inside")
  func clipping() {
    let box = Rect(x: 0, y: 0, width: 10, height: 10)
    #expect(Segment(from: Point(x: -5, y: 5), to: Point(x: 15, y: 5)).length(inside: box) == 10)
    #expect(Segment(from: Point(x: 2, y: 2), to: Point(x: 5, y: 6)).length(inside: box) == 5)
    #expect(Segment(from: Point(x: -5, y: 11), to: Point(x: 15, y: 11)).length(inside: box) == 0)
  }
}

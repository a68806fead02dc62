import Testing

@testable import Plotting

@Suite struct AutomaticRangeTests {
  private func draftRange(
    _ marks: [Mark], y: Axis.Scale = .linear
  ) throws -> (x: ClosedRange<Double>, y: ClosedRange<Double>) {
    let spans = marks.map { $0.shape.extent(x: .linear, y: y) }
    let x = try #require(spans.compactMap(\.x).reduce(nil as Span?) { $0?.union($1) ?? $1 })
    let up = try #require(spans.compactMap(\.y).reduce(nil as Span?) { $0?.union($1) ?? $1 })
    return (
      AutomaticRange.range(around: x, scale: .linear, direction: .x),
      AutomaticRange.range(around: up, scale: y, direction: .y)
    )
  }

  @Test("A histogram's axes start at its first edge and at 0, though a test point's error bar dips below")
  func histogram() throws {
    let range = try draftRange([
      .filledSteps(edges: [0, 1, 2], values: [3, 1]), .points(x: [0.5, 1.5], y: [3, 0.1], yErrors: [1, 0.5]),
    ])
    #expect(range.x == 0...2)
    #expect(range.y.lowerBound == 0)
    #expect(range.y.upperBound > 4)
  }

  @Test("Errors about negative values, and values that stay far from 0, do not make an axis start at 0")
  func noZero() throws {
    #expect(try draftRange([.points(x: [0, 1], y: [-1, 1], yErrors: [1, 1])]).y.lowerBound < -2)
    #expect(try draftRange([.line(x: [0, 1], y: [0.8, 0.9])]).y.lowerBound > 0.7)
  }

  @Test("An error bar that nearly reaches 0 does not stretch a logarithmic axis by decades")
  func logErrors() throws {
    let range = try draftRange([.points(x: [0, 1], y: [1, 10], yErrors: [0.999999, 1])], y: .log).y
    #expect(range.lowerBound > 0.3)
  }

  @Test("Values that do not differ get an axis with room around them", arguments: [0, 5, -3e-9, 1e280])
  func constant(value: Double) throws {
    let range = try draftRange([.line(x: [1, 2], y: [value, value])]).y
    #expect(range.lowerBound < value || range.lowerBound == 0)
    #expect(range.upperBound > value)
  }
}

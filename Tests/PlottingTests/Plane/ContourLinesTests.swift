import Foundation
import Testing

@testable import Plotting

@Suite struct ContourLinesTests {
  private static func length(_ line: ContourLines.Line) -> Double {
    var sum = 0.0
    for index in line.x.indices.dropFirst() {
      sum += hypot(line.x[index] - line.x[index - 1], line.y[index] - line.y[index - 1])
    }
    return sum
  }

  @Test("Lines through random points are those of matplotlib's tricontour, of values and of their logarithms")
  func matplotlib() throws {
    var compared = 0
    for row in try ContourCase.table() {
      for contour in row.contours {
        let found = try ContourLines(
          x: row.x, y: row.y, values: row.numbers, level: contour.level, isLogarithmic: contour.log)
        #expect(found.lines.count == contour.lines)
        let length = found.lines.map(Self.length).reduce(0, +)
        #expect(abs(length - contour.length) <= 1e-9 * max(contour.length, 1))
        let points: [[Double]] = found.lines.flatMap { line in zip(line.x, line.y).map { [$0, $1] } }
        func hold(_ all: [[Double]], _ point: [Double]) -> Bool {
          all.contains { hypot($0[0] - point[0], $0[1] - point[1]) < 1e-7 }
        }
        for vertex in contour.vertices { #expect(hold(points, vertex), "\(vertex)") }
        for point in points { #expect(hold(contour.vertices, point), "\(point)") }
        compared += points.count
      }
    }
    #expect(compared > 100)
  }

  @Test("The area between two lines is that of matplotlib's tricontourf")
  func bands() throws {
    for row in try ContourCase.table() {
      for band in row.bands {
        let region = try ContourRegion(
          x: row.x, y: row.y, below: row.numbers.map { $0 - band.width }, above: row.numbers.map { $0 + band.width },
          level: band.level)
        let area = region.polygons.map { doubleArea($0) / 2 }.reduce(0, +)
        #expect(abs(area - band.area) <= 1e-9 * band.area)
      }
    }
  }

  @Test(
    "On a grid a linear function has a straight line, and a linear logarithm has one where logarithms are interpolated")
  func straight() throws {
    let grid = GridPoints(x: [500, 600, 700, 800, 900], y: [0, 100, 200, 300])
    let values = grid.values { $0 - 2 * $1 }
    let linear = try ContourLines(x: grid.x, y: grid.y, values: values, level: 450)
    let logs = try ContourLines(
      x: grid.x, y: grid.y, values: values.map { exp($0 / 100) }, level: exp(4.5), isLogarithmic: true)
    for found in [linear, logs] {
      #expect(found.lines.count == 1)
      for line in found.lines {
        for (x, y) in zip(line.x, line.y) { #expect(abs(x - 2 * y - 450) < 1e-9) }
      }
    }
  }

  @Test("A hill has one closed line around it")
  func closed() throws {
    let range = (-3...3).map(Double.init)
    let grid = GridPoints(x: range, y: range)
    let hill = try ContourLines(x: grid.x, y: grid.y, values: grid.values { -$0 * $0 - $1 * $1 }, level: -4.5)
    #expect(hill.lines.count == 1)
    let line = try #require(hill.lines.first)
    #expect(line.x.first == line.x.last && line.y.first == line.y.last && line.x.count > 8)
  }

  @Test("Where the level is not reached there is no line, and it is known on which side all values are")
  func unreached() throws {
    let low = try ContourLines(x: [0, 1, 0], y: [0, 0, 1], values: [1, 2, 3], level: 5)
    #expect(low.lines.isEmpty && !low.areAllAbove)
    let high = try ContourLines(x: [0, 1, 0], y: [0, 0, 1], values: [1, 2, 3], level: 0.5, isLogarithmic: true)
    #expect(high.lines.isEmpty && high.areAllAbove)
    #expect(Contour(lines: high, stroke: Stroke(.red), name: "Limit").label == "Limit (all above)")
    #expect(Contour(lines: low, stroke: Stroke(.red), name: "Limit").label == "Limit (all below)")
  }

  @Test("Values that are none are left out, and too few are refused")
  func gaps() throws {
    #expect(throws: FigureError.Problem.noPlane(points: 2)) {
      try ContourLines(x: [0, 1, 0], y: [0, 0, 1], values: [1, .infinity, 3], level: 2)
    }
    #expect(throws: FigureError.Problem.noPlane(points: 2)) {
      try ContourLines(x: [0, 1, 0], y: [0, 0, 1], values: [1, 0, 3], level: 2, isLogarithmic: true)
    }
    #expect(throws: FigureError.Problem.self) {
      try ContourLines(x: [0, 1, 0], y: [0, 0, 1], values: [1, 2, 3], level: 0, isLogarithmic: true)
    }
    #expect(throws: FigureError.Problem.self) { try ContourLines(x: [0, 1], y: [0, 0, 1], values: [1, 2], level: 1) }
    let kept = try ContourLines(x: [0, 1, 0, 5], y: [0, 0, 1, 5], values: [1, 2, 3, .nan], level: 2.5)
    #expect(kept.lines.map(\.x) == [[0, 0.5]] || kept.lines.map(\.x) == [[0.5, 0]])
  }
}

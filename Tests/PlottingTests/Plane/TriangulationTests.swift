import Testing

@testable import Plotting

@Suite struct TriangulationTests {
  @Test("Triangles of random points are those of matplotlib, which are Qhull's")
  func matplotlib() throws {
    for row in try ContourCase.table() {
      let found = try Triangulation(x: row.kept.map { row.x[$0] }, y: row.kept.map { row.y[$0] })
      #expect(found.triangles.map { $0.map { row.kept[$0] } } == row.triangles)
    }
  }

  @Test("A grid is covered once, whatever its units and its ties", arguments: [(2, 2), (5, 4), (11, 7)])
  func grid(columns: Int, rows: Int) throws {
    for (width, height) in [(1.0, 1.0), (0.1, 3e7), (100, 1e-9)] {
      let grid = GridPoints(
        x: (0..<columns).map { Double($0 + 7) * width }, y: (0..<rows).map { Double($0) * height / 3 })
      let triangles = try Triangulation(x: grid.x, y: grid.y).triangles
      #expect(triangles.count == 2 * (columns - 1) * (rows - 1))
      let areas: [Double] = triangles.map { triangle in
        doubleArea(triangle.map { (grid.x[$0], grid.y[$0]) }) / 2
      }
      let whole = Double((columns - 1) * (rows - 1)) * width * height / 3
      #expect(areas.allSatisfy { $0 > 0 } && abs(areas.reduce(0, +) / whole - 1) < 1e-6)
    }
  }

  @Test("The order of the points does not matter where there is one triangulation")
  func order() throws {
    let row = try #require(try ContourCase.table().first { $0.x.count == 25 })
    let turned = Array(row.x.indices.reversed())
    let found = try Triangulation(x: turned.map { row.x[$0] }, y: turned.map { row.y[$0] })
    #expect(Set(found.triangles.map { Set($0.map { turned[$0] }) }) == Set(row.triangles.map { Set($0) }))
  }

  @Test("Points that make no plane are refused with how many there are")
  func refused() {
    #expect(throws: FigureError.Problem.noPlane(points: 2)) { try Triangulation(x: [1, 2], y: [0, 5]) }
    #expect(throws: FigureError.Problem.noPlane(points: 0)) { try Triangulation(x: [], y: []) }
    #expect(throws: FigureError.Problem.noPlane(points: 4)) {
      try Triangulation(x: [600, 700, 800, 900], y: [100, 200, 300, 400])
    }
    #expect(throws: FigureError.Problem.noPlane(points: 3)) { try Triangulation(x: [5, 5, 5], y: [1, 3, 2]) }
    #expect(throws: FigureError.Problem.samePlace(x: 1, y: 2)) { try Triangulation(x: [1, 3, 1, 4], y: [2, 2, 2, 9]) }
  }
}

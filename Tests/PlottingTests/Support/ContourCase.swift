import Foundation

/// A set of points of `Fixtures/contours.json`, made by the script beside it.
struct ContourCase: Decodable {
  struct Contour: Decodable {
    let level: Double
    let log: Bool
    let lines: Int
    let length: Double
    let vertices: [[Double]]
  }

  struct Band: Decodable {
    let level: Double
    let width: Double
    let area: Double
  }

  let x: [Double]
  let y: [Double]
  private let values: [Double?]
  let triangles: [[Int]]
  let contours: [Contour]
  let bands: [Band]

  /// NaN for a point without one.
  var numbers: [Double] { values.map { $0 ?? .nan } }
  /// Places of the points with a value.
  var kept: [Int] { values.indices.filter { values[$0] != nil } }

  static func table() throws -> [ContourCase] {
    let file = Bundle.module.url(forResource: "Fixtures/contours", withExtension: "json")
    guard let file else { throw CocoaError(.fileNoSuchFile) }
    return try JSONDecoder().decode([ContourCase].self, from: Data(contentsOf: file))
  }
}

/// A grid of points, column by column.
struct GridPoints {
  var x: [Double] = []
  var y: [Double] = []

  init(x columns: [Double], y rows: [Double]) {
    for column in columns {
      for row in rows {
        x.append(column)
        y.append(row)
      }
    }
  }

  func values(_ value: (Double, Double) -> Double) -> [Double] { zip(x, y).map { value($0, $1) } }
}

/// Twice the area of a polygon, positive where it runs anticlockwise.
func doubleArea(_ corners: [(x: Double, y: Double)]) -> Double {
  var sum = 0.0
  for index in corners.indices {
    let (a, b) = (corners[index], corners[(index + 1) % corners.count])
    sum += a.x * b.y - b.x * a.y
  }
  return sum
}

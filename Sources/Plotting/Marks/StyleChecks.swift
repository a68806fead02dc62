extension Stroke {
  func check() throws {
    guard width > 0, width <= 100 else {
      throw FigureError.Problem.badValue("line width", width, expected: "above 0, at most 100 points")
    }
    try colour.check()
  }
}

extension Colour {
  func check() throws {
    for (name, value) in [("red", red), ("green", green), ("blue", blue), ("opacity", opacity)] {
      guard value >= 0, value <= 1 else { throw FigureError.Problem.badValue(name, value, expected: "in 0...1") }
    }
  }
}

extension Marker {
  func check() throws {
    guard size > 0, size <= 100 else {
      throw FigureError.Problem.badValue("marker size", size, expected: "above 0, at most 100 points")
    }
  }
}

/// - Parameter count: of bins.
/// - Throws: `FigureError.Problem.lengths` or `.badEdges` unless the edges are those of as many bins.
func checkEdges(_ edges: [Double], _ name: String = "edges", bins count: Int, of other: String) throws {
  guard edges.count == count + 1 else {
    throw FigureError.Problem.lengths(name, edges.count, expected: count + 1, of: other)
  }
  for index in edges.indices where !edges[index].isFinite || (index > 0 && edges[index] <= edges[index - 1]) {
    throw FigureError.Problem.badEdges(index: index)
  }
}

/// - Throws: `FigureError.Problem.lengths` unless `values` has as many elements as `others`.
func checkLengths(_ name: String, _ values: [Double], _ other: String, _ others: [Double]) throws {
  guard values.count == others.count else {
    throw FigureError.Problem.lengths(name, values.count, expected: others.count, of: other)
  }
}

/// The parton densities on a grid, between whose points they are interpolated linearly in ln x + 6x and ln Q².
struct DensityTable: Sendable {
  /// Gluon, d, u, s, c, b, d̄, ū; see ``PartonDensities``.
  static let kinds = 8
  private static let (points, scales) = (320, 34)
  private static let (first, last) = (DensityTable.coordinate(1e-5), 6.0)
  private static let (lowest, highest) = (Numerics.log(4), Numerics.log(6e7))
  private let values: [Float]

  init() {
    var values: [Float] = []
    values.reserveCapacity(Self.points * Self.scales * Self.kinds)
    for scale in 0..<Self.scales {
      let squared = Numerics.exp(
        Self.lowest + (Self.highest - Self.lowest) * Double(scale) / Double(Self.scales - 1))
      for point in 0..<Self.points {
        let x = Self.x(at: Self.first + (Self.last - Self.first) * Double(point) / Double(Self.points - 1))
        let at = PartonDensities.values(x: min(x, 1 - 1e-9), squaredScale: squared)
        values += [at.gluon, at.down, at.up, at.strange, at.charm, at.bottom, at.antidown, at.antiup]
          .map { Float(max($0, 0)) }
      }
    }
    self.values = values
  }

  private static func coordinate(_ x: Double) -> Double { Numerics.log(x) + 6 * x }

  private static func x(at coordinate: Double) -> Double {
    var (low, high) = (1e-6, 1.0)
    for _ in 0..<60 {
      let middle = 0.5 * (low + high)
      if Self.coordinate(middle) < coordinate { low = middle } else { high = middle }
    }
    return 0.5 * (low + high)
  }

  /// The column of a parton by its PDG number, where 0 and 21 are the gluon.
  static func column(_ parton: Int) -> Int {
    switch parton {
    case 1...5: parton
    case -1: 6
    case -2: 7
    case -5 ... -3: -parton
    default: 0
    }
  }

  /// Where in the grid x and Q² lie.
  struct Place {
    fileprivate var offset: Int
    fileprivate var weights: (Float, Float, Float, Float)
  }

  @inline(__always) func place(x: Double, squaredScale: Double) -> Place {
    let across =
      (Self.coordinate(max(x, 1e-5)) - Self.first) * (Double(Self.points - 1) / (Self.last - Self.first))
    let up =
      (Numerics.log(max(squaredScale, 4)) - Self.lowest) * (Double(Self.scales - 1) / (Self.highest - Self.lowest))
    let column = max(0, min(Int(across), Self.points - 2))
    let row = max(0, min(Int(up), Self.scales - 2))
    let (a, b) = (Float(min(across - Double(column), 1)), Float(min(up - Double(row), 1)))
    return Place(
      offset: (row * Self.points + column) * Self.kinds,
      weights: ((1 - a) * (1 - b), a * (1 - b), (1 - a) * b, a * b))
  }

  /// x times the density in one column, at least 0.
  @inline(__always) func value(_ column: Int, at place: Place) -> Double {
    values.withUnsafeBufferPointer { values in
      let (w, at) = (place.weights, place.offset + column)
      let above = at + Self.points * Self.kinds
      return Double(
        w.0 * values[at] + w.1 * values[at + Self.kinds] + w.2 * values[above] + w.3 * values[above + Self.kinds])
    }
  }

  /// x times the density of a parton.
  @inline(__always) func value(of parton: Int, x: Double, squaredScale: Double) -> Double {
    value(Self.column(parton), at: place(x: x, squaredScale: squaredScale))
  }
}

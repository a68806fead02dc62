/// The parton densities on a grid, between whose points they are interpolated linearly in ln x + 6x and ln Q².
struct DensityTable: Sendable {
  /// Gluon, d, u, s, c, b, d̄, ū, see ``PartonDensities``, and the sum of all quarks and antiquarks.
  static let kinds = 9
  private static let (points, scales) = (320, 34)
  /// Coordinates of x = 10⁻⁵ and 1, and ln Q² of 4 and 6·10⁷ GeV².
  private static let (first, last) = (-11.512925464970229 + 6e-5, 6.0)
  private static let (lowest, highest) = (1.3862943611198906, 17.909855120186375)
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
        let quarks =
          at.down + at.up + at.antidown + at.antiup + 2 * (max(at.strange, 0) + max(at.charm, 0) + max(at.bottom, 0))
        values +=
          [at.gluon, at.down, at.up, at.strange, at.charm, at.bottom, at.antidown, at.antiup, quarks]
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
    place(x: x, logarithm: Numerics.log(x), row: row(logarithm: Numerics.log(squaredScale)))
  }

  /// Where among the grid's scales a Q² lies.
  struct Row {
    fileprivate var index: Int
    fileprivate var share: Float
  }

  /// - Parameter logarithm: ln Q² of Q² in GeV².
  @inline(__always) func row(logarithm: Double) -> Row {
    let up =
      (max(logarithm, Self.lowest) - Self.lowest) * (Double(Self.scales - 1) / (Self.highest - Self.lowest))
    let index = min(Int(up), Self.scales - 2)
    return Row(index: index, share: Float(min(up - Double(index), 1)))
  }

  /// - Parameter logarithm: ln x.
  @inline(__always) func place(x: Double, logarithm: Double, row: Row) -> Place {
    let across = (logarithm + 6 * x - Self.first) * (Double(Self.points - 1) / (Self.last - Self.first))
    let column = min(Int(max(across, 0)), Self.points - 2)
    let (a, b) = (Float(min(max(across, 0) - Double(column), 1)), row.share)
    return Place(
      offset: (row.index * Self.points + column) * Self.kinds,
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

  /// x times the densities in the first eight columns, at least 0.
  @inline(__always) func values(at place: Place) -> SIMD8<Float> {
    values.withUnsafeBytes { bytes in
      func point(_ index: Int) -> SIMD8<Float> {
        bytes.loadUnaligned(fromByteOffset: 4 * (place.offset + index * Self.kinds), as: SIMD8<Float>.self)
      }
      let (w, above) = (place.weights, Self.points)
      return (w.0 * point(0) + w.1 * point(1)) + (w.2 * point(above) + w.3 * point(above + 1))
    }
  }

  /// x times the density of a parton.
  @inline(__always) func value(of parton: Int, x: Double, squaredScale: Double) -> Double {
    value(Self.column(parton), at: place(x: x, squaredScale: squaredScale))
  }
}

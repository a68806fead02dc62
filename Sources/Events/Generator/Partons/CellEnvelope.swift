/// A bound on a function of three numbers in 0...1, constant in each cell of a grid.
struct CellEnvelope: Sendable {
  private static let (rows, columns, layers) = (64, 24, 12)
  private var bounds: [Double] = []
  private var sums: [Double] = []

  init() {}

  /// - Parameter function: at least 0; bounded by its values at the corners and in the middle of each cell, and some more.
  ///   Where it goes beyond, whoever draws has to weigh.
  init(_ function: (Double, Double, Double) -> Double) {
    let (rows, columns, layers) = (Self.rows, Self.columns, Self.layers)
    // The function may be 0 on the outer faces.
    func place(_ index: Int, _ count: Int) -> Double { min(max(Double(index) / Double(count), 1e-6), 1 - 1e-6) }
    var corners: [Double] = []
    for i in 0...rows {
      for j in 0...columns {
        for k in 0...layers { corners.append(function(place(i, rows), place(j, columns), place(k, layers))) }
      }
    }
    func corner(_ i: Int, _ j: Int, _ k: Int) -> Double { corners[(i * (columns + 1) + j) * (layers + 1) + k] }
    var sum = 0.0
    for i in 0..<rows {
      for j in 0..<columns {
        for k in 0..<layers {
          var bound = function(
            (Double(i) + 0.5) / Double(rows), (Double(j) + 0.5) / Double(columns), (Double(k) + 0.5) / Double(layers))
          for (di, dj, dk) in [
            (0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 1), (1, 0, 0), (1, 0, 1), (1, 1, 0), (1, 1, 1),
          ] { bound = max(bound, corner(i + di, j + dj, k + dk)) }
          sum += 1.05 * bound
          bounds.append(1.05 * bound)
          sums.append(sum)
        }
      }
    }
  }

  /// Three numbers, distributed as the bound, and the bound there.
  func draw(_ random: inout EventRandom) -> ((Double, Double, Double), bound: Double) {
    let wanted = random.uniform() * (sums.last ?? 0)
    var (low, high) = (0, sums.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] > wanted { high = middle } else { low = middle + 1 }
    }
    let (k, rest) = (low % Self.layers, low / Self.layers)
    let (j, i) = (rest % Self.columns, rest / Self.columns)
    let numbers = (
      (Double(i) + random.uniform()) / Double(Self.rows), (Double(j) + random.uniform()) / Double(Self.columns),
      (Double(k) + random.uniform()) / Double(Self.layers)
    )
    return (numbers, bounds[low])
  }
}

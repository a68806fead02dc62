/// A bound on a function of three numbers in 0...1, constant in each cell of a grid.
struct CellEnvelope: Sendable {
  private static let (rows, columns, layers) = (64, 24, 12)

  /// A cell, in an alias table (A. J. Walker, ACM Trans. Math. Softw. 3 (1977) 253): it is taken itself below the threshold, and
  /// another one above.
  private struct Cell {
    var bound: Double
    var threshold: Float = 1
    var alias: Int32 = 0
  }

  private var cells: [Cell] = []

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
    for i in 0..<rows {
      for j in 0..<columns {
        for k in 0..<layers {
          var bound = function(
            (Double(i) + 0.5) / Double(rows), (Double(j) + 0.5) / Double(columns), (Double(k) + 0.5) / Double(layers))
          for (di, dj, dk) in [
            (0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 1), (1, 0, 0), (1, 0, 1), (1, 1, 0), (1, 1, 1),
          ] { bound = max(bound, corner(i + di, j + dj, k + dk)) }
          cells.append(Cell(bound: 1.05 * bound))
        }
      }
    }
    setAliases()
  }

  /// Those above the mean fill up those below it (M. D. Vose, IEEE Trans. Softw. Eng. 17 (1991) 972).
  private mutating func setAliases() {
    let mean = cells.reduce(0) { $0 + $1.bound } / Double(cells.count)
    var shares = cells.map { $0.bound / mean }
    var small = cells.indices.filter { shares[$0] < 1 }
    var large = cells.indices.filter { shares[$0] >= 1 }
    while let low = small.popLast(), let high = large.last {
      cells[low].threshold = Float(shares[low])
      cells[low].alias = Int32(high)
      shares[high] -= 1 - shares[low]
      if shares[high] < 1 {
        large.removeLast()
        small.append(high)
      }
    }
  }

  /// Three numbers, distributed as the bound, and the bound there.
  @inline(__always) func draw(_ random: inout EventRandom) -> ((Double, Double, Double), bound: Double) {
    var low = min(Int(random.uniform() * Double(cells.count)), cells.count - 1)
    if random.uniform() >= Double(cells[low].threshold) { low = Int(cells[low].alias) }
    let (k, rest) = (low % Self.layers, low / Self.layers)
    let (j, i) = (rest % Self.columns, rest / Self.columns)
    let numbers = (
      (Double(i) + random.uniform()) / Double(Self.rows), (Double(j) + random.uniform()) / Double(Self.columns),
      (Double(k) + random.uniform()) / Double(Self.layers)
    )
    return (numbers, cells[low].bound)
  }
}

/// 24 consecutive floats: three registers, the width of one column tile. Four events' accumulators (12 registers), one row
/// of weights (3) and a broadcast activation (1) fill the sixteen registers of AVX2 exactly.
struct Tile {
  /// Floats in a tile.
  static let width = 24

  var first: Vector
  var second: Vector
  var third: Vector

  @inline(__always)
  static var zero: Tile { Tile(first: .zero, second: .zero, third: .zero) }

  @inline(__always)
  init(first: Vector, second: Vector, third: Vector) {
    (self.first, self.second, self.third) = (first, second, third)
  }

  /// Loads from a 32-byte boundary.
  @inline(__always)
  init(_ source: UnsafePointer<Float>) {
    let source = UnsafeRawPointer(source)
    first = source.load(as: Vector.self)
    second = source.load(fromByteOffset: 32, as: Vector.self)
    third = source.load(fromByteOffset: 64, as: Vector.self)
  }

  /// Stores to a 32-byte boundary.
  @inline(__always)
  func store(to target: UnsafeMutablePointer<Float>) {
    let target = UnsafeMutableRawPointer(target)
    target.storeBytes(of: first, as: Vector.self)
    target.storeBytes(of: second, toByteOffset: 32, as: Vector.self)
    target.storeBytes(of: third, toByteOffset: 64, as: Vector.self)
  }

  /// self += factor · tile, fused.
  @inline(__always)
  mutating func add(_ factor: Float, _ tile: Tile) {
    first = first.addingProduct(factor, tile.first)
    second = second.addingProduct(factor, tile.second)
    third = third.addingProduct(factor, tile.third)
  }

  /// max(x, 0) of each.
  @inline(__always)
  func rectified() -> Tile { Tile(first: first.rectified, second: second.rectified, third: third.rectified) }

  /// Each where the activation was positive, 0 elsewhere: the derivative of ReLU.
  @inline(__always)
  func gated(by activation: Tile) -> Tile {
    Tile(
      first: first.gated(by: activation.first), second: second.gated(by: activation.second),
      third: third.gated(by: activation.third))
  }

  /// The products, element by element.
  @inline(__always)
  func times(_ other: Tile) -> Tile {
    Tile(first: first * other.first, second: second * other.second, third: third * other.third)
  }

  /// Stores to a 32-byte boundary, or adds to what is there.
  @inline(__always)
  func join(_ target: UnsafeMutablePointer<Float>, isFirst: Bool) {
    guard !isFirst else { return store(to: target) }
    let sum = Tile(target)
    Tile(first: sum.first + first, second: sum.second + second, third: sum.third + third).store(to: target)
  }

  /// factor · self.
  @inline(__always)
  func scaled(by factor: Float) -> Tile {
    Tile(first: first.scaled(by: factor), second: second.scaled(by: factor), third: third.scaled(by: factor))
  }
}

/// A matrix in aligned memory, without ownership: events × activations, or inputs × units.
struct Rows {
  let start: UnsafeMutablePointer<Float>
  /// Floats from one row to the next, a multiple of 24.
  let stride: Int

  @inline(__always)
  subscript(row: Int) -> UnsafeMutablePointer<Float> { start + row &* stride }

  /// The rows from the given one on.
  @inline(__always)
  func from(_ row: Int) -> Rows { Rows(start: self[row], stride: stride) }
}

/// The matrix products of a hidden layer, forward and backward.
///
/// For a layer of I inputs and U units (padded to U′, a multiple of 24) each of the three costs I·U′/8 fused multiply-adds
/// an event: 66 for 22 → 23, 33 cycles at the two a cycle that AVX2 cores do. Register tiles are 4 rows × 24 columns: for each step
/// of the inner loop 12 multiply-adds for 3 vector loads and 4 broadcasts. Sums run in the order of the inner index.
enum DenseKernels {
  /// H = X·W + bias, negative sums being put to 0 if `rectifies`.
  /// - Parameters:
  ///   - input: X, events × I; `events` is rounded up to 4, so rows up to there must exist.
  ///   - weights: W, I × U′, followed by the bias row.
  ///   - output: H, events × U′.
  @inline(__always)
  static func forward(input: Rows, weights: Rows, inputs: Int, events: Int, output: Rows, rectifies: Bool) {
    var column = 0
    while column < weights.stride {
      let bias = Tile(weights[inputs] + column)
      var event = 0
      while event < events {
        let sums = products(
          of: input.from(event), and: weights, column: column, inner: inputs, startingFrom: bias)
        let target = output[event] + column
        if rectifies {
          sums.0.rectified().store(to: target)
          sums.1.rectified().store(to: target + output.stride)
          sums.2.rectified().store(to: target + 2 &* output.stride)
          sums.3.rectified().store(to: target + 3 &* output.stride)
        } else {
          sums.0.store(to: target)
          sums.1.store(to: target + output.stride)
          sums.2.store(to: target + 2 &* output.stride)
          sums.3.store(to: target + 3 &* output.stride)
        }
        event &+= 4
      }
      column &+= Tile.width
    }
  }

  /// H := D·Wᵀ times the derivative of what H went through: the derivative by the preceding layer's sums takes the place of
  /// its activations.
  /// - Parameters:
  ///   - derivative: D, events × U, the loss by this layer's sums; `events` is rounded up to 4.
  ///   - transposed: Wᵀ, U × I′, without the biases.
  ///   - activations: H, events × I′.
  ///   - slopes: the derivative of each activation, events × I′; `nil` for rectified ones, which are their own.
  @inline(__always)
  static func backward(
    derivative: Rows, transposed: Rows, units: Int, events: Int, activations: Rows, slopes: Rows?
  ) {
    var column = 0
    while column < transposed.stride {
      var event = 0
      while event < events {
        let sums = products(
          of: derivative.from(event), and: transposed, column: column, inner: units, startingFrom: .zero)
        let target = activations[event] + column
        let stride = activations.stride
        if let slopes {
          let slope = slopes[event] + column
          sums.0.times(Tile(slope)).store(to: target)
          sums.1.times(Tile(slope + stride)).store(to: target + stride)
          sums.2.times(Tile(slope + 2 &* stride)).store(to: target + 2 &* stride)
          sums.3.times(Tile(slope + 3 &* stride)).store(to: target + 3 &* stride)
        } else {
          gate(target, by: sums.0)
          gate(target + stride, by: sums.1)
          gate(target + 2 &* stride, by: sums.2)
          gate(target + 3 &* stride, by: sums.3)
        }
        event &+= 4
      }
      column &+= Tile.width
    }
  }

  /// G = Xᵀ·D, or G += Xᵀ·D: the derivative by the weights, biases included since X carries the constant 1.
  ///
  /// A block's sum is made by itself before it joins G, so that rounding grows with the block and the number of blocks, not
  /// with the events.
  /// - Parameters:
  ///   - input: X, events × rows of G.
  ///   - derivative: D, events × U′.
  ///   - gradient: G, `rows` (a multiple of 4) × U′.
  ///   - isFirst: whether G holds nothing yet.
  ///   - meanwhile: called for each tile of G.
  @inline(__always)
  static func accumulate(
    input: Rows, derivative: Rows, events: Int, gradient: Rows, rows: Int, isFirst: Bool, meanwhile: () -> Void
  ) {
    var column = 0
    while column < gradient.stride {
      var row = 0
      while row < rows {
        meanwhile()
        var (g0, g1, g2, g3) = (Tile.zero, Tile.zero, Tile.zero, Tile.zero)
        var x = input.start + row
        var d = derivative.start + column
        var left = events
        while left > 0 {
          let tile = Tile(d)
          g0.add(x[0], tile)
          g1.add(x[1], tile)
          g2.add(x[2], tile)
          g3.add(x[3], tile)
          x += input.stride
          d += derivative.stride
          left &-= 1
        }
        let target = gradient[row] + column
        g0.join(target, isFirst: isFirst)
        g1.join(target + gradient.stride, isFirst: isFirst)
        g2.join(target + 2 &* gradient.stride, isFirst: isFirst)
        g3.join(target + 3 &* gradient.stride, isFirst: isFirst)
        row &+= 4
      }
      column &+= Tile.width
    }
  }

  /// Four rows of A·B in one column tile, the inner kernel of the first two.
  @inline(__always)
  private static func products(
    of left: Rows, and right: Rows, column: Int, inner: Int, startingFrom start: Tile
  ) -> (Tile, Tile, Tile, Tile) {
    var (s0, s1, s2, s3) = (start, start, start, start)
    let (a0, a1, a2, a3) = (left[0], left[1], left[2], left[3])
    var b = right.start + column
    var k = 0
    while k < inner {
      let tile = Tile(b)
      s0.add(a0[k], tile)
      s1.add(a1[k], tile)
      s2.add(a2[k], tile)
      s3.add(a3[k], tile)
      b += right.stride
      k &+= 1
    }
    return (s0, s1, s2, s3)
  }

  @inline(__always)
  private static func gate(_ activation: UnsafeMutablePointer<Float>, by derivative: Tile) {
    derivative.gated(by: Tile(activation)).store(to: activation)
  }
}

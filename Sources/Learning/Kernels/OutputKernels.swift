/// The output unit: one logit for each event; 2 · I′/8 multiply-adds an event for both directions.
enum OutputKernels {
  /// Logits beyond this are held there, and NaN with them: finite parameters may overflow a sum, never a loss.
  static let largestLogit: Float = 1e30

  /// z = H·v, the bias being v's factor of the constant 1.
  /// - Parameters:
  ///   - activations: H, events × I′; `events` is rounded up to 8, so rows up to there must exist.
  ///   - weights: v, I′ floats.
  ///   - logits: z, `events` rounded up to 8.
  @inline(__always)
  static func forward(
    activations: Rows, weights: UnsafePointer<Float>, columns: Int, events: Int, logits: UnsafeMutablePointer<Float>
  ) {
    var event = 0
    while event < events {
      let rows = activations.from(event)
      let z = Vector.laneSums(
        products(rows[0], weights, columns), products(rows[1], weights, columns), products(rows[2], weights, columns),
        products(rows[3], weights, columns), products(rows[4], weights, columns), products(rows[5], weights, columns),
        products(rows[6], weights, columns), products(rows[7], weights, columns))
      UnsafeMutableRawPointer(logits + event)
        .storeBytes(of: z.held(from: -largestLogit, to: largestLogit), as: Vector.self)
      event &+= 8
    }
  }

  /// Products of two rows, added up lane by lane.
  @inline(__always)
  private static func products(_ row: UnsafePointer<Float>, _ weights: UnsafePointer<Float>, _ columns: Int) -> Vector {
    var (a, b, c) = (Vector.zero, Vector.zero, Vector.zero)
    var column = 0
    while column < columns {
      let (h, v) = (Tile(row + column), Tile(weights + column))
      a = a.addingProduct(h.first, v.first)
      b = b.addingProduct(h.second, v.second)
      c = c.addingProduct(h.third, v.third)
      column &+= Tile.width
    }
    return a + b + c
  }

  /// G = Hᵀ·d, or G += Hᵀ·d, and H := d·v times the derivative of what H went through.
  /// - Parameters:
  ///   - activations: H, events × I′; becomes the derivative by the last hidden layer's sums.
  ///   - weights: v without the bias, I′ floats.
  ///   - derivatives: d, one for each event.
  ///   - gradient: G, I′ floats.
  ///   - slopes: the derivative of each activation; `nil` for rectified ones.
  @inline(__always)
  static func backward(
    activations: Rows, weights: UnsafePointer<Float>, columns: Int, derivatives: UnsafePointer<Float>, events: Int,
    gradient: UnsafeMutablePointer<Float>, slopes: Rows?, isFirst: Bool
  ) {
    var column = 0
    while column < columns {
      let v = Tile(weights + column)
      var g = Tile.zero
      var event = 0
      while event < events {
        let row = activations[event] + column
        let h = Tile(row)
        let d = derivatives[event]
        g.add(d, h)
        if let slopes {
          v.scaled(by: d).times(Tile(slopes[event] + column)).store(to: row)
        } else {
          v.scaled(by: d).gated(by: h).store(to: row)
        }
        event &+= 1
      }
      g.join(gradient + column, isFirst: isFirst)
      column &+= Tile.width
    }
  }
}

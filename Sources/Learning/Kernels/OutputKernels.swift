/// The output unit: one logit for each event. Memory-bound; 2 · I′/8 multiply-adds an event for both directions.
enum OutputKernels {
  /// Logits beyond this are held there, and NaN with them: finite parameters may overflow a sum, never a loss.
  static let largestLogit: Float = 1e30

  /// z = H·v, the bias being v's factor of the constant 1.
  /// - Parameters:
  ///   - activations: H, events × I′; `events` is rounded up to 8, so rows up to there must exist.
  ///   - weights: v, I′ floats.
  ///   - logits: z, `events` rounded up to 8.
  static func forward(
    activations: Rows, weights: UnsafePointer<Float>, events: Int, logits: UnsafeMutablePointer<Float>
  ) {
    for event in stride(from: 0, to: events, by: 8) {
      var z = Vector.zero
      for lane in 0..<8 {
        let row = activations[event &+ lane]
        var (a, b, c) = (Vector.zero, Vector.zero, Vector.zero)
        for column in stride(from: 0, to: activations.stride, by: Tile.width) {
          let (h, v) = (Tile(row + column), Tile(weights + column))
          a = a.addingProduct(h.first, v.first)
          b = b.addingProduct(h.second, v.second)
          c = c.addingProduct(h.third, v.third)
        }
        z[lane] = (a + b + c).laneSum
      }
      UnsafeMutableRawPointer(logits + event)
        .storeBytes(of: z.held(from: -largestLogit, to: largestLogit), as: Vector.self)
    }
  }

  /// G += Hᵀ·d and H := (d·v where H > 0, else 0), d being the loss by the logits.
  /// - Parameters:
  ///   - activations: H, events × I′; becomes the derivative by the last hidden layer's sums.
  ///   - weights: v without the bias, I′ floats.
  ///   - derivatives: d, one for each event.
  ///   - gradient: G, I′ floats.
  static func backward(
    activations: Rows, weights: UnsafePointer<Float>, derivatives: UnsafePointer<Float>, events: Int,
    gradient: UnsafeMutablePointer<Float>
  ) {
    for column in stride(from: 0, to: activations.stride, by: Tile.width) {
      let v = Tile(weights + column)
      var g = Tile(gradient + column)
      for event in 0..<events {
        let row = activations[event] + column
        let h = Tile(row)
        g.add(derivatives[event], h)
        v.scaled(by: derivatives[event]).gated(by: h).store(to: row)
      }
      g.store(to: gradient + column)
    }
  }
}

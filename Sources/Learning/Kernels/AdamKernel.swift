/// One step of Adam over a stretch of a flat buffer. Elements do not depend on each other, so that threads may share them.
enum AdamKernel {
  /// The sums that the parts of a batch left, weighed and put together: g = f_s Σ G_s + f_b Σ G_b.
  /// - Parameters:
  ///   - partial: the gradient of each part's signal events, followed by that of its background events.
  ///   - stride: floats from one gradient to the next.
  ///   - signal: the parts that hold signal events; `background` likewise.
  ///   - range: multiples of 8.
  static func gather(
    _ partial: UnsafePointer<Float>, stride: Int, signal: Range<Int>, background: Range<Int>,
    factors: (Float, Float), into gradient: UnsafeMutablePointer<Float>, range: Range<Int>
  ) {
    var index = range.lowerBound
    while index < range.upperBound {
      var (s, b) = (Vector.zero, Vector.zero)
      var part = signal.lowerBound
      while part < signal.upperBound {
        s += UnsafeRawPointer(partial + (2 &* part &* stride &+ index)).load(as: Vector.self)
        part &+= 1
      }
      part = background.lowerBound
      while part < background.upperBound {
        b += UnsafeRawPointer(partial + ((2 &* part &+ 1) &* stride &+ index)).load(as: Vector.self)
        part &+= 1
      }
      let sum = (s * factors.0).addingProduct(b, Vector(repeating: factors.1))
      UnsafeMutableRawPointer(gradient + index).storeBytes(of: sum, as: Vector.self)
      index &+= 8
    }
  }

  /// m += (g − m)(1 − β₁), v += (g² − v)(1 − β₂), p −= rate · m/(√v + ε).
  /// - Parameter range: multiples of 8.
  static func step(
    parameters: UnsafeMutablePointer<Float>, gradient: UnsafePointer<Float>, first: UnsafeMutablePointer<Float>,
    second: UnsafeMutablePointer<Float>, range: Range<Int>, rate: Float, beta1: Float, beta2: Float, epsilon: Float
  ) {
    var index = range.lowerBound
    while index < range.upperBound {
      let g = UnsafeRawPointer(gradient + index).load(as: Vector.self)
      var m = UnsafeRawPointer(first + index).load(as: Vector.self)
      var v = UnsafeRawPointer(second + index).load(as: Vector.self)
      let p = UnsafeRawPointer(parameters + index).load(as: Vector.self)
      m = m.addingProduct(1 - beta1, g - m)
      v = v.addingProduct(1 - beta2, g * g - v)
      let step = m * rate / (v.squareRoots + epsilon)
      UnsafeMutableRawPointer(first + index).storeBytes(of: m, as: Vector.self)
      UnsafeMutableRawPointer(second + index).storeBytes(of: v, as: Vector.self)
      UnsafeMutableRawPointer(parameters + index).storeBytes(of: p - step, as: Vector.self)
      index &+= 8
    }
  }

  /// g += 2λ p where the mask is 1: the derivative of λ Σ p².
  static func penalise(
    _ parameters: UnsafePointer<Float>, mask: UnsafePointer<Float>, gradient: UnsafeMutablePointer<Float>,
    range: Range<Int>, by penalty: Float
  ) {
    for index in range { gradient[index] += 2 * penalty * mask[index] * parameters[index] }
  }

  /// p −= share · p where the mask is 1.
  static func decay(
    _ parameters: UnsafeMutablePointer<Float>, mask: UnsafePointer<Float>, range: Range<Int>, by share: Float
  ) {
    for index in range { parameters[index] -= share * mask[index] * parameters[index] }
  }
}

/// One Adam step over a flat buffer. Four streams of memory, no dependence between elements.
enum AdamKernel {
  /// m += (g − m)(1 − β₁), v += (g² − v)(1 − β₂), p −= rate · m/(√v + ε).
  /// - Parameter count: a multiple of 8.
  static func step(
    parameters: UnsafeMutablePointer<Float>, gradient: UnsafePointer<Float>, first: UnsafeMutablePointer<Float>,
    second: UnsafeMutablePointer<Float>, count: Int, rate: Float, beta1: Float, beta2: Float, epsilon: Float
  ) {
    for index in stride(from: 0, to: count, by: 8) {
      let g = UnsafeRawPointer(gradient + index).load(as: Vector.self)
      var m = UnsafeRawPointer(first + index).load(as: Vector.self)
      var v = UnsafeRawPointer(second + index).load(as: Vector.self)
      let p = UnsafeRawPointer(parameters + index).load(as: Vector.self)
      m = m.addingProduct(1 - beta1, g - m)
      v = v.addingProduct(1 - beta2, g * g - v)
      let step = m * rate / (v.squareRoot() + epsilon)
      UnsafeMutableRawPointer(first + index).storeBytes(of: m, as: Vector.self)
      UnsafeMutableRawPointer(second + index).storeBytes(of: v, as: Vector.self)
      UnsafeMutableRawPointer(parameters + index).storeBytes(of: p - step, as: Vector.self)
    }
  }
}

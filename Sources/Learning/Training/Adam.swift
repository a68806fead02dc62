/// The Adam optimiser (arXiv:1412.6980) in Keras' form.
///
/// Keras corrects both biases in the rate, α_t = α √(1 − β₂ᵗ)/(1 − β₁ᵗ), and adds ε to the uncorrected root: p −= α_t m/(√v + ε).
/// The paper by Kingma and Ba calls that form more efficient; its ε is not quite the same as that of Algorithm 1.
struct Adam: ~Copyable {
  static let beta1 = 0.9
  static let beta2 = 0.999
  static let epsilon = 1e-7

  private let learningRate: Double
  private let first: FloatBuffer
  private let second: FloatBuffer
  private var power1 = 1.0
  private var power2 = 1.0

  /// - Parameters:
  ///   - count: floats of the parameter buffer.
  ///   - learningRate: α.
  init(count: Int, learningRate: Double) {
    self.learningRate = learningRate
    first = FloatBuffer(count: count)
    second = FloatBuffer(count: count)
  }

  /// Forgets both moments and the number of steps.
  mutating func reset() {
    first.start.update(repeating: 0, count: first.count)
    second.start.update(repeating: 0, count: second.count)
    power1 = 1
    power2 = 1
  }

  /// Moves the parameters one step down the gradient.
  mutating func step(_ parameters: UnsafeMutablePointer<Float>, gradient: UnsafePointer<Float>) {
    power1 *= Self.beta1
    power2 *= Self.beta2
    let rate = learningRate * (1 - power2).squareRoot() / (1 - power1)
    AdamKernel.step(
      parameters: parameters, gradient: gradient, first: first.start, second: second.start, count: first.count,
      rate: Float(rate), beta1: Float(Self.beta1), beta2: Float(Self.beta2), epsilon: Float(Self.epsilon))
  }
}

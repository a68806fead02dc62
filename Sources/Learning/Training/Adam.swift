/// The Adam optimiser (arXiv:1412.6980) in Keras' form, with decoupled weight decay (arXiv:1711.05101) and an L2 penalty.
///
/// Keras corrects both biases in the rate, α_t = α √(1 − β₂ᵗ)/(1 − β₁ᵗ), and adds ε to the uncorrected root: p −= α_t m/(√v + ε).
/// The paper by Kingma and Ba calls that form more efficient; its ε is not quite the same as that of Algorithm 1. Decay
/// takes α · `weightDecay` of each weight before a step, as Keras' AdamW does.
final class Adam {
  static let beta1 = 0.9
  static let beta2 = 0.999
  static let epsilon = 1e-7

  let first: FloatBuffer
  let second: FloatBuffer
  /// β₁ᵗ and β₂ᵗ after t steps.
  var powers = Powers()
  private let options: TrainingOptions
  private let mask: FloatBuffer

  struct Powers: Sendable, Hashable, Codable {
    var first = 1.0
    var second = 1.0

    mutating func advance() {
      first *= Adam.beta1
      second *= Adam.beta2
    }
  }

  init(layout: NetworkLayout, options: TrainingOptions) {
    self.options = options
    first = FloatBuffer(count: layout.count)
    second = FloatBuffer(count: layout.count)
    mask = FloatBuffer(count: layout.count)
    for (index, value) in layout.weightMask().enumerated() { mask.start[index] = value }
  }

  /// Forgets both moments and the number of steps.
  func reset() {
    first.start.update(repeating: 0, count: first.count)
    second.start.update(repeating: 0, count: second.count)
    powers = Powers()
  }

  /// Moves a stretch of the parameters one step down the gradient.
  /// - Parameters:
  ///   - gradient: as packed as the parameters; the L2 penalty joins it.
  ///   - powers: behind this step.
  ///   - learningRate: α of this step.
  func step(
    _ parameters: UnsafeMutablePointer<Float>, gradient: UnsafeMutablePointer<Float>, range: Range<Int>,
    powers: Powers, learningRate: Double
  ) {
    let rate = learningRate * (1 - powers.second).squareRoot() / (1 - powers.first)
    if options.l2 > 0 {
      AdamKernel.penalise(parameters, mask: mask.start, gradient: gradient, range: range, by: Float(options.l2))
    }
    if options.weightDecay > 0 {
      AdamKernel.decay(
        parameters, mask: mask.start, range: range, by: Float(learningRate * options.weightDecay))
    }
    AdamKernel.step(
      parameters: parameters, gradient: gradient, first: first.start, second: second.start, range: range,
      rate: Float(rate), beta1: Float(Self.beta1), beta2: Float(Self.beta2), epsilon: Float(Self.epsilon))
  }
}

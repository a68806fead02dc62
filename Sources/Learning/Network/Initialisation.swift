/// How the weights begin; biases begin at 0.
public enum Initialisation: String, Sendable, Hashable, Codable, CaseIterable {
  /// Uniform in ±√(6/(inputs + units)): Glorot and Bengio, AISTATS 2010. Keras' default.
  case glorot
  /// Uniform in ±√(6/inputs), which keeps the variance through rectified layers: arXiv:1502.01852. The output unit has it
  /// too.
  case he

  /// The end of the interval that weights are drawn from.
  func limit(inputs: Int, units: Int) -> Double {
    switch self {
    case .glorot: (6 / Double(inputs + units)).squareRoot()
    case .he: (6 / Double(inputs)).squareRoot()
    }
  }
}

/// How Adam's step size goes on from epoch to epoch of a phase.
public enum LearningRateSchedule: Sendable, Hashable, Codable {
  /// The same throughout.
  case constant
  /// Multiplied by `factor`, between 0 and 1, behind each epoch.
  case exponential(factor: Double)
  /// Half a cosine from 1 down to the fraction `final` over `epochs` epochs, and constant from there (arXiv:1608.03983 without
  /// restarts).
  case cosine(epochs: Int, final: Double)

  /// What the learning rate is multiplied by in an epoch, counted from 0 in its phase.
  func factor(epoch: Int) -> Double {
    switch self {
    case .constant: return 1
    case .exponential(let factor):
      // Repeated products: the C library's pow may differ in the last bit from machine to machine.
      return (0..<epoch).reduce(1) { product, _ in product * factor }
    case .cosine(let epochs, let final):
      guard epoch < epochs else { return final }
      return final + (1 - final) * 0.5 * (1 + Self.cosine(Double(epoch) / Double(epochs)))
    }
  }

  /// cos(π x) for 0 ≤ x ≤ 1 by its series about ½, error below 10⁻¹⁵, the same on every machine.
  private static func cosine(_ x: Double) -> Double {
    let angle = (0.5 - x) * Double.pi
    let square = angle * angle
    var sum = 0.0
    for order in stride(from: 12.0, through: 1, by: -1) {
      sum = (1 + sum) * -square / ((2 * order) * (2 * order + 1))
    }
    return angle * (1 + sum)
  }

  var isSound: Bool {
    switch self {
    case .constant: true
    case .exponential(let factor): factor > 0 && factor <= 1
    case .cosine(let epochs, let final): epochs >= 1 && final >= 0 && final <= 1
    }
  }
}

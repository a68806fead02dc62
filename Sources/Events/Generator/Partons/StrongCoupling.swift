/// The strong coupling at leading order with five flavours.
struct StrongCoupling: Sendable {
  /// Coefficient of the running: α_s = 1 / (b₀ ln Q²/Λ²).
  static let b0 = 23 / (12 * Numerics.pi)
  let squaredLambda: Double
  /// ln Λ² of Λ² in GeV².
  let logarithmOfLambda: Double

  /// - Parameter atZ: α_s at the mass of the Z boson.
  init(atZ: Double) {
    squaredLambda = 91.1876 * 91.1876 * Numerics.exp(-1 / (Self.b0 * atZ))
    logarithmOfLambda = Numerics.log(squaredLambda)
  }

  func value(squaredScale: Double) -> Double { 1 / (Self.b0 * Numerics.log(squaredScale / squaredLambda)) }
}

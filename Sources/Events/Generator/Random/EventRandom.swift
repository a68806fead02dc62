/// The random numbers of one attempt at an event: a stream of ``Philox`` of its own.
struct EventRandom {
  private var philox: Philox

  init(seed: UInt64, attempt: UInt64) { philox = Philox(seed: seed, stream: attempt) }

  /// Between 0 and 1, neither included, in steps of 2⁻³².
  @inline(__always) mutating func uniform() -> Double { (Double(philox.nextWord()) + 0.5) * 0x1p-32 }

  /// Normally distributed, of mean 0 and width 1 (G. E. P. Box and M. E. Muller, Ann. Math. Stat. 29 (1958) 610).
  mutating func gauss() -> Double {
    let radius = (-2 * Numerics.log(uniform())).squareRoot()
    return radius * Numerics.sinCos(turns: uniform()).cos
  }

  /// A momentum of the given size in any direction, each equally likely, with energy √(size² + mass²).
  mutating func direction(momentum: Double, mass: Double) -> FourMomentum {
    let cosine = 2 * uniform() - 1
    let across = momentum * max(1 - cosine * cosine, 0).squareRoot()
    let (sine, cos) = Numerics.sinCos(turns: uniform())
    return FourMomentum(
      x: across * cos, y: across * sine, z: momentum * cosine, energy: (momentum * momentum + mass * mass).squareRoot())
  }
}

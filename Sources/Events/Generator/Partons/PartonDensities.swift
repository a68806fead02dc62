/// The parton densities of the proton, GRV 94 LO: M. Glück, E. Reya and A. Vogt, Z. Phys. C 67 (1995) 433, in the closed form of
/// that paper's appendix, valid for 10⁻⁵ ≤ x < 1 and 0.4 ≤ Q² ≤ 10⁶ GeV².
enum PartonDensities {
  /// x times the density of each parton. Of the antiquarks that are not named there are as many as of the quarks.
  typealias Values = (
    gluon: Double, down: Double, up: Double, strange: Double, charm: Double, bottom: Double, antidown: Double,
    antiup: Double
  )

  /// - Parameters:
  ///   - x: share of the proton's momentum, 0 < x < 1.
  ///   - squaredScale: Q² in GeV².
  static func values(x: Double, squaredScale: Double) -> Values {
    let squaredLambda = 0.2322 * 0.2322
    let s = Numerics.log(Numerics.log(squaredScale / squaredLambda) / Numerics.log(0.23 / squaredLambda))
    let (s2, rootS) = (s * s, s.squareRoot())
    let point = Point(x: x)
    let up = point.valence(
      2.284 + 0.802 * s + 0.055 * s2, a: 0.590 - 0.024 * s, b: 0.131 + 0.063 * s, c0: -0.449 - 0.138 * s - 0.076 * s2,
      c1: 0.213 + 2.669 * s - 0.728 * s2, c2: 8.854 - 9.135 * s + 1.979 * s2, d: 2.997 + 0.753 * s - 0.076 * s2)
    let down = point.valence(
      0.371 + 0.083 * s + 0.039 * s2, a: 0.376, b: 0.486 + 0.062 * s, c0: -0.509 + 3.310 * s - 1.248 * s2,
      c1: 12.41 - 10.52 * s + 2.267 * s2, c2: 6.373 - 6.208 * s + 1.418 * s2, d: 3.691 + 0.799 * s - 0.071 * s2)
    // d̄ − ū, and d̄ + ū.
    let difference = point.valence(
      0.082 + 0.014 * s + 0.008 * s2, a: 0.409 - 0.005 * s, b: 0.799 + 0.071 * s, c0: -38.07 + 36.13 * s - 0.656 * s2,
      c1: 90.31 - 74.15 * s + 7.645 * s2, c2: 0, d: 7.486 + 1.217 * s - 0.159 * s2)
    let sum = point.light(
      s, alpha: 1.451, beta: 0.271, a: 0.410 - 0.232 * s, b: 0.534 - 0.457 * s, c0: 0.890 - 0.140 * s, c1: -0.981,
      c2: 0.320 + 0.683 * s, d: 4.752 + 1.164 * s + 0.286 * s2, e: 4.119 + 1.713 * s, e2: 0.682 + 2.978 * s)
    let gluon = point.light(
      s, alpha: 0.524, beta: 1.088, a: 1.742 - 0.930 * s, b: -0.399 * s2, c0: 7.486 - 2.185 * s,
      c1: 16.69 - 22.74 * s + 5.779 * s2, c2: -25.59 + 29.71 * s - 7.296 * s2,
      d: 2.792 + 2.215 * s + 0.422 * s2 - 0.104 * s2 * s, e: 0.807 + 2.005 * s, e2: 3.841 + 0.316 * s)
    let strange = point.heavy(
      s, threshold: 0, alpha: 0.914, beta: 0.577, a: 1.798 - 0.596 * s, c0: -5.548 + 3.669 * rootS - 0.616 * s,
      c1: 18.92 - 16.73 * rootS + 5.168 * s, d: 6.379 - 0.350 * s + 0.142 * s2, e: 3.981 + 1.638 * s, e2: 6.402)
    let charm = point.heavy(
      s, threshold: 0.888, alpha: 1.01, beta: 0.37, a: 0, c0: 0, c1: 4.24 - 0.804 * s, d: 3.46 - 1.076 * s,
      e: 4.61 + 1.49 * s, e2: 2.555 + 1.961 * s)
    let bottom = point.heavy(
      s, threshold: 1.351, alpha: 1.00, beta: 0.51, a: 0, c0: 0, c1: 1.848, d: 2.929 + 1.396 * s, e: 4.71 + 1.514 * s,
      e2: 4.02 + 1.239 * s)
    let (antiup, antidown) = (0.5 * (sum - difference), 0.5 * (sum + difference))
    return (gluon, down + antidown, up + antiup, strange, charm, bottom, antidown, antiup)
  }

  /// The three forms of the appendix. Its parameters A to E and E′ are c0, c1, c2, d, e and e2 here.
  private struct Point {
    private let x, root, logX, logRest: Double

    init(x: Double) {
      (self.x, root) = (x, x.squareRoot())
      logX = -Numerics.log(x)
      logRest = Numerics.log(max(1 - x, 1e-30))
    }

    func valence(
      _ n: Double, a: Double, b: Double, c0: Double, c1: Double, c2: Double, d: Double
    ) -> Double {
      n * Numerics.exp(d * logRest - a * logX) * (1 + c0 * Numerics.exp(-b * logX) + x * (c1 + c2 * root))
    }

    func light(
      _ s: Double, alpha: Double, beta: Double, a: Double, b: Double, c0: Double, c1: Double, c2: Double, d: Double,
      e: Double, e2: Double
    ) -> Double {
      let first = Numerics.exp(-a * logX) * (c0 + x * (c1 + x * c2)) * Numerics.pow(logX, b)
      let second = Numerics.pow(s, alpha) * Numerics.exp(-e + (e2 * Numerics.pow(s, beta) * logX).squareRoot())
      return (first + second) * Numerics.exp(d * logRest)
    }

    func heavy(
      _ s: Double, threshold: Double, alpha: Double, beta: Double, a: Double, c0: Double, c1: Double, d: Double,
      e: Double, e2: Double
    ) -> Double {
      guard s > threshold else { return 0 }
      return Numerics.pow(s - threshold, alpha) / Numerics.pow(logX, a) * (1 + c0 * root + c1 * x)
        * Numerics.exp(d * logRest - e + (e2 * Numerics.pow(s, beta) * logX).squareRoot())
    }
  }
}

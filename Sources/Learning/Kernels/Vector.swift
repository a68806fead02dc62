import CProcessor

/// Eight floats, one AVX2 register. Each operation below is exactly rounded or made of such in a fixed order, so that the
/// same input gives the same bits on every machine.
typealias Vector = SIMD8<Float>

extension Vector {
  /// The sum of the lanes, as a tree of fixed shape.
  @inline(__always)
  var laneSum: Float {
    let four = lowHalf + highHalf
    let two = four.lowHalf + four.highHalf
    return two.x + two.y
  }

  /// The sums of the lanes of eight vectors, bit by bit what `laneSum` gives for each.
  @inline(__always)
  static func laneSums(
    _ a: Vector, _ b: Vector, _ c: Vector, _ d: Vector, _ e: Vector, _ f: Vector, _ g: Vector, _ h: Vector
  ) -> Vector { processor_lane_sums(a, b, c, d, e, f, g, h) }

  /// eˣ, error below 2 ulp, for x held between −87 and 88: neither 0, nor subnormal, nor infinite. NaN gives e⁸⁸.
  ///
  /// Cephes' `expf`: x = n ln 2 + r, |r| ≤ ln 2/2, a polynomial in r, and 2ⁿ put into the exponent bits.
  @inline(__always)
  static func exponential(_ x: Vector) -> Vector {
    let x = x.held(from: -87, to: 88)
    // Adding 1.5·2²³ rounds to an integer and leaves it in the low bits.
    let magic = Vector(repeating: 12_582_912)
    let shifted = magic.addingProduct(1.442695040888963, x)
    let n = shifted - magic
    let r = x.addingProduct(-0.693359375, n).addingProduct(2.12194440e-4, n)
    var p = Vector(repeating: 1.3981999507e-3).addingProduct(1.9875691500e-4, r)
    p = Vector(repeating: 8.3334519073e-3).addingProduct(p, r)
    p = Vector(repeating: 4.1665795894e-2).addingProduct(p, r)
    p = Vector(repeating: 1.6666665459e-1).addingProduct(p, r)
    p = Vector(repeating: 5.0000001201e-1).addingProduct(p, r)
    p = r.addingProduct(p, r * r) + 1
    let bits = unsafeBitCast(shifted, to: SIMD8<UInt32>.self)
    return p * unsafeBitCast((bits &+ 127) &<< 23, to: Vector.self)
  }

  /// ln x for positive normal x, error below 2 ulp: Cephes' `logf`.
  @inline(__always)
  static func logarithm(_ x: Vector) -> Vector {
    let bits = unsafeBitCast(x, to: SIMD8<UInt32>.self)
    // Subtracting the bits of √½ splits x = 2ᵉ m with √½ ≤ m < √2.
    let offset = bits &- 0x3F35_04F3
    let mantissa = (offset & 0x007F_FFFF) &+ 0x3F35_04F3
    let f = unsafeBitCast(mantissa, to: Vector.self) - 1
    // The exponent plus 127 as the low bits of 2²³ + …, an exact conversion.
    let biased = ((offset &+ 0x3F80_0000) &>> 23) | 0x4B00_0000
    let exponent = unsafeBitCast(biased, to: Vector.self) - 8_388_735
    var p = Vector(repeating: -1.1514610310e-1).addingProduct(7.0376836292e-2, f)
    p = Vector(repeating: 1.1676998740e-1).addingProduct(p, f)
    p = Vector(repeating: -1.2420140846e-1).addingProduct(p, f)
    p = Vector(repeating: 1.4249322787e-1).addingProduct(p, f)
    p = Vector(repeating: -1.6668057665e-1).addingProduct(p, f)
    p = Vector(repeating: 2.0000714765e-1).addingProduct(p, f)
    p = Vector(repeating: -2.4999993993e-1).addingProduct(p, f)
    p = Vector(repeating: 3.3333331174e-1).addingProduct(p, f)
    let square = f * f
    let low = (p * f * square).addingProduct(-2.12194440e-4, exponent).addingProduct(-0.5, square)
    return (f + low).addingProduct(0.693359375, exponent)
  }

  /// ln(1 + x) for 0 ≤ x ≤ 1, error below 3 ulp; the rounding of 1 + x is put right to first order.
  @inline(__always)
  static func logarithmOfOne(plus x: Vector) -> Vector {
    let sum = x + 1
    return logarithm(sum) + (x - (sum - 1)) / sum
  }

  /// 1/(1 + e⁻ᶻ) and 1/(1 + eᶻ), each as precise in its distance from 0 as floats are, and the e^−|z| they are made of.
  ///
  /// The product of the two is the derivative: no difference, and exact down to 10⁻³⁸.
  @inline(__always)
  static func sigmoid(_ z: Vector) -> (value: Vector, complement: Vector, decay: Vector) {
    let decay = exponential(-z.magnitudes)
    let likely = 1 / (decay + 1)
    let unlikely = decay * likely
    let isPositive = z .> 0
    return (
      unlikely.replacing(with: likely, where: isPositive), likely.replacing(with: unlikely, where: isPositive), decay
    )
  }

  /// tanh x, error below 3 ulp: Cephes' `tanhf` near 0, elsewhere 1 − 2/(e^2|x| + 1).
  @inline(__always)
  static func hyperbolicTangent(_ x: Vector) -> Vector {
    let size = x.magnitudes
    let far = 1 - 2 / (exponential(size + size) + 1)
    let square = x * x
    var p = Vector(repeating: 2.06390887954531e-2).addingProduct(-5.70498872745e-3, square)
    p = Vector(repeating: -5.37397155531e-2).addingProduct(p, square)
    p = Vector(repeating: 1.33314422036e-1).addingProduct(p, square)
    p = Vector(repeating: -3.33332819422e-1).addingProduct(p, square)
    let near = x.addingProduct(p * square, x)
    return far.with(signsOf: x).replacing(with: near, where: size .< 0.625)
  }

  /// The standard normal distribution Φ(x) and its density φ(x), error below 8 ulp where they exceed 10⁻³⁰.
  ///
  /// With a = |x|/√2 and t = 1/(1 + 0.4 a), erfc(a) = e^−a² t Q(t); Q is a Chebyshev fit of degree 9
  /// (`Fixtures/normal.py`).
  @inline(__always)
  static func normal(_ x: Vector) -> (distribution: Vector, density: Vector) {
    let size = x.magnitudes.held(from: 0, to: 13)
    let halfSquare = size * size * 0.5
    // What rounding the square loses would be multiplied by e's slope.
    let lost = (-halfSquare).addingProduct(size * 0.5, size)
    let decay = exponential(-halfSquare)
    let bell = decay.addingProduct(decay, -lost)
    let t = 1 / Vector(repeating: 1).addingProduct(0.282_842_712, size)
    var q = Vector(repeating: 0.222494381613).addingProduct(-0.0341565227788, t)
    q = Vector(repeating: -0.555611826986).addingProduct(q, t)
    q = Vector(repeating: 0.622058505485).addingProduct(q, t)
    q = Vector(repeating: -0.345406904767).addingProduct(q, t)
    q = Vector(repeating: 0.304232841675).addingProduct(q, t)
    q = Vector(repeating: 0.118781874399).addingProduct(q, t)
    q = Vector(repeating: 0.217203874167).addingProduct(q, t)
    q = Vector(repeating: 0.22468338082).addingProduct(q, t)
    q = Vector(repeating: 0.225720397457).addingProduct(q, t)
    let tail = bell * t * q * 0.5
    return (tail.replacing(with: 1 - tail, where: x .> 0), bell * 0.398_942_28)
  }

  /// Each lane with the sign of another's, where it is positive itself.
  @inline(__always)
  func with(signsOf other: Vector) -> Vector {
    let signs = unsafeBitCast(other, to: SIMD8<UInt32>.self) & 0x8000_0000
    return unsafeBitCast(unsafeBitCast(self, to: SIMD8<UInt32>.self) | signs, to: Vector.self)
  }

  /// Each lane held in a range; NaN becomes the upper end.
  @inline(__always)
  func held(from lower: Float, to upper: Float) -> Vector {
    let capped = Vector(repeating: upper).replacing(with: self, where: self .< upper)
    return Vector(repeating: lower).replacing(with: capped, where: capped .> lower)
  }

  /// max(x, 0); NaN becomes 0.
  @inline(__always)
  var rectified: Vector { gated(by: self) }

  /// Each lane where another's is positive, 0 elsewhere.
  @inline(__always)
  func gated(by gate: Vector) -> Vector { processor_gated(self, gate) }

  /// Each lane times a factor.
  @inline(__always)
  func scaled(by factor: Float) -> Vector { processor_scaled(self, factor) }

  /// √x of each lane.
  @inline(__always)
  var squareRoots: Vector { processor_square_roots(self) }

  /// |x|, by clearing the sign bit.
  @inline(__always)
  var magnitudes: Vector {
    unsafeBitCast(unsafeBitCast(self, to: SIMD8<UInt32>.self) & 0x7FFF_FFFF, to: Vector.self)
  }
}

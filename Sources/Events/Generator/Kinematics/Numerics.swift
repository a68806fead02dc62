/// Elementary functions made of sums, products, quotients and square roots alone, which IEEE 754 fixes to the last bit: the
/// events are the same on every machine, which those of the systems' mathematical libraries would not be.
///
/// Relative errors stay below 10⁻¹³, for finite arguments within the stated range.
enum Numerics {
  static let pi = 3.141592653589793
  private static let ln2High = 0x1.62e42fefa0000p-1
  private static let ln2Low = 0x1.cf79abc9e3b3ap-40

  /// The nearest whole number, of two equally near ones the even one; for sizes below 2⁵¹.
  @inline(__always) private static func nearest(_ x: Double) -> Double { (x + 0x1.8p52) - 0x1.8p52 }

  /// e^x, 0 below −700; x up to 700.
  @inline(__always) static func exp(_ x: Double) -> Double {
    guard x > -700 else { return 0 }
    let power = nearest(min(x, 700) * 1.4426950408889634)
    let r = (min(x, 700) - power * ln2High) - power * ln2Low
    // |r| ≤ ln 2 / 2; interpolated in Chebyshev's points, and summed up in pairs (G. Estrin, 1960): the processor adds and
    // multiplies several at a time.
    let (s, t) = (r * r, r * r * (r * r))
    let low = (1 + r) + s * (0.5 + r * 0.1666666666666254)
    let middle =
      (0.04166666666665126 + r * 0.008333333344285054) + s * (0.001388888890597419 + r * 0.00019841224373298098)
    let high = (2.4801536205626333e-05 + r * 2.7617714938446267e-06) + s * 2.7613907986368983e-07
    let sum = low + t * (middle + t * high)
    return sum * Double(bitPattern: UInt64(Int64(power) + 1023) << 52)
  }

  /// ln x for a normal number x > 0.
  @inline(__always) static func log(_ x: Double) -> Double {
    let bits = x.bitPattern
    // x = 2^power · m with m in √½ ... √2.
    let offset = bits &- 0x3FE6_A09E_667F_3BCD
    let power = Double(Int64(bitPattern: offset) >> 52)
    let m = Double(bitPattern: bits &- (offset & 0xFFF0_0000_0000_0000))
    let f = (m - 1) / (m + 1)
    let s = f * f
    // 2 artanh f, |f| ≤ 0.1716.
    let t = s * s
    let low = 0.6666666666666203 + s * 0.40000000011263603
    let middle = 0.2857142412257026 + s * 0.22222863800943776
    let sum = low + t * (middle + t * (0.18140133908996778 + s * 0.16622643433035212))
    return power * ln2High + (f * (s * sum + 2) + power * ln2Low)
  }

  /// At least ln x, for a normal number x > 0, and by at most 0.012 more: a parabola in the mantissa.
  @inline(__always) static func boundOnLog(_ x: Double) -> Double {
    let bits = x.bitPattern
    let power = Double(Int64(bits >> 52) - 1023)
    let f = Double(bitPattern: (bits & 0xF_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000) - 1
    return (power + f * (1.3465 - 0.3465 * f) + 0.0085) * 0.6931471805599453
  }

  /// x^exponent for x ≥ 0.
  @inline(__always) static func pow(_ x: Double, _ exponent: Double) -> Double {
    x > 1e-300 ? exp(exponent * log(x)) : (exponent == 0 ? 1 : 0)
  }

  /// sin and cos of 2π · turns, turns in 0...1.
  @inline(__always) static func sinCos(turns: Double) -> (sin: Double, cos: Double) {
    let quarter = nearest(turns * 4)
    let r = (turns - quarter * 0.25) * (2 * pi)
    let s = r * r
    let t = s * s
    let odd =
      ((-1.0 / 6 + s * (1.0 / 120)) + t * (-1.0 / 5_040 + s * (1.0 / 362_880)))
      + t * t * ((-1.0 / 39_916_800 + s * (1.0 / 6_227_020_800)) - t * (1.0 / 1_307_674_368_000))
    let sine = r + r * s * odd
    let even =
      ((-0.5 + s * (1.0 / 24)) + t * (-1.0 / 720 + s * (1.0 / 40_320)))
      + t * t
      * ((-1.0 / 3_628_800 + s * (1.0 / 479_001_600)) + t * (-1.0 / 87_178_291_200 + s * (1.0 / 20_922_789_888_000)))
    let cosine = 1 + s * even
    switch Int(quarter) & 3 {
    case 0: return (sine, cosine)
    case 1: return (cosine, -sine)
    case 2: return (-sine, -cosine)
    default: return (-cosine, sine)
    }
  }

  /// arsinh x.
  static func asinh(_ x: Double) -> Double {
    let size = abs(x)
    if size < 1e-4 { return x * (1 - x * x / 6) }
    let value = log(size + (size * size + 1).squareRoot())
    return x < 0 ? -value : value
  }

  /// The angle of the point (x, y) in −π...π.
  static func atan2(_ y: Double, _ x: Double) -> Double {
    let (width, height) = (abs(x), abs(y))
    guard max(width, height) > 0 else { return 0 }
    var angle = atan(min(width, height), over: max(width, height))
    if height > width { angle = pi / 2 - angle }
    if x < 0 { angle = pi - angle }
    return y < 0 ? -angle : angle
  }

  /// arctan of the quotient of two numbers ≥ 0, at most 1: above π/8 less π/4, then interpolated in Chebyshev's points.
  private static func atan(_ short: Double, over long: Double) -> Double {
    let isSteep = short > 0.41421356237309503 * long
    let q = isSteep ? (short - long) / (short + long) : short / long
    let s = q * q
    let (t, u) = (s * s, s * s * (s * s))
    let low = (1 - s * 0.33333333333224296) + t * (0.19999999978864919 - s * 0.14285712690575766)
    let middle = (0.1111104973022525 - s * 0.09089544824972033) + t * (0.07673683183677082 - s * 0.06506837219998782)
    let sum = low + u * (middle + u * (0.05027422383309487 - s * 0.025350971058374683))
    return isSteep ? pi / 4 + q * sum : q * sum
  }
}

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
    // Taylor's series, |r| ≤ ln 2 / 2, summed up in pairs (G. Estrin, 1960): the processor adds and multiplies several at a time.
    let (s, t) = (r * r, r * r * (r * r))
    let low = (1 + r) + s * (0.5 + r * (1.0 / 6))
    let middle = (1.0 / 24 + r * (1.0 / 120)) + s * (1.0 / 720 + r * (1.0 / 5_040))
    let high = (1.0 / 40_320 + r * (1.0 / 362_880)) + s * (1.0 / 3_628_800 + r * (1.0 / 39_916_800))
    let sum = low + t * (middle + t * (high + t * (1.0 / 479_001_600)))
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
    let low = (2.0 / 3 + s * (2.0 / 5)) + t * (2.0 / 7 + s * (2.0 / 9))
    let high = (2.0 / 11 + s * (2.0 / 13)) + t * (2.0 / 15 + s * (2.0 / 17))
    let sum = low + t * t * (high + t * t * (2.0 / 19))
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
    var angle = atan(min(width, height) / max(width, height))
    if height > width { angle = pi / 2 - angle }
    if x < 0 { angle = pi - angle }
    return y < 0 ? -angle : angle
  }

  /// arctan t, t in 0...1: halved twice, then the series in t/(1 + √(1 + t²)), at most tan π/16.
  private static func atan(_ t: Double) -> Double {
    let half = t / (1 + (1 + t * t).squareRoot())
    let q = half / (1 + (1 + half * half).squareRoot())
    let s = q * q
    var sum = 1.0 / 17
    sum = 1.0 / 15 - s * sum
    sum = 1.0 / 13 - s * sum
    sum = 1.0 / 11 - s * sum
    sum = 1.0 / 9 - s * sum
    sum = 1.0 / 7 - s * sum
    sum = 1.0 / 5 - s * sum
    sum = 1.0 / 3 - s * sum
    return 4 * (q - q * s * sum)
  }
}

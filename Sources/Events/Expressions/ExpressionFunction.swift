import Foundation

/// What an expression can call, by the name that C, NumPy or particle physics give it.
enum ExpressionFunction: String, CaseIterable, Sendable {
  case abs, sqrt, exp, log, log10, sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, floor, ceil, round
  case atan2, hypot, pow
  case min, max
  /// The difference of two azimuthal angles, brought into −π to π.
  case deltaPhi = "delta_phi"
  /// √(Δη² + Δφ²) of (η₁, φ₁, η₂, φ₂).
  case deltaR = "delta_r"
  /// The second argument where the first holds, the third where it does not.
  case `where`

  /// How many arguments it takes.
  var arguments: ClosedRange<Int> {
    switch self {
    case .min, .max: 2...16
    case .atan2, .hypot, .pow, .deltaPhi: 2...2
    case .where: 3...3
    case .deltaR: 4...4
    default: 1...1
    }
  }

  /// As messages show it: `hypot(x, y)`.
  var usage: String {
    switch self {
    case .min, .max: "\(rawValue)(x, y, …)"
    case .where: "where(condition, x, y)"
    case .deltaPhi: "delta_phi(phi1, phi2)"
    case .deltaR: "delta_r(eta1, phi1, eta2, phi2)"
    default: arguments.lowerBound == 1 ? "\(rawValue)(x)" : "\(rawValue)(x, y)"
    }
  }

  /// Of one number; `nil` for those that take more.
  var ofOne: ((Double) -> Double)? {
    switch self {
    case .abs: { Swift.abs($0) }
    case .sqrt: { $0.squareRoot() }
    case .exp: { Foundation.exp($0) }
    case .log: { Foundation.log($0) }
    case .log10: { Foundation.log10($0) }
    case .sin: { Foundation.sin($0) }
    case .cos: { Foundation.cos($0) }
    case .tan: { Foundation.tan($0) }
    case .asin: { Foundation.asin($0) }
    case .acos: { Foundation.acos($0) }
    case .atan: { Foundation.atan($0) }
    case .sinh: { Foundation.sinh($0) }
    case .cosh: { Foundation.cosh($0) }
    case .tanh: { Foundation.tanh($0) }
    case .floor: { $0.rounded(.down) }
    case .ceil: { $0.rounded(.up) }
    // Halves to even, as NumPy does.
    case .round: { $0.rounded(.toNearestOrEven) }
    default: nil
    }
  }

  /// Of two numbers, `min` and `max` taken pair by pair; `nil` for the others.
  var ofTwo: ((Double, Double) -> Double)? {
    switch self {
    case .atan2: { Foundation.atan2($0, $1) }
    case .hypot: { Foundation.hypot($0, $1) }
    case .pow: { Foundation.pow($0, $1) }
    // NaN where one is.
    case .min: { $0 < $1 || $0.isNaN ? $0 : $1 }
    case .max: { $0 > $1 || $0.isNaN ? $0 : $1 }
    case .deltaPhi: { Self.deltaPhi($0, $1) }
    default: nil
    }
  }

  static func deltaPhi(_ first: Double, _ second: Double) -> Double {
    (first - second).remainder(dividingBy: 2 * .pi)
  }
}

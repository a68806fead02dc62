import ArgumentParser
import Statistics

/// Ways to a discovery significance that the command line offers.
enum SignificanceMethod: String, CaseIterable, ExpressibleByArgument {
  case asimov, profile
  case rootTotal = "s/sqrt(s+b)"
  case rootBackgroundAlone = "s/sqrt(b)"
  case rootBackground = "s/sqrt(b+sigma_b^2)"
  case poisson, zbi, averaged, toys

  /// As the terminal shows it.
  var label: String {
    switch self {
    case .asimov: "Z_A"
    case .profile: "profile"
    case .rootTotal: "s/√(s+b)"
    case .rootBackgroundAlone: "s/√b"
    case .rootBackground: "s/√(b+σ_b²)"
    case .poisson: "Poisson"
    case .zbi: "Z_Bi"
    case .averaged: "averaged"
    case .toys: "toys"
    }
  }

  /// What is told where no method is asked for: the exact Poisson significance knows no systematic, and the two that take one
  /// come to the same without.
  static func usual(systematic: Double) -> [SignificanceMethod] {
    [.asimov, .rootTotal, .rootBackground] + (systematic == 0 ? [.poisson] : [.zbi, .averaged])
  }

  /// - Parameters:
  ///   - toys: how many experiments to throw, where they are asked for.
  ///   - seed: decides them.
  ///   - progress: is told how many are thrown.
  func significance(
    _ counts: ExpectedCounts, toys: Int, seed: UInt64, progress: @escaping @Sendable (Int) -> Void
  ) throws -> MethodValue {
    let (s, b, f) = (counts.signal, counts.background, counts.systematic)
    func value(_ estimate: SignificanceEstimate) throws -> MethodValue {
      try MethodValue(method: self, value: estimate.significance(signal: s, background: b, systematic: f).value)
    }
    func value(_ p: PValue) -> MethodValue { MethodValue(method: self, value: p.significance) }
    switch self {
    case .asimov: return try value(.asimov)
    case .profile:
      let closed = try value(.asimov)
      guard f > 0, b > 0 else { return closed }
      let control = 1 / (f * f)
      let counted = try OnOffCount(on: s + b, off: control, ratio: control / b)
      return MethodValue(method: self, value: counted.significance)
    case .rootTotal: return try value(.signalOverRootTotal)
    case .rootBackgroundAlone: return try value(.signalOverRootBackgroundAlone)
    case .rootBackground: return try value(.signalOverRootBackground)
    case .poisson: return value(try PValue.poisson(signal: s, background: b))
    case .zbi: return value(try PValue.poissonGamma(signal: s, background: b, systematic: f))
    case .averaged: return value(try PValue.poissonGaussian(signal: s, background: b, systematic: f))
    case .toys:
      let toys = try ToyPValue(
        signal: s, background: b, systematic: f, prior: .gaussian, experiments: toys, seed: seed, progress: progress)
      guard toys.exceeding > 0 else { throw NoExceedingToy(experiments: toys.experiments, events: s + b) }
      return MethodValue(method: self, value: toys.significance, uncertainty: toys.significanceUncertainty)
    }
  }
}

/// What one method says.
struct MethodValue {
  var method: SignificanceMethod
  var value: Double
  /// The binomial error of the pseudo-experiments; `nil` for the methods that compute, and where all experiments exceed.
  var uncertainty: Double?
}

/// Too few pseudo-experiments to tell.
struct NoExceedingToy: Error, CustomStringConvertible {
  var experiments: Int
  var events: Double

  var description: String {
    "none of \(experiments) pseudo-experiments reached \(events) events; raise --toys, or use --method averaged"
  }
}

/// What a search expects.
struct ExpectedCounts: Hashable {
  var signal: Double
  var background: Double
  /// σ_b/b.
  var systematic: Double
}

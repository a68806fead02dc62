/// Which formula stands for the discovery significance.
public enum SignificanceEstimate: String, Hashable, Sendable, CaseIterable {
  /// Z_A with a background uncertainty, Eq. 3.1 and 3.2 of arXiv:1806.00322.
  case asimov
  /// s/√(s+b), which ignores the systematic.
  case signalOverRootTotal = "s/sqrt(s+b)"
  /// s/√b, which ignores the systematic.
  case signalOverRootBackgroundAlone = "s/sqrt(b)"
  /// s/√(b+σ_b²).
  case signalOverRootBackground = "s/sqrt(b+sigma_b^2)"

  /// Whether the systematic changes it.
  public var usesSystematic: Bool {
    switch self {
    case .asimov, .signalOverRootBackground: true
    case .signalOverRootTotal, .signalOverRootBackgroundAlone: false
    }
  }

  /// The significance for σ_b = `systematic`·b.
  ///
  /// - Throws: ``SignificanceError`` for negative, infinite or NaN arguments.
  public func significance(
    signal: Double, background: Double, systematic: Double
  ) throws(SignificanceError) -> Significance {
    switch self {
    case .asimov:
      return try .asimov(signal: signal, background: background, systematic: systematic)
    case .signalOverRootTotal:
      try SignificanceError.check(systematic, "systematic")
      return try .signalOverRootTotal(signal: signal, background: background)
    case .signalOverRootBackgroundAlone:
      try SignificanceError.check(systematic, "systematic")
      return try .signalOverRootBackground(signal: signal, background: background)
    case .signalOverRootBackground:
      return try .signalOverRootBackground(signal: signal, background: background, systematic: systematic)
    }
  }

  /// The same for arguments known to be valid, as in a scan over sums of checked weights.
  func unchecked(signal: Double, background: Double, systematic: Double) -> Significance {
    switch self {
    case .asimov:
      Significance.uncheckedAsimov(
        signal: signal, background: background, backgroundUncertainty: systematic * background)
    case .signalOverRootTotal:
      Significance.uncheckedSignalOverRootTotal(signal: signal, background: background)
    case .signalOverRootBackgroundAlone:
      Significance.uncheckedSignalOverRootBackground(
        signal: signal, background: background, backgroundUncertainty: 0)
    case .signalOverRootBackground:
      Significance.uncheckedSignalOverRootBackground(
        signal: signal, background: background, backgroundUncertainty: systematic * background)
    }
  }
}

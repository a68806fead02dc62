/// A search without signal whose background is known from a control region: an experiment repeated in thought, to see how often
/// chance alone makes a method claim a discovery.
///
/// n ~ Poisson(b) events are seen in the search region and m ~ Poisson(τ b) in the control region, with τ = 1/(b f²), so that
/// τ b = 1/f² and the estimate b̂ = m/τ has the relative spread f. Who does the experiment sees n and m and knows τ, but not b:
/// b̂ has the uncertainty σ̂ = √m/τ. This is the problem that Z_A stands for, and the on/off problem of
/// arXiv:physics/0702156. For f = 0 there is no control region and b is known.
public struct BackgroundOnlySearch: Hashable, Sendable {
  /// b, the events expected in the search region.
  public let background: Double
  /// f = σ_b/b.
  public let systematic: Double

  /// Backgrounds that a search may have: the tables of exact sizes hold each count that matters.
  public static let backgrounds = 1e-6...1e6
  /// Systematics other than 0 that it may have, for the same reason: a control region of 10⁻² to 10⁶ events.
  public static let systematics = 1e-3...10

  /// - Parameters:
  ///   - background: b, in ``backgrounds``.
  ///   - systematic: f, 0 or in ``systematics``.
  /// - Throws: ``SignificanceError/unsupported(quantity:value:limits:)``.
  public init(background: Double, systematic: Double) throws(SignificanceError) {
    guard Self.backgrounds.contains(background) else {
      throw .unsupported(quantity: "background", value: background, limits: Self.backgrounds)
    }
    guard systematic == 0 || Self.systematics.contains(systematic) else {
      throw .unsupported(quantity: "systematic other than 0", value: systematic, limits: Self.systematics)
    }
    self.background = background
    self.systematic = systematic
  }

  /// 1/τ, the background in the search region for one event in the control region.
  var backgroundPerControlEvent: Double { background * systematic * systematic }

  /// τ b, events expected in the control region; `nil` where there is none.
  var controlEvents: Double? { systematic > 0 ? 1 / (systematic * systematic) : nil }
}

/// What one experiment counted.
struct SearchOutcome: Hashable, Sendable {
  /// n, events in the search region.
  var events: Int
  /// m, events in the control region; 0 where there is none.
  var control: Int
}

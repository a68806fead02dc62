/// What a loss sees of the significance in one batch: s/√(s+b) with
///
///     s = S · Σ_signal w y / Σ_signal w,    b = B · Σ_background w y / Σ_background w
///
/// over the events of the batch, y being their scores and S and B the expected events of each class before any cut
/// (arXiv:1806.00322, Eqs. 4.1 to 4.3 and Fig. 1).
public struct BatchEstimate: Hashable, Sendable {
  /// Expected events that the network selects; 0 where the batch has no event of the class.
  public let signal: Double
  public let background: Double
  /// Whether the batch has events of both classes; a loss makes nothing of others.
  public let hasBoth: Bool

  /// - Parameters:
  ///   - events: places of the batch's events, each as often as it is drawn.
  ///   - scores: of all events.
  ///   - yields: S and B.
  public init(
    events: some Sequence<Int>, scores: [Float], isSignal: [Bool], weights: [Double],
    yields: (signal: Double, background: Double)
  ) {
    var (signal, background) = ((all: 0.0, scored: 0.0), (all: 0.0, scored: 0.0))
    for event in events {
      let (weight, scored) = (weights[event], weights[event] * Double(scores[event]))
      if isSignal[event] {
        signal.all += weight
        signal.scored += scored
      } else {
        background.all += weight
        background.scored += scored
      }
    }
    hasBoth = signal.all > 0 && background.all > 0
    self.signal = signal.all > 0 ? yields.signal * (signal.scored / signal.all) : 0
    self.background = background.all > 0 ? yields.background * (background.scored / background.all) : 0
  }

  /// s/√(s+b); 0 where nothing is selected.
  public var significance: Double {
    let total = signal + background
    return total > 0 ? signal / total.squareRoot() : 0
  }
}

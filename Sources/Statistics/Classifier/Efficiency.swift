/// The weighted share of some events that a cut keeps, with its error from the size of the sample.
public struct Efficiency: Hashable, Sendable {
  /// ε = Σw over the kept events / Σw over all, 0 to 1.
  public let value: Double
  /// Var ε = ((1 − ε)² V_kept + ε² V_rejected)/(Σw)² with V = Σw², to first order: kept and rejected events fluctuate on their
  /// own. For n events of unit weight that is the binomial ε(1 − ε)/n, and 0 where all are kept or none.
  public let variance: Double

  /// One standard deviation of ``value``.
  public var uncertainty: Double { variance.squareRoot() }

  init(_ kept: Double, of all: Double, _ keptSquares: Double, of allSquares: Double) {
    value = kept / all
    let rejectedSquares = max(allSquares - keptSquares, 0)
    // Divided twice, so that tiny weights cannot underflow further than their squares did.
    variance = ((1 - value) * (1 - value) * keptSquares + value * value * rejectedSquares) / all / all
  }
}

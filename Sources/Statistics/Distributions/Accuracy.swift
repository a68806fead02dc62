extension CutScan {
  /// The weighted share of all events that a cut classifies correctly: signal with score ≥ cut and background below it.
  ///
  /// With physical weights this is dominated by the background; for the balanced accuracy that training curves show, make
  /// the scan with weights that give both classes the same sum.
  ///
  /// - Returns: 0 to 1; `nil` when the weights sum to 0.
  /// - Throws: ``SignificanceError`` when the cut is NaN.
  public func accuracy(at cut: Float) throws(SignificanceError) -> Double? {
    guard let allSignal = signal.last, let allBackground = background.last, allSignal + allBackground > 0 else {
      return nil
    }
    let selected = try evaluate(cut: cut, systematic: 0)
    return (selected.signal + (allBackground - selected.background)) / (allSignal + allBackground)
  }
}

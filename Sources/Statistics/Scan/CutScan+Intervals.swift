extension CutScan {
  /// The intervals of the points of one curve, for drawing: off by less than a twentieth of their width, and quick.
  ///
  /// An interval is integrated anew once a sum or a number of effective events has changed by 5 %, and always where a class keeps fewer
  /// than 20; meanwhile it moves in proportion to Z. Where both classes keep 500 effective events, it is Z ± ΔZ.
  ///
  /// - Parameters:
  ///   - curve: points of this scan, one beside the other, as of ``curve(systematic:maximumPoints:estimate:)``.
  ///   - estimate: the one that they were made with.
  /// - Returns: one for each point.
  public func intervals(
    of curve: [CutPoint], estimate: SignificanceEstimate = .asimov
  ) -> [SignificanceInterval] {
    var last: (point: CutPoint, interval: SignificanceInterval)?
    return curve.map { point in
      let z = point.significance
      if let error = point.uncertainty, point.effectiveSignalEvents >= 500, point.effectiveBackgroundEvents >= 500 {
        return SignificanceInterval(low: max(z - error, 0), high: z + error)
      }
      if let last, last.point.isClose(to: point) {
        let ratio = z / last.point.significance
        return SignificanceInterval(low: last.interval.low * ratio, high: last.interval.high * ratio)
      }
      let interval = interval(of: point, estimate: estimate)
      last = (point, interval)
      return interval
    }
  }
}

extension CutPoint {
  /// Whether the relative interval of the other point is much the same.
  fileprivate func isClose(to other: CutPoint) -> Bool {
    func differ(_ a: Double, _ b: Double) -> Bool { !(abs(a - b) <= 0.05 * a) }
    let fewest = min(other.effectiveSignalEvents, other.effectiveBackgroundEvents)
    return fewest >= 20 && significance > 0 && significance.isFinite && !differ(signal, other.signal)
      && !differ(background, other.background) && !differ(effectiveSignalEvents, other.effectiveSignalEvents)
      && !differ(effectiveBackgroundEvents, other.effectiveBackgroundEvents)
  }
}

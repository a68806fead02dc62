extension CutScan {
  /// The significance against the cut, thinned for drawing.
  ///
  /// The range of the cuts is divided into equal bins, each of which keeps its lowest and its highest significance, and the
  /// two ends of the curve stay; so the maximum and every visible spike are kept whatever the number of events. Cuts
  /// with an infinite significance are left out: there is no place for them on an axis.
  ///
  /// - Parameters:
  ///   - systematic: f ≥ 0, σ_b = f·b.
  ///   - maximumPoints: the most points to return, at least 4 (less is taken as 4).
  /// - Returns: points by rising cut.
  /// - Throws: ``SignificanceError`` when the systematic is negative, infinite or NaN.
  public func curve(
    systematic: Double, maximumPoints: Int = 2000, estimate: SignificanceEstimate = .asimov
  ) throws(SignificanceError) -> [CutPoint] {
    try SignificanceError.check(systematic, "systematic")
    var finite: [(index: Int, significance: Double)] = []
    for index in cuts.indices.reversed() where cuts[index].isFinite {
      let z = estimate.unchecked(signal: signal[index], background: background[index], systematic: systematic).value
      if z.isFinite { finite.append((index, z)) }
    }
    return thinned(finite, to: maximumPoints).map { unchecked(at: $0, systematic: systematic, estimate: estimate) }
  }

  /// Indices of the points to keep, in the order given.
  private func thinned(_ points: [(index: Int, significance: Double)], to maximumPoints: Int) -> [Int] {
    guard points.count > max(maximumPoints, 4), let first = points.first, let last = points.last else {
      return points.map(\.index)
    }
    let bins = max((maximumPoints - 2) / 2, 1)
    let lowest = Double(cuts[first.index])
    let width = (Double(cuts[last.index]) - lowest) / Double(bins)
    var kept = [first.index]
    var position = 0
    for bin in 1...bins {
      let end = bin == bins ? Double.infinity : lowest + width * Double(bin)
      let start = position
      while position < points.count, Double(cuts[points[position].index]) < end { position += 1 }
      let inBin = points[start..<position]
      guard
        let low = inBin.min(by: { $0.significance < $1.significance }),
        let high = inBin.max(by: { $0.significance < $1.significance })
      else { continue }
      // Cuts rise as indices fall.
      kept += [max(low.index, high.index), min(low.index, high.index)]
    }
    kept.append(last.index)
    return kept.enumerated().filter { $0 == 0 || kept[$0 - 1] != $1 }.map(\.element)
  }
}

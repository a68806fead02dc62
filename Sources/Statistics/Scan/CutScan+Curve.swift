import Foundation

extension CutScan {
  /// The significance against the cut, thinned for drawing.
  ///
  /// The range of the cuts is divided into equal bins, and their list into equal runs and into runs whose cuts keep a fixed fraction of
  /// events each, so that the curve is smooth where cuts are few, where they crowd, as scores do near 0 and 1, and where few events are
  /// left. Each keeps its lowest and its highest significance, and the
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
      let z = estimate.unchecked(
        signal: signal[index], background: background[index], systematic: total(systematic, at: index)
      ).value
      if z.isFinite { finite.append((index, z)) }
    }
    return thinned(finite, to: maximumPoints).map { unchecked(at: $0, systematic: systematic, estimate: estimate) }
  }

  /// Indices of the points to keep, in the order given.
  private func thinned(_ points: [(index: Int, significance: Double)], to maximumPoints: Int) -> [Int] {
    guard points.count > max(maximumPoints, 4) else { return points.map(\.index) }
    let parts = max((maximumPoints - 2) / 2, 1)
    let bins = max(parts / 3, 1)
    let falling = (parts - bins) / 2
    var kept: Set<Int> = [0, points.count - 1]
    for part in equalBins(points, bins) + Self.equalRuns(points.count, parts - bins - falling)
      + Self.fallingRuns(points.count, falling)
    {
      guard
        let low = part.min(by: { points[$0].significance < points[$1].significance }),
        let high = part.max(by: { points[$0].significance < points[$1].significance })
      else { continue }
      kept.formUnion([low, high])
    }
    return kept.sorted().map { points[$0].index }
  }

  /// Positions in `points`, which come by rising cut, in bins of equal width in the cut.
  private func equalBins(_ points: [(index: Int, significance: Double)], _ count: Int) -> [Range<Int>] {
    guard let first = points.first, let last = points.last else { return [] }
    let lowest = Double(cuts[first.index])
    let width = (Double(cuts[last.index]) - lowest) / Double(count)
    var position = 0
    return (1...count).map { bin in
      let end = bin == count ? Double.infinity : lowest + width * Double(bin)
      let start = position
      while position < points.count, Double(cuts[points[position].index]) < end { position += 1 }
      return start..<position
    }
  }

  /// The numbers up to `length` in at most `count` runs, each of which leaves the same fraction of what the one before it has left.
  private static func fallingRuns(_ length: Int, _ count: Int) -> [Range<Int>] {
    guard count > 0 else { return [] }
    let ends = (0...count).map { length - Int(pow(Double(length), 1 - Double($0) / Double(count)).rounded()) }
    return zip(ends, ends.dropFirst()).filter { $0 < $1 }.map { $0..<$1 }
  }

  /// The numbers up to `length` in `count` runs of equal length, give or take one.
  private static func equalRuns(_ length: Int, _ count: Int) -> [Range<Int>] {
    (0..<count).map { length * $0 / count..<length * ($0 + 1) / count }
  }
}

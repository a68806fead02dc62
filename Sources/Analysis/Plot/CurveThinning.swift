/// A curve of many points, thinned for drawing: points that would fall on the last one kept are left out.
///
/// No point that is left out lies further than a 500th of the axes, in either direction, from one that stays, so the shape
/// is the same whatever the number of events, and no peak is lost.
enum CurveThinning {
  /// - Parameters:
  ///   - x: as the axis places it, so the logarithm where that is logarithmic.
  ///   - y: likewise; as many as `x`.
  ///   - parts: to which of two parts of the curve each point belongs; the ends of both stay.
  /// - Returns: the indices of the points to keep, in order; the first and the last are among them.
  /// - Complexity: O(n).
  static func kept(x: [Double], y: [Double], parts: [Bool]) -> [Int] {
    guard let last = x.indices.last else { return [] }
    let (finestX, finestY) = (finest(x), finest(y))
    var kept = [0]
    for index in x.indices.dropFirst() {
      let before = kept[kept.count - 1]
      let isNear = abs(x[index] - x[before]) < finestX && abs(y[index] - y[before]) < finestY
      let isEnd = index == last || parts[index] != parts[index + 1] || parts[index] != parts[index - 1]
      if !isNear || isEnd { kept.append(index) }
    }
    return kept
  }

  private static func finest(_ values: [Double]) -> Double {
    let finite = values.filter(\.isFinite)
    return ((finite.max() ?? 0) - (finite.min() ?? 0)) / 500
  }
}

/// The ticks of one axis.
struct Ticks: Sendable, Equatable {
  struct Major: Sendable, Equatable {
    var value: Double
    /// Markup.
    var label: String
  }

  var major: [Major]
  /// Values of the short ticks without labels; none coincides with a major one.
  var minor: [Double]
  /// The power of ten that labels are to be multiplied by, set at the axis's end; nil for none.
  var exponent: Int?

  /// One tick for each name of an axis, 1, 2, 3, ….
  init(categories: [String]) {
    self.init(major: categories.enumerated().map { Major(value: Double($0 + 1), label: $1) }, minor: [], exponent: nil)
  }

  init(major: [Major], minor: [Double], exponent: Int?) {
    (self.major, self.minor, self.exponent) = (major, minor, exponent)
  }

  /// The ticks of an axis with at most `limit` labels, as many as `fit` accepts.
  /// - Parameter fit: Whether a choice of ticks has room for its labels.
  static func choose(
    range: ClosedRange<Double>, scale: Axis.Scale, isWhole: Bool = false, limit: Int, fit: (Ticks) -> Bool
  ) -> Ticks {
    let candidates =
      switch scale {
      case .linear: LinearTicks.candidates(range: range, isWhole: isWhole, limit: limit)
      case .log: LogTicks.candidates(range: range, limit: limit)
      case .symlog(let threshold): SymlogTicks.candidates(range: range, threshold: threshold, limit: limit)
      case .logit: LogitTicks.candidates(range: range, limit: limit)
      }
    return candidates.first(where: fit) ?? candidates.last ?? Ticks(major: [], minor: [], exponent: nil)
  }
}

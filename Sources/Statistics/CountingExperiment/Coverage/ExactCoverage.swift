/// How often chance makes a method claim a significance, by summing the probabilities of all outcomes of a
/// ``BackgroundOnlySearch``.
///
/// Every method's Z rises with n, so that for each m there is a least n that reaches z:
///
///     size = Σ_m P(m | τb) P(N ≥ n_z(m) | b).
///
/// Outcomes left out have a probability below 10⁻³⁵ together. The relative error is that of some 10⁻¹⁴ a term, unless an
/// outcome's Z is within 10⁻¹⁰ of z.
public struct ExactCoverage: Sendable {
  private let search: BackgroundOnlySearch
  private let events: PoissonTable
  private let control: PoissonTable?

  /// - Complexity: O(√b + 1/f) memory.
  public init(_ search: BackgroundOnlySearch) {
    self.search = search
    events = PoissonTable(mean: search.background)
    control = search.controlEvents.map(PoissonTable.init)
  }

  /// How many control counts there are to sum over; 0 without a control region.
  public var controlCounts: Int { control?.counts.count ?? 0 }

  /// The thresholds for which sizes can be told.
  public static let thresholds = 1e-3...10

  /// A probability, and how much of it is due to one kind of outcome.
  public struct Size: Hashable, Sendable {
    /// Of all outcomes that reach z.
    public let total: Double
    /// Of those among them with an empty control region, m = 0, where some methods say no more than that b̂ = 0 ± 0.
    public let emptyControl: Double
  }

  /// The probability that `claim` reaches `z`.
  ///
  /// - Parameters:
  ///   - z: in ``thresholds``.
  ///   - progress: is told of every control count that is done, ``controlCounts`` times.
  /// - Throws: ``SignificanceError/unsupported(quantity:value:limits:)``.
  /// - Complexity: O(√b + 1/f) significances.
  public func size(
    of claim: DiscoveryClaim, reaching z: Double, progress: (() -> Void)? = nil
  ) throws(SignificanceError) -> Size {
    guard Self.thresholds.contains(z) else {
      throw .unsupported(quantity: "significance to reach", value: z, limits: Self.thresholds)
    }
    guard let control else {
      return Size(total: events.upperTail(try least(claim, z, control: 0, near: nil)), emptyControl: 0)
    }
    var sum = CompensatedSum()
    var empty = 0.0
    var count: Int?
    for (m, probability) in zip(control.counts, control.probabilities) {
      let least = try self.least(claim, z, control: m, near: count)
      progress?()
      sum.add(probability * events.upperTail(least))
      if m == 0 { empty = sum.value }
      count = least
    }
    return Size(total: sum.value, emptyControl: empty)
  }

  /// The least count of the table that reaches z, one more than the last where none does.
  ///
  /// - Parameter near: that of the control count before, from where it is a step or two.
  private func least(
    _ claim: DiscoveryClaim, _ z: Double, control: Int, near: Int?
  ) throws(SignificanceError) -> Int {
    var low = events.counts.lowerBound - 1  // not reached, or of no matter
    var high = events.counts.upperBound + 1  // reached, or of no matter
    if let near, events.counts.contains(near) {
      var step = 1
      if try reaches(near) {
        high = near
        while high - step > low, try reaches(high - step) {
          high -= step
          step *= 2
        }
        low = max(low, high - step)
      } else {
        low = near
        while low + step < high, try !reaches(low + step) {
          low += step
          step *= 2
        }
        high = min(high, low + step)
      }
    }
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if try reaches(middle) { high = middle } else { low = middle }
    }
    return high

    func reaches(_ count: Int) throws(SignificanceError) -> Bool {
      try claim.reaches(z, with: SearchOutcome(events: count, control: control), in: search)
    }
  }
}

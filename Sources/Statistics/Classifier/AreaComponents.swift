/// What each event contributes to the area under the ROC curve: DeLong's structural components, with weights.
struct AreaComponents {
  /// The area A.
  let area: Double
  /// The share of weight p of each event in its class.
  private let shares: [Double]
  /// X_i of the signal and Y_j of the background events, in the order of the input.
  private let components: [Double]
  private let isSignal: [Bool]

  /// - Complexity: O(n log n).
  init(scores: [Float], isSignal: [Bool], weights: [Double]) throws(ScoreError) {
    let order = try ScoredEvents(scores: scores, isSignal: isSignal, weights: weights).order
    let allSignal = Self.sum(order.lazy.filter { isSignal[$0] }.map { weights[$0] })
    let allBackground = Self.sum(order.lazy.filter { !isSignal[$0] }.map { weights[$0] })
    guard allSignal > 0 else { throw .emptyClass(name: "signal") }
    guard allBackground > 0 else { throw .emptyClass(name: "background") }
    var components = [Double](repeating: 0, count: order.count)
    var signalAbove = CompensatedSum()
    var backgroundAbove = CompensatedSum()
    var start = 0
    while start < order.count {
      var end = start
      var (signal, background) = (signalAbove, backgroundAbove)
      while end < order.count, scores[order[end]] == scores[order[start]] {
        let event = order[end]
        if isSignal[event] { signal.add(weights[event]) } else { background.add(weights[event]) }
        end += 1
      }
      let above = (signalAbove.value + signal.value) / 2 / allSignal
      let below = 1 - (backgroundAbove.value + background.value) / 2 / allBackground
      for event in order[start..<end] { components[event] = isSignal[event] ? below : above }
      (signalAbove, backgroundAbove) = (signal, background)
      start = end
    }
    let shares = weights.indices.map { weights[$0] / (isSignal[$0] ? allSignal : allBackground) }
    area = Self.sum(order.lazy.filter { isSignal[$0] }.map { shares[$0] * components[$0] })
    self.shares = shares
    self.components = components
    self.isSignal = isSignal
  }

  /// The covariance of two areas, of two scores on the same events; the variance when they are the same.
  ///
  /// - Returns: `nil` when a class has a single event of positive weight.
  func covariance(with other: AreaComponents) -> Double? {
    guard let signal = covariance(with: other, ofSignal: true) else { return nil }
    guard let background = covariance(with: other, ofSignal: false) else { return nil }
    return signal + background
  }

  /// The components of the difference of two areas, of two scores on the same events. Its variance is a sum of squares, where
  /// the difference of variances would cancel for scores that are nearly alike.
  func subtracting(_ other: AreaComponents) -> AreaComponents {
    AreaComponents(
      area: area - other.area, shares: shares, components: zip(components, other.components).map { $0 - $1 },
      isSignal: isSignal)
  }

  private init(area: Double, shares: [Double], components: [Double], isSignal: [Bool]) {
    self.area = area
    self.shares = shares
    self.components = components
    self.isSignal = isSignal
  }

  private func covariance(with other: AreaComponents, ofSignal: Bool) -> Double? {
    let members = shares.indices.filter { isSignal[$0] == ofSignal }
    let products = Self.sum(
      members.lazy.map {
        shares[$0] * shares[$0] * (components[$0] - area) * (other.components[$0] - other.area)
      })
    let squares = Self.sum(members.lazy.map { shares[$0] * shares[$0] })
    // S₂ − 2 S₃ + S₂² in terms that are all positive, and exactly 0 for a single share of 1.
    let spread = Self.sum(
      members.lazy.map { event in
        let share = shares[event]
        return share * share * ((1 - share) * (1 - share) + (squares - share * share))
      })
    return spread > 0 ? products * (squares / spread) : nil
  }

  private static func sum(_ terms: some Sequence<Double>) -> Double {
    terms.reduce(into: CompensatedSum()) { $0.add($1) }.value
  }
}

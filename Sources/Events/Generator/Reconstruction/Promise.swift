/// How much promise an unfinished event has to pass the preselection, by which those with little are thinned out: they survive by
/// chance and with a larger weight ("Russian roulette"; with a window for the weights as in T. E. Booth, J. S. Hendricks, Nucl.
/// Technol. Fusion 5 (1984) 90).
///
/// The promise decides how often an event is followed, not what is expected of it: whatever it is, sums of weights have the
/// right mean. It is the share of such events that pass, as a small network estimates it.
struct Promise {
  /// Where an event is judged.
  enum Stage: Int, CaseIterable {
    case beforeRadiation
    /// The incoming partons have radiated the hard part.
    case afterHardRadiation
  }

  /// What an event looked like at a stage, where a network is fitted.
  struct Look {
    var stage: Stage
    var inputs: SIMD16<Float>
  }

  /// Windows end here: few heavy events would carry much of the sum of squared weights.
  private static let greatest = 12.0
  /// By stage, and for those that pass. Larger ones make more events in a given time, of a smaller effective number; these keep the
  /// effective numbers that there were before events were judged by networks.
  private static let scales = (beforeRadiation: 0.07, afterHardRadiation: 0.2, atLast: 0.2)

  /// Whether all events survive, and looks are kept.
  var isRecording = false
  private(set) var looks: [Look] = []
  var view = PromiseView()
  private let networks = PromiseNetworks.all
  /// The weight that an event should have if it were certain to pass.
  private var original = 1.0

  mutating func begin(original: Double) {
    self.original = original
    if isRecording { looks.removeAll(keepingCapacity: true) }
  }

  /// Lets an event survive by chance where its weight is below a window, to which it rises then.
  ///
  /// The window is √(original · scale/promise). The root of the promise gives the largest effective number of events in a given time;
  /// the root of the weight that the hard process had evens out half of its bias.
  ///
  /// - Returns: whether it survives.
  mutating func survives(
    _ stage: Stage, _ inputs: SIMD16<Float>, weight: inout Double, _ random: inout EventRandom
  ) -> Bool {
    if isRecording {
      looks.append(Look(stage: stage, inputs: inputs))
      return true
    }
    return survives(
      chance: networks[stage.rawValue].chance(inputs),
      scale: stage == .beforeRadiation ? Self.scales.beforeRadiation : Self.scales.afterHardRadiation, weight: &weight,
      &random)
  }

  /// The same for an event that passes, whose weight has got the chance of a b-tag.
  mutating func survivesAtLast(weight: inout Double, _ random: inout EventRandom) -> Bool {
    isRecording || survives(chance: 1, scale: Self.scales.atLast, weight: &weight, &random)
  }

  @inline(__always) private func survives(
    chance: Double, scale: Double, weight: inout Double, _ random: inout EventRandom
  ) -> Bool {
    let window = min((original * scale / chance).squareRoot(), Self.greatest)
    guard weight < window else { return true }
    guard random.uniform() * window < weight else { return false }
    weight = window
    return true
  }
}

/// How much promise an unfinished event has to pass the preselection, by which those with little are thinned out: they survive by
/// chance and with a larger weight ("Russian roulette"; with a window for the weights as in T. E. Booth, J. S. Hendricks, Nucl.
/// Technol. Fusion 5 (1984) 90).
///
/// The promise decides how often an event is followed, not what is expected of it: whatever it is, sums of weights have the
/// right mean. It is roughly proportional to the share of such events that pass.
struct Promise {
  private var clustering = JetClustering()
  private var partons: [FourMomentum] = []
  private var jets: [FourMomentum] = []

  /// Lets an event survive by chance where its weight is below a window, to which it rises then.
  ///
  /// The window is √(original/promise). The root of the promise gives the largest effective number of events in a given time; the
  /// root of the weight that the hard process had evens out half of its bias.
  ///
  /// - Returns: whether it survives.
  static func survives(
    _ promise: Double, original: Double, weight: inout Double, _ random: inout EventRandom
  ) -> Bool {
    let window = (original / max(promise, 1e-4)).squareRoot()
    guard weight < window else { return true }
    guard random.uniform() * window < weight else { return false }
    weight = window
    return true
  }

  /// The promise of an event before radiation.
  ///
  /// - Parameters:
  ///   - lepton: the one that will be identified.
  ///   - unseen: the sum of neutrinos and LSPs.
  ///   - hasLSP: whether there are LSPs, that radiation may set in motion.
  static func beforeRadiation(lepton: FourMomentum, unseen: FourMomentum, hasLSP: Bool) -> Double {
    let transverse = unseen.transverse
    return 1.5 * ramp(lepton.transverse, 15...38, from: 0.15)
      * (hasLSP ? ramp(transverse, 80...260, from: 0.3) : ramp(transverse, 130...260, from: 0.08))
  }

  /// The promise of an event with the hard part of its initial-state radiation.
  mutating func afterHardRadiation(
    _ halves: (Decays.Half, Decays.Half), _ emissions: [InitialStateRadiation.Emission], _ detector: Detector
  ) -> Double {
    let unseen = Self.ramp((halves.0.unseen + halves.1.unseen).transverse, 140...240, from: 0.1)
    var promise = 4 * unseen * unseen * leptons(halves)
    guard promise > 1e-3 else { return promise }
    fill(halves, emissions)
    promise *= isolation(halves.0.charged, detector)
    clustering.cluster(partons, leastTransverse: 10, into: &jets)
    var leading = (0.0, 0.0, 0.0, 0.0)
    for jet in jets where jet.z * jet.z < 45 * jet.squaredTransverse {
      let transverse = jet.transverse
      if transverse > leading.0 {
        leading = (transverse, leading.0, leading.1, leading.2)
      } else if transverse > leading.1 {
        leading = (leading.0, transverse, leading.1, leading.2)
      } else if transverse > leading.2 {
        leading = (leading.0, leading.1, transverse, leading.2)
      } else if transverse > leading.3 {
        leading.3 = transverse
      }
    }
    return promise * Self.ramp(leading.0, 75...100, from: 0.1) * Self.ramp(leading.1, 45...70, from: 0.1)
      * Self.ramp(leading.2, 30...50, from: 0.25) * Self.ramp(leading.3, 22...60, from: 0.12)
  }

  private func leptons(_ halves: (Decays.Half, Decays.Half)) -> Double {
    func one(_ half: Decays.Half) -> Double {
      guard half.channel.isIdentified else { return 0 }
      let squared = half.charged.squaredTransverse
      // |η| < 2.5, or about.
      let within = half.charged.z * half.charged.z < 36.6 * squared ? 1.0 : 0.1
      return within * Self.ramp(squared.squareRoot(), 25...34, from: 0.1)
    }
    return max(one(halves.0), one(halves.1))
  }

  /// The partons that may make jets.
  private mutating func fill(
    _ halves: (Decays.Half, Decays.Half), _ emissions: [InitialStateRadiation.Emission]
  ) {
    partons.removeAll(keepingCapacity: true)
    func add(_ half: Decays.Half, to partons: inout [FourMomentum]) {
      partons.append(half.bottom)
      if !half.channel.isIdentified { partons.append(half.charged) }
      if !half.channel.isLeptonic { partons.append(half.neutral) }
    }
    add(halves.0, to: &partons)
    add(halves.1, to: &partons)
    for emission in emissions { partons.append(emission.momentum) }
  }

  /// The chance that a lepton is isolated from the partons as they are.
  private func isolation(_ lepton: FourMomentum, _ detector: Detector) -> Double {
    var (sum, spread) = (0.0, detector.softInCone)
    LeptonMeasurement.activity(near: lepton, partons, detector, &sum, &spread)
    let room = Detector.isolation * lepton.transverse - sum
    return room > 0 ? max(0.1, 1 - Numerics.exp(-room / spread)) : 0.1
  }

  /// Rises from a value to 1 within a range.
  private static func ramp(_ value: Double, _ range: ClosedRange<Double>, from low: Double) -> Double {
    let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
    return low + (1 - low) * min(max(share, 0), 1)
  }
}

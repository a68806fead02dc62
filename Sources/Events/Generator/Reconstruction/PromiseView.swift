/// What an unfinished event is judged by, see ``Promise``.
struct PromiseView {
  private var partons: [FourMomentum] = []
  private var bottoms = 0

  // |η| < 2.5.
  private static let squaredSlope = 36.6

  /// The inputs of an event before the decay products radiate.
  ///
  /// - Parameters:
  ///   - emissions: those of the incoming partons so far. Each parton stands for a jet.
  ///   - leptons: after ``LeptonMeasurement/begin(_:)``.
  mutating func inputs(
    _ halves: (Decays.Half, Decays.Half), _ emissions: [InitialStateRadiation.Emission], _ outcome: HardProcess.Outcome,
    _ leptons: LeptonMeasurement, _ detector: Detector
  ) -> SIMD16<Float> {
    clear()
    add(halves.0)
    add(halves.1)
    for emission in emissions { partons.append(emission.momentum) }
    return inputs(lepton: halves.0.charged, halves, outcome, leptons, detector)
  }

  private mutating func clear() {
    partons.removeAll(keepingCapacity: true)
    bottoms = 0
  }

  /// The partons of a half that may make jets.
  private mutating func add(_ half: Decays.Half) {
    partons.append(half.bottom)
    count(bottom: half.bottom)
    if !half.channel.isIdentified { partons.append(half.charged) }
    if !half.channel.isLeptonic { partons.append(half.neutral) }
  }

  private mutating func count(bottom: FourMomentum) {
    let squared = bottom.squaredTransverse
    if squared > 900, bottom.z * bottom.z < Self.squaredSlope * squared { bottoms += 1 }
  }

  private mutating func inputs(
    lepton: FourMomentum, _ halves: (Decays.Half, Decays.Half), _ outcome: HardProcess.Outcome,
    _ leptons: LeptonMeasurement, _ detector: Detector
  ) -> SIMD16<Float> {
    var leading = Leading()
    for parton in partons { leading.add(parton) }
    let unseen = halves.0.unseen + halves.1.unseen
    let (transverse, missing) = (lepton.transverse, unseen.transverse)
    let angle = (lepton.x * unseen.x + lepton.y * unseen.y) / max(transverse * missing, 1e-9)
    let room = leptons.room(lepton, partons, detector)
    let second = halves.1.channel.isIdentified && halves.1.charged.squaredTransverse > 100
    return SIMD16(
      Self.step(transverse, at: 30, width: 8), Self.step(abs(lepton.z) / transverse, at: 5.5, width: 1.5),
      Self.step(missing, at: 190, width: 40), Float(angle),
      Self.step(leading.first, at: 85, width: 25), Self.step(leading.second, at: 60, width: 20),
      Self.step(leading.third, at: 42, width: 12), Self.step(leading.fourth, at: 40, width: 12),
      Self.step(leading.fifth, at: 40, width: 12), Self.step(room, at: 0, width: 0.05), 0.5 * Float(min(bottoms, 3)),
      Self.step(leading.sum, at: 300, width: 100), Float(unseen.energy / outcome.energy),
      Float(outcome.squaredScale.squareRoot() * 1e-3), outcome.partons.0 == 21 ? 1 : 0, second ? 1 : 0)
  }

  /// From −1 to 1, steepest at a value that a cut is at or near.
  @inline(__always) private static func step(_ value: Double, at cut: Double, width: Double) -> Float {
    let excess = value - cut
    return Float(excess / (abs(excess) + width))
  }

  /// The five greatest pT of central partons, and the sum of those above the cut, in GeV.
  private struct Leading {
    var first = 0.0
    var second = 0.0
    var third = 0.0
    var fourth = 0.0
    var fifth = 0.0
    var sum = 0.0

    @inline(__always) mutating func add(_ jet: FourMomentum) {
      let squared = jet.squaredTransverse
      guard jet.z * jet.z < PromiseView.squaredSlope * squared else { return }
      var rest = squared.squareRoot()
      if rest > 40 { sum += rest }
      (first, rest) = (max(first, rest), min(first, rest))
      (second, rest) = (max(second, rest), min(second, rest))
      (third, rest) = (max(third, rest), min(third, rest))
      (fourth, rest) = (max(fourth, rest), min(fourth, rest))
      fifth = max(fifth, rest)
    }
  }
}

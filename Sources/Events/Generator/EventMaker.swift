/// Makes events one by one and keeps those that pass the preselection.
struct EventMaker {
  let process: HardProcess
  let lspMass: Double?
  let seed: UInt64
  let initial: InitialStateRadiation
  var detector = Detector()

  var promise = Promise()
  /// The chance that the last event that passed has a tagged jet.
  private(set) var tagChance = 0.0

  private var weight = 0.0
  private var emissions: [InitialStateRadiation.Emission] = []
  private var shower = PartonShower()
  private var leptons = LeptonMeasurement()
  private var jets = JetMeasurement()

  init(process: HardProcess, lspMass: Double?, seed: UInt64) {
    self.process = process
    self.lspMass = lspMass
    self.seed = seed
    initial = InitialStateRadiation(densities: process.densities)
  }

  /// Makes the event of this number, and appends its variables if it passes the preselection.
  mutating func make(_ attempt: UInt64, appendingTo rows: inout [Float]) {
    var random = EventRandom(seed: seed, attempt: attempt)
    let outcome = process.outcome(&random)
    weight = outcome.weight
    promise.begin(original: outcome.original)
    guard var halves = decayed(outcome, &random) else { return }
    emissions.removeAll(keepingCapacity: true)
    leptons.begin(&random)
    var inputs = promise.view.inputs(halves, emissions, outcome, leptons, detector)
    guard promise.survives(.beforeRadiation, inputs, weight: &weight, &random) else { return }
    var evolution = initial.start(outcome)
    initial.radiate(&evolution, to: Self.hardRadiation, halves: &halves, emissions: &emissions, &random)
    inputs = promise.view.inputs(halves, emissions, outcome, leptons, detector)
    guard promise.survives(.afterHardRadiation, inputs, weight: &weight, &random) else { return }
    initial.radiate(&evolution, to: initial.end, halves: &halves, emissions: &emissions, &random)
    shower.clear()
    shower.shower(halves.0, &random)
    shower.shower(halves.1, &random)
    guard leptons.mayPass(shower, detector) else { return }
    shower.shower(emissions, &random)
    guard leptons.measure(&shower, detector, &random) else { return }
    guard let tagged = jets.measure(shower.partons, leptons: leptons.leptons, detector, &random) else { return }
    tagChance = tagged
    weight *= tagged
    guard promise.survivesAtLast(weight: &weight, &random) else { return }
    EventVariables.append(weight: weight, lepton: leptons.leading, jets, to: &rows)
  }

  /// Squared transverse momentum in GeV² above which radiation decides whether an event has promise.
  private static let hardRadiation = 900.0

  /// Transverse momentum in GeV that the unseen particles have at least before radiation.
  private var leastUnseen: Double { lspMass == nil ? 130 : 80 }

  /// How much a W that gives all that is unseen prefers the direction of its top, so that more is unseen.
  private static let forwardBias = 0.5

  /// Decays the pair. As the events that come with the templates were chosen before their showers, there has to be a lepton, and
  /// unseen particles with enough transverse momentum.
  private mutating func decayed(
    _ outcome: HardProcess.Outcome, _ random: inout EventRandom
  ) -> (Decays.Half, Decays.Half)? {
    let channels = Channel.pair(&random)
    let momenta = channels.isSwapped ? (outcome.momenta.1, outcome.momenta.0) : outcome.momenta
    // All that is unseen, where the other half has neither neutrino nor LSP.
    let isAlone = lspMass == nil && !channels.other.isLeptonic
    let least = leastUnseen
    var leading = Decays.half(
      of: momenta.0, mass: process.mass, lspMass: lspMass, channel: channels.leading,
      bias: isAlone ? Self.forwardBias : 0, weight: &weight, &random)
    guard channels.other.isLeptonic || Self.isSeen(leading) else { return nil }
    guard !isAlone || Self.unseen(leading).squaredTransverse > least * least else { return nil }
    var other = Decays.half(
      of: momenta.1, mass: process.mass, lspMass: lspMass, channel: channels.other, weight: &weight, &random)
    let unseen = Self.unseen(leading) + Self.unseen(other)
    guard Self.isSeen(leading) || Self.isSeen(other), unseen.squaredTransverse > least * least else { return nil }
    Decays.settleTau(&leading, &random)
    Decays.settleTau(&other, &random)
    return (leading, other)
  }

  /// Whether a half has a lepton, perhaps a τ, that may pass, |η| < 3.
  private static func isSeen(_ half: Decays.Half) -> Bool {
    guard half.channel.isLeptonic else { return false }
    let least: Double = half.channel.isTau ? 25 : 15
    let squared = half.charged.squaredTransverse
    return squared > least * least && half.charged.z * half.charged.z < 10.018 * 10.018 * squared
  }

  /// The unseen of a half, with what a τ is expected to add.
  private static func unseen(_ half: Decays.Half) -> FourMomentum {
    half.channel.isTau && isSeen(half) ? half.unseen + half.charged * 0.6 : half.unseen
  }
}

/// Radiation of the incoming partons, evolved backwards from the hard process: T. Sjöstrand, Phys. Lett. B 157 (1985) 321, ordered
/// in transverse momentum as in T. Sjöstrand and P. Skands, hep-ph/0408302.
struct InitialStateRadiation: Sendable {
  /// A parton that was radiated.
  struct Emission {
    /// PDG number.
    var parton: Int
    var momentum: FourMomentum
    /// Squared transverse momentum at which it was radiated, in GeV².
    var scale: Double
  }

  let densities: DensityTable
  var coupling = StrongCoupling(atZ: 0.1365)
  /// Softens the coupling's growth, in GeV².
  var softening = 4.0
  /// The first emission is damped by k/(k + pT²), where k is this times the hard process's squared scale.
  var damping = 1.0
  /// Evolution ends at this squared transverse momentum, in GeV².
  var end = 16.0

  /// How far the evolution has come.
  struct Evolution {
    /// Squared transverse momentum, in GeV².
    fileprivate(set) var scale: Double
    /// Of the scale and the softening.
    fileprivate var logarithm: Double
    fileprivate var first, second: IncomingParton
    /// Of all that the incoming partons make, without what was radiated, in GeV².
    fileprivate var squaredMass: Double
    fileprivate let damping: Double
    fileprivate var isDamped = true
    /// The evolution goes in stretches, in each of which the rates are bounded by their values at its end.
    fileprivate var stretch: Double
    fileprivate var logarithmOfStretch: Double
  }

  /// Where the evolution begins.
  func start(_ outcome: HardProcess.Outcome) -> Evolution {
    let first = IncomingParton(x: outcome.x.0, parton: outcome.partons.0)
    let second = IncomingParton(x: outcome.x.1, parton: outcome.partons.1)
    // What is radiated at the energy that the protons have left has no more.
    let scale =
      HardProcess.squaredEnergy
      * max(second.x * (1 - first.x) * (1 - first.x), first.x * (1 - second.x) * (1 - second.x))
    return Evolution(
      scale: scale, logarithm: Numerics.log(scale + softening), first: first, second: second,
      squaredMass: first.x * second.x * HardProcess.squaredEnergy,
      damping: damping * outcome.squaredScale, stretch: scale,
      logarithmOfStretch: 0)
  }

  /// Radiates down to a squared transverse momentum, and moves the halves of the event and the earlier emissions accordingly.
  func radiate(
    _ evolution: inout Evolution, to end: Double, halves: inout (Decays.Half, Decays.Half),
    emissions: inout [Emission], _ random: inout EventRandom
  ) {
    while evolution.scale > end {
      if evolution.scale <= evolution.stretch {
        evolution.stretch = max(end, evolution.scale / 8)
        evolution.logarithmOfStretch = Numerics.log(evolution.stretch + softening)
      }
      let to = evolution.stretch
      // Of a stretch, the damping too is weakest at the end.
      let damped = evolution.isDamped ? evolution.damping / (evolution.damping + to) : 1
      let stretch = IncomingParton.Stretch(
        end: to, middle: 0.5 * (evolution.logarithm + evolution.logarithmOfStretch),
        squaredMass: evolution.squaredMass, densities)
      evolution.first.setRates(stretch, damped: damped, densities)
      evolution.second.setRates(stretch, damped: damped, densities)
      radiateOnce(&evolution, halves: &halves, emissions: &emissions, &random)
    }
  }

  /// Evolves to the next emission, or to the end of the stretch.
  private func radiateOnce(
    _ evolution: inout Evolution, halves: inout (Decays.Half, Decays.Half), emissions: inout [Emission],
    _ random: inout EventRandom
  ) {
    let total = evolution.first.rate + evolution.second.rate
    guard total > 0 else {
      (evolution.scale, evolution.logarithm) = (evolution.stretch, evolution.logarithmOfStretch)
      return
    }
    // Of α_s, the value at the end bounds those above; the rest is up to chance in each branching.
    let logarithmOfLambda = coupling.logarithmOfLambda
    let bottom = evolution.logarithmOfStretch
    let step = 2 * Numerics.pi * StrongCoupling.b0 * (bottom - logarithmOfLambda) / total
    var logarithm = evolution.logarithm
    while true {
      logarithm += step * Numerics.log(random.uniform())
      guard logarithm > bottom else {
        (evolution.scale, evolution.logarithm) = (evolution.stretch, bottom)
        return
      }
      guard random.uniform() * (logarithm - logarithmOfLambda) < bottom - logarithmOfLambda else { continue }
      let scale = Numerics.exp(logarithm) - softening
      let choice = random.uniform() * total
      let isFirst = choice < evolution.first.rate
      let side = isFirst ? evolution.first : evolution.second
      let isMain = (isFirst ? choice : choice - evolution.first.rate) < side.rates.0
      let damped = evolution.isDamped ? evolution.damping / (evolution.damping + scale) : 1
      guard
        let branching = side.branching(
          isMain: isMain, scale: scale, squaredMass: evolution.squaredMass, damped: damped, densities, &random)
      else { continue }
      let momentum = InitialStateRecoil.emit(
        isFirst: isFirst, z: branching.z, scale: scale, squaredMass: evolution.squaredMass,
        x: (evolution.first.x, evolution.second.x), halves: &halves, emissions: &emissions, &random)
      emissions.append(Emission(parton: branching.emitted, momentum: momentum, scale: scale))
      (evolution.scale, evolution.logarithm) = (scale, logarithm)
      evolution.isDamped = false
      evolution.squaredMass /= branching.z
      if isFirst {
        evolution.first.follow(branching, scale: scale)
      } else {
        evolution.second.follow(branching, scale: scale)
      }
      return
    }
  }
}

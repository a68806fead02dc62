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

  private enum Branching { case quarkFromQuark, quarkFromGluon, gluonFromGluon, gluonFromQuark }

  /// One incoming parton.
  private struct Side {
    var x: Double
    var parton: Int
    /// Bounds on the rates of its two branchings over ln pT², but for the coupling.
    var rates = (0.0, 0.0)
    /// Scale over (1 − z)² at its last branching; emissions are ordered in rapidity too.
    var last = Double.infinity
    var isGluon: Bool { parton == 21 }

    /// Steps back to before a branching.
    mutating func follow(z: Double, parton: Int, scale: Double) {
      x /= z
      self.parton = parton
      last = scale / ((1 - z) * (1 - z))
    }
  }

  private static let beamEnergy = 7_000.0

  /// Radiates, and moves the halves of the event and the earlier emissions accordingly.
  func radiate(
    _ outcome: HardProcess.Outcome, halves: inout (Decays.Half, Decays.Half), emissions: inout [Emission],
    _ random: inout EventRandom
  ) {
    emissions.removeAll(keepingCapacity: true)
    var first = Side(x: outcome.x.0, parton: outcome.partons.0)
    var second = Side(x: outcome.x.1, parton: outcome.partons.1)
    var squaredMass = first.x * second.x * HardProcess.squaredEnergy
    // What is radiated at the energy that the protons have left has no more.
    var scale =
      HardProcess.squaredEnergy
      * max(second.x * (1 - first.x) * (1 - first.x), first.x * (1 - second.x) * (1 - second.x))
    let damping = damping * outcome.squaredScale
    // Stretches of the evolution, in each of which the rates are bounded by their values at its end.
    var stretch = scale
    while scale > end {
      if scale <= stretch {
        scale = stretch
        stretch = max(end, scale / 8)
      }
      updateRates(&first, from: scale, to: stretch, squaredMass: squaredMass)
      updateRates(&second, from: scale, to: stretch, squaredMass: squaredMass)
      let total = first.rates.0 + first.rates.1 + second.rates.0 + second.rates.1
      while true {
        guard let next = coupling.evolve(scale + softening, rate: total, random.uniform(), end: stretch + softening)
        else {
          scale = stretch
          break
        }
        scale = next - softening
        var rest = random.uniform() * total
        let isFirst = rest < first.rates.0 + first.rates.1
        if !isFirst { rest -= first.rates.0 + first.rates.1 }
        let isMain = rest < (isFirst ? first.rates.0 : second.rates.0)
        guard
          let (z, parton, emitted) = branch(
            isFirst ? first : second, isMain: isMain, scale: scale, end: stretch, squaredMass: squaredMass,
            damping: emissions.isEmpty ? damping : .infinity, &random)
        else { continue }
        let emission = move(
          side: isFirst, z: z, scale: scale, squaredMass: squaredMass, x: (first.x, second.x), halves: &halves,
          emissions: &emissions, &random)
        emissions.append(Emission(parton: emitted, momentum: emission, scale: scale))
        squaredMass /= z
        if isFirst {
          first.follow(z: z, parton: parton, scale: scale)
        } else {
          second.follow(z: z, parton: parton, scale: scale)
        }
        break
      }
    }
  }

  /// The range of z at a scale; the lower the scale, the wider.
  private func range(_ side: Side, scale: Double, squaredMass: Double) -> (least: Double, most: Double) {
    let r = scale / squaredMass
    return (side.x, 1 + 0.5 * r - (r + 0.25 * r * r).squareRoot())
  }

  private func updateRates(_ side: inout Side, from scale: Double, to end: Double, squaredMass: Double) {
    let (least, most) = range(side, scale: end, squaredMass: squaredMass)
    guard most > least else {
      side.rates = (0, 0)
      return
    }
    let place = densities.place(x: side.x, squaredScale: (scale * end).squareRoot())
    let gluon = max(densities.value(0, at: place), 1e-12)
    if side.isGluon {
      var quarks = 0.0
      for column in 1..<DensityTable.kinds { quarks += densities.value(column, at: place) * (3...5 ~= column ? 2 : 1) }
      side.rates.0 = 6 * Numerics.log(most / (1 - most) * (1 - least) / least) * Self.gluonBound
      side.rates.1 = 8.0 / 3 * Numerics.log(1 / least) * min(quarks / gluon * 2.5, 50)
    } else {
      let own = max(densities.value(DensityTable.column(side.parton), at: place), 1e-12)
      side.rates.0 = 8.0 / 3 * Numerics.log((1 - least) / (1 - most)) * Self.quarkBound
      side.rates.1 = 0.5 * (1 - least) * min(gluon / own * 2, 400)
    }
  }

  private static let gluonBound = 1.1
  private static let quarkBound = 2.0

  /// Tries a branching; `nil` where it is refused.
  private func branch(
    _ side: Side, isMain: Bool, scale: Double, end: Double, squaredMass: Double, damping: Double,
    _ random: inout EventRandom
  ) -> (z: Double, parton: Int, emitted: Int)? {
    let widest = range(side, scale: end, squaredMass: squaredMass)
    let allowed = range(side, scale: scale, squaredMass: squaredMass)
    guard allowed.most > allowed.least else { return nil }
    let r = random.uniform()
    var z: Double
    switch (side.isGluon, isMain) {
    case (true, true):
      let (low, high) = (widest.least / (1 - widest.least), widest.most / (1 - widest.most))
      let ratio = low * Numerics.pow(high / low, r)
      z = ratio / (1 + ratio)
    case (true, false): z = Numerics.pow(widest.least, r)
    case (false, true):
      z = 1 - (1 - widest.least) * Numerics.pow((1 - widest.most) / (1 - widest.least), r)
    case (false, false): z = widest.least + r * (1 - widest.least)
    }
    guard z > allowed.least, z < allowed.most, scale * z * z <= side.last * (1 - z) * (1 - z) else { return nil }
    let squaredScale = max(scale, 4)
    let now = densities.place(x: side.x, squaredScale: squaredScale)
    let before = densities.place(x: side.x / z, squaredScale: squaredScale)
    let own = max(densities.value(side.isGluon ? 0 : DensityTable.column(side.parton), at: now), 1e-12)
    let damped = damping.isInfinite ? 1 : damping / (damping + scale)
    // The rates' bounds were those of densities some steps ago; what goes beyond them is cut off.
    let chance = random.uniform()
    switch (side.isGluon, isMain) {
    case (true, true):
      let ratio = densities.value(0, at: before) / own
      let shape = (1 - z * (1 - z)) * (1 - z * (1 - z))
      return chance * Self.gluonBound < ratio * shape * damped ? (z, 21, 21) : nil
    case (true, false):
      var quarks: (Double, Double, Double, Double, Double, Double, Double) = (0, 0, 0, 0, 0, 0, 0)
      quarks.0 = densities.value(1, at: before)
      quarks.1 = densities.value(2, at: before)
      quarks.2 = 2 * densities.value(3, at: before)
      quarks.3 = 2 * densities.value(4, at: before)
      quarks.4 = 2 * densities.value(5, at: before)
      quarks.5 = densities.value(6, at: before)
      quarks.6 = densities.value(7, at: before)
      let sum = quarks.0 + quarks.1 + quarks.2 + quarks.3 + quarks.4 + quarks.5 + quarks.6
      let bound = side.rates.1 / (8.0 / 3 * Numerics.log(1 / widest.least))
      guard chance * bound < sum / own * 0.5 * (1 + (1 - z) * (1 - z)) * damped else { return nil }
      var rest = random.uniform() * sum
      for (parton, share) in [
        (2, quarks.1), (1, quarks.0), (-1, quarks.5), (-2, quarks.6), (3, quarks.2), (4, quarks.3), (5, quarks.4),
      ] {
        if rest < share { return (z, parton, parton) }
        rest -= share
      }
      return (z, 2, 2)
    case (false, true):
      let ratio = densities.value(DensityTable.column(side.parton), at: before) / own
      return chance * Self.quarkBound < ratio * 0.5 * (1 + z * z) * damped ? (z, side.parton, 21) : nil
    case (false, false):
      let bound = side.rates.1 / (0.5 * (1 - widest.least))
      let ratio = densities.value(0, at: before) / own
      return chance * bound < ratio * (z * z + (1 - z) * (1 - z)) * damped ? (z, 21, -side.parton) : nil
    }
  }

  /// Adds an emission: what was made before recoils against it.
  private func move(
    side isFirst: Bool, z: Double, scale: Double, squaredMass: Double, x: (Double, Double),
    halves: inout (Decays.Half, Decays.Half), emissions: inout [Emission], _ random: inout EventRandom
  ) -> FourMomentum {
    let after = squaredMass / z
    let root = after.squareRoot()
    let energy = 0.5 * root * (1 - z)
    // Virtuality pT²/(1 − z), from which the angle to the beam follows.
    let cosine = max(1 - 2 * scale / (after * (1 - z) * (1 - z)), -1)
    let across = energy * max(1 - cosine * cosine, 0).squareRoot()
    let (sine, cos) = Numerics.sinCos(turns: random.uniform())
    let emitted = FourMomentum(
      x: across * cos, y: across * sine, z: (isFirst ? 1 : -1) * energy * cosine, energy: energy)
    let system = FourMomentum(x: -emitted.x, y: -emitted.y, z: -emitted.z, energy: root - energy)
    let now = isFirst ? (x.0 / z, x.1) : (x.0, x.1 / z)
    let frame = FourMomentum(
      x: 0, y: 0, z: Self.beamEnergy * (now.0 - now.1), energy: Self.beamEnergy * (now.0 + now.1))
    let emission = emitted.boosted(with: frame, mass: root)
    let to = system.boosted(with: frame, mass: root)
    let other = FourMomentum(x: 0, y: 0, z: isFirst ? -1 : 1, energy: 1)
    let mass = squaredMass.squareRoot()
    var axis = other.atRest(of: to, mass: mass)
    if isFirst { axis = FourMomentum(x: -axis.x, y: -axis.y, z: -axis.z, energy: axis.energy) }
    let transformation = LorentzTransformation(
      from: FourMomentum(
        x: 0, y: 0, z: Self.beamEnergy * (x.0 - x.1), energy: Self.beamEnergy * (x.0 + x.1)),
      to: to, mass: mass, axis: axis)
    halves.0.apply(transformation)
    halves.1.apply(transformation)
    for index in emissions.indices {
      emissions[index].momentum = transformation.applied(to: emissions[index].momentum)
    }
    return emission
  }
}

extension StrongCoupling {
  /// The next lower scale at which something of the given rate, over 2π and times the coupling, happens per unit of ln Q²;
  /// `nil` below `end`.
  @inline(__always) func evolve(_ squaredScale: Double, rate: Double, _ random: Double, end: Double) -> Double? {
    guard rate > 0 else { return nil }
    // exp(−rate/2πb₀ · ln(ln Q²/Λ² / ln Q'²/Λ²)) is the chance that nothing happens.
    let power = 2 * Numerics.pi * Self.b0 / rate
    let logarithm = Numerics.log(squaredScale / squaredLambda) * Numerics.pow(random, power)
    let next = squaredLambda * Numerics.exp(logarithm)
    return next > end ? next : nil
  }
}

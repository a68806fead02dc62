/// What was made before recoils against an emission of an incoming parton.
enum InitialStateRecoil {
  private static let beamEnergy = 7_000.0

  /// Adds an emission.
  ///
  /// - Parameters:
  ///   - isFirst: whether the parton along +z radiates.
  ///   - z: the share of its momentum that it keeps.
  ///   - scale: squared transverse momentum, in GeV².
  ///   - squaredMass: of all that was made before, without earlier emissions, in GeV².
  ///   - x: shares of the protons' momenta before the step.
  /// - Returns: the momentum of what is radiated.
  static func emit(
    isFirst: Bool, z: Double, scale: Double, squaredMass: Double, x: (Double, Double),
    halves: inout (Decays.Half, Decays.Half), emissions: inout [InitialStateRadiation.Emission],
    _ random: inout EventRandom
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
    let frame = Boost(
      to: FourMomentum(x: 0, y: 0, z: beamEnergy * (now.0 - now.1), energy: beamEnergy * (now.0 + now.1)), mass: root)
    let to = frame.applied(to: system)
    let other = FourMomentum(x: 0, y: 0, z: isFirst ? -1 : 1, energy: 1)
    let mass = squaredMass.squareRoot()
    var axis = other.atRest(of: to, mass: mass)
    if isFirst { axis = FourMomentum(x: -axis.x, y: -axis.y, z: -axis.z, energy: axis.energy) }
    let transformation = LorentzTransformation(
      from: FourMomentum(x: 0, y: 0, z: beamEnergy * (x.0 - x.1), energy: beamEnergy * (x.0 + x.1)),
      to: to, mass: mass, axis: axis)
    halves.0.apply(transformation)
    halves.1.apply(transformation)
    for index in emissions.indices {
      emissions[index].momentum = transformation.applied(to: emissions[index].momentum)
    }
    return frame.applied(to: emitted)
  }
}

/// Anti-kT jets: M. Cacciari, G. P. Salam, G. Soyez, arXiv:0802.1189, momenta added.
struct JetClustering {
  private struct Protojet {
    var momentum: FourMomentum
    var rapidity, azimuth, inverse: Double
    /// The nearest other one, −1 where the beam is nearer, and how far it is: ΔR²/R², or 1 for the beam.
    var neighbour = -1
    var distance = 1.0

    init(_ momentum: FourMomentum) {
      self.momentum = momentum
      let squared = max(momentum.squaredTransverse, 1e-12)
      inverse = 1 / squared
      let transverseMass = max(momentum.energy * momentum.energy - momentum.z * momentum.z, squared)
      let sum = momentum.energy + abs(momentum.z)
      let size = 0.5 * Numerics.log(sum * sum / transverseMass)
      rapidity = momentum.z < 0 ? -size : size
      azimuth = momentum.azimuth
    }
  }

  private static let squaredRadius = 0.16
  private var protojets: [Protojet] = []

  /// Fills `jets` with the jets of at least `leastTransverse` GeV.
  mutating func cluster(_ momenta: [FourMomentum], leastTransverse: Double, into jets: inout [FourMomentum]) {
    jets.removeAll(keepingCapacity: true)
    protojets.removeAll(keepingCapacity: true)
    for momentum in momenta { protojets.append(Protojet(momentum)) }
    for index in protojets.indices { findNeighbour(of: index) }
    while !protojets.isEmpty {
      var best = 0
      var least = Double.infinity
      for index in protojets.indices {
        let one = protojets[index]
        let inverse = one.neighbour < 0 ? one.inverse : min(one.inverse, protojets[one.neighbour].inverse)
        if inverse * one.distance < least { (least, best) = (inverse * one.distance, index) }
      }
      let partner = protojets[best].neighbour
      if partner < 0 {
        let jet = protojets[best].momentum
        if jet.squaredTransverse >= leastTransverse * leastTransverse { jets.append(jet) }
        remove(best, merged: -1)
      } else {
        let (low, high) = (min(best, partner), max(best, partner))
        protojets[low] = Protojet(protojets[low].momentum + protojets[high].momentum)
        remove(high, merged: low)
      }
    }
  }

  /// Takes one out, puts the last in its place, and finds anew the neighbours that were it or what it was merged into.
  private mutating func remove(_ index: Int, merged: Int) {
    let last = protojets.count - 1
    protojets[index] = protojets[last]
    protojets.removeLast()
    for other in protojets.indices {
      let neighbour = protojets[other].neighbour
      if other == merged || neighbour == index || (merged >= 0 && neighbour == merged) {
        findNeighbour(of: other)
      } else {
        if neighbour == last { protojets[other].neighbour = index }
        if merged >= 0 {
          let distance = squaredDistance(protojets[other], protojets[merged])
          if distance < protojets[other].distance {
            protojets[other].distance = distance
            protojets[other].neighbour = merged
          }
        }
      }
    }
  }

  private mutating func findNeighbour(of index: Int) {
    var (least, nearest) = (1.0, -1)
    let one = protojets[index]
    for other in protojets.indices where other != index {
      let distance = squaredDistance(one, protojets[other])
      if distance < least { (least, nearest) = (distance, other) }
    }
    protojets[index].distance = least
    protojets[index].neighbour = nearest
  }

  @inline(__always) private func squaredDistance(_ a: Protojet, _ b: Protojet) -> Double {
    let rapidity = a.rapidity - b.rapidity
    var azimuth = abs(a.azimuth - b.azimuth)
    if azimuth > Numerics.pi { azimuth = 2 * Numerics.pi - azimuth }
    return (rapidity * rapidity + azimuth * azimuth) / Self.squaredRadius
  }
}

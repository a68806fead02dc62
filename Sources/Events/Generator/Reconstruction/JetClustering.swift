/// Anti-kT jets: M. Cacciari, G. P. Salam, G. Soyez, arXiv:0802.1189, momenta added.
///
/// Each keeps its nearest neighbour, as in M. Cacciari, G. P. Salam, hep-ph/0512210.
struct JetClustering {
  private struct Protojet {
    var momentum: FourMomentum
    var rapidity, azimuth, inverse: Double
    /// The nearest other one, −1 where the beam is nearer, and how far it is: ΔR²/R², or 1 for the beam.
    var neighbour = -1
    var distance = 1.0
    /// The distance of the algorithm, in 1/GeV².
    var measure = 0.0

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
  ///
  /// - Complexity: of the order of the square of the number of momenta.
  mutating func cluster(_ momenta: [FourMomentum], leastTransverse: Double, into jets: inout [FourMomentum]) {
    jets.removeAll(keepingCapacity: true)
    protojets.removeAll(keepingCapacity: true)
    for momentum in momenta { protojets.append(Protojet(momentum)) }
    protojets.withUnsafeMutableBufferPointer { all in
      for index in all.indices { Self.join(index, all) }
      for index in all.indices { Self.setMeasure(index, all) }
      var count = all.count
      while count > 0 {
        var (best, least) = (0, Double.infinity)
        for index in 0..<count where all[index].measure < least { (least, best) = (all[index].measure, index) }
        let partner = all[best].neighbour
        if partner < 0 {
          let jet = all[best].momentum
          if jet.squaredTransverse >= leastTransverse * leastTransverse { jets.append(jet) }
          count -= 1
          Self.remove(best, merged: -1, all, count)
        } else {
          let (low, high) = (min(best, partner), max(best, partner))
          all[low] = Protojet(all[low].momentum + all[high].momentum)
          count -= 1
          Self.remove(high, merged: low, all, count)
        }
      }
    }
  }

  /// Compares one with those before it.
  private static func join(_ index: Int, _ all: UnsafeMutableBufferPointer<Protojet>) {
    for other in 0..<index {
      let distance = squaredDistance(all[index], all[other])
      if distance < all[index].distance { (all[index].distance, all[index].neighbour) = (distance, other) }
      if distance < all[other].distance { (all[other].distance, all[other].neighbour) = (distance, index) }
    }
  }

  /// Takes one out, puts the last in its place, and finds anew the neighbours that were it or what it was merged into.
  ///
  /// - Parameter count: of those that are left.
  private static func remove(
    _ index: Int, merged: Int, _ all: UnsafeMutableBufferPointer<Protojet>, _ count: Int
  ) {
    all[index] = all[count]
    for other in 0..<count {
      let neighbour = all[other].neighbour
      if other == merged || neighbour == index || (merged >= 0 && neighbour == merged) {
        findNeighbour(of: other, all, count)
      } else {
        if neighbour == count { all[other].neighbour = index }
        guard merged >= 0 else { continue }
        let distance = squaredDistance(all[other], all[merged])
        if distance < all[other].distance {
          (all[other].distance, all[other].neighbour) = (distance, merged)
          setMeasure(other, all)
        }
      }
    }
  }

  private static func findNeighbour(of index: Int, _ all: UnsafeMutableBufferPointer<Protojet>, _ count: Int) {
    var (least, nearest) = (1.0, -1)
    let one = all[index]
    for other in 0..<count where other != index {
      let distance = squaredDistance(one, all[other])
      if distance < least { (least, nearest) = (distance, other) }
    }
    all[index].distance = least
    all[index].neighbour = nearest
    setMeasure(index, all)
  }

  @inline(__always) private static func setMeasure(_ index: Int, _ all: UnsafeMutableBufferPointer<Protojet>) {
    let one = all[index]
    let inverse = one.neighbour < 0 ? one.inverse : min(one.inverse, all[one.neighbour].inverse)
    all[index].measure = inverse * one.distance
  }

  @inline(__always) private static func squaredDistance(_ a: Protojet, _ b: Protojet) -> Double {
    let rapidity = a.rapidity - b.rapidity
    let turned = abs(a.azimuth - b.azimuth)
    let azimuth = min(turned, 2 * Numerics.pi - turned)
    return (rapidity * rapidity + azimuth * azimuth) * (1 / squaredRadius)
  }
}

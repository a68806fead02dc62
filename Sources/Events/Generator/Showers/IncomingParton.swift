/// An incoming parton, on its way back to the proton.
struct IncomingParton {
  private(set) var x: Double
  /// PDG number.
  private(set) var parton: Int
  /// Bounds on the rates of its two branchings over ln pT², but for α_s/2π: first the one that keeps it what it is, then the one that
  /// makes a gluon of a quark or a quark of a gluon.
  private(set) var rates = (0.0, 0.0)
  var rate: Double { rates.0 + rates.1 }

  /// ln x and ln(1 − x).
  private var logarithm, logarithmOfRest: Double
  /// Scale over (1 − z)² at its last branching; emissions are ordered in rapidity too.
  private var last = Double.infinity
  /// What the rates are bounded by, and the range of z at the end of the stretch.
  private var bounds = (0.0, 0.0)
  private var (most, span) = (0.0, 0.0)

  private var isGluon: Bool { parton == 21 }

  /// A step back to before a branching: what it was then, and what was radiated.
  struct Branching {
    var z: Double
    var parton, emitted: Int
  }

  init(x: Double, parton: Int) {
    self.x = x
    self.parton = parton
    logarithm = Numerics.log(x)
    logarithmOfRest = Numerics.log(1 - x)
  }

  mutating func follow(_ branching: Branching, scale: Double) {
    x /= branching.z
    logarithm = Numerics.log(x)
    logarithmOfRest = Numerics.log(1 - x)
    parton = branching.parton
    last = scale / ((1 - branching.z) * (1 - branching.z))
  }

  /// What the rates of both incoming partons within a stretch of scales are bounded with.
  struct Stretch {
    /// The largest z at its end, and ln(1 − z).
    fileprivate let most, logarithmOfRest: Double
    fileprivate let row: DensityTable.Row

    /// - Parameter middle: ln Q² of a scale within it.
    init(end: Double, middle: Double, squaredMass: Double, _ densities: DensityTable) {
      let r = end / squaredMass
      // 1 − z, of which the square is r z.
      let rest = (r + 0.25 * r * r).squareRoot() - 0.5 * r
      most = 1 - rest
      logarithmOfRest = Numerics.log(rest)
      row = densities.row(logarithm: middle)
    }
  }

  /// Densities fall with x, so that at x/z they are smaller than at x; by how much, these bounds were found from the events.
  ///
  /// For g → gg the splitting function 6 (1 − z(1 − z))²/(z(1 − z)) times the ratio of densities is bounded by 6/(1 − z) times this,
  /// for q → gq 4/3 (1 + z²)/(1 − z) times the ratio by 8/3/(1 − z).
  private static func gluonBound(x: Double) -> Double { x > 0.018 ? 1.05 : 1.05 * (0.018 / x).squareRoot() }
  private static let quarkBound = 1.05
  /// Of the ratio of the sum of quarks to gluons, with the shape of q → gq, to that at z = 1.
  private static func mixedBound(x: Double) -> Double { x < 0.35 ? 0.6 : 1.3 }

  /// Bounds the rates within a stretch of scales.
  ///
  /// - Parameter damped: the largest of the damping in the stretch.
  mutating func setRates(_ stretch: Stretch, damped: Double, _ densities: DensityTable) {
    most = stretch.most
    guard most > x else {
      rates = (0, 0)
      return
    }
    let row = stretch.row
    let place = densities.place(x: x, logarithm: logarithm, row: row)
    let gluon = max(densities.value(0, at: place), 1e-12)
    span = logarithmOfRest - stretch.logarithmOfRest
    if isGluon {
      bounds = (
        Self.gluonBound(x: x) * damped, min(densities.quarks(at: place) / gluon * Self.mixedBound(x: x), 50) * damped
      )
      rates = (6 * span * bounds.0, 8.0 / 3 * -logarithm * bounds.1)
    } else {
      let own = max(densities.value(DensityTable.column(parton), at: place), 1e-12)
      bounds = (Self.quarkBound * damped, min(gluon / own * 2, 400) * damped)
      rates = (8.0 / 3 * span * bounds.0, 0.5 * (1 - x) * bounds.1)
    }
  }

  /// Tries a branching; `nil` where it is refused.
  @inline(__always) func branching(
    isMain: Bool, scale: Double, squaredMass: Double, damped: Double, _ densities: DensityTable,
    _ random: inout EventRandom
  ) -> Branching? {
    let z = chosenShare(isMain: isMain, random.uniform())
    let rest = (1 - z) * (1 - z)
    // The second is the largest z at this scale.
    guard z > x, scale * z < squaredMass * rest, scale * z * z <= last * rest else { return nil }
    let row = densities.row(logarithm: Numerics.boundOnLog(max(scale, 4)))
    let place = densities.place(x: x, logarithm: logarithm, row: row)
    let own = max(densities.value(DensityTable.column(parton), at: place), 1e-12)
    let before = densities.place(x: x / z, logarithm: logarithm - Numerics.log(z), row: row)
    let chance = random.uniform() * own * (isMain ? bounds.0 : bounds.1)
    switch (isGluon, isMain) {
    case (true, true):
      let shape = (1 - z * (1 - z)) * (1 - z * (1 - z))
      return chance < densities.value(0, at: before) * shape * damped / z
        ? Branching(z: z, parton: 21, emitted: 21) : nil
    case (true, false):
      let sum = densities.quarks(at: before)
      guard chance < sum * 0.5 * (1 + (1 - z) * (1 - z)) * damped else { return nil }
      let quark = densities.quark(at: before, random.uniform() * sum)
      return Branching(z: z, parton: quark, emitted: quark)
    case (false, true):
      let density = densities.value(DensityTable.column(parton), at: before)
      return chance < density * 0.5 * (1 + z * z) * damped ? Branching(z: z, parton: parton, emitted: 21) : nil
    case (false, false):
      let shape = z * z + (1 - z) * (1 - z)
      return chance < densities.value(0, at: before) * shape * damped
        ? Branching(z: z, parton: 21, emitted: -parton) : nil
    }
  }

  /// z as the bound distributes it.
  @inline(__always) private func chosenShare(isMain: Bool, _ random: Double) -> Double {
    if isMain { return 1 - (1 - x) * Numerics.exp(-random * span) }
    return isGluon ? Numerics.exp(random * logarithm) : x + random * (1 - x)
  }
}

extension DensityTable {
  /// x times the densities of all quarks and antiquarks.
  @inline(__always) func quarks(at place: Place) -> Double {
    value(Self.kinds - 1, at: place)
  }

  /// The PDG number of the quark at which the sum of their densities comes to a value.
  func quark(at place: Place, _ wanted: Double) -> Int {
    var rest = wanted
    for quark in [2, 1, -1, -2, 3, 4, 5] {
      let share = value(Self.column(quark), at: place) * (quark > 2 ? 2 : 1)
      if rest < share { return quark }
      rest -= share
    }
    return 2
  }
}

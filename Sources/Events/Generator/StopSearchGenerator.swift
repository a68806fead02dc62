/// Makes the events of a search for top squarks: pp → tt̄, or pp → t̃₁t̃₁* → t χ̃⁰₁ t̄ χ̃⁰₁, at 14 TeV, in a detector much like CMS,
/// after the preselection of L. Elwood and D. Krücker, arXiv:1806.00322.
///
/// Matrix elements and parton densities are of leading order; partons radiate before and after the hard process; jets are made of
/// partons. What is tuned was tuned to events of PYTHIA 8. One lepton with pT > 30 GeV and |η| < 2.4, four jets of pT > 40 GeV, the
/// leading two > 80 and 60 GeV, one b-tag, missing E_T > 200 GeV and H_T > 300 GeV are asked for.
public struct StopSearchGenerator: Sendable {
  public enum Process: Hashable, Sendable {
    case topPair
    /// Masses in GeV.
    case stopPair(stop: Double, lsp: Double)
  }

  public let process: Process
  /// Cross-section at leading order, in fb.
  public var crossSection: Double { hard.crossSection }
  private let hard: HardProcess

  /// Mass of the top quark in GeV.
  public static let topMass = Decays.topMass
  /// Masses of top squarks that can be made, in GeV.
  public static let stopMasses = 200.0...3000.0

  /// Names of the columns that it makes; the first is that of the weights.
  public static var columnNames: [String] { EventVariables.columns.map(\.name) }

  /// - Throws: ``GeneratorError`` for masses that are not made.
  public init(_ process: Process) throws(GeneratorError) {
    try Self.check(process)
    self.process = process
    let densities = DensityTable()
    switch process {
    case .topPair: hard = HardProcess(mass: Decays.topMass, isStop: false, isBiased: true, densities: densities)
    case .stopPair(let stop, _): hard = HardProcess(mass: stop, isStop: true, isBiased: false, densities: densities)
    }
  }

  /// - Throws: ``GeneratorError`` for masses that are not made.
  public static func check(_ process: Process) throws(GeneratorError) {
    guard case .stopPair(let stop, let lsp) = process else { return }
    guard stopMasses.contains(stop) else { throw .stopMass(stop) }
    guard lsp >= 0, lsp.isFinite else { throw .lspMass(lsp) }
    guard stop - lsp >= Decays.topMass + 1 else { throw .offShell(stop: stop, lsp: lsp) }
  }

  /// Makes events until `count` of them pass the preselection.
  ///
  /// The event of a number is the same for any number of threads, and those of a smaller count are the first of a larger one.
  ///
  /// - Parameters:
  ///   - count: at least 1.
  ///   - seed: any number.
  ///   - threads: how many at most.
  ///   - progress: is told what fraction is made.
  ///   - isCancelled: asked every few thousand attempts.
  /// - Throws: ``GeneratorError/tooFew(_:attempts:)``, and `CancellationError`.
  public func events(
    _ count: Int, seed: UInt64, threads: Int, progress: (Double) -> Void = { _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws -> GeneratedEvents {
    var made = GeneratedBlocks(width: EventVariables.columns.count)
    var round = max(1, threads)
    while made.count < count {
      let blocks = made.blocks..<made.blocks + round
      let next = Pieces.results(of: blocks, threads: threads) { block in
        isCancelled() ? nil : self.block(block, seed: seed)
      }
      for block in next {
        guard let block else { throw CancellationError() }
        if made.count < count { made.append(block) }
      }
      guard made.blocks * Self.blockSize < 1_000_000 + 5_000 * count else {
        throw GeneratorError.tooFew(made.count, attempts: made.blocks * Self.blockSize)
      }
      progress(min(1, Double(made.count) / Double(count)))
      // As many as seem to be missing, and not so many that nothing is heard for long.
      let missing = Double(max(count - made.count, 0)) * Double(made.blocks) / Double(max(made.count, 1))
      round = max(threads, min(Int(missing) + 1, 64 * threads))
    }
    return try made.events(count, generator: self)
  }

  static let blockSize = 4096

  /// The attempts of one block, and which of them pass.
  private func block(_ index: Int, seed: UInt64) -> GeneratedBlocks.Block {
    var maker = self.maker(seed: seed)
    var block = GeneratedBlocks.Block()
    for attempt in index * Self.blockSize..<(index + 1) * Self.blockSize {
      maker.make(UInt64(attempt), appendingTo: &block.values)
    }
    return block
  }

  func maker(seed: UInt64) -> EventMaker {
    EventMaker(process: hard, lspMass: lspMass, seed: seed ^ processKey)
  }

  private var lspMass: Double? { if case .stopPair(_, let lsp) = process { lsp } else { nil } }

  /// Sets the random numbers of the processes apart.
  private var processKey: UInt64 {
    switch process {
    case .topPair: 0
    case .stopPair(let stop, let lsp): stop.bitPattern &* 3 &+ lsp.bitPattern &* 5
    }
  }

  /// The efficiency where `sum` of weights passes of so many attempts.
  func efficiency(sum: Double, attempts: Int) -> Double {
    sum / (Double(attempts) * hard.meanWeight) * Channel.madeShare
  }
}

/// Events that passed the preselection.
public struct GeneratedEvents: Hashable, Sendable {
  /// `weight` and the variables of the paper's Table 1, under the names and in the units of the events that come with the
  /// templates.
  public let table: EventTable
  /// Of the process, at leading order, in fb.
  public let crossSection: Double
  /// Share of the process's events that pass the preselection.
  public let efficiency: Double
  /// Its statistical uncertainty.
  public let efficiencyError: Double
}

/// Why no events are made.
public enum GeneratorError: Error, Hashable, Sendable, CustomStringConvertible {
  case stopMass(Double)
  case lspMass(Double)
  /// The top would have to be off its mass shell.
  case offShell(stop: Double, lsp: Double)
  case tooFew(Int, attempts: Int)

  public var description: String {
    switch self {
    case .stopMass(let mass):
      "top squarks of \(mass) GeV are not made; choose a mass from \(Int(StopSearchGenerator.stopMasses.lowerBound)) to "
        + "\(Int(StopSearchGenerator.stopMasses.upperBound)) GeV"
    case .lspMass(let mass): "an LSP of \(mass) GeV is not made; choose a mass of 0 GeV or more"
    case .offShell(let stop, let lsp):
      "a top squark of \(stop) GeV does not decay to a top quark and an LSP of \(lsp) GeV; choose masses at least "
        + "\(StopSearchGenerator.topMass + 1) GeV apart"
    case .tooFew(let passed, let attempts):
      "only \(passed) of \(attempts) events pass the preselection; choose fewer events or masses farther apart"
    }
  }
}

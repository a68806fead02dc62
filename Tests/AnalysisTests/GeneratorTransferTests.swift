import Events
import Foundation
import Learning
import Statistics
import Testing

/// How well networks that were trained on generated events do on events of PYTHIA 8: the table of `docs/generator.md`.
///
/// Takes some minutes, and is run where `ASIMOV_TRANSFER` is set.
@Suite(.serialized) struct GeneratorTransferTests {
  private static let isWanted = ProcessInfo.processInfo.environment["ASIMOV_TRANSFER"] != nil
  private static let data = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../templates/data").standardized
  private static let systematics = [0.1, 0.3, 0.5]
  private static let replicas = 200

  /// The events of one point of masses: signal and top pairs.
  private struct Events {
    let names: [String]
    var features: [Float] = []
    var isSignal: [Bool] = []
    var weights: [Float] = []

    init(_ signal: EventTable, _ background: EventTable) throws {
      names = signal.columnNames.filter { $0 != "weight" }
      for (table, label) in [(signal, true), (background, false)] {
        let columns = try names.map { try table.column($0).values }
        let weight = try table.column("weight").values
        for event in weight.indices {
          features += columns.map { $0[event] }
          isSignal.append(label)
          weights.append(weight[event])
        }
      }
    }

    func sample(_ isWanted: (Int) -> Bool) throws -> LabelledSample {
      let rows = isSignal.indices.filter(isWanted)
      return try LabelledSample(
        features: rows.flatMap { features[$0 * names.count..<($0 + 1) * names.count] }, featureCount: names.count,
        isSignal: rows.map { isSignal[$0] }, weights: rows.map { weights[$0] }, featureNames: names)
    }

    /// Their weights as expected events.
    func expected(_ yields: Yields) -> [Double] {
      var (signal, background) = (0.0, 0.0)
      for event in weights.indices {
        if isSignal[event] { signal += Double(weights[event]) } else { background += Double(weights[event]) }
      }
      return weights.indices.map {
        Double(weights[$0]) * (isSignal[$0] ? yields.signal / signal : yields.background / background)
      }
    }
  }

  /// Five networks of 23 hidden units, trained with ℓ_Asimov at σ_b/b = 0.5; a fifth of the events says when to stop.
  private func ensemble(_ events: Events, of isWanted: (Int) -> Bool, yields: Yields) throws -> [TrainedModel] {
    let train = try events.sample { isWanted($0) && $0 / 2 % 5 != 0 }
    let validation = try events.sample { isWanted($0) && $0 / 2 % 5 == 0 }
    return try (1...5).map { seed in
      let phases = [
        TrainingPhase.pretraining(), TrainingPhase(loss: .asimov(systematic: 0.5), batchSize: 4096, patience: 5),
      ]
      return try Training(TrainingOptions(phases: phases, seed: UInt64(seed)))
        .run(train: train, validation: validation, yields: yields, threads: 2)
    }
  }

  private func scores(_ networks: [TrainedModel], _ events: Events) throws -> [Float] {
    var sum = [Float](repeating: 0, count: events.isSignal.count)
    for network in networks {
      for (event, score) in try network.scores(of: events.features, threads: 2).enumerated() { sum[event] += score }
    }
    return sum.map { $0 / Float(networks.count) }
  }

  /// The highest Z_A of a cut that leaves 10 effective background events or more, for each systematic.
  private func best(_ scores: [Float], _ isSignal: [Bool], _ weights: [Double]) throws -> [CutPoint] {
    let scan = try CutScan(scores: scores, isSignal: isSignal, weights: weights)
    return try Self.systematics.map {
      try #require(try scan.best(systematic: $0, minimumEffectiveBackground: 10))
    }
  }

  /// A number of the Poisson distribution of mean 1: how often an event is drawn when a sample is drawn from itself.
  private func timesDrawn(_ random: inout Philox) -> Double {
    var (times, product) = (0.0, Double(random.nextWord()) * 0x1p-32)
    while product > 0.36787944117144233 {
      times += 1
      product *= Double(random.nextWord()) * 0x1p-32
    }
    return times
  }

  @Test(
    .enabled(if: isWanted),
    arguments: [
      ("stop_900_100", 900.0, 100.0, 17.6 * 0.059), ("stop_600_400", 600, 400, 228.195 * 0.14),
    ]) func losesLittle(file: String, stop: Double, lsp: Double, rate: Double) throws
  {
    let yields = Yields(signal: 30 * rate, background: 30 * 844_000 * 8.2e-4)
    let generators = try (
      StopSearchGenerator(.stopPair(stop: stop, lsp: lsp)), StopSearchGenerator(.topPair)
    )
    let (signal, background) = try (
      generators.0.events(200_000, seed: 1, threads: 2).table, generators.1.events(200_000, seed: 1, threads: 2).table
    )
    let names = signal.columnNames
    func pythia(_ name: String) throws -> EventTable {
      try EventFile(path: Self.data.appending(path: "\(name).h5").path).table(columns: names)
    }
    let test = try Events(pythia(file), pythia("ttbar"))
    let large = try Events(signal, background)
    // As many as one half of the PYTHIA 8 events.
    let small = try Events(signal.prefix(20_000), background.prefix(30_000))
    // Each half of the PYTHIA 8 events is scored by the networks that learnt from the other.
    let halves = try [0, 1].map { half in
      try scores(ensemble(test, of: { $0 % 2 != half }, yields: yields), test)
    }
    let native = test.isSignal.indices.map { halves[$0 % 2][$0] }
    let others = try [small, large].map { try scores(ensemble($0, of: { _ in true }, yields: yields), test) }
    let weights = test.expected(yields)

    let found = try ([native] + others).map { try best($0, test.isSignal, weights) }
    let areas = try ([native] + others).map {
      try AreaUnderCurve(scores: $0, isSignal: test.isSignal, weights: weights).value
    }
    var losses = [[[Double]]](repeating: [[], [], []], count: 2)
    var significances = [[[Double]]](repeating: [[], [], []], count: 3)
    for replica in 0..<Self.replicas {
      var random = Philox(seed: 1, stream: UInt64(replica))
      let drawn = weights.map { $0 * timesDrawn(&random) }
      let rows = drawn.indices.filter { drawn[$0] > 0 }
      let again = try ([native] + others).map { scores in
        try best(rows.map { scores[$0] }, rows.map { test.isSignal[$0] }, rows.map { drawn[$0] })
      }
      for systematic in Self.systematics.indices {
        for network in 0..<3 { significances[network][systematic].append(again[network][systematic].significance) }
        for network in 0..<2 {
          losses[network][systematic].append(
            1 - again[network + 1][systematic].significance / again[0][systematic].significance)
        }
      }
    }
    print("\(file), area under the curve: \(areas)")
    for (index, systematic) in Self.systematics.enumerated() {
      let row = found.enumerated().map { network, points in
        let point = points[index]
        return format(point.significance, spread(significances[network][index]))
          + " (\(Int(point.effectiveBackgroundEvents)))"
      }
      let lost = (0..<2).map { network in
        let loss = 1 - found[network + 1][index].significance / found[0][index].significance
        return format(100 * loss, 100 * spread(losses[network][index]))
      }
      print("| \(systematic) | \(row[0]) | \(row[1]) | \(lost[0]) % | \(row[2]) | \(lost[1]) % |")
      let loss = 1 - found[2][index].significance / found[0][index].significance
      #expect(loss <= 0.15, "\(file) at \(systematic)")
    }
  }

  private func spread(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)).squareRoot()
  }

  private func format(_ value: Double, _ uncertainty: Double) -> String {
    String(format: "%.2f ± %.2f", value, uncertainty)
  }
}

extension EventTable {
  fileprivate func prefix(_ count: Int) throws -> EventTable {
    try EventTable(
      columns: columns.map { Column(name: $0.name, unit: $0.unit, values: Array($0.values.prefix(count))) })
  }
}

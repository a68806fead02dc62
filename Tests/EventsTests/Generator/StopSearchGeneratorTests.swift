import Foundation
import Testing

@testable import Events

@Suite struct StopSearchGeneratorTests {
  private static let samples: [(file: String, process: StopSearchGenerator.Process)] = [
    ("stop_900_100", .stopPair(stop: 900, lsp: 100)), ("stop_600_400", .stopPair(stop: 600, lsp: 400)),
    ("ttbar", .topPair),
  ]

  private static let data = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../templates/data").standardized

  /// The greatest difference between two weighted cumulative distributions.
  private func distance(_ a: [Float], _ weightsOfA: [Float], _ b: [Float], _ weightsOfB: [Float]) -> Double {
    let (sumA, sumB) = (weightsOfA.reduce(0) { $0 + Double($1) }, weightsOfB.reduce(0) { $0 + Double($1) })
    let both =
      (zip(a, weightsOfA).map { ($0, Double($1) / sumA) } + zip(b, weightsOfB).map { ($0, -Double($1) / sumB) })
      .sorted { $0.0 < $1.0 }
    var (difference, greatest) = (0.0, 0.0)
    for (index, (value, weight)) in both.enumerated() {
      difference += weight
      if index + 1 == both.count || both[index + 1].0 > value { greatest = max(greatest, abs(difference)) }
    }
    return greatest
  }

  /// Where `ASIMOV_DOCS` is set, with as many events as the table of `docs/generator.md` has, which is printed.
  @Test(arguments: samples.indices) func isDistributedAsThePYTHIAEvents(index: Int) throws {
    let (file, process) = Self.samples[index]
    let isForDocs = ProcessInfo.processInfo.environment["ASIMOV_DOCS"] != nil
    let generated = try StopSearchGenerator(process).events(isForDocs ? 24_000 : 12_000, seed: 7, threads: 2)
    let made = generated.table
    let names = made.columnNames
    let reference = try EventFile(path: Self.data.appending(path: "\(file).h5").path).table(columns: names)
    var distances: [String: Double] = [:]
    for name in names where name != "weight" {
      #expect(try made.column(name).unit == reference.column(name).unit)
      distances[name] = distance(
        try made.column(name).values, try made.column("weight").values, try reference.column(name).values,
        try reference.column("weight").values)
    }
    if isForDocs {
      print("\(file): efficiency \(generated.efficiency) ± \(generated.efficiencyError)")
      for name in names { print("\(file) \(name) \(distances[name] ?? 0)") }
    }
    #expect(distances.count == 22)
    for (name, distance) in distances { #expect(distance <= 0.10, "\(file) \(name)") }
    #expect(distances.values.count { $0 <= 0.05 } >= 20, "\(file): \(distances)")
  }

  @Test func doesNotDependOnTheThreads() throws {
    let generator = try StopSearchGenerator(.stopPair(stop: 700, lsp: 200))
    let made = try [1, 2, 5].map { try generator.events(700, seed: 3, threads: $0) }
    #expect(made[0] == made[1] && made[1] == made[2])
    let fewer = try generator.events(200, seed: 3, threads: 2).table
    for (few, many) in zip(fewer.columns, made[0].table.columns) {
      #expect(few.values == Array(many.values.prefix(200)))
    }
    #expect(try generator.events(700, seed: 4, threads: 2).table != made[0].table)
  }

  /// Weights differ where events with little promise were thinned out, but not by much.
  @Test(arguments: zip(samples.indices, [0.8, 0.75, 0.35])) func hasManyEffectiveEvents(
    index: Int, least: Double
  ) throws {
    let table = try StopSearchGenerator(Self.samples[index].process).events(4000, seed: 2, threads: 2).table
    let weights = try table.column("weight").values.map(Double.init)
    let (sum, squares) = (weights.reduce(0, +), weights.reduce(0) { $0 + $1 * $1 })
    #expect(sum * sum / squares > least * Double(table.count))
  }

  @Test func passesThePreselection() throws {
    let table = try StopSearchGenerator(.topPair).events(1000, seed: 1, threads: 2).table
    func least(_ name: String) throws -> Float { try #require(table.column(name).values.min()) }
    #expect(try least("HT") >= 300 && least("MET") >= 200 && least("n_jet") >= 4 && least("n_bjet") >= 1)
    #expect(try least("sel_lep_pt0") > 30 && least("selJet_pt0") >= 80 && least("selJet_pt1") >= 60)
    #expect(try least("selJet_pt2") >= 40 && least("weight") > 0)
  }

  @Test func refusesMassesThatItCannotMake() {
    #expect(throws: GeneratorError.offShell(stop: 500, lsp: 350)) {
      try StopSearchGenerator(.stopPair(stop: 500, lsp: 350))
    }
    #expect(throws: GeneratorError.stopMass(90)) { try StopSearchGenerator(.stopPair(stop: 90, lsp: 0)) }
    #expect(throws: GeneratorError.lspMass(-1)) { try StopSearchGenerator(.stopPair(stop: 500, lsp: -1)) }
  }

  @Test func stopsWhenCancelled() throws {
    let generator = try StopSearchGenerator(.topPair)
    #expect(throws: CancellationError.self) {
      try generator.events(1_000_000, seed: 1, threads: 2, isCancelled: { true })
    }
  }
}

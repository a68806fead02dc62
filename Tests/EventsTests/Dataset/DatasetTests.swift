import Testing

@testable import Events

/// Samples whose feature `id` tells every event from every other.
enum Samples {
  static func make(
    count: Int, firstID: Int, yield: Double, weighted: Bool, name: String = "", systematic: Double = 0
  ) throws -> EventSample {
    let table = try EventTable(columns: [
      EventTable.Column(name: "id", values: (0..<count).map { Float(firstID + $0) }),
      EventTable.Column(name: "half", values: (0..<count).map { Float(firstID + $0) / 2 }),
      EventTable.Column(name: "weight", values: (0..<count).map { Float(1 + $0 % 5) / 4 }),
    ])
    let writer = EventRowsWriter(columns: table.columnNames, weight: weighted ? "weight" : nil)
    try writer.append(table)
    return try EventSample(rows: writer.finish(), expectedYield: yield, name: name, systematic: systematic)
  }

  static func dataset(seed: UInt64 = 7, signal: Int = 1000, background: Int = 1501) throws -> Dataset {
    try Dataset(
      signal: make(count: signal, firstID: 0, yield: 31.2, weighted: false),
      background: make(count: background, firstID: 100_000, yield: 20_763.25, weighted: true),
      features: ["half", "id"], fractions: SplitFractions(train: 0.5, validation: 0.2, test: 0.3), seed: seed)
  }
}

extension Samples {
  /// One signal and two slices of background, the second weighted.
  static func several(each count: Int = 500) throws -> Dataset {
    try Dataset(
      signal: [make(count: count, firstID: 0, yield: 31.2, weighted: false)],
      background: [
        make(count: count, firstID: 100_000, yield: 20_000, weighted: false, name: "low", systematic: 0.3),
        make(count: 2 * count, firstID: 200_000, yield: 60, weighted: true, name: "high", systematic: 0.1),
      ],
      features: ["half", "id"], fractions: SplitFractions(train: 0.5, validation: 0.2, test: 0.3), seed: 7)
  }
}

/// The `id` of each event of a split of such samples.
func identifiers(_ split: DatasetSplit) -> [Int] { (0..<split.count).map { Int(split.features[2 * $0 + 1]) } }

@Suite("A dataset")
struct DatasetTests {
  @Test("has every event in exactly one split, with its class, its weight and its row of features")
  func everyEventOnce() throws {
    let dataset = try Samples.dataset()
    let splits = [dataset.train, dataset.validation, dataset.test]
    #expect(splits.flatMap(identifiers).sorted() == Array(0..<1000) + Array(100_000..<101_501))
    #expect(splits.map(\.count) == [500 + 751, 200 + 300, 300 + 450])
    for split in splits {
      for (event, id) in identifiers(split).enumerated() {
        #expect(split.features[2 * event] == Float(id) / 2)
        #expect(split.isSignal[event] == (id < 100_000))
        #expect(split.weights[event] == (id < 100_000 ? 1 : Float(1 + (id - 100_000) % 5) / 4))
      }
    }
  }

  @Test("represents the full expected yield of each class in each split, shared out by weight")
  func fullYieldEverywhere() throws {
    let dataset = try Samples.dataset()
    for split in [dataset.train, dataset.validation, dataset.test] {
      var yields = (signal: 0.0, background: 0.0)
      for (weight, isSignal) in zip(split.physicalWeights, split.isSignal) {
        if isSignal { yields.signal += weight } else { yields.background += weight }
      }
      #expect(abs(yields.signal - 31.2) < 1e-11)
      #expect(abs(yields.background - 20_763.25) < 1e-8)
      let ratios = split.weights.indices.filter { !split.isSignal[$0] }.map {
        split.physicalWeights[$0] / Double(split.weights[$0])
      }
      let (lowest, highest) = try (#require(ratios.min()), #require(ratios.max()))
      #expect(highest - lowest < 1e-12 * highest)
    }
  }

  @Test("of several samples a class shares out the yield of each among its own events, in every split")
  func severalSamples() throws {
    let dataset = try Samples.several()
    #expect(dataset.samples.map(\.name) == ["", "low", "high"])
    #expect(dataset.samples.map(\.systematic) == [0, 0.3, 0.1])
    #expect(dataset.signalYield == 31.2)
    #expect(dataset.backgroundYield == 20_060)
    for split in [dataset.train, dataset.validation, dataset.test] {
      var yields = [0.0, 0, 0]
      for (event, id) in identifiers(split).enumerated() {
        #expect(Int(split.sample[event]) == id / 100_000)
        #expect(split.isSignal[event] == (id < 100_000))
        yields[id / 100_000] += split.physicalWeights[event]
      }
      for (yield, expected) in zip(yields, [31.2, 20_000, 60]) { #expect(abs(yield - expected) < 1e-9 * expected) }
    }
    // What the network learns from: each sample in proportion to its yield, over all splits together.
    var weights = [0.0, 0, 0]
    for split in [dataset.train, dataset.validation, dataset.test] {
      for (sample, weight) in zip(split.sample, split.weights) { weights[Int(sample)] += Double(weight) }
    }
    #expect(weights[0] == 500)
    #expect(abs(weights[1] - 20_000) < 1e-2)
    #expect(abs(weights[2] - 60) < 1e-4)
    // A sample more does not move the events of the others.
    let alone = try Samples.dataset(signal: 500, background: 500)
    #expect(identifiers(alone.test).filter { $0 < 100_000 } == identifiers(dataset.test).filter { $0 < 100_000 })
  }

  @Test("keeps the proportion of its samples in the folds of a cross-validation")
  func foldsOfSeveral() throws {
    let folds = try Folds(4, of: Samples.several())
    for number in 0..<4 {
      let held = try folds.events(in: number)
      var yields = [0.0, 0, 0]
      for (sample, weight) in zip(held.sample, held.physicalWeights) { yields[Int(sample)] += weight }
      for (yield, expected) in zip(yields, [31.2, 20_000, 60]) { #expect(abs(yield - expected) < 1e-9 * expected) }
    }
  }

  @Test("refuses two samples of one name, and a systematic that is none")
  func unfitSamples() throws {
    let sample = try Samples.make(count: 10, firstID: 0, yield: 1, weighted: false, name: "a")
    let fractions = try SplitFractions(train: 0.5, validation: 0.2, test: 0.3)
    #expect(throws: DatasetError.invalid("two samples of a class are named 'a'")) {
      try Dataset(signal: [sample, sample], background: [sample], features: ["id"], fractions: fractions, seed: 1)
    }
    #expect(throws: DatasetError.invalid("there is no background")) {
      try Dataset(signal: [sample], background: [], features: ["id"], fractions: fractions, seed: 1)
    }
    for systematic in [-0.1, .nan, .infinity] {
      #expect(throws: EventSampleError.self) {
        try Samples.make(count: 1, firstID: 0, yield: 1, weighted: false, systematic: systematic)
      }
    }
  }

  @Test("is split the same way for the same seed, and another way for another")
  func seeded() throws {
    #expect(try Samples.dataset(seed: 7) == Samples.dataset(seed: 7))
    #expect(try identifiers(Samples.dataset(seed: 7).test) != identifiers(Samples.dataset(seed: 8).test))
  }

  @Test("has its classes split by streams of their own, so that one does not move the other")
  func independentClasses() throws {
    let small = try identifiers(Samples.dataset(background: 1501).test).filter { $0 < 100_000 }
    let large = try identifiers(Samples.dataset(background: 1600).test).filter { $0 < 100_000 }
    #expect(small == large)
  }

  @Test("is split at random: a split's mean event number is that of the sample")
  func random() throws {
    let dataset = try Samples.dataset(signal: 10_000)
    let test = identifiers(dataset.test).filter { $0 < 100_000 }
    let mean = Double(test.reduce(0, +)) / Double(test.count)
    // Standard deviation of the mean of 3000 of 10 000 drawn without replacement: 44.
    #expect(abs(mean - 4999.5) < 4 * 44)
  }

  @Test("may leave splits empty whose fraction is 0")
  func emptySplits() throws {
    let dataset = try Dataset(
      signal: Samples.make(count: 10, firstID: 0, yield: 1, weighted: false),
      background: Samples.make(count: 10, firstID: 100_000, yield: 1, weighted: true), features: ["id"],
      fractions: SplitFractions(train: 0.5, validation: 0, test: 0.5), seed: 1)
    #expect(dataset.validation.count == 0)
    #expect(dataset.train.count == 10)
    #expect(try Dataset(stored: dataset.stored) == dataset)
  }

  @Test("refuses too few events for a split, and features that are missing, repeated or none")
  func invalid() throws {
    let signal = try Samples.make(count: 2, firstID: 0, yield: 1, weighted: false)
    let background = try Samples.make(count: 100, firstID: 100_000, yield: 1, weighted: true)
    let fractions = try SplitFractions(train: 0.5, validation: 0.2, test: 0.3)
    func dataset(_ features: [String], _ background: EventSample) throws -> Dataset {
      try Dataset(signal: signal, background: background, features: features, fractions: fractions, seed: 1)
    }
    #expect(throws: DatasetError.split(.tooFewEvents(split: "validation", sample: "signal"))) {
      try dataset(["id"], background)
    }
    #expect(throws: DatasetError.missingFeature("idd", sample: "signal", nearest: "id")) {
      try dataset(["idd"], background)
    }
    #expect(throws: DatasetError.invalid("feature 'id' is named twice")) { try dataset(["id", "id"], background) }
    #expect(throws: DatasetError.invalid("there are no features")) { try dataset([], background) }
  }
}

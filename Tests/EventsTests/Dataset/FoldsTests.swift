import Testing

@testable import Events

@Suite("Folds")
struct FoldsTests {
  @Test("hold every training and validation event once, and no test event", arguments: [2, 3, 7])
  func everyEventOnce(_ count: Int) throws {
    let dataset = try Samples.dataset()
    let folds = try Folds(count, of: dataset)
    #expect(identifiers(folds.events) == identifiers(dataset.train) + identifiers(dataset.validation))
    let held = try (0..<count).map { identifiers(try folds.events(in: $0)) }
    #expect(held.flatMap(\.self).sorted() == identifiers(folds.events).sorted())
    for fold in 0..<count {
      #expect(folds.places(in: fold).map { identifiers(folds.events)[$0] } == held[fold])
      #expect(
        Set(identifiers(try folds.events(outside: fold))) == Set(identifiers(folds.events)).subtracting(held[fold]))
    }
  }

  @Test("have both classes in equal numbers, their weights, and the full yields by themselves")
  func sharesAndYields() throws {
    let folds = try Folds(7, of: try Samples.dataset())
    for fold in 0..<7 {
      for split in [try folds.events(in: fold), try folds.events(outside: fold)] {
        let signal = split.isSignal.count { $0 }
        let share = split.count > 500 ? 6.0 / 7 : 1.0 / 7
        #expect(abs(Double(signal) - 700 * share) <= 1)
        #expect(abs(Double(split.count - signal) - 1051 * share) <= 1)
        let yields = zip(split.physicalWeights, split.isSignal).reduce(into: (0.0, 0.0)) { sums, event in
          if event.1 { sums.0 += event.0 } else { sums.1 += event.0 }
        }
        #expect(abs(yields.0 - 31.2) < 1e-10 && abs(yields.1 - 20_763.25) < 1e-7)
        for (event, id) in identifiers(split).enumerated() {
          #expect(split.isSignal[event] == (id < 100_000))
          #expect(split.weights[event] == (id < 100_000 ? 1 : Float(1 + (id - 100_000) % 5) / 4))
        }
      }
    }
  }

  @Test("are refused where a class has fewer events than there are folds")
  func tooMany() throws {
    let dataset = try Samples.dataset(signal: 10)
    #expect(throws: DatasetError.tooFewForFolds(8, sample: "signal", events: 7)) { try Folds(8, of: dataset) }
    #expect(throws: DatasetError.self) { try Folds(1, of: dataset) }
    #expect(try Folds(7, of: dataset).count == 7)
  }
}

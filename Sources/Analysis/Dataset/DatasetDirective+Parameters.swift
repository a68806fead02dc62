import Events
import Notebook

/// Parameters of signals that become features.
extension DatasetDirective {
  /// Those of the first signal, which all signals have; in its order.
  var parameterNames: [String] { signal.all.first?.parameters?.pairs.map(\.key) ?? [] }

  func isParameter(_ name: String) -> Bool { parameterNames.contains(name) }

  /// Streams of random numbers from here on; those before choose the splits.
  private static let firstStream: UInt64 = 1 << 32

  /// The columns for the events of a sample.
  /// - Parameter read: all signals, where the sample is a background.
  func parameters(of sample: PlacedSample, at place: Int, _ read: [ReadSample]) -> ParameterColumns {
    let names = parameterNames
    let signals = sample.isSignal ? [(sample.options, 1)] : Array(zip(signal.all, read.map(\.events.expectedYield)))
    let points = signals.map { options, _ in
      names.map { name in Float(options.parameters?.pairs.first { $0.key == name }?.value ?? 0) }
    }
    return ParameterColumns(
      names, points: points, shares: signals.map(\.1), seed: seed, stream: Self.firstStream + UInt64(place))
  }

  func checkParameters(_ context: inout CheckContext) {
    for sample in samples {
      let keys = sample.keys + ["parameters"]
      guard sample.isSignal else {
        if sample.options.parameters != nil {
          context.report(
            Mistake(
              "parameters are of signals, and this is a background, whose events are given those of one signal each",
              remedy: "leave them out"), at: keys)
        }
        continue
      }
      let pairs = sample.options.parameters?.pairs ?? []
      if sample.options.parameters != nil, pairs.isEmpty {
        context.report(Mistake("no parameters", remedy: "write for example { m-stop: 600, m-lsp: 400 }"), at: keys)
      }
      for pair in pairs where !Float(pair.value).isFinite {
        context.report(
          Mistake("'\(pair.key)' is too large for a feature", remedy: "use a larger unit"), at: keys + [pair.key])
      }
      let own = pairs.map(\.key)
      for name in parameterNames where !own.contains(name) {
        context.report(
          Mistake("the first signal has a parameter '\(name)', and this one has not", remedy: "give it to all signals"),
          at: keys)
      }
      for name in own where !isParameter(name) {
        context.report(
          Mistake("the first signal has no parameter '\(name)'", remedy: "give it to all signals, or to none"),
          at: keys + [name])
      }
    }
    for (index, name) in (features ?? []).enumerated() where isParameter(name) {
      context.report(
        "'\(name)' is a parameter, which the network sees in any case", at: "features", "\(index)",
        remedy: "drop it here")
    }
  }

  /// - Parameter owner: of the columns, as messages name it.
  func checkParameters(of owner: String, _ columns: EventColumns, _ context: inout CheckContext) {
    guard let first = samples.first else { return }
    for name in parameterNames where columns.find(name) != .missing {
      context.report(
        Mistake("\(owner) has a column '\(name)' already", remedy: "choose another name for the parameter"),
        at: first.keys + ["parameters", name])
    }
  }
}

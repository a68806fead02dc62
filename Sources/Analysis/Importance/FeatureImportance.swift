import Learning
import Notebook
import Statistics
import Storage

/// What the features of a network are worth to a search, the most important first.
struct FeatureImportance: Codable, Hashable, Sendable {
  var features: [Feature]
  /// Z_A with all features in order.
  var significance: Double

  struct Feature: Codable, Hashable, Sendable {
    var name: String
    /// By how much Z_A and the area fall when the feature is shuffled, one number for each repetition.
    var significanceDrops: [Double]
    var areaDrops: [Double]
    /// dZ_A/dδ when the feature of all events is moved by δ standard deviations.
    var gradient: Double
    /// Σ|∂Z_A/∂x_i| over the events, per standard deviation.
    var sensitivity: Double

    var meanSignificanceDrop: Double { significanceDrops.reduce(0, +) / Double(significanceDrops.count) }

    /// As tables and figures show it.
    func value(_ name: ImportanceDirective.Values) -> Value {
      switch name {
      case .significanceDrop: .spread(significanceDrops)
      case .areaDrop: .spread(areaDrops)
      case .gradient: .number(gradient)
      case .sensitivity: .number(sensitivity)
      }
    }
  }

  static let blob = "importance"

  /// - Throws: where `result` carries none, or a damaged one.
  init(from result: StepResult) throws {
    self = try StoredJSON.decode(FeatureImportance.self, from: result.blobs[Self.blob] ?? [])
  }

  init(features: [Feature], significance: Double) {
    self.features = features.sorted { $0.meanSignificanceDrop > $1.meanSignificanceDrop }
    self.significance = significance
  }
}

/// Measures on one split what features are worth. Each event counts with its score, s = Σ_signal w y and b = Σ_background w y
/// (arXiv:1806.00322, Eqs. 4.1 and 4.2), so that Z_A is smooth in the features.
struct ImportanceMeasurement {
  var networks: TrainedNetworks
  /// Row-major.
  var features: StoredFloats
  var names: [String]
  var isSignal: [Bool]
  /// Expected events.
  var weights: [Double]
  var systematic: Double
  var threads: Int

  typealias Quality = (significance: Significance, area: Double)

  func quality(of features: StoredFloats) throws -> Quality {
    let scored = ScoredSplit(
      scores: try networks.scores(of: features, threads: threads), isSignal: isSignal, weights: weights)
    let yields = scored.scoredYields
    return (
      try Significance.asimov(signal: yields.signal, background: yields.background, systematic: systematic),
      try ROCCurve(scores: scored.scores, isSignal: isSignal, weights: weights).area
    )
  }

  /// The same with one feature dealt out anew among all events.
  func quality(shuffling column: Int, seed: UInt64, repetition: Int) throws -> Quality {
    try quality(
      of: StoredFloats(
        FeatureShuffle.shuffling(
          column: column, of: features.array, columns: names.count, seed: seed,
          repetition: UInt32(clamping: repetition))))
  }

  /// ∂Z_A/∂x of each feature: summed over the events, and the sum of the sizes, per standard deviation of the feature.
  ///
  /// ∂Z_A/∂x_i = w_i ∂y_i/∂x_i times ∂Z_A/∂s for a signal event, or times dZ_A/db (σ_b moving with b) for a background event.
  func gradients(_ significance: Significance) throws -> (sums: [Double], sizes: [Double]) {
    let columns = names.count
    var derivatives = [Double](repeating: 0, count: features.count)
    for network in networks.all {
      for (cell, derivative) in try network.scoreGradients(of: features.array, threads: threads).enumerated() {
        derivatives[cell] += Double(derivative) / Double(networks.all.count)
      }
    }
    var sums = [Double](repeating: 0, count: columns)
    var sizes = sums
    for event in isSignal.indices {
      let slope = isSignal[event] ? significance.signalDerivative : significance.scalingBackgroundDerivative
      for column in 0..<columns {
        let part = weights[event] * slope * derivatives[event * columns + column]
        sums[column] += part
        sizes[column] += abs(part)
      }
    }
    let deviations = try self.deviations
    return (zip(sums, deviations).map { $0 * $1 }, zip(sizes, deviations).map { $0 * $1 })
  }

  /// Standard deviation of each feature over the events, both classes weighing the same.
  private var deviations: [Double] {
    get throws {
      try Standardiser(
        fitting: LabelledSample(
          features: features, featureCount: names.count, isSignal: isSignal, weights: weights.map { Float($0) },
          featureNames: names)
      ).deviations
    }
  }
}

import Events
import Learning
import Notebook
import Statistics

/// Measures what each feature is worth to a network, as a table with the most important first.
///
/// A feature is shuffled among the events, which leaves its distribution and takes away what it tells; Z_A and the area under
/// the ROC curve fall by its permutation importance (arXiv:1801.01489). Beside it stands the gradient of Z_A, which says how a
/// shift of the feature, such as a wrong energy scale, would move the result. Z_A counts each event with its score
/// (arXiv:1806.00322, Eqs. 4.1 and 4.2).
///
/// ```{importance} worth
/// model: network
/// dataset: events
/// systematic: 0.5
/// caption: What the features are worth.
/// ```
struct ImportanceDirective: Directive {
  static let kind = "importance"
  static let version = 1
  static let purpose = DirectivePurpose.table
  static let defaults = ["split": "test", "repeats": "5", "seed": "1"]

  /// The network.
  var model: Reference<TrainDirective>
  /// The dataset to measure on: the one that the network was trained on, or another with the same features.
  var dataset: Reference<DatasetDirective>
  /// Relative systematic uncertainty on the background, σ_b/b, of Z_A.
  var systematic: Systematic
  /// Which of its events to measure on.
  var split: Split
  /// How often each feature is shuffled. The mean is quoted, with the standard deviation where there are several.
  var repeats: Int
  /// Decides the shuffles.
  var seed: UInt64

  enum Split: String, ChoiceOption { case validation, test }

  enum Values: String, ValueName {
    /// By how much Z_A falls when the feature is shuffled; so for each feature.
    case significanceDrop = "significance-drop"
    /// By how much the area under the ROC curve falls when the feature is shuffled.
    case areaDrop = "auc-drop"
    /// dZ_A/dδ where the feature of all events is moved by δ of its standard deviations.
    case gradient
    /// Sum over the events of |∂Z_A/∂x|, in the same unit: what Z_A would gain if each event moved to its advantage.
    case sensitivity
  }

  func check(_ context: inout CheckContext) {
    if !(1...1000).contains(repeats) {
      context.report(
        "repeats must lie between 1 and 1000, not \(repeats)", at: "repeats", remedy: "write for example 5")
    }
  }

  func run(_ context: StepContext) throws -> StepResult {
    let measurement = try measurement(context)
    let whole = try measurement.quality(of: measurement.features)
    guard whole.significance.value.isFinite, whole.significance.scalingBackgroundDerivative.isFinite else {
      throw NoBackground()
    }
    let gradients = try measurement.gradients(whole.significance)
    let features = try measurement.names.enumerated().map { column, name in
      var feature = FeatureImportance.Feature(
        name: name, significanceDrops: [], areaDrops: [], gradient: gradients.sums[column],
        sensitivity: gradients.sizes[column])
      for repetition in 0..<repeats {
        if context.isCancelled() { throw CancellationError() }
        context.progress(
          (Double(column) + Double(repetition) / Double(repeats)) / Double(measurement.names.count), "shuffling \(name)"
        )
        let shuffled = try measurement.quality(shuffling: column, seed: seed, repetition: repetition)
        feature.significanceDrops.append(whole.significance.value - shuffled.significance.value)
        feature.areaDrops.append(whole.area - shuffled.area)
      }
      return feature
    }
    let importance = FeatureImportance(features: features, significance: whole.significance.value)
    return StepResult(
      values: values(of: importance), table: table(of: importance),
      blobs: [
        FeatureImportance.blob: try StoredJSON.blob(importance),
        Conditions.blob: try context.result(of: dataset).blobs[Conditions.blob] ?? [],
      ])
  }

  /// The network gives no event of background any score.
  struct NoBackground: Error, CustomStringConvertible {
    var description: String { "no background is left, and Z_A has no gradient; give a larger sample" }
  }

  /// The network was trained on other features.
  struct OtherFeatures: Error, CustomStringConvertible {
    var expected: [String]
    var found: [String]

    var description: String {
      "the network takes the features \(expected.joined(separator: ", ")), and the dataset has "
        + "\(found.joined(separator: ", ")); name the dataset that it was trained on"
    }
  }

  private func measurement(_ context: StepContext) throws -> ImportanceMeasurement {
    let networks = try TrainedNetworks(from: context.result(of: model))
    let data = try DatasetDirective.dataset(from: context.result(of: dataset))
    let names = networks.all[0].featureNames
    guard names == data.featureNames else { throw OtherFeatures(expected: names, found: data.featureNames) }
    let events = split == .test ? data.test : data.validation
    return ImportanceMeasurement(
      networks: networks, features: events.features, names: names, isSignal: events.isSignal,
      weights: events.physicalWeights, systematic: systematic.value, threads: context.threads)
  }
}

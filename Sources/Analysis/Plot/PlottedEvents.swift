import Events
import Notebook
import Storage

/// The events of one split of a dataset, for plots of its features.
struct PlottedEvents {
  let names: [String]
  let split: DatasetSplit

  init(_ split: ScoredSplit.Name, of result: StepResult) throws {
    let dataset = try DatasetDirective.dataset(from: result)
    names = dataset.featureNames
    self.split =
      switch split {
      case .train: dataset.train
      case .validation: dataset.validation
      case .test: dataset.test
      }
  }

  /// Looks at the option `features` of the plot `part`.
  ///
  /// - Parameter what: those of which more than `most` could not be read.
  static func check(
    _ features: [String], of part: String, most: Int, _ what: String, _ context: inout CheckContext
  ) {
    for (place, name) in features.enumerated() where features[..<place].contains(name) {
      context.report(
        "the feature '\(name)' stands twice", at: part, "features", "\(place)", remedy: "keep one of them")
    }
    if features.count > most {
      context.report(
        "\(features.count) \(what) would be too small to read", at: part, "features",
        remedy: "name at most \(most)")
    }
  }

  /// Places of features.
  /// - Throws: ``Mistake`` that suggests the nearest name.
  func places(of wanted: [String]?) throws -> [Int] {
    try (wanted ?? names).map { name in
      guard let place = names.firstIndex(of: name) else {
        throw Mistake("the dataset has no feature '\(name)'", remedy: Suggestion.remedy(for: name, among: names))
      }
      return place
    }
  }

  /// One feature of all events.
  func values(of feature: Int) -> [Float] {
    let stride = names.count
    return split.features.withUnsafeBufferPointer { features in
      (0..<split.count).map { features[$0 * stride + feature] }
    }
  }
}
